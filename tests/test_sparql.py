"""What the text of a question shows, whatever is done to hide it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import sparql


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
        "select*{service<http://a.example/>{?s ?p ?o}}",
        "SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }",
        "SELECT * { SERVICESILENT<http://a.example/>{} }",
        "PREFIX a: <http://a.example/> SELECT * { ?s ?p ?o . SERVICE a:b { ?s ?p ?o } }",
        "SELECT * { SERVICE # what\n silent#ever\n\t<http://a.example/>#\r\n { } }",
        "SELECT * { ?s ?p <urn:a#> SERVICE <http://a.example/> {} }",
        "SELECT * { ?s ?p 'a\\' # ' SERVICE <http://a.example/> {} }",
        "PREFIX a: <urn:> SELECT * { ?s a:x\\# a:y ; a:z a:x\\' . SERVICE <http://a.example/> { } #' \n}",
        "SELECT * { ?s a:b.SERVICE <http://a.example/> {} }",
    ],
)
def test_a_call_elsewhere_cannot_hide(question):
    assert sparql.calls_elsewhere(question)


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * { ?service ?p 'the secret service of <b>' }",
        "SELECT * { ?s <urn:service> { } }",
        "# SERVICE is not needed\nASK {}",
        "ASK { ?s ?p ?service FILTER(?service < 3 && ?x > 2) { } }",
    ],
)
def test_a_word_alone_is_no_call(question):
    assert not sparql.calls_elsewhere(question)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("SELECT * FROM <urn:a> FROM NAMED <urn:b> { ?s ?p ?o }", ["urn:a", "urn:b"]),
        ("PREFIX x: <urn:x/> SELECT * from x:y from named :z { }", ["urn:x/y", ":z"]),
        ("SELECT * { ?s ?p 'FROM <urn:a>' } # FROM <urn:b>", []),
        ("SELECT ?from { ?from <urn:FROM> <urn:c> }", []),
        ("SELECT * FROM kg:g { }", ["https://w3id.org/newskg/ontology#g"]),
    ],
)
def test_the_graphs_it_names(question, named):
    assert sparql.graphs(question, {"kg": "https://w3id.org/newskg/ontology#"}) == named


@pytest.mark.parametrize(
    ("question", "change"),
    [
        ("LOAD <http://a.example/>", True),
        ("# ask\nprefix a: <urn:a> insert data { a:a a:a a:a }", True),
        ("BASE <urn:x> WITH <urn:g> DELETE { } WHERE { }", True),
        ("SELECT ?load { ?load ?insert 'DROP ALL' }", False),
        ("", False),
    ],
)
def test_what_would_change_something(question, change):
    assert sparql.changes(question) == change


def test_depth():
    assert sparql.depth("SELECT * { { ( [ ] ) } } # {{{{") == 4
    assert sparql.depth('ASK { ?s ?p "{{{{" }') == 1


@given(st.text(alphabet="\"'\\<># \n{}[]()kg:ab?$@%.SERVICEfrom", max_size=300))
def test_nothing_is_lost_and_nothing_fails(text):
    kept = "".join(found[0] for found in sparql._TOKEN.finditer(text))
    assert kept == text
    sparql.graphs(text), sparql.depth(text), sparql.calls_elsewhere(text), sparql.changes(text)


PIECES = ["'", '"', '"""', "<", "\\", "a:", "service ", "service #", "service <", "{", "%", "\n"]


@pytest.mark.parametrize("piece", PIECES)
def test_long_texts_take_no_longer_than_their_length(piece):
    text = piece * (200_000 // len(piece))
    sparql.depth(text), sparql.calls_elsewhere(text), sparql.graphs(text)
