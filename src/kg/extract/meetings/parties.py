"""Items as parties: which node an agent is, which state it belongs to, who stands in for whom.

A title without a name stands for its state or institution ("Menteri Luar Negeri Spanyol" is Spain where nobody says who
that is). On one side persons come before the states and institutions they act for.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kg import knowledge
from kg.extract.meetings import table
from kg.extract.meetings.groups import Group
from kg.extract.meetings.scene import Item
from kg.model import Document, Mention, Party
from kg.names import fold


def kind(node: str) -> str:
    """ "person", "state", "org" or "place"."""
    return node.partition(":")[0]


def of_item(item: Item) -> list[Party]:
    """The parties that an agent item names; none when nobody knows whom it means."""
    mention = item.mention
    if mention is None:
        return []
    nodes = mention.nodes or _stand_in(mention)
    return [Party(node, mention.start, mention.end) for node in nodes if not _reports(node)]


def _reports(node: str) -> bool:
    """Whether a node is a medium or an agency: who is met by them is interviewed."""
    if kind(node) == "org" and node.rpartition("#")[2].startswith("media-"):
        return True
    known = knowledge.organisation_by_slug(node.rpartition("#")[2]) if kind(node) == "org" else None
    return known is not None and known.kind in ("media", "agency")


def _stand_in(mention: Mention) -> tuple[str, ...]:
    role = mention.role
    if mention.kind != "person" or role is None or role.former or not role.of:
        return ()
    return (role.of,) if kind(role.of) in ("state", "org") else ()


def of_items(items: Iterable[Item]) -> list[Party]:
    """The parties of several items, each node once; persons displace the states that stand beside them."""
    found: dict[str, Party] = {}
    for item in items:
        for party in of_item(item):
            found.setdefault(party.node, party)
    if any(kind(node) == "person" for node in found):
        return [party for party in found.values() if kind(party.node) != "state"]
    return list(found.values())


def of_group(group: Group | None) -> list[Party]:
    """The parties of a group (none for None)."""
    return of_items(group.members) if group else []


def state_of(doc: Document, node: str, home: str = "") -> str | None:
    """The state a node is or serves: by the roles the article gives, else by what is known; None when nobody tells.

    ``home`` is the state of an office of which nobody says whose it is ("Menteri Perdagangan").
    """
    if kind(node) == "state":
        return node
    entity = doc.entities.get(node)
    if entity is None:
        return None
    for role in entity.roles:
        state = _state_of_office(doc, role.of)
        if state:
            return state
    code = _known_state(node, entity.name)
    within = [other for other in entity.within if kind(other) == "state"]
    offices = [role.office for role in entity.roles if role.office is not None and role.of is None]
    office = _sole().get(offices[0], home) if offices else ""
    return f"state:{code}" if code else within[-1] if within else office or None


@cache
def _sole() -> dict[str, str]:
    """The state of every office that is known in one state alone: the pope's."""
    where: dict[str, set[str]] = {}
    for held in knowledge.holdings():
        where.setdefault(held.office, set()).add(held.of)
    return {office: f"state:{next(iter(of))}" for office, of in where.items() if len(of) == 1 and min(of).isupper()}


def posted(doc: Document, node: str) -> set[str]:
    """The states an envoy is sent to: who is there does not visit them."""
    entity = doc.entities.get(node)
    sent = {role.to for role in entity.roles if role.to} if entity else set[str]()
    return {state for to in sent if (state := state_of(doc, to))}


def _state_of_office(doc: Document, of: str | None) -> str | None:
    if of is None or kind(of) == "state":
        return of
    entity = doc.entities.get(of)
    within = [other for other in (entity.within if entity else ()) if kind(other) == "state"]
    if within:
        return within[-1]
    known = knowledge.organisation_by_slug(of.rpartition("#")[2])
    return f"state:{known.state}" if known and known.state else None


def _known_state(node: str, name: str) -> str:
    if kind(node) == "person":
        person = knowledge.person_by_form(name)
        return person.state if person else ""
    known = knowledge.organisation_by_slug(node.rpartition("#")[2])
    return known.state if known else ""


def acts_for(doc: Document, person: str, owner: str) -> bool:
    """Whether a person holds an office of a state or institution, as far as the article tells."""
    entity = doc.entities.get(person)
    if entity is None:
        return False
    if any(role.of == owner or _named_in(doc, role.text, owner) for role in entity.roles):
        return True
    return kind(owner) == "state" and state_of(doc, person) == owner


def public(doc: Document, node: str) -> bool:
    """Whether somebody has an office or is known: private people travel, but visit no state."""
    entity = doc.entities.get(node)
    if kind(node) != "person" or entity is None:
        return kind(node) != "person"
    words = table.load(doc.pack)
    titles = words.classes["private"] if words else frozenset[str]()
    ladies = words.classes["first_lady"] if words else frozenset[str]()  # "Ibu Negara": no mother of anybody
    held = any(
        role.office in ladies or ((role.office or role.of) and role.title.lower().partition(" ")[0] not in titles)
        for role in entity.roles
    )
    return held or entity.known is not None or knowledge.person_by_form(entity.name) is not None


def leads(doc: Document, person: str, offices: frozenset[str]) -> bool:
    """Whether the article gives a person one of some offices (keys of knowledge)."""
    entity = doc.entities.get(person)
    return entity is not None and any(role.office in offices for role in entity.roles)


def principal(doc: Document, party: Party, titles: frozenset[str]) -> Party | None:
    """Whom a spokesperson speaks for, a state or institution (None: nobody says); others speak for themselves."""
    entity, openings = doc.entities.get(party.node), tuple(titles)
    for role in entity.roles if entity else ():
        if role.office in titles or fold(role.title).startswith(openings):
            return party._replace(node=role.of) if role.of and kind(role.of) in ("state", "org") else None
    return party


def _named_in(doc: Document, words: str, owner: str) -> bool:
    """Whether the words of a title name an institution: "Ketua KPK"."""
    entity = doc.entities.get(owner)
    text = f" {fold(words)} "
    return entity is not None and any(f" {fold(form)} " in text for form in (entity.name, *entity.forms))
