"""Claims' values as RDF terms: addresses that need no escapes, canonical literals.

>>> str(literal("0.850", "decimal")), str(literal("Menlu", "text", "id"))
('"0.85"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"Menlu"@id')
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from urllib.parse import quote, urlsplit

import pyoxigraph as ox

from kg import vocab
from kg.vocab import KG, PREFIXES, mint

Term = ox.NamedNode | ox.Literal

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_LOCAL = re.compile(r"[A-Za-z][\w-]*")
_XSD = {name: ox.NamedNode(PREFIXES["xsd"] + name) for name in ("date", "gYearMonth", "gYear", "integer", "decimal")}
_BOOLEAN = ox.NamedNode(PREFIXES["xsd"] + "boolean")
TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
ALSO = ox.NamedNode(PREFIXES["skos"] + "altLabel")
SAME_AS = ox.NamedNode(PREFIXES["owl"] + "sameAs")
LAT = ox.NamedNode(PREFIXES["geo"] + "lat")
LONG = ox.NamedNode(PREFIXES["geo"] + "long")


@lru_cache(maxsize=512)
def kg(name: str) -> ox.NamedNode:
    """A term of the ontology. Raises KeyError when it has none of that name."""
    return ox.NamedNode(KG[name])


@lru_cache(maxsize=512)
def predicate(name: str) -> ox.NamedNode:
    """The property a claim names: of the ontology ("place"), or with a known prefix ("rdfs:label")."""
    prefix, colon, rest = name.partition(":")
    if not colon:
        return kg(name)
    if not _LOCAL.fullmatch(rest):
        raise KeyError(f"{name!r} is no property")
    return ox.NamedNode(PREFIXES[prefix] + rest)


@lru_cache(maxsize=1 << 16)
def node(path: str, base: str = vocab.DEFAULT_BASE) -> ox.NamedNode:
    """The individual with that path."""
    return ox.NamedNode(mint(path, base=base))


def literal(text: str, datatype: str = "string", lang: str = "") -> ox.Literal:
    """A literal of one of a claim's datatypes; numbers in their canonical form."""
    if datatype == "text" and _LANGUAGE.fullmatch(lang):
        return ox.Literal(text, language=lang.lower())
    if datatype == "decimal":
        return ox.Literal(_canonical(text), datatype=_XSD["decimal"])
    if datatype == "boolean":
        return ox.Literal(text, datatype=_BOOLEAN)
    return ox.Literal(text, datatype=_XSD[datatype]) if datatype in _XSD else ox.Literal(text)


def _canonical(number: str) -> str:
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    plain = f"{value:f}"
    return (plain.rstrip("0").rstrip(".") or "0") if "." in plain else plain


def web(url: str) -> Term:
    """A page's address as an IRI, escaped where need be; text that is no such address stays text."""
    parts = urlsplit(url.strip()) if url.isprintable() else None
    if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
        return ox.Literal(url)
    return ox.NamedNode(quote(url.strip(), safe="%/:=&?~#+!$,;'@()*[]"))


def same_as(known: str) -> ox.NamedNode | None:
    """The address of an identifier of knowledge elsewhere: Wikidata ("Q7747") or GeoNames ("g1871859")."""
    if re.fullmatch(r"Q[0-9]+", known):
        return ox.NamedNode(f"http://www.wikidata.org/entity/{known}")
    if re.fullmatch(r"g[0-9]+", known):
        return ox.NamedNode(f"https://sws.geonames.org/{known[1:]}/")
    return None
