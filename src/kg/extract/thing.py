"""One state, organisation or place while its forms are gathered, and what its words alone can say about it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from kg import knowledge
from kg.model import Kind, Mention
from kg.names import fold

Key = tuple[Kind, str]

_WORD = re.compile(r"[^\s,;()]+")
_MAX_WORDS = 12


@dataclass(slots=True)
class Thing:
    """One state, organisation or place while its forms are gathered."""

    kind: Kind
    forms: dict[str, None] = field(default_factory=dict)
    inside: Key | None = None
    place: knowledge.Place | None = None

    @property
    def name(self) -> str:
        """The name knowledge prefers for a known place, else the fullest form, rather not in capitals."""
        if self.place:
            return self.place.name
        return max(self.forms, key=lambda form: (form.count(" "), not form.isupper(), len(form)))


def shortens(short: str, name: str) -> bool:
    """Whether the letters of an abbreviation stand in a name in their order, the first one first."""
    letters = iter(fold(name))
    folded = fold(short).replace(" ", "")
    return folded[:1] == fold(name)[:1] and all(letter in letters for letter in folded)


def is_agency(mention: Mention) -> bool:
    """A news agency, as behind a description: "Kantor Berita Korut KCNA"."""
    known = knowledge.organisation(mention.text) if mention.kind == "org" else None
    return known is not None and known.kind == "agency"


def find_place(thing: Thing, states: list[str]) -> knowledge.Place | None:
    """The known place of that name; in the state named behind its comma, if one is."""
    said = thing.inside[1] if thing.inside and thing.inside[0] == "state" else None
    for form in thing.forms:
        found = knowledge.place(form, (said,) if said else states)
        if found and (not said or found.iso3 == said):
            return found
    return None


def spelled(text: str, wanted: str, key: Callable[[str], str | None]) -> str | None:
    """The first run of words of a title that has this key, longest first."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)][:_MAX_WORDS]
    runs = (text[start:end] for i, (start, _) in enumerate(words) for _, end in reversed(words[i:]))
    return next((run for run in runs if key(run) == wanted), None)
