"""A built graph as one object: what the command line offers, for programs.

graph = kg.load("graphs")
for meeting in graph.meetings(person="Kim Jong Un", since="2023-01-01"):
    print(meeting["date"], meeting["label"], meeting["place"])
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import queries as questions
from kg import store as stores
from kg.explain import Explanation, explain
from kg.names import fold
from kg.store import Table
from kg.views import exports
from kg.views.facts import Facts, Record, collect

if TYPE_CHECKING:
    import rdflib


class Graph:
    """A graph in memory, read only. ``store`` is its pyoxigraph store, ``base`` where its individuals live."""

    def __init__(self, store: ox.Store, folder: Path | None = None, own: Path | None = None) -> None:
        self.store = store
        self.folder = folder
        self.own = own
        self.base = stores.base_of(store)

    def query(self, name: str, **parameters: str) -> Table:
        """Ask a stored question. Raises QueryError when there is none of that name or a parameter does not fit."""
        return questions.run(self.store, name, parameters, self.base, self.own)

    def sparql(self, question: str) -> Table:
        """Ask a question in SPARQL; the prefixes kg, dcterms, rdfs, skos and so on are known."""
        return questions.ask(self.store, question)

    def explain(self, name: str) -> Explanation:
        """Why the graph says what it says of an individual, by IRI or path."""
        return explain(self.store, name)

    def export(self, form: str, *, sources: bool = True, derived: bool = True) -> str:
        """The graph as text in another format: one of ``views.exports.EXPORTS``; without its sources, or the rules'
        conclusions, where asked. Raises QueryError when there is no such format."""
        return exports.as_text(self.store, form, sources=sources, derived=derived)

    def dataset(self) -> rdflib.Dataset:
        """The same graph as an rdflib Dataset: a copy."""
        return stores.to_dataset(self.store)

    @cached_property
    def facts(self) -> Facts:
        """Agents, places, meetings, statements and articles as plain records, by path."""
        return collect(self.store, self.base)

    def meetings(
        self, person: str = "", place: str = "", status: str = "", since: str = "", until: str = ""
    ) -> list[Record]:
        """Meetings that fit all that is given, by date; those without a date come last.

        ``person`` and ``place`` are a name in any of its forms or a path; ``status`` is Held, Planned, Cancelled or
        Denied; ``since`` and ``until`` are days (YYYY-MM-DD), and a meeting fits when it can have been within them.
        Each record has "path", "label", "date", "participants" and "place" by name, and "reports" with their sentences.
        """
        agents, places = self._named(person, "agents"), self._places(place)
        found = [
            self._record(path, meeting)
            for path, meeting in self.facts["meetings"].items()
            if (not person or agents & {*meeting["participant"], *meeting["companion"]})
            and (not place or places & {*meeting["place"], meeting["country"]})
            and (not status or meeting["status"] == status)
            and (not since or (meeting["latest"] or "") >= since)
            and (not until or "" < (meeting["earliest"] or "") <= until)
        ]
        return sorted(found, key=lambda m: (not m["date"], m["date"], m["path"]))

    def _record(self, path: str, meeting: Record) -> Record:
        names = {name: [self._label(p) for p in meeting[name]] for name in ("participant", "companion", "place")}
        return {
            **meeting,
            "path": path,
            "participants": names["participant"],
            "companions": names["companion"],
            "place": ", ".join(names["place"]),
            "country": self._label(meeting["country"]),
        }

    def _label(self, path: str) -> str:
        record = self.facts["agents"].get(path) or self.facts["places"].get(path) or {}
        return str(record.get("label") or path)

    def _named(self, name: str, group: str) -> set[str]:
        """The paths of the agents or places that have this name among their forms."""
        wanted = fold(name)
        return {
            path
            for path, record in self.facts[group].items()
            if path == name or wanted in {fold(form) for form in (record["label"], *record["also"])}
        }

    def _places(self, name: str) -> set[str]:
        """Places and states of that name, and every place that lies in one of them."""
        found = self._named(name, "places") | self._named(name, "agents")
        return found | set(self._inside(found))

    def _inside(self, wider: set[str]) -> Iterator[str]:
        grown = set(wider)
        while new := {p for p, r in self.facts["places"].items() if p not in grown and grown & set(r["within"])}:
            grown |= new
        yield from grown - wider


def load(folder: str | Path, queries: str | Path | None = None) -> Graph:
    """Open a built graph: a folder, or a file of RDF. ``queries`` is a folder of your own questions.

    Raises GraphError when there is none.
    """
    path = Path(folder)
    return Graph(stores.open_store(path), path, Path(queries) if queries else None)
