"""Frames of verbs whose subject or object comes as a guest: A receives B, A is received by B, A goes along with B.

What is received may be a thing, who is asked may be a witness: most of this tells those apart.
"""

from __future__ import annotations

from kg.extract.meetings import actors, goals, parties, sides, subjects, travel, verbs
from kg.extract.meetings.groups import Group
from kg.extract.meetings.telling import Place, Sided

AS = 20  # characters after a name in which "sebagai" stands
MANY = 5  # items between "menerima" and "tokoh"
POINTED = 5  # items between "istana itu" and the verb


def receive(here: Place) -> Sided | None:
    """ "A menerima kunjungan B": only persons and visits are received, all else are things."""
    if _reacts(here):
        return None
    group, _ = sides.right(here.on, here.hit.last, here.scene.table, need=False, strict=True)
    right = parties.of_group(group)
    if group is None and (head := actors.headed(here)):
        return verbs.with_head(here, head)
    if group is None and _received(here):
        return verbs.with_many(here)
    if not right or not group:
        return None
    words = [item.word for item in here.on.row[here.hit.first : group.first]]
    between = here.scene.text[here.on.row[here.hit.first].end : here.on.row[group.first].start]
    if "(" in between or (len(words) > 1 and words[1] in here.scene.table.classes["from"]):
        return None
    told = any(word in here.scene.table.classes["received"] for word in words)
    return verbs.encounter(here, group) if told or parties.kind(right[0].node) == "person" else None


def _reacts(here: Place) -> bool:
    """Whether a thing is welcomed, and nobody: "menyambut baik rencana itu"."""
    after = here.on.row[here.hit.last : here.hit.last + 1]
    return any(item.word in here.scene.table.classes["reacts"] for item in after)


def _thing(here: Place) -> bool:
    """Whether a thing or a place is what is visited: "istana itu dikunjungi X", and no name stands before it."""
    before = here.on.row[max(0, here.hit.first - POINTED) : here.hit.first]
    classes = here.scene.table.classes
    guests = classes["received"] | classes["presence"] | classes["people"]
    pointed = any(item.word in classes["pointing"] for item in before)
    return pointed and not any(item.mention or item.word in guests for item in before)


def _asked(here: Place, group: Group | None) -> bool:
    """Whether somebody is met by reporters: "ditemui di kantornya, X"."""
    row, classes, last = here.on.row, here.scene.table.classes, here.hit.last
    met = group is not None and group.first > last and row[group.first - 1].word not in classes["by"]
    return met and row[last - 1].word in classes["press"]


def _given(here: Place) -> bool:
    """Whether a thing is what is received: "penghargaan itu diterima X"."""
    row, classes = here.on.row, here.scene.table.classes
    taken = row[here.hit.last - 1].word in classes["taken"]
    return taken and any(item.word in classes["things"] for item in row[: here.hit.first])


def _received(here: Place) -> bool:
    """Whether people nobody names are received: "menerima 61 tokoh", "menyambut sejumlah kepala negara"."""
    classes = here.scene.table.classes
    for item in here.on.row[here.hit.last : here.hit.last + MANY]:
        if item.word in classes["people"] or item.word in classes["visitors"]:
            return True
        light = item.word.isdigit() or item.word in classes["crowd"] or item.word in classes["received"]
        if not light and item.word not in classes["adverbs"]:
            return False
    return False


def passive(here: Place) -> Sided | None:
    """ "A disambut B", "P dikunjungi A"."""
    classes, verb, last = here.scene.table.classes, here.on.row[here.hit.last - 1].word, here.hit.last
    if _reacts(here) or _thing(here):
        return None
    group, _ = sides.right(here.on, last, here.scene.table, need=False)
    if verb in classes["goes"]:
        goal, end = goals.after(here.scene, here.on, last)
        if goal:
            return Sided(actors.wider(here), goal, end, True, 2)
        goal = goals.before(here.scene, here.on, here.hit.first) if group and actors.people(group) else []
        if goal and group:
            return travel.journey(here, actors.people(group), goal, group.last, 0, group.companions)
    if _asked(here, group) or _given(here):
        return None
    found = subjects.left(here.on, here.hit.first, here.scene.table)
    if verb in classes["summoned"] and not _by_leader(here, group):
        return None
    taken = verb in classes["taken"] and (found.how != "group" or found.odd)
    return None if taken else _welcomed(here, group)


def _by_leader(here: Place, group: Group | None) -> bool:
    """Whether a leader calls somebody in; courts and investigators call witnesses."""
    doc, offices = here.scene.doc, here.scene.table.classes["leading"]
    return any(parties.leads(doc, party.node, offices) for party in (actors.people(group) if group else []))


def _welcomed(here: Place, group: Group | None) -> Sided | None:
    """Who is met by whom a verb of welcome or of seeing names."""
    if group and here.hit.frame.kind == "Welcome" and _party_told_before(here):
        return Sided(actors.wider(here), actors.people(group), group.last, False, 2, group.companions)
    return verbs.encounter(here, group)


def _party_told_before(here: Place) -> bool:
    """Whether those welcomed are the party of somebody told before: "kedatangan mereka", "rombongan"."""
    word = here.on.row[here.hit.first - 1].word if here.hit.first else ""
    return word in here.scene.table.classes["party"] or actors.they(here)


def escort(here: Place) -> Sided | None:
    """One who goes about with another: an verbs.encounter of the two when nothing else is told of them."""
    inside, classes = here.on.of[here.hit.first], here.scene.table.classes
    if here.hit.first and here.on.row[here.hit.first - 1].word in classes["purpose"]:
        return None
    if inside >= 0:
        group = here.on.groups[inside]
        along = [party for party in parties.of_items(group.companions) if parties.kind(party.node) == "person"]
        beside = _beside(here, group, group.last)
        return None if beside else Sided(along, actors.people(group), group.last, weak=True)
    met = verbs.see(here)
    known = met is not None and all(parties.public(here.scene.doc, party.node) for party in (*met.left, *met.right))
    if met is None or not (met.right and known and actors.all_people([*met.left, *met.right])):
        return None
    left = subjects.left(here.on, here.hit.first, here.scene.table).group
    return None if _beside(here, left, met.end) else met._replace(weak=True)


def _beside(here: Place, subject: Group | None, end: int) -> bool:
    """Whether somebody only speaks beside another ("kata X mendampingi Y"), or serves as their deputy."""
    classes, row = here.scene.table.classes, here.on.row
    speaks = subject is not None and subject.first > 0 and row[subject.first - 1].word in classes["says"]
    mention = row[end - 1].mention
    after = here.scene.text[mention.end if mention else row[end - 1].end :][:AS].split()
    return speaks or (bool(after) and after[0].lower() in classes["becomes"])


def summon(here: Place) -> Sided | None:
    """A leader calls somebody in, a state an ambassador; courts and investigators summon, and meet nobody."""
    doc, offices = here.scene.doc, here.scene.table.classes["leading"]
    group, _ = sides.right(here.on, here.hit.last, here.scene.table, need=False, strict=True)
    met = verbs.encounter(here, group)
    if met is None or group is None or met.half:
        return None
    role = group.members[0].mention.role if group.members[0].mention else None
    envoy = role is not None and role.office == "ambassador"
    leader = any(parties.leads(doc, party.node, offices) for party in (*met.left, *met.right))
    return met if envoy or (leader and actors.all_people(met.left) and actors.all_people(met.right)) else None
