"""The stores that can be pushed to: where each listens, what it calls its default graph, what it changes as one.

``KINDS`` has one line a store. The addresses are relative to the one the user gives: of the server for Oxigraph,
Virtuoso, QLever and Neptune, of the dataset or repository for Fuseki, GraphDB and RDF4J. The tests push to those that
are marked as tried; the others follow their makers' documentation.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from kg.errors import PushError

Protocol = Literal["graphs", "update"]


class Kind(NamedTuple):
    """How to speak to a store.

    ``query``, ``update`` and ``graphs`` are the paths of the SPARQL Protocol and of the Graph Store Protocol;
    ``own_default`` says that it has a default graph apart from the named ones; ``atomic`` that all of an update request
    happens or none; ``protocol`` is how triples are best sent; ``marks`` what its Server header begins with; ``lists``
    that an empty pattern lists its graphs, where others have to read all triples.
    """

    query: str
    update: str
    graphs: str
    own_default: bool
    atomic: bool
    protocol: Protocol
    marks: tuple[str, ...] = ()
    tried: bool = False
    lists: bool = False


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "oxigraph": Kind("/query", "/update", "/store", True, True, "update", ("Oxigraph",), tried=True, lists=True),
        "virtuoso": Kind(
            *("/sparql-auth", "/sparql-auth", "/sparql-graph-crud-auth", False, False),
            *("graphs", ("Virtuoso",), True),
        ),
        "fuseki": Kind("/query", "/update", "/data", True, True, "update", ("Fuseki", "Apache Jena Fuseki")),
        "graphdb": Kind("", "/statements", "/rdf-graphs/service", False, True, "update"),
        "rdf4j": Kind("", "/statements", "/rdf-graphs/service", False, True, "update"),
        "qlever": Kind("", "", "", False, True, "update"),
        "neptune": Kind("/sparql", "/sparql", "/sparql/gsp/", False, True, "update"),
    }
)


def find(name: str) -> Kind:
    """The kind of a name. Raises PushError when there is none."""
    if name not in KINDS:
        raise PushError(f"no store {name!r}; there are: {', '.join(KINDS)}")
    return KINDS[name]


def recognised(server: str, url: str) -> str:
    """The name of the kind whose Server header this is. Raises PushError when it is none's."""
    for name, kind in KINDS.items():
        if server.startswith(kind.marks or ("\n",)):
            return name
    said = f"calls itself {server!r}" if server else "does not say what it is"
    raise PushError(f"{url} {said}: name it with --store, one of {', '.join(KINDS)}")
