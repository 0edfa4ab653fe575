"""Read the marked-up training stories of `training/stories/`: light markup in, text and offsets out.

The markup is defined in `training/stories/README.md`.  Ours and not brat or XML, because people write these files by
hand: an offset file beside the text goes stale at the first edit, and tags with two ends hide the sentence.

    python training/stories.py training/stories                  # check, and count what is there
    python training/stories.py training/stories --out FILE.jsonl # one story a line, as the other training data
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

KINDS = {"s": "source", "q": "cue", "c": "content"}
TAG = re.compile(r"([sqc])(\d+(?:\+\d+)*) ")  # after "[": one letter, one number or several, one space
ESCAPABLE = "[]\\#"

Piece = list[int]
Story = dict[str, Any]


class StoryError(ValueError):
    """A line that breaks the rules of the markup.

    Args:
        file: Name of the file, as the caller gave it.
        line: Number of the line, counted from 1.
        reason: What is wrong, with the words that are wrong.
    """

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}, line {line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


@dataclass
class _Span:
    """One bracket: the attributions it belongs to, where it stands, and the brackets around it, outermost first."""

    kind: str
    numbers: tuple[int, ...]
    line: int
    start: int
    around: tuple[_Span, ...]
    end: int = -1

    def __str__(self) -> str:
        return f"[{self.kind}{'+'.join(map(str, self.numbers))} …]"


@dataclass
class _Draft:
    """A story while it is read: its text so far, and its closed brackets in the order in which they opened."""

    line: int
    text: str = ""
    spans: list[_Span] = field(default_factory=list)


def parse(text: str, *, name: str = "stories") -> list[Story]:
    """Turn the markup of one file into stories.

    Args:
        text: The file's text: one paragraph a line, an empty line between stories, lines that begin with `#` ignored.
        name: Names the file in errors and begins the stories' ids.

    Returns:
        For each story `id`, `text` (paragraphs parted by an empty line) and `attributions`, in the order of the text:
        `id`, `source` (empty where left out), `cue` and `content` as lists of `[start, end)` code points, and `within`,
        the id of the attribution in whose content this one stands, or `None`.

    Raises:
        StoryError: Where a bracket is open, empty, unknown or in the wrong place, or an attribution lacks its cue or
            content.
    """
    stories = []
    for number, draft in enumerate(_drafts(text, name), 1):
        attributions = _attributions(draft, name)
        stories.append({"id": f"{name}-{number}", "text": draft.text, "attributions": attributions})
    return stories


def load(folder: Path) -> list[Story]:
    """Read all `*.txt` of a folder, in the order of their names; ids begin with the file's name without suffix.

    Raises:
        StoryError: At the first line that breaks the rules.
        FileNotFoundError: Where the folder holds no such file.
    """
    files = sorted(folder.glob("*.txt"))
    if not files:
        raise FileNotFoundError(f"{folder}: no *.txt with marked-up stories")
    return [story for file in files for story in parse(file.read_text(encoding="utf-8"), name=file.stem)]


def _drafts(text: str, name: str) -> Iterator[_Draft]:
    """The stories' plain texts and brackets."""
    draft: _Draft | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        if not line.strip():
            if draft:
                yield draft
            draft = None
            continue
        if draft is None:
            draft = _Draft(number)
        if draft.text:
            draft.text += "\n\n"
        _read_paragraph(line.strip(), draft, name, number)
    if draft:
        yield draft


def _read_paragraph(line: str, draft: _Draft, name: str, number: int) -> None:
    """Append one line to the draft: its characters to the text, its brackets to the spans."""
    chars: list[str] = []
    base = len(draft.text)
    open_spans: list[_Span] = []
    at = 0
    while at < len(line):
        char = line[at]
        if char == "\\":
            if at + 1 == len(line) or line[at + 1] not in ESCAPABLE:
                raise StoryError(name, number, f"a backslash before {line[at + 1 : at + 2]!r}; only [ ] \\ # need one")
            chars.append(line[at + 1])
            at += 2
        elif char == "[":
            tag = TAG.match(line, at + 1)
            if tag is None:
                raise StoryError(
                    name,
                    number,
                    f"unknown bracket {line[at : at + 12]!r}; write [s1 …], [q1 …], [c1 …], or \\[ for [ itself",
                )
            numbers = tuple(int(n) for n in tag[2].split("+"))
            span = _Span(tag[1], numbers, number, base + len(chars), tuple(open_spans))
            _check_place(span, name)
            open_spans.append(span)
            draft.spans.append(span)
            at = tag.end()
        elif char == "]":
            if not open_spans:
                raise StoryError(
                    name, number, f"a closing bracket without an opening one after {''.join(chars[-20:])!r}"
                )
            span = open_spans.pop()
            span.end = base + len(chars)
            _check_words("".join(chars[span.start - base :]), span, name)
            at += 1
        else:
            chars.append(char)
            at += 1
    if open_spans:
        raise StoryError(name, number, f"{open_spans[-1]} is not closed at the paragraph's end")
    draft.text += "".join(chars)


def _check_place(span: _Span, name: str) -> None:
    if len(set(span.numbers)) < len(span.numbers):
        raise StoryError(name, span.line, f"{span} names an attribution twice")
    for outer in span.around:
        both = set(outer.numbers) & set(span.numbers)
        if both:
            raise StoryError(
                name,
                span.line,
                f"{span} stands inside {outer} of the same attribution; close that one, then open it again",
            )


def _check_words(words: str, span: _Span, name: str) -> None:
    if not words.strip():
        raise StoryError(name, span.line, f"{span} is empty")
    if words != words.strip():
        raise StoryError(name, span.line, f"{span} begins or ends with white space: {words!r}")


def _attributions(draft: _Draft, name: str) -> list[Story]:
    """Gather the brackets of one story by their numbers."""
    spans: dict[int, dict[str, list[_Span]]] = {}
    for span in draft.spans:
        for number in span.numbers:
            spans.setdefault(number, {kind: [] for kind in KINDS})[span.kind].append(span)
    result = []
    for number, parts in spans.items():
        first = min((span for group in parts.values() for span in group), key=lambda span: span.start)
        for kind in ("q", "c"):
            if not parts[kind]:
                raise StoryError(name, first.line, f"attribution {number} has no {KINDS[kind]}")
        within = {_enclosing(span) for span in parts["q"] + parts["c"]}
        if len(within) > 1:
            raise StoryError(
                name,
                first.line,
                f"attribution {number} stands partly inside another one's content and partly outside it",
            )
        attribution: Story = {"id": f"a{number}"}
        for kind, field_name in KINDS.items():
            attribution[field_name] = [[span.start, span.end] for span in parts[kind]]
        outer = within.pop()
        attribution["within"] = None if outer is None else f"a{outer}"
        result.append(attribution)
    return sorted(result, key=lambda a: min(a["source"] + a["cue"] + a["content"]))


def _enclosing(span: _Span) -> int | None:
    """Number of the innermost attribution whose content holds the bracket; a source around it does not count."""
    return next((outer.numbers[0] for outer in reversed(span.around) if outer.kind == "c"), None)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check the marked-up stories; count them or write them as JSON Lines.")
    parser.add_argument("folder", type=Path, help="folder of *.txt files")
    parser.add_argument("--out", type=Path, help="write one story a line to this file")
    args = parser.parse_args(argv)
    try:
        stories = load(args.folder)
    except (StoryError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    if args.out:
        args.out.write_text("".join(json.dumps(s, ensure_ascii=False) + "\n" for s in stories), encoding="utf-8")
    attributions = [a for story in stories for a in story["attributions"]]
    nested = sum(a["within"] is not None for a in attributions)
    without = sum(not a["source"] for a in attributions)
    words = sum(len(story["text"].split()) for story in stories)
    print(f"{len(stories)} stories, {words} words, {len(attributions)} attributions")
    print(f"{nested} inside another one's content, {without} without a source")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
