"""Kills programs that add to a ledger, at random moments, and checks what is left.

    python tests/ledger/killing.py --kills 200

After every kill the ledger must verify, hold no article twice, and go on from where it was; at the end each of the
articles is in it once.  Readings are made by the tests' own rules, so that no model is loaded.  A program of its own,
since it forks where the system can: that is quick, and not safe in a process with threads.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from inquit import jsonl
from inquit.ledger import Ledger, LedgerError
from ledger.readings import reading

ARTICLES = 40


@dataclass(frozen=True)
class Killed:
    """What was done.

    Attributes:
        kills: How many programs were killed while they added.
        ledgers: How many ledgers were filled on the way.
    """

    kills: int
    ledgers: int


def write_readings(path: Path, articles: int = ARTICLES) -> None:
    """Readings of as many articles, with texts of different lengths, at addresses of their own."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(articles):
            lines = "".join(f"Vera Lund said ferry {number} is {line} days late. " for line in range(1 + number % 9))
            text = f"Ferry {number}\n\n{lines.strip()}\n"
            jsonl.write_readings([reading(text, url=f"https://post.example/{number}")], file)


def add_all(path: str, readings: str) -> None:
    """Add readings to a ledger: what is killed."""
    with Ledger(path) as ledger, Path(readings).open(encoding="utf-8") as lines:
        for found in jsonl.read_readings(lines):
            ledger.add(found)


def kill_while_adding(folder: Path, kills: int, *, articles: int = ARTICLES, seed: int = 1) -> Killed:
    """Kill programs until there were enough kills; a ledger that is full makes room for a new one.

    Raises:
        AssertionError: A ledger was not as it must be.
    """
    started = multiprocessing.get_context("fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn")
    rng, readings = random.Random(seed), folder / "readings.jsonl"
    write_readings(readings, articles)
    done, ledgers = 0, 1
    began = time.monotonic()
    add_all(str(folder / "unhurt.db"), str(readings))
    whole_s = time.monotonic() - began  # kills fall anywhere in what adding takes on this machine, busy as it is now
    while done < kills:
        path = folder / f"ledger{ledgers}.db"
        child = started.Process(target=add_all, args=(str(path), str(readings)))
        began = time.monotonic()
        child.start()
        child.join(rng.uniform(0, whole_s))
        took_s = time.monotonic() - began
        child.kill()
        child.join()
        check(path, articles, complete=child.exitcode == 0)
        if child.exitcode == 0:
            ledgers += 1
            whole_s = 0.5 * (whole_s + took_s)
        else:
            done += 1
    path = folder / f"ledger{ledgers}.db"
    add_all(str(path), str(readings))
    check(path, articles, complete=True)
    return Killed(done, ledgers)


def check(path: Path, articles: int, *, complete: bool) -> None:
    """Hold a ledger to what must be true of it."""
    try:
        ledger = Ledger(path, create=False)
    except LedgerError as error:  # killed before it was made
        assert not complete and error.what in ("there is no ledger", "is empty, no ledger yet"), error
        return
    with ledger:
        verified = ledger.verify()
        assert verified.problems == (), verified.problems
        urls = [row[0] for row in ledger.conn.execute("SELECT url FROM articles")]
    assert len(urls) == len(set(urls)) == verified.articles == verified.versions == verified.readings
    assert len(urls) == articles if complete else len(urls) <= articles


def main() -> int:
    """Kill as often as the command line says."""
    parser = argparse.ArgumentParser(description="Kill programs that add to a ledger, and check what is left.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        killed = kill_while_adding(Path(folder), options.kills, seed=options.seed)
    print(f"{killed.kills} kills, {killed.ledgers} ledgers: all verify, no article twice, none missing at the end")
    return 0


if __name__ == "__main__":
    sys.exit(main())
