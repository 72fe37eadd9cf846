"""SPARQL 1.1 Protocol and Graph Store Protocol, as a client sees them."""

from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
import rdflib

from kg.store import open_store

ONE = "SELECT ?s { ?s a kg:Person } ORDER BY ?s LIMIT 2"
ALL = "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 300"
FORMS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}


def form(**fields):
    return {"body": urlencode(fields, doseq=True), "Content_Type": "application/x-www-form-urlencoded"}


def test_the_three_ways_to_ask(server):
    got = server.sparql(ONE)
    posted = server.ask("/sparql", method="POST", **form(query=ONE))
    direct = server.ask("/sparql", method="POST", body=ONE, Content_Type="application/sparql-query; charset=utf-8")
    assert got.status == posted.status == direct.status == 200
    assert got.json == posted.json == direct.json and len(got.json["results"]["bindings"]) == 2


@pytest.mark.parametrize("kind", FORMS)
def test_every_form_holds_what_the_store_says(server, graph, kind):
    reply = server.sparql(ALL, kind)
    assert reply.headers["content-type"].startswith(kind) and "kg-truncated" not in reply.headers
    here = open_store(graph).query(ALL, use_default_graph_as_union=True)
    there = ox.parse_query_results(reply.body, format=FORMS[kind])
    assert [list(row) for row in there] == [list(row) for row in here]


def test_csv(server, graph):
    reply = server.sparql(ONE, "text/csv")
    assert reply.text.splitlines()[0] == "s" and reply.headers["content-type"] == "text/csv; charset=utf-8"


def test_yes_and_no(server):
    assert server.sparql("ASK { ?s a kg:Person }").json["boolean"] is True
    assert b"<boolean>false" in server.sparql("ASK { <urn:x> ?p ?o }", "application/sparql-results+xml").body


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
    ],
)
def test_triples(server, accept, format):
    reply = server.sparql("CONSTRUCT WHERE { ?s a kg:Meeting ; rdfs:label ?l }", accept)
    assert reply.headers["content-type"].startswith(accept)
    assert len(rdflib.Graph().parse(data=reply.body, format=format)) >= 4
    assert server.sparql("DESCRIBE ?s { ?s a kg:Meeting } LIMIT 1", accept).status == 200


def test_a_form_can_be_named_in_the_address(server):
    assert server.sparql(ONE, format="csv").text.startswith("s\r\n")


def test_what_no_form_fits(server):
    assert server.sparql(ONE, "image/png").status == 406


def some_graph(graph):
    return min(g.value for g in open_store(graph).named_graphs() if "/article/" in g.value)


def test_the_dataset_of_the_protocol(server, graph):
    name, count = some_graph(graph), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    size = len(list(open_store(graph).quads_for_pattern(None, None, None, ox.NamedNode(name))))

    def number(query, **more):
        return int(server.sparql(query, **more).json["results"]["bindings"][0]["n"]["value"])

    assert number(count, **{"default-graph-uri": name}) == size
    assert number(f"SELECT (COUNT(*) AS ?n) FROM <{name}> {{ ?s ?p ?o }}") == size
    assert number(count, **{"named-graph-uri": name}) == 0
    assert number("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", **{"named-graph-uri": name}) == size
    assert number(count) > size


@pytest.mark.parametrize("which", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("name", ["file:///etc/passwd", "urn:nothing", "not an address", "http://127.0.0.1/"])
def test_a_graph_that_is_not_here_is_not_fetched(server, which, name):
    reply = server.sparql(ONE, **{which: name})
    assert reply.status == 400 and "graph" in reply.text


def test_without_a_query(server):
    assert "sd:Service" in server.ask("/sparql", "text/turtle").text
    assert "<textarea" in server.ask("/sparql", "text/html").text
    assert server.ask("/sparql", "application/sparql-results+json").status == 400


def test_head_has_the_same_head_and_no_body(server):
    path = f"/sparql?query={quote(ONE)}"
    got, head = server.ask(path), server.ask(path, method="HEAD")
    assert head.body == b"" and head.headers["content-length"] == got.headers["content-length"]


@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples"])
def test_one_graph_of_the_store(server, graph, accept):
    name = some_graph(graph)
    here = {quad.triple for quad in open_store(graph).quads_for_pattern(None, None, None, ox.NamedNode(name))}
    reply = server.ask(f"/store?graph={quote(name, safe='')}", accept)
    assert {q.triple for q in ox.parse(reply.body, format=ox.RdfFormat.from_media_type(accept))} == here


def test_the_default_graph_and_all(server, graph):
    store = open_store(graph)
    default = server.ask("/store?default", "application/n-triples").body
    assert len(default.splitlines()) == len(list(store.quads_for_pattern(None, None, None, ox.DefaultGraph())))
    everything = server.ask("/store", "application/n-quads").body
    assert set(ox.parse(everything, format=ox.RdfFormat.N_QUADS)) == set(store)


def test_a_graph_that_is_not_there(server):
    assert server.ask("/store?graph=urn:nothing").status == 404
    assert server.ask("/store?graph=not%20one").status == 400
    assert server.ask("/store?graph=urn:a&default").status == 400
    assert server.ask("/store?graph=urn:nothing", method="HEAD").status == 404


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(server, method):
    reply = server.ask("/store?default", method=method, body="<urn:a> <urn:b> <urn:c> .", Content_Type="text/turtle")
    assert reply.status == 405 and "GET" in reply.headers["allow"]
