"""How fast a ledger answers, and how large it is, by the number of its statements.

    python -m benchmarks.ledger_speed --statements 10000 100000 1000000 --folder FOLDER

Makes a ledger of made-up readings for each number (see `ledger_filler`; through the same door as `inquit add`, many
articles a transaction) with made-up vectors (`vector_filler`), asks it the same kinds of questions over and over,
prints a Markdown table and deletes it, unless `--keep` is given.  A million statements take about seven minutes to make
and 1.7 GB.
"""

from __future__ import annotations

import argparse
import itertools
import os
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from benchmarks.ledger_filler import Filler
from benchmarks.vector_filler import VectorFiller
from inquit.ledger import Ledger
from inquit.ledger.connection import transaction
from inquit.ledger.search_query import Order, Query

ROUNDS = 60
BATCH = 500
"""Articles a transaction: a command that adds takes one each, which costs a third more."""


VECTOR_BYTES = """
    (SELECT count(*) * 4096 / 10 FROM vectors) + (SELECT coalesce(sum(length(codes)), 0) FROM vector_codes)
"""
"""Ten vectors of 384 bytes fill a page of 4,096."""

clock: Callable[[], float] = perf_counter


def make(path: Path, statements: int, seed: int = 1) -> float:
    """Make a ledger and return how many statements a second it took in, their making left out."""
    readings = Filler(seed).readings(statements)
    spent = 0.0
    with Ledger(path) as ledger:
        while batch := list(itertools.islice(readings, BATCH)):
            start = clock()
            with transaction(ledger.conn):
                for reading in batch:
                    ledger.add(reading)
            spent += clock() - start
        rate = statements / spent
        ledger.index(embedder=VectorFiller())
    return rate


def questions(ledger: Ledger, rng: Random) -> Iterator[tuple[str, list[Callable[[], object]]]]:
    """What is asked, by kinds."""
    conn = ledger.conn
    total = conn.execute("SELECT count(*) FROM statements").fetchone()[0]
    conn.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'statements_fts', 'row')")
    words = conn.execute("SELECT term, doc FROM temp.vocabulary ORDER BY doc DESC").fetchall()
    conn.execute("DROP TABLE temp.vocabulary")
    rare = [word for word, number in words if number <= total / 100]
    busy = [word for word in rare[:400] if len(word) > 2]  # just below one statement in a hundred: the dearest of them
    common = [word for word, number in words if number > total / 100]
    people = conn.execute(
        "SELECT p.short_id, p.name FROM statements s JOIN people p ON p.id = s.person_id WHERE s.id % ? = 0 LIMIT 5000",
        (max(1, total // 5_000),),
    ).fetchall()
    ids = [
        row[0] for row in conn.execute("SELECT short_id FROM statements WHERE id % ? = 0", (max(1, total // 5_000),))
    ]
    outlets = [row[0] for row in conn.execute("SELECT name FROM outlets")]

    def asked(
        make_query: Callable[[], Query], *, facets: bool = False, times: int = ROUNDS
    ) -> list[Callable[[], object]]:
        queries = [make_query() for _ in range(times)]
        return [lambda query=query: ledger.search(query, facets=facets) for query in queries]  # type: ignore[misc]

    def year() -> int:
        return rng.randrange(2015, 2025)

    def between() -> dict[str, str]:
        return {"said_from": f"{(then := year())}-03", "said_to": f"{then}-11"}

    yield "a word in at most 1 %", asked(lambda: Query(rng.choice(rare)))
    yield "a word just below 1 %", asked(lambda: Query(rng.choice(busy)))
    yield "the same with facets", asked(lambda: Query(rng.choice(busy)), facets=True)
    yield "a word in more than 1 %", asked(lambda: Query(rng.choice(common)))
    yield "the same, oldest first", asked(lambda: Query(rng.choice(common), order=Order.OLDEST))
    yield "the same with facets", asked(lambda: Query(rng.choice(common)), facets=True)
    yield "two words in more than 1 %", asked(lambda: Query(" ".join(rng.sample(common, 2))))
    yield "two of them side by side", asked(lambda: Query(f'"{" ".join(rng.sample(common[:20], 2))}"'))
    yield "a beginning of three letters", asked(lambda: Query(f"{rng.choice(rare)[:3]}*"))
    yield "speaker by name", asked(lambda: Query(speaker=rng.choice(people)["name"]))
    yield "speaker and time", asked(lambda: Query(speaker=rng.choice(people)["short_id"], **between()))
    yield "time", asked(lambda: Query(**between()))
    yield (
        "month of publication",
        asked(lambda: Query(published_from=(month := f"{year()}-{rng.randrange(1, 13):02}"), published_to=month)),
    )
    yield "year of publication", asked(lambda: Query(published_from=(then := f"{year()}"), published_to=then))
    yield "outlet and act", asked(lambda: Query(outlets=(rng.choice(outlets),), acts=("threaten",)))
    yield "speaker and a common word", asked(lambda: Query(rng.choice(common), speaker=rng.choice(people)["short_id"]))
    yield (
        "a common word, act, outlet, year",
        asked(lambda: Query(rng.choice(common), acts=("deny",), outlets=(rng.choice(outlets),), **between())),
    )
    said = conn.execute("SELECT words FROM statements WHERE id % ? = 0", (max(1, total // 5_000),)).fetchall()
    embedder = VectorFiller()

    def meant(make_query: Callable[[str], Query], *, facets: bool = False) -> list[Callable[[], object]]:
        queries = [make_query(rng.choice(said)[0]) for _ in range(ROUNDS)]
        return [lambda query=query: ledger.search(query, facets=facets, embedder=embedder) for query in queries]  # type: ignore[misc]

    yield "a meaning", meant(lambda text: Query(meaning=text))
    yield "the same with facets", meant(lambda text: Query(meaning=text), facets=True)
    yield "a meaning and speaker", meant(lambda text: Query(meaning=text, speaker=rng.choice(people)["short_id"]))
    yield "a meaning and act", meant(lambda text: Query(meaning=text, acts=("deny",)))
    yield (
        "a meaning, time and outlet",
        meant(lambda text: Query(meaning=text, outlets=(rng.choice(outlets),), **between())),
    )
    yield "a meaning and a word in at most 1 %", meant(lambda text: Query(rng.choice(rare), meaning=text))
    yield "a meaning and a word in more than 1 %", meant(lambda text: Query(rng.choice(common), meaning=text))
    yield "show a statement", [lambda one=one: ledger.statement(one) for one in rng.choices(ids, k=ROUNDS)]  # type: ignore[misc]
    yield "show a person", [lambda one=one[0]: ledger.people.view(one) for one in rng.choices(people, k=ROUNDS)]  # type: ignore[misc]
    yield "the fifty most heard", [lambda: ledger.people.list() for _ in range(3)]
    yield "names in doubt", [lambda: ledger.people.review()]


def opened(path: Path, words: list[str]) -> list[float]:
    """Milliseconds from opening a ledger to the first answer."""
    found = []
    for word in words:
        start = clock()
        with Ledger(path, create=False) as ledger:
            ledger.search(word)
        found.append((clock() - start) * 1000)
    return found


def measured(path: Path) -> Iterator[tuple[str, str]]:
    """Rows of the table: what, and figures in milliseconds or bytes."""
    with Ledger(path, create=False) as ledger:
        total = ledger.conn.execute("SELECT count(*) FROM statements").fetchone()[0]
        texts = ledger.conn.execute("SELECT sum(length(CAST(text AS BLOB))) FROM versions").fetchone()[0]
        size = path.stat().st_size
        vectors = ledger.conn.execute(f"SELECT {VECTOR_BYTES}").fetchone()[0]
        yield "bytes a statement, texts and vectors apart", f"{(size - texts - vectors) / total:,.0f}"
        yield "bytes a statement, vectors", f"{vectors / total:,.0f}"
        yield "bytes a statement, all", f"{size / total:,.0f}"
        for name, calls in questions(ledger, Random(7)):
            for call in calls[: max(1, len(calls) // 5)]:  # warm
                call()
            yield name, _figures([_timed(call) for call in calls])
    yield "open and first answer", _figures(opened(path, Filler().words[60:80]))


def _timed(call: Callable[[], object]) -> float:
    start = clock()
    call()
    return (clock() - start) * 1000


def _figures(times: list[float]) -> str:
    """Median, 95th percentile and maximum."""
    times = sorted(times)
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    return f"{times[len(times) // 2]:,.1f} · {p95:,.1f} · {times[-1]:,.1f}"


def table(columns: dict[str, list[tuple[str, str]]]) -> str:
    """A Markdown table with a column for each ledger."""
    heads = list(columns)
    lines = [f"| milliseconds: median · p95 · most | {' | '.join(heads)} |", f"| --- |{' --- |' * len(heads)}"]
    for rows in zip(*columns.values(), strict=True):
        lines.append(f"| {rows[0][0]} | {' | '.join(figures for _, figures in rows)} |")
    return "\n".join(lines)


def main() -> None:
    """Make, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--statements", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--folder", type=Path, default=Path("build"))
    parser.add_argument(
        "--keep", action="store_true", help="leave the ledgers in the folder, and use those that are there"
    )
    parser.add_argument("--cpu", action="store_true", help="processor time instead of the clock's, on a busy machine")
    arguments = parser.parse_args()
    if arguments.cpu:
        global clock
        clock = process_time
    arguments.folder.mkdir(parents=True, exist_ok=True)
    columns: dict[str, list[tuple[str, str]]] = {}
    for statements in arguments.statements:
        path = arguments.folder / f"ledger-{statements}.db"
        if not path.exists():
            rate = make(path, statements)
            print(f"{statements:,}: {rate:,.0f} statements added a second", file=sys.stderr)
        with Ledger(path, create=False) as ledger:
            ledger.index(embedder=VectorFiller())
            ledger.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the size is the file's alone
        rows = columns[f"{statements:,}"] = []
        for row in measured(path):
            print(*row, sep=": ", file=sys.stderr, flush=True)
            rows.append(row)
        if not arguments.keep:
            for one in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
                one.unlink(missing_ok=True)
    print(table(columns))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"\n{os.cpu_count()} processors; peak resident memory {peak} MB")


if __name__ == "__main__":
    main()
