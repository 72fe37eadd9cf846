"""States: what they are called in each language, and which state a form means.

``states.csv`` holds names and codes, ``state_forms.csv`` every other form, by hand. A form is compared folded, except
abbreviations ("AS", "RI", "UEA"): they count only in capitals, for "as" and "ri" are words. A capital or a seat of
government that may stand for the state ("Washington menduga") is no name of the state: ask ``acting_state``.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.knowledge.tables import rows, several
from kg.names import fold

_STATE_FIELDS = ("iso3", "iso2", "wikidata", "name_en", "name_id", "name_ms", "capital", "continent")
_FORM_FIELDS = ("iso3", "lang", "kind", "forms")
_PLACES = {"capital", "seat"}
_LANGUAGES = ("id", "en", "ms")


class State(NamedTuple):
    """One state or territory: ISO 3166-1 codes (Kosovo: XKX), Wikidata id or "", a preferred name for each language."""

    iso3: str
    iso2: str
    wikidata: str
    name_en: str
    name_id: str
    name_ms: str
    capital: str
    continent: str

    @property
    def node(self) -> str:
        """The node that identifies the state everywhere: ``state:PRK``."""
        return f"state:{self.iso3}"

    def name(self, lang: str) -> str:
        """The preferred name in a language; the English one where we have none."""
        return {"id": self.name_id, "ms": self.name_ms}.get(lang, self.name_en)


class StateForm(NamedTuple):
    """One way to write a state: ``kind`` is name, short, official, adjective, epithet, capital or seat."""

    iso3: str
    lang: str
    kind: str
    form: str


def states() -> tuple[State, ...]:
    """All states and inhabited territories, by code."""
    return tuple(_states().values())


def state(iso3: str) -> State | None:
    """The state with that ISO 3166-1 alpha-3 code."""
    return _states().get(iso3)


def state_of(form: str, lang: str = "id") -> str | None:
    """The code of the state that a name, abbreviation, adjective or epithet means in a language, or None.

    Capitals do not count here. "AS" is the United States, "as" is not.
    """
    found = state_form(form, lang)
    return found.iso3 if found and found.kind not in _PLACES else None


def acting_state(form: str, lang: str = "id") -> str | None:
    """The code of the state that a capital or seat of government can stand for ("Moskow", "Gedung Putih"), or None."""
    found = _index(lang)[1].get(fold(form))
    return found.iso3 if found else None


def state_form(form: str, lang: str = "id") -> StateForm | None:
    """What a form is: a name of a state, else a capital or seat that can stand for one, else None."""
    names, seats, shorts = _index(lang)
    key = fold(form)
    return shorts.get(form.replace(".", "")) or names.get(key) or seats.get(key)


def state_forms(lang: str = "id") -> tuple[StateForm, ...]:
    """Every form of every state in a language, in the order of the files."""
    return tuple(form for form in _forms() if form.lang == lang)


@cache
def _states() -> dict[str, State]:
    labels = {(form.iso3, form.lang): form.form for form in _forms() if form.kind == "label"}
    capitals = {form.iso3: form.form for form in reversed(_forms()) if (form.kind, form.lang) == ("capital", "id")}
    found = {}
    for row in rows("states.csv", *_STATE_FIELDS):
        plain = State(*row)
        found[plain.iso3] = plain._replace(
            name_en=labels.get((plain.iso3, "en"), plain.name_en),
            name_id=labels.get((plain.iso3, "id"), plain.name_id),
            name_ms=labels.get((plain.iso3, "ms"), plain.name_ms),
            capital=capitals.get(plain.iso3, plain.capital),
        )
    return found


@cache
def _forms() -> tuple[StateForm, ...]:
    named = [
        StateForm(row[0], lang, "name", name.replace(" & ", joint))
        for row in rows("states.csv", *_STATE_FIELDS)
        for lang, name, joint in zip(("en", "id", "ms"), row[3:6], (" and ", " dan ", " dan "), strict=True)
    ]
    by_hand = [
        StateForm(iso3, lang, kind, form)
        for iso3, lang, kind, forms in rows("state_forms.csv", *_FORM_FIELDS)
        for form in several(forms)
    ]
    return (*by_hand, *named)


@cache
def _index(lang: str) -> tuple[dict[str, StateForm], dict[str, StateForm], dict[str, StateForm]]:
    """Three dicts: folded names, folded capitals and seats, abbreviations as written. The first row of a form wins."""
    names: dict[str, StateForm] = {}
    seats: dict[str, StateForm] = {}
    shorts: dict[str, StateForm] = {}
    for form in state_forms(lang if lang in _LANGUAGES else "en"):
        if form.kind == "short":
            shorts.setdefault(form.form.replace(".", ""), form)
        else:
            (seats if form.kind in _PLACES else names).setdefault(fold(form.form), form)
    return names, seats, shorts
