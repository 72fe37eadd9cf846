"""Items as parties: which node an agent is, which state a person belongs to, who stands in for whom.

A title without a name stands for its state or institution ("Menteri Luar Negeri Spanyol" is Spain where nobody says who
that is). On one side persons come before the states and institutions they act for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from kg.extract.meetings.groups import Group
from kg.extract.meetings.scene import Item, Scene
from kg.model import Document, Mention


class Party(NamedTuple):
    """A node and the words that name it."""

    node: str
    start: int
    end: int

    @property
    def kind(self) -> str:
        """ "person", "state" or "org"."""
        return self.node.partition(":")[0]


def of_item(item: Item) -> list[Party]:
    """The parties that an agent item names; none when nobody knows whom it means."""
    mention = item.mention
    if mention is None:
        return []
    nodes = mention.nodes or _stand_in(mention)
    return [Party(node, mention.start, mention.end) for node in nodes]


def _stand_in(mention: Mention) -> tuple[str, ...]:
    role = mention.role
    if mention.kind != "person" or role is None or role.former or not role.of:
        return ()
    return (role.of,)


def of_items(items: Iterable[Item]) -> list[Party]:
    """The parties of several items, each node once; persons displace the states that stand beside them."""
    found: dict[str, Party] = {}
    for item in items:
        for party in of_item(item):
            found.setdefault(party.node, party)
    return _persons_first(list(found.values()))


def _persons_first(side: list[Party]) -> list[Party]:
    if any(party.kind == "person" for party in side):
        return [party for party in side if party.kind != "state"]
    return side


def of_group(group: Group | None) -> list[Party]:
    """The parties of a group (none for None)."""
    return of_items(group.members) if group else []


def state_of(doc: Document, node: str) -> str | None:
    """The state a node is of or belongs to, as far as the article's own words tell; None when they do not."""
    if node.startswith("state:"):
        return node
    entity = doc.entities.get(node)
    if entity is None:
        return None
    for role in entity.roles:
        if role.of and role.of.startswith("state:"):
            return role.of
    within = [other for other in entity.within if other.startswith("state:")]
    return within[-1] if within else None


def speaker_of(scene: Scene, sentence: int) -> Party | None:
    """Who speaks in a sentence: the person beside a word of saying outside the quotation."""
    row = scene.row(sentence)
    says = scene.table.classes["says"]
    for at, item in enumerate(row):
        if item.quoted or item.word not in says:
            continue
        for near in (*row[at + 1 : at + 4], *reversed(row[max(0, at - 3) : at])):
            if near.kind == "agent" and near.mention is not None and near.mention.kind == "person":
                found = of_item(near)
                if found:
                    return found[0]
    return None
