"""Which program it was: hashes of the files that reading, and writing, depend on.

A change of a language pack makes only the articles of that language, and of those based on it, be read again; a change
of what only draws or asks makes nothing be read again.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg import language
from kg.resources import ONTOLOGY

_HERE = Path(__file__).parents[1]
_PROFILES = tuple(f"resolve/{name}.py" for name in ("profiles", "gathering", "pieces", "fingerprints", "copies"))
_READING = ("model.py", "names.py", "language.py", "extract", "knowledge", *_PROFILES, "pipeline/reading.py")
_INGEST = ("model.py", "names.py", "language.py", "ingest")
_WRITING = ("claims.py", "vocab.py", "names.py", "reason.py", "knowledge", "resolve", "rdf", "pipeline", "views")
_LIBRARIES = ("babel", "rapidfuzz", "trafilatura", "pyoxigraph", "pyvis", "networkx")


@cache
def reading(code: str) -> str:
    """What the claims of an article in that language depend on, beside the article."""
    folders = language.load(code).folders if code in language.available() else ()
    return _digest(*_files(_READING), *(file for folder in folders for file in _below(folder)))


@cache
def ingest() -> str:
    """What the article of an input depends on, beside the input."""
    return _digest(*_files(_INGEST), *sorted(language.FOLDER.glob("*/ingest.toml")))


@cache
def writing() -> str:
    """What the files of a graph depend on, beside the claims, the user's judgements and the base."""
    return _digest(*_files(_WRITING), *_below(ONTOLOGY))


def _files(names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        path = _HERE / name
        yield from _below(path) if path.is_dir() else (path,)


def _below(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc")


def _digest(*files: Path) -> str:
    found = hashlib.sha256(f"python {sys.version_info[:2]}".encode())
    for name in _LIBRARIES:
        found.update(f"{name} {_version(name)}".encode())
    for file in files:
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return found.hexdigest()[:16]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
