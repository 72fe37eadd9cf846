import json
import re

from kg.views import explorer
from kg.views.facts import collect
from kg.views.network import network


def test_the_network_has_every_kind_and_part(small_store):
    graph = network(collect(small_store))
    kinds = {data["kind"] for _, data in graph.nodes(data=True)}
    assert kinds == {"person", "state", "meeting", "place", "statement"}
    assert graph.has_edge("person/ardan-wirya", "meeting/m1", key="participant")
    assert graph.has_edge("person/citra-lela", "meeting/m1", key="companion")
    assert graph.has_edge("person/belo-santos", "statement/s1", key="speaker")


def test_the_page_is_the_same_bytes_every_time(small_store):
    assert explorer.page(collect(small_store)) == explorer.page(collect(small_store))


def test_the_page_refers_to_nothing_outside(small_store):
    page = explorer.page(collect(small_store))
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=", page)


def test_hostile_text_cannot_leave_its_json_block(small_store):
    page = explorer.page(collect(small_store))
    assert "<script>alert" not in page and "<img src=x" not in page
    block = re.search(r'<script type="application/json" id="kg-data">(.*?)</script>', page, re.S)
    assert block and "<" not in block[1]
    facts = json.loads(block[1])["facts"]
    assert "<script>" in facts["agents"]["person/citra-lela"]["label"]


def test_a_graph_larger_than_the_first_view_keeps_the_rest_for_later(small_store, monkeypatch):
    monkeypatch.setattr(explorer, "AT_FIRST", 2)
    page = explorer.page(collect(small_store))
    block = re.search(r'<script type="application/json" id="kg-data">(.*?)</script>', page, re.S)
    assert block and len(json.loads(block[1])["later"]) == len(network(collect(small_store))) - 2


def test_an_empty_graph_gives_a_page():
    assert "<!DOCTYPE html>" in explorer.page(
        {k: {} for k in ("agents", "places", "articles", "meetings", "statements")}
    )
