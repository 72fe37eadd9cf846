"""From claims to profiles: all that is said of one node comes together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from kg.model import Claim
from kg.names import fold
from kg.resolve import known
from kg.resolve.copies import sketch
from kg.resolve.fingerprints import fingerprints
from kg.resolve.profiles import AGENTS, Corpus, Day, Report, Row, Said, Thing, role

Rows = Mapping[str, list[Claim]]


def gather(claims: Iterable[Claim]) -> Corpus:
    """Profiles of every node that has a type."""
    subjects: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    corpus = Corpus()
    said: dict[str, dict[str, None]] = defaultdict(dict)
    for claim in claims:
        said[claim.article].update((evidence.exact, None) for evidence in claim.evidence)
        subjects[claim.subject][claim.predicate].append(claim)
        if claim.datatype == "node" and claim.object.startswith("state:"):
            corpus.states.add(claim.object)
        if claim.subject.startswith("state:"):
            corpus.states.add(claim.subject)
    for node in sorted(subjects):
        rows = subjects[node]
        for kind in _values(rows, "type"):
            _add(corpus, node, kind, rows, subjects)
    for article, sentences in said.items():
        if marks := sketch(sentences):
            corpus.sketches[article] = marks
    for report in corpus.reports.values():
        report.published = corpus.published.get(report.article)
    return corpus


def _add(corpus: Corpus, node: str, kind: str, rows: Rows, subjects: Mapping[str, Rows]) -> None:
    if kind in AGENTS:
        corpus.things[node] = _thing(node, AGENTS[kind], rows, subjects)
    elif kind == "Tenure":
        corpus.tenures[node] = _rows(rows)
    elif kind == "MeetingReport":
        corpus.reports[node] = _report(node, rows)
    elif kind == "Statement":
        corpus.said[node] = _said(node, rows)
    elif kind == "Article":
        article = rows["type"][0].article
        corpus.mentions[article] = frozenset(_values(rows, "mentions"))
        if day := _day(_first(rows, "dcterms:issued")):
            corpus.published[article] = day


def _rows(rows: Rows) -> tuple[Row, ...]:
    return tuple(Row(c.predicate, c.object, c.datatype, c.lang) for some in rows.values() for c in some)


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
        forms=_forms(rows, kind),
        known=_known(rows, kind, name),
        within=tuple(_values(rows, "within")),
        roles=tuple(sorted({role(_rows(subjects.get(tenure, {}))) for tenure in tenures})),
        tenures=tenures,
        folded=folded,
        words=tuple(folded.split()),
        stated=_first(rows, "known"),
    )


def _forms(rows: Rows, kind: str) -> tuple[str, ...]:
    forms = _values(rows, "skos:altLabel")
    return tuple(sorted(forms) if kind == "state" else forms)


def _known(rows: Rows, kind: str, name: str) -> str:
    key = _first(rows, "known")
    if kind == "place":
        return key or known.territory(name)
    return key if kind != "org" or known.fits(key, name) else ""


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
    folded = fold(_first(rows, "text"))
    return Said(
        node=node,
        article=rows["type"][0].article,
        speakers=tuple(sorted(_values(rows, "speaker"))),
        description=fold(_first(rows, "speakerDescription")),
        words=folded,
        mode=_first(rows, "speechMode"),
        date=_first(rows, "date"),
        prints=tuple(sorted(fingerprints(folded.split()))),
    )
