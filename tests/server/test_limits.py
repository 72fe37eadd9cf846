"""What no client can do: hold up the others, bring the server down, read files, reach other machines, inject."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from server.conftest import serving

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT (GROUP_CONCAT(?c) AS ?x) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LIMIT = 2.0


@pytest.fixture(scope="module")
def strict(graph):
    options = ["--timeout", str(LIMIT), "--max-rows", "50", "--max-request", "64", "--max-memory", "700"]
    with serving(graph, *options) as found:
        yield found


def alive(server):
    return server.ask("/health").status == 200 and server.sparql("ASK { ?s a kg:Person }").json["boolean"]


@pytest.mark.slow
def test_a_thousand_requests_32_at_a_time(server):
    paths = [
        "/",
        "/questions/who-met-whom.csv",
        "/questions/meetings-of-person?person=kim+jong+un",
        "/page/person/kim-jong-un",
        "/data/person/vladimir-putin.ttl",
        f"/sparql?query={quote('SELECT * { ?s a kg:Meeting }')}",
        "/store?default",
        "/explorer",
    ]
    began = time.monotonic()
    with ThreadPoolExecutor(32) as many:
        found = list(many.map(lambda at: server.ask(paths[at % len(paths)]).status, range(1000)))
    assert found == [200] * 1000
    print(f"1000 requests, 32 at a time: {time.monotonic() - began:.1f} s")


@pytest.mark.slow
@pytest.mark.parametrize("query", [RUNAWAY, GREEDY, f"ASK {{ {{ {RUNAWAY} }} FILTER(?n < 0) }}"])
def test_a_runaway_query_is_stopped_within_its_limit(strict, query):
    began = time.monotonic()
    reply = strict.sparql(query)
    assert reply.status == 422 and "stopped" in reply.text
    assert time.monotonic() - began < LIMIT + 2
    assert alive(strict)


@pytest.mark.slow
def test_others_are_answered_while_many_run_away(strict):
    with ThreadPoolExecutor(16) as many:
        runaways = [many.submit(strict.sparql, RUNAWAY) for _ in range(8)]
        time.sleep(0.3)
        waits = []
        while not all(run.done() for run in runaways):
            began = time.monotonic()
            assert strict.ask("/questions/pairs.csv").status == 200
            assert strict.ask("/page/person/kim-jong-un").status == 200
            waits.append(time.monotonic() - began)
        assert {run.result().status for run in runaways} == {422}
    assert max(waits) < LIMIT, waits
    assert alive(strict)


def test_an_answer_that_is_cut_says_so(strict):
    reply = strict.sparql("SELECT * { ?s ?p ?o }")
    assert len(reply.json["results"]["bindings"]) == 50 and "50" in reply.headers["kg-truncated"]
    assert reply.json["head"]["link"][0].endswith("truncated-50")
    xml = strict.sparql("SELECT * { ?s ?p ?o }", "application/sparql-results+xml")
    assert b"truncated-50" in xml.body and "kg-truncated" in xml.headers
    exact = strict.sparql("SELECT * { ?s ?p ?o } LIMIT 50")
    assert "kg-truncated" not in exact.headers and "link" not in exact.json["head"]
    assert "kg-truncated" in strict.sparql("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle").headers
    page = strict.ask("/questions/mentions?what=Vladimir+Putin", "text/html")
    assert page.status == 200


def nested(open, close, times):
    return f"SELECT * {{ {open * times} ?s ?p ?o {close * times} }}"


HOSTILE = {
    "service": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "silent service": "SELECT * { SERVICE SILENT <http://169.254.169.254/> { ?s ?p ?o } }",
    "hidden service": "PREFIX a: <urn:> SELECT * { ?s a:x\\' 1 . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } #'\n}",
    "load": "LOAD <file:///etc/passwd>",
    "load with a prefix": "PREFIX a: <urn:a> LOAD <http://127.0.0.1:1/> INTO GRAPH <urn:g>",
    "insert": "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "drop": "DROP ALL",
    "from a file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "from named, elsewhere": "SELECT * FROM NAMED <http://127.0.0.1:1/> { GRAPH ?g { ?s ?p ?o } }",
    "relative from": "SELECT * FROM <../../etc/passwd> { ?s ?p ?o }",
    "groups": nested("{", "}", 30_000),
    "optionals": nested("OPTIONAL {", "}", 3_000),
    "brackets": f"ASK {{ FILTER{'(' * 20_000}1{')' * 20_000} }}",
    "negations": f"ASK {{ FILTER({'!' * 60_000}true) }}",
    "minus signs": f"ASK {{ FILTER({'-' * 60_000}1 < 2) }}",
    "paths": f"ASK {{ ?s {'^' * 60_000}<urn:p> ?o }}",
    "collections": f"ASK {{ ?s ?p {'(' * 9_000}1{')' * 9_000} }}",
    "blank nodes": f"ASK {{ ?s ?p {'[<urn:p> ' * 5_000}1{']' * 5_000} }}",
    "exists": f"ASK {{ {'FILTER EXISTS {' * 2_000}{'}' * 2_000} }}",
    "unclosed": "SELECT * { ?s ?p 'abc }",
    "nul": "ASK { ?s ?p '\0' }",
    "empty": "   ",
    "half a word": "SELEC",
    "too long": f"ASK {{ ?s ?p '{'x' * 70_000}' }}",
    "two": "ASK {} ASK {}",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("way", ["get", "post"])
def test_hostile_queries_get_4xx(strict, name, way):
    query = HOSTILE[name]
    if way == "get" and len(query) > 20_000:
        pytest.skip("an address is not so long: see below")
    if way == "get":
        reply = strict.sparql(query)
    else:
        body = urlencode({"query": query})
        reply = strict.ask("/sparql", method="POST", body=body, Content_Type="application/x-www-form-urlencoded")
    assert 400 <= reply.status < 500, reply
    assert "Traceback" not in reply.text and "root:" not in reply.text
    assert alive(strict)


def test_long_chains_that_are_no_brackets_do_not_bring_the_others_down(strict):
    for middle in ("||", "+", "/"):
        chain = f" {middle} ".join(["<urn:p>" if middle in "/|" else "1"] * 3_000)
        query = f"ASK {{ ?s {chain} ?o }}" if middle in "/|" else f"ASK {{ FILTER({chain}) }}"
        reply = strict.ask("/sparql", method="POST", body=query, Content_Type="application/sparql-query")
        assert reply.status in (200, 400, 413, 422), reply
    assert alive(strict)


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "/style.css/../../../etc/passwd",
        "/page/../../../../etc/passwd",
        "/page/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/data/..%5c..%5cetc",
        "/page/person/..%00",
        "/page?iri=file:///etc/passwd",
        "/data?iri=javascript:alert(1)",
        "/store?graph=file:///etc/passwd",
        "/questions/..%2f..%2fpyproject.toml",
        "/questions/%2e%2e",
        "/questions/a.csv/../../x",
        "/questions/evidence.csv?of=file:///etc/passwd",
        "/explorer/../graph.nq",
        "/%ff%fe",
        "/page/%ff",
        "/find?q=%ff%00",
        "/page/" + "a/" * 5_000,
        "/page/%0d%0aSet-Cookie:%20a=b",
        "/questions/evidence.csv?of=" + quote("<urn:a> } ; DROP ALL ; {"),
        "/questions/judgements.csv?word=" + quote('") } SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } #') + "&word=",
    ],
)
def test_hostile_paths_get_4xx(strict, path):
    reply = strict.ask(path)
    assert 400 <= reply.status < 500, reply
    assert b"root:" not in reply.body and b"[project]" not in reply.body and "set-cookie" not in reply.headers


def test_the_address_of_a_thing_cannot_split_the_answer_or_lead_away(strict):
    for path in ("/id/%0d%0aSet-Cookie:%20a=b", "/id//evil.example", "/id/https://evil.example", "/id/%5cevil.example"):
        reply = strict.ask(path)
        assert "set-cookie" not in reply.headers
        assert reply.headers.get("location", "/page/").startswith("/page/")


NASTY = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize(
    "path",
    [
        f"/questions/meetings-of-person?person={quote(NASTY)}",
        f"/questions/judgements?word={quote(NASTY)}",
        f"/questions/who-met-whom?lang={quote(NASTY)}&{quote(NASTY)}={quote(NASTY)}",
        f"/questions/{quote(NASTY, safe='')}",
        f"/find?q={quote(NASTY)}",
        f"/page/{quote(NASTY, safe='')}",
        f"/page?iri={quote(NASTY)}",
        f"/sparql?query={quote('ASK { ?s ?p ' + chr(39) * 3 + NASTY + chr(39) * 3 + ' }')}",
        f"/sparql?query={quote(NASTY)}",
        f"/sparql?format={quote(NASTY)}",
        f"/?{quote(NASTY)}",
    ],
)
def test_what_a_client_sends_is_never_markup(strict, path):
    reply = strict.ask(path, "text/html")
    assert b"<script" not in reply.body and b"<img src=x" not in reply.body
    assert reply.status == 200 or 400 <= reply.status < 500


def test_text_of_articles_is_never_markup(strict):
    query = f"SELECT ({NASTY!r} AS ?x) (<javascript:alert(1)> AS ?y) {{}}".replace("\\'", "\\'")
    reply = strict.ask(f"/sparql?query={quote(query)}", "text/html")
    assert reply.status == 200 and b"<script" not in reply.body and b'href="javascript' not in reply.body


def raw(server, data, wait=10.0, pause=0.0):
    """Send bytes as they are; everything that comes back."""
    with socket.create_connection((server.host, server.port), timeout=wait) as line:
        for piece in data if isinstance(data, list) else [data]:
            line.sendall(piece)
            time.sleep(pause)
        found = b""
        try:
            while piece := line.recv(65536):
                found += piece
        except TimeoutError:
            pass
        return found


HOST = b"Host: 127.0.0.1\r\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + HOST + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"X: y\x00z\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"POST /sparql HTTP/1.1\r\n"
        + HOST
        + b"Transfer-Encoding: chunked\r\nContent-Type: application/sparql-query\r\n\r\nzz\r\n",
        b"POST /sparql HTTP/1.1\r\n"
        + HOST
        + b"Content-Type: text/plain\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc",
    ],
)
def test_malformed_requests_get_4xx(strict, data):
    answer = raw(strict, data)
    assert answer.startswith(b"HTTP/1.1 4"), answer[:200]
    assert alive(strict)


def test_giant_bodies_are_refused_early(strict):
    head = b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Type: application/sparql-query\r\n"
    assert raw(strict, head + b"Content-Length: 99999999999\r\n\r\n").startswith(b"HTTP/1.1 413")
    assert raw(strict, head + b"Content-Length: " + b"9" * 4000 + b"\r\n\r\n").startswith(b"HTTP/1.1 4")
    chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
    assert raw(strict, [head + b"Transfer-Encoding: chunked\r\n\r\n", chunk, chunk]).startswith(b"HTTP/1.1 413")
    assert alive(strict)


def test_a_body_that_does_not_come_is_not_waited_for(strict):
    head = (
        b"POST /sparql HTTP/1.1\r\n" + HOST + b"Content-Type: application/sparql-query\r\nContent-Length: 100\r\n\r\n"
    )
    began = time.monotonic()
    assert raw(strict, [head, b"ASK"]).startswith(b"HTTP/1.1 408")
    assert time.monotonic() - began < LIMIT + 2


@pytest.mark.slow
def test_clients_that_never_finish_do_not_hold_up_the_others(strict):
    lines = [socket.create_connection((strict.host, strict.port), timeout=30) for _ in range(200)]
    try:
        for line in lines:
            line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        began = time.monotonic()
        assert alive(strict) and time.monotonic() - began < 2
        assert lines[0].recv(1000).startswith(b"HTTP/1.1 408")
    finally:
        for line in lines:
            line.close()
    assert alive(strict)


def test_a_client_that_goes_away_leaves_nothing_behind(strict):
    path = f"/sparql?query={quote(RUNAWAY)}".encode()
    for _ in range(4):
        with socket.create_connection((strict.host, strict.port), timeout=5) as line:
            line.sendall(b"GET " + path + b" HTTP/1.1\r\n" + HOST + b"\r\n")
    assert alive(strict)


def children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_a_worker_that_dies_is_replaced_and_none_outlives_the_server(graph):
    with serving(graph) as server:
        for worker in children(server.process.pid):
            os.kill(worker, 9)
        time.sleep(0.5)
        replies = {server.ask("/questions/pairs.csv").status for _ in range(8)}
        assert 200 in replies and replies <= {200, 422}
        workers = children(server.process.pid)
    time.sleep(0.5)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


def test_a_graph_that_is_built_anew_is_served_from_then_on(graph, tmp_path):
    folder = tmp_path / "graph"
    folder.mkdir()
    (folder / "graph.nq").write_text("<urn:a> <urn:p> <urn:old> .\n")
    with serving(folder) as server:
        assert server.sparql("ASK { ?s ?p <urn:old> }").json["boolean"]
        (tmp_path / "new").write_text("<urn:a> <urn:p> <urn:newer> .\n")
        (tmp_path / "new").replace(folder / "graph.nq")
        end = time.monotonic() + 20
        while not server.sparql("ASK { ?s ?p <urn:newer> }").json["boolean"]:
            assert time.monotonic() < end
            time.sleep(0.2)


def test_what_cannot_be_served_is_said(graph, tmp_path):
    def told(*options):
        run = subprocess.run(
            [sys.executable, "-m", "kg", "serve", *options], capture_output=True, text=True, timeout=60, check=False
        )
        return run.returncode, run.stderr.strip()

    assert told("-g", str(tmp_path)) == (
        1,
        f"kg: no graph in {tmp_path}: build one with 'kg build SOURCE... --out {tmp_path}'",
    )
    (tmp_path / "graph.nq").write_text("no graph")
    code, words = told("-g", str(tmp_path))
    assert code == 1 and "cannot be read" in words and "\n" not in words
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        code, words = told("-g", str(graph), "--port", str(taken.getsockname()[1]))
    assert code == 1 and "cannot listen" in words


def test_threads(strict):
    """Many at once on one connection each, kept open."""
    trouble = []

    def client():
        connection = http.client.HTTPConnection(strict.host, strict.port, timeout=30)
        for _ in range(10):
            connection.request("GET", "/questions/pairs.csv")
            reply = connection.getresponse()
            reply.read()
            if reply.status != 200:
                trouble.append(reply.status)
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not trouble
