"""Which names in an article are one person: fuller names first, short ones to the fullest they can stand for.

A short name that fits several persons goes to the one whose role it carries, then to the one the article is about, then
to the one named last. Of two names of which one ends in the other ("Iriana Joko Widodo"), the longer is a
relative when a word before it or their standing side by side says so. What the text or knowledge says beyond spelling
is the business of ``aliases``.

The idiom: only persons that share a word with a name are compared with it, so a page of ten thousand names takes
no longer than it must; other spellings are looked for in articles of ordinary size only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from kg.extract.evidence import sentence_at
from kg.extract.spelling import Words, is_initials, short_for
from kg.language import Pack
from kg.model import Document, Mention, Role
from kg.names import fold

ORDINARY = 300  # distinct names of an article in which other spellings are looked for


class NameTable(NamedTuple):
    """The table ``coreference.names`` of a pack, as sets."""

    honorifics: frozenset[str]
    kin: frozenset[str]
    alias: frozenset[str]
    alias_after: tuple[str, ...]
    exclusive: frozenset[str]
    spelling: tuple[tuple[str, str], ...]

    def words(self, name: str) -> Words:
        """The words of a name as they are compared: folded, in today's spelling."""
        folded = fold(name)
        for old, new in self.spelling:
            folded = folded.replace(old, new)
        return tuple(folded.split())


@dataclass(slots=True, eq=False)
class Person:
    """One person while names are being gathered: ``spots`` are indices of doc.mentions, in text order."""

    words: Words
    name: str
    forms: dict[str, None] = field(default_factory=dict)
    roles: dict[Role, None] = field(default_factory=dict)
    spots: list[int] = field(default_factory=list)
    kin: bool = False
    known: str | None = None
    state: str = ""

    @property
    def first(self) -> int:
        """The mention that names the person first; 0 for one that the text points at by title alone."""
        return self.spots[0] if self.spots else 0

    def last_before(self, spot: int) -> int:
        """The last of ``spots`` before that one, -1 for none."""
        at = bisect_left(self.spots, spot)
        return self.spots[at - 1] if at else -1

    def take(self, spot: int, mention: Mention, name: str) -> None:
        """A mention of this person, under a name."""
        self.spots.append(spot)
        self.forms |= {name: None, mention.text: None}
        if mention.role:
            self.roles[mention.role] = None

    def absorb(self, other: Person) -> None:
        """Take over everything of another; the fuller name stays."""
        if (len(other.words), self.name.isupper()) > (len(self.words), other.name.isupper()):
            self.words, self.name = other.words, other.name
        self.forms |= other.forms
        self.roles |= other.roles
        self.spots = sorted(self.spots + other.spots)
        self.known = self.known or other.known
        self.state = self.state or other.state
        self.kin = self.kin and other.kin


@cache
def names_of(pack: Pack) -> NameTable:
    """The table of a pack, once."""
    raw = pack.table("coreference").get("names", {})
    return NameTable(
        frozenset(raw.get("honorifics", ())), frozenset(raw.get("kin", ())), frozenset(raw.get("alias", ())),
        tuple(raw.get("alias_after", ())), frozenset(raw.get("exclusive", ())),
        tuple((old, new) for old, new in raw.get("spelling", ())),
    )  # fmt: skip


def gather(doc: Document) -> list[Person]:
    """The persons whose names doc.mentions hold, in the order of their first mention."""
    table = names_of(doc.pack)
    surfaces: dict[Words, list[int]] = {}
    bare: dict[Words, str] = {}
    for spot, mention in enumerate(doc.mentions):
        if mention.kind == "person" and mention.how == "name":
            text = _bare(mention.text, table)
            words = table.words(text)
            if words not in bare or bare[words].isupper():
                bare[words] = text
            surfaces.setdefault(words, []).append(spot)
    gathering = _Gathering(doc, table, len(surfaces) <= ORDINARY)
    for words in sorted(surfaces, key=lambda words: (-len(words), surfaces[words][0])):
        gathering.place(Person(words, bare[words]), surfaces[words])
    return gathering.people


def _bare(text: str, table: NameTable) -> str:
    """A name without the honorifics before it; a name of honorifics alone stays."""
    parts = text.split()
    first = 0
    while first < len(parts) - 1 and fold(parts[first]) in table.honorifics:
        first += 1
    return " ".join(parts[first:])


class _Gathering:
    """The persons found so far, filed under the words of their names."""

    def __init__(self, doc: Document, table: NameTable, ordinary: bool) -> None:
        self.doc, self.table, self.ordinary = doc, table, ordinary
        self.people: list[Person] = []
        self.by_word: dict[str, list[Person]] = {}

    def place(self, new: Person, spots: list[int]) -> None:
        """Give each mention of one written name to the person it fits, or let it be a person of its own."""
        mentions = self.doc.mentions
        kin = any(_is_kin(self.doc, mentions[spot], self.table) for spot in spots)
        offices = {role.office for spot in spots if (role := mentions[spot].role)}
        fits = [
            person
            for person in self._near(new.words)
            if _stands_for(self.doc, new, spots, kin, person) and not _clash(offices, person, self.table)
        ]
        taken = [(_choose(mentions[spot], spot, new.words, fits) if fits else new, spot) for spot in spots]
        for person, spot in taken:
            person.take(spot, mentions[spot], new.name)
        for person in fits:
            person.spots.sort()
        if not fits:
            new.kin = kin
            self._file(new)

    def _near(self, words: Words) -> Iterable[Person]:
        """Persons the name may be short for."""
        if self.ordinary:
            return self.people
        return dict.fromkeys(person for word in words for person in self.by_word.get(word, ())[:ORDINARY])

    def _file(self, person: Person) -> None:
        self.people.append(person)
        for word in person.words:
            self.by_word.setdefault(word, []).append(person)


def _stands_for(doc: Document, new: Person, spots: list[int], kin: bool, person: Person) -> bool:
    if not short_for(new.words, person.words):
        return is_initials(new.name, person.words) or _same_office(doc, new, spots, person)
    if len(new.words) >= len(person.words) or new.words[0] == person.words[0]:
        return True
    if person.kin and not kin:
        return False  # "Joko Widodo", "Widodo" beside "Ibu Iriana Joko Widodo"
    return len(new.words) == 1 or not _side_by_side(doc, spots, person)


def _same_office(doc: Document, new: Person, spots: list[int], person: Person) -> bool:
    """Whether two names that end alike hold one office: "Menlu L. P. Marsudi", "Menlu Retno Marsudi"."""
    if len(new.words) < 2 or new.words[-1] != person.words[-1] or len(new.words[0]) > 1:
        return False
    roles = [role for spot in spots if (role := doc.mentions[spot].role) and role.office]
    return any(_alike(one, other) for one in roles for other in person.roles)


def _clash(offices: set[str | None], person: Person, table: NameTable) -> bool:
    """Whether one is a king and the other a minister: "Raja Salman" is not "Pangeran Mohammed bin Salman"."""
    held = {role.office for role in person.roles}
    crowns, others = offices & table.exclusive, held & table.exclusive
    return bool((crowns and held - {None}) or (others and offices - {None})) and not crowns & others


def _is_kin(doc: Document, mention: Mention, table: NameTable) -> bool:
    if mention.role and mention.role.office == "first_lady":
        return True
    start = mention.start
    before = doc.article.text[max(0, start - 24) : start].lower().replace(",", " ").split()
    return bool(before) and (before[-1] in table.kin or before[-2:] == ["ibu", "negara"])


def _side_by_side(doc: Document, spots: list[int], person: Person) -> bool:
    """Whether both full names stand in one sentence: nobody is named in full twice there."""
    here = {sentence_at(doc, doc.mentions[spot].start) for spot in spots}
    return any(sentence_at(doc, doc.mentions[spot].start) in here for spot in person.spots)


def _choose(mention: Mention, spot: int, words: Words, fits: list[Person]) -> Person:
    """The one of several persons that a short name means (see the head of this file)."""
    if len(fits) == 1:
        return fits[0]
    fits = _prefer(fits, [p for p in fits if mention.role and any(_alike(mention.role, role) for role in p.roles)])
    fits = _prefer(fits, [p for p in fits if not p.kin])
    if len(words) == 1:
        fits = _prefer(fits, [p for p in fits if words[0] in (p.words[0], p.words[-1])])
    ranked = sorted(fits, key=lambda p: (-len(p.spots), p.spots[0]))
    if len(ranked) == 1 or len(ranked[0].spots) >= 2 * len(ranked[1].spots):
        return ranked[0]
    return max(ranked, key=lambda person: person.last_before(spot))


def _prefer(all_: list[Person], some: list[Person]) -> list[Person]:
    return some or all_


def _alike(one: Role, other: Role) -> bool:
    """Same office, or the same words, of the same state where both name one."""
    if one.of and other.of and one.of != other.of:
        return False
    return one.office == other.office if one.office and other.office else fold(one.title) == fold(other.title)
