"""How long the first page of promises, conditions, timeline and watch takes on a large ledger.

    python -m benchmarks.pledge_speed LEDGER [--rounds 5] [--cpu]

LEDGER is one that `benchmarks.ledger_speed --keep` made.  Every round asks about other people and words; the first of
each is told apart, since what is compared is remembered within a process.  Prints a Markdown table of milliseconds.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from inquit.ledger import Ledger, Query
from inquit.reports.conditions import conditions
from inquit.reports.promises import pledge, promises
from inquit.reports.timeline import timeline
from inquit.reports.watch import watch

BUSIEST = 50
"""People to draw from: those with the most statements."""

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


def measured(path: Path, rounds: int, clock: Callable[[], float]) -> dict[str, list[float]]:
    """Milliseconds of each kind of question, the first round first."""
    found: dict[str, list[float]] = {}
    with Ledger(path, create=False) as ledger:
        for seed in range(rounds):
            for name, ask in questions(ledger, Random(seed)).items():
                start = clock()
                ask()
                found.setdefault(name, []).append((clock() - start) * 1_000)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cpu", action="store_true", help="processor time instead of the clock's, on a busy machine")
    arguments = parser.parse_args()
    clock = process_time if arguments.cpu else perf_counter
    print("| milliseconds | first | median of the others | most |\n| --- | --- | --- | --- |")
    for name, times in measured(arguments.ledger, arguments.rounds, clock).items():
        others = sorted(times[1:]) or times
        print(f"| {name} | {times[0]:,.0f} | {others[len(others) // 2]:,.0f} | {max(times):,.0f} |")


if __name__ == "__main__":
    main()
