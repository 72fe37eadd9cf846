"""What a graph holds, for catalogues and for machines that look for data: VoID and DCAT, as Turtle.

Everything is counted in the graph; there is no clock in it, so the same graph has the same description. A licence is
stated only where the user gives one: whose texts are quoted, no program knows.
"""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pyoxigraph as ox

from kg import vocab
from kg.errors import GraphError
from kg.store import select, text
from kg.views.exports.selection import Selection
from kg.views.exports.sorting import in_order
from kg.vocab import KG

_HEAD = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "kg": vocab.NAMESPACE,
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = "https://www.iana.org/assignments/media-types/"
_TYPES = {
    **{".ttl": "text/turtle", ".trig": "application/trig", ".nt": "application/n-triples", ".csv": "text/csv"},
    **{".nq": "application/n-quads", ".rdf": "application/rdf+xml", ".jsonld": "application/ld+json"},
    **{".graphml": "application/graphml+xml", ".gexf": "application/gexf+xml"},
}
_TYPE = f"<{vocab.PREFIXES['rdf']}type>"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_NO_LICENCE = "No licence is stated. The words that are quoted belong to their publishers."


class Counts(NamedTuple):
    """Numbers of a graph as one: triples, subjects, objects; individuals by class; triples by property."""

    triples: int
    subjects: int
    objects: int
    classes: Counter[str]
    properties: Counter[str]


def counts(what: Selection) -> Counts:
    """Count a selection, all graphs as one, in bounded memory."""
    triples = subjects = 0
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    for _, rows in groupby(what.merged(), key=lambda row: row[1]):
        subjects += 1
        for row in rows:
            triples += 1
            properties[row[3]] += 1
            if row[3] == _TYPE:
                classes[row[4]] += 1
    objects = sum(1 for _ in in_order((row[4],) for row in what.merged()))
    return Counts(triples, subjects, objects, classes, properties)


def describe(what: Selection, files: Sequence[Path] = (), license: str = "", title: str = "") -> str:
    """The description; ``files`` are exports of this graph, told of with size and SHA-256 under their names.

    Raises GraphError when a file cannot be read or the licence is no address.
    """
    if license and not _ADDRESS.fullmatch(license):
        raise GraphError(f"{license!r} is no address of a licence: give one like https://creativecommons.org/...")
    found = counts(what)
    head = "".join(f"@prefix {prefix}: <{space}> .\n" for prefix, space in _HEAD.items())
    lines = [*_about(what, title, license), *_numbers(what, found), *_sources(what), *_partitions(found)]
    lines += [f"dcat:distribution {_distribution(path)}" for path in files]
    kinds = f"<{what.base}{'dataset' if what.sources else 'dataset-without-sources'}> a void:Dataset, dcat:Dataset"
    return f"{head}\n{kinds} ;\n    " + " ;\n    ".join(lines) + f" .\n{_derived(what)}"


def _derived(what: Selection) -> str:
    """What the rules conclude, as a data set inside the data set."""
    if not what.derived:
        return ""
    title = '"What rules derive, apart from what is asserted"@en'
    number = sum(1 for graph, *_ in what.rows() if graph == str(what.derived_graph))
    return f"\n<{what.derived_graph.value}> a void:Dataset ; dcterms:title {title} ; void:triples {number} .\n"


def _about(what: Selection, title: str, license: str) -> Iterator[str]:
    yield f"dcterms:title {_quoted(title or 'Who met whom, where and when, and who said what')}"
    said = "with the articles, sentences and words that say so" if what.sources else "without its sources"
    yield f'dcterms:description "Meetings and statements as news articles report them, {said}."@en'
    yield f"dcterms:license <{license}>" if license else f"dcterms:rights {_quoted(_NO_LICENCE)}@en"
    yield f"dcterms:conformsTo <{vocab.NAMESPACE.rstrip('#')}>"


def _numbers(what: Selection, found: Counts) -> Iterator[str]:
    yield f'void:uriSpace "{what.base}"'
    numbers = {"triples": found.triples, "distinctSubjects": found.subjects, "distinctObjects": found.objects}
    numbers |= {"classes": len(found.classes), "properties": len(found.properties)}
    numbers["entities"] = sum(found.classes.values())
    if what.sources:
        numbers["documents"] = found.classes[f"<{KG.Article}>"]
    yield from (f"void:{name} {number}" for name, number in numbers.items())
    spaces = {_space(term) for term in (*found.classes, *found.properties)}
    yield "void:vocabulary " + ", ".join(f"<{space}>" for space in sorted(spaces))
    if what.derived:
        yield f"void:subset <{what.derived_graph.value}>"


def _space(term: str) -> str:
    iri = term[1:-1]
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _sources(what: Selection) -> Iterator[str]:
    """When the articles are from and in which languages; from which outlets, where sources are told of."""
    store = what.store
    bounds = _texts(store, "SELECT (MIN(?d) AS ?a) (MAX(?d) AS ?b) WHERE { ?x a kg:Article ; dcterms:issued ?d }")
    if bounds and bounds[0][0] and what.sources:
        first, last = (f'"{day}"^^xsd:date' for day in bounds[0])
        yield f"dcterms:temporal [ a dcterms:PeriodOfTime ; dcat:startDate {first} ; dcat:endDate {last} ]"
    languages = _texts(store, "SELECT DISTINCT ?l WHERE { ?x a kg:Article ; dcterms:language ?l } ORDER BY ?l")
    if languages:
        yield "dcterms:language " + ", ".join(_quoted(name) for (name,) in languages)
    outlets = _texts(store, "SELECT DISTINCT ?o WHERE { ?x a kg:Article ; dcterms:publisher ?o } ORDER BY ?o")
    if outlets and what.sources:
        yield "dcterms:source " + ", ".join(_quoted(name) for (name,) in outlets)


def _texts(store: ox.Store, question: str) -> list[tuple[str, ...]]:
    return [tuple(map(text, row)) for row in select(store, question).rows]


def _partitions(found: Counts) -> Iterator[str]:
    for name, number in sorted(found.classes.items()):
        yield f"void:classPartition [ void:class {name} ; void:entities {number} ]"
    for name, number in sorted(found.properties.items()):
        yield f"void:propertyPartition [ void:property {name} ; void:triples {number} ]"


def _distribution(path: Path) -> str:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = path.stat().st_size
    except OSError as error:
        raise GraphError(f"{path} cannot be read: {error.strerror or error}") from error
    media = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    parts = [f"a dcat:Distribution ; dcterms:title {_quoted(path.name)}", f"dcat:downloadURL <{quote(path.name)}>"]
    parts += [f"dcat:mediaType <{_MEDIA}{media}>", f"dcat:byteSize {size}"]
    parts += [
        "spdx:checksum [ a spdx:Checksum ; spdx:algorithm spdx:checksumAlgorithm_sha256 ; "
        f'spdx:checksumValue "{digest}"^^xsd:hexBinary ]'
    ]
    return f"[ {' ; '.join(parts)} ]"


def _quoted(said: str) -> str:
    return str(ox.Literal(said))
