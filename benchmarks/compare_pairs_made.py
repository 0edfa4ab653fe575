"""Pairs for `compare` made from quotations written by hand (`compare_pairs/made_from.txt`).

Of each quotation: the same in another house style, cut at either end and with a mark in the middle, two sentences
joined over the one between, reworded, indirect, and the near misses: another figure, the opposite, another promise,
another sentence of the same speech.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pair_files import PairBlock

SOURCE = Path(__file__).parent / "compare_pairs" / "made_from.txt"
SPEAKERS = ("Ms Orr", "Mr Lodd", "the mayor", "Dr Voss", "the captain", "the chairman", "Ms Fenn")


@dataclass(frozen=True, slots=True)
class Speech:
    """Three sentences and what else could stand for the first."""

    sentences: tuple[str, str, str]
    reworded: str
    figure: str
    negated: str
    other: str


def speeches() -> list[Speech]:
    """What the file holds, in order."""
    text = "\n".join(line for line in SOURCE.read_text(encoding="utf-8").split("\n") if not line.startswith("#"))
    found = []
    for block in text.strip().split("\n\n"):
        first, *rest = block.split("\n")
        one, two, three = re.split(r"(?<=[.!?]) ", first)
        others = dict(line.split(": ", 1) for line in rest)
        told = (others[name] for name in ("reworded", "figure", "negated", "other"))
        found.append(Speech((one, two, three), *told))
    return found


def made_pairs() -> list[PairBlock]:
    """All pairs, ten of each quotation."""
    found = []
    for number, speech in enumerate(speeches()):
        who = SPEAKERS[number % len(SPEAKERS)]
        for kind, one, other in _pairs(speech, who, number):
            found.append(PairBlock(f"made {len(found) + 1}", one, other, kind))
    return found


def _pairs(speech: Speech, who: str, number: int) -> Iterator[tuple[str, str, str]]:
    one, two, three = speech.sentences
    whole = _direct(f"{one} {two} {three}", who)
    yield "exact", _direct(one, who), _straight(one, who)
    yield "exact", _direct(f"{one} {two}", who), f"“{one[:-1]},” {who} said. “{two}”"
    yield "cut", whole, _direct((one, two, f"{two} {three}")[number % 3], who)
    yield "cut", whole, _direct(f"{one[:-1]} … {three[0].lower()}{three[1:]}", who)
    yield "spliced", whole, _direct(f"{one} {three}", who)
    yield "reworded", _direct(one, who), _direct(speech.reworded, who)
    yield "reworded", whole, _direct(speech.reworded, who)
    yield "none", _direct(one, who), _direct(speech.figure, who)
    yield "none", _direct(one, who), _direct(speech.negated, who)
    yield "none", _direct(one, who), _direct(speech.other, who)
    yield "none", _direct(one, who), _direct((two, three)[number % 2], who)


def _direct(words: str, who: str) -> str:
    return f"“{words[:-1]},” {who} said."


def _straight(words: str, who: str) -> str:
    return f'{who[0].upper()}{who[1:]} said: "{words}"'
