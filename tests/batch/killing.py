"""Kills what runs a batch, as often as it is told, and checks that nothing was lost or doubled.

    python tests/batch/killing.py --kills 20 [--kind workers drivers actors]

The reader is made up and slow, so that there is something to be killed.  A few kills of each kind are in the suite.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from random import Random

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))

from batch.fake import SLOW  # noqa: E402
from batch.looking import files, manifest  # noqa: E402
from batch.stories import record, written  # noqa: E402
from batch.test_kills import DRIVER, wait_for_a_part  # noqa: E402
from inquit import batch  # noqa: E402
from inquit.batch import BatchOptions, Engine  # noqa: E402
from inquit.batch.local import LocalWorkers  # noqa: E402

RECORDS = 2_400


def kill_until(
    enough: int, pause_s: tuple[float, float], kill_one: Callable[[Random], bool], work: Callable[[], object]
) -> int:
    """Kill something now and then while some work is done; how often."""
    over, rng, killed = threading.Event(), Random(enough), 0

    def kill() -> None:
        nonlocal killed
        while killed < enough and not over.wait(rng.uniform(*pause_s)):
            killed += kill_one(rng)

    killer = threading.Thread(target=kill)
    killer.start()
    work()
    over.set()
    killer.join()
    return killed


def workers(news: Path, out: Path, kills: int) -> int:
    """Worker processes of the local engine."""
    staff: list[LocalWorkers] = []
    made = LocalWorkers.__init__

    def noted(self: LocalWorkers, *given: object) -> None:
        made(self, *given)  # type: ignore[arg-type]
        staff.append(self)

    def kill_one(rng: Random) -> bool:
        if not staff or not (pids := staff[-1].pids):
            return False
        try:
            os.kill(rng.choice(pids), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    LocalWorkers.__init__ = noted  # type: ignore[method-assign]
    try:
        return kill_until(
            kills, (0.05, 0.4), kill_one, lambda: batch.run([news], out, BatchOptions(reader=SLOW), workers=2)
        )
    finally:
        LocalWorkers.__init__ = made  # type: ignore[method-assign]


def drivers(news: Path, out: Path, kills: int) -> int:
    """The process that hands out the parts, and all of its workers with it."""
    rng = Random(kills)
    code = DRIVER.format(tests=str(TESTS), news=str(news), out=str(out), reader=SLOW)
    for killed in range(kills):
        driver = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
        if not killed:
            wait_for_a_part(out)
        try:
            driver.wait(rng.uniform(0.3, 1.5))
        except subprocess.TimeoutExpired:
            driver.kill()
            driver.wait()
            continue
        return killed
    batch.run([news], out, BatchOptions(reader=SLOW), workers=2)
    return kills


def actors(news: Path, out: Path, kills: int) -> int:
    """Ray's actors, half of them by Ray itself, half by killing the process in which they read."""
    import ray

    from batch.test_ray import worker_pid
    from inquit.batch.ray import RayWorkers

    staff: list[RayWorkers] = []
    made = RayWorkers.__init__

    def noted(self: RayWorkers, *given: object) -> None:
        made(self, *given)  # type: ignore[arg-type]
        staff.append(self)

    def kill_one(rng: Random) -> bool:
        if not staff:
            return False
        if rng.random() < 0.5:
            ray.kill(rng.choice(staff[-1].actors), no_restart=False)
            return True
        pid = worker_pid(os.getpid())
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
        return pid is not None

    RayWorkers.__init__ = noted  # type: ignore[method-assign]
    try:
        options = BatchOptions(reader=SLOW)
        return kill_until(
            kills, (0.3, 1.2), kill_one, lambda: batch.run([news], out, options, engine=Engine.RAY, workers=2)
        )
    finally:
        RayWorkers.__init__ = made  # type: ignore[method-assign]


def main() -> int:
    """Kill as often as the command line says."""
    kinds = {"workers": workers, "drivers": drivers, "actors": actors}
    parser = argparse.ArgumentParser(description="Kill what runs a batch, and check what is left.")
    parser.add_argument("--kills", type=int, default=20, help="of each kind, at least (20)")
    parser.add_argument("--kind", nargs="+", choices=list(kinds), default=list(kinds))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        news = written(Path(folder) / "news.jsonl", [record(number) for number in range(RECORDS)])
        batch.run([news], Path(folder) / "undisturbed", BatchOptions(reader=SLOW), workers=2)
        whole = files(Path(folder) / "undisturbed")
        for kind in options.kind:
            killed = rounds = 0
            while killed < options.kills:
                out = Path(folder) / f"{kind}-{rounds}"
                killed += kinds[kind](news, out, options.kills - killed)
                rounds += 1
                assert files(out) == whole, f"{kind}: another output after {killed} kills"
                assert [line["record"] for line in manifest(out)] == list(range(1, RECORDS + 1))
            print(
                f"{kind}: {killed} kills, {rounds} batches of {RECORDS} records: each writes what an undisturbed one does"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
