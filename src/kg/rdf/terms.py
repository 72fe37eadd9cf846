"""Claims' values as RDF terms, each as it stands in N-Triples: addresses that need no escapes, canonical literals.

Millions of terms go straight into files, so they are text from the start and no objects are made of them.

>>> literal("0.850", "decimal"), literal("Menlu", "text", "id")
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

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_LOCAL = re.compile(r"[A-Za-z][\w-]*")
_ODD = re.compile(r'["\\\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]')
_XSD = {
    name: f"^^<{PREFIXES['xsd']}{name}>" for name in ("date", "gYearMonth", "gYear", "integer", "decimal", "boolean")
}
TYPE = f"<{PREFIXES['rdf']}type>"
LABEL = f"<{PREFIXES['rdfs']}label>"
ALSO = f"<{PREFIXES['skos']}altLabel>"
SAME_AS = f"<{PREFIXES['owl']}sameAs>"
REPLACED = f"<{PREFIXES['dcterms']}isReplacedBy>"
LAT = f"<{PREFIXES['geo']}lat>"
LONG = f"<{PREFIXES['geo']}long>"


@lru_cache(maxsize=512)
def kg(name: str) -> str:
    """A term of the ontology. Raises KeyError when it has none of that name."""
    return f"<{KG[name]}>"


@lru_cache(maxsize=512)
def predicate(name: str) -> str:
    """The property a claim names: of the ontology ("place"), or with a known prefix ("rdfs:label")."""
    prefix, colon, rest = name.partition(":")
    if not colon:
        return kg(name)
    if not _LOCAL.fullmatch(rest):
        raise KeyError(f"{name!r} is no property")
    return f"<{PREFIXES[prefix]}{rest}>"


@lru_cache(maxsize=1 << 16)
def node(path: str, base: str = vocab.DEFAULT_BASE) -> str:
    """The individual with that path."""
    return f"<{mint(path, base=base)}>"


def literal(text: str, datatype: str = "string", lang: str = "") -> str:
    """A literal of one of a claim's datatypes; numbers in their canonical form."""
    if datatype == "text" and _LANGUAGE.fullmatch(lang):
        return f"{_quoted(text)}@{lang.lower()}"
    if datatype == "decimal":
        text = _canonical(text)
    return _quoted(text) + _XSD.get(datatype, "")


def _quoted(text: str) -> str:
    return str(ox.Literal(text)) if _ODD.search(text) else f'"{text}"'


def _canonical(number: str) -> str:
    try:
        value = Decimal(number)
    except InvalidOperation:
        return number
    plain = f"{value:f}"
    return (plain.rstrip("0").rstrip(".") or "0") if "." in plain else plain


def web(url: str) -> str:
    """A page's address as an IRI, escaped where need be; text that is no such address stays text."""
    try:
        parts = urlsplit(url.strip()) if url.isprintable() else None
        if parts is None or parts.scheme not in ("http", "https") or not parts.netloc:
            return literal(url)
        return str(ox.NamedNode(quote(url.strip(), safe="%/:=&?~#+!$,;'@()*[]")))
    except ValueError:
        return literal(url)


def same_as(known: str) -> str:
    """The address of an identifier elsewhere: Wikidata ("Q7747") or GeoNames ("g1871859"); "" when it is neither."""
    if re.fullmatch(r"Q[0-9]+", known):
        return f"<http://www.wikidata.org/entity/{known}>"
    if re.fullmatch(r"g[0-9]+", known):
        return f"<https://sws.geonames.org/{known[1:]}/>"
    return ""
