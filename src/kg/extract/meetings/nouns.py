"""Frames of nouns: "pertemuan A dengan B", "rapat dengan B", "undangan dari B"."""

from __future__ import annotations

from kg.extract.meetings import actors, parties, scene, sides, subjects, verbs
from kg.extract.meetings.groups import Group
from kg.extract.meetings.telling import Place, Sided
from kg.model import Party

SAME_NOUN = 4  # items between "pertemuan A" and "dengan B"
BETWEEN = 14  # items between "pertemuan" and "antara"
PAIR = 2
INVITED = 12  # items between an invitation and "dari"
LED_BY = 7  # items between a session and "dipimpin"


def noun(here: Place) -> Sided | None:
    """A talk named by a noun: "pertemuan A dengan B", "A menggelar pertemuan dengan B", "pertemuan A-B"."""
    on, hit, table = here.on, here.hit, here.scene.table
    group, crowd = sides.right(on, hit.last, table, need=False)
    if group is None and (apart := _between_later(here)):
        return _both_sides(here, apart)
    if group is None:
        unnamed = crowd or verbs.many(here)
        return verbs.with_named(here) or verbs.with_many(here) if unnamed else _between_them(here)
    if _one_side(here, group):
        return verbs.some_of(verbs.encounter(here, group), crowd)
    return _both_sides(here, group)


def _between_later(here: Place) -> Group | None:
    """The sides named after a place or a quoted word: "pertemuan di P antara A dan B"."""
    row, classes = here.on.row, here.scene.table.classes
    for at in range(here.hit.last, min(here.hit.last + BETWEEN, len(row))):
        if row[at].word in classes["between"]:
            group, _ = sides.right(here.on, at, here.scene.table, need=True, strict=True)
            return group if group and len(parties.of_group(group)) > 1 else None
        if row[at].word in classes["adverbs"]:
            continue
        if row[at].word in classes["stop"] or row[at].word == "." or sides.verbal(row[at].word, here.scene.table):
            break
    return None


def _one_side(here: Place, group: Group) -> bool:
    """Whether the noun is followed by one side only: "pertemuan dengan B", "penyambutan oleh B"."""
    row, last, classes = here.on.row, here.hit.last, here.scene.table.classes
    words = [row[at].word for at in range(last - 1, group.first)]
    if row[last - 1].word in classes["welcome"] and any(word in classes["by"] for word in words):
        return True
    if any(word in classes["between"] for word in words) or _hyphened(here, group):
        return False
    return any(word in classes["meets_with"] for word in words)


def _hyphened(here: Place, group: Group) -> bool:
    """Whether two are named as one word: "Rusia-Indonesia"."""
    joined = group.last - group.first == len(group.members) + 1 > 2
    return joined and here.on.row[group.first + 1].word in here.scene.table.classes["hyphen"]


def _both_sides(here: Place, group: Group) -> Sided:
    """Both sides after the noun: "pertemuan A dengan B", "pertemuan antara A dan B"."""
    on, hit, table = here.on, here.hit, here.scene.table
    found = parties.of_group(group)
    other, _ = sides.right(on, group.last, table, need=True)
    if other is not None and other.first - group.last <= SAME_NOUN and parties.of_group(other):
        return Sided(parties.of_group(group), parties.of_group(other), other.last, companions=other.companions)
    if len(found) > 1:
        return Sided(found[:1], found[1:], group.last, companions=group.companions)
    return Sided([], [], hit.last)


def _between_them(here: Place) -> Sided:
    """A noun without sides: those of a main clause that names two ("A dan B sepakat setelah pertemuan di P")."""
    on, hit = here.on, here.hit
    pointing = on.row[hit.last].word in here.scene.table.classes["pointing"] if hit.last < len(on.row) else False
    found = subjects.left(on, hit.first, here.scene.table)
    group = found.group or subjects.after(on, hit.last, here.scene.table)
    people = [party for party in parties.of_group(group) if parties.kind(party.node) == "person"]
    before = on.row[hit.first - 1].word if hit.first else ""
    inside = pointing and found.how == "open" and before in here.scene.table.classes["opens"]
    if len(people) == 1 and (inside or before in here.scene.table.classes["after"]):
        return Sided([], people, hit.last)
    known = all(parties.public(here.scene.doc, party.node) for party in people)
    states = [party for party in parties.of_group(found.group) if parties.kind(party.node) == "state"]
    if len(states) == PAIR and not people and not found.odd and before in here.scene.table.classes["holds"]:
        return Sided(states[:1], states[1:], hit.last)
    if pointing or found.how == "blocked" or len(people) < 2 or not known:
        return Sided([], [], hit.last)
    return Sided(people[:1], people[1:], hit.last, widened=1)


def appear(here: Place) -> Sided | None:
    """Persons before the press together; what states and institutions state together they may have written."""
    sided = noun(here)
    return sided if sided and actors.all_people(sided.left) and actors.all_people(sided.right) else None


def invited(here: Place) -> Sided | None:
    """An invitation from somebody: "menerima undangan resmi untuk menghadiri KTT dari Perdana Menteri X"."""
    row, table = here.on.row, here.scene.table
    for at in range(here.hit.last, min(here.hit.last + INVITED, len(row))):
        if row[at].word in table.classes["from"]:
            group, _ = sides.right(here.on, at + 1, table, need=False, strict=True)
            people = actors.people(group) if group else []
            if any(parties.leads(here.scene.doc, party.node, table.classes["leading"]) for party in people):
                asked = verbs.encounter(here, group)
                return asked if asked and asked.left and not _told_of(here, asked.left) else None
        if row[at].kind == "mark" and row[at].word != ",":
            break
    return None


def _told_of(here: Place, asked: list[Party]) -> bool:
    """Whether those who should be invited are only who tells of the invitation."""
    said = {party.node for party in here.scene.voice(here.on.row[here.hit.first].start)}
    return all(party.node in said for party in asked)


def session(here: Place) -> Sided | None:
    """A session: with persons it is talks; who leads or holds it may have met those whom later words name."""
    group, _ = sides.right(here.on, here.hit.last, here.scene.table, need=True)
    words = [item.word for item in here.on.row[here.hit.last : group.first]] if group else []
    if group and actors.people(group) and any(word in here.scene.table.classes["talks_with"] for word in words):
        return None if _parliament(here) else verbs.encounter(here, group)
    on, row = here.on, here.on.row
    classes = here.scene.table.classes
    after = [item.word for item in row[here.hit.last : here.hit.last + LED_BY]]
    if (after and after[0] in classes["pointing"]) or _parliament(here):
        return None
    for at in range(here.hit.last, min(here.hit.last + LED_BY, len(row))):
        if row[at].word in here.scene.table.classes["led"]:
            leader, _ = sides.right(on, at + 1, here.scene.table, need=False, strict=True)
            return verbs.half(parties.of_group(leader), at + 1)
        if row[at].word in here.scene.table.classes["stop"]:
            break
    subject = actors.subject(here)
    return verbs.half(subject[0], here.hit.last) if subject and subject[1] < 2 else None


def _parliament(here: Place) -> bool:
    """Whether a session is one of parliament: a sitting or a hearing, no meeting."""
    near = here.on.row[max(0, here.hit.first - LED_BY) : here.hit.last + LED_BY]
    if any(item.word in here.scene.table.classes["cabinet"] for item in here.on.row[here.hit.first : here.hit.last]):
        return False
    return scene.sits(near, here.scene.table)
