"""Files and folders become articles, in a fixed order; what cannot be read becomes a Finding and the rest goes on."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR

from kg import language
from kg.errors import SourceError
from kg.ingest.compose import LONGEST, Raw, compose, safe_id
from kg.ingest.decode import decode
from kg.ingest.pages import page
from kg.ingest.plain import plain
from kg.ingest.records import records
from kg.ingest.tongue import language_of, normal_code
from kg.model import Article, Finding

LARGEST = 20_000_000  # bytes of a text or a page
_PLAIN, _PAGES = (".txt", ".text"), (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def articles(paths: Iterable[str | Path], lang: str | None = None) -> Iterator[Article | Finding]:
    """Every article in the files and folders, and a Finding for everything that gave none.

    Folders are read recursively in the order of their names; hidden files are left alone. ``lang`` (BCP 47) overrides
    what the sources and the words say. Raises nothing for bad input.
    """
    for path in paths:
        yield from _of_path(Path(path), lang)


def article(text: str, lang: str | None = None) -> Article | Finding:
    """The article that a text as scraped is, or why it is none."""
    name = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    raw = _plain(text, name, name, lang)
    return raw if isinstance(raw, Finding) else compose(raw, lang)


def _of_path(path: Path, lang: str | None) -> Iterator[Article | Finding]:
    try:
        is_folder = S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: a name that no file can have
        yield Finding(str(path), "no such file or folder")
        return
    except OSError as error:
        yield Finding(str(path), f"cannot be read ({error.strerror})")
        return
    if not is_folder:
        yield from _of_file(path, lang)
    else:
        for found in _files(path):
            if isinstance(found, Finding):
                yield found
            elif _suffix(found):
                yield from _of_file(found, lang)
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


def _of_file(path: Path, lang: str | None) -> Iterator[Article | Finding]:
    suffix, origin = _suffix(path), str(path)
    try:
        if not path.is_file():
            yield Finding(origin, "no regular file")
        elif suffix in _LINES:
            yield from _of_lines(path, lang)
        else:
            yield from _of_text(path, suffix in _PAGES, lang)
    except (OSError, EOFError, zlib.error) as error:
        yield Finding(origin, f"cannot be read ({getattr(error, 'strerror', None) or error})")


def _of_lines(path: Path, lang: str | None) -> Iterator[Article | Finding]:
    empty = True
    with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as lines:
        for record in records(lines, str(path)):
            empty = False
            yield record if isinstance(record, Finding) else compose(record, lang)
    if empty:
        yield Finding(str(path), "empty file")


def _of_text(path: Path, is_page: bool, lang: str | None) -> Iterator[Article | Finding]:
    origin, size = str(path), path.stat().st_size
    if size > LARGEST:
        yield Finding(origin, f"{size:,} bytes, more than {LARGEST:,}: skipped")
        return
    try:
        text, encoding = decode(path.read_bytes(), origin)
    except SourceError as error:
        yield Finding(error.source, error.reason)
        return
    if not text.strip():
        yield Finding(origin, "empty file")
        return
    if encoding == "cp1252":
        yield Finding(origin, "not UTF-8: read as Windows-1252", "info")
    raw = page(text, path.stem, origin) if is_page else _plain(text, path.stem, origin, lang)
    yield raw if isinstance(raw, Finding) else compose(raw, lang)


def _plain(text: str, name: str, origin: str, lang: str | None) -> Raw | Finding:
    if len(text) > LONGEST:
        return Finding(origin, f"longer than {LONGEST:,} characters: skipped")
    code = normal_code(lang or "") or language_of(text)
    if code in language.available():
        return plain(text, safe_id(name), origin, language.load(str(code)))
    return Raw(origin, name, text, lang=code or "")
