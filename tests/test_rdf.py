"""Our RDF: what stands where, safe in every syntax, the same bytes every time."""

import io
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg import rdf
from kg.rdf import serialise
from kg.rdf.terms import literal, same_as, web
from kg.resolve import resolve
from kg.store import select
from kg.vocab import KG
from telling import Told, summit

BASE = "https://w3id.org/newskg/id/"
HOSTILE = [
    '<script>alert("1")</script>',
    "\u202eevil\u202c",
    'quote " and \\ back',
    "tab\tnew\nline",
    "\x00\x1b[31m",
    "'''",
    "é\U0001f600",
]


def store_of(claims, base=BASE):
    return rdf.to_store(claims, resolve(claims, base=base), base)


def written(store, base=BASE):
    texts = []
    for write, rows in ((serialise.trig, serialise.rows), (serialise.turtle, serialise.merged)):
        out = io.StringIO()
        write(rows(store), out, base)
        texts.append(out.getvalue())
    out = io.StringIO()
    serialise.nquads(serialise.rows(store), out)
    return (*texts, out.getvalue())


def parsed(text, form):
    store = ox.Store()
    store.bulk_load(text.encode(), format=form)
    return store


def hostile():
    told = Told("h1", "2031-01-01", HOSTILE[0])
    people = [told.person(f"Nama {text} Akhir", f"Jabatan {text}") for text in HOSTILE]
    for other in people[1:]:
        told.report(people[0], other, date="2031-01-02", place=told.place(HOSTILE[1] + "kota"))
    for speaker, text in zip(people, HOSTILE, strict=True):
        told.says(speaker, text)
    told.say(told.node, "dcterms:source", 'https://x.test/a b?"<script>', "iri")
    return told.claims


@pytest.mark.parametrize("claims", [summit, hostile], ids=["summit", "hostile"])
def test_every_syntax_says_the_same(claims):
    store = store_of(claims())
    trig, turtle, nquads = written(store)
    quads = set(store)
    assert set(parsed(trig, ox.RdfFormat.TRIG)) == quads
    assert set(parsed(nquads, ox.RdfFormat.N_QUADS)) == quads
    triples = {quad.triple for quad in quads}
    assert {quad.triple for quad in parsed(turtle, ox.RdfFormat.TURTLE)} == triples
    graph = rdflib.Graph()
    graph.parse(data=turtle, format="turtle")
    assert len(graph) == len(triples)


@pytest.mark.server
@pytest.mark.skipif(not shutil.which("rapper"), reason="needs Debian's raptor2-utils")
@pytest.mark.parametrize("claims", [summit, hostile], ids=["summit", "hostile"])
def test_rapper_reads_it_without_a_warning(claims, tmp_path):
    store = store_of(claims())
    for name, text, count in zip(
        ("turtle", "trig"), written(store)[1::-1], (len({q.triple for q in store}), len(store)), strict=True
    ):
        path = tmp_path / f"graph.{name}"
        path.write_text(text, "utf-8")
        run = subprocess.run(["rapper", "-c", "-i", name, str(path)], capture_output=True, text=True, check=False)
        assert f"returned {count} " in run.stderr
        assert "Warning" not in run.stderr
        assert "Error" not in run.stderr


OXIGRAPH = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


@pytest.mark.server
@pytest.mark.skipif(not OXIGRAPH, reason="needs the oxigraph command of PyPI's oxigraph")
@pytest.mark.parametrize("claims", [summit, hostile], ids=["summit", "hostile"])
@pytest.mark.parametrize("name", ["graph.trig", "graph.ttl", "graph.nq"])
def test_an_oxigraph_server_holds_the_same(name, claims, tmp_path):
    store = store_of(claims())
    rdf.write(store, tmp_path)
    database = ["--location", str(tmp_path / "db")]
    load = subprocess.run(
        [OXIGRAPH, "load", *database, "--file", str(tmp_path / name)], capture_output=True, check=True
    )
    assert b"warn" not in load.stderr.lower()
    ask = [OXIGRAPH, "query", *database, "--query", COUNT, "--results-format", "csv"]
    answer = subprocess.run(ask, capture_output=True, text=True, check=True).stdout.split()
    assert answer[-1] == str(len({q.triple for q in store}) if name.endswith("ttl") else len(store))


def test_the_same_claims_in_any_order_give_the_same_bytes():
    wanted = written(store_of(summit()))
    for seed in range(3):
        claims = summit()
        random.Random(seed).shuffle(claims)
        claims.sort(key=lambda claim: claim.article, reverse=True)
        assert written(store_of(claims)) == wanted


def test_an_article_speaks_in_its_own_graph_and_the_rest_in_the_default_graph():
    store = store_of(summit())
    kinds = {}
    for quad in store.quads_for_pattern(None, ox.NamedNode(str(rdflib.RDF.type)), None, None):
        place = "default" if isinstance(quad.graph_name, ox.DefaultGraph) else "article"
        kinds.setdefault(quad.object.value.removeprefix(str(KG)), set()).add(place)
    article = {"Article", "MeetingReport", "Statement", "Evidence", "Mark"}
    assert {kind for kind, places in kinds.items() if places == {"article"}} == article
    assert {"Person", "State", "Place", "Meeting", "Tenure", "Judgement"} <= set(kinds)


def test_every_mark_supports_a_value_its_report_states():
    rows = select(
        store_of(summit()),
        """SELECT ?mark WHERE { GRAPH ?a { ?r a kg:MeetingReport ; kg:evidence [ kg:mark ?mark ] .
           ?mark kg:supports ?p ; kg:supportsValue ?v . FILTER NOT EXISTS { ?r ?p ?v } } }""",
    ).rows
    assert rows == []


def test_a_statement_of_two_outlets_keeps_both_wordings():
    rows = select(
        store_of(summit()),
        "SELECT ?s (COUNT(DISTINCT ?text) AS ?n) WHERE { GRAPH ?a { ?s a kg:Statement ; kg:text ?text } } GROUP BY ?s",
    )
    assert [row[1].value for row in rows.rows] == ["2"]


def test_a_base_of_ones_own():
    store = store_of(summit(), "https://example.org/kg/")
    assert "w3id.org/newskg/id" not in written(store, "https://example.org/kg/")[2]


def test_terms():
    assert str(literal("1.300", "decimal")).startswith('"1.3"')
    assert str(literal("x", "text", "not a language!")) == '"x"'
    assert same_as("Q7747") == "<http://www.wikidata.org/entity/Q7747>"
    assert same_as("PRK") == ""
    assert web("javascript:alert(1)") == '"javascript:alert(1)"'
    assert web("https://x.test/a b") == "<https://x.test/a%20b>"
    assert web("https://a[b]c/") == '"https://a[b]c/"'
