"""Files and folders become inputs, in a fixed order; what cannot be read becomes a Finding and the rest goes on."""

from __future__ import annotations

import glob
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path, PurePosixPath
from stat import S_ISDIR
from typing import IO

from kg.ingest.compose import compose
from kg.ingest.containers import CONTAINERS
from kg.ingest.inputs import Input, article_in, scraped
from kg.model import Article, Finding

LARGEST = 20_000_000  # bytes of a text or a page
_PLAIN, _PAGES = (".txt", ".text"), (".html", ".htm", ".xhtml")
_UNKNOWN = "not a kind of file that is read here (.txt, .html, .jsonl, .parquet, .rss, .warc)"


def articles(paths: Iterable[str | Path], lang: str | None = None) -> Iterator[Article | Finding]:
    """Every article in the files and folders, and a Finding for everything that gave none.

    Folders are read recursively in the order of their names; hidden files are left alone. ``lang`` (BCP 47) overrides
    what the sources and the words say. Raises nothing for bad input.
    """
    for one in inputs(paths):
        yield from (one,) if isinstance(one, Finding) else article_in(one, lang)


def inputs(paths: Iterable[str | Path]) -> Iterator[Input | Finding]:
    """Everything in the files and folders that may hold an article, one at a time, not looked into yet.

    A path may be a pattern ("2025-*/**/*.txt"), or an address that fsspec knows ("s3://bucket/news/").
    """
    for path in paths:
        if "://" in str(path):
            yield from _of_address(str(path))
        elif glob.has_magic(str(path)) and not Path(path).exists():
            yield from _of_pattern(str(path))
        else:
            yield from _of_path(Path(path))


def _of_pattern(pattern: str) -> Iterator[Input | Finding]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 -- a pattern may be absolute
    if not found:
        yield Finding(pattern, "no file or folder of this pattern")
    for path in found:
        if not (Path(path).is_dir() and "**" in pattern):
            yield from _of_path(Path(path))


def _of_address(address: str) -> Iterator[Input | Finding]:
    """Files elsewhere: s3://, gs://, https:// and whatever else fsspec has a driver for."""
    try:
        system, path = import_module("fsspec").core.url_to_fs(address)
        names = sorted(system.find(path)) if system.isdir(path) else [path]
        for name in names:
            if not PurePosixPath(name).name.startswith("."):
                with system.open(name, "rb") as file:
                    yield from _of_content(file, system.unstrip_protocol(name), len(names) > 1)
    except ImportError as error:
        missing = "fsspec" if error.name == "fsspec" else f"a driver for it ({error})"
        yield Finding(address, f"needs the package {missing}: pip install 'kg[remote]'")
    except (OSError, EOFError, zlib.error, ValueError) as error:
        yield Finding(address, f"cannot be read ({getattr(error, 'strerror', None) or error})")


def article(text: str, lang: str | None = None) -> Article | Finding:
    """The article that a text as scraped is, or why it is none."""
    name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    raw = scraped(text, name, name, lang)
    return raw if isinstance(raw, Finding) else compose(raw, lang)


def _of_path(path: Path) -> Iterator[Input | Finding]:
    try:
        is_folder = S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a name that no file can have
        yield Finding(str(path), "no such file or folder")
        return
    except OSError as error:
        yield Finding(str(path), f"cannot be read ({error.strerror})")
        return
    if not is_folder:
        yield from _of_file(path)
    else:
        for found in _files(path):
            if isinstance(found, Finding):
                yield found
            elif _suffix(found.name):
                yield from _of_file(found)
            else:
                yield Finding(str(found), _UNKNOWN, "info")


def _files(folder: Path) -> Iterator[Path | Finding]:
    """Files below a folder in order; links are followed, each folder is entered once."""
    entered: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            status = here.stat()
            below = sorted(path for path in here.iterdir() if not path.name.startswith("."))
        except OSError as error:
            yield Finding(str(here), f"folder cannot be read ({error.strerror})")
            continue
        if (status.st_dev, status.st_ino) in entered:
            continue
        entered.add((status.st_dev, status.st_ino))
        kinds = [(path, _is_folder(path)) for path in below]
        yield from (path for path, is_folder in kinds if not is_folder)
        waiting += reversed([path for path, is_folder in kinds if is_folder])


def _is_folder(path: Path) -> bool:
    """Not when that cannot be known: whoever then reads it as a file learns why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _suffix(name: str) -> str:
    low = name.lower()
    return next((s for s in (*_PLAIN, *_PAGES, *sorted(CONTAINERS, key=len, reverse=True)) if low.endswith(s)), "")


def _of_file(path: Path) -> Iterator[Input | Finding]:
    origin = str(path)
    try:
        if not path.is_file():
            yield Finding(origin, "no regular file")
        else:
            with path.open("rb") as file:
                yield from _of_content(file, origin)
    except (OSError, EOFError, zlib.error) as error:
        yield Finding(origin, f"cannot be read ({getattr(error, 'strerror', None) or error})")


def _of_content(file: IO[bytes], origin: str, known_only: bool = False) -> Iterator[Input | Finding]:
    """What an open file holds; one of no known kind is read as text, or left alone with ``known_only``."""
    suffix = _suffix(origin)
    if suffix in CONTAINERS:
        yield from CONTAINERS[suffix](file, origin)
    elif known_only and not suffix:
        yield Finding(origin, _UNKNOWN, "info")
    else:
        content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            yield Finding(origin, f"more than {LARGEST:,} bytes: skipped")
        else:
            yield Input(origin, "page" if suffix in _PAGES else "text", PurePosixPath(origin).stem, content)
