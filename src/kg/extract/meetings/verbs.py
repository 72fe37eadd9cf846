"""Frames of verbs: A meets B, A speaks with B, A sees B."""

from __future__ import annotations

from kg.extract.meetings import actors, parties, sides, travel
from kg.extract.meetings.groups import Group
from kg.extract.meetings.scene import Item
from kg.extract.meetings.telling import Place, Sided
from kg.model import Party

NOBODY = Party("", 0, 0)
CALLED = 2  # sentences, and the title, before "menghubungi" that may tell of a telephone
LED = 4  # items between a delegation and "dipimpin"


def half(side: list[Party], end: int) -> Sided | None:
    """One side of a meeting whose other side are many unnamed: kept in case later sentences name some of them."""
    people = [party for party in side if parties.kind(party.node) == "person"]
    return Sided(people, [], end, half=True) if people else None


def some_of(sided: Sided | None, crowd: bool) -> Sided | None:
    """A meeting with many of whom some are named: those named later took part, too."""
    return sided._replace(open=True) if sided and crowd else sided


def many(here: Place) -> bool:
    """Whether people nobody names follow: "menemui tokoh lintas agama", "pertemuan dengan pengusaha"."""
    row, last, classes = here.on.row, here.hit.last, here.scene.table.classes
    while last < len(row) and row[last].word in classes["meets_with"]:
        last += 1
    return last < len(row) and row[last].word in classes["people"] and actors.headed(here) is None


def with_many(here: Place) -> Sided | None:
    """Somebody meets many who are not named, or of whom some are, later in the sentence."""
    subject, named = actors.subject(here), actors.named_later(here, here.hit.last)
    if subject and subject[0] and named and subject[1] < 2:
        return Sided(subject[0], named, here.hit.last, False, subject[1], subject[2], open=True)
    return half(subject[0], here.hit.last) if subject and subject[1] < 2 else None


def encounter(here: Place, group: Group | None) -> Sided | None:
    """A subject and an object."""
    right = parties.of_group(group)
    subject = actors.subject(here, group.last if group else 0) or actors.named_next(here)
    if not group or not right:
        return None
    if subject is None:
        named = actors.named_later(here, group.last)
        return Sided(named, right, group.last, open=True) if named else half(right, group.last)
    left, widened, along = (actors.named_next(here) or subject) if subject[1] == 2 else subject
    if widened == 2 and not left:
        left, widened = actors.topic(here, right), 3
    left = actors.head(here, actors.leader(here, left))
    right = actors.head(here, right)
    led = _led(here, group)
    return Sided(left, led or right, group.last, False, widened, (*along, *group.companions))


def with_named(here: Place) -> Sided | None:
    """An unnamed many met, whom the next sentence names."""
    others, subject = actors.named_next(here), actors.subject(here)
    if others is None or subject is None:
        return None
    return Sided(subject[0], others[0], here.hit.last, False, subject[1], subject[2])


def _led(here: Place, group: Group) -> list[Party]:
    """Who leads the delegation named: "delegasi X yang dipimpin Y"."""
    on, classes = here.on, here.scene.table.classes
    for at in range(group.last, min(group.last + LED, len(on.row))):
        if on.row[at].word in classes["led"]:
            leader, _ = sides.right(on, at + 1, here.scene.table, need=False, strict=True)
            return [party for party in parties.of_group(leader) if parties.kind(party.node) == "person"]
        if on.row[at].word != "," and on.row[at].word not in classes["relative"]:
            break
    return []


def meet(here: Place, need: bool = False) -> Sided | None:
    """ "A bertemu B", "A dan B bertemu"; the preposition may be a ``need``."""
    group, crowd = sides.right(here.on, here.hit.last, here.scene.table, need)
    if group is not None and parties.of_group(group):
        return some_of(encounter(here, group), crowd)
    if not crowd and (head := actors.headed(here)):
        return with_head(here, head)
    if crowd or many(here):
        return with_named(here) or with_many(here)
    row, with_ = here.on.row, here.scene.table.classes["meets_with"]
    after = row[here.hit.last].word if here.hit.last < len(row) else ""
    return None if after in with_ or after in here.scene.table.classes["people"] else _each_other(here)


def _each_other(here: Place) -> Sided | None:
    """Several who meet: "A dan B bertemu", "mereka bertemu"; or one who meets whom they met before, "lagi"."""
    if actors.they(here):
        return Sided([], [], here.hit.last, again=True)
    subject = actors.subject(here)
    if subject is None or subject[1] == 2:
        return None
    if len(subject[0]) == 1 and _once_more(here):
        return Sided(subject[0], [], here.hit.last, again=True)
    return Sided(subject[0][:1], subject[0][1:], here.hit.last, False, subject[1], subject[2])


def _once_more(here: Place) -> bool:
    near = here.on.row[max(0, here.hit.first - 2) : here.hit.last + 2]
    return any(item.word in here.scene.table.classes["again"] for item in near)


def with_head(here: Place, head: Party) -> Sided | None:
    """A subject and somebody found elsewhere: the head of an institution, who lies ill."""
    subject = actors.subject(here)
    return Sided(subject[0], [head], here.hit.last, widened=subject[1], companions=subject[2]) if subject else None


def speak(here: Place) -> Sided | None:
    """Talking with somebody; with an institution one sits in a hearing, unless an official of it is meant."""
    sided = meet(here, need=True)
    if sided and sided.right and all(parties.kind(party.node) != "person" for party in sided.right):
        group, _ = sides.right(here.on, here.hit.last, here.scene.table, need=True)
        return sided if group and all(_official(item) for item in group.members) else None
    return sided


def _official(item: Item) -> bool:
    """Whether somebody holds an office, though nobody names them: "Kepala Kejaksaan Tinggi"."""
    mention = item.mention
    return mention is not None and mention.kind == "person" and mention.role is not None and bool(mention.role.office)


def see(here: Place) -> Sided | None:
    """ "A menemui B"; who goes to a state or a place visits it."""
    if _unspoken(here):
        return None
    group, crowd = sides.right(here.on, here.hit.last, here.scene.table, need=False, strict=True)
    right, classes = parties.of_group(group), here.scene.table.classes
    if group is None and here.hit.frame.form == "object" and not here.hit.frame.status and (crowd or many(here)):
        return with_named(here) or with_many(here)
    person = bool(right) and parties.kind(right[0].node) == "person"
    if group is None and (patient := actors.patient(here)):
        sided = with_head(here, patient)
        return sided if sided and sided.left and actors.all_people(sided.left) else None
    if here.hit.last < len(here.on.row) and here.on.row[here.hit.last].word in classes["homes"]:
        return encounter(here, group) if person else None
    if here.on.row[here.hit.last - 1].word in classes["goes"] and (not person or _after_place(here, group)):
        return (_seen_next(here, group) if not person else None) or travel.visit(here)
    return _seen(here, group, person) if group else _seen_next(here, group)


def _after_place(here: Place, group: Group | None) -> bool:
    """Whether a place is what one goes to, and the name after it begins the main clause: "mengunjungi P, X ..."."""
    between = here.on.row[here.hit.last : group.first] if group else ()
    return any(item.kind == "place" for item in between) and between[-1].word == ","


def _seen(here: Place, group: Group, person: bool) -> Sided | None:
    """Who is seen; a state is not, and by a state nobody is, but persons it invites."""
    met = encounter(here, group) if parties.kind((parties.of_group(group) or [NOBODY])[0].node) != "state" else None
    if met is None or met.half:
        return met if here.hit.frame.form == "object" and not here.hit.frame.status else None
    acts = any(parties.kind(party.node) != "state" for party in met.left)
    return met if (person or _asked_in(here, group) if here.hit.frame.status else acts) else None


def _asked_in(here: Place, group: Group) -> bool:
    """Whether an institution is invited to a place: "mengundang asosiasi A ke Istana"."""
    row, last = here.on.row, group.last
    return last + 1 < len(row) and row[last].word in here.scene.table.classes["to"] and row[last + 1].kind == "place"


def _seen_next(here: Place, group: Group | None) -> Sided | None:
    """Whom a later sentence or a title names: the head of an institution, "tiga menteri. Mereka adalah A, B, dan C"."""
    head = actors.headed(here) if group is None else None
    return with_head(here, head) if head else with_named(here) if group is None else None


def _unspoken(here: Place) -> bool:
    """Whether somebody is reached, nobody says by telephone: a letter, or a reporter's question."""
    row, classes, scene = here.on.row, here.scene.table.classes, here.scene
    if row[here.hit.last - 1].word not in classes["reached"]:
        return False
    before = scene.doc.sentences[: here.number][:1] + scene.doc.sentences[max(0, here.number - CALLED) : here.number]
    near = [word for sentence in before for word in scene.lower[sentence.first : sentence.last]]
    return classes["telephone"].isdisjoint([*near, *(item.word for item in row[here.hit.last :])])
