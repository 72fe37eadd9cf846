"""Files that hold many articles: JSON Lines, feeds, Parquet, WARC; each article in them is an input of its own.

Each reader takes an open file and streams; none holds a whole container in memory, feeds excepted, which are small. The
packages that some need are optional: without them such a file is a Finding that names what to install.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import IO, Any
from xml.etree import ElementTree

from kg.ingest.inputs import Input
from kg.ingest.records import Lines, lines_of
from kg.model import Finding

LARGEST_FEED = 20_000_000  # bytes
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_DATE = "{http://purl.org/dc/elements/1.1/}date"
_ATOM = "{http://www.w3.org/2005/Atom}"

Reader = Callable[[IO[bytes], str], Iterator[Input | Finding]]


def _package(name: str, extra: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise OSError(None, f"needs the package {name}: pip install 'kg[{extra}]'") from None


def lines(file: IO[bytes], origin: str) -> Iterator[Input | Finding]:
    """JSON Lines."""
    yield from _records(file, origin)


def gzipped(file: IO[bytes], origin: str) -> Iterator[Input | Finding]:
    """JSON Lines, compressed with gzip."""
    with gzip.open(file) as inner:
        yield from _records(inner, origin)


def zstandard(file: IO[bytes], origin: str) -> Iterator[Input | Finding]:
    """JSON Lines, compressed with Zstandard."""
    package = _package("zstandard", "zst")
    try:
        with package.ZstdDecompressor().stream_reader(file, read_across_frames=True) as inner:
            yield from _records(io.BufferedReader(inner), origin)
    except package.ZstdError as error:
        raise OSError(None, str(error)) from error


def _records(file: Lines, origin: str) -> Iterator[Input | Finding]:
    empty = True
    for line in lines_of(file, origin):
        empty = False
        yield line if isinstance(line, Finding) else Input(line[0], "record", "", line[1])
    if empty:
        yield Finding(origin, "empty file")


def parquet(file: IO[bytes], origin: str) -> Iterator[Input | Finding]:
    """Parquet: one article a row, the columns named as the keys of JSON Lines."""
    reader, arrow = _package("pyarrow.parquet", "parquet"), _package("pyarrow", "parquet")
    number = 0
    try:
        for batch in reader.ParquetFile(file).iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                content = json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
                yield Input(f"{origin}:{number}", "record", "", content)
    except arrow.ArrowException as error:
        raise OSError(None, str(error).splitlines()[0]) from error
    if not number:
        yield Finding(origin, "empty file")


def feed(file: IO[bytes], origin: str) -> Iterator[Input | Finding]:
    """RSS or Atom, saved as a file: the items that carry their whole text or a summary of it."""
    content = file.read(LARGEST_FEED + 1)
    if len(content) > LARGEST_FEED:
        yield Finding(origin, f"more than {LARGEST_FEED:,} bytes: skipped")
        return
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        yield Finding(origin, f"no feed ({error})")
        return
    outlet = _text(root, "channel/title", f"{_ATOM}title")
    number = 0
    for number, item in enumerate([*root.iter("item"), *root.iter(f"{_ATOM}entry")], 1):
        link = item.find(f"{_ATOM}link")
        url = _text(item, "link") or (link.get("href", "") if link is not None else "")
        record = {
            "id": _text(item, "guid", f"{_ATOM}id") or url,
            "url": url,
            "source": outlet,
            "published": _text(item, "pubDate", _DATE, f"{_ATOM}published", f"{_ATOM}updated"),
            "title": _text(item, "title", f"{_ATOM}title"),
            "text": _text(item, _CONTENT, f"{_ATOM}content", "description", f"{_ATOM}summary"),
        }
        yield Input(f"{origin}:{number}", "record", "", json.dumps(record, ensure_ascii=False).encode())
    if not number:
        yield Finding(origin, "a feed without items, or no feed")


def _text(item: ElementTree.Element, *names: str) -> str:
    """The words of the first of these elements that has any."""
    found = (element for name in names if (element := item.find(name)) is not None)
    return next((text for element in found if (text := "".join(element.itertext()).strip())), "")


def warc(file: IO[bytes], origin: str) -> Iterator[Input | Finding]:
    """WARC: the HTML pages that were answered, each named by its address."""
    archive = _package("warcio.archiveiterator", "warc")
    problem = _package("warcio.exceptions", "warc").ArchiveLoadFailed
    number = 0
    try:
        for record in archive.ArchiveIterator(file):
            kind = (record.http_headers and record.http_headers.get_header("Content-Type")) or ""
            if record.rec_type == "response" and "html" in kind:
                number += 1
                address = record.rec_headers.get_header("WARC-Target-URI") or ""
                yield Input(f"{origin}:{number}", "page", address, record.content_stream().read())
    except problem as error:
        raise OSError(None, str(error)) from error
    if not number:
        yield Finding(origin, "no page in it")


CONTAINERS: dict[str, Reader] = {
    ".jsonl": lines,
    ".ndjson": lines,
    ".jsonl.gz": gzipped,
    ".ndjson.gz": gzipped,
    ".jsonl.zst": zstandard,
    ".ndjson.zst": zstandard,
    ".parquet": parquet,
    ".rss": feed,
    ".atom": feed,
    ".xml": feed,
    ".warc": warc,
    ".warc.gz": warc,
}
