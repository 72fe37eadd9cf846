import pyoxigraph as ox
import pytest

from kg import rdf
from kg.errors import GraphError, QueryError
from kg.resolve import resolve
from kg.store import base_of, open_store, select, to_dataset
from telling import summit


@pytest.fixture
def store():
    claims = summit()
    return rdf.to_store(claims, resolve(claims))


def test_a_folder_and_every_file_of_it_hold_the_same(store, tmp_path):
    rdf.write(store, tmp_path)
    assert len(open_store(tmp_path)) == len(open_store(tmp_path / "graph.trig")) == len(store)
    assert len(open_store(tmp_path / "graph.ttl")) == len({quad.triple for quad in store})


def test_a_complete_graph_that_was_not_moved_into_place_counts(store, tmp_path):
    (tmp_path / "graph.nq").write_text("<x:old> <x:p> <x:o> .\n")
    (tmp_path / ".kg-ready").mkdir()
    rdf.write(store, tmp_path / ".kg-ready")
    assert len(open_store(tmp_path)) == len(store)


@pytest.mark.parametrize("content", [b"", b"<a> <b", b"\xff\xfe\x00", b"no graph"])
def test_what_is_no_graph_is_refused(content, tmp_path):
    (tmp_path / "graph.nq").write_bytes(content)
    with pytest.raises(GraphError):
        open_store(tmp_path)


def test_no_graph_at_all(tmp_path):
    with pytest.raises(GraphError, match="kg build"):
        open_store(tmp_path)


def test_questions_see_all_graphs_and_know_the_prefixes(store):
    table = select(store, "SELECT ?name WHERE { ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name")
    assert table.texts() == [("Lena Morozova",), ("Sari Wulandari",), ("Tomo Hirata",)]
    assert select(store, "ASK { ?r a kg:MeetingReport }").texts() == [("true",)]
    assert len(select(store, "CONSTRUCT WHERE { ?s a kg:Article }").rows) == 5


@pytest.mark.parametrize(
    "question", ["SELECT", "INSERT DATA { <x:a> <x:b> <x:c> }", "SELECT ?x WHERE { ?x nope:y ?z }"]
)
def test_what_is_no_question_is_refused(question, store):
    size = len(store)
    with pytest.raises(QueryError):
        select(store, question)
    assert len(store) == size


def test_base(store):
    assert base_of(store) == "https://w3id.org/newskg/id/"
    claims = summit()
    assert base_of(rdf.to_store(claims, resolve(claims), "https://x.test/#")) == "https://x.test/#"
    assert base_of(ox.Store()) == "https://w3id.org/newskg/id/"


def test_an_rdflib_dataset_holds_the_same(store):
    assert sum(1 for _ in to_dataset(store).quads()) == len(store)


def test_a_question_that_names_its_graphs_sees_no_others(store):
    graph = next(iter(store.named_graphs())).value
    asked = f"SELECT (COUNT(*) AS ?n) FROM <{graph}> WHERE {{ ?s ?p ?o }}"
    assert int(select(store, asked).texts()[0][0]) == len(
        list(store.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
    )
