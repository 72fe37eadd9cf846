"""Where the work is done: in this process, in several, or on a Dask cluster; the outcome is the same bytes.

A piece of work is a function at the top of a module and a tuple of paths and numbers. It reads files and writes one,
under another name first, so it can be done twice, resumed, and done by whoever sees the same files. Nothing is sent
back: what came of it is in the file. A worker that dies is replaced and its work done again; what kills a worker twice
when it is alone is given up and reported as lost.

    with backend("local:2") as where:
        for task, done in where.map(read_batch, tasks): ...
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from typing import Any, Protocol, TypeVar

from kg.errors import KgError, MissingExtra
from kg.pipeline.folder import let_go

Task = TypeVar("Task")
AHEAD = 2  # pieces of work a process has waiting
PATIENCE = "10s"  # how long a scheduler may take to answer


class Backend(Protocol):
    """Does pieces of work."""

    def map(self, work: Callable[[Task], None], tasks: Iterable[Task]) -> Iterator[tuple[Task, bool]]:
        """Each task when it is done, in any order, and whether it was; raises what the work raises."""
        ...

    def renew(self) -> None:
        """Another sort of work comes: what the last one needs no longer be kept in mind."""
        ...


@contextmanager
def backend(name: str) -> Iterator[Backend]:
    """The backend of that name: "serial", "local:N" or "dask:tcp://HOST:PORT".

    Raises KgError when there is none of that name or it cannot be reached.
    """
    kind, _, rest = name.partition(":")
    if kind == "serial" and not rest:
        yield Serial()
    elif kind == "local" and rest.isdigit() and int(rest) > 0:
        with Local(int(rest)) as local:
            yield local
    elif kind == "dask" and rest:
        with _client(rest) as client:
            yield Dask(client)
    else:
        raise KgError(f"no backend {name!r}: there are serial, local:N and dask:tcp://HOST:PORT")


class Serial:
    """Everything in this process."""

    def map(self, work: Callable[[Task], None], tasks: Iterable[Task]) -> Iterator[tuple[Task, bool]]:
        """One task after the other."""
        for task in tasks:
            work(task)
            yield task, True

    def renew(self) -> None:
        """Nothing to do."""


class Local:
    """Processes of this machine."""

    def __init__(self, processes: int) -> None:
        self.processes = processes
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False

    def __enter__(self) -> Local:
        """Start the processes now, while this one has no other threads: a fork takes only one along."""
        self._started().submit(os.getpid).result()
        return self

    def renew(self) -> None:
        """New processes, which have not read anything yet."""
        self._stop()
        self._started().submit(os.getpid).result()

    def __exit__(self, *_: object) -> None:
        """Stop at once: what is under way leaves nothing half done."""
        self._closed = True
        self._stop()

    def _stop(self) -> None:
        if self._pool:
            workers = list((self._pool._processes or {}).values())
            self._pool.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.terminate()
            for worker in workers:
                worker.join()
            self._pool = None

    def map(self, work: Callable[[Task], None], tasks: Iterable[Task]) -> Iterator[tuple[Task, bool]]:
        """A few tasks at a time; when a process dies, those under way are done again one by one."""
        waiting = iter(tasks)
        while some := list(islice(waiting, 1)):
            running: dict[Future[None], Task] = {}
            try:
                yield from self._flow(work, some, waiting, running)
            except BrokenProcessPool:
                self._pool = None
                for task in running.values():
                    yield task, self._alone(work, task)

    def _flow(
        self, work: Callable[[Task], None], first: list[Task], more: Iterator[Task], running: dict[Future[None], Task]
    ) -> Iterator[tuple[Task, bool]]:
        new = first
        while True:
            for task in new:
                running[self._submit(work, task, running)] = task
            new = list(islice(more, max(0, AHEAD * self.processes - len(running))))
            if new:
                continue
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                future.result()
                yield running.pop(future), True
            new = list(islice(more, max(0, AHEAD * self.processes - len(running))))

    def _submit(self, work: Callable[[Task], None], task: Task, running: dict[Future[None], Task]) -> Future[None]:
        try:
            return self._started().submit(work, task)
        except BrokenProcessPool:
            running[Future()] = task
            raise

    def _started(self) -> ProcessPoolExecutor:
        if self._closed:
            raise KgError("stopped")
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self.processes, initializer=_begin, initargs=(os.getpid(),))
        return self._pool

    def _alone(self, work: Callable[[Task], None], task: Task) -> bool:
        for _ in range(2):
            try:
                self._submit(work, task, {}).result()
                return True
            except BrokenProcessPool:
                self._pool = None
        return False


def _begin(parent: int) -> None:
    """What a process does first: leave Ctrl-C and the lock to its parent, and end when the parent ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    let_go()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class Dask:
    """A cluster, used as nothing but a map: workers see the same folder under the same path."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def map(self, work: Callable[[Task], None], tasks: Iterable[Task]) -> Iterator[tuple[Task, bool]]:
        """A few tasks a worker at a time; the scheduler gives those of a lost worker to others."""
        distributed = _distributed()
        waiting = iter(tasks)
        width = AHEAD * max(1, sum(self.client.nthreads().values()))
        tasks_of = {self._submit(work, task): task for task in islice(waiting, width)}
        if not tasks_of:
            return
        flow = distributed.as_completed(list(tasks_of), loop=self.client.loop)
        for future in flow:
            task = tasks_of.pop(future)
            try:
                future.result()
                yield task, True
            except distributed.KilledWorker:
                yield task, False
            for following in islice(waiting, 1):
                tasks_of[new := self._submit(work, following)] = following
                flow.add(new)

    def renew(self) -> None:
        """Nothing to do: the workers are not ours."""

    def _submit(self, work: Callable[[Task], None], task: Task) -> Any:
        return self.client.submit(work, task, pure=False)


def _distributed() -> Any:
    """The package, which only this backend needs."""
    try:
        return import_module("distributed")
    except ImportError:
        raise MissingExtra("the dask backend needs the package distributed: pip install 'kg[dask]'") from None


@contextmanager
def _client(address: str) -> Iterator[Any]:
    distributed = _distributed()
    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise KgError(f"no Dask scheduler at {address}: {error}") from error
    with client:
        if not client.nthreads():
            raise KgError(f"the Dask scheduler at {address} has no workers")
        yield client
