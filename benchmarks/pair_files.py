"""Pairs of wordings in plain text files, as `lost_pairs` and `compare_pairs` keep them.

A block a pair, blocks parted by an empty line, `#` begins a comment: `A:` and `B:` are the two texts, a third line is
what is right about them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PairBlock:
    """Two wordings and what is right about them.

    Attributes:
        where: File and number of the pair.
        gold: The third line without its letter.
    """

    where: str
    one: str
    other: str
    gold: str


def read_pairs(path: Path) -> list[PairBlock]:
    """The pairs of a file, in order; a block that has not the three lines is an error that names it."""
    found = []
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("#")]
    for number, block in enumerate("\n".join(lines).strip().split("\n\n"), 1):
        parts = [line.partition(": ") for line in block.strip().split("\n")]
        if [part[0] for part in parts[:2]] != ["A", "B"] or len(parts) != 3:
            raise ValueError(f"{path.name}, pair {number}: a pair is three lines, A, B and what is right: {block!r}")
        found.append(PairBlock(f"{path.stem} {number}", parts[0][2], parts[1][2], parts[2][2]))
    return found
