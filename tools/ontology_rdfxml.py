"""Write ontology/kg.rdf from ontology/kg.ttl, for tools that read RDF/XML only (owlready2).

    python tools/ontology_rdfxml.py

The same Turtle gives the same bytes: blank nodes are named by RDF canonicalisation and the triples are sorted, the
ontology's own header first.
"""

from __future__ import annotations

import pyoxigraph as ox

from kg.resources import ONTOLOGY
from kg.vocab import PREFIXES

HEADER = "<https://w3id.org/newskg/ontology>"


def rdfxml(turtle: bytes) -> bytes:
    """The graph of a Turtle document as RDF/XML."""
    dataset = ox.Dataset(ox.parse(turtle, format=ox.RdfFormat.TURTLE))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    triples = sorted((quad.triple for quad in dataset), key=lambda t: (str(t.subject) != HEADER, str(t)))
    written = ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=dict(PREFIXES))
    assert written is not None
    return written + b"\n"


if __name__ == "__main__":
    (ONTOLOGY / "kg.rdf").write_bytes(rdfxml((ONTOLOGY / "kg.ttl").read_bytes()))
