"""Who is meant: every mention gets the nodes of the persons, states, organisations and places it points at.

Names come first (``persons``, ``things``), for they say who there is; then one walk through the text answers bare
titles, pronouns and groups (``pointers`` finds them, ``anaphora`` answers). What the article itself does not say is
asked of knowledge; what that does not know stays unresolved.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from kg.extract import apposition, headlines, joined, pointers
from kg.extract.aliases import persons
from kg.extract.anaphora import Walk
from kg.extract.bearers import Bearers
from kg.extract.persons import Person
from kg.extract.things import Things
from kg.model import Document, Entity, Mention
from kg.names import local_node

_START = attrgetter("start")


def link(doc: Document) -> None:
    """Fill ``doc.entities`` and the nodes of ``doc.mentions``; add a mention for each pronoun and group."""
    headlines.part(doc)
    joined.split(doc)
    apposition.part(doc)
    things = Things(doc).link()
    people = {local_node("person", doc.article.id, person.name): person for person in persons(doc)}
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
    found = pointers.find(doc, lowers, rules)
    groups = {mention.start for pointer in found for mention in _touched(doc, pointer) if _shadows(pointer, mention)}
    mentions = [mention for mention in doc.mentions if mention.start not in groups]
    free = [p for p in found if all(m.start in groups for m in _touched(doc, p))]
    doc.mentions = Walk(doc, people, rules, lowers, Bearers(doc, people, rules, lowers)).run(mentions, free)


def _touched(doc: Document, pointer: pointers.Pointer) -> list[Mention]:
    """Mentions that share words with a pointer."""
    at = bisect_right(doc.mentions, pointer.start, key=_START) - 1
    return [m for m in doc.mentions[max(at, 0) : at + 3] if m.start < pointer.end and m.end > pointer.start]


def _shadows(pointer: pointers.Pointer, mention: Mention) -> bool:
    """Whether "kedua pemimpin" was taken for a title "pemimpin"."""
    return mention.how == "title" and pointer.start < mention.start and mention.end <= pointer.outer_end


def _person(node: str, person: Person) -> Entity:
    return Entity(node, "person", person.name, tuple(person.forms), tuple(person.roles), person.known)
