"""Workers that are processes of this machine, each watched by a thread."""

from __future__ import annotations

import queue
import threading
from pathlib import Path

from inquit.batch.engines import ExtractTask, Task, TaskDone
from inquit.batch.options import BatchOptions
from inquit.batch.supervisor import Stopped, Supervisor
from inquit.errors import InquitError


class LocalWorkers:
    """Processes of this machine.

    Args:
        options: How the batch is done.
        out: Its folder.
        count: How many.
    """

    def __init__(self, options: BatchOptions, out: Path, count: int) -> None:
        self.count = count
        self._out = out
        self._busy = 0
        self._tasks: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._results: queue.SimpleQueue[TaskDone | BaseException] = queue.SimpleQueue()
        self._supervisors = [Supervisor(options, count) for _ in range(count)]
        self._threads = [
            threading.Thread(target=self._serve, args=(supervisor,), daemon=True) for supervisor in self._supervisors
        ]
        for thread in self._threads:
            thread.start()

    @property
    def pids(self) -> list[int]:
        """The processes that are there now."""
        return [supervisor.pid for supervisor in self._supervisors if supervisor.pid is not None]

    def free(self) -> bool:
        """Whether one of them has nothing to do."""
        return self._busy < self.count

    def submit(self, task: Task) -> None:
        """Give a task to one that is free."""
        self._busy += 1
        self._tasks.put(task)

    def next(self) -> TaskDone:
        """Wait until any task is done.

        Raises:
            InquitError: A task cannot be done by any worker.
        """
        result = self._results.get()
        self._busy -= 1
        if isinstance(result, BaseException):
            raise result
        return result

    def close(self) -> None:
        """End all workers, whatever they are at."""
        for supervisor in self._supervisors:
            supervisor.stop()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self, supervisor: Supervisor) -> None:
        while (task := self._tasks.get()) is not None:
            try:
                self._results.put(done(supervisor, task, self._out))
            except Stopped:
                return
            except BaseException as error:  # whoever waits for the result has to hear of it
                self._results.put(error)
                if not isinstance(error, InquitError):
                    return


def done(supervisor: Supervisor, task: Task, out: Path) -> TaskDone:
    """Have a worker do a task."""
    if isinstance(task, ExtractTask):
        return TaskDone(task.number, supervisor.extract(task.records))
    supervisor.do_part(task.part, out)
    return TaskDone(task.number, None)
