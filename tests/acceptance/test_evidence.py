"""Every word the graph quotes stands in its article, letter for letter, where the graph says."""

import hashlib

import pytest

from kg import ingest
from kg.store import open_store, select

HASHES = "SELECT ?id ?hash WHERE { ?a a kg:Article ; dcterms:identifier ?id ; kg:textHash ?hash }"
SENTENCES = """SELECT ?id ?start ?end ?exact WHERE {
    ?e a kg:Evidence ; kg:reportedIn/dcterms:identifier ?id ; kg:start ?start ; kg:end ?end ; kg:exact ?exact }"""
WORDS = """SELECT ?id ?start ?end ?exact ?from ?to WHERE {
    ?e kg:mark ?m ; kg:reportedIn/dcterms:identifier ?id ; kg:start ?from ; kg:end ?to .
    ?m a kg:Mark ; kg:start ?start ; kg:end ?end ; kg:exact ?exact }"""
EVERY = "SELECT ?x WHERE { ?x kg:exact ?words }"
SPEAKING = """SELECT ?x WHERE { { ?x a kg:MeetingReport } UNION { ?x a kg:Statement }
    FILTER NOT EXISTS { ?x kg:evidence/kg:mark ?m } }"""
UNSUPPORTED = """SELECT ?r ?p ?v WHERE {
    VALUES ?p { kg:participant kg:companion kg:place kg:country kg:date kg:status }
    ?r a kg:MeetingReport ; ?p ?v .
    FILTER NOT EXISTS { ?r kg:evidence/kg:mark [ kg:supports ?p ; kg:supportsValue ?v ] } }"""


@pytest.fixture(scope="module")
def store(graph):
    return open_store(graph / "graph.trig")


@pytest.fixture(scope="module")
def texts(seeds):
    return {article.id: article.text for article in ingest.articles([seeds])}


def test_the_hash_is_that_of_the_cleaned_text(store, texts):
    hashes = dict(select(store, HASHES).texts())
    assert hashes == {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}


@pytest.mark.parametrize("question", [SENTENCES, WORDS], ids=["sentences", "words"])
def test_it_stands_there_letter_for_letter(store, texts, question):
    rows = select(store, question).texts()
    assert len(rows) > 50
    assert [row for row in rows if texts[row[0]][int(row[1]) : int(row[2])] != row[3]] == []


def test_the_words_stand_within_their_sentence(store):
    rows = [tuple(map(int, (row[4], row[1], row[2], row[5]))) for row in select(store, WORDS).texts()]
    assert [row for row in rows if list(row) != sorted(row)] == []


def test_nothing_is_quoted_that_was_not_looked_at(store):
    looked = len(set(select(store, SENTENCES.replace("?id ", "?e ", 1)).texts()))
    looked += len(set(select(store, WORDS.replace("?id ", "?m ", 1)).texts()))
    assert looked == len(set(select(store, EVERY).texts()))


def test_every_report_and_statement_shows_its_words(store):
    assert select(store, SPEAKING).texts() == []


def test_every_value_of_a_report_shows_the_words_it_was_read_from(store):
    assert select(store, UNSUPPORTED).texts() == []
