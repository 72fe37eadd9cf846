"""Who is meant: every mention gets the nodes of the persons, states, organisations and places it points at.

Names come first (``persons``, ``things``), for they say who there is; then one walk through the text answers bare
titles, pronouns and groups (``pointers`` finds them, ``anaphora`` answers). What the article itself does not say is
asked of knowledge; what that does not know stays unresolved.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from kg.extract import pointers
from kg.extract.anaphora import Walk
from kg.extract.persons import Person, gather
from kg.extract.things import Things
from kg.model import Document, Entity, Role
from kg.names import local_node

_START = attrgetter("start")


def link(doc: Document) -> None:
    """Fill ``doc.entities`` and the nodes of ``doc.mentions``; add a mention for each pronoun and group."""
    people = {local_node("person", doc.article.id, person.name): person for person in gather(doc)}
    for node, person in people.items():
        for spot in person.spots:
            doc.mentions[spot] = doc.mentions[spot]._replace(nodes=(node,))
    things = Things(doc)
    things.link()
    _walk(doc, people)
    known = {node: _person(node, person) for node, person in people.items()} | things.entities
    used = dict.fromkeys(node for mention in doc.mentions for node in mention.nodes)
    doc.entities = {node: known[node] for node in [*used, *known] if node in known}


def _walk(doc: Document, people: dict[str, Person]) -> None:
    rules = pointers.rules_of(doc.pack)
    lowers = [token.text.lower() for token in doc.tokens]
    found = [pointer for pointer in pointers.find(doc, lowers, rules) if not _covered(doc, pointer)]
    doc.mentions = Walk(doc, people, rules, lowers, _holder).run(doc.mentions, found)


def _covered(doc: Document, pointer: pointers.Pointer) -> bool:
    """Whether a mention holds these words already."""
    at = bisect_right(doc.mentions, pointer.end - 1, key=_START) - 1
    return at >= 0 and doc.mentions[at].end > pointer.start


def _holder(role: Role) -> str | None:
    return None


def _person(node: str, person: Person) -> Entity:
    return Entity(node, "person", person.name, tuple(person.forms), tuple(person.roles), person.known)
