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
_held: set[int] = set()  # files of the locks that this process holds


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder, made when it is not there, and finish what another build left unfinished in it.

    Raises GraphError when the folder cannot be written, another build holds it, or the disk is full.
    """
    made = False
    try:
        made = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        with _locked(folder):
            _finish(folder)
            yield
    except OSError as error:
        raise GraphError(f"{folder} cannot be written: {error.strerror or error}") from error
    finally:
        if made:
            _remove_empty(folder)


@contextmanager
def rewritten(folder: Path) -> Iterator[Path]:
    """A folder to write the new files into; they replace those in ``folder`` when the block ends without an error.

    Whoever comes here holds the folder.
    """
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


def let_go() -> None:
    """In a process that was forked: leave the locks to its parent."""
    for handle in _held:
        os.close(handle)
    _held.clear()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY)
    _held.add(handle)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise GraphError(f"another build is writing into {folder}") from error
        yield
    finally:
        _held.discard(handle)
        os.close(handle)


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return  # something is in it, or it was never made


def _force(folder: Path) -> None:
    """Make sure that what was written is on the disk before it counts."""
    for path in [*sorted(folder.rglob("*")), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _finish(folder: Path) -> None:
    """Move the files of a graph that counts, but is not in place yet, into place."""
    ready = folder / READY
    if ready.is_dir():
        for path in sorted(p for p in ready.rglob("*") if p.is_file()):
            place = folder / path.relative_to(ready)
            place.parent.mkdir(exist_ok=True)
            path.replace(place)
        shutil.rmtree(ready)
