"""Workers that are Ray actors, on this machine or on a cluster.

An actor holds one worker process, as a thread of the local engine does, so that what hangs or eats memory is given up
in the same way and both engines write the same.  Ray brings the actors to the machines, starts one that died again and
repeats what it was at.  The batch's folder must be at the same path on every machine; the inputs need not.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inquit.batch.engines import Task, TaskDone
from inquit.batch.local import done
from inquit.batch.options import BatchOptions
from inquit.batch.supervisor import Supervisor
from inquit.errors import InquitError

if TYPE_CHECKING:
    from ray.util import ActorPool

INSTALL = "pip install 'inquit[ray]'"
ONE_PROCESSOR = 1_000
"""Workers that an actor says share its machine: so many that each keeps to the one processor that Ray gives it."""


class RayWorkers:
    """Ray actors.

    Args:
        options: How the batch is done.
        out: Its folder.
        count: How many actors.
        address: Of a cluster that is there, `auto` or `host:port`; `None` starts Ray on this machine.

    Raises:
        InquitError: Ray is not installed, or the cluster cannot be reached.
    """

    def __init__(self, options: BatchOptions, out: Path, count: int, address: str | None = None) -> None:
        self.count = count
        self._ray = _ray()
        self._began = not self._ray.is_initialized()
        if self._began:
            self._start(address)
        from ray.util import ActorPool

        actor = self._ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=-1)(_Actor)
        self.actors: list[Any] = [actor.remote(options, str(out.resolve()), list(sys.path)) for _ in range(count)]
        self._pool: ActorPool = ActorPool(self.actors)

    def free(self) -> bool:
        """Whether one of them has nothing to do."""
        return bool(self._pool.has_free())  # type: ignore[no-untyped-call, unused-ignore]

    def submit(self, task: Task) -> None:
        """Give a task to one that is free."""
        self._pool.submit(lambda actor, one: actor.do.remote(one), task)

    def next(self) -> TaskDone:
        """Wait until any task is done.

        Raises:
            InquitError: A task cannot be done by any worker, or all actors are gone for good.
        """
        try:
            result = self._pool.get_next_unordered()
        except self._ray.exceptions.RayError as error:
            what = str(error).strip().partition("\n")[0]
            raise InquitError(f"Ray gave up ({what})", remedy="see its logs, then run the same again") from error
        if isinstance(result, InquitError):
            raise result
        answer: TaskDone = result
        return answer

    def close(self) -> None:
        """End all actors, whatever they are at, and Ray where it was started here."""
        for actor in self.actors:
            self._ray.kill(actor)
        if self._began:
            self._ray.shutdown()

    def _start(self, address: str | None) -> None:
        # One processor more than actors: with as many as actors, the last one waits for ever for its own (Ray 2.4x).
        here: dict[str, Any] = {"num_cpus": self.count + 1, "include_dashboard": False} if address is None else {}
        try:
            self._ray.init(address=address, log_to_driver=False, logging_level="ERROR", **here)
        except (ConnectionError, OSError, ValueError, RuntimeError) as error:
            what = str(error).strip().partition("\n")[0]
            raise InquitError(
                f"Ray cannot be reached at {address or 'this machine'} ({what})", remedy="ray status"
            ) from error


class _Actor:
    """One worker, somewhere."""

    def __init__(self, options: BatchOptions, out: str, path: list[str]) -> None:
        sys.path.extend(one for one in path if one not in sys.path)  # a reader of the user's own may lie there
        self._out = Path(out)
        self._supervisor = Supervisor(options, ONE_PROCESSOR)

    def do(self, task: Task) -> TaskDone | InquitError:
        try:
            return done(self._supervisor, task, self._out)
        except InquitError as error:
            return error

    def pids(self) -> tuple[int, int | None]:
        """The actor's process and its worker's; for tests that kill them."""
        return os.getpid(), self._supervisor.pid


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing leaves this machine unasked
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray
    except ImportError as error:
        raise InquitError("the engine Ray is not installed", remedy=INSTALL) from error
    return ray
