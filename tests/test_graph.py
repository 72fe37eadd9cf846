from pathlib import Path

import pytest

import kg
from kg.errors import QueryError

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    out = tmp_path_factory.mktemp("graph")
    kg.build(SEEDS, out)
    return kg.load(out)


def test_meetings_by_person_place_period_and_status(graph):
    every = graph.meetings()
    kim = graph.meetings(person="kim jong-un")
    assert 0 < len(kim) <= len(every)
    assert all("Kim Jong Un" in m["participants"] + m["companions"] for m in kim)
    in_2023 = graph.meetings(person="Kim Jong Un", since="2023-01-01", until="2023-12-31", status="Held")
    assert "meeting/2023-09-13-kim-jong-un-vladimir-putin" in [m["path"] for m in in_2023]
    assert all(m["reports"][0]["evidence"] for m in every)
    assert graph.meetings(person="Nobody At All") == []
    assert {m["country"] for m in graph.meetings(place="Rusia")} == {"Rusia"}


def test_questions_and_explanations(graph):
    assert graph.query("meetings-of-person", person="Kim Jong Un").rows
    assert graph.sparql("SELECT ?m WHERE { ?m a kg:Meeting }").rows
    explained = graph.explain("person/kim-jong-un")
    assert explained.kind == "Person"
    with pytest.raises(QueryError):
        graph.explain("person/nobody")
    with pytest.raises(QueryError, match="no format"):
        graph.export("word")


def test_a_text_can_be_read_at_once():
    text = (
        "Menlu Bertemu Wang Yi\n\nJakarta - Menteri Luar Negeri Sugiono bertemu Wang Yi di Jakarta, Rabu (3/9/2025). "
        "Keduanya membicarakan berbagai hal yang belum bisa disampaikan karena masih dibahas oleh kedua pihak."
    )
    claims = kg.read(text)
    assert {c.predicate for c in claims} >= {"type", "participant"}
    assert kg.read(SEEDS)


def test_names_of_the_front_door():
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    with pytest.raises(AttributeError):
        kg.nonsense  # noqa: B018
