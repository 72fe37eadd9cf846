"""Who is meant: every mention gets the nodes of the persons, states, organisations and places it points at.

Names come first (``persons``, ``things``), for they say who there is; then one walk through the text answers bare
titles, pronouns and groups (``pointers`` finds them, ``anaphora`` answers). What the article itself does not say is
asked of knowledge; what that does not know stays unresolved.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import partial
from operator import attrgetter

from kg import knowledge, names
from kg.extract import pointers
from kg.extract.anaphora import Walk
from kg.extract.persons import Person, gather, known_id
from kg.extract.things import Things
from kg.model import Document, Entity, Role
from kg.names import local_node

_START = attrgetter("start")


def link(doc: Document) -> None:
    """Fill ``doc.entities`` and the nodes of ``doc.mentions``; add a mention for each pronoun and group."""
    things = Things(doc).link()
    people = {local_node("person", doc.article.id, person.name): person for person in gather(doc)}
    for node, person in people.items():
        for spot in person.spots:
            doc.mentions[spot] = doc.mentions[spot]._replace(nodes=(node,))
    _walk(doc, people)
    known = {node: _person(node, person) for node, person in people.items()} | things
    used = dict.fromkeys(node for mention in doc.mentions for node in mention.nodes)
    doc.entities = {node: known[node] for node in [*used, *known] if node in known}


def _walk(doc: Document, people: dict[str, Person]) -> None:
    rules = pointers.rules_of(doc.pack)
    lowers = [token.text.lower() for token in doc.tokens]
    found = [pointer for pointer in pointers.find(doc, lowers, rules) if not _covered(doc, pointer)]
    doc.mentions = Walk(doc, people, rules, lowers, partial(_holder, doc, people, rules)).run(doc.mentions, found)


def _covered(doc: Document, pointer: pointers.Pointer) -> bool:
    """Whether a mention holds these words already."""
    at = bisect_right(doc.mentions, pointer.end - 1, key=_START) - 1
    return at >= 0 and doc.mentions[at].end > pointer.start


def _holder(doc: Document, people: dict[str, Person], rules: pointers.Rules, role: Role) -> str | None:
    """The node of who held an office of a state when the article was written, or None when that is not surely one."""
    of = role.of or (rules.home if role.text[:1].isupper() else None)
    if not (of and of.startswith("state:") and role.office and doc.anchor) or role.former:
        return None
    found = knowledge.holder(role.office, of, doc.anchor)
    if found is None:
        return None
    named = next((node for node, person in people.items() if person.known == known_id(found)), None)
    return named or _introduce(doc, people, found)


def _introduce(doc: Document, people: dict[str, Person], found: knowledge.Person) -> str:
    """A person the article points at by title alone: the name is knowledge's."""
    node = local_node("person", doc.article.id, found.name)
    people.setdefault(node, Person(names.words(found.name), found.name, known=known_id(found)))
    return node


def _person(node: str, person: Person) -> Entity:
    return Entity(node, "person", person.name, tuple(person.forms), tuple(person.roles), person.known)
