"""One input, and what becomes of it: bytes go in, an article or the reason why there is none comes out.

What comes out depends on the input alone, so it can be worked out on any machine and kept under the input's key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Literal, NamedTuple

from kg import language
from kg.errors import SourceError
from kg.ingest.compose import LONGEST, Raw, compose, safe_id
from kg.ingest.decode import decode
from kg.ingest.pages import page
from kg.ingest.plain import plain
from kg.ingest.records import record
from kg.ingest.tongue import language_of, normal_code
from kg.model import Article, Finding

Kind = Literal["record", "page", "text"]


class Input(NamedTuple):
    """What may hold an article, not looked into yet.

    ``kind`` record: a line of JSON; page: HTML; text: as scraped. ``name`` becomes the id of what has none of its own.
    """

    origin: str
    kind: Kind
    name: str
    content: bytes

    @property
    def key(self) -> str:
        """A hash of everything that what comes out depends on."""
        head = f"{self.kind} {self.name}\n".encode("utf-8", "surrogatepass")
        return hashlib.sha256(head + self.content).hexdigest()[:32]


def article_in(one: Input, lang: str | None = None) -> Iterator[Article | Finding]:
    """The article of an input, and Findings about it. ``lang`` (BCP 47) overrides what the input says."""
    if one.kind == "record":
        raw = record(one.content, one.origin)
        yield raw if isinstance(raw, Finding) else compose(raw, lang)
    else:
        yield from _of_text(one, lang)


def _of_text(one: Input, lang: str | None) -> Iterator[Article | Finding]:
    try:
        text, encoding = decode(one.content, one.origin)
    except SourceError as error:
        yield Finding(error.source, error.reason)
        return
    if not text.strip():
        yield Finding(one.origin, "empty file")
        return
    if encoding == "cp1252":
        yield Finding(one.origin, "not UTF-8: read as Windows-1252", "info")
    raw = page(text, one.name, one.origin) if one.kind == "page" else scraped(text, one.name, one.origin, lang)
    yield raw if isinstance(raw, Finding) else compose(raw, lang)


def scraped(text: str, name: str, origin: str, lang: str | None) -> Raw | Finding:
    """A text as scraped as Raw: title, date and outlet are looked for in it."""
    if len(text) > LONGEST:
        return Finding(origin, f"longer than {LONGEST:,} characters: skipped")
    code = normal_code(lang or "") or language_of(text)
    if code in language.available():
        return plain(text, safe_id(name), origin, language.load(str(code)))
    return Raw(origin, name, text, lang=code or "")
