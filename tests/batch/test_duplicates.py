from __future__ import annotations

import hashlib
from pathlib import Path
from random import Random

import pytest

from inquit.batch.duplicates import Same, Seen
from inquit.batch.sketches import likeness, sketch

WORDS = [f"word{number}" for number in range(3_000)]


def text(seed: int, words: int = 400) -> list[str]:
    return Random(seed).choices(WORDS, k=words)


def changed(words: list[str], share: float, seed: int = 1) -> list[str]:
    """The words with a share of them replaced, one after the other at the end."""
    kept = round(len(words) * (1 - share))
    return words[:kept] + text(seed + 1_000, len(words) - kept)


def shingles(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[place : place + 5]) for place in range(len(words) - 4)}


def test_a_sketch_estimates_the_share_of_runs_in_common() -> None:
    errors = []
    for seed in range(60):
        one = text(seed)
        other = changed(one, seed / 100, seed)
        both, either = shingles(one) & shingles(other), shingles(one) | shingles(other)
        errors.append(likeness(sketch(" ".join(one)), sketch(" ".join(other))) - len(both) / len(either))

    assert abs(sum(errors) / len(errors)) < 0.02
    assert (sum(error**2 for error in errors) / len(errors)) ** 0.5 < 0.06


def test_a_sketch_is_the_same_everywhere() -> None:
    told = sketch("Vera Lund said that the quay would stay shut for a week.")

    assert len(told) == 512
    assert hashlib.sha256(told).hexdigest()[:16] == "254383ed1483a76e"
    assert sketch("Too short a text") == b""


@pytest.mark.parametrize(("share", "found"), [(0.0, True), (0.05, True), (0.1, True), (0.5, False), (1.0, False)])
def test_what_is_alike_is_found(share: float, found: bool, tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen.sqlite", near=0.7)
    for seed in range(50):
        words = " ".join(text(seed))
        assert seen.same_as(f"a{seed}", hashlib.sha256(words.encode()).hexdigest(), sketch(words)) is None
    answers = []
    for seed in range(50):
        words = " ".join(changed(text(seed), share, seed)) + "!"
        same = seen.same_as(f"b{seed}", hashlib.sha256(words.encode()).hexdigest(), sketch(words))
        answers.append(same is not None and same.key == f"a{seed}")
    seen.close()

    assert answers.count(True) == (50 if found else 0)
    assert not list(tmp_path.iterdir())


def test_the_same_text_is_found_without_sketches(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen.sqlite")
    digest = hashlib.sha256(b"a").hexdigest()

    assert seen.same_as("a", digest, b"") is None
    assert seen.same_as("b", digest, b"") == Same("a")
    assert seen.same_as("c", hashlib.sha256(b"c").hexdigest(), b"") is None
    seen.close()
