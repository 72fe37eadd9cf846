"""HTML from templates: everything that is not ours is escaped, and only addresses of the web become links."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import jinja2

from kg import vocab
from kg.explain import Source
from kg.views import tables

LANGUAGES = ("en", "id")
_HERE = Path(__file__).parent / "templates"
_WEB = re.compile(r"https?://", re.IGNORECASE)


def html(template: str, view: Mapping[str, Any], **values: Any) -> bytes:
    """The page from that template. ``view``: "lang", the "root" where the client sees the server, parameters "kept"."""
    lang, root = view["lang"], view["root"]
    common = {"lang": lang, "root": root, "kept": view["kept"], "t": _words(lang), "link": Links(root)}
    found = _templates().get_template(f"{template}.html")
    return found.render(common, word=partial(tables.heading, lang=lang), **values).encode("utf-8", "replace")


class Links:
    """Where the page of a thing is, as seen from a client."""

    def __init__(self, root: str, base: str = vocab.DEFAULT_BASE) -> None:
        self.root = root
        self.base = base

    def __call__(self, iri: str, base: str = "") -> str:
        """The page here of one of our individuals, a term's place in the ontology, the address itself elsewhere."""
        path = vocab.path(iri, base or self.base)
        if path:
            return f"{self.root}/page/{quote(path)}"
        if iri.startswith(vocab.NAMESPACE):
            return f"{self.root}/ontology#{quote(iri.removeprefix(vocab.NAMESPACE))}"
        return iri if _WEB.match(iri) else ""


@cache
def _templates() -> jinja2.Environment:
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    found.filters["query"] = _query
    found.filters["marked"] = _marked
    return found


class Part(NamedTuple):
    """A piece of a sentence, and whether it is among the words that support a fact."""

    words: str
    marked: bool


def _marked(source: Source) -> Iterator[Part]:
    at = 0
    for start, end in source.marks:
        if at <= start <= end <= len(source.sentence):
            yield Part(source.sentence[at:start], False)
            yield Part(source.sentence[start:end], True)
            at = end
    yield Part(source.sentence[at:], False)


def _query(values: Mapping[str, str]) -> str:
    return "&".join(f"{quote(key, safe='')}={quote(value, safe='')}" for key, value in values.items() if value)


@cache
def _words(lang: str) -> Mapping[str, Any]:
    known: Mapping[str, Any] = tomllib.loads((_HERE / "words.toml").read_text("utf-8"))
    found: Mapping[str, Any] = known[lang]
    return found


@cache
def icon() -> bytes:
    """The picture in the browser's tab."""
    return (_HERE / "icon.svg").read_bytes()


@cache
def style() -> bytes:
    """The style sheet of all pages."""
    return (_HERE / "style.css").read_bytes()


def as_json(value: object) -> bytes:
    """JSON for programs."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
