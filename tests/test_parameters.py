"""What a person types becomes the right RDF term, or an error that helps."""

import contextlib
from datetime import date

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import vocab
from kg.errors import QueryError
from kg.lookup import find
from kg.parameters import TYPES, day, term


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (" 2024-02-03 ", date(2024, 2, 3), date(2024, 2, 3)),
    ],
)
def test_a_date_as_precise_as_one_likes(text, first, last):
    assert (day(text), day(text, last=True)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "kemarin", "2024-13", "2023-02-29", "20240203", "0000", "2024-02-03T00:00", "２０２４"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(QueryError, match="YYYY"):
        day(text, last=True)


@given(st.dates())
def test_a_day_is_its_own_first_and_last(any_day):
    assert day(any_day.isoformat()) == day(any_day.isoformat(), last=True) == any_day


@pytest.mark.parametrize(
    ("type", "text", "expected"),
    [
        ("Person", "ada contoh", "person/ada-contoh"),
        ("Person", "ADA-CONTOH", "person/ada-contoh"),
        ("Person", "Boedi Rekaan", "person/budi-rekaan"),
        ("Person", "person/cici-misal", "person/cici-misal"),
        ("Person", f"{vocab.DEFAULT_BASE}person/cici-misal", "person/cici-misal"),
        ("Person", f"<{vocab.DEFAULT_BASE}person/cici-misal>", "person/cici-misal"),
        ("Person", "Dodo", "person/dodo-umpama"),
        ("State", "xno", "state/XNO"),
        ("State", "Republik Nordavia", "state/XNO"),
        ("State", "South Davia", "state/XSU"),
        ("Where", "Sudavia", "state/XSU"),
        ("Where", "balai contoh", "place/balai-contoh"),
        ("Agent", "Kantor Berita Misal", "org/kantor-berita-misal"),
        ("Article", "dua", "article/dua"),
        ("Meeting", "meeting/budi-rekaan-dodo-umpama", "meeting/budi-rekaan-dodo-umpama"),
        ("Thing", "statement/s2", "statement/s2"),
    ],
)
def test_a_node_is_found_by_what_one_calls_it(small, type, text, expected):
    assert term(small, type, text) == ox.NamedNode(vocab.mint(expected))


def test_values(small):
    assert str(term(small, "LastDay", "2030")) == '"2030-12-31"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert term(small, "Status", "held") == ox.NamedNode(vocab.KG.Held)
    assert term(small, "Office", "Menteri Luar Negeri") == term(small, "Office", "foreign_minister")
    assert term(small, "Property", "kg:place") == ox.NamedNode(vocab.KG.place)
    assert str(term(small, "Text", 'a "b" \\ }\n')) == '"a \\"b\\" \\\\ }\\n"'


@pytest.mark.parametrize(
    ("type", "text", "words"),
    [
        ("Person", "Ada Conto", "did you mean Ada Contoh"),
        ("Person", "Nordavia", "no person called 'Nordavia'"),
        ("Person", "state/XNO", "'state/XNO' is no person"),
        ("Person", "  ", "empty name"),
        ("Person", "...", "no person called"),
        ("Meeting", "Ada Contoh", "could be meeting/2030-01-10-ada-contoh-budi-rekaan or"),
        ("Status", "helt", "did you mean Held"),
        ("Property", "plase", "did you mean place"),
        ("Office", "foreign minster", "did you mean foreign minister"),
        ("Thing", "person/nobody", "no thing called"),
        ("Colour", "red", "unknown parameter type"),
    ],
)
def test_what_fits_nothing_or_too_much_is_said(small, type, text, words):
    with pytest.raises(QueryError, match=words):
        term(small, type, text)


@given(st.text(max_size=40))
def test_any_text_becomes_one_term_or_an_error(text):
    store = ox.Store()
    store.update(vocab.prologue() + 'INSERT DATA { <urn:a> a kg:Person ; rdfs:label "Ada Contoh" }')
    for type in TYPES:
        with contextlib.suppress(QueryError):
            found = term(store, type, text)
            assert str(next(ox.parse(f"<urn:s> <urn:p> {found} .", format=ox.RdfFormat.N_TRIPLES)).object) == str(found)


def test_two_of_one_name_are_never_chosen_between(small):
    small.update(
        vocab.prologue() + f"INSERT DATA {{ <{vocab.DEFAULT_BASE}person/x> a kg:Person ; rdfs:label 'Ada Contoh' }}"
    )
    with pytest.raises(QueryError, match="could be person/ada-contoh or person/x"):
        term(small, "Person", "ada contoh")


def test_a_state_goes_before_the_place_of_its_name(small):
    small.update(
        vocab.prologue() + f"INSERT DATA {{ <{vocab.DEFAULT_BASE}place/x> a kg:Place ; rdfs:label 'Nordavia' }}"
    )
    assert term(small, "Where", "Nordavia") == ox.NamedNode(vocab.mint("state/XNO"))
    assert term(small, "Place", "Nordavia") == ox.NamedNode(vocab.mint("place/x"))


def test_a_preferred_name_goes_before_a_form_seen(small):
    small.update(
        vocab.prologue() + f"INSERT DATA {{ <{vocab.DEFAULT_BASE}person/x> a kg:Person ; rdfs:label 'Rekaan' }}"
    )
    assert term(small, "Person", "rekaan") == ox.NamedNode(vocab.mint("person/x"))


def test_an_address_that_was_replaced_leads_to_what_took_its_place(derived):
    base = "https://w3id.org/newskg/id/"
    replaced = ox.NamedNode("http://purl.org/dc/terms/isReplacedBy")
    old, older = (ox.NamedNode(f"{base}person/{name}") for name in ("ada", "a"))
    derived.extend([ox.Quad(older, replaced, old), ox.Quad(old, replaced, ox.NamedNode(f"{base}person/ada-contoh"))])
    assert find(derived, "person/a", ("Person",)).value == f"{base}person/ada-contoh"
    derived.add(ox.Quad(ox.NamedNode(f"{base}person/x"), replaced, ox.NamedNode(f"{base}person/x")))
    assert find(derived, "person/x", ()).value == f"{base}person/x"
