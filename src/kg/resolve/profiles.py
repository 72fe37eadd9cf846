"""What all articles claim about each node, gathered so that nodes can be compared.

A *profile* is one node as its article knows it: still unmerged. Everything later in this package works on profiles and
writes judgements; no claim is ever changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.model import Claim
from kg.names import fold
from kg.resolve import known

AGENTS = {"Person": "person", "State": "state", "Organization": "org", "Place": "place"}
Day = date | None
Rows = Mapping[str, list[Claim]]


@dataclass(slots=True)
class Thing:
    """A person, state, organisation or place of one article.

    ``roles`` are (folded title, office key or "", node it is of or ""), ``tenures`` the nodes of these.
    """

    node: str
    kind: str
    article: str
    name: str
    forms: tuple[str, ...] = ()
    known: str = ""
    within: tuple[str, ...] = ()
    roles: tuple[tuple[str, str, str], ...] = ()
    tenures: tuple[str, ...] = ()
    folded: str = ""
    words: tuple[str, ...] = ()

    @property
    def states(self) -> frozenset[str]:
        """The states its roles are of, or that it lies in."""
        return frozenset(n for n in (*(of for _, _, of in self.roles), *self.within) if n.startswith("state:"))

    @property
    def titles(self) -> frozenset[str]:
        """The words of its titles."""
        return frozenset(word for title, _, _ in self.roles for word in title.split())

    @property
    def offices(self) -> frozenset[str]:
        """The known offices among its roles."""
        return frozenset(office for _, office, _ in self.roles if office)


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
    """One article's account of an utterance."""

    node: str
    article: str
    speakers: tuple[str, ...] = ()
    description: str = ""
    text: str = ""
    mode: str = ""
    date: str = ""


@dataclass(slots=True)
class Corpus:
    """All profiles, each dictionary in the order of its keys."""

    things: dict[str, Thing] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    tenures: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    published: dict[str, date] = field(default_factory=dict)
    mentions: dict[str, frozenset[str]] = field(default_factory=dict)


def gather(claims: Iterable[Claim]) -> Corpus:
    """Profiles of every node that has a type."""
    subjects: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        subjects[claim.subject][claim.predicate].append(claim)
    corpus = Corpus()
    for node in sorted(subjects):
        rows = subjects[node]
        for kind in _values(rows, "type"):
            _add(corpus, node, kind, rows, subjects)
    for report in corpus.reports.values():
        report.published = corpus.published.get(report.article)
    return corpus


def _add(corpus: Corpus, node: str, kind: str, rows: Rows, subjects: Mapping[str, Rows]) -> None:
    if kind in AGENTS:
        corpus.things[node] = _thing(node, AGENTS[kind], rows, subjects)
    elif kind == "Tenure":
        corpus.tenures[node] = _role(rows)
    elif kind == "MeetingReport":
        corpus.reports[node] = _report(node, rows)
    elif kind == "Statement":
        corpus.said[node] = _said(node, rows)
    elif kind == "Article":
        article = rows["type"][0].article
        corpus.mentions[article] = frozenset(_values(rows, "mentions"))
        if day := _day(_first(rows, "dcterms:issued")):
            corpus.published[article] = day


def _values(rows: Rows, predicate: str) -> list[str]:
    return list(dict.fromkeys(claim.object for claim in rows.get(predicate, ())))


def _first(rows: Rows, predicate: str) -> str:
    return next((claim.object for claim in rows.get(predicate, ())), "")


def _day(text: str) -> Day:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _thing(node: str, kind: str, rows: Rows, subjects: Mapping[str, Rows]) -> Thing:
    name = _first(rows, "rdfs:label") or node.partition("#")[2] or node.partition(":")[2]
    folded = fold(name)
    tenures = tuple(_values(rows, "tenure"))
    return Thing(
        node=node,
        kind=kind,
        article=rows["type"][0].article,
        name=name,
        forms=tuple(_values(rows, "skos:altLabel")),
        known=_known(rows, kind, name),
        within=tuple(_values(rows, "within")),
        roles=tuple(sorted({_role(subjects.get(tenure, {})) for tenure in tenures})),
        tenures=tenures,
        folded=folded,
        words=tuple(folded.split()),
    )


def _known(rows: Rows, kind: str, name: str) -> str:
    key = _first(rows, "known")
    if kind == "place":
        return key or known.territory(name)
    return key if kind != "org" or known.fits(key, name) else ""


def _role(rows: Rows) -> tuple[str, str, str]:
    return fold(_first(rows, "title")), _first(rows, "office"), _first(rows, "of")


def _report(node: str, rows: Rows) -> Report:
    dates = rows.get("date", ())
    return Report(
        node=node,
        article=rows["type"][0].article,
        participants=tuple(sorted(_values(rows, "participant"))),
        companions=tuple(sorted(_values(rows, "companion"))),
        places=tuple(sorted(_values(rows, "place"))),
        country=_first(rows, "country"),
        date=dates[0].object if dates else "",
        datatype=dates[0].datatype if dates else "",
        end_date=_first(rows, "endDate"),
        earliest=_day(_first(rows, "earliest")),
        latest=_day(_first(rows, "latest")),
        status=_first(rows, "status"),
        mode=_first(rows, "mode"),
        kind=_first(rows, "kind"),
        confidence=_number(_first(rows, "confidence")),
    )


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.5


def _said(node: str, rows: Rows) -> Said:
    return Said(
        node=node,
        article=rows["type"][0].article,
        speakers=tuple(sorted(_values(rows, "speaker"))),
        description=fold(_first(rows, "speakerDescription")),
        text=_first(rows, "text"),
        mode=_first(rows, "speechMode"),
        date=_first(rows, "date"),
    )
