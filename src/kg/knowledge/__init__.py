"""What the world is called and who held which office: small tables, looked up by folded form, never guessed.

    >>> state_of("Korut"), state_of("AS"), state_of("as"), acting_state("Moskow")
    ('PRK', 'USA', None, 'RUS')

Every table is a CSV file in this folder; the README beside them says where each comes from, its licence and how it is
made. Tables are read once, when first asked for. What is not in them is None.
"""

from kg.knowledge.longest import Found, longest
from kg.knowledge.offices import Office, has_government, office, office_held, offices
from kg.knowledge.organisations import Organisation, organisation, organisation_by_slug, organisations
from kg.knowledge.people import Holding, Person, holder, holdings, offices_of, owner_key, person_by_form, persons
from kg.knowledge.places import Place, is_place, place, place_at_end, place_by_key, place_forms
from kg.knowledge.states import State, StateForm, acting_state, state, state_form, state_forms, state_of, states

__all__ = [
    "Found",
    "Holding",
    "Office",
    "Organisation",
    "Person",
    "Place",
    "State",
    "StateForm",
    "acting_state",
    "has_government",
    "holder",
    "holdings",
    "is_place",
    "longest",
    "office",
    "office_held",
    "offices",
    "offices_of",
    "organisation",
    "organisation_by_slug",
    "organisations",
    "owner_key",
    "person_by_form",
    "persons",
    "place",
    "place_at_end",
    "place_by_key",
    "place_forms",
    "state",
    "state_form",
    "state_forms",
    "state_of",
    "states",
]
