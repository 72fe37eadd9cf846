"""Real triple stores of other makers, started empty for a test, and what tests ask of them."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
import pytest

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
VIRTUOSO = shutil.which("virtuoso-t")
XSD = "http://www.w3.org/2001/XMLSchema#"

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
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 100000
"""


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
            time.sleep(0.1)
    raise AssertionError(f"{url} did not answer")


@contextmanager
def oxigraph(*options, folder=None):
    """An Oxigraph server, in memory or with its data in a folder: gives its address."""
    if not OXIGRAPH.is_file():
        pytest.skip("needs the oxigraph server of PyPI")
    url = f"http://127.0.0.1:{free_port()}"
    where = ["--location", str(folder)] if folder else []
    command = [str(OXIGRAPH), "serve", "--bind", url.removeprefix("http://"), *where, *options]
    with _running(command, f"{url}/query?query=ASK%7B%7D"):
        yield url


@contextmanager
def virtuoso(folder):
    """A Virtuoso server with its data in a folder: gives its address; user and password are "dba"."""
    if VIRTUOSO is None:
        pytest.skip("needs Virtuoso (Debian's virtuoso-opensource)")
    http = free_port()
    (folder / "v.ini").write_text(INI.format(folder=folder, port=free_port(), http=http))
    command = [VIRTUOSO, "+configfile", str(folder / "v.ini"), "+foreground"]
    with _running(command, f"http://127.0.0.1:{http}/sparql?query=ASK%7B%3Fs+%3Fp+%3Fo%7D", cwd=folder):
        yield f"http://127.0.0.1:{http}"


@contextmanager
def _running(command, ready, cwd=None):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=cwd)
    try:
        wait_for(ready, process)
        yield
    finally:
        process.terminate()
        process.wait(30)


def bindings(endpoint, sparql):
    """The rows that a store answers with: for each column the term as SPARQL's JSON gives it."""
    body = urllib.parse.urlencode({"query": sparql}).encode()
    request = urllib.request.Request(endpoint, body, {"Accept": "application/sparql-results+json"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        found = json.load(reply)
    return [[row.get(name, {}) for name in found["head"]["vars"]] for row in found["results"]["bindings"]]


def answer(endpoint, sparql):
    """The same as sorted rows of text."""
    return sorted(tuple(cell.get("value", "") for cell in row) for row in bindings(endpoint, sparql))


def held(endpoint, default=""):
    """Every quad that a store holds, as N-Quads without what stores write in ways of their own: sorted texts."""
    rows = bindings(endpoint, "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }")
    if not default:
        rows += [[{}, *row] for row in bindings(endpoint, "SELECT ?s ?p ?o WHERE { ?s ?p ?o }")]
    named = ((graph.get("value", ""), *map(_term, rest)) for graph, *rest in rows)
    quads = (("" if default and graph == default else graph, *rest) for graph, *rest in named)
    return sorted(quad for quad in quads if ours(quad[0]))


def ours(graph):
    """Not a graph that a store comes with."""
    return "openlinksw" not in graph and not graph.startswith(("http://local", "http://www.w3.org"))


def quads(store):
    """Every quad of one of our stores in the same way."""
    return sorted(
        ("" if isinstance(quad.graph_name, ox.DefaultGraph) else quad.graph_name.value, *map(_own, quad.triple))
        for quad in store
    )


def _own(term):
    if isinstance(term, ox.Literal):
        return _literal(term.value, term.datatype.value, term.language or "")
    return term.value


def _term(cell):
    if cell["type"] == "uri":
        return cell["value"]
    return _literal(cell["value"], cell.get("datatype", XSD + "string"), cell.get("xml:lang", ""))


def _literal(value, datatype, language):
    if language:
        return f"{value}@{language.lower()}"
    if datatype == XSD + "boolean":
        value = {"1": "true", "0": "false"}.get(value, value)
    if datatype in {XSD + "decimal", XSD + "integer"}:
        return f"{float(value):g}"
    return f"{value}^^{datatype.removeprefix(XSD)}"
