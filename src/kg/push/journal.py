"""What a store is known to hold, in a file beside the graph: so a push goes on where the last one was stopped.

One JSON object a line, forced to the disk before the next request is sent; the last word about a graph counts, and a
line that a kill cut short is as good as not written. The file is a note, not the truth: what it says is checked by
counting in the store, and without it everything is sent again.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from kg.errors import PushError

FOLDER = ".kg-push"


class Journal:
    """Graphs that were pushed (name to digest), and graphs begun under another name (name to parts sent)."""

    def __init__(self, out: IO[str], lines: list[dict[str, Any]]) -> None:
        self._out = out
        self.held: dict[str, str] = {}
        self.staged: dict[str, int] = {}
        for line in lines:
            self._learn(line)

    def note(self, **line: Any) -> None:
        """Write down: graph and digest (None: removed), or stage and the number of its parts (None: no more)."""
        self.note_all([line])

    def note_all(self, lines: list[dict[str, Any]]) -> None:
        """Write down several at once."""
        for line in lines:
            self._out.write(json.dumps(line, ensure_ascii=False) + "\n")
            self._learn(line)
        self._out.flush()
        os.fsync(self._out.fileno())

    def _learn(self, line: dict[str, Any]) -> None:
        for key, value, known in (("graph", "digest", self.held), ("stage", "parts", self.staged)):
            if key in line and line.get(value) is None:
                known.pop(line[key], None)
            elif key in line:
                known[line[key]] = line[value]


@contextmanager
def journal(folder: Path, url: str, graph: Path) -> Iterator[Journal]:
    """The journal of pushes of a graph to an address. Raises PushError when another push holds it."""
    key = hashlib.sha256(f"{graph.name}\n{url}".encode()).hexdigest()[:16]
    path = folder / f"{key}.jsonl"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a+", encoding="utf-8", newline="\n") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            lines = _read(file)
            if file.tell() and not _ended(path):
                file.write("\n")
            if not lines:
                file.write(json.dumps({"url": url}) + "\n")
            yield Journal(file, lines)
    except BlockingIOError as error:
        raise PushError(f"another push of this graph to {url} is under way") from error


def _read(file: IO[str]) -> list[dict[str, Any]]:
    file.seek(0)
    found = []
    for text in file:
        try:
            line = json.loads(text)
        except ValueError:
            continue
        if isinstance(line, dict):
            found.append(line)
    return found


def _ended(path: Path) -> bool:
    return path.read_bytes().endswith(b"\n")
