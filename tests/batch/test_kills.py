"""What hangs, grows, crashes or is killed costs its own record and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from batch.fake import READER, SLOW
from batch.looking import files, manifest, reasons, rows
from batch.stories import record, written
from inquit import batch
from inquit.batch import BatchOptions
from inquit.batch.local import LocalWorkers

pytest.importorskip("pyarrow", reason="the extra [parquet] is not installed")

KILLS, DRIVER_KILLS = 20, 6
DRIVER = """
import sys
sys.path.insert(0, {tests!r})
from inquit import batch
batch.run([{news!r}], {out!r}, batch.BatchOptions(reader={reader!r}), workers=2)
"""


def undisturbed(tmp_path: Path, news: Path) -> dict[str, bytes]:
    """What the batch writes when nobody is killed."""
    batch.run([news], tmp_path / "undisturbed", BatchOptions(reader=SLOW), workers=2)
    return files(tmp_path / "undisturbed")


def test_a_text_that_misbehaves_costs_itself(tmp_path: Path) -> None:
    marker = tmp_path / "died"
    asked = {3: "PLEASEHANG", 5: "PLEASEDIE now", 7: "PLEASEGROW", 8: f"PLEASEDIEONCE {marker} now", 9: "PLEASERAISE"}
    news = written(tmp_path / "news.jsonl", [record(number, asked.get(number, "")) for number in range(12)])

    options = BatchOptions(reader=READER, timeout_s=3, memory_mb=500)
    batch.run([news], tmp_path / "out", options)

    alone = "save the story alone, as HTML or plain text, and read that"
    assert reasons(tmp_path / "out") == {
        "news.jsonl:4": f"it took longer than 3 s; {alone}",
        "news.jsonl:6": f"its process died 3 times; {alone}",
        "news.jsonl:8": f"it took more than 500 MB of memory; {alone}",
        "news.jsonl:10": "reading it failed (KeyError: 'a bug of the reader')",
    }
    assert len(rows(tmp_path / "out", "articles")) == 8
    assert marker.exists()


def test_workers_that_are_killed_lose_and_double_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    news = written(tmp_path / "news.jsonl", [record(number) for number in range(400)])
    whole = undisturbed(tmp_path, news)
    staff: list[LocalWorkers] = []
    made = LocalWorkers.__init__

    def noted(self: LocalWorkers, *given: Any) -> None:
        made(self, *given)
        staff.append(self)

    monkeypatch.setattr(LocalWorkers, "__init__", noted)
    over, rng, killed = threading.Event(), Random(7), []

    def kill() -> None:
        while not over.wait(rng.uniform(0.05, 0.4)) and len(killed) < KILLS:
            if staff and (pids := staff[0].pids):
                try:
                    os.kill(pid := rng.choice(pids), signal.SIGKILL)
                except ProcessLookupError:
                    continue
                killed.append(pid)

    killer = threading.Thread(target=kill)
    killer.start()
    batch.run([news], tmp_path / "out", BatchOptions(reader=SLOW), workers=2)
    over.set()
    killer.join()

    assert len(killed) >= 3
    assert files(tmp_path / "out") == whole


def test_a_driver_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    news = written(tmp_path / "news.jsonl", [record(number) for number in range(150)])
    whole, rng, out = undisturbed(tmp_path, news), Random(11), tmp_path / "out"
    tests = str(Path(__file__).parent.parent)
    code = DRIVER.format(tests=tests, news=str(news), out=str(out), reader=SLOW)
    kills = 0
    for _ in range(DRIVER_KILLS):
        driver = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE)
        if (
            not kills
        ):  # the first dies as soon as a part is begun: a fast machine would be done before any time set here
            wait_for_a_part(out)
        try:
            _, messages = driver.communicate(timeout=rng.uniform(0.5, 4.0) if kills else 0.1)
        except subprocess.TimeoutExpired:
            driver.kill()
            driver.communicate()
            kills += 1
            continue
        assert driver.returncode == 0, messages.decode()
        break
    else:
        batch.run([news], out, BatchOptions(reader=SLOW), workers=2)

    assert kills > 0
    assert files(out) == whole
    assert [line["record"] for line in manifest(out)] == list(range(1, 151))


def test_a_worker_goes_when_its_driver_is_gone(tmp_path: Path) -> None:
    news = written(tmp_path / "news.jsonl", [record(0, "PLEASEHANG")])
    tests = str(Path(__file__).parent.parent)
    code = DRIVER.format(tests=tests, news=str(news), out=str(tmp_path / "out"), reader=READER)
    with subprocess.Popen([sys.executable, "-c", code]) as driver:
        wait_for_a_part(tmp_path / "out")
        workers = children(driver.pid)
        driver.kill()
    assert workers
    until = time.monotonic() + 20
    while any(map(is_there, workers)) and time.monotonic() < until:
        time.sleep(0.1)
    assert [pid for pid in workers if is_there(pid)] == []


def wait_for_a_part(out: Path, patience_s: float = 60) -> None:
    until = time.monotonic() + patience_s
    while not any((out / ".work").glob("*.journal")) and time.monotonic() < until:
        time.sleep(0.02)


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    if not tasks.is_dir():
        pytest.skip("this system does not tell the children of a process")
    return [int(child) for task in tasks.glob("*/children") for child in task.read_text().split()]


def is_there(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
