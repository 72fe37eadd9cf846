"""A folder that is written whole or not at all, whenever the writer is stopped.

New files are written into ``.kg-new`` and forced to the disk; renaming that folder to ``.kg-ready`` is the one moment
at which the new graph counts; then its files move into place. Who is killed before that moment leaves the old graph,
who is killed after it leaves the new one: readers look into ``.kg-ready`` first, and the next build finishes the move.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import GraphError
from kg.store import READY

NEW = ".kg-new"


@contextmanager
def rewritten(folder: Path) -> Iterator[Path]:
    """A folder to write the new files into; they replace those in ``folder`` when the block ends without an error.

    Raises GraphError when the folder cannot be written, or another build holds it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            _finish(folder)
            new = folder / NEW
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir()
            try:
                yield new
                _force(new)
                new.rename(folder / READY)
            finally:
                shutil.rmtree(new, ignore_errors=True)
            _finish(folder)
    except OSError as error:
        raise GraphError(f"{folder} cannot be written: {error.strerror or error}") from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise GraphError(f"another build is writing into {folder}") from error
    finally:
        os.close(handle)


def _force(folder: Path) -> None:
    """Make sure that what was written is on the disk before it counts."""
    for path in [*sorted(folder.iterdir()), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _finish(folder: Path) -> None:
    """Move the files of a graph that counts, but is not in place yet, into place."""
    ready = folder / READY
    if ready.is_dir():
        for path in sorted(ready.iterdir()):
            path.replace(folder / path.name)
        ready.rmdir()
