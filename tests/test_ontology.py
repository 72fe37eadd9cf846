"""The ontology itself: complete labels, OWL 2 DL, one RDF/XML twin, a hierarchy that owlready2 builds."""

import importlib.util
import shutil
import sys
from pathlib import Path

import owlready2
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS
from rdflib.compare import isomorphic

from kg.resources import ONTOLOGY
from kg.vocab import KG, NAMESPACE

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def graph():
    return rdflib.Graph().parse(ONTOLOGY / "kg.ttl")


@pytest.fixture
def onto():
    return owlready2.World().get_ontology("file://" + str(ONTOLOGY / "kg.rdf")).load()


@pytest.mark.parametrize("term", sorted(KG))
def test_every_term_is_explained_in_both_languages(graph, term):
    for wording in (RDFS.label, RDFS.comment):
        languages = sorted(o.language for o in graph.objects(KG[term], wording))
        assert languages == ["en", "id"], f"kg:{term} {wording}"


def test_every_external_term_in_an_axiom_is_declared(graph):
    declared = set(graph.subjects(RDF.type, None))
    for axiom in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, OWL.inverseOf):
        for _, value in graph.subject_objects(axiom):
            assert value in declared, value


def test_no_property_is_functional(graph):
    assert not list(graph.subjects(RDF.type, OWL.FunctionalProperty))


def test_owl_2_dl_no_term_is_two_kinds_of_property(graph):
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.Class)
    for term in set(graph.subjects()):
        assert sum((term, RDF.type, kind) in graph for kind in kinds) <= 1, term


def test_owl_2_dl_predicates_are_declared(graph):
    builtin = (str(RDF), str(RDFS), str(OWL))
    for predicate in set(graph.predicates()):
        assert str(predicate).startswith(builtin) or (predicate, RDF.type, None) in graph, predicate


def test_owl_2_dl_ranges_stay_in_its_datatype_map(graph):
    allowed = {"string", "integer", "decimal", "boolean"}
    for name in KG:
        if KG.kind(name) == "owl:DatatypeProperty":
            for value in graph.objects(KG[name], RDFS.range):
                assert str(value).rsplit("#", 1)[1] in allowed


def test_owl_2_dl_transitive_properties_stay_simple(graph):
    for term in graph.subjects(RDF.type, OWL.TransitiveProperty):
        assert not {OWL.IrreflexiveProperty, OWL.AsymmetricProperty} & set(graph.objects(term, RDF.type))
        assert not list(graph.subjects(OWL.onProperty, term))


def _tool():
    spec = importlib.util.spec_from_file_location("ontology_rdfxml", ROOT / "tools" / "ontology_rdfxml.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["ontology_rdfxml"] = module
    spec.loader.exec_module(module)
    return module


def test_the_rdf_xml_is_the_turtle(graph):
    written = (ONTOLOGY / "kg.rdf").read_bytes()
    assert written == _tool().rdfxml((ONTOLOGY / "kg.ttl").read_bytes()), "run tools/ontology_rdfxml.py"
    assert isomorphic(graph, rdflib.Graph().parse(data=written, format="xml"))


def test_owlready2_builds_the_class_hierarchy(onto):
    kg = onto.get_namespace(NAMESPACE)
    assert {kg.Person, kg.State, kg.Organization} <= set(kg.Agent.descendants())
    assert kg.Agent in kg.Person.ancestors() and kg.Place not in kg.Person.ancestors()
    assert kg.hasReport.inverse_property is kg.reportOf
    assert {i.name for i in kg.MeetingStatus.instances()} == {"Held", "Planned", "Cancelled", "Denied"}
    assert kg.Person.label.en == ["person"] and kg.Person.label.id == ["orang"]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")
def test_hermit_finds_every_class_possible(onto):
    owlready2.sync_reasoner_hermit(onto.world, debug=0)
    assert not list(onto.world.inconsistent_classes())
