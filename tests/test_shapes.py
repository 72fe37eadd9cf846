"""A complete graph passes; every way of spoiling it is found, with the node and a reason to act on."""

import pytest
import rdflib

from kg import shapes, vocab
from kg.errors import GraphError
from kg.resources import ONTOLOGY
from kg.shacl import compiled
from kg.shapes import problems

HEAD = vocab.prologue() + f"BASE <{vocab.DEFAULT_BASE}> "
SUMMIT = "meeting/2030-01-10-ada-contoh-budi-rekaan"


WRONG = [
    (
        "DELETE WHERE { GRAPH ?g { <report/tiga/r1> kg:participant ?p } }",
        "report/tiga/r1",
        "two participants",
        "error",
    ),
    (
        "DELETE WHERE { GRAPH ?g { <report/tiga/r1> kg:evidence ?e } }",
        "report/tiga/r1",
        "needs the sentence",
        "error",
    ),
    ("DELETE WHERE { GRAPH ?g { <report/tiga/r1> kg:status ?s } }", "report/tiga/r1", "one status", "error"),
    (
        "DELETE WHERE { GRAPH ?g { <report/tiga/r1> kg:reportedIn ?a } }",
        "report/tiga/r1",
        "exactly one article",
        "error",
    ),
    (
        "DELETE WHERE { GRAPH ?g { <statement/s2> kg:speakerDescription ?d } }",
        "statement/s2",
        "needs a speaker",
        "error",
    ),
    ("DELETE WHERE { GRAPH ?g { <statement/s3> kg:text ?d } }", "statement/s3", "needs its words", "error"),
    ("DELETE WHERE { GRAPH ?g { <article/dua> kg:textHash ?h } }", "article/dua", "kg:textHash", "error"),
    ("DELETE WHERE { GRAPH ?g { <article/dua> dcterms:identifier ?h } }", "article/dua", "identifier", "error"),
    ("DELETE WHERE { GRAPH ?g { <article/dua> dcterms:issued ?h } }", "article/dua", "has no date", "warning"),
    ("DELETE WHERE { <person/cici-misal> rdfs:label ?l }", "person/cici-misal", "needs a name", "error"),
    ("DELETE WHERE { <state/XSU> kg:iso3 ?l }", "state/XSU", "three letters", "error"),
    (f"DELETE WHERE {{ <{SUMMIT}> kg:hasReport ?r }}", SUMMIT, "needs a report", "error"),
    (f"INSERT DATA {{ <{SUMMIT}> kg:place <place/kota-rekaan> }}", SUMMIT, "one place is expected", "info"),
    (f"INSERT DATA {{ <{SUMMIT}> kg:date 'kemarin' }}", SUMMIT, "a day, a month or a year", "error"),
    ("INSERT DATA { GRAPH <article/dua> { <evidence/e3> kg:end 99 } }", "evidence/e3", "not as long as", "error"),
    (
        "DELETE WHERE { GRAPH ?g { <evidence/e3> kg:end ?x } } ; "
        "INSERT DATA { GRAPH <article/dua> { <evidence/e3> kg:end 99 } }",
        "evidence/e3",
        "not as long as",
        "error",
    ),
    (
        "DELETE WHERE { GRAPH ?g { <mark/m4> kg:start ?x ; kg:end ?y } } ; "
        "INSERT DATA { GRAPH <article/dua> { <mark/m4> kg:start 47 ; kg:end 63 } }",
        "evidence/e3",
        "outside its sentence",
        "error",
    ),
    ("DELETE WHERE { GRAPH ?g { <mark/m4> kg:supportsValue ?x } }", "mark/m4", "which value", "error"),
    ("DELETE WHERE { GRAPH ?g { <mark/m4> kg:exact ?x } }", "mark/m4", "offsets are missing", "error"),
    ("DELETE WHERE { GRAPH ?g { <evidence/e7> kg:reportedIn ?x } }", "evidence/e7", "exactly one article", "error"),
    ("INSERT DATA { <place/kota-rekaan> kg:within <place/balai-contoh> }", "place/kota-rekaan", "circle", "error"),
    (
        "INSERT DATA { <meeting/budi-rekaan-dodo-umpama> kg:hasReport <report/satu/r1> }",
        "meeting/budi-rekaan-dodo-umpama",
        "do not agree",
        "error",
    ),
    (
        "INSERT DATA { GRAPH <article/tiga> { <report/tiga/r1> kg:place <person/cici-misal> } }",
        "report/tiga/r1",
        "kg:Place",
        "error",
    ),
    ("INSERT DATA { <judgement/1> kg:verdict 'perhaps' }", "judgement/1", "same or different", "error"),
]
SPOILED = [update for update, *_ in WRONG] + [
    "DELETE WHERE { ?p kg:within ?q }",
    "DELETE WHERE { GRAPH ?g { ?r kg:evidence ?e } }",
    "DELETE WHERE { ?p a kg:Person }",
    "DELETE WHERE { ?s a kg:State }",
    "INSERT DATA { <meeting/x> a kg:Meeting ; kg:earliest '2030-02-02'^^xsd:date ; kg:latest '2030-02-01'^^xsd:date }",
    "INSERT DATA { <meeting/x> a kg:Meeting ; kg:confidence 1.5 ; kg:kind kg:Held }",
    "INSERT DATA { GRAPH <article/tiga> { <statement/s3> kg:relayedBy <place/kota-rekaan> ; kg:text 'kata' } }",
    "INSERT DATA { <tenure/x> a kg:Tenure ; kg:of <person/cici-misal> ; kg:from 'dulu' }",
]


def test_the_small_graph_is_complete(derived):
    assert problems(derived) == []


@pytest.mark.parametrize(("update", "node", "words", "severity"), WRONG)
def test_what_is_missing_or_wrong_is_found(small, update, node, words, severity):
    small.update(HEAD + update)
    found = [(vocab.path(p.node), p.severity) for p in problems(small) if words in p.reason]
    assert (node, severity) in found


def test_messages_in_indonesian(small):
    small.update(HEAD + "DELETE WHERE { <person/cici-misal> rdfs:label ?l }")
    assert [p.reason for p in problems(small, "id")] == [
        "orang, negara, organisasi, atau tempat harus punya nama (rdfs:label)"
    ]


def test_slices_of_any_size_find_the_same(small, monkeypatch):
    small.update(HEAD + "DELETE WHERE { GRAPH ?g { ?r kg:evidence ?e } } ; DELETE WHERE { ?p kg:within ?q }")
    whole = problems(small)
    monkeypatch.setattr(shapes, "SLICE", 10)
    assert whole and problems(small) == whole


def test_the_worst_come_first():
    some = [shapes.Problem("a", "x", "info"), shapes.Problem("b", "x", "warning"), shapes.Problem("c", "x", "error")]
    assert [p.node for p in shapes.worst(some, 2)] == ["c", "b"]


def test_every_constraint_says_what_to_do_in_both_languages():
    graph = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    sh = rdflib.SH
    stated = {c for s, c in graph.subject_objects(sh.property) if isinstance(s, rdflib.URIRef)}
    constraints = stated | set(graph.subjects(rdflib.RDF.type, sh.SPARQLConstraint))
    assert len(constraints) > 40
    for constraint in constraints:
        assert sorted(m.language for m in graph.objects(constraint, sh.message)) == ["en", "id"]


def test_any_shacl_engine_can_read_the_file_as_it_stands(small):
    import pyshacl

    data = rdflib.Graph()
    data.parse(data="".join(f"{q.triple} .\n" for q in small), format="nt")
    conforms, _, words = pyshacl.validate(
        data, shacl_graph=str(ONTOLOGY / "shapes.ttl"), ont_graph=str(ONTOLOGY / "kg.ttl")
    )
    assert conforms, words


@pytest.mark.parametrize("update", SPOILED)
def test_both_engines_find_the_same(small, update):
    small.update(HEAD + update)
    found = {problem[:5] for problem in problems(small)}
    assert found == {problem[:5] for problem in problems(small, engine="pyshacl")}


def test_a_month_that_does_not_exist_is_found_which_pyshacl_overlooks(small):
    small.update(HEAD + f"INSERT DATA {{ <{SUMMIT}> kg:endDate '2030-13'^^xsd:gYearMonth }}")
    assert [problem.value for problem in problems(small)] == ["2030-13"]


def test_every_problem_says_what_can_be_done_in_both_languages():
    graph = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    for shape in set(graph.subjects(rdflib.SH.targetClass, None)):
        assert sorted(text.language for text in graph.objects(shape, shapes.REMEDY)) == ["en", "id"]


def test_what_can_be_done_is_told_of_the_constraint_or_its_shape(small):
    small.update(HEAD + "DELETE WHERE { GRAPH ?g { <article/dua> dcterms:issued ?h ; kg:textHash ?t } }")
    remedies = {problem.property.rpartition("/")[2]: problem.remedy for problem in problems(small)}
    assert "published" in remedies["issued"] and "build it again" in remedies["ontology#textHash"]


@pytest.mark.parametrize(
    "shape",
    [
        "sh:property [ sh:path kg:text ; sh:maxLength 3 ]",
        "sh:property [ sh:path [ sh:inversePath kg:text ] ; sh:minCount 1 ]",
        "sh:property [ sh:path kg:text ; sh:nodeKind sh:BlankNode ]",
        "sh:or ( [ sh:property [ sh:path kg:text ; sh:minCount 2 ] ] )",
        "sh:closed true",
    ],
)
def test_what_is_not_understood_is_refused(shape):
    head = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix kg: <https://w3id.org/newskg/ontology#> . "
    graph = rdflib.Graph().parse(data=f"{head} <urn:s> sh:targetClass kg:Statement ; {shape} .", format="turtle")
    with pytest.raises(GraphError, match="the shapes"):
        list(compiled(graph, {}))
