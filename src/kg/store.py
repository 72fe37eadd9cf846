"""A thin layer over pyoxigraph: open a built graph, ask it, get plain tables.

A graph that was built is a folder; here it becomes a store: in memory, or when it is large on disk (``kg.disk``), where
it opens at once. Either is only read. Questions see the named graphs and the default graph as one, so a fact is found
wherever it stands; ``GRAPH ?g`` still tells which article says it.

    store = open_store(Path("graphs"))
    for (name,) in select(store, "SELECT ?name WHERE { ?p a kg:Person ; rdfs:label ?name }").rows: ...
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import rdflib

from kg import disk, forms, vocab
from kg.errors import GraphError, QueryError
from kg.sparql import changes, graphs

FILE = "graph.nq"
READY = ".kg-ready"  # a newer graph that is complete but was not moved into place

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class Table(NamedTuple):
    """The answer to a question: names of the columns, and rows of terms; None is unbound."""

    columns: tuple[str, ...]
    rows: list[tuple[Term | None, ...]]

    def texts(self) -> list[tuple[str, ...]]:
        """The rows as text: a literal's words, an IRI, "" for what is unbound."""
        return [tuple(text(term) for term in row) for row in self.rows]


def text(term: Term | None) -> str:
    """What a term says, without datatype or language."""
    return "" if term is None else str(getattr(term, "value", term))


def open_store(folder: Path) -> ox.Store:
    """The graph of a folder, or of one file of RDF: in memory, or read only from disk when a folder's graph is large.

    Raises GraphError when there is none, or when it cannot be read.
    """
    path = file_of(folder)
    if not path.is_file():
        raise GraphError(f"no graph in {folder}: build one with 'kg build SOURCE... --out {folder}'")
    place = _kept(folder, path)
    return _in_memory(path) if place is None else _on_disk(place)


def prepare(folder: Path) -> None:
    """Make the disk store of a large graph now, so that whoever opens it next does not wait for it."""
    _kept(folder, file_of(folder))


def _kept(folder: Path, path: Path) -> disk.Place | None:
    large = folder.is_dir() and path.stat().st_size >= disk.LARGE
    return disk.prepared(path, folder) if large else None


def _in_memory(path: Path) -> ox.Store:
    store = ox.Store()
    try:
        store.bulk_load(path=str(path), format=_format(path))
    except (SyntaxError, ValueError, OSError) as error:
        raise GraphError(f"{path} cannot be read: {error}") from error
    if not len(store):
        raise GraphError(f"{path} is empty")
    return store


def _on_disk(place: disk.Place) -> ox.Store:
    try:
        held = disk.hold(place)
        store = ox.Store.read_only(str(place.store))
    except OSError as error:
        raise GraphError(f"{place.folder} cannot be read, delete it to make it anew: {error}") from error
    if not held:
        raise GraphError(f"{place.folder} was replaced just now by a newer graph: ask again")
    _OPENED[id(store)] = (store, forms.OnDisk(place.names))
    return store


_OPENED: dict[int, tuple[ox.Store, forms.Forms]] = {}  # by identity: a pyoxigraph store takes no attribute of ours


def names_of(store: ox.Store) -> forms.Forms:
    """The names in a graph: from the index beside it when it lies on disk, else read now."""
    found = _OPENED.get(id(store))
    return found[1] if found else forms.Memory(store)


def file_of(folder: Path) -> Path:
    """The file that counts as the graph of a folder; a file is its own."""
    if not folder.is_dir():
        return folder
    ready = folder / READY / FILE
    return ready if ready.is_file() else folder / FILE


def _format(path: Path) -> ox.RdfFormat:
    found = ox.RdfFormat.from_extension(path.suffix.removeprefix("."))
    if found is None:
        raise GraphError(f"{path}: what sort of RDF is this? known are .nq, .trig, .ttl, .nt, .rdf, .jsonld")
    return found


def base_of(store: ox.Store) -> str:
    """The base under which a graph's individuals live, told from the address of an article; without any, of a state or
    a person."""
    kind = ox.NamedNode(vocab.PREFIXES["rdf"] + "type")
    for name in ("Article", "State", "Person"):
        for quad in store.quads_for_pattern(None, kind, ox.NamedNode(vocab.KG[name]), None):
            iri: str = getattr(quad.subject, "value", "")
            base, mark, _ = iri.rpartition(f"{name.lower()}/")
            if mark and base:
                return base
    return vocab.DEFAULT_BASE


def select(store: ox.Store, sparql: str) -> Table:
    """Ask a SELECT or ASK question, or list the triples of a CONSTRUCT or DESCRIBE.

    The prefixes of ``vocab.PREFIXES`` are known. Raises QueryError with the reason when the question cannot be put.
    """
    if changes(sparql):
        raise QueryError("a question only reads: INSERT, DELETE and their like are not for 'query'")
    try:
        union = not graphs(sparql, vocab.PREFIXES)
        answer = store.query(sparql, prefixes=dict(vocab.PREFIXES), use_default_graph_as_union=union)
        if isinstance(answer, ox.QueryBoolean):
            return Table(("answer",), [(ox.Literal(bool(answer)),)])
        if isinstance(answer, ox.QueryTriples):
            return Table(("subject", "predicate", "object"), [(t.subject, t.predicate, t.object) for t in answer])
        return Table(tuple(v.value for v in answer.variables), [tuple(row) for row in answer])
    except (SyntaxError, ValueError, OSError) as error:
        raise QueryError(" ".join(str(error).split())) from error


def to_dataset(store: ox.Store) -> rdflib.Dataset:
    """The same graph as an rdflib Dataset, for those who know that library; literals stay as they are written."""
    rdflib.NORMALIZE_LITERALS = False
    found = rdflib.Dataset()
    found.parse(data=store.dump(format=ox.RdfFormat.N_QUADS) or b"", format="nquads")
    return found
