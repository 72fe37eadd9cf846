"""Who is meant: every mention gets the nodes of the persons, states, organisations and places it points at.

Names come first (``persons``, ``things``), for they say who there is; then one walk through the text answers bare
titles, pronouns and groups (``pointers`` finds them, ``anaphora`` answers). What the article itself does not say is
asked of knowledge; what that does not know stays unresolved.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from operator import attrgetter

from kg import knowledge, names
from kg.extract import joined, pointers
from kg.extract.anaphora import Walk
from kg.extract.evidence import sentence_at
from kg.extract.persons import Person, gather, known_id
from kg.extract.spelling import short_for
from kg.extract.things import Things
from kg.model import Document, Entity, Mention, Role
from kg.names import local_node

_START = attrgetter("start")


def link(doc: Document) -> None:
    """Fill ``doc.entities`` and the nodes of ``doc.mentions``; add a mention for each pronoun and group."""
    joined.split(doc)
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
    found = pointers.find(doc, lowers, rules)
    groups = {mention.start for pointer in found for mention in _touched(doc, pointer) if _shadows(pointer, mention)}
    mentions = [mention for mention in doc.mentions if mention.start not in groups]
    free = [p for p in found if all(m.start in groups for m in _touched(doc, p))]
    doc.mentions = Walk(doc, people, rules, lowers, _Offices(doc, people, rules).holder).run(mentions, free)


def _touched(doc: Document, pointer: pointers.Pointer) -> list[Mention]:
    """Mentions that share words with a pointer."""
    at = bisect_right(doc.mentions, pointer.start, key=_START) - 1
    return [m for m in doc.mentions[max(at, 0) : at + 3] if m.start < pointer.end and m.end > pointer.start]


def _shadows(pointer: pointers.Pointer, mention: Mention) -> bool:
    """Whether "kedua pemimpin" was taken for a title "pemimpin"."""
    return mention.how == "title" and pointer.start < mention.start and mention.end <= pointer.outer_end


class _Offices:
    """Who holds an office of a state, when the article does not say: asked of knowledge, as of the day told of."""

    def __init__(self, doc: Document, people: dict[str, Person], rules: pointers.Rules) -> None:
        self.doc, self.people, self.rules = doc, people, rules

    def holder(self, mention: Mention, role: Role) -> str | None:
        """The node of the holder: of a person named here, or of a leader whose state the title names; else None."""
        on = self._day(mention)
        of = role.of or (self.rules.home if role.text[:1].isupper() else "")
        if on is None or role.former or not role.office or not of.startswith("state:"):
            return None
        found = knowledge.holder(role.office, of, on)
        if found is None:
            return None
        named = next((node for node, person in self.people.items() if _is(person, found)), None)
        leads = role.of is not None and role.office in self.rules.leaders
        return named or (self._introduce(found) if leads else None)

    def _day(self, mention: Mention) -> date | None:
        """The day the sentence tells of when that is another year, else the day of the article."""
        anchor = self.doc.anchor
        sentence = self.doc.sentences[sentence_at(self.doc, mention.start)]
        told = (t.when.earliest for t in self.doc.timexes if sentence.start <= t.start < sentence.end and t.when)
        other = next((day for day in told if anchor is None or day.year != anchor.year), None)
        return other or anchor

    def _introduce(self, found: knowledge.Person) -> str:
        """A person the article points at by title alone: the name is knowledge's."""
        node = local_node("person", self.doc.article.id, found.name)
        new = Person(names.words(found.name), found.name, known=known_id(found), state=found.state)
        self.people.setdefault(node, new)
        return node


def _is(person: Person, known: knowledge.Person) -> bool:
    """Whether a person of the article is that one: identified, or under a name that can be short for it."""
    if person.known:
        return person.known == known_id(known)
    return short_for(person.words, names.words(known.name))


def _person(node: str, person: Person) -> Entity:
    return Entity(node, "person", person.name, tuple(person.forms), tuple(person.roles), person.known)
