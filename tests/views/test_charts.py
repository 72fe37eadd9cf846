"""Answers as pictures: well-formed SVG, whatever the words are; what does not fit is said."""

from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.queries import catalogue, run
from kg.store import Table
from kg.views.charts import MOST, picture

SVG = "{http://www.w3.org/2000/svg}"


def table(*rows, columns=("a", "b", "c")):
    return Table(columns[: len(rows[0])], [tuple(ox.Literal(str(cell)) for cell in row) for row in rows])


def count(drawn, tag):
    return len(ElementTree.fromstring(drawn).findall(f".//{SVG}{tag}"))


def test_a_bar_a_row():
    drawn = picture(table(("Ada", 4), ("Budi", 2)), "bars a b")
    widths = [float(bar.get("width")) for bar in ElementTree.fromstring(drawn).iter(f"{SVG}rect")]
    assert widths == [420, 210]


def test_a_line_a_pair_and_its_number():
    drawn = picture(table(("Ada", "Budi", 2), ("Budi", "Ada", 1), ("Ada", "Cici", 1)), "network a b c")
    assert count(drawn, "path") == 2 and count(drawn, "circle") == 3 and "Ada, Budi: 3" in drawn


def test_a_dot_a_dated_row():
    drawn = picture(table(("2030-01-02", "x"), ("2031", "y"), ("", "z"), ("2031-02", "?")), "timeline a b")
    assert count(drawn, "circle") == 3 and ">2031</text>" in drawn


def test_what_is_left_out_is_counted():
    many = table(*((f"n{at}", 1) for at in range(MOST + 7)))
    assert "and 7 more" in picture(many, "bars a b") and "dan 7 lagi" in picture(many, "bars a b", lang="id")


@pytest.mark.parametrize(("kind", "words"), [("", "no picture"), ("pie a b", "no picture"), ("bars a z", "column 'z'")])
def test_what_does_not_fit(kind, words):
    with pytest.raises(QueryError, match=words):
        picture(table(("Ada", 4)), kind)


@given(st.text(max_size=40), st.text(max_size=10), st.sampled_from(["bars a b", "network a b", "timeline b a c"]))
def test_any_words_give_well_formed_svg(words, other, kind):
    ElementTree.fromstring(picture(table((words, other, "1"), ("x", "2030-01", words)), kind))


@pytest.mark.parametrize("query", [q for q in catalogue() if q.picture], ids=lambda q: q.name)
def test_every_question_with_a_picture_has_its_columns(derived, query):
    if not any(parameter.required for parameter in query.parameters):
        assert picture(run(derived, query.name), query.picture).startswith("<svg")
    for column in query.picture.split()[1:]:
        assert f"?{column}" in query.sparql
