"""The founding articles' graph in tools of other makers: no warning, the same triples, the same answers."""

import io
import re
import shutil
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import networkx
import pytest

from kg.queries import ask, catalogue, find, prepare
from kg.store import open_store
from kg.views.exports import as_text, export
from servers import answer, free_port, wait_for

pytestmark = pytest.mark.server

RAPPER = shutil.which("rapper")
OXIGRAPH = Path(sys.executable).with_name("oxigraph")
SYNTAXES = {"graph.trig": "trig", "graph.nq": "nquads", "graph.ttl": "turtle"}
MEDIA = {"graph.trig": "application/trig", "graph.nq": "application/n-quads", "graph.ttl": "text/turtle"}
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


@pytest.fixture(scope="module")
def store(graph):
    return open_store(graph)


def size(store, name):
    return len({quad.triple for quad in store}) if name == "graph.ttl" else len(store)


@pytest.mark.skipif(not RAPPER, reason="needs rapper (Debian's raptor2-utils)")
@pytest.mark.parametrize("name", SYNTAXES)
def test_rapper_reads_it_without_a_warning(graph, store, name):
    done = subprocess.run(
        [RAPPER, "-c", "-i", SYNTAXES[name], graph / name], capture_output=True, text=True, check=False
    )
    said = [line for line in done.stderr.splitlines() if "Parsing URI" not in line]
    assert (done.returncode, said) == (0, [f"rapper: Parsing returned {size(store, name)} triples"])


@contextmanager
def server(file):
    """A server of its own for one file, loaded over HTTP as a stranger would; gives the address of its SPARQL."""
    address = f"127.0.0.1:{free_port()}"
    process = subprocess.Popen(
        [OXIGRAPH, "serve", "--bind", address], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        wait_for(f"http://{address}/query?query=ASK%7B%7D", process)
        where = f"http://{address}/store" + ("?default" if file.suffix == ".ttl" else "")
        request = urllib.request.Request(where, file.read_bytes(), {"Content-Type": MEDIA[file.name]}, method="POST")
        with urllib.request.urlopen(request, timeout=60) as reply:
            assert reply.status in {200, 201, 204}
        yield f"http://{address}/query"
    finally:
        process.terminate()
        _, said = process.communicate(timeout=20)
    assert "warn" not in said.lower() and "error" not in said.lower()


@pytest.mark.skipif(not OXIGRAPH.is_file(), reason="needs the oxigraph server of PyPI")
@pytest.mark.parametrize("name", MEDIA)
def test_an_oxigraph_server_holds_as_many_triples(graph, store, name):
    with server(graph / name) as sparql:
        assert answer(sparql, COUNT) == [(str(size(store, name)),)]


@pytest.mark.skipif(not OXIGRAPH.is_file(), reason="needs the oxigraph server of PyPI")
@pytest.mark.parametrize("name", MEDIA)
def test_an_oxigraph_server_answers_every_stored_question_alike(graph, store, name):
    """What asks which article says something needs the named graphs, which Turtle does not have."""
    asked = [query for query in catalogue() if name != "graph.ttl" or "GRAPH" not in query.sparql]
    assert len(asked) >= 15
    with server(graph / name) as sparql:
        for query in asked:
            question = prepare(query, store, find(query.name).example)
            there = answer(sparql + "?union-default-graph", question)
            assert there == sorted(ask(store, question).texts()), query.name


@pytest.mark.skipif(not RAPPER, reason="needs rapper (Debian's raptor2-utils)")
@pytest.mark.parametrize("sources", [True, False])
@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml", "trig", "nquads"])
def test_rapper_reads_every_export_without_a_warning(store, tmp_path, form, sources):
    path = tmp_path / "export"
    export(store, form, path, sources=sources)
    done = subprocess.run([RAPPER, "-i", form, "-o", "ntriples", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not re.search("warning|error", done.stderr, re.IGNORECASE)
    triples = {line for line in as_text(store, "ntriples", sources=sources).splitlines() if line}
    assert len(set(done.stdout.splitlines())) == len(triples)


@pytest.mark.parametrize("sources", [True, False])
def test_networkx_reads_the_networks(store, sources):
    met = networkx.read_gexf(io.BytesIO(as_text(store, "gexf", sources=sources).encode()))
    assert met.edges["person/kim-jong-un", "person/vladimir-putin"]["weight"] >= 2
    everything = networkx.read_graphml(io.BytesIO(as_text(store, "graphml", sources=sources).encode()))
    assert set(met) <= set(everything)
