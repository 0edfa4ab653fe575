"""Read the marked-up passages of `training/acts/`: what each speaker does by a statement, and on which condition.

The markup is that of `training/stories.py` with four brackets more and, under each passage, a line for each attribution;
it is defined in `training/acts/README.md`.  The four are peeled off here and the rest is read by `stories.parse`: a
condition stands inside the content that it limits, where a span of a story never may.

    python -m training.acts_passages training/acts                           # check, and count what is there
    python -m training.acts_passages training/acts --out FILE --part tune    # one passage a line, reading format
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inquit.types import Act, Flag, Type
from training import stories
from training.anonymity import PARTS, choose
from training.stories import StoryError

FIELDS = {"a": "addressee", "e": "setting", "k": "condition", "t": "target"}
# Whom the others are aimed at is no question that the reading format asks.  Declining is there because half of it
# refuses somebody's question.
AIMED = frozenset({Act.ACCUSE, Act.DEMAND, Act.THREATEN, Act.REFUSE, Act.SUPPORT, Act.DENY, Act.DECLINE})

_TOKEN = re.compile(
    r"\\.|\[([aekt])(\d+(?:\+\d+)*) |\[[sqc][\d+]+ |."
)  # what is no bracket is taken character by character
_LINE = re.compile(r"> *(\d+) *= *([a-z]+) +([a-z]+)((?: +[a-z]+)*)(?: *; *also((?: +[a-z]+)+))? *")
_FORM = "write “> 1 = TYPE ACT”, then flags, then “; also ACT …”"

Passage = dict[str, Any]


@dataclass(frozen=True)
class _Mark:
    """A bracket of ours: its letter, the attributions it belongs to, and where it stands in its passage."""

    letter: str
    numbers: tuple[int, ...]
    line: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"[{self.letter}{'+'.join(map(str, self.numbers))} …]"


@dataclass(frozen=True)
class _Doing:
    """One line under a passage: what is done by the attribution of that number."""

    number: int
    line: int
    type: Type
    act: Act
    flags: tuple[Flag, ...]
    also: tuple[Act, ...]


@dataclass
class _Extras:
    """What a passage holds beyond a story: our brackets and its lines."""

    line: int
    length: int = 0  # of the passage's text, the empty line before the next paragraph included
    marks: list[_Mark] = field(default_factory=list)
    doings: dict[int, _Doing] = field(default_factory=dict)


def parse(text: str, *, name: str = "passages") -> list[Passage]:
    """Turn the markup of one file into passages.

    Args:
        text: The file's text, as the README defines it.
        name: Names the file in errors and begins the passages' ids.

    Returns:
        For each passage `id`, `text` and `statements`: what `stories.parse` gives for an attribution, with `type`,
        `act`, `also` (further acts that a fair reader could accept), `flags`, and `condition`, `addressee`, `setting`
        and `target` as lists of `[start, end)`, empty where the passage has none.

    Raises:
        StoryError: Where a bracket or a line under a passage breaks the rules.
    """
    lines, extras = [], []
    current: _Extras | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            current = None
        elif not line.startswith("#"):
            if current is None:
                current = _Extras(number)
                extras.append(current)
            line = _read_line(line.strip(), current, name, number)
        lines.append(line)
    plain = stories.parse("\n".join(lines), name=name)
    return [_passage(story, extra, name) for story, extra in zip(plain, extras, strict=True)]


def passages(folder: Path, part: str | None = None) -> list[Passage]:
    """Read all `*.txt` of a folder, in the order of their names.

    Args:
        folder: Where the files are.
        part: `tune` for training, `aside` for measuring only (every fifth passage of each file, so that a passage more
            in one file shifts nothing in the others), `None` for all.

    Raises:
        StoryError: At the first line that breaks the rules.
        FileNotFoundError: Where the folder holds no such file.
        ValueError: At a part that there is not.
    """
    if part not in (None, *PARTS):
        raise ValueError(f"part {part!r}: there are {' and '.join(PARTS)}")
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise FileNotFoundError(f"{folder}: no *.txt with marked-up passages")
    by_file = [parse(file.read_text(encoding="utf-8"), name=file.stem) for file in files]
    return [passage for group in by_file for passage in (choose(group, part) if part else group)]


def to_reading(passage: Passage) -> dict[str, Any]:
    """The passage as an article of the reading format; who speaks is not marked, so it has no speakers."""
    return {"format": 1, "speakers": [], **passage}


def _read_line(line: str, extra: _Extras, name: str, number: int) -> str:
    """Take from a line what is ours, and return it as a line of a story."""
    if line.startswith(">"):
        if not extra.length:
            raise StoryError(name, number, "an act's line without a passage right above it")
        doing = _read_doing(line, name, number)
        if doing.number in extra.doings:
            raise StoryError(name, number, f"attribution {doing.number} has an act already")
        extra.doings[doing.number] = doing
        return "#"  # a comment, so that the lines keep their numbers
    if extra.doings:
        raise StoryError(name, number, "a paragraph after the acts' lines; an empty line parts passages")
    peeled, marks, length = _peel(line, extra.length, name, number)
    extra.marks += marks
    extra.length += length + len("\n\n")
    return peeled


def _read_doing(line: str, name: str, number: int) -> _Doing:
    found = _LINE.fullmatch(line)
    if found is None:
        raise StoryError(name, number, f"{line!r}: {_FORM}")

    flags, also = found[4].split(), (found[5] or "").split()
    for words, terms in (([found[2]], Type), ([found[3], *also], Act), (flags, Flag)):
        if unknown := next((word for word in words if word not in set(terms)), None):
            raise StoryError(name, number, f"{unknown!r} is no {terms.__name__.lower()}: {', '.join(terms)}")
        if twice := next((word for n, word in enumerate(words) if word in words[:n]), None):
            raise StoryError(name, number, f"{twice!r} stands there twice")
    return _Doing(int(found[1]), number, Type(found[2]), Act(found[3]), tuple(map(Flag, flags)), tuple(map(Act, also)))


def _peel(line: str, base: int, name: str, number: int) -> tuple[str, list[_Mark], int]:
    """Take our brackets off a line.

    Returns:
        The line with the brackets of a story alone, ours with their places in the passage, whose text is `base` long
        before this line, and the length of the line without any bracket.
    """
    kept: list[str] = []
    marks: list[_Mark] = []
    open_brackets: list[tuple[str, tuple[int, ...], int] | None] = []  # None: one that belongs to the story
    plain = ""
    for token in _TOKEN.finditer(line):
        ours = None
        if token[1]:
            ours = (token[1], tuple(int(n) for n in token[2].split("+")), len(plain))
            open_brackets.append(ours)
        elif token[0].startswith("["):  # an unknown bracket too: the stories' parser refuses it
            open_brackets.append(None)
        elif token[0] == "]":
            ours = open_brackets.pop() if open_brackets else None
            if ours:
                letter, numbers, start = ours
                marks.append(_Mark(letter, numbers, number, base + start, base + len(plain)))
                _check_words(plain[start:], marks[-1], name)
        else:
            plain += token[0][-1]
        if not ours:
            kept.append(token[0])
    if unclosed := next((b for b in open_brackets if b), None):
        raise StoryError(name, number, f"{_Mark(*unclosed[:2], number, 0, 0)} is not closed at the paragraph's end")
    peeled = "".join(kept)
    return "\\" * peeled.startswith("#") + peeled, marks, len(plain)  # “[k1 #…]” must not become a comment


def _check_words(words: str, mark: _Mark, name: str) -> None:
    if not words.strip():
        raise StoryError(name, mark.line, f"{mark} is empty")
    if words != words.strip():
        raise StoryError(name, mark.line, f"{mark} begins or ends with white space: {words!r}")


def _passage(story: Passage, extra: _Extras, name: str) -> Passage:
    """Join a story with what is done in it."""
    attributions = {int(a["id"][1:]): a for a in story["attributions"]}
    if missing := sorted(attributions.keys() - extra.doings.keys()):
        raise StoryError(name, extra.line, f"no line tells what is done by attribution {missing[0]}")
    for number, doing in extra.doings.items():
        if number not in attributions:
            raise StoryError(name, doing.line, f"{number} is no attribution of the passage")
    marks: dict[int, dict[str, list[_Mark]]] = {number: {letter: [] for letter in FIELDS} for number in attributions}
    for mark in extra.marks:
        for number in mark.numbers:
            if number not in attributions:
                raise StoryError(name, mark.line, f"{mark}: {number} is no attribution of the passage")
            _check_place(mark, marks[number], attributions[number], name)
            marks[number][mark.letter].append(mark)
    for number, doing in extra.doings.items():
        _check_doing(doing, marks[number], name)
        attribution = attributions[number]
        attribution |= {"type": doing.type, "act": doing.act, "also": list(doing.also), "flags": list(doing.flags)}
        for letter, field_name in FIELDS.items():
            attribution[field_name] = sorted([mark.start, mark.end] for mark in marks[number][letter])
    return {"id": story["id"], "text": story["text"], "statements": story["attributions"]}


def _check_place(mark: _Mark, others: dict[str, list[_Mark]], attribution: dict[str, Any], name: str) -> None:
    for start, end in attribution["cue"] if mark.letter == "a" else ():
        if mark.start < end and start < mark.end:
            raise StoryError(name, mark.line, f"{mark} stands inside the cue; close the cue before it")
    for other in others[mark.letter]:
        if mark.start < other.end and other.start < mark.end:
            raise StoryError(name, mark.line, f"{mark} stands inside another {other}")


def _check_doing(doing: _Doing, marks: dict[str, list[_Mark]], name: str) -> None:
    """Hold a line against the brackets: a condition needs its words, a target somebody to be aimed at."""
    conditional = Flag.CONDITIONAL in doing.flags
    if conditional and not marks["k"]:
        raise StoryError(name, doing.line, f"conditional, but no [k{doing.number} …] marks the condition")
    if marks["k"] and not conditional:
        raise StoryError(name, doing.line, f"{marks['k'][0]} marks a condition, but the line does not say conditional")
    if marks["t"] and not AIMED & {doing.act, *doing.also}:
        aimed = ", ".join(act for act in Act if act in AIMED)
        raise StoryError(name, doing.line, f"{marks['t'][0]} marks a target, which only these have: {aimed}")


def _print_counts(folder: Path) -> None:
    for part in (None, *PARTS):
        chosen = passages(folder, part)
        statements = [s for passage in chosen for s in passage["statements"]]
        words = sum(len(passage["text"].split()) for passage in chosen)
        print(f"{part or 'all'}: {len(chosen)} passages, {words} words, {len(statements)} statements")
        print("  acts:", _counted(Counter(s["act"] for s in statements)))
        print("  flags:", _counted(Counter(flag for s in statements for flag in s["flags"])))
        told = Counter(name for s in statements for name in ("source", *FIELDS.values(), "within") if s[name])
        print("  with", _counted(told))


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{key} {n}" for key, n in counter.most_common())


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check the passages with acts; count or write them.")
    parser.add_argument("folder", type=Path, help="folder of *.txt files")
    parser.add_argument("--out", type=Path, help="write one passage a line to this file, in the reading format")
    parser.add_argument("--part", choices=PARTS, help="what to write; all if left out")
    args = parser.parse_args(argv)
    try:
        chosen = passages(args.folder, args.part)
        _print_counts(args.folder)
    except (StoryError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    if args.out:
        lines = [json.dumps(to_reading(passage), ensure_ascii=False) + "\n" for passage in chosen]
        args.out.write_text("".join(lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
