"""How long the first page of promises, conditions, timeline, watch and stats takes on a large ledger, and an audit.

    python -m benchmarks.pledge_speed LEDGER [--rounds 5] [--cpu] [--only stats] [--audit PAGE]

LEDGER is one that `benchmarks.ledger_speed --keep` made; `compare` has a benchmark of its own, `compare_pairs_speed`.
Every round asks about other people and words; the first of each is told apart, since what is compared is remembered
within a process.  With `--audit` whole processes of `inquit audit PAGE` and `inquit read PAGE` are measured in turn;
`--cpu` tells their processor time, both processors together.  Prints a Markdown table of milliseconds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from inquit.ledger import Ledger, Query
from inquit.reports.conditions import conditions
from inquit.reports.promises import pledge, promises
from inquit.reports.stats import StatsQuery, stats_of_ledger
from inquit.reports.stats_source import Measure
from inquit.reports.timeline import timeline
from inquit.reports.watch import watch

BUSIEST = 50
"""People to draw from: those with the most statements."""

COUNTED = ("", "month", "act", "kind", "speaker", "outlet,mode", "outlet,month", "act,conditional", "speaker,act")
"""What `stats` is asked to count by."""

WORDS = ("government", "people", "year", "time")


def questions(ledger: Ledger, rng: Random) -> dict[str, Callable[[], object]]:
    """A question of each kind."""
    rows = ledger.conn.execute(
        "SELECT p.short_id FROM (SELECT person_id, count(*) AS n FROM statements INDEXED BY statements_by_person"
        " WHERE person_id IS NOT NULL GROUP BY person_id ORDER BY n DESC LIMIT ?) b"
        " JOIN people p ON p.id = b.person_id",
        (BUSIEST,),
    )
    person = rng.choice([row[0] for row in rows])
    word = rng.choice(WORDS)
    page = promises(ledger, developments=False, limit=1)
    newest = page.pledges[0].id
    return {
        "promises": lambda: promises(ledger),
        "promises of one of the busiest people": lambda: promises(ledger, person),
        "promises with a common word": lambda: promises(ledger, words=word),
        "promises, a page of conditions": lambda: conditions(ledger),
        "pledge show": lambda: pledge(ledger, newest),
        "timeline of one of the busiest people": lambda: timeline(ledger, person),
        "timeline of a common word": lambda: timeline(ledger, words=word),
        "watch from the beginning": lambda: watch(ledger, Query(speaker=person)),
    }


def counts(ledger: Ledger) -> dict[str, Callable[[], object]]:
    """A question to `stats` of each kind."""
    asked = {
        f"stats of {measure} by {by or 'nothing'}": StatsQuery(tuple(filter(None, by.split(","))), measure)
        for by in COUNTED
        for measure in Measure
    }
    asked["stats of statements by act, per 1,000 words"] = StatsQuery(("act",), per="1000words")
    asked["stats of words by act, of a year"] = StatsQuery(
        ("act",), "words", published_from="2020", published_to="2020"
    )
    return {name: lambda query=query: stats_of_ledger(ledger, query) for name, query in asked.items()}  # type: ignore[misc]


def measured(path: Path, rounds: int, clock: Callable[[], float], *, only: str = "") -> dict[str, list[float]]:
    """Milliseconds of each kind of question, the first round first.

    Args:
        path: The ledger.
        rounds: How often each is asked.
        clock: Tells seconds.
        only: A part of the name of the questions that are asked.
    """
    found: dict[str, list[float]] = {}
    with Ledger(path, create=False) as ledger:
        for seed in range(rounds):
            asked = counts(ledger) if only == "stats" else {**questions(ledger, Random(seed)), **counts(ledger)}
            for name, ask in asked.items():
                if only not in name:
                    continue
                start = clock()
                ask()
                found.setdefault(name, []).append((clock() - start) * 1_000)
    return found


def processes(page: Path, rounds: int, *, cpu: bool) -> dict[str, list[float]]:
    """Milliseconds of whole processes that audit and that read a page, in turn."""
    found: dict[str, list[float]] = {"inquit audit": [], "inquit read": []}
    with TemporaryDirectory() as compiled:  # a checkout may be where Python is told to write nothing
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for number in range(rounds + 1):
            for name, times in found.items():
                start, spent = perf_counter(), _children()
                command = [sys.executable, "-m", *name.split(), str(page)]
                subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
                if number:  # the first fills the caches
                    times.append((_children() - spent if cpu else perf_counter() - start) * 1_000)
    return found


def _children() -> float:
    """Seconds of processor time of the processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ledger", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cpu", action="store_true", help="processor time instead of the clock's, on a busy machine")
    parser.add_argument("--only", default="", metavar="NAME", help="only questions with this in their name")
    parser.add_argument("--audit", type=Path, metavar="PAGE", help="measure audits of this page too")
    arguments = parser.parse_args()
    clock = process_time if arguments.cpu else perf_counter
    print("| milliseconds | first | median of the others | most |\n| --- | --- | --- | --- |")
    found = {}
    if arguments.ledger is not None:
        found = measured(arguments.ledger, arguments.rounds, clock, only=arguments.only)
    if arguments.audit is not None:
        found |= processes(arguments.audit, arguments.rounds, cpu=arguments.cpu)
    for name, times in found.items():
        others = sorted(times[1:]) or times
        print(f"| {name} | {times[0]:,.0f} | {others[len(others) // 2]:,.0f} | {max(times):,.0f} |")


if __name__ == "__main__":
    main()
