"""Every row of every table is well formed and none contradicts another."""

from itertools import combinations

import pytest

from kg import knowledge
from kg.knowledge.tables import rows
from kg.knowledge.when import span
from kg.names import fold, slug

STATES = {known.iso3 for known in knowledge.states()}
FIELDS = ("key", "name", "forms", "kind", "within")
BY_HAND = [row for table in ("regions.csv", "venues.csv") for row in rows(table, *FIELDS)]
PLACES = {row[0] for row in BY_HAND}
ORGANISATIONS = {known.key for known in knowledge.organisations()}


def test_states_have_codes_and_names():
    for known in knowledge.states():
        assert len(known.iso3) == 3 and known.iso3.isupper() and len(known.iso2) == 2
        assert known.name_en and known.name_id and known.name_ms
        assert not known.wikidata or (known.wikidata[0] == "Q" and known.wikidata[1:].isdigit())


@pytest.mark.parametrize("lang", ["id", "en", "ms"])
def test_no_form_means_two_states(lang):
    meant = {}
    for form in knowledge.state_forms(lang):
        assert form.iso3 in STATES
        assert meant.setdefault((form.kind == "short", fold(form.form)), form.iso3) == form.iso3, form


def test_offices_and_owners_of_holdings_exist():
    offices = {known.key: known for known in knowledge.offices()}
    owners = {"state": STATES, "place": PLACES, "organisation": ORGANISATIONS}
    for held in knowledge.holdings():
        assert held.office in offices, held
        assert held.of in owners[offices[held.office].of], held
        assert held.when.first < held.when.end or held.source == "wikidata", held


def test_one_person_at_a_time_in_the_table_kept_by_hand():
    groups = {}
    for held in knowledge.holdings():
        if held.source == "compiled" and knowledge.office(held.office).single:
            groups.setdefault((held.office, held.of), []).append(held)
    for group in groups.values():
        for one, other in combinations(group, 2):
            assert one.when.first >= other.when.end or other.when.first >= one.when.end, (one, other)


def test_persons_have_usual_names():
    for person in knowledge.persons():
        assert person.name == person.name.strip() and fold(person.name), person
        assert not person.state or person.state in STATES, person
        assert not person.wikidata or person.wikidata[1:].isdigit(), person
        assert all(knowledge.person_by_form(alias) == person for alias in person.aliases), person


def test_governments_name_offices_that_exist():
    fields = ("iso3", "head_of_state", "head_of_government", "leader", "from", "until")
    for iso3, *heads, since, until in rows("governments.csv", *fields):
        assert iso3 in STATES
        assert all(not head or knowledge.office(head) for head in heads)
        assert span(since, until).first < span(since, until).end


def test_places_lie_somewhere():
    for key, _, _, _, cell in BY_HAND:
        found = knowledge.place_by_key(key)
        assert key == slug(key) and found and found.key == key
        assert bool(found.within) == bool(cell), key
        assert all(part in PLACES or part[0] == "g" or part == f"state:{found.iso3}" for part in found.within)
        assert key not in found.within


def test_organisations_have_one_owner_for_each_form():
    meant = {}
    for known in knowledge.organisations():
        assert known.key == slug(known.key) and (not known.state or known.state in STATES)
        for form in known.forms:
            exact = form if len(form) <= 5 and form.isupper() else fold(form)
            assert meant.setdefault(exact, known.key) == known.key, form


def test_keys_are_given_once():
    assert len(BY_HAND) == len(PLACES)
    assert len(knowledge.organisations()) == len(ORGANISATIONS)


def test_indonesia_is_complete():
    inside = [knowledge.place_by_key(key) for key in PLACES]
    provinces = [p for p in inside if p.kind == "province"]
    assert len(provinces) == 38
    second = [p for p in inside if p.kind in {"city", "regency"} and p.within[1:] == ("state:IDN",) and p.key != "ikn"]
    assert len(second) == 514
