"""Answers as text: names for people, addresses for programs, and nothing that acts on whoever reads it."""

import csv
import io
import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import vocab
from kg.errors import QueryError
from kg.queries import catalogue, run
from kg.store import Table
from kg.views.tables import FORMATS, as_table, heading, labels, render
from kg.vocab import KG

XSD = vocab.PREFIXES["xsd"]


def number(text, kind):
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


def one(*terms):
    return Table(tuple("abcdefgh"[: len(terms)]), [terms])


def test_a_node_has_the_name_of_the_wanted_language(derived):
    sudavia = ox.NamedNode(vocab.mint("state/XSU"))
    assert (labels(derived, "en")(sudavia), labels(derived, "id")(sudavia)) == ("South Davia", "Sudavia")
    assert labels(derived, "fr")(sudavia) == "South Davia"
    assert labels(derived)(ox.NamedNode(vocab.mint("article/dua"))) == "Rekaan Bertemu Contoh"


def test_terms_of_the_ontology_have_names_what_has_none_its_path(derived):
    assert labels(derived, "id")(ox.NamedNode(KG.Held)) == "terlaksana"
    assert labels(derived)(ox.NamedNode(vocab.mint("evidence/e1"))) == "evidence/e1"
    assert labels(derived)(ox.NamedNode("https://elsewhere.example/x")) == "https://elsewhere.example/x"


def test_headings_are_words_where_the_ontology_has_them():
    assert (heading("date", "id"), heading("meeting", "id"), heading("outlet", "id")) == (
        "tanggal",
        "pertemuan",
        "media",
    )
    assert (heading("outlet", "en"), heading("own", "id")) == ("outlet", "own")


def test_every_column_of_a_stored_question_has_an_indonesian_heading():
    same = {"status"}
    for query in catalogue():
        for variable in ox.Store().query(query.sparql).variables:
            assert heading(variable.value, "id") != variable.value or variable.value in same, variable


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_the_whole_answer(derived, form):
    text = render(run(derived, "disagreements"), form, labels(derived, "id"), "id")
    for word in ("Harian Satu", "Harian Dua", "Balai Contoh", "Pelabuhan Umpama", "tempat"):
        assert word in text
    assert text.endswith("\n")


def test_csv_has_addresses_beside_names(derived):
    text = render(run(derived, "most-connected"), "csv", labels(derived))
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    assert list(found[0]) == ["person", "person_iri", "contacts", "meetings"]
    assert found[0]["person"] == "Ada Contoh" and found[0]["person_iri"].endswith("person/ada-contoh")


def test_json_has_types():
    table = one(number("3", "integer"), number("0.5", "decimal"), number("true", "boolean"), None, ox.Literal("x"))
    assert json.loads(render(table, "json")) == [{"a": 3, "b": 0.5, "c": True, "d": None, "e": "x"}]


def test_an_empty_answer_keeps_its_columns():
    empty = Table(("a", "b"), [])
    assert render(empty, "csv") == "a,b\r\n"
    assert json.loads(render(empty, "json")) == []
    assert render(empty, "markdown") == "| a | b |\n| --- | --- |\n"


def test_markdown_shows_signs_and_does_not_obey_them():
    text = render(one(ox.Literal("a|b <script> [x](y)\n*z*")), "markdown")
    assert text.splitlines()[2] == r"| a\|b \<script\> \[x\](y) \*z\* |"


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_the_last_column_shows_the_path_that_explain_takes(derived, form):
    text = render(run(derived, "meetings-of-person", {"person": "Dodo"}), form, labels(derived, "id"), "id")
    assert "meeting/2030-02-12-ada-contoh-dodo-umpama" in text and "terlaksana" in text


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_no_control_character_or_override_reaches_the_screen(form):
    text = render(one(ox.Literal("a\x1b[31mb\u202ec\x07")), form)
    assert not set("\x1b\u202e\x07") & set(text) and "\N{REPLACEMENT CHARACTER}" in text


def test_rich_markup_in_an_article_is_just_text():
    assert "[bold red]x[/]" in as_table(one(ox.Literal("[bold red]x[/]")), lambda t: t.value, "en")


def test_a_narrow_terminal_folds_and_loses_nothing():
    words = "satu dua tiga empat lima enam tujuh"
    text = as_table(one(ox.Literal(words)), lambda t: t.value, "en", width=20)
    assert max(map(len, text.splitlines())) <= 20 and all(word in text for word in words.split())


def test_an_unknown_format_is_refused():
    with pytest.raises(QueryError, match="there are table, csv, json, markdown"):
        render(Table((), []), "xml")


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_csv_and_json_give_every_text_back(texts):
    table = Table(tuple(f"c{i}" for i in range(len(texts))), [tuple(ox.Literal(t) for t in texts)])
    assert list(json.loads(render(table, "json"))[0].values()) == texts
    rows = list(csv.reader(io.StringIO(render(table, "csv"), newline="")))
    assert rows[1] == texts
