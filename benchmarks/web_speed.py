"""How fast the pages of a large ledger are answered, by several browsers at once.

    python -m benchmarks.web_speed --ledger million.db
    python -m benchmarks.web_speed --statements 1000000 --folder FOLDER

Serves the ledger as `inquit serve` does, in a process of its own, and asks it for the same kinds of pages with eight
clients, each of which asks again once it is answered, over connections that stay open.  Words are drawn from those that
stand in at most one per cent of the statements.  The article has 5,000 words.  Times are of the whole answer; the table
tells the sizes, how busy the machine was, since everything shares its processors with whatever else runs, and what a
page costs of processor time, which other programs change little: eight clients wait eight times as long at most.
"""

from __future__ import annotations

import argparse
import http.client
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from time import perf_counter, sleep
from urllib.parse import quote

from benchmarks.ledger_filler import Filler
from benchmarks.ledger_speed import make
from inquit.ledger import Ledger

CLIENTS = 8
ROUNDS = 25
"""Pages of a kind that each client asks for."""

ARTICLE_STATEMENTS = 190
"""Of made-up statements so many are a story of 5,000 words."""

SHARE = 0.01


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path, help="A ledger that is there; one article is added to it.")
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path("build"))
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    told = parser.parse_args()
    path = told.ledger
    if path is None:
        told.folder.mkdir(parents=True, exist_ok=True)
        path = told.folder / f"web-{told.statements}.db"
        make(path, told.statements)
    kinds = pages(path)
    with served(path) as (port, process):
        print(f"{len(kinds)} kinds of pages, {told.clients} clients, load before {os.getloadavg()[0]:.1f}\n")
        print("| page | n | median ms | p95 ms | most ms | cpu ms | KB | load |")
        print(f"| --- |{' ---: |' * 7}")
        for name, paths in kinds.items():
            measured(port, paths[:1] * 2, 1, 2)  # once before, as a site that has run for a minute
            before = cpu_ms(process)
            times, size = measured(port, paths, told.clients, told.rounds)
            cpu = (cpu_ms(process) - before) / len(times)
            times.sort()
            middle, high = times[len(times) // 2], times[int(len(times) * 0.95)]
            print(
                f"| {name} | {len(times)} | {middle:.0f} | {high:.0f} | {times[-1]:.0f} | {cpu:.0f} |"
                f" {size / 1000:.0f} |"
                f" {os.getloadavg()[0]:.1f} |",
                flush=True,
            )


def pages(path: Path) -> dict[str, list[str]]:
    """Paths by kind."""
    rng = Random(7)
    with Ledger(path) as ledger:
        conn = ledger.conn
        total = conn.execute("SELECT max(id) FROM statements").fetchone()[0]
        conn.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'statements_fts', 'row')")
        words = [
            row[0]
            for row in conn.execute(
                "SELECT term FROM temp.vocabulary WHERE doc BETWEEN 2 AND ? AND term GLOB '[a-z]*'", (total * SHARE,)
            )
        ]
        conn.execute("DROP TABLE temp.vocabulary")
        picked = [rng.randrange(1, total) for _ in range(400)]
        among = f"({', '.join(map(str, picked))})"
        statements = [row[0] for row in conn.execute(f"SELECT short_id FROM statements WHERE id IN {among}")]
        people = [
            row[0]
            for row in conn.execute(
                "SELECT DISTINCT p.short_id FROM statements s JOIN people p ON p.id = s.person_id"
                f" WHERE s.id IN {among}"
            )
        ]
        articles = [
            row[0]
            for row in conn.execute(
                "SELECT DISTINCT a.short_id FROM statements s JOIN articles a ON a.id = s.article_id"
                f" WHERE s.id IN {among}"
            )
        ]
        long = long_article(ledger)
    rare = [quote(rng.choice(words)) for _ in range(400)]
    return {
        "home": ["/"],
        "search, a word": [f"/search?q={word}" for word in rare],
        "search, a word and an act": [f"/search?q={word}&act=promise" for word in rare],
        "person": [f"/person/{one}" for one in people],
        "statement": [f"/statement/{one}" for one in statements],
        "article": [f"/article/{one}" for one in articles],
        "article of 5,000 words": [f"/article/{long}"],
        "review": ["/review"],
    }


def long_article(ledger: Ledger) -> str:
    """Id of an article of 5,000 words, added if it is not there."""
    from dataclasses import replace

    filler = Filler(99)
    made = filler._reading(10**9, ARTICLE_STATEMENTS)
    article = replace(made.article, url="https://made.example/long")
    return ledger.add(replace(made, article=article)).article


@contextmanager
def served(path: Path) -> Iterator[tuple[int, int]]:
    """The port and the process of a site that runs until the block ends."""
    code = (
        "import sys; from inquit.web.serving import serve; from inquit.web.settings import Settings;"
        "serve(Settings(sys.argv[1], requests_per_s=None), '127.0.0.1', 0, lambda told: print(told, flush=True))"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        port = int(line.partition("127.0.0.1:")[2].partition("/")[0])
        sleep(0.5)
        try:
            yield port, process.pid
        finally:
            process.terminate()


def cpu_ms(process: int) -> float:
    """Processor time that a process has taken (proc(5)); 0 where the system does not tell."""
    told = Path(f"/proc/{process}/stat")
    if not told.exists():
        return 0.0
    fields = told.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def measured(port: int, paths: list[str], clients: int, rounds: int) -> tuple[list[float], int]:
    """Milliseconds of every answer, and the largest in bytes."""
    times: list[float] = []
    sizes: list[int] = []

    def client(number: int) -> None:
        rng = Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        for _ in range(rounds):
            path = rng.choice(paths)
            begun = perf_counter()
            connection.request("GET", path, headers={"Accept": "text/html"})
            answer = connection.getresponse()
            body = answer.read()
            times.append(1000 * (perf_counter() - begun))
            sizes.append(len(body))
            if answer.status != 200:
                raise SystemExit(f"{path}: {answer.status} {body[:300]!r}")
        connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, max(sizes, default=0)


if __name__ == "__main__":
    main()
