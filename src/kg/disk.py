"""A large graph as a store on disk, kept beside its file: made once, opened at once by any number of readers.

Beside ``graph.nq`` stands the folder ``graph.store``; in it one folder a graph, named by the hash of the file it was
made from, with the store and an index of names. It is made under another name and renamed when whole, so a reader finds
all of it or none. Who makes one holds a lock, and a second process waits and then finds it made. A reader holds what it
reads: the store of an older graph goes when a newer one is made and nobody reads the old one any more.

    place = prepared(Path("graphs"))        # None: small enough for memory
    store = ox.Store.read_only(str(place.store))
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg import forms
from kg.errors import GraphError

FOLDER = "graph.store"
LARGE = 32 << 20
"""From this size of its file, in bytes, a graph is kept on disk; a smaller one is read anew in half a second."""

_CURRENT, _LOCK, _NEW, _HELD = "current.json", "lock", ".new-", "held"


class Place(NamedTuple):
    """Where a graph is kept: ``store`` for pyoxigraph, ``names`` for the index of names."""

    folder: Path

    @property
    def store(self) -> Path:
        """The folder of the pyoxigraph store."""
        return self.folder / "quads"

    @property
    def names(self) -> Path:
        """The file of ``kg.forms``."""
        return self.folder / "names.sqlite"


def prepared(file: Path, beside: Path) -> Place | None:
    """The disk store of a file of N-Quads, made in ``beside`` when there is none; None where nothing can be written.

    Making one reads the whole file: about a minute for ten million triples. Raises GraphError when it is no N-Quads.
    """
    kept = beside / FOLDER
    if place := _current(file, kept):
        return place
    try:
        kept.mkdir(exist_ok=True)
        with _alone(kept):
            return _current(file, kept) or _renewed(file, kept)
    except PermissionError:
        return None
    except OSError as error:
        if error.errno in _NO_ROOM:
            return None
        raise GraphError(f"{kept} cannot be written: {error.strerror or error}") from error


_NO_ROOM = frozenset({28, 30, 122})  # no space, read-only file system, quota: memory will do


def hold(place: Place) -> bool:
    """Keep this store from being removed as long as the process lives. False when it is gone already."""
    try:
        handle = os.open(place.folder / _HELD, os.O_RDONLY)
    except FileNotFoundError:
        return False
    fcntl.flock(handle, fcntl.LOCK_SH)
    return (place.folder / _HELD).is_file()


def _stamp(file: Path) -> dict[str, int]:
    state = file.stat()
    return {"size": state.st_size, "changed": state.st_mtime_ns}


def _current(file: Path, kept: Path) -> Place | None:
    """The store that was made from the file as it is now, told without reading it."""
    try:
        said = json.loads((kept / _CURRENT).read_text("utf-8"))
        place = Place(kept / said["hash"])
        fits = {key: said[key] for key in ("size", "changed")} == _stamp(file)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return place if fits and place.names.is_file() else None


def _renewed(file: Path, kept: Path) -> Place:
    stamp = _stamp(file)
    with file.open("rb") as content:
        name = hashlib.file_digest(content, "sha256").hexdigest()
    place = Place(kept / name)
    if not place.names.is_file():
        _make(file, place, kept)
    said = kept / f"{_NEW}{_CURRENT}"
    said.write_text(json.dumps({"hash": name, **stamp}), "utf-8")
    said.replace(kept / _CURRENT)
    _sweep(kept, place)
    return place


def _make(file: Path, place: Place, kept: Path) -> None:
    new = Place(kept / f"{_NEW}{os.getpid()}")
    shutil.rmtree(new.folder, ignore_errors=True)
    new.folder.mkdir()
    try:
        store = ox.Store(str(new.store))
        store.bulk_load(path=str(file), format=ox.RdfFormat.N_QUADS)
        store.optimize()
        store.flush()
        forms.write(store, new.names)
        del store
        (new.folder / _HELD).touch()
        os.sync()
        new.folder.rename(place.folder)
    except (SyntaxError, ValueError) as error:
        raise GraphError(f"{file} cannot be read: {error}") from error
    finally:
        shutil.rmtree(new.folder, ignore_errors=True)


def _sweep(kept: Path, newest: Place) -> None:
    """Remove the stores of older graphs that nobody reads, and what a killed process left half made."""
    for folder in kept.iterdir():
        if folder.is_dir() and folder != newest.folder and not _read(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _read(folder: Path) -> bool:
    try:
        handle = os.open(folder / _HELD, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


@contextmanager
def _alone(kept: Path) -> Iterator[None]:
    handle = os.open(kept / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
