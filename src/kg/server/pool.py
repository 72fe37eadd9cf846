"""The workers: started, lent to one request at a time, killed when they take too long, replaced.

Whoever waits is served in the order of coming. While every worker is held up by something slow and somebody waits, one
more is started, up to a limit; those that are no longer needed go. A server has two pools: one for pages and stored
questions, one for queries in SPARQL, whose workers give way to the others. When the graph is built anew, fresh workers
open the new one and the old ones go as they become free.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import struct
import sys
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from kg.errors import GraphError
from kg.server.guard import Answer, Refusal
from kg.server.settings import Settings

_LOOK = 0.1  # seconds between looks at who waits
_SLOW = 0.3  # a worker that has been busy for so long does not help those who wait
_SPARE = 30.0  # how long a worker beyond the usual number stays without work
_START = 60.0


class Worker:
    """One worker process. ``since`` is when it was last lent or given back."""

    def __init__(self, process: asyncio.subprocess.Process, generation: int) -> None:
        self.process = process
        self.generation = generation
        self.since = time.monotonic()

    async def exchange(self, job: bytes) -> Answer:
        """Give it a job and wait for the answer. Raises EOFError when it dies over it."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(struct.pack("!I", len(job)) + job)
            await self.process.stdin.drain()
            return await self.reply()
        except (ConnectionError, asyncio.IncompleteReadError) as error:
            raise EOFError from error

    async def reply(self) -> Answer:
        """Read one answer."""
        assert self.process.stdout is not None
        size = struct.unpack("!I", await self.process.stdout.readexactly(4))[0]
        head = json.loads(await self.process.stdout.readexactly(size))
        body = await self.process.stdout.readexactly(head["size"])
        return Answer(head["status"], head["kind"], body, head["headers"])

    async def end(self) -> None:
        """Kill it, whatever it does, and wait until it is gone."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()


class Pool:
    """Workers for one sort of job: ``usual`` of them, ``most`` when these are held up.

    ``stamp`` tells one state of the graph's file from another; workers that are ``nice`` leave the processor to others.
    """

    def __init__(self, settings: Settings, stamp: Callable[[], object], usual: int, most: int, nice: int = 0) -> None:
        self.settings = settings
        self.stamp = stamp
        self.usual, self.most, self.nice = usual, max(usual, most), nice
        self.generation = 0
        self.seen = stamp()
        self.idle: list[Worker] = []
        self.busy: set[Worker] = set()
        self.starting = 0
        self.waiting: deque[asyncio.Future[Worker]] = deque()
        self.tasks: set[asyncio.Task[None]] = set()
        self.stopped = 0

    async def start(self) -> None:
        """Start the first worker. Raises GraphError with its reason when it cannot open the graph."""
        self.idle.append(await self._started())
        self._do(self._keep())

    async def stop(self) -> None:
        """End all workers."""
        for task in self.tasks:
            task.cancel()
        for worker in (*self.idle, *self.busy):
            await worker.end()

    def state(self) -> dict[str, int]:
        """How many are idle, at work, waited for; and how many were stopped so far."""
        found = {"idle": len(self.idle), "busy": len(self.busy), "waiting": len(self.waiting)}
        return {**found, "stopped": self.stopped}

    async def ask(self, job: dict[str, Any]) -> Answer:
        """The answer to a job. Raises Refusal: it took too long or too much memory, or too many wait."""
        worker = await self._take()
        try:
            answer = await asyncio.wait_for(worker.exchange(json.dumps(job).encode()), self.settings.timeout)
        except TimeoutError:
            self._lost(worker)
            raise Refusal(
                422, f"stopped: it took longer than {self.settings.timeout:g} s; ask for less, or with LIMIT"
            ) from None
        except EOFError:
            self._lost(worker)
            raise Refusal(422, "stopped: it takes more memory than there is for it, or goes too deep") from None
        except BaseException:  # the client is gone: what the worker is at is of no use
            self._lost(worker)
            raise
        self._give(worker)
        return answer

    async def _take(self) -> Worker:
        while self.idle:
            worker = self.idle.pop()
            if worker.process.returncode is None:
                return self._lent(worker)
        place = asyncio.get_running_loop().create_future()
        self.waiting.append(place)
        try:
            return await asyncio.wait_for(asyncio.shield(place), self.settings.patience)
        except BaseException as error:
            if place.done():  # lent at the very moment of giving up
                self._give(place.result())
            place.cancel()
            raise (_crowded() if isinstance(error, TimeoutError) else error) from None

    def _lent(self, worker: Worker) -> Worker:
        worker.since = time.monotonic()
        self.busy.add(worker)
        return worker

    def _give(self, worker: Worker) -> None:
        """A worker is free: to who has waited longest."""
        self.busy.discard(worker)
        worker.since = time.monotonic()
        if worker.generation != self.generation:
            self._do(worker.end())
            return
        while self.waiting:
            place = self.waiting.popleft()
            if not place.done():
                place.set_result(self._lent(worker))
                return
        self.idle.append(worker)

    def _lost(self, worker: Worker) -> None:
        self.busy.discard(worker)
        self.stopped += 1
        self._do(worker.end())
        if self.waiting and not self.starting:
            self._more()
        self._fill()

    def _fill(self) -> None:
        """Start what is missing of the usual number."""
        for _ in range(self.usual - self._number()):
            self._more()

    def _number(self) -> int:
        return len(self.idle) + len(self.busy) + self.starting

    def _more(self) -> None:
        self.starting += 1
        self._do(self._added())

    async def _added(self) -> None:
        try:
            worker = await self._started()
        finally:
            self.starting -= 1
        self._give(worker)

    async def _started(self) -> Worker:
        generation = self.generation
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "kg.server.worker", self.settings.to_json(), str(self.nice)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=1 << 20,
        )
        worker = Worker(process, generation)
        try:
            said = await asyncio.wait_for(worker.reply(), _START + self.settings.timeout)
        except (TimeoutError, asyncio.IncompleteReadError):
            await worker.end()
            raise GraphError("a worker could not be started") from None
        if said.status != 200:
            await worker.end()
            raise GraphError(said.body.decode())
        return worker

    async def _keep(self) -> None:
        """Look now and then: is somebody waiting, is somebody idle, is there a new graph?"""
        self._fill()
        while True:
            await asyncio.sleep(_LOOK)
            now = time.monotonic()
            held_up = all(now - worker.since > _SLOW for worker in self.busy)
            if self.waiting and held_up and not self.starting and self._number() < self.most:
                self._more()
            for worker in [w for w in self.idle if now - w.since > _SPARE][: max(self._number() - self.usual, 0)]:
                self.idle.remove(worker)
                self._do(worker.end())
            self._renew()

    def _renew(self) -> None:
        found = self.stamp()
        if found is None or found == self.seen:
            return
        self.seen, self.generation = found, self.generation + 1
        old, self.idle = self.idle, []
        for worker in old:
            self._do(worker.end())
        self._fill()

    def _do(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self.tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled():
            task.exception()  # a worker that did not start is tried again when somebody waits


def _crowded() -> Refusal:
    return Refusal(503, "too many are waiting: come again in a moment")
