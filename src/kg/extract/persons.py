"""Which names in an article are one person: fuller names first, short ones to the fullest they can stand for.

A short name that fits several persons goes to the one whose role it carries, then to the one the article is about, then
to the one named last. Of two names of which one ends in the other ("Iriana Joko Widodo"), the longer is a
relative when knowledge, a word before it or their standing side by side says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from kg import knowledge
from kg.extract.evidence import sentence_at
from kg.extract.spelling import Words, is_initials, short_for
from kg.language import Pack
from kg.model import Document, Mention, Role
from kg.names import fold

TITLE = 30  # characters of a title that may be part of a name


class NameTable(NamedTuple):
    """The table ``coreference.names`` of a pack, as sets."""

    honorifics: frozenset[str]
    kin: frozenset[str]
    alias: frozenset[str]
    alias_after: tuple[str, ...]
    exclusive: frozenset[str]


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
    )  # fmt: skip


def gather(doc: Document) -> list[Person]:
    """The persons whose names doc.mentions hold, in the order of their first mention."""
    table = names_of(doc.pack)
    surfaces: dict[Words, list[int]] = {}
    bare: dict[Words, str] = {}
    for spot, mention in enumerate(doc.mentions):
        if mention.kind == "person" and mention.how == "name":
            text = _bare(mention.text, table)
            words = tuple(fold(text).split())
            if words not in bare or bare[words].isupper():
                bare[words] = text
            surfaces.setdefault(words, []).append(spot)
    people: list[Person] = []
    for words in sorted(surfaces, key=lambda words: (-len(words), surfaces[words][0])):
        _place(doc, Person(words, bare[words]), surfaces[words], people, table)
    _merge(people, _aliases(doc, people, table))
    for person in people:
        if found := _identify(person):
            person.known, person.state = known_id(found), found.state
    _merge(people, _same_known(people))
    for person in people:
        person.forms |= dict.fromkeys(_titled(doc, person))
    return sorted(people, key=lambda person: person.spots[0])


def _titled(doc: Document, person: Person) -> Iterator[str]:
    """A name of one word is also known with its title: "Paus Fransiskus", "Pak Damar"."""
    for mention in (doc.mentions[spot] for spot in person.spots if len(person.words) == 1):
        if 0 <= mention.outer_start < mention.start <= mention.outer_start + TITLE:
            yield doc.article.text[mention.outer_start : mention.end]


def _merge(people: list[Person], pairs: Iterable[tuple[Person, Person]]) -> None:
    for left, right in list(pairs):
        if left in people and right in people and left is not right:
            left.absorb(right)
            people.remove(right)


def known_id(person: knowledge.Person) -> str:
    """What identifies a person of knowledge everywhere: the Wikidata id, else the key."""
    return person.wikidata or person.key


def _identify(person: Person) -> knowledge.Person | None:
    """Whom knowledge knows under the full name, unless the roles said here are of another state."""
    states = {role.of[6:] for role in person.roles if role.of and role.of.startswith("state:")}
    for form in person.forms:
        if len(fold(form).split()) < len(person.words):
            continue
        found = knowledge.person_by_form(form)
        if found and (not states or not found.state or found.state in states):
            return found
    return None


def _same_known(people: list[Person]) -> Iterator[tuple[Person, Person]]:
    first: dict[str, Person] = {}
    for person in people:
        if person.known and first.setdefault(person.known, person) is not person:
            yield first[person.known], person


def _bare(text: str, table: NameTable) -> str:
    """A name without the honorifics before it; a name of honorifics alone stays."""
    parts = text.split()
    first = 0
    while first < len(parts) - 1 and fold(parts[first]) in table.honorifics:
        first += 1
    return " ".join(parts[first:])


def _place(doc: Document, new: Person, spots: list[int], people: list[Person], table: NameTable) -> None:
    """Give each mention of one written name to the person it fits, or let it be a person of its own."""
    kin = any(_is_kin(doc, doc.mentions[spot], table) for spot in spots)
    offices = {role.office for spot in spots if (role := doc.mentions[spot].role)}
    fits = [p for p in people if _stands_for(doc, new, spots, kin, p) and not _clash(offices, p, table)]
    for spot in spots:
        mention = doc.mentions[spot]
        person = _choose(doc, mention, spot, new.words, fits) if fits else new
        person.spots.append(spot)
        person.spots.sort()
        person.forms |= {new.name: None, mention.text: None}
        if mention.role:
            person.roles[mention.role] = None
    if new.spots:
        new.kin = kin
        people.append(new)


def _stands_for(doc: Document, new: Person, spots: list[int], kin: bool, person: Person) -> bool:
    if not short_for(new.words, person.words):
        return is_initials(new.name, person.words)
    if len(new.words) >= len(person.words) or new.words[0] == person.words[0]:
        return True
    if person.kin and not kin:
        return False  # "Joko Widodo", "Widodo" beside "Ibu Iriana Joko Widodo"
    return len(new.words) == 1 or not _side_by_side(doc, spots, person)


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


def _choose(doc: Document, mention: Mention, spot: int, words: Words, fits: list[Person]) -> Person:
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
    return max(ranked, key=lambda p: max((s for s in p.spots if s < spot), default=-1))


def _prefer(all_: list[Person], some: list[Person]) -> list[Person]:
    return some or all_


def _alike(one: Role, other: Role) -> bool:
    """Same office, or the same words, of the same state where both name one."""
    if one.of and other.of and one.of != other.of:
        return False
    return one.office == other.office if one.office and other.office else fold(one.title) == fold(other.title)


def _aliases(doc: Document, people: list[Person], table: NameTable) -> Iterator[tuple[Person, Person]]:
    """Pairs of persons that the text itself calls one: "X alias Y", "X (Y)", "Y, sapaan akrabnya"."""
    whose = {spot: person for person in people for spot in person.spots}
    order = sorted(whose)
    for before, spot in pairwise(order):
        left, right = doc.mentions[before], doc.mentions[spot]
        between = doc.article.text[left.end : right.start]
        if len(between) > 40:
            continue
        if _says_alias(between, doc.article.text[right.end : right.end + 40], table):
            yield whose[before], whose[spot]


def _says_alias(between: str, after: str, table: NameTable) -> bool:
    bracket = between.strip() == "(" and after.startswith(")")
    follows = after.startswith(tuple(", " + words for words in table.alias_after))
    return bracket or follows or between.strip(" ,(").lower() in table.alias
