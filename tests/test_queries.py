"""The stored questions: well formed, safe, the same in every engine, and right on a small graph."""

import contextlib
import re
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg import pipeline, queries, vocab
from kg.errors import QueryError
from kg.queries import ask, catalogue, check_terms, find, parse, prepare, run
from kg.store import open_store

SEEDS = Path(__file__).parents[1] / "seeds"
ALL = catalogue()
NAMES = [query.name for query in ALL]
PREFIX = "PREFIX kg: <https://w3id.org/newskg/ontology#>\n"

GIVEN = {
    "Person": "Ada Contoh",
    "State": "XNO",
    "Agent": "Budi Rekaan",
    "Where": "Sudavia",
    "Named": "Cici Misal",
    "Meeting": "meeting/2030-01-10-ada-contoh-budi-rekaan",
    "Article": "dua",
    "Thing": "meeting/2030-01-10-ada-contoh-budi-rekaan",
    "FirstDay": "2030",
    "LastDay": "2030-12",
    "Status": "held",
    "Office": "foreign_minister",
    "Property": "place",
    "Text": "a",
}
OTHER = {"Person": "Budi Rekaan", "State": "XSU"}


def given_all(query):
    return {p.name: (OTHER if p.name == "other" else GIVEN)[p.type] for p in query.parameters}


def test_there_are_enough_and_each_explains_itself():
    assert len(ALL) >= 18
    for query in ALL:
        assert set(query.titles) == set(query.abouts) == {"en", "id"}, query.name
        assert all(parameter.help for parameter in query.parameters), query.name
        assert query.name == re.sub(r"[^a-z-]", "", query.name)
        if any(parameter.required for parameter in query.parameters):
            assert query.example, f"{query.name} has required parameters: give an example"


@pytest.mark.parametrize("name", NAMES)
def test_the_file_alone_is_sparql_and_answers(derived, name):
    assert ask(derived, find(name).sparql).rows


@pytest.mark.parametrize("name", NAMES)
def test_with_all_its_parameters_too(derived, name):
    query = find(name)
    run(derived, name, given_all(query))


def union(store):
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=(store.dump(format=ox.RdfFormat.N_QUADS) or b"").decode(), format="nquads")
    return dataset


def rows(table):
    return sorted(table.texts())


def rdflib_rows(dataset, sparql):
    return sorted(tuple("" if cell is None else str(cell) for cell in row) for row in dataset.query(sparql))


@pytest.mark.parametrize("name", NAMES)
def test_rdflib_answers_the_same(derived, name):
    query, dataset = find(name), union(derived)
    for sparql in (query.sparql, prepare(query, derived, given_all(query))):
        assert rdflib_rows(dataset, sparql) == rows(ask(derived, sparql))


@pytest.mark.parametrize("name", [q.name for q in ALL if "GRAPH" not in q.sparql])
def test_the_flattened_graph_answers_the_same(derived, name):
    flat = ox.Store()
    flat.extend(ox.Quad(q.subject, q.predicate, q.object) for q in derived)
    assert ask(flat, find(name).sparql).rows == ask(derived, find(name).sparql).rows


def told(table):
    """The rows by column, addresses cut to their last part."""
    tails = (
        (cell.rsplit("/", 1)[1].rsplit("#", 1)[-1] if "://" in cell else cell for cell in row) for row in table.texts()
    )
    return [dict(zip(table.columns, row, strict=True)) for row in tails]


SUMMIT = "2030-01-10-ada-contoh-budi-rekaan"


def test_who_met_whom_where_and_when(derived):
    first = told(run(derived, "who-met-whom", {"from": "2030-01", "to": "2030-01"}))
    assert first == [
        {
            "person": "ada-contoh",
            "met": "budi-rekaan",
            "date": "2030-01-10",
            "place": "balai-contoh",
            "country": "",
            "status": "Held",
            "articles": "3",
            "disputed": "place",
            "meeting": SUMMIT,
        }
    ]
    assert len(told(run(derived, "who-met-whom"))) == 3
    assert [row["met"] for row in told(run(derived, "who-met-whom", {"person": "rekaan", "from": "2030"}))] == [
        "ada-contoh"
    ]
    assert [row["date"] for row in told(run(derived, "who-met-whom", {"status": "planned"}))] == ["2030-02"]


def test_pairs_count_meetings(derived):
    assert [tuple(row.values()) for row in told(run(derived, "pairs"))] == [
        ("ada-contoh", "budi-rekaan", "1", "2030-01-10", "2030-01-10"),
        ("ada-contoh", "dodo-umpama", "1", "2030-02-12", "2030-02-12"),
        ("budi-rekaan", "dodo-umpama", "1", "", ""),
    ]


def test_a_period_includes_what_can_have_been_in_it(derived):
    def meetings(**period):
        return {row["meeting"] for row in told(run(derived, "meetings-in-period", period))}

    assert "2030-03-budi-rekaan-xno" in meetings(**{"from": "2030-03-15"})
    assert meetings(to="2029") == set()
    assert meetings(**{"from": "2030-01", "to": "2030-01"}) == {SUMMIT}
    assert len(meetings()) == 5  # without a period also what has no date


def test_the_plan_finds_the_meeting_that_came_of_it(derived):
    [row] = told(run(derived, "planned"))
    assert (row["outlet"], row["status"], row["held"]) == ("Harian Dua", "Planned", "2030-02-12-ada-contoh-dodo-umpama")


def test_disagreements_show_each_sentence(derived):
    sentences = {row["outlet"]: row["sentence"] for row in told(run(derived, "disagreements"))}
    assert "Balai Contoh" in sentences["Harian Satu"] and "Pelabuhan Umpama" in sentences["Harian Dua"]


def test_a_shared_quote_keeps_each_wording(derived):
    found = {(row["outlet"], row["text"]) for row in told(run(derived, "shared-quotes"))}
    assert found == {("Harian Satu", "Kami sepakat."), ("Harian Dua", "Kami telah sepakat.")}


def test_a_place_includes_what_lies_within(derived):
    assert told(run(derived, "meetings-at-place", {"place": "Nordavia"}))[0]["at"] == "balai-contoh"
    assert len(run(derived, "meetings-at-place", {"place": "Kota Rekaan"}).rows) == 1


def test_states_meet_through_offices_of_the_day(derived):
    found = told(run(derived, "meetings-between-states", {"state": "XSU", "other": "Nordavia"}))
    assert [row["meeting"] for row in found] == [SUMMIT, "2030-03-budi-rekaan-xno"]


def test_an_office_and_who_held_it(derived):
    given = {
        "office": "menteri luar negeri",
        "state": "XSU",
        "with": "XNO",
        "from": "2030",
        "to": "2030",
        "status": "held",
    }
    [row] = told(run(derived, "meetings-of-office", given))
    assert (row["person"], row["met"], row["disputed"]) == ("budi-rekaan", "ada-contoh", "place")


def test_nobody_is_named_for_an_unnamed_source(derived):
    assert [row["source"] for row in told(run(derived, "anonymous"))] == ["seorang pejabat senior"]


def test_evidence_of_one_fact(derived):
    found = told(run(derived, "evidence", {"of": f"meeting/{SUMMIT}", "property": "place"}))
    assert [(row["value"], row["words"]) for row in found] == [
        ("pelabuhan-umpama", "Pelabuhan Umpama"),
        ("balai-contoh", "Balai Contoh"),
    ]


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("who-meet-whom", {}, "did you mean who-met-whom"),
        ("who-met-whom", {"persn": "x"}, "has no parameter 'persn'; it has person, from, to, status"),
        ("outlets", {"x": "y"}, "it has none"),
        ("meetings-of-person", {}, "needs person=PERSON: whose meetings"),
        ("meetings-of-person", {"person": "Ada Conto"}, "did you mean Ada Contoh"),
        ("who-met-whom", {"from": "kemarin"}, "is no date"),
    ],
)
def test_wrong_questions_are_answered_with_the_right_one(derived, name, given, words):
    with pytest.raises(QueryError, match=re.escape(words)):
        run(derived, name, given)


@pytest.mark.parametrize(
    ("sparql", "words"),
    [
        (
            "SELECT * WHERE {\n ?m kg:participants ?p }",
            "line 2: the ontology has no term kg:participants; did you mean kg:participant",
        ),
        ("SELECT * { ?m <https://w3id.org/newskg/ontology#Meetings> ?p }", "did you mean kg:Meeting"),
        ("PREFIX k: <https://w3id.org/newskg/ontology#> SELECT * { ?m k:place ?p ; k:plase ?q }", "kg:plase"),
        ("SELECT * WHERE { ?m a kg:Meeting", "expected"),
        ("DROP ALL", "only reads"),
    ],
)
def test_a_question_of_ones_own_with_a_wrong_term(derived, sparql, words):
    with pytest.raises(QueryError, match=re.escape(words)):
        ask(derived, sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * { ?m rdfs:label \'kg:nonsense\', """a " kg:nonsense""" } # kg:nonsense',
        "PREFIX kg: <https://elsewhere.example/> SELECT * { ?s kg:nonsense ?o }",
        "SELECT * { ?s <https://elsewhere.example/#kg:nonsense> ?o }",
    ],
)
def test_only_our_terms_are_looked_at(sparql):
    check_terms(sparql)


@given(st.text(alphabet="\"'\\<># \nkg:ab{}", max_size=200))
def test_no_text_stalls_the_look_at_terms(text):
    with contextlib.suppress(QueryError):
        check_terms(text)


@given(st.text(max_size=60))
def test_a_text_parameter_is_never_part_of_the_question(text):
    store = ox.Store()
    store.update(vocab.prologue() + "INSERT DATA { <urn:s> a kg:Statement ; kg:speaker <urn:p> }")
    table = run(store, "statements-of-person", {"word": text})
    assert table.columns == ("speaker", "date", "mode", "text", "outlet", "statement")


def test_a_users_own_folder_adds_and_replaces(derived, tmp_path):
    own = '# title: Mine\n# param who: Person "who"\n' + PREFIX
    (tmp_path / "mine.rq").write_text(
        own + "SELECT DISTINCT ?who ?m WHERE {\n#?who VALUES ?who { $who }\n?m kg:participant ?who }"
    )
    (tmp_path / "outlets.rq").write_text("SELECT (1 AS ?one) WHERE { }")
    assert run(derived, "mine", {"who": "Cici Misal"}, own=tmp_path).rows == []
    assert run(derived, "mine", own=tmp_path).rows
    assert run(derived, "outlets", own=tmp_path).texts() == [("1",)]
    assert len(catalogue(tmp_path)) == len(ALL) + 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('# param who Person "x"\n', "not of the form"),
        ('# param who: Persona "x"\n', "unknown parameter type 'Persona'"),
        ('# param who: Person "x"\nSELECT * {}', "who"),
        ("#?who VALUES ?who { $who }\nSELECT * {}", "who"),
        ("# example: who\nSELECT * {}", "name=value"),
        (PREFIX + "SELECT * { ?s kg:nonsense ?o }", "kg:nonsense"),
    ],
)
def test_a_file_that_is_not_well_formed_says_why(text, words):
    with pytest.raises(QueryError, match=re.escape(words)):
        parse("odd", text)


def test_the_module_documents_its_own_syntax():
    assert "#?person" in (queries.__doc__ or "") and "#!person" in (queries.__doc__ or "")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seeds")
    pipeline.build([str(SEEDS)], folder)
    return open_store(folder)


RARE = {"cancelled-or-denied", "companions"}  # the founding articles need not have any


@pytest.mark.parametrize("name", NAMES)
def test_the_example_answers_on_the_founding_articles(seeds, name):
    assert run(seeds, name, find(name).example).rows or name in RARE


def test_the_founding_articles_disagree_on_one_place(seeds):
    found = {row["value"] for row in told(run(seeds, "disagreements", {"property": "place"}))}
    assert "moskow" in found and len(found) > 1
