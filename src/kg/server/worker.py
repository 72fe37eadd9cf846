"""One worker: a process that has the graph open, takes one job at a time and gives one answer.

Jobs and answers go through its standard input and output, each after its length in four bytes; a job is JSON, an answer
a head of JSON and a body. It limits itself too: its memory by the system, and its time by an alarm that ends the
process wherever it is, should whoever started it be gone. It writes no files.

    python -m kg.server.worker SETTINGS NICENESS
"""

from __future__ import annotations

import json
import os
import resource
import signal
import struct
import sys
import traceback
from typing import IO, Any

from kg.errors import KgError, QueryError
from kg.server.guard import Answer, Refusal
from kg.server.settings import Settings

GRACE = 2.0
"""Seconds after the time limit at which a worker ends itself: whoever started it ends it before."""


def main() -> None:
    """Say that the graph is open, or why not; then answer until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    settings = Settings.from_json(sys.argv[1])
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing that is printed by mistake gets between the answers
    try:
        from kg.server.answers import Answers

        found = Answers(settings)
    except KgError as error:
        _send(answers, Answer(503, "text/plain", str(error).encode()))
        return
    _limit(settings)
    os.nice(int(sys.argv[2]))
    _send(answers, Answer(200, "text/plain", b"ready"))
    while head := jobs.read(4):
        job = json.loads(jobs.read(struct.unpack("!I", head)[0]))
        signal.setitimer(signal.ITIMER_REAL, settings.timeout + GRACE)
        _send(answers, _limited(_answered(found, job), settings))
        signal.setitimer(signal.ITIMER_REAL, 0)


def _answered(found: Any, job: dict[str, Any]) -> Answer:
    try:
        made: Answer = found.answer(job)
        return made
    except Refusal as refusal:
        return _refused(refusal.status, str(refusal))
    except QueryError as error:
        return _refused(400, str(error))
    except KgError as error:
        return _refused(503, str(error))
    except MemoryError:
        return _refused(422, "answering this takes more memory than there is for it")
    except Exception:  # a defect: told to whoever runs the server, not to the client
        traceback.print_exc()
        return _refused(500, "this server made a mistake")


def _refused(status: int, reason: str) -> Answer:
    return Answer(status, "text/plain; charset=utf-8", reason.encode("utf-8", "replace"), {"Kg-Refused": "1"})


def _limited(answer: Answer, settings: Settings) -> Answer:
    if len(answer.body) <= settings.max_answer:
        return answer
    return _refused(422, f"the answer is larger than {settings.max_answer >> 20} MB: ask for less, with LIMIT")


def _send(out: IO[bytes], answer: Answer) -> None:
    parts = (answer.status, answer.kind, dict(answer.headers), len(answer.body))
    head = json.dumps(dict(zip(("status", "kind", "headers", "size"), parts, strict=True))).encode()
    out.write(struct.pack("!I", len(head)) + head + answer.body)
    out.flush()


def _limit(settings: Settings) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if settings.memory:
        size = settings.memory << 20
        resource.setrlimit(resource.RLIMIT_DATA, (size, size))


if __name__ == "__main__":
    main()
