"""What each trigger tells: who on which side, where to, with what status.

A frame knows how to find its two sides. When the subject is not in the clause the search widens step by step: the main
clause that follows, who says the words, the subject of the sentence before. What has two sides then is a candidate; what has
none ("pertemuan itu") only speaks of a meeting told elsewhere, and is kept for its date and place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.meetings import goals, parties, scope, sides
from kg.extract.meetings.groups import Group, groups
from kg.extract.meetings.scene import Item, Scene
from kg.extract.meetings.sides import Line
from kg.extract.meetings.status import Status, status
from kg.extract.meetings.table import Frame
from kg.model import Party, Timex

LISTED = 4  # words of a sentence that opens a list: "Mereka antara lain"
INVITED = 12  # items between an invitation and "dari"
LED_BY = 7  # items between a session and "dipimpin"
LED = 4  # items between a delegation and "dipimpin"
ACTIVE = ("object", "visit")  # verbs whose subject stands before them, if anywhere
TRAVEL = ("visit", "trip", "gather")  # what only somebody can do
SUMMIT = 7  # items between "menghadiri" and the organisation whose summit it is
TOGETHER = 9  # items around "bersama" among which the joint doing is named
NOUNS = ("noun", "appear", "trip", "along", "led", "present")  # what names a meeting, or speaks of one told before
HISTORY = 3  # years before the article from which on a date is history
SAME_NOUN = 4  # items between "pertemuan A" and "dengan B"


@dataclass(slots=True)
class Candidate:
    """One telling of a meeting. ``visit``: the right side is a state visited; ``generic``: no side is named.

    ``echo``: both sides are one word that points back ("keduanya"); ``past``: the last or the one before;
    ``apart``: held with each of the others on their own;
    ``half``: with many of whom nobody is named yet; ``weak``: dropped when more is told of who takes part. ``stop`` numbers the states of one journey, in order, from 0; -1 for what is no journey of several states. ``widened`` counts
    how far the subject had to be sought.
    """

    frame: Frame
    sentence: int
    start: int
    end: int
    left: list[Party]
    right: list[Party]
    companions: list[Party]
    status: Status
    visit: bool = False
    generic: bool = False
    widened: int = 0
    stop: int = -1
    echo: bool = False
    past: bool = False
    apart: bool = False
    half: bool = False
    weak: bool = False
    when: Timex | None = None
    places: tuple[Item, ...] = ()


class Hit(NamedTuple):
    """A trigger in a row: items ``first`` to ``last``; ``own`` when "-nya" was cut off it."""

    first: int
    last: int
    frame: Frame
    own: bool


class Sided(NamedTuple):
    """What a frame found: the sides, where its words end, and how far the subject was."""

    left: list[Party]
    right: list[Party]
    end: int
    visit: bool = False
    widened: int = 0
    companions: tuple[Item, ...] = ()
    half: bool = False
    weak: bool = False


class Place(NamedTuple):
    """Where a trigger is looked at: the scene, the number of the sentence, its line, the hit."""

    scene: Scene
    number: int
    on: Line
    hit: Hit


def find(scene: Scene) -> list[Candidate]:
    """All candidates of a document, in the order of the text."""
    found: list[Candidate] = []
    for number, sentence in enumerate(scene.doc.sentences):
        if any(_stem(scene, word) for word in scene.lower[sentence.first : sentence.last]):
            found += _of_sentence(scene, number)
    return found


def _stem(scene: Scene, word: str) -> str:
    firsts = scene.table.triggers
    if word in firsts:
        return word
    cut = word.removesuffix(scene.table.suffix)
    return cut if cut in firsts else ""


def _of_sentence(scene: Scene, number: int) -> Iterator[Candidate]:
    row = scene.row(number)
    on = sides.line(row, groups(row, scene.table))
    hits = list(_hits(scene, on))
    starts = [hit.first for hit in hits]
    reach = -1
    for hit in hits:
        if hit.first < reach:
            continue
        for made, end in _tellings(Place(scene, number, on, hit)):
            reach = max(reach, end)
            others = [start for start in starts if not hit.first <= start < end]
            scope.fill(made, scene, on, hit.first, end, others)
            if not (made.widened and _historic(scene, made)):
                yield made


def _historic(scene: Scene, made: Candidate) -> bool:
    """Whether it happened years ago: a subject that had to be sought may be whoever tells of it."""
    anchor, when = scene.doc.anchor, made.when.when if made.when else None
    return anchor is not None and when is not None and when.latest.year < anchor.year - HISTORY


def _hits(scene: Scene, on: Line) -> Iterator[Hit]:
    at = 0
    while at < len(on.row):
        found = _hit(scene, on, at) if on.row[at].kind == "word" else None
        if found:
            yield found
        at = found.last if found else at + 1


def _hit(scene: Scene, on: Line, at: int) -> Hit | None:
    word = on.row[at].word
    stem = _stem(scene, word)
    for words, frame in scene.table.triggers.get(stem, ()):
        if stem != word and frame.form not in NOUNS:
            continue
        rest = on.row[at + 1 : at + len(words)]
        if tuple(item.word for item in rest) == words[1:]:
            return Hit(at, at + len(words), frame, stem != word)
    return None


def _tellings(here: Place) -> Iterator[tuple[Candidate, int]]:
    """The candidates of a hit (several for a journey through several states), and where its words end."""
    hit, row = here.hit, here.on.row
    sided = _BUILDERS[hit.frame.form](here)
    if sided is None or _habit(here):
        return
    noun = hit.frame.form in NOUNS
    end = max(sided.end, hit.last)
    told = Status(hit.frame.status, row[hit.first]) if hit.frame.status else status(here.on, hit.first, end, noun, here.scene.table)
    names = {party.node for party in sided.right}
    left = [party for party in sided.left if party.node not in names]
    companions = [party for party in parties.of_items(sided.companions) if parties.kind(party.node) == "person"]
    generic = not (left and sided.right)
    if generic and not noun and not sided.half and not companions:
        return
    apart = sided.visit or _apart(here, end)
    several = len(sided.right) > 1 and all(parties.kind(party.node) == "state" for party in sided.right)
    apart = apart or (several and hit.frame.form in NOUNS and _all_people(left))
    stops = [[party] for party in sided.right] if apart and sided.right else [sided.right]
    for stop, right in enumerate(stops):
        made = Candidate(
            hit.frame, here.number, row[hit.first].start, row[hit.last - 1].end, left, right, companions, told,
            sided.visit and bool(right), generic, sided.widened, stop if len(stops) > 1 and sided.visit else -1, _echo(left, right), _past(here), apart and not sided.visit,
            sided.half, sided.weak,
        )  # fmt: skip
        yield made, end


def _past(here: Place) -> bool:
    near = here.on.row[max(0, here.hit.first - 3) : here.hit.last + 3]
    return any(item.word in here.scene.table.classes["past"] for item in near)


def _habit(here: Place) -> bool:
    """Whether it is told as a habit or a mere case: "sering bertemu", "biasanya ada pertemuan", "kalau harus bertemu"."""
    row, classes = here.on.row, here.scene.table.classes
    if any(item.word in classes["habit"] for item in row[max(0, here.hit.first - 2) : here.hit.first]):
        return True
    for at in range(here.hit.first - 1, -1, -1):
        if row[at].kind == "mark":
            break
        if row[at].word in classes["usual"]:
            return True
        if row[at].word in classes["if"] and here.hit.frame.form in ("meet", "with"):
            return at == 0 or not sides.verbal(row[at - 1].word, here.scene.table)
    return False


def _echo(left: list[Party], right: list[Party]) -> bool:
    spans = {(party.start, party.end) for party in (*left, *right)}
    return len(spans) == 1


def _apart(here: Place, end: int) -> bool:
    """Whether each of the others is met on their own: "pertemuan terpisah dengan A dan B"."""
    return any(item.word in here.scene.table.classes["apart"] for item in here.on.row[here.hit.first : end])


def _subject(here: Place, beyond: int = 0) -> tuple[list[Party], int, tuple[Item, ...]] | None:
    """Who does it, how far the search went, and who goes along; None when it is somebody unnamed.

    ``beyond`` is where the object ends: the main clause that follows begins after it.
    """
    end = max(beyond, here.hit.last)
    travels = here.hit.frame.form in TRAVEL
    found = sides.left(here.on, here.hit.first, here.scene.table, travels)
    if here.hit.own and found.how != "group":
        later = parties.of_group(sides.after(here.on, end, here.scene.table)) if found.how == "open" else []
        return later or _owner(here), 1, ()
    if found.how == "blocked":
        return None
    if found.group:
        named = _principals(here, parties.of_group(found.group))
        if named or not _institution(found.group):
            return (named, 0, found.group.companions) if named else None
    if found.group and not parties.of_group(found.group) and here.hit.frame.form in ACTIVE:
        return None
    if found.how == "self":
        return _principals(here, _speakers(here)), 1, ()
    group = sides.after(here.on, end, here.scene.table)
    if group and parties.of_group(group):
        return parties.of_group(group), 1, group.companions
    if found.odd or here.on.row[0].word == "," or (here.hit.first == 0 and here.hit.frame.form in ACTIVE):
        return None
    return _wider(here), 2, ()


def _institution(group: Group) -> bool:
    """Whether a group names no person: a medium that reports is no subject, and hides none."""
    return all(item.mention is not None and item.mention.kind == "org" for item in group.members)


def _owner(here: Place) -> list[Party]:
    """Whose meeting "pertemuannya" is: the person named last before it."""
    for item in reversed(here.on.row[: here.hit.first]):
        if item.mention is not None and item.mention.kind == "person":
            return parties.of_item(item)
    return _wider(here)


def _speakers(here: Place) -> list[Party]:
    return parties.speakers(here.scene.doc, here.on.row[here.hit.first].start)


def _principals(here: Place, who: list[Party]) -> list[Party]:
    """For whom those speak who speak as spokespersons ("kami telah bertemu X"); others for themselves."""
    said = {party.node for party in _speakers(here)}
    doc, titles = here.scene.doc, here.scene.table.classes["spokesperson"]
    out = [parties.principal(doc, party, titles) if party.node in said else party for party in who]
    return [party for party in out if party is not None]


def _wider(here: Place) -> list[Party]:
    scene, said = here.scene, _speakers(here)
    if said:
        return _principals(here, said)
    for back in (here.number - 1, here.number - 2):
        if back < 0 or scene.doc.sentences[back].kind == "title":
            break
        group = _first_subject(scene, back)
        if group:
            return group
    return []


def _first_subject(scene: Scene, number: int) -> list[Party]:
    row = scene.row(number)
    before = sides.line(row, groups(row, scene.table))
    for group in before.groups:
        found = parties.of_group(group)
        free = not row[group.first].quoted and not sides.governed(before, group, scene.table)
        if found and parties.kind(found[0].node) == "person" and free:
            return found
    return []


def _leader(here: Place, left: list[Party]) -> list[Party]:
    """Who says that a state will meet somebody, when they act for it: "X menyatakan bahwa Turki akan mengundang Y"."""
    if any(parties.kind(party.node) != "state" for party in left):
        return left
    doc = here.scene.doc
    said = parties.speakers(doc, here.on.row[here.hit.first].start)
    leaders = [one for one in said if parties.leads(doc, one.node, here.scene.table.classes["leading"])]
    return [one for one in leaders if any(parties.acts_for(doc, one.node, party.node) for party in left)] or left


def _head(here: Place, side: list[Party]) -> list[Party]:
    """Who says that an institution has met somebody, when they are its head or of it: they were there."""
    if any(parties.kind(party.node) != "org" for party in side):
        return side
    doc, titles = here.scene.doc, here.scene.table.classes["spokesperson"]
    said = [one for one in _speakers(here) if parties.kind(one.node) == "person" and parties.principal(doc, one, titles) == one]
    return [one for one in said if any(parties.acts_for(doc, one.node, party.node) for party in side)] or side


def _half(side: list[Party], end: int) -> Sided | None:
    """One side of a meeting whose other side are many unnamed: kept in case later sentences name some of them."""
    people = [party for party in side if parties.kind(party.node) == "person"]
    return Sided(people, [], end, half=True) if people else None


def _crowd(here: Place) -> Sided | None:
    subject = _subject(here)
    return _half(subject[0], here.hit.last) if subject and subject[1] < 2 else None


def _topic(here: Place, others: list[Party]) -> list[Party]:
    """Whom the article is about, when that is not the other side: the last resort for "pertemuan dengan X"."""
    node = here.scene.topic
    if here.hit.frame.form not in ("noun", "trip") or node is None or any(party.node == node for party in others):
        return []
    mention = next(m for m in here.scene.doc.mentions if node in m.nodes)
    return [Party(node, mention.start, mention.end)]


def _met(here: Place, group: Group | None) -> Sided | None:
    """A subject and an object."""
    right = parties.of_group(group)
    subject = _subject(here, group.last if group else 0) or _listed_next(here)
    if not group or not right:
        return None
    if subject is None:
        return _half(right, group.last)
    left, widened, along = subject
    if widened == 2 and not left:
        left, widened = _topic(here, right), 3
    left = _head(here, _leader(here, left))
    right = _head(here, right)
    led = _led(here, group)
    return Sided(left, led or right, group.last, False, widened, (*along, *group.companions))


def _listed_next(here: Place) -> tuple[list[Party], int, tuple[Item, ...]] | None:
    """Who an unnamed many are, when the next sentence says so: "Sejumlah menteri menyambut X. Mereka adalah A, B, dan C." """
    row, table = here.scene.row(here.number + 1), here.scene.table
    opening = [item.mention.text.lower() if item.mention else item.word for item in row[:LISTED]]
    if not opening or opening[0] not in table.classes["they"] or not any(w in table.classes["are"] for w in opening):
        return None
    found = groups(row, table)
    group = max(found[1:] if row[0].mention else found, key=lambda one: len(one.members), default=None)
    return (_people(group), 1, ()) if group and _people(group) else None


def _listed(here: Place) -> Sided | None:
    """An unnamed many met, whom the next sentence names."""
    others, subject = _listed_next(here), _subject(here)
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


def _meet(here: Place, need: bool = False) -> Sided | None:
    group, crowd = sides.right(here.on, here.hit.last, here.scene.table, need)
    if group is not None and parties.of_group(group):
        return _met(here, group)
    if crowd:
        return _listed(here) or _crowd(here)
    row, with_ = here.on.row, here.scene.table.classes["meets_with"]
    after = row[here.hit.last].word if here.hit.last < len(row) else ""
    alone = after not in with_ and after not in here.scene.table.classes["people"]
    subject = _subject(here) if alone else None
    if subject is None or len(subject[0]) < 2 or subject[1] == 2:
        return None
    return Sided(subject[0][:1], subject[0][1:], here.hit.last, False, subject[1], subject[2])


def _with(here: Place) -> Sided | None:
    """Talking with somebody; with an institution one sits in a hearing."""
    sided = _meet(here, need=True)
    if sided and sided.right and all(parties.kind(party.node) != "person" for party in sided.right):
        return None
    return sided


def _object(here: Place) -> Sided | None:
    group, _ = sides.right(here.on, here.hit.last, here.scene.table, need=False, strict=True)
    right = parties.of_group(group)
    if here.hit.last < len(here.on.row) and here.on.row[here.hit.last].word in here.scene.table.classes["homes"]:
        return _met(here, group) if right and parties.kind(right[0].node) == "person" else None
    if here.on.row[here.hit.last - 1].word in here.scene.table.classes["goes"] and (
        not right or parties.kind(right[0].node) != "person"
    ):
        return _visit(here)
    met = _met(here, group) if right and parties.kind(right[0].node) != "state" else None
    if met and met.half:
        return met if here.hit.frame.form == "object" and not here.hit.frame.status else None
    acts = met and any(parties.kind(party.node) != "state" for party in met.left)
    planned = met and here.hit.frame.status and parties.kind(met.right[0].node) == "person"
    return met if planned or (acts and not here.hit.frame.status) else None


def _receive(here: Place) -> Sided | None:
    group, _ = sides.right(here.on, here.hit.last, here.scene.table, need=False, strict=True)
    right = parties.of_group(group)
    if not right or not group:
        return None
    words = [item.word for item in here.on.row[here.hit.first : group.first]]
    told = any(word in here.scene.table.classes["received"] for word in words)
    return _met(here, group) if told or parties.kind(right[0].node) == "person" else None


def _passive(here: Place) -> Sided | None:
    classes, verb, last = here.scene.table.classes, here.on.row[here.hit.last - 1].word, here.hit.last
    group, _ = sides.right(here.on, last, here.scene.table, need=False)
    if verb in classes["goes"]:
        goal, end = goals.after(here.scene, here.on, last)
        if goal:
            return Sided(_wider(here), goal, end, True, 2)
        goal = goals.before(here.scene, here.on, here.hit.first) if group and _people(group) else []
        if goal and group:
            return _travel(here, _people(group), goal, group.last, 0, group.companions)
    if group and verb in classes["press"] and group.first > last and here.on.row[group.first - 1].word not in classes["by"]:
        return None
    found = sides.left(here.on, here.hit.first, here.scene.table)
    if verb in classes["taken"] and (found.how != "group" or found.odd):
        return None
    return _met(here, group)


def _noun(here: Place) -> Sided | None:
    on, hit, table = here.on, here.hit, here.scene.table
    group, crowd = sides.right(on, hit.last, table, need=False)
    if group is None:
        return _listed(here) or _crowd(here) if crowd else _between_them(here)
    words = [on.row[at].word for at in range(hit.last - 1, group.first)]
    if on.row[hit.last - 1].word in table.classes["welcome"] and any(word in table.classes["by"] for word in words):
        return _met(here, group)
    paired = any(word in table.classes["between"] for word in words)
    found = parties.of_group(group)
    hyphened = group.last - group.first == len(group.members) + 1 and on.row[group.first + 1].word in table.classes["hyphen"]
    if hyphened and len(found) > 1:
        return Sided(found[:1], found[1:], group.last)
    if not paired and any(word in table.classes["meets_with"] for word in words):
        return _met(here, group)
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
    found = sides.left(on, hit.first, here.scene.table)
    group = found.group or sides.after(on, hit.last, here.scene.table)
    people = [party for party in parties.of_group(group) if parties.kind(party.node) == "person"]
    if pointing and found.how == "open" and len(people) == 1:
        return Sided([], people, hit.last)
    known = all(parties.public(here.scene.doc, party.node) for party in people)
    if pointing or found.how == "blocked" or len(people) < 2 or not known:
        return Sided([], [], hit.last)
    return Sided(people[:1], people[1:], hit.last, widened=1)


def _joint(here: Place) -> Sided | None:
    """Persons who do something together: "A meninjau P bersama B", "A bersama B meninjau P"."""
    on, hit, table = here.on, here.hit, here.scene.table
    near = on.row[max(0, hit.first - 2 * TOGETHER) : hit.last + TOGETHER]
    if hit.first and on.row[hit.first - 1].word in table.classes["opens"]:
        return None
    if not any(item.word in table.classes["joint"] for item in near):
        return None
    inside = on.of[hit.first]
    if inside >= 0:
        people = _people(on.groups[inside])
        known = len(people) > 1 and all(parties.public(here.scene.doc, party.node) for party in people)
        return Sided(people[:1], people[1:], on.groups[inside].last) if known else None
    group, crowd = sides.right(on, hit.last, table, need=False, strict=True)
    subject = _subject(here)
    right = _people(group) if group and not crowd else []
    left = [party for party in subject[0] if parties.kind(party.node) == "person"] if subject and subject[1] < 2 else []
    if not all(parties.public(here.scene.doc, party.node) for party in (*left, *right)):
        return None
    if group and left and right and _suite(here, left[0], right):
        return Sided([], [], group.last, companions=group.members)
    return Sided(left, right, group.last) if group and left and right else None


def _suite(here: Place, guest: Party, others: list[Party]) -> bool:
    """Whether those with a foreign guest are of the guest's own state: a delegation, no encounter."""
    doc, home = here.scene.doc, f"state:{here.scene.table.home}"
    state = parties.state_of(doc, guest.node)
    return state not in (None, home) and all(parties.state_of(doc, other.node) in (state, None) for other in others)


def _people(group: Group) -> list[Party]:
    return [party for party in parties.of_group(group) if parties.kind(party.node) == "person"]


def _appear(here: Place) -> Sided | None:
    """Persons before the press together; what states and institutions state together they may have written."""
    sided = _noun(here)
    return sided if sided and _all_people(sided.left) and _all_people(sided.right) else None


def _pair(here: Place) -> Sided | None:
    """Two or more persons of whom a verb says what only people in one place do: "A dan B menandatangani ..." """
    found = sides.left(here.on, here.hit.first, here.scene.table)
    people = _people(found.group) if found.how == "group" and found.group else []
    if len(people) < 2:
        return None
    return Sided(people[:1], people[1:], here.hit.last, companions=found.group.companions if found.group else ())


def _gather(here: Place) -> Sided | None:
    """Somebody at an event where others may be, too: kept in case later sentences name them."""
    subject = _subject(here)
    if subject is None or subject[1] == 2 or not _all_people(subject[0]):
        return None
    host, end = _host(here)
    goal, reach = goals.after(here.scene, here.on, here.hit.last)
    if host:
        return Sided(subject[0], host, end, widened=subject[1], companions=subject[2])
    sided = _travel(here, subject[0], goal, reach, subject[1], subject[2]) if goal else None
    home = f"state:{here.scene.table.home}"
    return sided if sided and sided.visit and goal[0].node != home else _half(subject[0], here.hit.last)


def _parliament(here: Place) -> bool:
    """Whether a session is one of parliament: a sitting or a hearing, no meeting."""
    near = here.on.row[max(0, here.hit.first - LED_BY) : here.hit.last + LED_BY]
    houses = here.scene.table.classes["parliament"]
    words = (word for item in near for word in (item.mention.text.lower().split() if item.mention else (item.word,)))
    return any(word in houses for word in words)


def _invited(here: Place) -> Sided | None:
    """An invitation from somebody: "menerima undangan resmi untuk menghadiri KTT dari Perdana Menteri X"."""
    row, table = here.on.row, here.scene.table
    for at in range(here.hit.last, min(here.hit.last + INVITED, len(row))):
        if row[at].word in table.classes["from"]:
            group, _ = sides.right(here.on, at + 1, table, need=False, strict=True)
            people = _people(group) if group else []
            if any(parties.leads(here.scene.doc, party.node, table.classes["leading"]) for party in people):
                return _met(here, group)
        if row[at].kind == "mark" and row[at].word != ",":
            break
    return None


def _session(here: Place) -> Sided | None:
    """A session: with persons it is talks; who leads or holds it may have met those whom later words name."""
    group, _ = sides.right(here.on, here.hit.last, here.scene.table, need=True)
    words = [item.word for item in here.on.row[here.hit.last : group.first]] if group else []
    if group and _people(group) and any(word in here.scene.table.classes["talks_with"] for word in words):
        return _met(here, group)
    on, row = here.on, here.on.row
    classes = here.scene.table.classes
    after = [item.word for item in row[here.hit.last : here.hit.last + LED_BY]]
    if (after and after[0] in classes["pointing"]) or _parliament(here):
        return None
    for at in range(here.hit.last, min(here.hit.last + LED_BY, len(row))):
        if row[at].word in here.scene.table.classes["led"]:
            leader, _ = sides.right(on, at + 1, here.scene.table, need=False, strict=True)
            return _half(parties.of_group(leader), at + 1)
        if row[at].word in here.scene.table.classes["stop"]:
            break
    subject = _subject(here)
    return _half(subject[0], here.hit.last) if subject and subject[1] < 2 else None


def _host(here: Place) -> tuple[list[Party], int]:
    """The organisation whose summit somebody attends: "menghadiri KTT ASEAN"."""
    row, summit = here.on.row, False
    for at in range(here.hit.last, min(here.hit.last + SUMMIT, len(row))):
        item = row[at]
        summit = summit or item.word in here.scene.table.classes["summit"]
        if item.mention is not None and item.mention.kind == "org":
            return (parties.of_item(item), at + 1) if summit else ([], at)
        if item.kind == "agent" or item.word in here.scene.table.classes["to"]:
            break
    return [], here.hit.last


def _escort(here: Place) -> Sided | None:
    """One who goes about with another: an encounter of the two when nothing else is told of them."""
    inside = here.on.of[here.hit.first]
    if here.hit.first and here.on.row[here.hit.first - 1].word in here.scene.table.classes["purpose"]:
        return None
    if inside >= 0:
        group = here.on.groups[inside]
        along = [party for party in parties.of_items(group.companions) if parties.kind(party.node) == "person"]
        return Sided(along, _people(group), group.last, weak=True)
    met = _object(here)
    known = met is not None and all(parties.public(here.scene.doc, party.node) for party in (*met.left, *met.right))
    return met._replace(weak=True) if met and met.right and known and _all_people([*met.left, *met.right]) else None


def _all_people(side: list[Party]) -> bool:
    return all(parties.kind(party.node) == "person" for party in side)


def _summon(here: Place) -> Sided | None:
    """A leader calls somebody in, a state an ambassador; courts and investigators summon, and meet nobody."""
    doc, offices = here.scene.doc, here.scene.table.classes["leading"]
    group, _ = sides.right(here.on, here.hit.last, here.scene.table, need=False, strict=True)
    met = _met(here, group)
    if met is None or group is None or met.half:
        return None
    role = group.members[0].mention.role if group.members[0].mention else None
    envoy = role is not None and role.office == "ambassador"
    leader = any(parties.leads(doc, party.node, offices) for party in (*met.left, *met.right))
    return met if envoy or (leader and _all_people(met.left) and _all_people(met.right)) else None


def _along(here: Place) -> Sided | None:
    """Who went along with a meeting told before: "turut hadir A, B, dan C"."""
    group, _ = sides.right(here.on, here.hit.last, here.scene.table, need=False, strict=True)
    return Sided([], [], group.last, companions=(*group.members, *group.companions)) if group else None


def _visit(here: Place) -> Sided | None:
    goal, end = goals.at(here.scene, here.on, here.hit.last)
    subject = _subject(here) if goal else None
    if subject is None:
        return None
    return _travel(here, subject[0], goal, end, subject[1], subject[2])


def _travel(here: Place, who: list[Party], goal: list[Party], end: int, widened: int, along: tuple[Item, ...]) -> Sided:
    """A journey: a visit to the states it leads to; inside their own state only an encounter of those who travel."""
    doc, home = here.scene.doc, f"state:{here.scene.table.home}"
    people = [party for party in who if parties.kind(party.node) == "person"]
    along = (*along, *_entourage(here, end))
    own = {parties.state_of(doc, party.node, home) for party in people}
    if len(people) > 1 and own == {party.node for party in goal}:
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
    return by if by and _people(by) else None


def _trip(here: Place) -> Sided | None:
    on, hit, table = here.on, here.hit, here.scene.table
    if hit.first and on.row[hit.first - 1].word in table.classes["accompanies"]:
        return None
    group, _ = sides.right(on, hit.last, table, need=False, strict=True)
    own = group if group and all(item.word not in table.classes["to"] for item in on.row[hit.last : group.first]) else None
    start = own.last if own else hit.last
    goal, end = goals.after(here.scene, on, start)
    by = _by(here, end) if goal else None
    if by:
        return _travel(here, parties.of_group(by), goal, by.last, 0, ())
    goal = goal or goals.before(here.scene, on, hit.first)
    found = parties.of_group(own)
    if found and parties.kind(found[0].node) == "person":
        return _travel(here, found, goal, max(start, end), 0, own.companions if own else ())
    if not goal or (not hit.own and on.row[hit.first].word in table.classes["presence"]):
        return Sided([], [], hit.last)
    subject = _subject(here)
    if subject is None:
        return None
    return _travel(here, subject[0] or _topic(here, goal), goal, end, subject[1], subject[2])


_BUILDERS = {
    "meet": _meet,
    "with": _with,
    "object": _object,
    "receive": _receive,
    "passive": _passive,
    "noun": _noun,
    "appear": _appear,
    "visit": _visit,
    "trip": _trip,
    "joint": _joint,
    "along": _along,
    "led": _along,
    "present": _along,
    "gather": _gather,
    "session": _session,
    "invited": _invited,
    "escort": _escort,
    "summon": _summon,
    "pair": _pair,
}
