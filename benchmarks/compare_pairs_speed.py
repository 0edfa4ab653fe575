"""How long `compare` takes: a month of seven outlets for the first time, again, and with one more day.

    python -m benchmarks.compare_pairs_speed --statements 42000 --folder FOLDER
    python -m benchmarks.compare_pairs_speed --ledger FILE

Without `--ledger` makes a month of made-up articles of seven outlets (see `ledger_filler`), every fifth of them printed
by a second outlet too, and deletes it afterwards.  A ledger that is given should be a copy: what is compared is kept.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.ledger_filler import Filler
from inquit.ledger import Ledger
from inquit.ledger.connection import transaction
from inquit.reports.compare import compare
from inquit.types import Basis, Reading, StatementTime

OUTLETS = tuple(f"Outlet {letter}" for letter in "ABCDEFG")
FIRST_DAY, DAYS = date(2024, 3, 1), 31
TWICE = 5
"""Every so manieth article stands in two outlets."""


def month(statements: int, seed: int = 1) -> Iterator[Reading]:
    """Readings of a month with about so many statements, in the order of the days."""
    made = list(Filler(seed).readings(statements * TWICE // (TWICE + 1)))
    for number, reading in enumerate(made):
        day = FIRST_DAY + timedelta(number * DAYS // len(made))
        yield printed(reading, day, OUTLETS[number % 7], number)
        if number % TWICE == 0:
            yield printed(reading, day, OUTLETS[(number + 3) % 7], len(made) + number)


def printed(reading: Reading, day: date, outlet: str, number: int) -> Reading:
    """A reading as an outlet prints it on a day."""
    article = replace(
        reading.article,
        url=f"https://made.example/{number}",
        id=f"made-{number}",
        outlet=outlet,
        published=day.isoformat(),
    )
    said = StatementTime(day.isoformat(), Basis.PUBLISHED)
    return replace(reading, article=article, statements=tuple(replace(one, time=said) for one in reading.statements))


def filled(path: Path, statements: int) -> int:
    """Make the ledger without its last day's articles, return how many statements it holds."""
    readings = iter(month(statements))
    with Ledger(path) as ledger:
        while batch := list(itertools.islice(readings, 500)):
            with transaction(ledger.conn):
                for reading in batch:
                    ledger.add(reading)
        return int(ledger.conn.execute("SELECT count(*) FROM statements").fetchone()[0])


def timed(name: str, call: Callable[[], object]) -> None:
    wall, cpu = perf_counter(), process_time()
    call()
    print(f"| {name} | {perf_counter() - wall:.2f} | {process_time() - cpu:.2f} |", flush=True)


def measure(path: Path) -> None:
    with Ledger(path, create=False) as ledger:
        ledger.conn.execute("DELETE FROM compared")
        ledger.conn.execute("DELETE FROM matches")
        last = date.fromisoformat(ledger.conn.execute("SELECT max(day) FROM statements WHERE current").fetchone()[0])
        number = ledger.conn.execute("SELECT count(*) FROM statements WHERE current").fetchone()[0]
        some = ledger.conn.execute("SELECT short_id FROM statements WHERE current LIMIT 1 OFFSET ?", (number // 2,))
        told = some.fetchone()[0]
        print(f"{number:,} statements, until {last}\n\n| | s | s of processor |\n| --- | --- | --- |")
        timed("first page, little patience", lambda: compare(ledger, patience=500))
        timed("one statement", lambda: compare(ledger, told))
        timed("31 days, first time", lambda: compare(ledger, until=last, limit=20))
        timed("31 days, again", lambda: compare(ledger, until=last, limit=20))
        ledger.conn.execute(
            "DELETE FROM compared WHERE statement_id IN (SELECT id FROM statements WHERE day = ?)", (last.isoformat(),)
        )
        timed("31 days, when the last one is new", lambda: compare(ledger, until=last, limit=20))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=42_000)
    parser.add_argument("--folder", type=Path, default=Path())
    parser.add_argument("--ledger", type=Path, help="measure this one")
    options = parser.parse_args()
    if options.ledger is not None:
        measure(options.ledger)
        return
    path = options.folder / "compare-speed.db"
    try:
        filled(path, options.statements)
        measure(path)
    finally:
        for end in ("", "-wal", "-shm"):
            Path(f"{path}{end}").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
