"""Corpora to windows: gold laid over words, and what is kept apart from training."""

from __future__ import annotations

import builtins
import gzip
import hashlib
import io
import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from reading.marked import Story, expected, story
from tokenizers import Tokenizer

from inquit.model.encoder import MODEL_FOLDER, TaggedWindow
from inquit.model.linking import Cue, Layer, Link
from inquit.model.tags import TAGS, Role, TaggedSpan
from inquit.model.wordpieces import load_tokenizer
from inquit.reading.attribution import attributions
from training import prepare
from training.prepare import INDIRECT, NAMES, ROLES, TUNE_EVERY, UNKNOWN, Example, examples, wrapped


@cache
def tokenizer() -> Tokenizer:
    return load_tokenizer(MODEL_FOLDER / "tokenizer.json")


def laid(markup: str, *, nested_known: bool = True) -> Example:
    [example] = examples(story(markup), tokenizer(), nested_known=nested_known)
    return example


def tags(numbers: list[int]) -> str:
    """One letter a word: source, cue, content, small inside; `.` outside, `?` not known."""
    letters = {
        "O": ".",
        "B-source": "S",
        "I-source": "s",
        "B-cue": "Q",
        "I-cue": "q",
        "B-content": "C",
        "I-content": "c",
    }
    return "".join("?" if number == UNKNOWN else letters[TAGS[number]] for number in numbers)


@pytest.mark.parametrize(
    ("markup", "outer", "nested"),
    [
        pytest.param("[s1 Ida Brekke] [q1 said] [c1 no way].", "SsQCc.", "......", id="plain"),
        pytest.param("[c1 “No,”] [s1 she] [q1 said], [c1 “never.”]", "CcccSQ.Cccc", "...........", id="two pieces"),
        pytest.param("[q1 Reportedly], [c1 no].", "Q.C.", "....", id="source left out"),
        pytest.param("[s1 He] [q1 said] [c1 [s2 Ida] [q2 hopes] [c2 so]].", "SQCcc.", "..SQC.", id="nested"),
        pytest.param("Nobody spoke.", "...", "...", id="none"),
    ],
)
def test_gold_is_laid_over_the_words(markup: str, outer: str, nested: str) -> None:
    example = laid(markup)

    assert (tags(example.tags), tags(example.nested)) == (outer, nested)


def test_what_nobody_annotated_is_not_trained_on() -> None:
    example = laid("[s1 He] [q1 said] [c1 Ida hopes so].", nested_known=False)

    assert (tags(example.tags), tags(example.nested)) == ("SQCcc.", "..???.")


def test_spans_and_cues_point_at_each_other() -> None:
    example = laid(
        "[s1+2 She] [q1 denied] [c1 it], [q2 adding] [c2 [s3 Tor] [q3 knew] [c3 it]]. [q4 Reportedly] [c4 no]."
    )

    assert example.spans == [
        [0, 0, 0, 0, -1],  # She
        [0, 1, 2, 2, 0],  # it
        [0, 1, 5, 7, 1],  # Tor knew it
        [1, 0, 5, 5, -1],  # Tor
        [1, 1, 7, 7, 2],  # it
        [0, 1, 10, 10, 3],  # no
    ]
    assert example.cues == [[0, 1, 1, 0], [0, 4, 4, 0], [1, 6, 6, 3], [0, 9, 9, -1]]


def test_an_attribution_on_another_s_words_is_left_out() -> None:
    gold = {
        "text": "Ida said no.",
        "attributions": [
            {"id": "a1", "source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 11]]},
            {"id": "a2", "source": [], "cue": [[4, 8]], "content": [[0, 3]]},
        ],
    }
    [example] = examples(gold, tokenizer(), nested_known=True)

    assert tags(example.tags) == "SQC."
    assert len(example.cues) == 1


def test_statements_two_levels_down_are_left_out() -> None:
    example = laid("[s1 He] [q1 said] [c1 [s2 Ida] [q2 hopes] [c2 [s3 Tor] [q3 knew] [c3 it]]].")

    assert tags(example.nested) == "..SQCcc."


def test_readings_are_taken_like_attributions() -> None:
    marked = story("[s1 Ida] [q1 said] [c1 no].")
    [example] = examples({"text": marked["text"], "statements": marked["attributions"]}, tokenizer(), nested_known=True)

    assert tags(example.tags) == "SQC."


def test_a_window_is_written_as_one_json_object() -> None:
    record = json.loads(laid("[s1 He] [q1 said] [c1 no].").to_json())

    assert {name: len(value) for name, value in record.items()} == {
        "ids": 6, "case": 6, "quote": 6, "words": 4, "part": 0, "tags": 4, "nested": 4, "spans": 2, "cues": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "markup",
    [
        "[c1 “We tried,”] [s1 Ida Brekke] [q1 said]. [c1 “It broke.]\n[c1 “We left.”]",
        "[s1 He] [q1 noted] [c1 that [s2 the ministry] [q2 believes] [c2 the dam is safe]].",
        "[q1 Reportedly], [c1 no]. [s2 Tor] [q2 said] [c2 “yes”].",
        "[s1 Ida] [q1 said] [c1 no].\n[s2 Tor] [q2 said] [c2 yes].",
    ],
)
def test_what_is_laid_is_read_back_by_the_reader(markup: str) -> None:
    """Training and reading mean the same by tags and links."""
    marked = story(markup)
    found = [as_tagged(example) for example in examples(marked, tokenizer(), nested_known=True)]

    assert attributions(marked["text"], found) == expected(marked)


def as_tagged(example: Example) -> TaggedWindow:
    def layer(depth: int) -> Layer:
        numbers = [i for i, cue in enumerate(example.cues) if cue[0] == depth]
        span = lambda role, first, last: TaggedSpan(role, first, last, 1.0)  # noqa: E731
        cues = []
        for i in numbers:
            _, first, last, source = example.cues[i]
            chosen = None if source < 0 else span(Role.SOURCE, *example.spans[source][2:4])
            cues.append(Cue(span(Role.CUE, first, last), chosen, 1.0))
        links = [
            Link(span(Role.CONTENT, first, last), numbers.index(cue), 1.0)
            for own, role, first, last, cue in example.spans
            if own == depth and role == 1
        ]
        return Layer(tuple(cues), tuple(links))

    return TaggedWindow(example.window, layer(0), layer(1))


def corpus(count: int) -> list[Story]:
    """Made articles, each with a number that stands in no other and sentences long enough to be wrapped."""
    paragraphs = (
        "[s1 Keeper {n}] [q1 said] [c1 that the old harbour tower would be opened again in the spring].\n"
        "The tower of keeper {n} is closed for the winter and nobody may climb it before the spring."
    )
    return [story(paragraphs.format(n=1000 + n)) | {"id": f"made{n}"} for n in range(count)]


def test_wrapped_sentences_keep_their_words() -> None:
    made = list(wrapped(corpus(8), 12, random.Random(1)))
    gold = [(article["text"], a) for article in made for a in article["attributions"]]

    outer = [(text, a) for text, a in gold if not a.get("within")]
    assert len(outer) == 11  # 8 with a statement in them; 12 // 4 plain ones
    for text, a in outer:
        [source], [cue], [content] = ([text[s:e] for s, e in a[role]] for role in ROLES)
        assert source[0].lower() + source[1:] in {name[0].lower() + name[1:] for name in NAMES}
        assert cue in INDIRECT
        assert content.strip("“,”").removeprefix("that ")[:3].lower() in {"kee", "the"}
    nested = [[text[s:e] for role in ROLES for s, e in a[role]] for text, a in gold if a.get("within")]
    assert sorted(nested) == sorted(
        [f"Keeper {1000 + n}", "said", "that the old harbour tower would be opened again in the spring"]
        for n in range(8)
    )


def test_passages_are_read_together() -> None:
    """Their spans move along, and each keeps what is within what."""
    passages = [story("[s1 He] [q1 said] [c1 [s2 Ida] [q2 hopes] [c2 so]]."), story("[s1 Tor] [q1 said] [c1 no].")]
    [article] = prepare.grouped(passages, random.Random(0))
    [example] = examples(article, tokenizer(), nested_known=True)

    assert tags(example.tags) in ("SQCcc.SQC.", "SQC.SQCcc.")
    assert tags(example.nested).count("Q") == 1


MARKED = story("[s1 The ferry’s owner] [q1 said] [c1 it would sail].")


class TestCommand:
    """`python -m training.prepare DATA OUT` on a small made corpus."""

    @pytest.fixture
    def data(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        folder = tmp_path / "corpora"
        for name, rows in (
            ("polnear/train", corpus(2 * TUNE_EVERY + 1)),
            ("readings/wikinews_train", corpus(1)),
            ("readings/polnear_train", []),
        ):
            path = folder / f"{name}.jsonl.gz"
            path.parent.mkdir(parents=True, exist_ok=True)
            with gzip.open(path, "wt", encoding="utf-8") as file:
                file.writelines(json.dumps(row | {"statements": row["attributions"]}) + "\n" for row in rows)
            for other in ("dev", "wikinews_dev"):
                (path.parent / f"{other}.jsonl.gz").write_bytes(b"whoever reads this fails")
        for name in prepare.CORRECTED:
            (folder / name).parent.mkdir(exist_ok=True)
            with gzip.open(folder / name, "wt", encoding="utf-8") as file:
                file.writelines(json.dumps({"id": "1", "text": MARKED["text"]}) + "\n")
        labels = tmp_path / "labels.jsonl"
        row = {"id": f"{prepare.CORRECTED[0]}:1", "attributions": MARKED["attributions"]}
        labels.write_text(json.dumps(row | {"sha1": hashlib.sha1(MARKED["text"].encode()).hexdigest()[:12]}) + "\n")
        monkeypatch.setattr(prepare, "LABELS", labels)
        return folder

    @pytest.fixture
    def opened(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """The names of all files opened from now on."""
        names: list[str] = []

        def recording(real: Callable[..., Any]) -> Callable[..., Any]:
            def call(file: Any, *args: Any, **kwargs: Any) -> Any:
                names.append(Path(file).name if isinstance(file, (str, Path)) else str(file))
                return real(file, *args, **kwargs)

            return call

        monkeypatch.setattr(gzip, "open", recording(gzip.open))
        monkeypatch.setattr(builtins, "open", recording(builtins.open))
        monkeypatch.setattr(io, "open", recording(io.open))  # pathlib's
        return names

    @pytest.fixture
    def out(self, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
        prepare.main([str(data), str(tmp_path / "windows"), "--more"])
        return tmp_path / "windows"

    @staticmethod
    def windows(path: Path) -> list[tuple[int, ...]]:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [tuple(json.loads(line)["ids"]) for line in lines]

    def test_no_dev_file_is_opened(self, data: Path, opened: list[str], tmp_path: Path) -> None:
        prepare.main([str(data), str(tmp_path / "windows")])

        assert {"train.jsonl.gz", "wikinews_train.jsonl.gz", "meta.json"} <= set(opened)
        assert [name for name in opened if "dev" in name] == []

    def test_tune_articles_train_nothing(self, out: Path) -> None:
        tune = [json.loads(line) for line in (out / "tune_articles.jsonl").read_text(encoding="utf-8").splitlines()]
        train = self.windows(out / "train.jsonl.gz")
        texts = [tokenizer().decode(list(ids)) for ids in train]

        # the number 1000 also stands in the other corpus's one article
        assert [article["id"] for article in tune] == ["made0", "made21", "made42"]
        assert [text for text in texts if "1021" in text or "1042" in text] == []
        assert any("1020" in text for text in texts)
        assert len(self.windows(out / "tune.jsonl.gz")) == 3

    def test_stories_kept_aside_train_nothing(self, out: Path) -> None:
        aside = [json.loads(line) for line in (out / "aside.jsonl").read_text(encoding="utf-8").splitlines()]
        train = set(self.windows(out / "train.jsonl.gz"))
        kept = {tuple(e.window.ids.tolist()) for s in aside for e in examples(s, tokenizer(), nested_known=True)}

        assert len(aside) >= 5
        assert train & kept == set()

    def test_meta_tells_what_was_read(self, out: Path, data: Path) -> None:
        meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))

        assert meta["articles"]["polnear"] == 40
        assert meta["articles"]["tune"] == 3
        assert meta["articles"]["wikinews"] == 1
        assert (
            meta["sha256"]["train.jsonl.gz"]
            == hashlib.sha256((data / "polnear" / "train.jsonl.gz").read_bytes()).hexdigest()
        )
        counts = meta["windows"]
        few = counts.pop("copies of few") * counts.pop("few")
        assert len(self.windows(out / "train.jsonl.gz")) == few + sum(counts.values())
        assert counts["corrected"] == 1

    def test_a_corrected_text_that_changed_is_refused(self, out: Path, data: Path, tmp_path: Path) -> None:
        with gzip.open(data / prepare.CORRECTED[0], "wt", encoding="utf-8") as file:
            file.writelines(json.dumps({"id": "1", "text": "Another text."}) + "\n")

        with pytest.raises(ValueError, match=r"labels\.jsonl: .*:1 is another text than the one that was marked"):
            prepare.main([str(data), str(tmp_path / "again"), "--more"])

    def test_the_same_seed_gives_the_same_windows(self, out: Path, data: Path, tmp_path: Path) -> None:
        prepare.main([str(data), str(tmp_path / "again"), "--more"])

        assert self.windows(tmp_path / "again" / "train.jsonl.gz") == self.windows(out / "train.jsonl.gz")
