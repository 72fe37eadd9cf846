"""The ontology's page: it is the current one, explains every term, and its links lead somewhere."""

import re
from xml.etree import ElementTree

import pytest

from kg.resources import ONTOLOGY
from kg.views.ontology_diagram import diagram
from kg.views.ontology_page import page
from kg.views.ontology_terms import ontology
from kg.vocab import KG


@pytest.fixture(scope="module")
def html():
    return page()


def test_the_page_in_the_repository_is_the_current_one(html):
    assert (ONTOLOGY / "index.html").read_text("utf-8") == html, "run kg ontology --out ontology/index.html"


def test_every_term_is_explained_in_both_languages(html):
    for term in ontology().terms:
        assert html.count(f'id="{term.name}"') == 1
        assert set(term.label) == set(term.comment) == {"en", "id"}
    assert [term.name for term in ontology().terms] == list(KG)


def test_every_link_leads_somewhere_and_nothing_is_fetched(html):
    names = set(re.findall(r'id="([^"]+)"', html))
    links = set(re.findall(r'href="([^"]+)"', html))
    assert {link[1:] for link in links if link.startswith("#")} <= names
    assert all((ONTOLOGY / link).is_file() for link in links if not link.startswith(("#", "https://opensource.org")))
    assert not re.search(r"<(script|link|img|iframe)\b|url\((?!#)|@import", html)


def test_the_diagram_is_well_formed_and_holds_every_class_with_its_properties():
    picture = diagram(ontology())
    ElementTree.fromstring(picture)
    for term in ontology().classes:
        if not ontology().members(term):
            assert f">{term.name}</text>" in picture
    for term in (*ontology().values, *ontology().relations):
        assert f'href="#{term.name}"' in picture, term.name


def test_boxes_do_not_overlap():
    boxes = [
        tuple(map(float, found))
        for found in re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', diagram(ontology()))
    ]
    assert len(boxes) == 13
    for one in boxes:
        for other in boxes:
            apart = one[0] + one[2] <= other[0] or one[1] + one[3] <= other[1]
            assert one == other or apart or other[0] + other[2] <= one[0] or other[1] + other[3] <= one[1]
