"""Stored questions: SPARQL files that explain themselves and take typed parameters.

A file is plain SPARQL 1.1 that any store can run as it stands. It asks the union of all graphs (in pyoxigraph
``use_default_graph_as_union=True``, in rdflib ``Dataset(default_union=True)``, in Virtuoso as always) and names a graph
only where each article's own wording is wanted. In a union a triple that two graphs hold may come twice, so every query
says DISTINCT.

At its head stand comments, in any order::

    # title: Who met whom                      # title@id: the same in Indonesian
    # about: one sentence                      # about@id: ...
    # param person: Person required "whose meetings"
    # param from: FirstDay "no earlier than"
    # example: person=Kim Jong Un, from=2023
    # picture: network person met              # a picture of the answer: see kg.views.charts

Parameters act through two sorts of lines, so that the file without parameters stays valid. A line that begins with
``#?person`` comes alive when ``person`` is given; ``$person`` in it becomes the RDF term, written as N-Triples writes
it, never pasted text. A line that ends with ``#!person`` falls away when ``person`` is given::

    #?person VALUES ?person { $person }
    FILTER(STR(?person) < STR(?met)) #!person
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
from rapidfuzz import process

from kg import vocab
from kg.errors import QueryError
from kg.parameters import TYPES, term
from kg.resources import QUERIES
from kg.store import Table, select

_HEAD = re.compile(r"^#[ \t]*(title|about|param|example|picture)(@\w+)?[ \t]*(.*)$", re.MULTILINE)
_PARAM = re.compile(r'(\w+):[ \t]*(\w+)[ \t]*(required|optional)?[ \t]*(?:"(.*)")?[ \t]*$')
_ALIVE = re.compile(r"^([ \t]*)#\?(\w+)[ \t](.*)$")
_FALLEN = re.compile(r"#!(\w+)[ \t]*$")
_USED = re.compile(r"\$(\w+)")
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|' + r"'''(?:[^'\\]|\\.|'(?!''))*'''|"
    r'"(?:[^"\\\n]|\\.)*"|' + r"'(?:[^'\\\n]|\\.)*'|" + r"<([^<>\s]*)>|#[^\n]*|([A-Za-z]\w*):([A-Za-z]\w*)",
    re.DOTALL,
)


class Parameter(NamedTuple):
    """One parameter of a question: name, one of ``kg.parameters.TYPES``, whether it must be given, what it is for."""

    name: str
    type: str
    required: bool
    help: str


@dataclass(frozen=True, slots=True)
class Query:
    """A stored question. ``titles`` and ``abouts`` by language; ``example`` holds values that answer on the seeds."""

    name: str
    sparql: str
    titles: Mapping[str, str]
    abouts: Mapping[str, str]
    parameters: tuple[Parameter, ...] = ()
    example: Mapping[str, str] = field(default_factory=dict)
    picture: str = ""

    @property
    def title(self) -> str:
        """The title in English."""
        return self.titles.get("en", self.name)

    @property
    def about(self) -> str:
        """What it answers, in English."""
        return self.abouts.get("en", "")


def catalogue(own: Path | None = None) -> list[Query]:
    """All stored questions by name; those of a user's own folder replace ours of the same name.

    Raises QueryError when a file is not well formed.
    """
    found = {query.name: query for folder in (QUERIES, own) if folder for query in _folder(folder)}
    return [found[name] for name in sorted(found)]


@cache
def _folder(folder: Path) -> tuple[Query, ...]:
    return tuple(parse(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.rq")))


def find(name: str, own: Path | None = None) -> Query:
    """The stored question of that name. Raises QueryError with the nearest names."""
    known = {query.name: query for query in catalogue(own)}
    if name not in known:
        near = [n for n, _, _ in process.extract(name, list(known), limit=3, score_cutoff=50)]
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise QueryError(f"there is no stored query {name!r}{hint}")
    return known[name]


def parse(name: str, text: str) -> Query:
    """A question from the text of its file. Raises QueryError when its head or its parameters are not well formed."""
    titles: dict[str, str] = {}
    abouts: dict[str, str] = {}
    parameters: list[Parameter] = []
    example: dict[str, str] = {}
    picture = ""
    for key, language, rest in _HEAD.findall(text):
        value = rest.removeprefix(":").strip()
        if key == "param":
            parameters.append(_parameter(name, value))
        elif key == "example":
            example = dict(_pair(name, part) for part in value.split(","))
        elif key == "picture":
            picture = value
        else:
            (titles if key == "title" else abouts)[language.removeprefix("@") or "en"] = value
    query = Query(name, text, titles, abouts, tuple(parameters), example, picture)
    _hold(query)
    return query


def _parameter(query: str, text: str) -> Parameter:
    found = _PARAM.match(text)
    if found is None:
        raise QueryError(f'query {query}: parameter {text!r} is not of the form NAME: Type required "explanation"')
    if found[2] not in TYPES:
        raise QueryError(f"query {query}: unknown parameter type {found[2]!r}; there are {', '.join(TYPES)}")
    return Parameter(found[1], found[2], found[3] == "required", found[4] or "")


def _pair(query: str, text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise QueryError(f"query {query}: {text.strip()!r} in the example is not of the form name=value")
    return name.strip(), value.strip()


def _hold(query: Query) -> None:
    """Every parameter that is declared is used, and the other way round; every term exists."""
    lines = query.sparql.splitlines()
    alive = [found for line in lines if (found := _ALIVE.match(line))]
    used = {found[2] for found in alive} | {name for found in alive for name in _USED.findall(found[3])}
    declared = {parameter.name for parameter in query.parameters}
    if used != declared:
        names = ", ".join(sorted(used ^ declared))
        raise QueryError(f"query {query.name}: parameters that are declared and those in #? lines differ: {names}")
    check_terms(_activated(query, dict.fromkeys(declared, "<urn:x>")))


def check_terms(sparql: str) -> None:
    """Refuse a term that the ontology does not have. Raises QueryError: which, in which line, and the nearest."""
    namespaces = dict(re.findall(r"(?i)\bPREFIX\s+(\w+):\s*<([^<>\s]*)>", sparql))
    ours = {"kg"} - set(namespaces) | {p for p, namespace in namespaces.items() if namespace == vocab.NAMESPACE}
    for found in _TOKEN.finditer(sparql):
        iri, prefix, local = found.groups()
        name = local if prefix in ours else (iri or "").partition(vocab.NAMESPACE)[2]
        if name and name not in vocab.KG:
            line = sparql.count("\n", 0, found.start()) + 1
            raise QueryError(f"line {line}: {vocab.KG.complaint(name)}")


def prepare(
    query: Query, store: ox.Store, given: Mapping[str, str] | None = None, base: str = vocab.DEFAULT_BASE
) -> str:
    """The SPARQL of a question with its parameters: complete text that any store answers.

    ``store`` is where names are looked up. Raises QueryError: a parameter that the question does not have, one that is
    required and absent, or a value that means nothing.
    """
    given = {name: value for name, value in (given or {}).items() if value != ""}
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            there = f"it has {', '.join(known)}" if known else "it has none"
            raise QueryError(f"query {query.name} has no parameter {name!r}; {there}")
    for parameter in query.parameters:
        if parameter.required and parameter.name not in given:
            raise QueryError(f"query {query.name} needs {parameter.name}={parameter.type.upper()}: {parameter.help}")
    return _activated(query, {n: str(term(store, known[n].type, value, base)) for n, value in given.items()})


def _activated(query: Query, terms: Mapping[str, str]) -> str:
    """The text with the lines of the given parameters alive and those that stand for their absence gone."""
    lines = []
    for line in query.sparql.splitlines():
        alive, fallen = _ALIVE.match(line), _FALLEN.search(line)
        if alive and alive[2] in terms:
            lines.append(alive[1] + _USED.sub(lambda found: terms[found[1]], alive[3]))
        elif not (fallen and fallen[1] in terms):
            lines.append(line)
    return "\n".join(lines) + "\n"


def run(
    store: ox.Store,
    name: str,
    given: Mapping[str, str] | None = None,
    base: str = vocab.DEFAULT_BASE,
    own: Path | None = None,
) -> Table:
    """Ask a stored question: ``run(store, "meetings-of-person", {"person": "kim jong un", "from": "2023"})``."""
    return select(store, prepare(find(name, own), store, given, base))


def ask(store: ox.Store, sparql: str) -> Table:
    """Ask a question of one's own; the usual prefixes are known. Raises QueryError, also for unknown terms."""
    check_terms(sparql)
    return select(store, sparql)
