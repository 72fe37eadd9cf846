"""Whose office it is, where a language says so before the title or behind the name.

The grammar of titles looks for state and institution behind the head ("Presiden Kenya X"). English has them before it
("Kenyan President X", "Kenya's president") or behind the name ("President X of Kenya"): ``titles.genitive`` tells.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.extract.spans import Span
from kg.extract.title_table import grammar
from kg.extract.titles import Title
from kg.language import Pack
from kg.model import Document

_LOOK = 4  # words of a state or institution before a title, at most


class _Rules(NamedTuple):
    before: bool
    of: frozenset[str]
    possessive: str
    local: frozenset[str]


@cache
def _rules(pack: Pack) -> _Rules | None:
    table = pack.table("titles").get("genitive")
    if not table:
        return None
    local = grammar(pack).lists["local"]
    return _Rules(table["before"], frozenset(table["of"]), table["possessive"], local)


def owned(doc: Document, found: dict[int, Title], lowers: list[str], spans: dict[int, Span]) -> dict[int, Title]:
    """The titles by their first token, with the state or institution that a genitive of the same sentence names."""
    rules = _rules(doc.pack)
    if rules is None:
        return found
    opening = {sentence.first for sentence in doc.sentences}
    named = (_owned(title, lowers, spans, rules, title.first in opening) for title in found.values())
    return {title.first: title for title in named}


def _owned(title: Title, lowers: list[str], spans: dict[int, Span], rules: _Rules, opens: bool) -> Title:
    if title.of is not None or title.main.sort != "head":
        return title
    owner = _before(title, lowers, spans, rules) if rules.before and not opens else None
    if owner:
        return title._replace(first=owner.first, of=owner)
    behind = spans[title.name].last if title.name >= 0 else title.last
    after = spans.get(behind + 1) if lowers[behind : behind + 1] and lowers[behind] in rules.of else None
    return title._replace(of=after) if after and after.kind in ("state", "place") else title


def _before(title: Title, lowers: list[str], spans: dict[int, Span], rules: _Rules) -> Span | None:
    """The state or institution right before a title; a place before one whose office is a place's."""
    end = title.first - (lowers[max(title.first - 1, 0)] == rules.possessive)
    near = (spans.get(at) for at in range(end - 1, max(-1, end - 1 - _LOOK), -1))
    owner = next((span for span in near if span and span.last == end), None)
    if owner is None:
        return None
    local = owner.kind == "place" and title.main.words in rules.local
    return owner if local or owner.kind in ("state", "org") else None
