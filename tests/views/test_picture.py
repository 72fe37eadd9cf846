"""The static picture: legible, the same every time, and no text in it acts."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import GraphError
from kg.views import picture
from kg.views.facts import collect

SVG = "{http://www.w3.org/2000/svg}"
EMPTY = {k: {} for k in ("agents", "places", "articles", "meetings", "statements")}


@pytest.fixture(scope="module")
def root(small_store):
    return ElementTree.fromstring(picture.svg(collect(small_store), "en"))


def words(root):
    return [t.text for t in root.iter(f"{SVG}text")]


def test_every_name_and_the_number_of_meetings_are_written(root):
    assert {"Ardan Wirya", "Belo Santos", "Dodo Rekaan", "Timor Leste", "TLS", "⚠ 2×"} <= set(words(root))


def test_planned_is_dashed_cancelled_is_crossed_out_disputed_is_marked(root):
    planned, cancelled = picture._LINES["Planned"], picture._LINES["Cancelled"]
    lines = {line.get("stroke"): line.get("stroke-dasharray") for line in root.iter(f"{SVG}line")}
    assert lines[planned] and cancelled in lines and not lines[picture._WARN]
    assert "✕" in words(root)
    assert {"planned", "✕ cancelled", "⚠ Sources disagree"} <= set(words(root))


def test_the_picture_is_the_same_bytes_every_time(small_store):
    assert picture.svg(collect(small_store)) == picture.svg(collect(small_store))


def test_no_name_lies_on_another(root):
    names = [t for t in root.iter(f"{SVG}text") if t.get("paint-order")]
    spots = [(float(t.get("x")), float(t.get("y")), 0.33 * 14 * len(t.text)) for t in names]
    pairs = [(a, b) for i, a in enumerate(spots) for b in spots[:i]]
    assert len(spots) == 5
    assert all(abs(a[0] - b[0]) >= a[2] + b[2] or abs(a[1] - b[1]) >= 14 for a, b in pairs)


def test_hostile_names_are_text(small_store):
    text = picture.svg(collect(small_store), "id")
    assert "<script" not in text and "\u202e" not in text and "&lt;script&gt;" in text


def test_only_the_most_connected_are_drawn_and_nobody_alone(small_store):
    root = ElementTree.fromstring(picture.svg(collect(small_store), "id", most=2))
    assert len(list(root.iter(f"{SVG}circle"))) == 2 + 2  # with the legend
    assert "direncanakan" not in words(root)


def test_a_graph_without_meetings_says_so():
    assert "Belum ada pertemuan" in picture.svg(EMPTY, "id")


def test_svg_and_png_are_written_and_nothing_else(small_store, tmp_path):
    picture.write(small_store, tmp_path / "met.svg", "en")
    assert ElementTree.parse(tmp_path / "met.svg").getroot().tag == f"{SVG}svg"
    with pytest.raises(GraphError, match=r"not 'met\.gif'"):
        picture.write(small_store, tmp_path / "met.gif", "en")
    pytest.importorskip("resvg_py")
    picture.write(small_store, tmp_path / "met.png", "en")
    data = (tmp_path / "met.png").read_bytes()
    wide = int(re.search(r'width="(\d+)"', (tmp_path / "met.svg").read_text("utf-8"))[1])
    assert data.startswith(b"\x89PNG") and int.from_bytes(data[16:20]) == 2 * wide


def test_the_command_writes_it(tmp_path):
    graph = Path(__file__).with_name("small.trig")
    done = CliRunner().invoke(app, ["view", "-g", str(graph), "--picture", str(tmp_path / "x.svg"), "--lang", "id"])
    assert done.exit_code == 0, done.output
    assert "direncanakan" in (tmp_path / "x.svg").read_text("utf-8")


def test_without_resvg_png_says_what_to_install(small_store, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "resvg_py", None)
    with pytest.raises(GraphError, match=r"kg\[picture\]"):
        picture.write(small_store, tmp_path / "met.png", "en")
