"""Pushing to a real Oxigraph server: only what it lacks, at once where asked, on again after a kill, on a bad line."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import servers
from kg import vocab
from kg.errors import GraphError, PushError
from kg.push import Client, Options, Secrets, push
from kg.push.content import content
from kg.push.endpoint import Endpoint
from kg.push.journal import FOLDER, Journal, journal
from kg.views.exports.selection import Selection
from push_relay import SLOW, basic, relay, wait_until

pytestmark = pytest.mark.server

HEAD = vocab.prologue() + f"BASE <{vocab.DEFAULT_BASE}> "
SEEDS = Path(__file__).parents[2] / "graphs"


def client(**given):
    return Client(sleep=lambda seconds: None, timeout=20, **given)


def held(url):
    return servers.held(f"{url}/query")


@pytest.mark.parametrize("protocol", ["graphs", "update"])
@pytest.mark.parametrize("replace", [False, True])
@pytest.mark.parametrize(("batch", "at_once"), [(7, 10), (10_000, 200_000)])
def test_every_way_ends_in_the_same(what, url, beside, protocol, replace, batch, at_once):
    options = Options(protocol=protocol, replace=replace, batch=batch, at_once=at_once)
    done = push(what, url, beside, options, client=client())
    assert held(url) == servers.quads(what.store)
    assert (done.sent, done.held, done.removed, done.triples) == (5, 0, 0, len(what.store))


@pytest.mark.parametrize("replace", [False, True])
def test_only_what_changed_is_sent_and_what_is_gone_is_removed(what, url, beside, replace):
    options = Options(replace=replace, batch=30, at_once=10)
    push(what, url, beside, options, client=client())
    what.store.update(HEAD + "DELETE WHERE { GRAPH <article/dua> { ?s ?p ?o } } ; DROP GRAPH <article/dua> ;")
    what.store.update(HEAD + "INSERT DATA { GRAPH <article/satu> { <article/satu> dcterms:title 'Anders' } }")
    done = push(what, url, beside, options, client=client())
    assert (done.sent, done.held, done.removed) == (1, 3, 1)
    assert held(url) == servers.quads(what.store)
    assert push(what, url, beside, options, client=client()).sent == 0


def test_what_others_changed_in_the_store_is_mended(what, url, beside):
    push(what, url, beside, client=client())
    change(url, f"DROP GRAPH <{vocab.DEFAULT_BASE}article/satu>")
    assert push(what, url, beside, client=client()).sent == 1
    assert held(url) == servers.quads(what.store)


def test_graphs_of_others_stay_what_is_ours_and_no_more_goes(what, url, beside):
    change(url, "INSERT DATA { GRAPH <urn:theirs> { <urn:s> <urn:p> <urn:o> } }")
    change(url, f"INSERT DATA {{ GRAPH <{vocab.DEFAULT_BASE}article/old> {{ <urn:s> <urn:p> <urn:o> }} }}")
    assert push(what, url, beside, client=client()).removed == 0
    assert push(what, url, beside, Options(replace=True), client=client()).removed == 1
    assert held(url) == sorted([*servers.quads(what.store), ("urn:theirs", "urn:s", "urn:p", "urn:o")])


VERSIONS = """SELECT ?v WHERE {
    { ?s <urn:v> ?v } UNION { GRAPH ?g { ?s <urn:v> ?v } FILTER(!CONTAINS(STR(?g), "graph/staging/") || %s) } }"""
OLD = "{ GRAPH ?g { ?s <urn:v> ?v } } "


@pytest.mark.parametrize("at_once", [True, False])
def test_a_reader_never_sees_half_of_a_replacement(what, url, beside, at_once):
    """Every graph carries the number of its version; somebody asks all the time which numbers there are."""
    seen, stop = set(), threading.Event()
    asked = VERSIONS % ("true" if at_once else "false")
    options = Options(replace=True, batch=40, at_once=10_000 if at_once else 10)

    def look():
        while not stop.is_set():
            seen.add(tuple(value for (value,) in servers.answer(f"{url}/query", asked)))

    graphs = [vocab.DEFAULT_BASE + path for path in ("article/satu", "article/dua", "article/tiga")]
    threads = [threading.Thread(target=look) for _ in range(3)]
    for version in range(4):
        what.store.update(f"DELETE {OLD} WHERE {OLD} ; DELETE WHERE {{ ?s <urn:v> ?v }}")
        triple = f"<urn:s> <urn:v> {version}"
        what.store.update(f"INSERT DATA {{ {triple} . {' '.join(f'GRAPH <{g}> {{ {triple} }}' for g in graphs)} }}")
        assert push(what, url, beside, options, client=client()).at_once
        if version == 0:
            [thread.start() for thread in threads]
    stop.set()
    [thread.join() for thread in threads]
    assert len(seen) > 1 and seen <= {(str(version),) * 4 for version in range(4)}


@pytest.mark.parametrize("replace", [False, True])
def test_on_again_after_a_kill(founding, tmp_path, replace):
    with servers.oxigraph(folder=tmp_path / "db") as url:
        (tmp_path / "graph.nq").write_bytes((SEEDS / "graph.nq").read_bytes())
        command = [sys.executable, "-c", SLOW, url, str(tmp_path / "graph.nq"), "40", "1" if replace else ""]
        process = subprocess.Popen(command, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)})
        wait_until(lambda: sum(len(p.read_text().splitlines()) for p in (tmp_path / FOLDER).glob("*")) > 12, process)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert held(url) != servers.quads(founding)
        if replace:
            assert all(vocab.path(graph).startswith("graph/staging/") for graph, *_ in held(url))
        again = client()
        options = Options(replace=replace, batch=40, at_once=10)
        push(Selection(founding), url, tmp_path / "graph.nq", options, client=again)
        assert held(url) == servers.quads(founding)
        whole = client()
        (tmp_path / "other").mkdir()
    with servers.oxigraph() as fresh:
        push(Selection(founding), fresh, tmp_path / "other", options, client=whole)
    assert again.requests < whole.requests


def change(url, update):
    Client().send("POST", f"{url}/update", update.encode(), "application/sparql-update")


# ---------------------------------------------------------------- over a bad line


@pytest.mark.parametrize("trouble", [503, 429, 500, "cut", "cut after"])
@pytest.mark.parametrize("replace", [False, True])
def test_every_third_request_fails(what, url, beside, trouble, replace):
    with relay(url, lambda number, request: trouble if number % 3 == 1 else None) as (address, _):
        push(what, address, beside, Options("oxigraph", replace, batch=40, at_once=10), client=client())
    assert held(url) == servers.quads(what.store)


def test_the_answer_to_the_change_over_is_lost(what, url, beside):
    moved = []

    def trouble(number, request):
        if b"MOVE" in request[2]:
            moved.append(number)
            return "cut after"
        return None

    with relay(url, trouble) as (address, _):
        push(what, address, beside, Options("oxigraph", True, batch=40, at_once=10), client=client())
    assert len(moved) == 1 and held(url) == servers.quads(what.store)


def test_stopped_between_the_change_over_and_the_note_of_it(what, url, beside, monkeypatch):
    options = Options(replace=True, batch=40, at_once=10)

    class Stopped(BaseException):
        pass

    def stop(self, *_):
        raise Stopped

    with monkeypatch.context() as patch:
        patch.setattr(Endpoint, "move", stop)
        with pytest.raises(Stopped):
            push(what, url, beside, options, client=client())
    done = client()
    with monkeypatch.context() as patch:
        patch.setattr(Journal, "note_all", lambda self, lines: stop(self) if len(lines) > 5 else None)
        with pytest.raises(Stopped):
            push(what, url, beside, options, client=done)
    assert held(url) == servers.quads(what.store)
    assert push(what, url, beside, options, client=client()).sent == 0


def test_waits_longer_each_time_or_as_long_as_told(what, url, beside):
    for extra, waits in (({}, [0.5, 1.0, 2.0]), ({"Retry-After": "7"}, [7.0, 7.0, 7.0])):
        slept = []
        with relay(url, lambda number, request: 503 if number < 4 else None, extra) as (address, _):
            Client(sleep=slept.append).send("GET", f"{address}/")
        assert slept == waits


# ---------------------------------------------------------------- who is there


def test_a_password_is_sent_when_asked_for_and_only_then(what, url, beside):
    def trouble(number, request):
        return None if request[3] == basic("ada", "rahasia") else 401

    with relay(url, trouble, {"WWW-Authenticate": 'Basic realm="x"'}) as (address, seen):
        push(what, address, beside, Options("oxigraph"), client=client(secrets=Secrets("ada", "rahasia")))
        assert [request[3] for request in seen][:2] == [None, basic("ada", "rahasia")]
        with pytest.raises(PushError, match=rf"{address}.*401.*KG_PUSH_USER"):
            push(what, address, beside, Options("oxigraph"), client=client(secrets=Secrets("ada", "salah")))
        with pytest.raises(PushError, match="401"):
            push(what, address, beside, Options("oxigraph"), client=client())
    assert held(url) == servers.quads(what.store)


def test_a_token_goes_along(what, url, beside):
    with relay(url, lambda number, request: None if request[3] == "Bearer t0ken" else 403) as (address, _):
        push(what, address, beside, Options("oxigraph"), client=client(secrets=Secrets.of({"KG_PUSH_TOKEN": "t0ken"})))
        with pytest.raises(PushError, match="403"):
            push(what, address, beside, Options("oxigraph"), client=client())


# ---------------------------------------------------------------- what cannot be


def test_clear_errors(what, url, beside):
    nobody = f"http://127.0.0.1:{servers.free_port()}"
    with pytest.raises(PushError, match=rf"{nobody}.*refused"):
        push(what, nobody, beside, client=client())
    with pytest.raises(PushError, match="no password in the address"):
        push(what, "http://ada:rahasia@localhost", beside)
    with pytest.raises(PushError, match="http://"):
        push(what, "localhost:7878", beside)
    with pytest.raises(PushError, match="there are: oxigraph"):
        push(what, url, beside, Options("word"))
    with relay(url, lambda number, request: 302, {"Location": "https://elsewhere.example/"}) as (address, _):
        with pytest.raises(PushError, match="--store"):
            push(what, address, beside, client=client())
        with pytest.raises(PushError, match="elsewhere"):
            push(what, address, beside, Options("oxigraph"), client=client())


def test_a_store_that_swallows_triples_is_found_out(what, url, beside):
    def trouble(number, request):
        return 204 if b"INSERT DATA" in request[2] and b"article/dua>" in request[2] else None

    with relay(url, trouble) as (address, _), pytest.raises(PushError, match="0 triples of"):
        push(what, address, beside, Options("oxigraph"), client=client())


def test_a_blank_node_is_refused(what, url, beside):
    what.store.update(HEAD + "INSERT DATA { [] rdfs:label 'x' }")
    with pytest.raises(GraphError, match="blank node"):
        push(what, url, beside, client=client())


def test_one_push_at_a_time(what, url, beside):
    with journal(beside / FOLDER, url, beside), pytest.raises(PushError, match="under way"):
        push(what, url, beside, client=client())


def test_a_union_as_default_graph(what, beside):
    with servers.oxigraph("--union-default-graph") as url:
        push(what, url, beside, client=client())
        assert push(what, url, beside, client=client()).sent == 0


def test_parts_are_the_same_whenever_cut(what):
    with content(what) as one, content(what) as other:
        assert one.pieces == other.pieces and sum(piece.triples for piece in one.pieces) == len(what.store)
        for piece in one.pieces:
            lines = list(one.lines(piece))
            assert lines == sorted(set(lines)) or len(lines) == piece.triples
            assert [line for part in other.parts(piece, 7) for line in part] == lines


def test_a_line_cut_short_by_a_kill_is_passed_over(beside, url):
    with journal(beside, url, beside) as notes:
        notes.note(graph="urn:a", digest="1")
        notes.note(stage="urn:b", parts=3)
    [path] = beside.glob("*.jsonl")
    path.write_text(path.read_text() + '{"graph": "urn:c", "dig')
    with journal(beside, url, beside) as notes:
        assert (notes.held, notes.staged) == ({"urn:a": "1"}, {"urn:b": 3})
        notes.note(graph="urn:a", digest=None)
    with journal(beside, url, beside) as notes:
        assert notes.held == {}
