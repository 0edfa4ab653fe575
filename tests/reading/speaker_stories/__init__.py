"""Short made stories that show one phenomenon each, with who speaks in them: the `*.txt` beside this file, by theme.

    ## the phenomenon, in words
    [s1 Mara Lund] [q1 said] [c1 the bridge was shut], [q2 adding] [c2 that rust was to blame].
    > 1 2 = Mara Lund, person

The markup is that of `training/stories/README.md`, one paragraph a line.  A quotation that has no cue takes its opening
mark as the cue (`[q2 “][c2 It broke.”]`) and is handed to the resolver without one.

Each `>` line is one speaker and the statements in which this speaker speaks; another line is another speaker.

- `Mara Lund, person`: name and kind.  Groups and organisations are compared without article and capitals, joint
  speakers in any order.
- `anonymous`, `document`: the kind alone, the name is not checked.  `anonymous, 2`: and how many they are.
- `?`: the text does not tell, and the resolver must not either.
- ` / ` parts answers that are equally right; a name without a kind has the kind of the one after it.
- A remark in parentheses at the end is for readers.
- `>! reason` marks a story that we know to be misread: it must fail until somebody mends it and takes the line out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inquit.reading.attribution import Attribution, place_of
from inquit.types import Kind, Span, Speaker
from training import stories

FOLDER = Path(__file__).parent
KINDS = {kind.value for kind in Kind}

_EXPECTED = re.compile(r"> (?P<numbers>\d+(?: \d+)*) = (?P<answers>.+?)(?: +\(.*\))?")
_ARTICLE = re.compile(r"(?:the|an?) ", re.IGNORECASE)
_QUOTATION_MARK = re.compile(r"[“\"‘']")


@dataclass(frozen=True)
class Answer:
    """One right answer: `kind` is `None` where nobody may be named, `name` and `number` where they are not checked."""

    name: str | None
    kind: str | None
    number: int | None = None

    def __str__(self) -> str:
        return ", ".join(str(part) for part in (self.name, self.kind, self.number) if part is not None) or "not known"

    def fits(self, speaker: Speaker | None) -> bool:
        if speaker is None or self.kind is None:
            return speaker is None and self.kind is None
        number = speaker.anonymity.number if speaker.anonymity else None
        return (
            speaker.kind == self.kind
            and (self.name is None or _comparable(self.name, self.kind) == _comparable(speaker.name, self.kind))
            and (self.number is None or self.number == number)
        )


@dataclass(frozen=True)
class Case:
    """A story with its attributions in the order of the text, and for each one the line of `lines` that tells who speaks.

    Attributes:
        numbers: The attributions' numbers in the markup.
        lines: The right answers, a tuple for each `>` line.
        line_of: The position in `lines`, by number.
        known_misreading: Why the story is misread today; `None` where it must be right.
    """

    phenomenon: str
    text: str
    numbers: tuple[int, ...]
    found: tuple[Attribution, ...]
    lines: tuple[tuple[Answer, ...], ...]
    line_of: dict[int, int]
    known_misreading: str | None


def load(path: Path) -> Iterator[Case]:
    """The stories of one file.

    Raises:
        ValueError: Where a story or an expectation is not well-formed; names file, line and reason.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("## ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        block = lines[start:end]
        where = f"{path.name}, line {start + 1}"
        markup = "\n" * start + "\n".join("#" if line.startswith(">") else line for line in block)
        parsed = stories.parse(markup, name=path.name)
        if len(parsed) != 1:
            raise ValueError(f"{where}: {len(parsed)} stories under one heading; no empty line inside a story")
        answers, line_of = _expectations([line for line in block if line.startswith("> ")], where)
        ordered = _in_order(parsed[0]["text"], parsed[0]["attributions"])
        numbers = tuple(number for number, _ in ordered)
        if sorted(numbers) != sorted(line_of):
            raise ValueError(f"{where}: statements {sorted(numbers)}, but expectations for {sorted(line_of)}")
        found = tuple(attribution for _, attribution in ordered)
        misread = next((line[2:].strip() for line in block if line.startswith(">!")), None)
        yield Case(block[0][3:], parsed[0]["text"], numbers, found, answers, line_of, misread)


def _expectations(lines: Sequence[str], where: str) -> tuple[tuple[tuple[Answer, ...], ...], dict[int, int]]:
    answers = []
    line_of: dict[int, int] = {}
    for line in lines:
        match = _EXPECTED.fullmatch(line.rstrip())
        if match is None:
            raise ValueError(f"{where}: cannot read {line!r}; write '> 1 3 = Mara Lund, person' or '> 2 = ?'")
        for number in map(int, match["numbers"].split()):
            if number in line_of:
                raise ValueError(f"{where}: statement {number} has two expectations")
            line_of[number] = len(answers)
        answers.append(read_answers(match["answers"], where))
    return tuple(answers), line_of


def read_answers(words: str, where: str) -> tuple[Answer, ...]:
    """The answers of one line, read from the last, since a name without a kind borrows that of the one after it."""
    answers: list[Answer] = []
    kind: str | None = None
    for answer in reversed(words.split(" / ")):
        before, _, last = answer.rpartition(", ")
        if answer == "?":
            answers.append(Answer(None, None))
        elif answer in KINDS:
            answers.append(Answer(None, answer))
        elif before in KINDS and last.isdecimal():
            answers.append(Answer(None, before, int(last)))
        elif last in KINDS:
            kind = last
            answers.append(Answer(before, kind))
        elif kind is not None:
            answers.append(Answer(answer, kind))
        else:
            raise ValueError(f"{where}: {answer!r} has no kind; kinds are {', '.join(sorted(KINDS))}")
    return tuple(reversed(answers))


def _in_order(text: str, marked: Sequence[dict[str, Any]]) -> list[tuple[int, Attribution]]:
    """Number and attribution, in the order of the text, each outer one before the ones inside it."""
    ordered: list[tuple[int, Attribution]] = []

    def visit(within: str | None, outer: int | None) -> None:
        inside = [(m["id"], _attribution(text, m, outer)) for m in marked if m["within"] == within]
        for name, attribution in sorted(inside, key=lambda pair: place_of(pair[1])):
            position = len(ordered)
            ordered.append((int(name[1:]), attribution))
            visit(name, position)

    visit(None, None)
    return ordered


def _attribution(text: str, marked: dict[str, Any], outer: int | None) -> Attribution:
    source, cue, content = ([tuple(piece) for piece in marked[part]] for part in ("source", "cue", "content"))
    if len(cue) == 1 and _QUOTATION_MARK.fullmatch(text, *cue[0]):
        content[0] = (cue[0][0], content[0][1])
        cue = []
    return Attribution(Span(tuple(source)), Span(tuple(cue)), Span(tuple(content)), outer)


def _comparable(name: str, kind: str) -> object:
    """What must be equal for two names to be the same: for a person all words, for others not article, case, order."""
    words = " ".join(name.replace("'", "’").split()).rstrip(".")
    if kind == Kind.PERSON:
        return words
    return sorted(_ARTICLE.sub("", part, count=1).casefold() for part in re.split(r",? and |, ", words))


CASES = [case for path in sorted(FOLDER.glob("*.txt")) for case in load(path)]
