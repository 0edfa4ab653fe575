"""Measure the time expressions against TIMEX3 annotations, as TempEval-3 did (UzZaman et al. 2013, section 5).

    python -m training.timex DATA/timex/*.jsonl.gz
    python -m training.timex DATA/timex/timebank.jsonl.gz --errors
    python -m training.timex DATA/timex/*.jsonl.gz --part aside --gains

An expression is found strictly when its bounds are right, relaxed when it shares a character; each annotation is paired
with one expression at most, the exact ones first.  The F1 of an attribute counts the relaxed pairs in which it is right,
over all that was found and all that was due; where no value is annotated, `null` is the right one.

Documents are parted twice: every fourth is kept aside from tuning, and a hash of their names parts them into halves, of
which `--errors` shows the half that is read (`--part read`) and never the one that is held back (`--part held`).
"""

import argparse
import gzip
import hashlib
import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from inquit.reading.temporal import publication
from inquit.reading.temporal.read import read_times
from inquit.reading.temporal.rules import GROUPS
from inquit.types import TimeExpression

PARTS = ("read", "held", "tune", "aside", "all")
ASIDE_EVERY = 4
SAMPLES = 1000
MEASURES = ("strict", "relaxed", "type", "value")

Pair = tuple[dict[str, Any], TimeExpression]


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one document or many: what was due and found, and how many pairs are right in which respect."""

    due: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    type: int = 0
    value: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Counts)))

    def f1(self, measure: str) -> float:
        """In percent; 100 where nothing was due and nothing was found."""
        whole = self.due + self.found
        return 200 * getattr(self, measure) / whole if whole else 100.0


def documents(path: Path, part: str = "all") -> list[dict[str, Any]]:
    """The documents of a file: `aside` is every fourth, `tune` the others; `read` and `held` are halves by hash."""
    packed = path.read_bytes()
    lines = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode().splitlines()
    read = [json.loads(line) for line in lines if line]
    if part in ("read", "held"):
        return [document for document in read if is_held(document["id"]) == (part == "held")]
    return [d for n, d in enumerate(read) if part == "all" or (n % ASIDE_EVERY == ASIDE_EVERY - 1) == (part == "aside")]


def is_held(name: str) -> bool:
    """Whether a document is of the half that is held back: its name's hash is odd."""
    return hashlib.sha1(name.encode()).digest()[0] % 2 == 1


def pairs(due: Sequence[dict[str, Any]], found: Sequence[TimeExpression]) -> list[Pair]:
    """Annotations with the expression that covers the same words, or else the first that shares some; one to one."""
    exact = {(expression.start, expression.end): expression for expression in found}
    paired = [(timex, exact.pop((timex["start"], timex["end"]), None)) for timex in due]
    left = sorted(exact.values(), key=lambda expression: expression.start)
    result = list[Pair]()
    for timex, expression in paired:
        if expression is None:
            expression = next((e for e in left if e.start < timex["end"] and timex["start"] < e.end), None)
            if expression is None:
                continue
            left.remove(expression)
        result.append((timex, expression))
    return result


def counts(due: Sequence[dict[str, Any]], found: Sequence[TimeExpression]) -> Counts:
    """What is right in one document."""
    matched = pairs(due, found)
    return Counts(
        due=len(due),
        found=len(found),
        strict=sum((t["start"], t["end"]) == (e.start, e.end) for t, e in matched),
        relaxed=len(matched),
        type=sum(t["type"] == e.type for t, e in matched),
        value=sum(t["value"] == e.value for t, e in matched),
    )


def read(document: dict[str, Any], without: Iterable[str] = ()) -> tuple[TimeExpression, ...]:
    return read_times(document["text"], publication(document.get("dct")), without=frozenset(without))


def interval(scored: Sequence[Counts], measure: str, seed: int = 7) -> tuple[float, float]:
    """The 95 % interval of an F1, by drawing documents with replacement."""
    draw = random.Random(seed)
    f1 = sorted(sum(draw.choices(scored, k=len(scored)), Counts()).f1(measure) for _ in range(SAMPLES))
    return f1[int(0.025 * SAMPLES)], f1[int(0.975 * SAMPLES) - 1]


def report(name: str, scored: Sequence[Counts]) -> str:
    """A line of figures with their intervals."""
    total = sum(scored, Counts())
    figures = []
    for measure in MEASURES:
        low, high = interval(scored, measure)
        figures.append(f"{measure} {total.f1(measure):5.1f} [{low:4.1f}, {high:4.1f}]")
    return f"{name:16}{len(scored):4} docs {total.due:5} due {total.found:5} found  " + "  ".join(figures)


def gains(path: Path, part: str) -> list[str]:
    """How many points of value F1 each group of rules brings: all rules, less all rules but that group."""
    chosen = documents(path, part)

    def f1(without: Iterable[str]) -> float:
        scored = [counts(document["timexes"], read(document, without)) for document in chosen]
        return sum(scored, Counts()).f1("value")

    whole = f1(())
    lines = [f"{path.name.split('.')[0]:16}{part:6} value F1 {whole:5.1f} with all rules"]
    return lines + [f"  {group:12}{whole - f1([group]):+6.1f}" for group in GROUPS]


def errors(document: dict[str, Any], without: Iterable[str] = ()) -> list[str]:
    """A line for each expression that is missed, invented or wrong in type or value."""
    text, found = document["text"], read(document, without)
    matched = pairs(document["timexes"], found)
    lines = []
    seen_due, seen_found = {id(t) for t, _ in matched}, {id(e) for _, e in matched}

    def show(kind: str, start: int, end: int, rest: str) -> str:
        around = (text[max(0, start - 50) : start] + "[[" + text[start:end] + "]]" + text[end : end + 40]).replace(
            "\n", "¶"
        )
        return f"{kind:8}{document['id'][:18]:19}{(document.get('dct') or '')[:10]:11}{rest:44} {around}"

    for timex in document["timexes"]:
        if id(timex) not in seen_due:
            lines.append(show("missed", timex["start"], timex["end"], f"{timex['type']} {timex['value']}"))
    for timex, expression in matched:
        if timex["value"] != expression.value:
            rest = f"{timex['value']}, not {expression.value}"
            lines.append(show("value", timex["start"], timex["end"], rest))
        elif timex["type"] != expression.type:
            lines.append(show("type", timex["start"], timex["end"], f"{timex['type']}, not {expression.type}"))
    for expression in found:
        if id(expression) not in seen_found:
            rest = f"{expression.type} {expression.value}"
            lines.append(show("invented", expression.start, expression.end, rest))
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description="Score time expressions as TempEval-3 did.")
    parser.add_argument("files", nargs="+", type=Path, help="*.jsonl or *.jsonl.gz with id, dct, text, timexes")
    parser.add_argument(
        "--part", choices=PARTS, default="all", help="read, held: halves by hash; aside: every fourth; tune: the others"
    )
    parser.add_argument("--without", action="append", choices=GROUPS, default=[], help="leave out a group of rules")
    parser.add_argument("--gains", action="store_true", help="what each group of rules brings")
    parser.add_argument("--errors", action="store_true", help="print what is wrong in the half that is read")
    args = parser.parse_args()
    for path in args.files:
        if args.gains:
            print("\n".join(gains(path, args.part)))
            continue
        if args.errors:
            for document in documents(path, "read"):
                print("\n".join(errors(document, args.without)))
        chosen = documents(path, "read" if args.errors else args.part)
        scored = [counts(document["timexes"], read(document, args.without)) for document in chosen]
        print(report(path.name.split(".")[0], scored))


if __name__ == "__main__":
    main()
