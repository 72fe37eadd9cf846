"""Pages for people, and the same for programs: the home page, the stored questions as forms, every individual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import groupby, islice
from operator import attrgetter
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg import lookup, queries, vocab
from kg.errors import QueryError
from kg.explain import Explanation, Fact, explain
from kg.parameters import TYPES, choices, takes
from kg.queries import Query
from kg.rdf.serialise import prefixes
from kg.server import files, protocol
from kg.server.guard import Answer, Refusal
from kg.server.negotiate import best
from kg.server.render import html
from kg.server.settings import Settings
from kg.store import Table, Term, text
from kg.views import tables
from kg.views.charts import picture

SHOWN = 500
"""Rows on a page; the other forms have them all."""
MOST = 50
"""Values of one property on the page of an individual; the stored questions have them all."""
AROUND = 1000
"""Triples that speak of a thing from outside, in what is said of it."""

FORMS = {
    "html": "text/html",
    "csv": "text/csv",
    "json": "application/json",
    "md": "text/markdown",
    "svg": "image/svg+xml",
    "rq": "application/sparql-query",
}
_TEXTS = {"csv": "csv", "json": "json", "md": "markdown"}


class Shown:
    """A table for a page: headings, and cells with their words, link and language."""

    def __init__(self, table: Table, store: ox.Store, base: str, lang: str) -> None:
        self.name = tables.labels(store, lang, base)
        self.headings = [tables.heading(column, lang) for column in table.columns]
        self.rows = [[self._cell(term, base) for term in row] for row in table.rows]

    def _cell(self, term: Term | None, base: str) -> Mapping[str, str]:
        if isinstance(term, ox.NamedNode):
            return {"words": self.name(term), "iri": term.value, "lang": "", "base": base}
        lang = term.language or "" if isinstance(term, ox.Literal) else ""
        return {"words": text(term), "iri": "", "lang": lang, "base": base}


def first(result: protocol.Result, most: int) -> tuple[Table, bool]:
    """The first rows of a result, and whether there were more."""
    if isinstance(result, ox.QueryBoolean):
        return Table(("answer",), [(ox.Literal(bool(result)),)]), False
    if isinstance(result, ox.QueryTriples):
        some: list[tuple[Term | None, ...]] = [(t.subject, t.predicate, t.object) for t in islice(result, most + 1)]
        return Table(("subject", "predicate", "object"), some[:most]), len(some) > most
    try:
        rows = [tuple(row) for row in islice(result, most + 1)]
    except (ValueError, OSError) as error:
        raise Refusal(400, " ".join(str(error).split())) from error
    return Table(tuple(v.value for v in result.variables), rows[:most]), len(rows) > most


class Field(NamedTuple):
    """One parameter in a form."""

    name: str
    help: str
    hint: str
    required: bool
    value: str
    choices: tuple[str, ...]


class Pages:
    """Everything that is made for a reader, of one graph."""

    def __init__(self, store: ox.Store, base: str, settings: Settings) -> None:
        self.store = store
        self.base = base
        self.settings = settings

    def home(self, job: Mapping[str, Any]) -> Answer:
        """The way to everything else."""
        explorer = files.explorer(self.settings.graph) is not None
        body = html("home", job, explorer=explorer, base=self.base)
        return protocol.answer("text/html", body)

    def find(self, job: Mapping[str, Any]) -> Answer:
        """To the page of what a name means; 404 with suggestions when it means nothing or several things."""
        try:
            node = lookup.find(self.store, job["name"], (), self.base)
        except QueryError as error:
            raise Refusal(404, str(error)) from error
        place = vocab.path(node.value, self.base)
        if not place:
            raise Refusal(404, f"{node.value} is not of this graph")
        return Answer(303, "text/plain", b"", {"Location": f"{job['root']}/page/{place}"})

    def questions(self, job: Mapping[str, Any]) -> Answer:
        """The list of questions, for people or as JSON."""
        known = queries.catalogue(self.settings.queries)
        if job["form"] == "json":
            listed = [_told(query) for query in known]
            return protocol.answer("application/json", tables.as_plain_json(listed).encode())
        return protocol.answer("text/html", html("questions", job, questions=known))

    def question(self, job: Mapping[str, Any]) -> Answer:
        """A stored question with its parameters, in one of ``FORMS``."""
        query = self._query(job["name"])
        given: Mapping[str, str] = {name: value for name, value in job["given"].items() if value.strip()}
        if job["form"] == "html":
            return self._form(query, given, job)
        sparql = queries.prepare(query, self.store, given, self.base)
        if job["form"] == "rq":
            return protocol.answer(FORMS["rq"], sparql.encode())
        most = self.settings.max_rows
        table, cut = first(protocol.query(self.store, sparql, (), ()), most)
        named = tables.labels(self.store, job["lang"], self.base)
        if job["form"] == "svg":
            body = picture(table, query.picture, named, job["lang"])
        else:
            body = tables.render(table, _TEXTS[job["form"]], named, job["lang"])
        return protocol.answer(
            FORMS[job["form"]], body.encode(), {protocol.TRUNCATED: f"only the first {most} are given"} if cut else {}
        )

    def _query(self, name: str) -> Query:
        try:
            return queries.find(name, self.settings.queries)
        except QueryError as error:
            raise Refusal(404, str(error)) from error

    def _form(self, query: Query, given: Mapping[str, str], job: Mapping[str, Any]) -> Answer:
        shown, cut, error, drawn = None, False, "", ""
        if given or job["go"]:
            try:
                sparql = queries.prepare(query, self.store, given, self.base)
                table, cut = first(protocol.query(self.store, sparql, (), ()), SHOWN)
                shown = Shown(table, self.store, self.base, job["lang"])
                drawn = picture(table, query.picture, shown.name, job["lang"]) if query.picture else ""
            except QueryError as refused:
                error = str(refused)
        fields = [_field(p, given.get(p.name, "")) for p in query.parameters]
        values = {"query": query, "fields": fields, "given": given, "shown": shown, "cut": cut, "error": error}
        body = html("question", job, **values, drawn=bool(drawn), forms=[*_TEXTS, "rq"])
        return protocol.answer("text/html", body)._replace(status=400 if error else 200)

    def individual(self, job: Mapping[str, Any]) -> Answer:
        """The page of an individual: what the graph says of it, and why."""
        node = self._node(job)
        if moved := self._moved(node, job, "page"):
            return moved
        found = explain(self.store, f"<{node.value}>", MOST)
        path = vocab.path(node.value, self.base) or ""
        groups = [(name, list(facts)) for name, facts in groupby(found.facts, key=attrgetter("name"))]
        asked = list(self._asked(found, path))
        values: dict[str, Any] = {"found": found, "path": path, "base": self.base, "asked": asked, "groups": groups}
        values["most"] = MOST if any(len(facts) >= MOST for _, facts in groups) else 0
        values["said"] = partial(_said, lang=job["lang"])
        explorer = files.explorer(self.settings.graph) is not None
        body = html("individual", job, **values, explorer=explorer)
        return protocol.answer("text/html", body)

    def _asked(self, found: Explanation, path: str) -> Iterable[tuple[Query, Mapping[str, str]]]:
        """The stored questions that can be put about it, each with the parameter it is."""
        for query in queries.catalogue(self.settings.queries):
            must = {p.name for p in query.parameters if p.required}
            fits = [p.name for p in query.parameters if takes(p.type, found.kind) and must <= {p.name}]
            if fits and path:
                yield query, {fits[0]: path}

    def data(self, job: Mapping[str, Any]) -> Answer:
        """What the graph says of an individual as RDF: of it, names of what it leads to, and what points at it."""
        kind = protocol.chosen(job["accept"], protocol.TRIPLES)
        node = self._node(job)
        if moved := self._moved(node, job, "data"):
            return moved
        said = {quad.triple for quad in self.store.quads_for_pattern(node, None, None, None)}
        towards = islice(self.store.quads_for_pattern(None, None, node, None), AROUND + 1)
        around = {quad.triple for quad in towards}
        said |= around
        for near in sorted({t.object for t in said if isinstance(t.object, ox.NamedNode)}, key=str):
            said |= {quad.triple for quad in self.store.quads_for_pattern(near, lookup.LABEL, None, None)}
        body = ox.serialize(sorted(said, key=str), format=protocol.TRIPLES[kind], prefixes=prefixes(self.base)) or b""
        note = {protocol.TRUNCATED: f"of what points at it, only {AROUND} triples"} if len(around) > AROUND else {}
        return protocol.answer(kind, body, note)

    def _moved(self, node: ox.NamedNode, job: Mapping[str, Any], place: str) -> Answer | None:
        """To the page or data of what took this one's place."""
        path = vocab.path(lookup.current(self.store, node).value, self.base)
        if not path or self.base + path == node.value:
            return None
        return Answer(301, "text/plain", b"", {"Location": f"{job['root']}/{place}/{path}"})

    def _node(self, job: Mapping[str, Any]) -> ox.NamedNode:
        iri = job.get("iri") or self.base + job["path"]
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            raise Refusal(400, f"{iri!r} is no address") from None
        if next(self.store.quads_for_pattern(node, None, None, None), None) is None:
            raise Refusal(404, f"the graph says nothing of <{iri}>")
        return node


def _said(fact: Fact, lang: str) -> str:
    """A value for people: terms of the ontology in the wanted language."""
    return tables.heading(fact.value, lang) if fact.iri.startswith(vocab.NAMESPACE) else fact.value


def _field(parameter: queries.Parameter, value: str) -> Field:
    name, type, required, help = parameter
    return Field(name, help, TYPES[type], required, value, choices(type))


def _told(query: Query) -> Mapping[str, object]:
    parameters = [{"name": p.name, "type": p.type, "required": p.required, "help": p.help} for p in query.parameters]
    texts = {"name": query.name, "title": dict(query.titles), "about": dict(query.abouts)}
    return {**texts, "parameters": parameters, "example": dict(query.example)}


def form_of(asked: str, accept: str) -> str:
    """The form of a question's answer: the ending in the address, else what the client likes best. Raises Refusal."""
    if asked and asked not in FORMS:
        raise Refusal(404, f"there is no form .{asked}; there are: {', '.join(FORMS)}")
    kinds: Sequence[str] = tuple(FORMS.values())
    found = asked or next((name for name, kind in FORMS.items() if kind == best(accept, kinds)), "")
    if not found:
        raise Refusal(406, f"there is: {', '.join(kinds)}")
    return found
