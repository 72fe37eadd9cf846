"""The terms of the ontology as its page shows them: read once from ``ontology/kg.ttl``, in the order of that file."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg import vocab
from kg.resources import ONTOLOGY
from kg.vocab import KG

_SCHEMA_RANGE = URIRef(vocab.PREFIXES["schema"] + "rangeIncludes")
_TRAITS = {
    OWL.SymmetricProperty: "symmetric",
    OWL.TransitiveProperty: "transitive",
    OWL.IrreflexiveProperty: "irreflexive",
}


class Term(NamedTuple):
    """A term: its name, what OWL calls it, label and comment by language, and how it stands to others.

    ``domain``, ``range`` and ``wider`` hold names of our own terms; ``aligned`` the terms of others that it is a kind
    of, ``see`` those that come near; ``datatypes`` what values are written as.
    """

    name: str
    kind: str
    label: dict[str, str]
    comment: dict[str, str]
    wider: tuple[str, ...]
    domain: tuple[str, ...]
    range: tuple[str, ...]
    datatypes: tuple[str, ...]
    aligned: tuple[str, ...]
    see: tuple[str, ...]
    inverse: str
    traits: tuple[str, ...]
    of: str


class Ontology(NamedTuple):
    """All terms, and what the ontology says of itself by property and language."""

    terms: tuple[Term, ...]
    about: dict[str, dict[str, str]]
    version: str
    license: str

    @property
    def classes(self) -> list[Term]:
        """The classes."""
        return [term for term in self.terms if term.kind == "owl:Class"]

    @property
    def relations(self) -> list[Term]:
        """The properties that lead to individuals."""
        return [term for term in self.terms if term.kind == "owl:ObjectProperty"]

    @property
    def values(self) -> list[Term]:
        """The properties that lead to values."""
        return [term for term in self.terms if term.kind == "owl:DatatypeProperty"]

    @property
    def notes(self) -> list[Term]:
        """The annotation properties."""
        return [term for term in self.terms if term.kind == "owl:AnnotationProperty"]

    @property
    def named(self) -> list[Term]:
        """The named individuals."""
        return [term for term in self.terms if term.kind == "owl:NamedIndividual"]

    def members(self, kind: Term) -> list[Term]:
        """The named individuals of a class."""
        return [term for term in self.named if term.of == kind.name]

    def term(self, name: str) -> Term:
        """The term of a name."""
        return next(term for term in self.terms if term.name == name)


@cache
def ontology() -> Ontology:
    """The ontology that is installed."""
    graph = rdflib.Graph().parse(ONTOLOGY / "kg.ttl")
    head = next(graph.subjects(RDF.type, OWL.Ontology))
    about = {name: _texts(graph, head, DCTERMS[name]) for name in ("title", "description")}
    version, license_ = (str(graph.value(head, name) or "") for name in (OWL.versionInfo, DCTERMS.license))
    return Ontology(tuple(_term(graph, name) for name in KG), about, version, license_)


def _term(graph: rdflib.Graph, name: str) -> Term:
    node = KG[name]
    wider = [*graph.objects(node, RDFS.subClassOf), *graph.objects(node, RDFS.subPropertyOf)]
    ranges = [*graph.objects(node, RDFS.range), *graph.objects(node, _SCHEMA_RANGE)]
    kinds = [kind for kind in graph.objects(node, RDF.type) if str(kind).startswith(vocab.NAMESPACE)]
    inverse = graph.value(node, OWL.inverseOf) or next(iter(graph.subjects(OWL.inverseOf, node)), "")
    return Term(
        name,
        KG.kind(name),
        _texts(graph, node, RDFS.label),
        _texts(graph, node, RDFS.comment),
        _ours(wider),
        tuple(sorted(n for value in graph.objects(node, RDFS.domain) for n in _classes(graph, value))),
        tuple(sorted(n for value in graph.objects(node, RDFS.range) for n in _classes(graph, value))),
        tuple(sorted(short(v) for v in ranges if isinstance(v, URIRef) and not _is_ours(v))),
        tuple(sorted(short(v) for v in wider if isinstance(v, URIRef) and not _is_ours(v))),
        tuple(sorted(short(v) for v in graph.objects(node, RDFS.seeAlso))),
        str(inverse).removeprefix(vocab.NAMESPACE),
        tuple(word for kind, word in _TRAITS.items() if (node, RDF.type, kind) in graph),
        str(kinds[0]).removeprefix(vocab.NAMESPACE) if kinds else "",
    )


def _texts(graph: rdflib.Graph, node: Node, name: URIRef) -> dict[str, str]:
    found = {str(getattr(text, "language", None) or ""): str(text) for text in graph.objects(node, name)}
    return dict(sorted(found.items()))


def _is_ours(node: Node) -> bool:
    return str(node).startswith(vocab.NAMESPACE)


def _ours(nodes: list[Node]) -> tuple[str, ...]:
    return tuple(sorted(str(node).removeprefix(vocab.NAMESPACE) for node in nodes if _is_ours(node)))


def _classes(graph: rdflib.Graph, node: Node) -> list[str]:
    union = graph.value(node, OWL.unionOf)
    if union is not None:
        return list(_ours(list(Collection(graph, union))))
    return list(_ours([node]))


_OTHERS = {
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
}


def short(node: Node) -> str:
    """An address as prefix and name."""
    iri = str(node)
    known = {**vocab.PREFIXES, **_OTHERS}
    return next((f"{p}:{iri[len(space) :]}" for p, space in known.items() if iri.startswith(space)), iri)
