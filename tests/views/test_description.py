"""The description of a graph for catalogues says what is in it, and nothing that nobody knows."""

import hashlib

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import DCTERMS, RDF
from typer.testing import CliRunner

from kg import vocab
from kg.cli import app
from kg.errors import GraphError
from kg.views.description import counts, describe
from kg.views.exports import export
from kg.views.exports.selection import Selection
from kg.vocab import KG

VOID = rdflib.Namespace("http://rdfs.org/ns/void#")
DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
DATASET = rdflib.URIRef(vocab.DEFAULT_BASE + "dataset")


def read(text, **where):
    return rdflib.Graph().parse(data=text, format="turtle", **where)


def number(graph, name):
    return int(graph.value(DATASET, VOID[name]))


def test_what_is_counted_is_there(derived):
    graph, triples = read(describe(Selection(derived))), {quad.triple for quad in derived}
    assert number(graph, "triples") == len(triples)
    assert number(graph, "distinctSubjects") == len({str(t.subject) for t in triples})
    assert number(graph, "distinctObjects") == len({str(t.object) for t in triples})
    assert number(graph, "properties") == len({t.predicate for t in triples})
    assert number(graph, "documents") == 3
    parts = {
        str(graph.value(part, VOID["class"])): int(graph.value(part, VOID.entities))
        for part in graph.objects(DATASET, VOID.classPartition)
    }
    assert parts[str(KG.Meeting)] == 5 and parts[str(KG.Person)] == 4
    uses = {
        str(graph.value(part, VOID.property)): int(graph.value(part, VOID.triples))
        for part in graph.objects(DATASET, VOID.propertyPartition)
    }
    assert sum(uses.values()) == len(triples)
    [subset] = graph.objects(DATASET, VOID.subset)
    assert str(subset) == str(vocab.derived()) and int(graph.value(subset, VOID.triples)) > 0


def test_where_it_is_from_and_from_when(derived):
    graph = read(describe(Selection(derived)))
    assert sorted(map(str, graph.objects(DATASET, DCTERMS.source))) == ["Harian Dua", "Harian Satu", "Warta Tiga"]
    period = graph.value(DATASET, DCTERMS.temporal)
    assert str(graph.value(period, DCAT.startDate)) == "2030-01-11"
    assert str(graph.value(period, DCAT.endDate)) == "2030-02-13"
    assert not list(graph.objects(DATASET, DCTERMS.modified)) and describe(Selection(derived)) == describe(
        Selection(derived)
    )


def test_no_licence_is_made_up_and_a_given_one_is_told(derived):
    graph = read(describe(Selection(derived)))
    assert not list(graph.objects(DATASET, DCTERMS.license)) and "No licence" in str(
        graph.value(DATASET, DCTERMS.rights)
    )
    given = "https://creativecommons.org/licenses/by/4.0/"
    assert str(read(describe(Selection(derived), license=given)).value(DATASET, DCTERMS.license)) == given
    with pytest.raises(GraphError, match="no address of a licence"):
        describe(Selection(derived), license="CC BY")


def test_without_sources_it_names_none(derived):
    said = describe(Selection(derived, sources=False))
    assert "Harian" not in said and "#Article" not in said and "documents" not in said
    assert counts(Selection(derived, sources=False)).triples < counts(Selection(derived)).triples


def test_an_export_is_told_of_with_its_size_and_digest(derived, tmp_path):
    path = tmp_path / "who met.gexf"
    export(derived, "gexf", path)
    graph = read(describe(Selection(derived), [path]), publicID="https://example.org/data/")
    part = graph.value(DATASET, DCAT.distribution)
    assert (part, RDF.type, DCAT.Distribution) in graph
    assert int(graph.value(part, DCAT.byteSize)) == path.stat().st_size
    assert str(graph.value(part, DCAT.downloadURL)) == "https://example.org/data/who%20met.gexf"
    assert str(graph.value(part, DCAT.mediaType)).endswith("application/gexf+xml")
    checksum = graph.value(part, SPDX.checksum)
    assert str(graph.value(checksum, SPDX.checksumValue)) == hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(GraphError, match="cannot be read"):
        describe(Selection(derived), [tmp_path / "none.ttl"])


def test_written_beside_an_export(derived, tmp_path):
    derived.dump(str(tmp_path / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    command = ["export", "-f", "dyads", "-g", str(tmp_path / "graph.nq"), "--describe"]
    assert CliRunner().invoke(app, [*command, "-o", str(tmp_path / "met.csv")]).exit_code == 0
    assert "text/csv" in (tmp_path / "met.csv.void.ttl").read_text("utf-8")
    assert CliRunner().invoke(app, command).exit_code == 2
