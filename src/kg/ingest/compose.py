"""What a source said about an article, checked field by field, becomes an Article."""

from __future__ import annotations

import hashlib
import re
from typing import NamedTuple
from urllib.parse import urlsplit

from kg import language
from kg.ingest.clean import paragraphs, tidy
from kg.ingest.published import day_in, day_of_url
from kg.ingest.tongue import language_of, normal_code
from kg.model import Article, Finding
from kg.names import slug

LONGEST = 300_000  # characters of one article: a hundred times a long one; reading must not become a matter of patience
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,119}")
_SAFE_URL = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]{3,2000}", re.IGNORECASE)
_SITE = re.compile(r"\s+(?:[-–|]|::)\s+([^-–|]{2,40})$")


class Raw(NamedTuple):
    """An article as its source gives it: strings, possibly empty, nothing cleaned. ``origin`` is file and line."""

    origin: str
    id: str
    text: str
    title: str = ""
    url: str = ""
    source: str = ""
    published: str = ""
    lang: str = ""


def compose(raw: Raw, lang: str | None = None) -> Article | Finding:
    """The Article, or why there is none. ``lang`` overrides what the source or the words say."""
    if len(raw.text) > LONGEST:
        return Finding(raw.origin, f"longer than {LONGEST:,} characters: skipped")
    code = normal_code(lang or raw.lang) or language_of(f"{raw.title}\n{raw.text}")
    if not code:
        return Finding(raw.origin, "no language recognised: skipped", "warning")
    if code not in language.available():
        return Finding(raw.origin, f"in a language without a pack ({code[:20]}): skipped", "warning")
    title = headline(raw.title)
    body = paragraphs(raw.text, title, language.load(code))
    if not body:
        return Finding(raw.origin, "no running text left after cleaning", "warning")
    url = safe_url(raw.url)
    return Article(
        id=safe_id(raw.id or url or raw.text),
        text="\n\n".join([title, *body] if title else body),
        lang=code,
        title=title,
        body=len(title) + 2 if title else 0,
        url=url,
        source=outlet(raw.source, url),
        published=day_in(raw.published) or day_of_url(url),
        origin=raw.origin,
    )


def headline(title: str) -> str:
    """A title in one line, without the name of the site behind a bar."""
    line = " ".join(tidy(title).split())[:400]
    match = _SITE.search(line)
    return line[: match.start()] if match and ("." in match[1] or line[match.start() :].lstrip()[0] == "|") else line


def safe_id(name: str) -> str:
    """The name itself when it can stand in an IRI; otherwise a readable part and a hash of the whole."""
    if _SAFE_ID.fullmatch(name):
        return name
    digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:12]
    return f"{slug(name[:200], 40)}-{digest}"


def safe_url(url: str) -> str:
    """The address when it is one of the web and can stand in an IRI, else nothing."""
    url = url.strip()
    if not _SAFE_URL.fullmatch(url):
        return ""
    try:
        return url if urlsplit(url).hostname else ""
    except ValueError:
        return ""


def outlet(source: str, url: str) -> str:
    """Who published it: as the source says, else the host of the address."""
    named = " ".join(tidy(source).split())[:100]
    return named or (urlsplit(url).hostname or "").removeprefix("www.")
