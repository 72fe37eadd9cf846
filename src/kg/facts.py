"""A built graph, or a gold file, as plain facts: who is named, who met whom, who said what.

Facts are what two readings of one article can be compared by. They are asked of the graph through the ontology
alone, so any graph that keeps to it can be measured. A party is written as gold files write it: a person's name,
``state:PRK``, ``org:NATO``, or ``unknown: a wording``.

    >>> next(iter(from_store(Store()).values()), None) is None
    True
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyoxigraph import QuerySolutions, Store

from kg.errors import SourceError

PREFIXES = """
PREFIX kg: <https://w3id.org/newskg/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
ARTICLES = """SELECT ?a ?id ?lang WHERE { ?a a kg:Article ; dcterms:identifier ?id .
    OPTIONAL { ?a dcterms:language ?lang } }"""
AGENTS = """SELECT ?x ?type ?iso ?label WHERE { VALUES ?type { kg:Person kg:State kg:Organization } ?x a ?type .
    OPTIONAL { ?x kg:iso3 ?iso } OPTIONAL { ?x rdfs:label ?label } } ORDER BY ?x ?label"""
OTHER_NAMES = "SELECT ?x ?alt WHERE { ?x skos:altLabel ?alt }"
MENTIONED = "SELECT ?a ?p WHERE { ?a a kg:Article ; kg:mentions ?p . ?p a kg:Person }"
REPORTS = """SELECT ?r ?a ?status ?mode ?date ?end ?country ?e ?m WHERE { ?r a kg:MeetingReport ; kg:reportedIn ?a .
    OPTIONAL { { ?r kg:reportOf ?m } UNION { ?m kg:hasReport ?r } } OPTIONAL { ?r kg:status ?status }
    OPTIONAL { ?r kg:mode ?mode } OPTIONAL { ?r kg:date ?date } OPTIONAL { ?r kg:endDate ?end }
    OPTIONAL { ?r kg:country ?country } OPTIONAL { ?r kg:evidence [ kg:exact ?e ] } } ORDER BY ?r"""
PARTIES = "SELECT ?r ?p WHERE {{ ?r a kg:MeetingReport ; kg:{} ?p }} ORDER BY ?r ?p"
PLACES = """SELECT DISTINCT ?r ?l WHERE { ?r a kg:MeetingReport ; kg:place ?p .
    { ?p rdfs:label ?l } UNION { ?p skos:altLabel ?l } UNION { ?p kg:within+ ?w . ?w rdfs:label ?l } }"""
SAID = """SELECT DISTINCT ?s ?a ?who ?desc ?text ?mode ?via ?date WHERE { GRAPH ?g {
    ?s a kg:Statement ; kg:reportedIn ?a ; kg:text ?text ; kg:speechMode ?mode . OPTIONAL { ?s kg:speaker ?who }
    OPTIONAL { ?s kg:speakerDescription ?desc } OPTIONAL { ?s kg:relayedBy ?via } OPTIONAL { ?s kg:date ?date } } }
    ORDER BY ?s ?a ?who ?text ?via"""
MODES = {"InPerson": "in_person", "Remote": "remote"}

Row = dict[str, str]


@dataclass(slots=True)
class Meeting:
    """One encounter as one article tells it; ``event`` is one name for it over all articles of a file."""

    participants: list[str] = field(default_factory=list)
    companions: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    status: str | None = None
    mode: str = "in_person"
    date: str | None = None
    country: str | None = None
    event: str | None = None
    evidence: str = ""
    optional: bool = False


@dataclass(slots=True)
class Statement:
    """One attributed utterance; ``text`` is the whole of it, or its first words in a gold file."""

    speaker: str
    mode: str
    text: str
    via: str | None = None
    optional: bool = False


@dataclass(slots=True)
class Facts:
    """All facts of one article: persons as name to the forms it is met under, meetings, statements."""

    id: str
    lang: str = ""
    persons: dict[str, list[str]] = field(default_factory=dict)
    meetings: list[Meeting] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)


def read_gold(path: Path) -> list[Facts]:
    """The facts of a gold file: JSON Lines, an article each. Raises SourceError naming the line that is not."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(str(path), str(error)) from error
    return [_gold_line(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()]


def _gold_line(line: str, origin: str) -> Facts:
    try:
        row: dict[str, Any] = json.loads(line)
        return Facts(
            str(row["id"]),
            row.get("lang") or "",
            {p["name"]: [p["name"], *(p.get("aliases") or ())] for p in row.get("persons") or ()},
            [_gold_meeting(m) for m in row.get("meetings") or ()],
            [_gold_statement(s) for s in row.get("statements") or ()],
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(origin, f"not a line of gold: {error!r}") from error


def _gold_meeting(row: dict[str, Any]) -> Meeting:
    return Meeting(
        list(row["participants"]), list(row.get("companions") or ()), list(row.get("places") or ()), row.get("status"),
        row.get("mode") or "in_person", row.get("date"), row.get("country"), row.get("event"),
        row.get("evidence") or "", bool(row.get("optional")),
    )  # fmt: skip


def _gold_statement(row: dict[str, Any]) -> Statement:
    return Statement(row["speaker"], row["mode"], row["key"], row.get("via"), bool(row.get("optional")))


def from_store(store: Store) -> dict[str, Facts]:
    """Every article of a graph by its dcterms:identifier. Reads named graphs and default graph as one."""
    return _Graph(store).facts()


class _Graph:
    """The questions asked of one graph and the agents they speak of."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.articles = {r["a"]: Facts(r["id"], r.get("lang", "")) for r in self.rows(ARTICLES)}
        self.kind: dict[str, str] = {}
        self.iso: dict[str, str] = {}
        self.labels: dict[str, list[str]] = defaultdict(list)
        for r in self.rows(AGENTS):
            self.kind.setdefault(r["x"], _tail(r["type"]))
            self.iso.setdefault(r["x"], r.get("iso", ""))
            self.labels[r["x"]].append(r.get("label", ""))
        self.others: dict[str, list[str]] = defaultdict(list)
        for r in self.rows(OTHER_NAMES):
            self.others[r["x"]].append(r["alt"])

    def rows(self, query: str) -> Iterator[Row]:
        """Answers as name to text; what is unbound is absent."""
        answer = self.store.query(PREFIXES + query, use_default_graph_as_union=True)
        assert isinstance(answer, QuerySolutions)
        names = [variable.value for variable in answer.variables]
        for solution in answer:
            yield {name: solution[name].value for name in names if solution[name] is not None}

    def facts(self) -> dict[str, Facts]:
        for row in self.rows(MENTIONED):
            self.note(row["a"], row["p"])
        self.read_meetings()
        self.read_statements()
        return {facts.id: facts for facts in self.articles.values()}

    def label(self, iri: str) -> str:
        return self.labels[iri][0] if self.labels.get(iri) and self.labels[iri][0] else _tail(iri)

    def party(self, iri: str) -> str:
        match self.kind.get(iri):
            case "State":
                return "state:" + (self.iso[iri] or self.label(iri))
            case "Organization":
                return "org:" + self.label(iri)
            case "Person":
                return self.label(iri)
        return "unknown:" + _tail(iri)

    def note(self, article: str, iri: str) -> None:
        """A person that takes part, accompanies or speaks counts as named."""
        if self.kind.get(iri) == "Person" and article in self.articles:
            forms = dict.fromkeys([self.label(iri), *self.labels[iri], *self.others[iri]])
            self.articles[article].persons.setdefault(self.label(iri), [form for form in forms if form])

    def read_meetings(self) -> None:
        reports: dict[str, tuple[str, Meeting]] = {}
        for row in self.rows(REPORTS):
            reports.setdefault(row["r"], (row["a"], self.meeting(row)))
        for kind in ("participant", "companion"):
            for row in self.rows(PARTIES.format(kind)):
                article, meeting = reports[row["r"]]
                getattr(meeting, kind + "s").append(self.party(row["p"]))
                self.note(article, row["p"])
        for row in self.rows(PLACES):
            reports[row["r"]][1].places.append(row["l"])
        for article, meeting in reports.values():
            self.articles[article].meetings.append(meeting)

    def meeting(self, row: Row) -> Meeting:
        return Meeting(
            status=_tail(row.get("status", "")).lower() or None,
            mode=MODES.get(_tail(row.get("mode", "")), "in_person"),
            date=row.get("date"),
            country=self.iso.get(row.get("country", "")) or None,
            event=row.get("m") or row["r"],
            evidence=row.get("e", ""),
        )

    def read_statements(self) -> None:
        rows = list(self.rows(SAID)) or list(self.rows(SAID.replace("GRAPH ?g", "")))
        for row in _once(rows):
            if who := row.get("who"):
                self.note(row["a"], who)
            speaker = self.party(who) if who else "unknown: " + row.get("desc", "")
            via = self.label(row["via"]) if "via" in row else None
            self.articles[row["a"]].statements.append(Statement(speaker, _tail(row["mode"]).lower(), row["text"], via))


def _once(rows: Iterable[Row]) -> Iterator[Row]:
    """One row for each wording and speaker: a second date or relay is no second utterance."""
    seen: set[tuple[str | None, ...]] = set()
    for row in rows:
        key = (row["s"], row["a"], row["text"], row.get("who"))
        if key not in seen:
            seen.add(key)
            yield row


def _tail(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
