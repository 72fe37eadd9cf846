"""Every stored query, put to real servers that the graph was pushed to, is answered as it is here."""

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

import servers
from kg import reason, vocab
from kg.errors import PushError
from kg.push import Client, Options, Secrets, push
from kg.push.journal import FOLDER
from kg.queries import ask, catalogue, prepare
from kg.store import open_store
from kg.views.exports import MEDIA, as_text
from kg.views.exports.selection import Selection
from push_relay import SLOW, wait_until
from test_queries import given_all

pytestmark = [pytest.mark.server, pytest.mark.slow]

DATA = Path(__file__).parent / "data" / "small.trig"
SEEDS = Path(__file__).parents[1] / "graphs" / "graph.nq"
DBA = Secrets("dba", "dba")
PLACES = {"oxigraph": ("/query", ""), "virtuoso": ("/sparql", vocab.DEFAULT_BASE + "graph/default")}


@pytest.fixture(scope="module")
def here():
    store = ox.Store()
    store.load(path=str(DATA), format=ox.RdfFormat.TRIG)
    reason.derive(store)
    return store


@pytest.fixture(scope="module")
def founding():
    store = ox.Store()
    store.load(path=str(SEEDS), format=ox.RdfFormat.N_QUADS)
    return store


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory):
    with servers.oxigraph("--union-default-graph", folder=tmp_path_factory.mktemp("oxigraph")) as url:
        yield url


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory):
    with servers.virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        yield url


@pytest.fixture(scope="module", params=PLACES)
def there(request, here, tmp_path_factory):
    """The query address of a server that the small graph was pushed to."""
    url = request.getfixturevalue(request.param)
    done = push(Selection(here), url, tmp_path_factory.mktemp("beside"), client=Client(DBA))
    assert (done.store, done.triples) == (request.param, len(here))
    return url + PLACES[request.param][0]


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_the_same_answer(here, there, query):
    for sparql in (query.sparql, prepare(query, here, given_all(query))):
        assert servers.answer(there, sparql) == sorted(ask(here, sparql).texts())


@pytest.fixture
def virtuoso_alone(tmp_path):
    (tmp_path / "server").mkdir()
    with servers.virtuoso(tmp_path / "server") as url:
        yield url, url + PLACES["virtuoso"][0]


@pytest.fixture(params=PLACES)
def place(request, tmp_path):
    """An empty server: its address, where it is asked, and what its default graph is called."""
    folder = tmp_path / "server"
    folder.mkdir()
    start = servers.virtuoso(folder) if request.param == "virtuoso" else servers.oxigraph(folder=folder)
    with start as url:
        path, default = PLACES[request.param]
        yield url, url + path, default


def test_triple_by_triple(place, here, founding, tmp_path):
    """Both graphs one after the other: what the second lacks is removed, with and without --replace."""
    url, asked, default = place
    (tmp_path / "beside").mkdir()
    client = Client(DBA)
    for store, options in ((founding, {}), (here, {}), (founding, {"replace": True, "batch": 500})):
        push(Selection(store), url, tmp_path / "beside", Options(**options), client=client)
        assert servers.held(asked, default) == servers.quads(store)
    before = client.requests
    again = push(Selection(founding), url, tmp_path / "beside", client=client)
    assert (again.sent, again.removed) == (0, 0) and client.requests - before < 10


def test_virtuoso_on_again_after_a_kill_and_no_other_password(virtuoso_alone, tmp_path):
    url, asked = virtuoso_alone
    beside = tmp_path / "graph.nq"
    beside.write_bytes(SEEDS.read_bytes())
    command = [sys.executable, "-c", SLOW, url, str(beside), "200", ""]
    secret = {"KG_PUSH_USER": "dba", "KG_PUSH_PASSWORD": "dba", "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(command, env=os.environ | secret)
    journals = tmp_path / FOLDER
    wait_until(lambda: sum(len(p.read_text().splitlines()) for p in journals.glob("*")) > 8, process)
    process.kill()
    process.wait()
    founding = open_store(beside)
    assert servers.held(asked, PLACES["virtuoso"][1]) != servers.quads(founding)
    with pytest.raises(PushError, match=r"sparql-auth: 401"):
        push(Selection(founding), url, beside, client=Client(Secrets("dba", "salah")))
    done = push(Selection(founding), url, beside, Options(batch=200), client=Client(DBA))
    assert servers.held(asked, PLACES["virtuoso"][1]) == servers.quads(founding)
    assert done.held > 0 and not done.at_once


@pytest.mark.parametrize("sources", [True, False])
@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml", "trig", "nquads", "jsonld"])
def test_every_export_in_an_oxigraph_server(here, form, sources):
    whole = form in {"trig", "nquads", "jsonld"}
    with servers.oxigraph() as url:
        send("POST", url + ("/store" if whole else "/store?default"), MEDIA[form], as_text(here, form, sources=sources))
        found = servers.held(f"{url}/query")
    assert found == sorted(row if whole else ("", *row[1:]) for row in expected(here, sources, whole))


@pytest.mark.parametrize("sources", [True, False])
@pytest.mark.parametrize("form", ["turtle", "ntriples", "rdfxml"])
def test_every_export_without_named_graphs_in_a_virtuoso_server(here, virtuoso, form, sources):
    graph = f"urn:export:{form}:{sources}"
    where = f"{virtuoso}/sparql-graph-crud-auth?graph={graph}"
    Client(DBA).send("PUT", where, as_text(here, form, sources=sources).encode(), MEDIA[form])
    found = [row[1:] for row in servers.held(f"{virtuoso}/sparql") if row[0] == graph]
    assert found == sorted(row[1:] for row in expected(here, sources, False))


def expected(store, sources, whole):
    """The quads of an export, or its triples in no graph."""
    chosen = ox.Store()
    data = as_text(store, "nquads" if whole else "ntriples", sources=sources)
    chosen.load(input=data, format=ox.RdfFormat.N_QUADS)
    return servers.quads(chosen)


def send(method, url, media, text):
    Client().send(method, url, text.encode(), media)
