"""SPARQL 1.1 Protocol, queries only, and reading by the Graph Store Protocol.

Without a dataset of its own a question is put to the union of all graphs, as everywhere in this program. A result of
more rows than the server gives is cut, and the answer says so: in the header ``Kg-Truncated``, and in the link of the
JSON and XML results' head, which is where their standards put what there is to know of a result.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

import pyoxigraph as ox

from kg import sparql
from kg.rdf.serialise import prefixes
from kg.server.guard import Answer, Refusal
from kg.server.negotiate import best
from kg.server.settings import Settings
from kg.store import Term
from kg.vocab import PREFIXES

TRUNCATED = "Kg-Truncated"
RESULTS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
QUADS = {
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-quads": ox.RdfFormat.N_QUADS,
}
SHORT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "trig": "application/trig",
    "nq": "application/n-quads",
}
_TEXT = ("text/csv", "text/tab-separated-values", "text/turtle")


def query(store: ox.Store, question: str, default: Sequence[str], named: Sequence[str]) -> Result:
    """Put a question to the graphs that the protocol names, else to those that the question names, else to all."""
    own_graphs = sparql.graphs(question, PREFIXES)
    for name in (*default, *named, *own_graphs):
        _known(store, name)
    own: dict[str, object] = {"use_default_graph_as_union": not own_graphs}
    if default or named:
        own = {"default_graph": list(map(_node, default)), "named_graphs": list(map(_node, named))}
    try:
        return store.query(question, prefixes=dict(PREFIXES), **own)  # type: ignore[arg-type]
    except (SyntaxError, ValueError) as error:
        raise Refusal(400, " ".join(str(error).split())) from error


Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise Refusal(400, f"{iri!r} is no address of a graph") from None


def _known(store: ox.Store, iri: str) -> None:
    if not store.contains_named_graph(_node(iri)):
        raise Refusal(400, f"there is no graph <{iri}> here; none is fetched")


def written(result: Result, accept: str, settings: Settings, base: str) -> Answer:
    """The result in the form the client likes best. Raises Refusal (406) when there is none it takes."""
    if isinstance(result, ox.QueryTriples):
        kind = chosen(accept, TRIPLES)
        some = list(islice(result, settings.max_rows + 1))
        return _triples(some, kind, settings, base)
    kind = chosen(accept, RESULTS)
    try:
        if isinstance(result, ox.QueryBoolean):
            return answer(kind, result.serialize(format=RESULTS[kind]) or b"")
        rows = [tuple(row) for row in islice(result, settings.max_rows + 1)]
    except (ValueError, OSError) as error:
        raise Refusal(400, " ".join(str(error).split())) from error
    cut = len(rows) > settings.max_rows
    body = _json([v.value for v in result.variables], rows[: settings.max_rows], settings.max_rows if cut else 0)
    return answer(kind, _as(RESULTS[kind], body, settings.max_rows if cut else 0), _note(cut, settings))


def answer(kind: str, body: bytes, headers: dict[str, str] | None = None) -> Answer:
    """An answer of that media type."""
    return Answer(200, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind, body, headers or {})


def chosen(accept: str, offered: Iterable[str]) -> str:
    """The media type for an Accept header or a short name. Raises Refusal (406)."""
    some = tuple(offered)
    found = best(SHORT.get(accept, accept), some)
    if found is None:
        raise Refusal(406, f"there is: {', '.join(some)}")
    return found


def _note(cut: bool, settings: Settings) -> dict[str, str]:
    return {TRUNCATED: f"only the first {settings.max_rows} are given"} if cut else {}


def _link(limit: int) -> str:
    return f"https://w3id.org/newskg/ontology#truncated-{limit}"


def _json(names: Sequence[str], rows: Iterable[Sequence[Term | None]], limit: int) -> bytes:
    head: dict[str, object] = {"vars": list(names)}
    if limit:
        head["link"] = [_link(limit)]
    found = [{n: _term(t) for n, t in zip(names, row, strict=True) if t is not None} for row in rows]
    return json.dumps({"head": head, "results": {"bindings": found}}, ensure_ascii=False).encode()


def _term(term: Term) -> Mapping[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _term(part) for name, part in parts.items()}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    plain = term.datatype.value == PREFIXES["xsd"] + "string"
    return {"type": "literal", "value": term.value} | ({} if plain else {"datatype": term.datatype.value})


def _as(form: ox.QueryResultsFormat, body: bytes, limit: int) -> bytes:
    """Results in JSON in another form."""
    if form == ox.QueryResultsFormat.JSON:
        return body
    solutions = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    assert isinstance(solutions, ox.QuerySolutions)
    found = solutions.serialize(format=form) or b""
    if limit and form == ox.QueryResultsFormat.XML:
        return found.replace(b"</head>", f'<link href="{_link(limit)}"/></head>'.encode(), 1)
    return found


def _triples(some: Sequence[ox.Triple], kind: str, settings: Settings, base: str) -> Answer:
    given = some[: settings.max_rows]
    body = ox.serialize(given, format=TRIPLES[kind], prefixes=prefixes(base)) or b""
    return answer(kind, body, _note(len(some) > len(given), settings))


def graph(store: ox.Store, which: str | None, accept: str, settings: Settings, base: str) -> Answer:
    """One graph by the Graph Store Protocol: the named one, or the default graph for None; "*" is the whole dataset.

    Raises Refusal: 404 for a graph that is not there, 413 for one that is larger than an answer may be.
    """
    if which == "*":
        kind, some = chosen(accept, QUADS), store.quads_for_pattern(None, None, None, None)
    else:
        kind = chosen(accept, {**TRIPLES, **QUADS})
        name = _node(which) if which is not None else ox.DefaultGraph()
        if isinstance(name, ox.NamedNode) and not store.contains_named_graph(name):
            raise Refusal(404, f"there is no graph <{which}> here")
        some = store.quads_for_pattern(None, None, None, name)
    most = settings.max_answer // 100  # a triple takes about a hundred bytes
    quads = list(islice(some, most + 1))
    if len(quads) > most:
        raise Refusal(413, f"more than {most} triples: ask for parts of it, or use 'kg export'")
    form = {**TRIPLES, **QUADS}[kind]
    given = quads if which == "*" else [quad.triple for quad in quads]
    return answer(kind, ox.serialize(given, format=form, prefixes=prefixes(base)) or b"")


def description(address: str) -> bytes:
    """What this endpoint can do, in the words of SPARQL 1.1 Service Description."""
    iris = sorted({form.iri for form in RESULTS.values()} | {form.iri for form in TRIPLES.values()})
    return (
        "@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .\n\n"
        f"[] a sd:Service ;\n    sd:endpoint <{address}> ;\n    sd:supportedLanguage sd:SPARQL11Query ;\n"
        "    sd:feature sd:UnionDefaultGraph ;\n"
        f"    sd:resultFormat {', '.join(f'<{iri}>' for iri in iris)} .\n"
    ).encode()
