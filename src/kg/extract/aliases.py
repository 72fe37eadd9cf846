"""Names that share no spelling and are one person all the same: because the text says so, or because knowledge does.

"Damar Wulan alias Menik", "Damar Wulan (Menik)", "Menik, sapaan akrabnya" are the text's way; "Jokowi" and
"Joko Widodo" are one by knowledge, unless a role said here is of another state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from kg import knowledge
from kg.extract.persons import NameTable, Person, gather, names_of
from kg.model import Document, Mention
from kg.names import fold

NEAR = 40  # characters between a name and its alias
TITLE = 30  # characters of a title that may be part of a name


def persons(doc: Document) -> list[Person]:
    """The persons that doc.mentions name, each once, in the order of their first mention."""
    people = _merged(gather(doc), lambda people: _aliases(doc, people, names_of(doc.pack)))
    for person in people:
        person.forms |= dict.fromkeys(_titled(doc, person))
        if found := _identify(person):
            person.known, person.state = known_id(found), found.state
    people = _merged(people, _same_known)
    return sorted(people, key=lambda person: person.first)


Pairs = Iterable[tuple[Person, Person]]


def _merged(people: list[Person], pairs: Callable[[list[Person]], Pairs]) -> list[Person]:
    """The persons with those of each pair made one."""
    into: dict[Person, Person] = {}
    for one, other in list(pairs(people)):
        left, right = _last(one, into), _last(other, into)
        if left is not right:
            left.absorb(right)
            into[right] = left
    return [person for person in people if person not in into]


def _last(person: Person, into: dict[Person, Person]) -> Person:
    while person in into:
        person = into[person]
    return person


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


def _titled(doc: Document, person: Person) -> Iterator[str]:
    """A name of one word is also known with its title: "Paus Fransiskus", "Pak Damar"."""
    for mention in (doc.mentions[spot] for spot in person.spots if len(person.words) == 1):
        if 0 <= mention.outer_start < mention.start <= mention.outer_start + TITLE:
            yield doc.article.text[mention.outer_start : mention.end]


def _aliases(doc: Document, people: list[Person], table: NameTable) -> Iterator[tuple[Person, Person]]:
    """Pairs of persons that the text itself calls one: "X alias Y", "X (Y)", "Y, sapaan akrabnya"."""
    whose = {spot: person for person in people for spot in person.spots}
    order = sorted(whose)
    for before, spot in pairwise(order):
        left, right = doc.mentions[before], doc.mentions[spot]
        if right.start - left.end <= NEAR and _says_alias(doc.article.text, left, right, table):
            yield whose[before], whose[spot]


def _says_alias(text: str, left: Mention, right: Mention, table: NameTable) -> bool:
    start = right.outer_start if right.outer_start > left.end else right.start
    between, after = text[left.end : start], text[right.end : right.end + NEAR]
    bracket = between.strip() == "(" and after.startswith(")")
    bracket = bracket or (between == ") " and text[left.start - 1 : left.start] == "(")
    follows = after.startswith(tuple(", " + words for words in table.alias_after))
    return bracket or follows or between.strip(" ,(").lower() in table.alias
