"""Made sentences, one a line, with all their time expressions: see `cases/README.md`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from inquit.reading.temporal import time_expressions

FOLDER = Path(__file__).parent / "cases"
Expected = tuple[str, str, str | None, str | None]


@dataclass(frozen=True)
class Case:
    """A sentence, when it was published, and what is to be found: words, type, value, modifier."""

    where: str
    text: str
    published: str | None
    expected: tuple[Expected, ...]


def load(path: Path) -> Iterator[Case]:
    published: str | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        if line.startswith("@"):
            published = None if line[1:].strip() == "none" else line[1:].strip()
        elif line and not line.startswith("#"):
            marked, arrow, answers = line.partition("=>")
            if not arrow:
                raise ValueError(f"{where}: no '=>' in {line!r}")
            words = re.findall(r"\[(.+?)\]", marked)
            told = [answer.split() for answer in answers.split(";") if answer.strip()]
            if len(words) != len(told):
                raise ValueError(f"{where}: {len(words)} in brackets, but {len(told)} answers")
            expected = tuple(
                (word, answer[0], None if answer[1] == "?" else answer[1], answer[2] if len(answer) > 2 else None)
                for word, answer in zip(words, told, strict=True)
            )
            yield Case(where, re.sub(r"[\[\]]", "", marked).strip(), published, expected)


CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in load(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_finds_and_normalises(case: Case) -> None:
    found = time_expressions(case.text, case.published)

    assert tuple((case.text[t.start : t.end], str(t.type), t.value, t.mod) for t in found) == case.expected


def test_there_are_enough_cases_and_none_twice() -> None:
    assert len(CASES) >= 150
    assert [text for text, count in Counter((case.text, case.published) for case in CASES).items() if count > 1] == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("On [Friday] it rained.", "x.txt:1: no '=>' in 'On [Friday] it rained.'"),
        ("On [Friday] it rained. =>", "x.txt:1: 1 in brackets, but 0 answers"),
    ],
)
def test_a_broken_line_is_refused_with_its_place(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "x.txt").write_text(line, encoding="utf-8")

    with pytest.raises(ValueError) as caught:
        list(load(tmp_path / "x.txt"))

    assert str(caught.value) == message
