"""Two names joined by a hyphen are two mentions: "Prabowo-Macron", "Indonesia-Malaysia", "Jakarta-Bali".

Only where every part is a name by itself, in this article or in knowledge; "Kim Jong-un" and "Al-Hakim" stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import knowledge
from kg.model import Document, Kind, Mention
from kg.names import fold

_HYPHEN = re.compile(r"\s?[-–—]\s?")


def split(doc: Document) -> None:
    """Replace each mention of joined names by a mention for each of them."""
    if any(_HYPHEN.search(mention.text) for mention in doc.mentions):
        names = set(_names(doc))
        doc.mentions = [part for mention in doc.mentions for part in _parts(mention, names)]


def _names(doc: Document) -> Iterator[str]:
    """Folded names of persons in this article that stand without a hyphen, and their first and last words."""
    for mention in doc.mentions:
        if mention.kind == "person" and mention.how == "name" and not _HYPHEN.search(mention.text):
            folded = fold(mention.text)
            yield from (folded, folded.split(" ")[0], folded.split(" ")[-1])


def _parts(mention: Mention, names: set[str]) -> Iterator[Mention]:
    parts = _HYPHEN.split(mention.text)
    kinds = [_kind(part, names) for part in parts]
    joined = mention.how == "name" and 1 < len(parts) < 5
    if not joined or not all(kinds) or knowledge.person_by_form(mention.text) or knowledge.place(mention.text):
        yield mention
        return
    at = mention.start
    for part, kind in zip(parts, kinds, strict=True):
        start = at + mention.text[at - mention.start :].index(part)
        at = start + len(part)
        if kind:
            yield Mention(kind, start, at, part, outer_start=start, outer_end=at)


def _kind(part: str, names: set[str]) -> Kind | None:
    if not part[:1].isupper():
        return None
    if knowledge.state_of(part):
        return "state"
    if fold(part) in names or knowledge.person_by_form(part):
        return "person"
    return "place" if knowledge.place(part) else None
