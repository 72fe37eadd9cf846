"""Names that knowledge knows: states, organisations and places as they stand in a text.

The idea: knowledge is sure of words, not of sense. "Washington" may be a scene or may act; "Halim" may be an airport
or a man. So this says what the words can mean; ``mentions`` weighs that against what the tagger saw.

The idiom: all forms are filed under their first folded word; only at capitals is looked, and at
mastheads written small.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.extract.phrases import Phrases
from kg.extract.spans import Span
from kg.knowledge import organisations, persons, place_forms, state_forms
from kg.language import Pack
from kg.model import Document, Kind
from kg.names import fold

_LOOK = 8
_SEATS = {"capital", "seat"}


class _Entry(NamedTuple):
    kind: Kind
    node: str
    seat: bool
    upper: bool


@cache
def _forms(pack: Pack) -> Phrases[_Entry]:
    """Names of states first, then organisations, capitals and seats, persons, places."""
    states = [form for lang in dict.fromkeys((pack.code, "id", "en")) for form in state_forms(lang)]
    entries = [
        (f.form, _Entry("state", f"state:{f.iso3}", False, f.kind == "short")) for f in states if f.kind not in _SEATS
    ]
    entries += [(form, _Entry("org", "", False, form.isupper())) for known in organisations() for form in known.forms]
    entries += [(f.form, _Entry("place", f"state:{f.iso3}", True, False)) for f in states if f.kind in _SEATS]
    entries += [(form, _Entry("person", "", False, form.isupper())) for form in _persons(pack)]
    entries += [(form, _Entry("place", "", False, False)) for form in place_forms()]
    return Phrases((fold(form), entry) for form, entry in entries)


@cache
def _small(pack: Pack) -> frozenset[str]:
    """Names that are written small: "detikcom"."""
    heads = tuple(pack.table("names")["words"].get("mastheads", ()))
    return frozenset(form for known in organisations() for form in known.forms if heads and form.startswith(heads))


def _persons(pack: Pack) -> list[str]:
    """Names of persons in full, and the aliases that are one word; no alias with a title in it."""
    titled = pack.table("titles")["heads"]
    forms = [form for person in persons() for form in (person.name, *person.aliases)]
    return [form for form in forms if form.split()[0].lower() not in titled and "(" not in form]


def find(doc: Document, lowers: list[str]) -> list[Span]:
    """Span names in the text, the longest at each place, left to right, none overlapping."""
    forms, found, reach = _forms(doc.pack), list[Span](), 0
    starts, tokens, small = forms.starts, doc.tokens, _small(doc.pack)
    written = [token.text for token in tokens]
    for i in [i for i, word in enumerate(lowers) if written[i] != word or word in small]:
        word = lowers[i]
        if i < reach or not word[0].isalpha():
            continue
        if word not in starts and ((word.isalpha() and word.isascii()) or fold(word).partition(" ")[0] not in starts):
            continue
        hit = _longest(doc, lowers, i, forms)
        if hit:
            found.append(hit)
            reach = hit.last
    return found


def _longest(doc: Document, lowers: list[str], i: int, forms: Phrases[_Entry]) -> Span | None:
    words: list[str] = []
    ends: dict[int, int] = {}
    for j in range(i, min(i + _LOOK, len(lowers))):
        parts = fold(lowers[j]).split()
        if not parts:
            break
        words += parts
        ends[len(words)] = j + 1
    for length, entry in forms.all_at(words, 0):
        if length in ends and (not entry.upper or doc.tokens[i].text.isupper()):
            return Span(i, ends[length], entry.kind, entry.node, entry.seat)
    return None
