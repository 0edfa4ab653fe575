"""How well promises, plans and threats are joined to pledges: statements of our own, half of them not tuned on.

    python -m benchmarks.pledges [--half tuned|held_out] [--show]

Reads `benchmarks/pledge_statements` (its README tells the format) into a ledger in memory-sized temporary files, makes
its pledges and compares pairs: two statements that belong to one pledge, or do not.  Also counts the promises that an
opponent reports and that were taken for the side's own; there must be none.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from inquit import jsonl
from inquit.ledger import Ledger, Office
from inquit.ledger.pledges import COMMITTING, said
from inquit.ledger.pledges_events import log
from inquit.ledger.pledges_sides import Sides
from inquit.reading.temporal import time_expressions
from inquit.reports.pledges import Pledge, pledges
from inquit.types import Reading

FOLDER = Path(__file__).parent / "pledge_statements"
HALVES = ("tuned", "held_out")
CUES = {
    "promise": "promised", "plan": "announced", "threaten": "threatened", "refuse": "refused", "demand": "demanded",
    "decline": "would not say", "deny": "denied", "concede": "conceded", "accuse": "complained", "express": "hoped for",
    "support": "praised", "predict": "expected", "assert": "said",
}  # fmt: skip
_LINE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d) (?P<outlet>.+?) (?P<act>" + "|".join(CUES) + r")(?P<wrong>!)?(?:<(?P<by>.+?))?"
    r" (?P<pledge>\S+) \| (?P<words>.+)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A statement of the benchmark.

    Attributes:
        pledge: Which pledge it belongs to; `None`: to none.
        by: Who reports it; `None`: it is the speaker's own.
        another: Whether its words tell of another's promise, so that it commits nobody.
        condition: The words that state it; `None`: none.
    """

    speaker: str
    kind: str
    day: str
    outlet: str
    act: str
    pledge: str | None
    by: str | None
    another: bool
    words: str
    condition: str | None

    @property
    def own(self) -> bool:
        """Whether it commits the one who says it."""
        return self.act in COMMITTING and self.by is None and not self.another


@dataclass(frozen=True, slots=True)
class Half:
    """One file of the benchmark: who is on whose side, and the statements."""

    offices: tuple[tuple[str, Office], ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs of own commitments that are one pledge: found rightly, found wrongly, missed.

    Attributes:
        as_own: Promises told by an opponent that were taken for the side's own.
    """

    statements: int
    pledges: int
    right: int
    wrong: int
    missed: int
    as_own: int
    reported: int

    @property
    def precision(self) -> float:
        """Share of the pairs found that are right, in percent."""
        return 100 * self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the right pairs that are found, in percent."""
        return 100 * self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


def read(half: str) -> Half:
    """The statements of a half.

    Raises:
        ValueError: A line is not as the README tells.
    """
    offices, lines = [], []
    speaker, kind = "", "person"
    for number, raw in enumerate((FOLDER / f"{half}.txt").read_text(encoding="utf-8").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("@holds"):
            who, office, of, since, until = (part.strip() or None for part in line.removeprefix("@holds").split("|"))
            offices.append((str(who), Office(office, of, since, until)))
        elif line.startswith("@speaks"):
            who, of = (part.strip() for part in line.removeprefix("@speaks").split("|"))
            offices.append((who, Office(of=of, speaks_for=True)))
        elif line.startswith("= "):
            speaker, _, rest = line[2:].partition(" [")
            kind = rest.rstrip("]") or "person"
        elif match := _LINE.fullmatch(line):
            condition = re.search(r"\{(.+?)\}", match["words"])
            lines.append(
                Line(
                    speaker,
                    kind,
                    match["day"],
                    match["outlet"],
                    match["act"],
                    None if match["pledge"] == "-" else match["pledge"],
                    match["by"],
                    match["wrong"] is not None,
                    re.sub(r"[{}]", "", match["words"]),
                    condition[1] if condition else None,
                )
            )
        else:
            raise ValueError(f"{half}.txt, line {number}: not a statement: {line!r}")
    return Half(tuple(offices), tuple(lines))


def fill(ledger: Ledger, half: Half) -> dict[str, Line]:
    """Add the statements, one article each, and the offices; which statement is which line, by short id."""
    for number, line in enumerate(half.lines):
        ledger.add(reading(line, number))
    for who, office in half.offices:
        ledger.people.hold(who, office, who="benchmark")
    rows = ledger.conn.execute(
        "SELECT s.short_id, a.url, s.within_id FROM statements s JOIN articles a ON a.id = s.article_id"
    )
    found = {}
    for short_id, url, within in rows:
        line = half.lines[int(url.rpartition("/")[2])]
        if (line.by is None) or within is not None:
            found[short_id] = line
    return found


def reading(line: Line, number: int) -> Reading:
    """An article with one statement, and the one that reports it where there is one."""
    lead = f"{line.by} said that " if line.by else ""
    cue = CUES[line.act]
    text = f"{lead}{line.speaker} {cue} {line.words}."
    at = len(lead)
    content = at + len(line.speaker) + len(cue) + 2
    own = {
        "id": "s1",
        "source": [[at, at + len(line.speaker)]],
        "cue": [[at + len(line.speaker) + 1, content - 1]],
        "content": [[content, content + len(line.words)]],
        "speaker": "p1",
        "act": line.act,
        "flags": ["conditional"] if line.condition else [],
        "time": {"value": line.day, "basis": "published"},
    }
    if line.condition:
        start = content + line.words.index(line.condition)
        own["condition"] = [[start, start + len(line.condition)]]
    speakers = [{"id": "p1", "name": line.speaker, "kind": line.kind, "mentions": []}]
    statements = [own]
    if line.by:
        kind = "group" if line.by[0].islower() else "person"
        speakers.append({"id": "p2", "name": line.by, "kind": kind, "mentions": []})
        statements.insert(
            0,
            {
                "id": "s0",
                "source": [[0, len(line.by)]],
                "cue": [[len(line.by) + 1, len(line.by) + 5]],
                "content": [[len(line.by) + 6, len(text) - 1]],
                "speaker": "p2",
                "act": "assert",
                "time": {"value": line.day, "basis": "published"},
            },
        )
        own["within"] = "s0"
    times = [
        {"start": time.start, "end": time.end, "type": str(time.type), "value": time.value, "mod": time.mod}
        for time in time_expressions(text, line.day)
    ]
    return jsonl.from_record({
        "text": text,
        "url": f"https://made.example/{number}",
        "outlet": line.outlet,
        "published": line.day,
        "speakers": speakers,
        "statements": statements,
        "times": times,
    })  # fmt: skip


def made(ledger: Ledger) -> list[Pledge]:
    """All pledges of a ledger."""
    conn = ledger.conn
    rows = conn.execute(f"SELECT id FROM statements WHERE act IN ({', '.join('?' * len(COMMITTING))})", COMMITTING)
    return pledges(conn, said(conn, [row for (row,) in rows]), log(conn), Sides(conn))


def score(half: Half, lines: dict[str, Line], found: list[Pledge], *, show: bool = False) -> Score:
    """Compare pairs."""
    gold: dict[tuple[str, str], set[str]] = defaultdict(set)
    side = _sides(half)
    for short_id, line in lines.items():
        if line.own and line.pledge:
            gold[side.get(line.speaker, line.speaker) and "", line.pledge].add(short_id)
    right_pairs = {frozenset(pair) for ids in gold.values() for pair in combinations(sorted(ids), 2)}
    own = {short_id for short_id, line in lines.items() if line.own}
    as_own = sum(one.id in lines and not lines[one.id].own for pledge in found for one in pledge.statements)
    pairs = {
        frozenset(pair)
        for pledge in found
        for pair in combinations([one.id for one in pledge.statements if one.id in own], 2)
    }
    if show:
        for name, ones in (("wrong", pairs - right_pairs), ("missed", right_pairs - pairs)):
            for a, b in sorted(map(sorted, ones), key=lambda pair: lines[pair[0]].pledge or ""):
                print(
                    name,
                    "|",
                    lines[a].speaker,
                    "|",
                    lines[a].pledge,
                    lines[a].words,
                    "|",
                    lines[b].pledge,
                    lines[b].words,
                )
    reported = sum(line.act in COMMITTING and not line.own for line in half.lines)
    return Score(
        len(half.lines),
        len(gold),
        len(pairs & right_pairs),
        len(pairs - right_pairs),
        len(right_pairs - pairs),
        as_own,
        reported,
    )


def _sides(half: Half) -> dict[str, str]:
    return {who: office.of or who for who, office in half.offices}


def measured(half: str, *, show: bool = False) -> Score:
    """The figures of a half."""
    read_half = read(half)
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "pledges.db") as ledger:
        lines = fill(ledger, read_half)
        return score(read_half, lines, made(ledger), show=show)


def main() -> None:
    """Measure and print a Markdown table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=HALVES, help="only this one")
    parser.add_argument("--show", action="store_true", help="print the pairs that are wrong or missed")
    arguments = parser.parse_args()
    print("| half | statements | pledges | precision | recall | F1 | reported, taken for own |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for half in [arguments.half] if arguments.half else HALVES:
        one = measured(half, show=arguments.show)
        print(
            f"| {half} | {one.statements} | {one.pledges} | {one.precision:.1f} | {one.recall:.1f} | **{one.f1:.1f}**"
            f" ({one.right} of {one.right + one.missed} pairs, {one.wrong} wrong) | {one.as_own} of {one.reported} |"
        )


if __name__ == "__main__":
    main()
