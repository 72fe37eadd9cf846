"""Who does what a trigger tells, near and far: the clause, the main clause, the speaker, the sentence before.

The subject of the clause comes first. Where the clause has none, the search widens step by step, and the result says
how far it went. A spokesperson stands for those who are spoken for, a leader who speaks of a state for the state.
"""

from __future__ import annotations

from kg.extract.meetings import parties, sides, subjects
from kg.extract.meetings.groups import Group, groups
from kg.extract.meetings.scene import Item, Scene
from kg.extract.meetings.telling import TRAVEL, Place
from kg.model import Mention, Party
from kg.names import fold

ACTIVE = ("object", "visit")  # verbs whose subject stands before them, if anywhere
BEDSIDE = 9  # sentences over which "menjenguk" means whoever was visited before
LIST_OPENS = (":",)  # how a sentence ends that a list follows
NAMED = 2  # words of an institution's name
LISTED = 4  # words of a sentence that opens a list: "Mereka antara lain"

Actors = tuple[list[Party], int, tuple[Item, ...]]  # who, how far they were sought, who goes along


def subject(here: Place, beyond: int = 0) -> Actors | None:
    """Who does it, how far the search went, and who goes along; None when it is somebody unnamed.

    ``beyond`` is where the object ends: the main clause that follows begins after it.
    """
    end, row = max(beyond, here.hit.last), here.on.row
    if (
        here.hit.last < len(row)
        and row[here.hit.last].quoted
        and row[here.hit.last].word in here.scene.table.classes["self"]
    ):
        return _principals(here, _speakers(here)), 1, ()  # "pertemuan saya dengan B"
    travels = here.hit.frame.form in TRAVEL
    found = subjects.left(here.on, here.hit.first, here.scene.table, travels)
    if here.hit.own and found.how != "group":
        later = parties.of_group(subjects.after(here.on, end, here.scene.table)) if found.how == "open" else []
        return later or _owner(here), 1, ()
    if found.group:
        named = _principals(here, parties.of_group(found.group))
        if named or not _institution(found.group) or here.hit.frame.form in ACTIVE:
            return (named, 0, found.group.companions) if named else None
    if found.how == "blocked":
        return _equated(here, end)
    if found.how == "self":
        return _principals(here, _speakers(here)) + _beside_self(here), 1, ()
    return _beyond(here, end, found.odd)


def _beside_self(here: Place) -> list[Party]:
    """Who does it with the speaker: "kami bersama A akan menemui B"."""
    row, classes = here.on.row, here.scene.table.classes
    for at in range(here.hit.first - 1, 1, -1):
        number = here.on.of[at]
        if number < 0 or here.on.groups[number].first != at:
            continue
        words = [item.word for item in row[max(0, at - 3) : at] if item.word not in classes["meets_with"]]
        beside = row[at - 1].word in classes["together"] or row[at - 2].word in classes["together"]
        return people(here.on.groups[number]) if beside and any(word in classes["self"] for word in words) else []
    return []


def _equated(here: Place, end: int) -> Actors | None:
    """Who somebody unnamed is, named after the object: "orang yang menemui B adalah A"."""
    row, classes = here.on.row, here.scene.table.classes
    if end + 1 >= len(row) or row[end].word not in classes["are"] or here.on.of[end + 1] < 0:
        return None
    group = here.on.groups[here.on.of[end + 1]]
    return (people(group), 1, group.companions) if people(group) else None


def _beyond(here: Place, end: int, odd: int) -> Actors | None:
    """The subject of the main clause that follows, or of what stands before the sentence; unless it begins with
    somebody unnamed or with a gap."""
    group = subjects.after(here.on, end, here.scene.table)
    if group and parties.of_group(group):
        return parties.of_group(group), 1, group.companions
    gap = here.on.row[0].word == "," or (here.hit.first == 0 and here.hit.frame.form in ACTIVE)
    return None if odd or gap else (wider(here), 2, ())


def _institution(group: Group) -> bool:
    """Whether a group names no person: a medium that reports is no subject, and hides none."""
    return all(item.mention is not None and item.mention.kind == "org" for item in group.members)


def _owner(here: Place) -> list[Party]:
    """Whose meeting "pertemuannya" is: the person named last before it."""
    for item in reversed(here.on.row[: here.hit.first]):
        if item.mention is not None and item.mention.kind == "person":
            return parties.of_item(item)
    return wider(here)


def _speakers(here: Place) -> list[Party]:
    return here.scene.voice(here.on.row[here.hit.first].start)


def _principals(here: Place, who: list[Party]) -> list[Party]:
    """For whom those speak who speak as spokespersons ("kami telah bertemu X"); others for themselves."""
    said = {party.node for party in _speakers(here)}
    doc, titles = here.scene.doc, here.scene.table.classes["spokesperson"]
    out = [parties.principal(doc, party, titles) if party.node in said else party for party in who]
    return [party for party in out if party is not None]


def wider(here: Place) -> list[Party]:
    """Who acts when the sentence names nobody: who says it, else the subject of one of the two sentences before."""
    scene, said = here.scene, _speakers(here)
    if said:
        return _principals(here, said) if _speaks_of_self(here) else []
    for back in (here.number - 1, here.number - 2):
        if back < 0 or scene.doc.sentences[back].kind == "title":
            break
        group = _first_subject(scene, back)
        if group:
            return group
    return []


def _speaks_of_self(here: Place) -> bool:
    """Whether the words are no quotation, or one in which the speaker is there: "saya", "kami"."""
    row, own = here.on.row, here.scene.table.classes["self"]
    return not row[here.hit.first].quoted or any(item.quoted and item.word in own for item in row)


def _first_subject(scene: Scene, number: int) -> list[Party]:
    row = scene.row(number)
    before = sides.line(row, groups(row, scene.table))
    for group in before.groups:
        found = parties.of_group(group)
        free = not row[group.first].quoted and not subjects.governed(before, group, scene.table)
        if found and parties.kind(found[0].node) == "person" and free:
            return found
    return []


def leader(here: Place, left: list[Party]) -> list[Party]:
    """Who says that a state will meet somebody, when they act for it: "X menyatakan bahwa Turki akan mengundang Y"."""
    if any(parties.kind(party.node) != "state" for party in left):
        return left
    doc = here.scene.doc
    said = _speakers(here)
    leaders = [one for one in said if parties.leads(doc, one.node, here.scene.table.classes["leading"])]
    return [one for one in leaders if any(parties.acts_for(doc, one.node, party.node) for party in left)] or left


def head(here: Place, side: list[Party]) -> list[Party]:
    """Who says that an institution has met somebody, when they are its head or of it: they were there."""
    if any(parties.kind(party.node) != "org" for party in side):
        return side
    doc, titles = here.scene.doc, here.scene.table.classes["spokesperson"]
    said = [
        one
        for one in _speakers(here)
        if parties.kind(one.node) == "person" and parties.principal(doc, one, titles) == one
    ]
    return [one for one in said if any(parties.acts_for(doc, one.node, party.node) for party in side)] or side


def topic(here: Place, others: list[Party]) -> list[Party]:
    """Whom the article is about, when that is not the other side: the last resort for "pertemuan dengan X"."""
    node = here.scene.topic
    if here.hit.frame.form not in ("noun", "trip") or node is None or any(party.node == node for party in others):
        return []
    mention = next(m for m in here.scene.doc.mentions if node in m.nodes)
    return [Party(node, mention.start, mention.end)]


def named_next(here: Place) -> tuple[list[Party], int, tuple[Item, ...]] | None:
    """Who an unnamed many are, when the next sentence says so: "Sejumlah menteri menyambut X. Mereka adalah A." """
    row, table = here.scene.row(here.number + 1), here.scene.table
    opening = [item.mention.text.lower() if item.mention else item.word for item in row[:LISTED]]
    if not opening or opening[0] not in table.classes["they"] or not any(w in table.classes["are"] for w in opening):
        return None
    found = groups(row, table)
    group = max(found[1:] if row[0].mention else found, key=lambda one: len(one.members), default=None)
    return (people(group), 1, ()) if group and people(group) else None


def named_later(here: Place, end: int) -> list[Party]:
    """Who an unnamed many are, named at the end: "Sejumlah tokoh menemui X, antara lain A dan B"."""
    row, classes = here.on.row, here.scene.table.classes
    aside = False  # in a relative clause about the many, as far as the next comma
    for at in range(end, len(row) - 1):
        aside = (aside or row[at].word in classes["relative"]) and row[at].word != ","
        if row[at].word in classes["namely"] and not aside:
            group, _ = sides.right(here.on, at + 1, here.scene.table, need=False, strict=True)
            found = people(group) if group else []
            if found:
                return found
        elif (row[at].word in classes["stop"] and not aside) or (
            row[at].kind == "mark" and row[at].word not in sides.SOFT
        ):
            break
    return []


def patient(here: Place) -> Party | None:
    """Who lies ill, when a sentence before says whom they visited: "usai menjenguk"."""
    scene, classes = here.scene, here.scene.table.classes
    verb = here.on.row[here.hit.last - 1]
    told = not verb.quoted or subjects.left(here.on, here.hit.first, scene.table).how == "self"
    if verb.word not in classes["sick"] or not told:
        return None
    for number in range(here.number - 1, max(-1, here.number - BEDSIDE), -1):
        row = scene.row(number)
        on = sides.line(row, groups(row, scene.table))
        for at in (at for at, item in enumerate(row) if item.word in classes["sick"]):
            passive = row[at].word in classes["passives"]
            found = subjects.left(on, at, scene.table).group if passive else None
            group = found if passive else sides.right(on, at + 1, scene.table, need=False, strict=True)[0]
            if group and people(group):
                return people(group)[0]
    return None


def listed(here: Place) -> tuple[Item, ...]:
    """The persons of a list, one a line: "Berikut daftar tokoh yang hadir: 1. A 2. B"; more lines than one."""
    scene, number, found = here.scene, here.number + 1, list[Item]()
    if not here.on.row or here.on.row[-1].word not in LIST_OPENS:
        return ()
    while scene.listed(number):
        named = (group for group in groups(scene.row(number), scene.table) if people(group))
        first = next(named, None)
        found += [item for item in first.members if item.mention and item.mention.kind == "person"] if first else []
        number += 1
    return tuple(found) if len(found) > 1 else ()


def they(here: Place) -> bool:
    """Whether the subject is "mereka" or the like, and nobody knows whom it means."""
    found = subjects.left(here.on, here.hit.first, here.scene.table)
    members = found.group.members if found.group else ()
    return bool(members) and all(item.mention is not None and _lost(item.mention) for item in members)


def _lost(mention: Mention) -> bool:
    return mention.how in ("pronoun", "group") and not mention.nodes


def headed(here: Place) -> Party | None:
    """Who heads an institution that is met and known by the titles of its people alone: "pengurus Tani Maju"."""
    row, classes = here.on.row, here.scene.table.classes
    first = here.hit.last
    while first < len(row) and (row[first].word in classes["heads"] or row[first].word in classes["meets_with"]):
        first += 1
    last = first
    while last < len(row) and row[last].capital:
        last += 1
    if last - first < NAMED or (first and row[first - 1].word not in classes["people"]):
        return None
    name = fold(here.scene.text[row[first].start : row[last - 1].end])
    entities = here.scene.doc.entities.items()
    heads = [node for node, entity in entities if any(name in fold(role.text) for role in entity.roles)]
    return Party(heads[0], row[first].start, row[last - 1].end) if len(heads) == 1 else None


def people(group: Group) -> list[Party]:
    """The persons of a group."""
    return [party for party in parties.of_group(group) if parties.kind(party.node) == "person"]


def all_people(side: list[Party]) -> bool:
    """Whether a side is made of persons only."""
    return all(parties.kind(party.node) == "person" for party in side)
