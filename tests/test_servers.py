"""Every stored question, put to real servers of other makers, is answered as it is here."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import reason
from kg.queries import ask, catalogue, prepare
from test_queries import given_all

pytestmark = [pytest.mark.server, pytest.mark.slow]

DATA = Path(__file__).parent / "data" / "small.trig"
OXIGRAPH = Path(sys.executable).with_name("oxigraph")
VIRTUOSO, ISQL = shutil.which("virtuoso-t"), shutil.which("isql-vt")
DEFAULT = "urn:newskg:default"  # Virtuoso has no default graph of its own: what stands there needs a name


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(url, process, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(f"{url} did not answer")


def nquads(store, default=""):
    lines = []
    for quad in store:
        graph = f"<{default}>" if isinstance(quad.graph_name, ox.DefaultGraph) and default else quad.graph_name
        lines.append(f"{quad.subject} {quad.predicate} {quad.object} {'' if str(graph) == 'DEFAULT' else graph} .\n")
    return "".join(sorted(lines))


@pytest.fixture(scope="module")
def here():
    store = ox.Store()
    store.load(path=str(DATA), format=ox.RdfFormat.TRIG)
    reason.derive(store)
    return store


@pytest.fixture(scope="module")
def oxigraph(here, tmp_path_factory):
    if not OXIGRAPH.is_file():
        pytest.skip("the oxigraph server is not installed")
    folder, port = tmp_path_factory.mktemp("oxigraph"), free_port()
    (folder / "data.nq").write_text(nquads(here), "utf-8")
    load = [str(OXIGRAPH), "load", "--location", str(folder / "db"), "--file", str(folder / "data.nq")]
    subprocess.run(load, check=True, capture_output=True)
    serve = [str(OXIGRAPH), "serve-read-only", "--location", str(folder / "db"), "--bind", f"127.0.0.1:{port}"]
    process = subprocess.Popen([*serve, "--union-default-graph"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/query?query=ASK%7B%7D", process)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        process.terminate()
        process.wait(20)


INI = """[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/t.db
TransactionFile = {folder}/t.trx
[Parameters]
ServerPort = {port}
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
DirsAllowed = {folder}
CheckpointInterval = 0
[HTTPServer]
ServerPort = {http}
ServerRoot = {folder}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 100000
"""


@pytest.fixture(scope="module")
def virtuoso(here, tmp_path_factory):
    if VIRTUOSO is None or ISQL is None:
        pytest.skip("Virtuoso is not installed")
    folder, port, http = tmp_path_factory.mktemp("virtuoso"), free_port(), free_port()
    (folder / "v.ini").write_text(INI.format(folder=folder, port=port, http=http))
    (folder / "data.nq").write_text(nquads(here, DEFAULT), "utf-8")
    start = [VIRTUOSO, "+configfile", str(folder / "v.ini"), "+foreground"]
    process = subprocess.Popen(start, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    try:
        wait_for(f"http://127.0.0.1:{http}/sparql?query=ASK%7B%3Fs+%3Fp+%3Fo%7D", process)
        load = f"DB.DBA.TTLP_MT(file_to_string_output('{folder}/data.nq'), '', '{DEFAULT}', 512);"
        subprocess.run([ISQL, str(port), "dba", "dba", f"exec={load}"], check=True, capture_output=True)
        yield f"http://127.0.0.1:{http}/sparql"
    finally:
        process.terminate()
        process.wait(30)


def answer(endpoint, sparql):
    body = urllib.parse.urlencode({"query": sparql}).encode()
    request = urllib.request.Request(endpoint, body, {"Accept": "application/sparql-results+json"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        found = json.load(reply)
    return sorted(
        tuple(row.get(name, {}).get("value", "") for name in found["head"]["vars"])
        for row in found["results"]["bindings"]
    )


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
@pytest.mark.parametrize("server", ["oxigraph", "virtuoso"])
def test_the_same_answer(here, server, query, request):
    endpoint = request.getfixturevalue(server)
    for sparql in (query.sparql, prepare(query, here, given_all(query))):
        assert answer(endpoint, sparql) == sorted(ask(here, sparql).texts())
