"""The engine Ray: what it writes is what the local engine writes, whoever dies."""

from __future__ import annotations

import os
import signal
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from batch.fake import READER, SLOW
from batch.looking import files
from batch.stories import record, written
from inquit import batch
from inquit.batch import BatchOptions, Engine

ray: Any = pytest.importorskip("ray", reason="the extra [ray] is not installed")
pytest.importorskip("pyarrow", reason="the extra [parquet] is not installed")
# Ray's own warnings and the sockets that it leaves open are its business.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A cluster of two nodes on this machine, as two machines would make one."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    from ray.cluster_utils import Cluster

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = Cluster(initialize_head=True, head_node_args={"num_cpus": 2, "include_dashboard": False})
        made.add_node(num_cpus=1)
        made.wait_for_nodes()
    yield made
    ray.shutdown()
    made.shutdown()


def test_a_cluster_of_two_nodes_writes_what_one_machine_writes(cluster: Any, tmp_path: Path) -> None:
    news = written(
        tmp_path / "news.jsonl", [record(number % 90, "PLEASERAISE" * (number == 7)) for number in range(100)]
    )
    batch.run([news], tmp_path / "local", BatchOptions(reader=READER), workers=2)

    options = BatchOptions(reader=READER)
    batch.run([news], tmp_path / "ray", options, engine=Engine.RAY, workers=2, ray_address=cluster.address)

    assert files(tmp_path / "ray") == files(tmp_path / "local")


def test_actors_and_workers_that_are_killed_lose_and_double_nothing(
    cluster: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from inquit.batch.ray import RayWorkers

    news = written(tmp_path / "news.jsonl", [record(number) for number in range(400)])
    batch.run([news], tmp_path / "local", BatchOptions(reader=SLOW), workers=2)
    staff: list[RayWorkers] = []
    made = RayWorkers.__init__

    def noted(self: RayWorkers, *given: Any) -> None:
        made(self, *given)
        staff.append(self)

    monkeypatch.setattr(RayWorkers, "__init__", noted)
    over, rng, killed = threading.Event(), Random(3), []

    def kill() -> None:
        while not over.wait(rng.uniform(0.3, 1.2)) and len(killed) < 10:
            if not staff:
                continue
            if rng.random() < 0.5:
                ray.kill(rng.choice(staff[0].actors), no_restart=False)
                killed.append("actor")
            elif (pid := worker_pid(os.getpid())) is not None:
                os.kill(pid, signal.SIGKILL)
                killed.append("worker")

    killer = threading.Thread(target=kill)
    killer.start()
    options = BatchOptions(reader=SLOW)
    batch.run([news], tmp_path / "ray", options, engine=Engine.RAY, workers=2, ray_address=cluster.address)
    over.set()
    killer.join()

    assert "actor" in killed
    assert files(tmp_path / "ray") == files(tmp_path / "local")


def worker_pid(above: int) -> int | None:
    """One of the worker processes that Ray's actors started, by what its command says; none of another test's."""
    mine = {above}
    found = []
    for path in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
        try:
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            command = (path / "cmdline").read_bytes()
        except (OSError, IndexError):
            continue
        if parent in mine:
            mine.add(int(path.name))
            if b"inquit.batch.worker" in command:
                found.append(int(path.name))
    return found[-1] if found else None
