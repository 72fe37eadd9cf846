"""A real server, started as users start it, on a small graph."""

import http.client
import json
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

import pytest

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

BUILT = Path(__file__).parents[2] / "graphs"


class Reply(NamedTuple):
    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)


class Server:
    """A running server, and a client for it that sends paths as they are."""

    def __init__(self, address, process):
        self.address, self.process = address.rstrip("/"), process
        self.host, self.port = urlsplit(address).hostname, urlsplit(address).port

    def ask(self, path, accept="", method="GET", body=None, timeout=60, **headers):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, ({"Accept": accept} if accept else {}) | sent)
            reply = connection.getresponse()
            return Reply(reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read())
        finally:
            connection.close()

    def sparql(self, query, accept="application/sparql-results+json", **more):
        return self.ask(f"/sparql?{urlencode({'query': query, **more}, doseq=True)}", accept)


@contextmanager
def serving(graph, *options):
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(graph), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            line = process.stdout.readline()
            found = re.search(r"http://\S+", line)
            assert found, line + process.stderr.read()
            yield Server(found[0], process)
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="session")
def graph(tmp_path_factory):
    """What a build of the founding articles writes, to be had without building."""
    return shutil.copytree(BUILT, tmp_path_factory.mktemp("served") / "graph")


@pytest.fixture(scope="session")
def server(graph):
    with serving(graph) as found:
        yield found
