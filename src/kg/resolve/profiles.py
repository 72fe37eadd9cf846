"""What all articles claim about each node, gathered so that nodes can be compared.

A *profile* is one node as its article knows it: still unmerged. Everything later in this package works on profiles and
writes judgements; no claim is ever changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kg.names import fold

AGENTS = {"Person": "person", "State": "state", "Organization": "org", "Place": "place"}
Day = date | None
Roles = tuple[tuple[str, str, str], ...]


@dataclass(slots=True)
class Thing:
    """A person, state, organisation or place of one article.

    ``roles`` are (folded title, office key or "", node it is of or ""), ``tenures`` the nodes of these. ``stated`` is
    the identifier that the article's reader put on it, ``known`` the one that it is compared by.
    """

    node: str
    kind: str
    article: str
    name: str
    forms: tuple[str, ...] = ()
    known: str = ""
    within: tuple[str, ...] = ()
    roles: Roles = ()
    tenures: tuple[str, ...] = ()
    folded: str = ""
    words: tuple[str, ...] = ()
    stated: str = ""

    @property
    def states(self) -> frozenset[str]:
        """The states its roles are of, or that it lies in."""
        return _states_of(self.roles, self.within)

    @property
    def titles(self) -> frozenset[str]:
        """The words of its titles."""
        return _titles_of(self.roles)

    @property
    def offices(self) -> frozenset[str]:
        """The known offices among its roles."""
        return frozenset(office for _, office, _ in self.roles if office)


@lru_cache(maxsize=1 << 16)
def _states_of(roles: Roles, within: tuple[str, ...]) -> frozenset[str]:
    return frozenset(n for n in (*(of for _, _, of in roles), *within) if n.startswith("state:"))


@lru_cache(maxsize=1 << 16)
def _titles_of(roles: Roles) -> frozenset[str]:
    return frozenset(word for title, _, _ in roles for word in title.split())


@dataclass(slots=True)
class Report:
    """One article's account of a meeting. Dates are bounds, inclusive; None is unknown."""

    node: str
    article: str
    participants: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    country: str = ""
    date: str = ""
    datatype: str = ""
    end_date: str = ""
    earliest: Day = None
    latest: Day = None
    status: str = ""
    mode: str = ""
    kind: str = ""
    confidence: float = 0.5
    published: Day = None


@dataclass(slots=True)
class Said:
    """One article's account of an utterance: ``words`` are folded, ``prints`` their fingerprints."""

    node: str
    article: str
    speakers: tuple[str, ...] = ()
    description: str = ""
    words: str = ""
    mode: str = ""
    date: str = ""
    prints: tuple[int, ...] = ()


class Row(NamedTuple):
    """What a claim says of its subject, without the words that support it."""

    predicate: str
    object: str
    datatype: str
    lang: str


@dataclass(slots=True)
class Corpus:
    """Profiles of everything the articles name, by node, and what each article mentions, by article id.

    ``tenures`` holds the rows said of each tenure, ``states`` the node of every state that stands for anything,
    ``sketches`` what tells near copies of an article.
    """

    things: dict[str, Thing] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    tenures: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    published: dict[str, date] = field(default_factory=dict)
    mentions: dict[str, frozenset[str]] = field(default_factory=dict)
    states: set[str] = field(default_factory=set)
    sketches: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def add(self, other: Corpus) -> None:
        """Take in what other articles say; states are the only nodes that several articles share."""
        for node, thing in other.things.items():
            mine = self.things.get(node)
            self.things[node] = replace(mine, forms=_both(mine.forms, thing.forms)) if mine else thing
        self.reports |= other.reports
        self.said |= other.said
        self.tenures |= other.tenures
        self.published |= other.published
        self.mentions |= other.mentions
        self.states |= other.states
        self.sketches |= other.sketches

    def arrange(self) -> Corpus:
        """The same in the order of the nodes, so that the order of the articles leaves no trace."""
        self.things = dict(sorted(self.things.items()))
        self.reports = dict(sorted(self.reports.items()))
        self.said = dict(sorted(self.said.items()))
        return self


def _both(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[str, ...]:
    return left if left == right else tuple(sorted({*left, *right}))


def role(rows: Iterable[Row]) -> tuple[str, str, str]:
    """The title of a tenure (folded), the key of its office and the node it is of; "" where nothing is said."""
    said: dict[str, str] = {}
    for row in rows:
        said.setdefault(row.predicate, row.object)
    return fold(said.get("title", "")), said.get("office", ""), said.get("of", "")
