"""Each route finds the sound graph consistent and the unsound one not, says so, and the culprit is named."""

import pyoxigraph as ox
import pytest

from kg import consistency as module
from kg import vocab
from kg.consistency import consistency, has_java, world
from kg.errors import MissingExtra
from kg.vocab import KG

needs_java = pytest.mark.skipif(not has_java(), reason="HermiT needs Java")


def spoil(store):
    store.update(vocab.prologue() + f"INSERT DATA {{ <{vocab.DEFAULT_BASE}person/ada-contoh> a kg:Place }}")


def routes():
    return [
        pytest.param("hermit", marks=[needs_java, pytest.mark.slow]),
        pytest.param("owlrl"),
        pytest.param("classes"),
    ]


@pytest.mark.parametrize("route", routes())
def test_the_small_graph_is_consistent(derived, route):
    verdict = consistency(derived, route)
    assert verdict.consistent and verdict.clashes == ()


@pytest.mark.parametrize("route", routes())
def test_a_person_who_is_a_place_is_caught_and_named(small, route):
    spoil(small)
    verdict = consistency(small, route)
    assert not verdict.consistent
    assert f"{vocab.DEFAULT_BASE}person/ada-contoh" in verdict.clashes[0].nodes


@needs_java
@pytest.mark.slow
def test_hermit_finds_it_without_the_help_of_the_other_route(small, monkeypatch):
    spoil(small)
    monkeypatch.setattr(module, "clashes", lambda quads: [])
    verdict = consistency(small, "hermit")
    assert not verdict.consistent and verdict.route.startswith("HermiT on")


def test_owlrl_finds_it_without_the_help_of_the_other_route(small, monkeypatch):
    spoil(small)
    monkeypatch.setattr(module, "clashes", lambda quads: [])
    verdict = consistency(small, "owlrl")
    assert not verdict.consistent
    assert any("ada-contoh" in clash.reason for clash in verdict.clashes)


def test_without_java_the_route_says_so(small, monkeypatch):
    monkeypatch.setattr(module, "has_java", lambda: False)
    assert consistency(small).route.startswith("OWL RL (no Java)")
    with pytest.raises(MissingExtra, match="Java"):
        consistency(small, "hermit")


def test_large_graphs_take_the_fast_route(small, monkeypatch):
    monkeypatch.setattr(module, "HERMIT_LIMIT", 3)
    monkeypatch.setattr(module, "OWLRL_LIMIT", 3)
    assert consistency(small).route == "classes left over, on the whole graph"


def test_the_graph_opens_in_owlready2(small):
    opened = world(quad.triple for quad in small if not isinstance(quad.object, ox.Literal))
    assert {person.name for person in opened[str(KG.Person)].instances()} >= {"ada-contoh", "budi-rekaan"}
    assert opened[vocab.DEFAULT_BASE + "state/XNO"] in opened[str(KG.Agent)].instances()
