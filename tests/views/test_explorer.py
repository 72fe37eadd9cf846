import json
import re

from kg.views import explorer
from kg.views.facts import collect
from kg.views.network import importance, network

EMPTY = {k: {} for k in ("agents", "places", "articles", "meetings", "statements")}


def data_of(page):
    block = re.search(r'<script type="application/json" id="kg-data">(.*?)</script>', page, re.S)
    assert block and "<" not in block[1]
    return json.loads(block[1])


def test_the_page_is_the_same_bytes_every_time(small_store):
    assert explorer.page(collect(small_store)) == explorer.page(collect(small_store))


def test_the_page_refers_to_nothing_outside(small_store):
    page = explorer.page(collect(small_store))
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=", page)


def test_the_page_allows_its_own_scripts_and_no_other(small_store):
    page = explorer.page(collect(small_store))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy and "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    assert [part.split()[0] for part in policy[1].split("; ")] == ["default-src", "script-src", "style-src", "img-src"]
    assert policy[1].count("'sha256-") == 4 + 3


def test_hostile_text_cannot_leave_its_json_block(small_store):
    page = explorer.page(collect(small_store))
    assert "<script>alert" not in page and "<img src=x" not in page
    assert "<script>" in data_of(page)["facts"]["agents"]["person/citra-lela"]["label"]


def test_pyvis_gets_at_most_the_first_nodes_and_the_page_all(small_store, monkeypatch):
    monkeypatch.setattr(explorer, "AT_FIRST", 2)
    page = explorer.page(collect(small_store))
    drawn = re.search(r"nodes = new vis.DataSet\((\[.*?\])\);", page, re.S)
    assert drawn and len(json.loads(drawn[1])) == 2
    assert len(data_of(page)["spots"]) == len(network(collect(small_store)))


def test_the_page_has_every_sentence_with_its_marks_once(small_store):
    facts = data_of(explorer.page(collect(small_store)))["facts"]
    (report,) = facts["statements"]["statement/s1"]["reports"]
    assert "text" not in report and report["evidence"][0]["exact"].startswith('"Kami senang')
    assert facts["meetings"]["meeting/m1"]["reports"][1]["place"] == ["place/kupang"]


def test_no_node_lies_on_another(small_store):
    graph = network(collect(small_store))
    spots = list(explorer.placed(graph, importance(graph)).values())
    assert len(spots) == len(graph)
    assert all(abs(a[0] - b[0]) > 60 or abs(a[1] - b[1]) > 60 for i, a in enumerate(spots) for b in spots[:i])


def test_both_languages_have_the_same_words():
    texts = json.loads((explorer.ASSETS / "interface.json").read_text("utf-8"))
    assert texts["id"].keys() == texts["en"].keys()
    for key, words in texts["id"].items():
        assert set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", texts["en"][key])), key


def test_every_word_the_page_asks_for_is_there():
    texts = json.loads((explorer.ASSETS / "interface.json").read_text("utf-8"))
    scripts = "".join(p.read_text("utf-8") for p in explorer.ASSETS.glob("*.js"))
    page = (explorer.ASSETS / "page.html").read_text("utf-8")
    asked = set(re.findall(r"""\bt\("(\w+)\"""", scripts)) | set(re.findall(r'data-t(?:-\w+)?="(\w+)"', page))
    assert asked <= texts["en"].keys(), asked - texts["en"].keys()


def test_the_outline_of_the_world_names_states_and_its_source():
    world = json.loads((explorer.ASSETS / "world.json").read_text("utf-8"))
    assert "Natural Earth" in world["source"] and world["licence"] == "public domain"
    assert {"IDN", "TLS", "RUS", "PRK"} <= world["states"].keys()
    corner = re.match(r"M(-?\d+),(-?\d+)l", world["states"]["TLS"])
    assert corner and 1240 <= int(corner[1]) <= 1273 and 80 <= int(corner[2]) <= 96


def test_an_empty_graph_gives_a_page():
    assert "<!DOCTYPE html>" in explorer.page(EMPTY)
