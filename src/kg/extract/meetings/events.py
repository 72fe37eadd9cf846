"""Frames of events at which people are together: doing something side by side, attending, being present."""

from __future__ import annotations

from kg import knowledge
from kg.extract.meetings import actors, goals, parties, scene, sides, subjects, travel, verbs
from kg.extract.meetings.groups import Group
from kg.extract.meetings.scene import Item
from kg.extract.meetings.telling import Place, Sided
from kg.model import Party

TOGETHER = 9  # items around "bersama" among which the joint doing is named
TOLD = 4  # items between being present and "itu": "hadir dalam acara tersebut"
ENDS = (".", ",", ";")
SUMMIT = 7  # items between "menghadiri" and the organisation whose summit it is


def joint(here: Place) -> Sided | None:
    """Persons who do something together: "A meninjau P bersama B", "A bersama B meninjau P"."""
    on, hit, table = here.on, here.hit, here.scene.table
    near = on.row[max(0, hit.first - 2 * TOGETHER) : hit.last + TOGETHER]
    if hit.first and on.row[hit.first - 1].word in table.classes["opens"]:
        return None
    words = {item.word for item in near}
    if not words & table.classes["joint"] or words & table.classes["posts"]:
        return None
    inside = on.of[hit.first]
    if inside >= 0:
        people = actors.people(on.groups[inside])
        known = len(people) > 1 and all(parties.public(here.scene.doc, party.node) for party in people)
        return Sided(people[:1], people[1:], on.groups[inside].last) if known else None
    group, crowd = sides.right(on, hit.last, table, need=False, strict=True)
    subject = actors.subject(here)
    between = on.row[hit.last : group.first] if group else ()
    kin = any(item.word in table.classes["kin"] for item in between)
    right = actors.people(group) if group and not (crowd or kin) else []
    left = [party for party in subject[0] if parties.kind(party.node) == "person"] if subject and subject[1] < 2 else []
    strangers = left if group and _introduced(here, group) else (*left, *right)
    if not all(parties.public(here.scene.doc, party.node) for party in strangers):
        return None
    if group and left and right and _suite(here, left[0], right):
        return Sided([], [], group.last, companions=group.members)
    return Sided(left, right, group.last) if group and left and right else None


def _introduced(here: Place, group: Group) -> bool:
    """Whether words after the names say what they are: "bersama X, pejabat dari A"."""
    after = here.on.row[group.last : group.last + 2]
    return len(after) > 1 and after[0].word == "," and after[1].word in here.scene.table.classes["heads"]


def _suite(here: Place, guest: Party, others: list[Party]) -> bool:
    """Whether those with a foreign guest are of the guest's own state: a delegation, no encounter."""
    doc, home = here.scene.doc, f"state:{here.scene.table.home}"
    state = parties.state_of(doc, guest.node)
    return state not in (None, home) and all(parties.state_of(doc, other.node) in (state, None) for other in others)


def pair(here: Place) -> Sided | None:
    """Two or more persons of whom a verb says what only people in one place do: "A dan B menandatangani ..." """
    found = subjects.left(here.on, here.hit.first, here.scene.table)
    people = actors.people(found.group) if found.how == "group" and found.group else []
    if len(people) < 2 or scene.sits(here.on.row, here.scene.table):
        return None
    return Sided(people[:1], people[1:], here.hit.last, companions=found.group.companions if found.group else ())


def witness(here: Place) -> Sided | None:
    """Several by whom something is witnessed were in one place; one was present."""
    group, _ = sides.right(here.on, here.hit.last, here.scene.table, need=False, strict=True)
    people = actors.people(group) if group else []
    if group and len(people) > 1 and all(parties.public(here.scene.doc, party.node) for party in people):
        return Sided(people[:1], people[1:], group.last, companions=group.companions)
    return None


def gather(here: Place) -> Sided | None:
    """Somebody at an event where others may be, too: kept in case later sentences name them."""
    subject = actors.subject(here)
    if subject is None or subject[1] == 2 or not actors.all_people(subject[0]) or _sitting(here):
        return None
    host, end = _host(here)
    goal, reach = goals.after(here.scene, here.on, here.hit.last)
    if host:
        return Sided(subject[0], host, end, widened=subject[1], companions=subject[2])
    sided = travel.journey(here, subject[0], goal, reach, subject[1], subject[2]) if goal else None
    home = f"state:{here.scene.table.home}"
    return sided if sided and sided.visit and goal[0].node != home else verbs.half(subject[0], here.hit.last)


def _sitting(here: Place) -> bool:
    """Whether what is opened or attended is a sitting of parliament, or a funeral."""
    classes = here.scene.table.classes
    if any(item.word in classes["funerals"] for item in here.on.row[here.hit.first : here.hit.last + SUMMIT]):
        return True
    words = {item.word for item in here.on.row[here.hit.first : here.hit.last + 1]}
    return bool(words & here.scene.table.classes["hearings"]) and scene.sits(here.on.row, here.scene.table)


def _host(here: Place) -> tuple[list[Party], int]:
    """The organisation whose summit somebody attends: "menghadiri KTT ASEAN"."""
    row, summit = here.on.row, False
    for at in range(here.hit.last, min(here.hit.last + SUMMIT, len(row))):
        item = row[at]
        summit = summit or item.word in here.scene.table.classes["summit"]
        if item.mention is not None and item.mention.kind == "org":
            return (parties.of_item(item), at + 1) if summit and _of_states(item) else ([], at)
        if item.kind == "agent" or item.word in here.scene.table.classes["to"]:
            break
    return [], here.hit.last


def _of_states(item: Item) -> bool:
    """Whether an organisation is one of states: parties and offices hold no summits."""
    node = next((party.node for party in parties.of_item(item)), "")
    known = knowledge.organisation_by_slug(node.rpartition("#")[2])
    return known is not None and known.kind == "international"


def along(here: Place) -> Sided | None:
    """Who went along with a meeting told before: "turut hadir A, B, dan C", "A dan B juga hadir", a list of names."""
    start, row = _behind(here), here.on.row
    if here.hit.first < start < len(row) and row[start].word in here.scene.table.classes["together"]:
        return None
    if here.hit.frame.form == "led" and _ceremony(here):
        leader, _ = sides.right(here.on, start, here.scene.table, need=False, strict=True)
        return verbs.half(parties.of_group(leader), leader.last) if leader else None
    group, _ = sides.right(here.on, start, here.scene.table, need=False, strict=True)
    if group is None and here.hit.frame.form == "present":
        listed = actors.listed(here)
        if listed:
            return Sided([], [], here.hit.last, companions=listed, open=True)
        group = _present(here)
    kin = group is not None and any(item.word in here.scene.table.classes["kin"] for item in row[start : group.first])
    if group is None or kin:
        return None
    return Sided([], [], max(group.last, here.hit.last), companions=(*group.members, *group.companions))


def _ceremony(here: Place) -> bool:
    """Whether an occasion is led: "upacara dipimpin A"; others may be told to have been there."""
    first = here.hit.first
    return first > 0 and here.on.row[first - 1].word in here.scene.table.classes["ceremonies"]


def _behind(here: Place) -> int:
    """Where names may begin: behind the occasion that "hadir" points at ("hadir dalam acara itu, antara lain A")."""
    row, last = here.on.row, here.hit.last
    for at in range(last, min(last + TOLD, len(row))):
        if row[at].word in here.scene.table.classes["pointing"]:
            return at + 1
        if row[at].kind != "word":
            break
    return last


def _present(here: Place) -> Group | None:
    """Who was there, too, when the names come first: "A dan B juga hadir (dalam acara itu)"; not "hadir melayat"."""
    row, classes, last = here.on.row, here.scene.table.classes, here.hit.last
    near = row[max(0, here.hit.first - 2) : last]
    told = any(item.word in classes["pointing"] for item in row[last : last + TOLD])
    over = last == len(row) or row[last].word in ENDS
    relative = here.hit.first > 0 and row[here.hit.first - 1].word in classes["relative"]
    head = relative and (told or (row[last : last + 1] and sides.verbal(row[last].word, here.scene.table)))
    also = any(item.word in classes["also"] for item in near)
    if not (head or told or (also and over)):
        return None
    found = subjects.left(here.on, here.hit.first, here.scene.table)
    named = found.group and all(item.mention and item.mention.how != "pronoun" for item in found.group.members)
    return found.group if named and found.group and not found.odd and actors.people(found.group) else None
