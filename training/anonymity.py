"""Read the marked-up passages of `training/anonymity/`: who speaks, who stays unnamed, and what the text says of that.

The markup is that of `training/stories.py` with four brackets more and, under each passage, a line for each speaker; it
is defined in `training/anonymity/README.md`.  The four are peeled off here and the rest is read by `stories.parse`: a
descriptor belongs to a speaker and may stand inside that speaker's own source, which a span of a story never may.

    python -m training.anonymity training/anonymity                           # check, and count what is there
    python -m training.anonymity training/anonymity --out FILE --part tune    # one passage a line, reading format
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

from training import stories
from training.stories import Piece, StoryError

FIELDS = {"d": "descriptor", "b": "basis", "g": "granted", "r": "reason"}
NAMED = ("person", "organization", "group", "document")
PARTS = ("tune", "aside")
EVERY = 5  # the fifth passage, the tenth and so on are kept aside

_TAG = re.compile(r"\[([dbgr])(\d+(?:\+\d+)*) ")
_NUMBERS = re.compile(r"s\d+(?: s\d+)*")
_ANONYMOUS = re.compile(r"anonymous, ([1-9]\d*|many|null)")
_NAMED = re.compile(rf"({'|'.join(NAMED)}): (\S.*)")
_FORM = (
    "write “> s1 s3 = anonymous, 2” with a number, many or null, "
    f"“= person: Name” and likewise {', '.join(NAMED[1:])}, or “= nobody”"
)

Passage = dict[str, Any]


@dataclass(frozen=True)
class _Mark:
    """A bracket of ours: its letter, the attributions whose speaker it describes, and where it stands in its passage."""

    letter: str
    numbers: tuple[int, ...]
    line: int
    start: int
    end: int

    def __str__(self) -> str:
        return f"[{self.letter}{'+'.join(map(str, self.numbers))} …]"


@dataclass
class _Speaker:
    """One line under a passage; `kind` is `None` where the passage does not tell who speaks."""

    line: int
    numbers: tuple[int, ...]
    kind: str | None
    name: str = ""
    number: int | str | None = None
    marks: dict[str, list[_Mark]] = field(default_factory=lambda: {letter: [] for letter in FIELDS})


@dataclass
class _Extras:
    """What a passage holds beyond a story: our brackets and its speakers."""

    line: int
    length: int = 0  # of the passage's text, the empty line before the next paragraph included
    marks: list[_Mark] = field(default_factory=list)
    speakers: list[_Speaker] = field(default_factory=list)


def parse(text: str, *, name: str = "passages") -> list[Passage]:
    """Turn the markup of one file into passages.

    Args:
        text: The file's text, as the README defines it.
        name: Names the file in errors and begins the passages' ids.

    Returns:
        For each passage `id`, `text`, `attributions` as `stories.parse` gives them, each with `speaker`, an id or
        `None`, and `speakers`: `id`, `name`, `kind`, `role` (always `None`), `mentions` (the pieces of their sources)
        and `anonymity`, `None` for whoever has a name, else the spans `descriptor`, `basis`, `granted`, `reason` as
        lists of `[start, end)` and `number`, which is a number, `many` or `None`.

    Raises:
        StoryError: Where a bracket or a speaker's line breaks the rules.
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
        part: `tune` for rules and training, `aside` for measuring only (every fifth passage of the whole list), `None`
            for all.

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
    everything = [passage for file in files for passage in parse(file.read_text(encoding="utf-8"), name=file.stem)]
    return everything if part is None else choose(everything, part)


def choose(everything: list[Passage], part: str) -> list[Passage]:
    """The passages of one part: `aside` takes every fifth of the whole list, `tune` the others."""
    return [passage for n, passage in enumerate(everything, 1) if (n % EVERY == 0) == (part == "aside")]


def to_reading(passage: Passage) -> dict[str, Any]:
    """The passage as an article of the reading format."""
    kept = {key: passage[key] for key in ("id", "text", "speakers")}
    return {"format": 1, **kept, "statements": passage["attributions"]}


def _read_line(line: str, extra: _Extras, name: str, number: int) -> str:
    """Take from a line what is ours, and return it as a line of a story."""
    if line.startswith(">"):
        if not extra.length:
            raise StoryError(name, number, "a speaker's line without a passage right above it")
        extra.speakers.append(_read_speaker(line, name, number))
        return "#"  # a comment, so that the lines keep their numbers
    if extra.speakers:
        raise StoryError(name, number, "a paragraph after the speakers' lines; an empty line parts passages")
    peeled, marks, length = _peel(line, extra.length, name, number)
    extra.marks += marks
    extra.length += length + len("\n\n")
    return peeled


def _read_speaker(line: str, name: str, number: int) -> _Speaker:
    left, _, right = (side.strip() for side in line[1:].partition("="))
    if not _NUMBERS.fullmatch(left):
        raise StoryError(name, number, f"{line!r}: {_FORM}")
    numbers = tuple(int(n[1:]) for n in left.split())
    if found := _ANONYMOUS.fullmatch(right):
        told = {"many": "many", "null": None}
        return _Speaker(number, numbers, "anonymous", number=told[found[1]] if found[1] in told else int(found[1]))
    if found := _NAMED.fullmatch(right):
        return _Speaker(number, numbers, found[1], name=found[2])
    if right == "nobody":
        return _Speaker(number, numbers, None)
    raise StoryError(name, number, f"{line!r}: {_FORM}")


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
    at = 0
    while at < len(line):
        end = at + 1
        if line[at] == "\\":
            end = at + 2
            plain += line[at + 1 : end]
        elif found := _TAG.match(line, at):
            open_brackets.append((found[1], tuple(int(n) for n in found[2].split("+")), len(plain)))
            at = found.end()
            continue
        elif line[at] == "[":
            open_brackets.append(None)
            tag = stories.TAG.match(line, end)
            end = tag.end() if tag else end  # an unknown bracket is refused by the stories' parser
        elif line[at] == "]":
            ours = open_brackets.pop() if open_brackets else None
            if ours:
                letter, numbers, start = ours
                mark = _Mark(letter, numbers, number, base + start, base + len(plain))
                _check_words(plain[start:], mark, name)
                marks.append(mark)
                at = end
                continue
        else:
            plain += line[at]
        kept.append(line[at:end])
        at = end
    if unclosed := next((b for b in open_brackets if b), None):
        raise StoryError(name, number, f"{_Mark(*unclosed[:2], number, 0, 0)} is not closed at the paragraph's end")
    peeled = "".join(kept)
    return "\\" * peeled.startswith("#") + peeled, marks, len(plain)  # “[d1 #…]” must not become a comment


def _check_words(words: str, mark: _Mark, name: str) -> None:
    if not words.strip():
        raise StoryError(name, mark.line, f"{mark} is empty")
    if words != words.strip():
        raise StoryError(name, mark.line, f"{mark} begins or ends with white space: {words!r}")


def _passage(story: Passage, extra: _Extras, name: str) -> Passage:
    """Join a story with its speakers."""
    by_number: dict[int, _Speaker] = {}
    attributions = {int(a["id"][1:]): a for a in story["attributions"]}
    for speaker in extra.speakers:
        for number in speaker.numbers:
            if number not in attributions:
                raise StoryError(name, speaker.line, f"s{number} is no attribution of the passage")
            if number in by_number:
                raise StoryError(name, speaker.line, f"s{number} has a speaker already")
            by_number[number] = speaker
    if missing := sorted(attributions.keys() - by_number.keys()):
        raise StoryError(name, extra.line, f"no speaker's line tells who speaks in s{missing[0]}")
    for mark in extra.marks:
        _give(mark, by_number, name)
    ids: dict[int, str | None] = {}
    speakers: list[dict[str, Any]] = []
    for speaker in extra.speakers:
        if speaker.kind is not None:
            sources = [piece for number in speaker.numbers for piece in attributions[number]["source"]]
            speakers.append(_described(speaker, f"p{len(speakers) + 1}", story["text"], sources, name))
        ids |= dict.fromkeys(speaker.numbers, speakers[-1]["id"] if speaker.kind else None)
    for number, attribution in attributions.items():
        attribution["speaker"] = ids[number]
    return {**story, "speakers": speakers}


def _give(mark: _Mark, by_number: dict[int, _Speaker], name: str) -> None:
    """Hang a bracket on the speakers that its numbers mean."""
    for number in mark.numbers:
        speaker = by_number.get(number)
        if speaker is None or speaker.kind != "anonymous":
            raise StoryError(name, mark.line, f"{mark}: no line says that s{number} is anonymous")
        for group in speaker.marks.values():
            for other in group:
                if mark.start < other.end and other.start < mark.end:
                    raise StoryError(name, mark.line, f"{mark} overlaps {other} of the same speaker")
        speaker.marks[mark.letter].append(mark)


def _described(speaker: _Speaker, id_: str, text: str, sources: list[Piece], name: str) -> dict[str, Any]:
    """The speaker as an entry of the reading format."""
    anonymity = None
    spans = {letter: sorted([m.start, m.end] for m in marks) for letter, marks in speaker.marks.items()}
    if speaker.kind == "anonymous":
        if not spans["d"]:
            raise StoryError(name, speaker.line, f"no [d{speaker.numbers[0]} …] describes the unnamed speaker")
        anonymity = {**{FIELDS[letter]: spans[letter] for letter in FIELDS}, "number": speaker.number}
    # Those who speak together are named “A and B”, which need not stand in the text as such.
    elif absent := next((n for n in re.split(r", | and ", speaker.name) if n.lower() not in text.lower()), None):
        raise StoryError(name, speaker.line, f"{absent!r} does not stand in the passage")
    return {
        "id": id_,
        "name": speaker.name or _words_for(spans, text),
        "kind": speaker.kind,
        "role": None,
        "mentions": [list(piece) for piece in sorted({tuple(piece) for piece in sources})],
        "anonymity": anonymity,
    }


def _words_for(spans: dict[str, list[Piece]], text: str) -> str:
    """What an unnamed speaker is called: the first descriptor, with the basis where that follows at once."""
    start, end = spans["d"][0]
    follows = next((basis[1] for basis in spans["b"] if basis[0] == end + 1), end)
    return text[start:follows]


def _print_counts(all_passages: list[Passage]) -> None:
    for part in ("all", *PARTS):
        chosen = all_passages if part == "all" else choose(all_passages, part)
        speakers = [s for passage in chosen for s in passage["speakers"]]
        unnamed = [s["anonymity"] for s in speakers if s["anonymity"]]
        without = sum(all(s["anonymity"] is None for s in passage["speakers"]) for passage in chosen)
        attributions = sum(len(passage["attributions"]) for passage in chosen)
        words = sum(len(passage["text"].split()) for passage in chosen)
        kinds = Counter(s["kind"] for s in speakers)
        numbers = Counter("null" if a["number"] is None else str(a["number"]) for a in unnamed)
        print(f"{part}: {len(chosen)} passages, {without} without an unnamed speaker, {words} words")
        print(f"  {attributions} attributions, {len(speakers)} speakers:", _counted(kinds))
        told = Counter({name: sum(bool(a[name]) for a in unnamed) for name in FIELDS.values()})
        print("  unnamed speakers with", _counted(told))
        print("  how many they are:", _counted(numbers))


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{key} {n}" for key, n in counter.most_common())


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check the passages with unnamed speakers; count or write them.")
    parser.add_argument("folder", type=Path, help="folder of *.txt files")
    parser.add_argument("--out", type=Path, help="write one passage a line to this file, in the reading format")
    parser.add_argument("--part", choices=PARTS, help="what to write; all if left out")
    args = parser.parse_args(argv)
    try:
        all_passages = passages(args.folder)
    except (StoryError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    if args.out:
        chosen = choose(all_passages, args.part) if args.part else all_passages
        lines = [json.dumps(to_reading(passage), ensure_ascii=False) + "\n" for passage in chosen]
        args.out.write_text("".join(lines), encoding="utf-8")
    _print_counts(all_passages)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
