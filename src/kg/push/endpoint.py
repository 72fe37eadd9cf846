"""A running store: count, load, move and drop graphs, by SPARQL Update or by the Graph Store Protocol.

Every request may be repeated without harm but a move: who repeats one must first see that there is something left to
move, since some stores take an empty source for an order to empty the target.
"""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from kg.errors import PushError
from kg.push.content import DEFAULT
from kg.push.http import Client
from kg.push.stores import Kind, Protocol

FEW = 100
"""Graphs that are counted one by one."""
DROPPED = 200
"""Graphs dropped in one request."""
PAGE = 5000
"""Names of graphs in one answer: below the limits that stores set."""

Load = tuple[str, Sequence[bytes]]


class Endpoint(NamedTuple):
    """A store at an address. ``protocol`` is how triples are sent; ``atomic`` whether one update is all or nothing."""

    url: str
    kind: Kind
    client: Client
    protocol: Protocol

    def counts(self, graphs: Iterable[str]) -> dict[str, int]:
        """How many triples each of the graphs holds; a graph that is not there holds none."""
        wanted = list(graphs)
        found = dict.fromkeys(wanted, 0)
        if DEFAULT in found:
            [row] = self._ask("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
            found[DEFAULT] = int(row["n"])
        named = [name for name in wanted if name != DEFAULT]
        rows = self._counted() if len(named) > FEW else self._counted_singly(named)
        found.update((row["g"], int(row["n"])) for row in rows if row.get("g") in found)
        return found

    def _counted_singly(self, graphs: Sequence[str]) -> Iterator[dict[str, str]]:
        for some in _lots(graphs, 20):
            each = (f"{{ SELECT (<{g}> AS ?g) (COUNT(*) AS ?n) WHERE {{ GRAPH <{g}> {{ ?s ?p ?o }} }} }}" for g in some)
            yield from self._ask(f"SELECT ?g ?n WHERE {{ {' UNION '.join(each)} }}")

    def _counted(self) -> Iterator[dict[str, str]]:
        """All graphs: reading every triple once is faster than looking for some hundreds of graphs one by one."""
        last, rows = "", [{"g": ""}] * PAGE
        while len(rows) == PAGE:
            where = f'GRAPH ?g {{ ?s ?p ?o }} FILTER(STR(?g) > "{last}")'
            rows = self._ask(
                f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ {where} }} GROUP BY ?g ORDER BY STR(?g) LIMIT {PAGE}"
            )
            yield from rows
            last = rows[-1]["g"] if rows else last

    def united(self, article: str) -> bool:
        """Whether the store takes its default graph for the union of all: then the default graph alone has no count."""
        return self._asked(f"ASK {{ ?s a <{article}> }}")

    def below(self, prefix: str) -> Iterator[str]:
        """The names of the graphs that begin so, sorted."""
        last, pattern = prefix, "{ }" if self.kind.lists else "{ ?s ?p ?o }"
        while True:
            where = f'GRAPH ?g {pattern} FILTER(STRSTARTS(STR(?g), "{prefix}") && STR(?g) > "{last}")'
            rows = self._ask(f"SELECT DISTINCT ?g WHERE {{ {where} }} ORDER BY STR(?g) LIMIT {PAGE}")
            yield from (row["g"] for row in rows)
            if len(rows) < PAGE:
                return
            last = rows[-1]["g"]

    def load(self, loads: Sequence[Load], clear: bool, gone: Sequence[str] = ()) -> None:
        """Write triples into graphs: in place of what they hold, or added to it. By update all of it is one request."""
        if self.protocol == "update":
            self.update(dropped(gone) + (dropped(name for name, _ in loads) if clear else "") + inserted(loads))
            return
        for name, lines in loads:
            place = "default" if name == DEFAULT else "graph=" + urllib.parse.quote(name, safe="")
            where = f"{self.url}{self.kind.graphs}?{place}"
            self.client.send("PUT" if clear else "POST", where, b"".join(lines), "application/n-triples")
        self.drop(gone)

    def move(self, moves: Mapping[str, str], gone: Sequence[str] = ()) -> None:
        """Give graphs (key) other names (value), in place of what has those; at once where the store can."""
        orders = [f"MOVE GRAPH <{source}> TO {_graph(target)}" for source, target in moves.items()]
        orders = [f"DROP SILENT {_graph(name)}" for name in gone] + orders
        for some in [orders] if self.kind.atomic else [[order] for order in orders]:
            self.update(" ;\n".join(some), retry=False)

    def drop(self, graphs: Sequence[str]) -> None:
        """Remove graphs."""
        for some in _lots(list(graphs), DROPPED if self.kind.atomic else 1):
            self.update(dropped(some))

    def update(self, text: str, retry: bool = True) -> None:
        """Send a SPARQL Update."""
        if text:
            where = self.url + self.kind.update
            self.client.send("POST", where, text.encode(), "application/sparql-update", retry=retry)

    def _ask(self, question: str) -> list[dict[str, str]]:
        answer = self._answer(question)
        rows = answer.get("results", {}).get("bindings", [])
        return [{name: cell["value"] for name, cell in row.items()} for row in rows]

    def _asked(self, question: str) -> bool:
        return bool(self._answer(question).get("boolean"))

    def _answer(self, question: str) -> Any:
        where, accept = self.url + self.kind.query, "application/sparql-results+json"
        body = urllib.parse.urlencode({"query": question}).encode()  # Virtuoso hangs on application/sparql-query
        reply = self.client.send("POST", where, body, "application/x-www-form-urlencoded", accept)
        try:
            return json.loads(reply.body)
        except ValueError as error:
            raise PushError(f"POST {where}: no answer to a SPARQL query came back") from error


def dropped(graphs: Iterable[str]) -> str:
    """An update that removes graphs."""
    return "".join(f"DROP SILENT {_graph(name)} ;\n" for name in graphs)


def inserted(loads: Sequence[Load]) -> str:
    """An update that adds triples to graphs."""
    parts = []
    for name, lines in loads:
        triples = b"".join(lines).decode()
        parts.append(triples if name == DEFAULT else f"GRAPH <{name}> {{\n{triples}}}\n")
    return f"INSERT DATA {{\n{''.join(parts)}}}" if parts else ""


def _graph(name: str) -> str:
    return "DEFAULT" if name == DEFAULT else f"GRAPH <{name}>"


def _lots(items: Sequence[str], most: int) -> Iterator[Sequence[str]]:
    return (items[at : at + most] for at in range(0, len(items), most))
