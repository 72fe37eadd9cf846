"""Frames of journeys: "tiba di P", "kunjungan A ke P". Who travels meets the state the journey leads to."""

from __future__ import annotations

from kg.extract.meetings import actors, goals, parties, sides
from kg.extract.meetings.groups import Group
from kg.extract.meetings.scene import Item
from kg.extract.meetings.telling import Place, Sided
from kg.model import Party


def visit(here: Place) -> Sided | None:
    """A verb of travel and where it leads: "A tiba di P"."""
    goal, end = goals.at(here.scene, here.on, here.hit.last)
    subject = actors.subject(here, end) if goal else None
    if subject is None or (_stays(here) and not _on_duty(here, subject[0])):
        return None
    return journey(here, subject[0], goal, end, subject[1], subject[2])


def _stays(here: Place) -> bool:
    """Whether all that is told is where somebody is: "berada di P", "sebelum ke P"."""
    return here.on.row[here.hit.first].word in here.scene.table.classes["stays"]


def _on_duty(here: Place, who: list[Party]) -> bool:
    """Whether somebody with a high office is among those who travel."""
    offices = here.scene.table.classes["leading"] | here.scene.table.classes["serving"]
    return any(parties.leads(here.scene.doc, party.node, offices) for party in who)


def journey(here: Place, who: list[Party], goal: list[Party], end: int, widened: int, along: tuple[Item, ...]) -> Sided:
    """A journey: a visit to the states it leads to; inside their own state only an encounter of those who travel."""
    doc, home = here.scene.doc, f"state:{here.scene.table.home}"
    people = [party for party in who if parties.kind(party.node) == "person"]
    along = (*along, *_entourage(here, end))
    own = {parties.state_of(doc, party.node, home) for party in people}
    if len(people) > 1 and goal and own >= {party.node for party in goal}:
        return Sided(people[:1], people[1:], end, widened=widened, companions=along)
    return Sided(who, goal, end, True, widened, along)


def _entourage(here: Place, end: int) -> tuple[Item, ...]:
    """Who goes along on a journey, named after its goal: "melakukan perjalanan ke P bersama A dan B"."""
    row, classes = here.on.row, here.scene.table.classes
    if end >= len(row) or (row[end].word not in classes["together"] and row[end].word not in classes["accompanied"]):
        return ()
    group, _ = sides.right(here.on, end + 1, here.scene.table, need=False, strict=True)
    return group.members if group else ()


def _by(here: Place, end: int) -> Group | None:
    """Whose journey it was, named after its goal: "kunjungan ke P oleh X"."""
    row, classes = here.on.row, here.scene.table.classes
    while end < len(row) and (row[end].word in classes["past"] or row[end].word in classes["held_by"]):
        end += 1
    if end >= len(row) or row[end].word not in classes["by"]:
        return None
    by, _ = sides.right(here.on, end, here.scene.table, need=True, strict=True)
    return by if by and actors.people(by) else None


def _of_crowd(here: Place) -> bool:
    """Whether those who travel are many: "kunjungan wisatawan"."""
    after = here.on.row[here.hit.last : here.hit.last + 1]
    return any(item.word in here.scene.table.classes["crowd"] for item in after)


def trip(here: Place) -> Sided | None:
    """A noun of travel: "kunjungan A ke P", "A melakukan kunjungan ke P", "kunjungan ke P oleh A"."""
    on, hit, table = here.on, here.hit, here.scene.table
    if (hit.first and on.row[hit.first - 1].word in table.classes["accompanies"]) or _of_crowd(here):
        return None
    group, _ = sides.right(on, hit.last, table, need=False, strict=True)
    own = (
        group
        if group and all(item.word not in table.classes["to"] for item in on.row[hit.last : group.first])
        else None
    )
    start = own.last if own else hit.last
    goal, end = goals.after(here.scene, on, start)
    by = _by(here, end) if goal else None
    if by:
        return journey(here, parties.of_group(by), goal, by.last, 0, ())
    goal = goal or goals.before(here.scene, on, hit.first)
    found = parties.of_group(own)
    if found and parties.kind(found[0].node) == "person":
        return journey(here, found, goal, max(start, end), 0, own.companions if own else ())
    if not goal or (not hit.own and on.row[hit.first].word in table.classes["presence"]):
        return Sided([], [], hit.last)
    subject = actors.subject(here, end)
    if subject is None:
        return None
    return journey(here, subject[0] or actors.topic(here, goal), goal, end, subject[1], subject[2])
