"""The words of the graph: closed namespaces, and how the address of an individual is made.

The ontology defines each term once, in a block that opens with ``kg:term a``; a light scan of those lines (no RDF
parser, under a millisecond) closes the namespace, so a term that does not exist cannot be written:

    >>> str(KG.participant)
    'https://w3id.org/newskg/ontology#participant'
    >>> KG.participants
    Traceback (most recent call last):
    ...
    AttributeError: the ontology has no term kg:participants; did you mean kg:participant?

Individuals live under a base that the user sets. Their paths hold letters, digits and ``- . _ ~ /`` only, because
escapes in addresses are where RDF tools disagree:

    >>> str(mint("person", "kim-jong-un"))
    'https://w3id.org/newskg/id/person/kim-jong-un'
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from rdflib import URIRef

from kg.errors import GraphError
from kg.names import slug
from kg.resources import ONTOLOGY

NAMESPACE = "https://w3id.org/newskg/ontology#"
DEFAULT_BASE = "https://w3id.org/newskg/id/"
DERIVED = "graph/derived"
"""Path, under the base, of the named graph that holds what the rules derive: never mixed with what is asserted."""

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "kg": NAMESPACE,
        "dcterms": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)

_DEFINITION = re.compile(r"^kg:([A-Za-z]\w*)[ \t]+a[ \t]+(owl:\w+)", re.MULTILINE)
_SEGMENT = re.compile(r"\w(?:[\w.~-]*[\w~-])?")
_BASE = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]*[/#:]")


class Terms:
    """A namespace of which every member is known: attribute or item access, AttributeError or KeyError otherwise."""

    def __init__(self, prefix: str, namespace: str, kinds: Mapping[str, str]) -> None:
        self._prefix = prefix
        self._namespace = namespace
        self._kinds = dict(kinds)
        self._terms = {name: URIRef(namespace + name) for name in kinds}

    def __getattr__(self, name: str) -> URIRef:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self._terms[name]
        except KeyError:
            raise AttributeError(self.complaint(name)) from None

    def __getitem__(self, name: str) -> URIRef:
        try:
            return self._terms[name]
        except KeyError:
            raise KeyError(self.complaint(name)) from None

    def __contains__(self, name: object) -> bool:
        return name in self._terms

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __str__(self) -> str:
        return self._namespace

    def kind(self, name: str) -> str:
        """What the ontology says the term is: "owl:Class", "owl:ObjectProperty", "owl:NamedIndividual" ..."""
        return self._kinds[name]

    def complaint(self, name: str) -> str:
        """One line that says the term does not exist and which one is nearest."""
        near = difflib.get_close_matches(name, self._terms, n=1, cutoff=0.6)
        hint = f"; did you mean {self._prefix}:{near[0]}?" if near else ""
        return f"the ontology has no term {self._prefix}:{name}{hint}"


def _scan(path: Path) -> dict[str, str]:
    """Each term of the ontology file with its first type, in the file's order."""
    terms = dict(_DEFINITION.findall(path.read_text("utf-8")))
    if not terms:
        raise GraphError(f"{path.name} defines no terms: the installation is damaged")
    return terms


KG = Terms("kg", NAMESPACE, _scan(ONTOLOGY / "kg.ttl"))


def base(iri: str) -> str:
    """A base for individuals, checked: absolute, nothing that needs escapes, ending in ``/``, ``#`` or ``:``.

    Raises GraphError with the reason.
    """
    if not _BASE.fullmatch(iri):
        raise GraphError(f"{iri!r} cannot be a base: it must be absolute, without spaces or quotes, and end in / or #")
    return iri


def segment(text: str) -> str:
    """Any text as one part of a path: unchanged when it is safe, otherwise its slug and eight digits of its hash.

    >>> segment("000_5c6f8dc3064c2d17"), segment("a (copy)")
    ('000_5c6f8dc3064c2d17', 'a-copy-b9e1eee4')
    """
    if _SEGMENT.fullmatch(text) and len(text) <= 120:
        return text
    return f"{slug(text)}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def mint(*parts: str, base: str = DEFAULT_BASE) -> URIRef:
    """The address of an individual from the parts of its path; each part may hold slashes.

    Raises GraphError when a part would need escapes: pass doubtful text through ``segment`` first.
    """
    path = "/".join(parts)
    for part in path.split("/"):
        if not _SEGMENT.fullmatch(part):
            raise GraphError(f"{path!r} cannot be an address: {part!r} needs escapes")
    return URIRef(base + path)


def path(iri: str, base: str = DEFAULT_BASE) -> str | None:
    """The path of an individual under the base ("person/kim-jong-un"); None when the address lies elsewhere."""
    return iri[len(base) :] if iri.startswith(base) and len(iri) > len(base) else None


def derived(base: str = DEFAULT_BASE) -> URIRef:
    """The named graph of derived facts."""
    return mint(DERIVED, base=base)


def prologue() -> str:
    """The PREFIX lines of every stored query and rule."""
    return "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
