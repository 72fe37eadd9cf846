"""Files and folders become inputs, in a fixed order; what cannot be read becomes a Finding and the rest goes on."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR

from kg.ingest.compose import compose
from kg.ingest.inputs import Input, article_in, scraped
from kg.ingest.records import lines_of
from kg.model import Article, Finding

LARGEST = 20_000_000  # bytes of a text or a page
_PLAIN, _PAGES = (".txt", ".text"), (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def articles(paths: Iterable[str | Path], lang: str | None = None) -> Iterator[Article | Finding]:
    """Every article in the files and folders, and a Finding for everything that gave none.

    Folders are read recursively in the order of their names; hidden files are left alone. ``lang`` (BCP 47) overrides
    what the sources and the words say. Raises nothing for bad input.
    """
    for one in inputs(paths):
        yield from (one,) if isinstance(one, Finding) else article_in(one, lang)


def inputs(paths: Iterable[str | Path]) -> Iterator[Input | Finding]:
    """Everything in the files and folders that may hold an article, one at a time, not looked into yet."""
    for path in paths:
        yield from _of_path(Path(path))


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
            elif _suffix(found):
                yield from _of_file(found)
            else:
                yield Finding(str(found), "not a kind of file that is read here (.txt, .html, .jsonl)", "info")


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


def _suffix(path: Path) -> str:
    name = path.name.lower()
    return next((s for s in (*_PLAIN, *_PAGES, *_LINES) if name.endswith(s)), "")


def _of_file(path: Path) -> Iterator[Input | Finding]:
    suffix, origin = _suffix(path), str(path)
    try:
        if not path.is_file():
            yield Finding(origin, "no regular file")
        elif suffix in _LINES:
            yield from _of_lines(path)
        elif (size := path.stat().st_size) > LARGEST:
            yield Finding(origin, f"{size:,} bytes, more than {LARGEST:,}: skipped")
        else:
            yield Input(origin, "page" if suffix in _PAGES else "text", path.stem, path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        yield Finding(origin, f"cannot be read ({getattr(error, 'strerror', None) or error})")


def _of_lines(path: Path) -> Iterator[Input | Finding]:
    empty = True
    with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as file:
        for line in lines_of(file, str(path)):
            empty = False
            yield line if isinstance(line, Finding) else Input(line[0], "record", "", line[1])
    if empty:
        yield Finding(str(path), "empty file")
