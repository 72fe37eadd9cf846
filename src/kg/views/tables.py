"""Answers as text: a table for the terminal, CSV, JSON or Markdown.

An answer is a table of RDF terms. For people an individual is shown by its name in the wanted language, but in the last
column by its path, which is what ``kg explain`` takes. For programs its address stands beside the name: CSV has a
column ``person_iri`` after ``person``, JSON an object with both.

    render(answer, "markdown", labels(store, "id"))

Words come from news articles, so they may hold anything: control characters and marks that turn the direction of
writing are shown as a replacement character where a terminal would act on them, and Markdown's own signs are escaped.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from types import MappingProxyType

import pyoxigraph as ox
from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from kg import vocab
from kg.errors import QueryError
from kg.resources import ONTOLOGY, QUERIES
from kg.store import Table, Term, text
from kg.vocab import KG, PREFIXES

Labels = Callable[[Term], str]

_NAMING = tuple(ox.NamedNode(PREFIXES[p] + n) for p, n in (("rdfs", "label"), ("dcterms", "title")))
_XSD = PREFIXES["xsd"]
_ACTING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PATH = re.compile(r"(?<=/)(?:person|state|org|place|meeting|report|statement|article|judgement)/[\w.~/-]+$")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~])")


def labels(store: ox.Store, lang: str = "en", base: str = vocab.DEFAULT_BASE) -> Labels:
    """How to name a term for people: the label in that language, else without language, else any; else its path.

    Terms of the ontology are named too ("terlaksana" for kg:Held).
    """

    @cache
    def named(node: ox.NamedNode) -> str:
        where = _ontology() if node.value.startswith(vocab.NAMESPACE) else store
        found = (q.object for p in _NAMING for q in where.quads_for_pattern(node, p, None, None))
        names = [name for name in found if isinstance(name, ox.Literal)]
        best = min(names, key=partial(_rank, lang), default=None)
        return best.value if best is not None else vocab.path(node.value, base) or node.value

    return lambda term: named(term) if isinstance(term, ox.NamedNode) else text(term)


def _rank(lang: str, name: ox.Literal) -> tuple[int, str, str]:
    order = {lang: 0, None: 1, "en": 2}
    return order.get(name.language, 3), name.language or "", name.value


@cache
def _ontology() -> ox.Store:
    store = ox.Store()
    store.load(path=str(ONTOLOGY / "kg.ttl"), format=ox.RdfFormat.TURTLE)
    return store


def heading(column: str, lang: str) -> str:
    """A column's name for people: the ontology's word where it is named after a term, else that of columns.toml."""
    term = next((name for name in (column, column.capitalize()) if name in KG), None)
    if term:
        return labels(_ontology(), lang)(ox.NamedNode(KG[term]))
    return _columns().get(column, column) if lang == "id" else column


@cache
def _columns() -> dict[str, str]:
    return tomllib.loads((QUERIES / "columns.toml").read_text("utf-8"))


def render(table: Table, format: str, name: Labels = text, lang: str = "en") -> str:
    """The answer in one of ``FORMATS``, ending in a newline. Raises QueryError for a format that is none."""
    if format not in FORMATS:
        raise QueryError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    return FORMATS[format](table, name, lang)


def _safe(words: str) -> str:
    return _ACTING.sub("\N{REPLACEMENT CHARACTER}", words)


def _named(row: Sequence[Term | None], name: Labels) -> list[str]:
    return ["" if term is None else name(term) for term in row]


def _path(row: Sequence[Term | None]) -> str:
    """The path of the individual in the last column, "" when there is none."""
    last = row[-1] if row else None
    found = _PATH.search(last.value) if isinstance(last, ox.NamedNode) else None
    return found[0] if found else ""


def as_table(table: Table, name: Labels, lang: str, width: int = 0) -> str:
    """Columns in boxes, for a terminal of that width (0: as wide as need be)."""
    grid = Grid(show_lines=False)
    for column in table.columns:
        grid.add_column(Text(heading(column, lang)), overflow="fold")
    for row in table.rows:
        cells = _named(row, name)
        grid.add_row(*(Text(_safe(words)) for words in (*cells[:-1], _path(row) or cells[-1])))
    out = io.StringIO()
    Console(file=out, width=width or 10_000, color_system=None, legacy_windows=False).print(grid)
    return out.getvalue()


def as_csv(table: Table, name: Labels, lang: str) -> str:
    """RFC 4180; a column with individuals is followed by a column of their addresses."""
    individual = [any(isinstance(row[i], ox.NamedNode) for row in table.rows) for i in range(len(table.columns))]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        h for column, both in zip(table.columns, individual, strict=True) for h in (column, f"{column}_iri")[: 1 + both]
    )
    for row in table.rows:
        cells = []
        for term, words, both in zip(row, _named(row, name), individual, strict=True):
            cells += [words, text(term) if isinstance(term, ox.NamedNode) else ""][: 1 + both]
        writer.writerow(cells)
    return out.getvalue()


def as_json(table: Table, name: Labels, lang: str) -> str:
    """A list of objects; an individual is ``{"iri", "label"}``, a number a number, what is unbound null."""
    rows = [{c: _plain(t, name) for c, t in zip(table.columns, row, strict=True)} for row in table.rows]
    return as_plain_json(rows)


def as_plain_json(value: object) -> str:
    """JSON as this program writes it."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _plain(term: Term | None, name: Labels) -> str | int | float | bool | Mapping[str, str] | None:
    if isinstance(term, ox.NamedNode):
        return {"iri": term.value, "label": name(term)}
    if isinstance(term, ox.Literal):
        kind = term.datatype.value.removeprefix(_XSD)
        if kind == "integer":
            return int(term.value)
        if kind in ("decimal", "double", "float"):
            return float(term.value)
        return term.value == "true" if kind == "boolean" else term.value
    return None if term is None else text(term)


def as_markdown(table: Table, name: Labels, lang: str) -> str:
    """A pipe table; what Markdown would act on is escaped."""
    lines = [[_MARKUP.sub(r"\\\1", heading(column, lang)) for column in table.columns], ["---"] * len(table.columns)]
    for row in table.rows:
        cells = [" ".join(_MARKUP.sub(r"\\\1", _safe(words)).split()) for words in _named(row, name)]
        lines.append([*cells[:-1], f"`{path}`"] if (path := _path(row)) else cells)
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


FORMATS: Mapping[str, Callable[[Table, Labels, str], str]] = MappingProxyType(
    {"table": as_table, "csv": as_csv, "json": as_json, "markdown": as_markdown}
)
