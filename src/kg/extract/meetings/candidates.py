"""The candidates of a document: every trigger with the sides its frame finds, its date and place, its status.

What has two sides is a candidate; what has none ("pertemuan itu") only speaks of a meeting told elsewhere, and is kept
for its date and place.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extract.meetings import actors, events, guests, nouns, parties, scope, sides, travel, verbs
from kg.extract.meetings.groups import groups
from kg.extract.meetings.scene import Scene
from kg.extract.meetings.sides import Line
from kg.extract.meetings.status import Status, status
from kg.extract.meetings.telling import Candidate, Hit, Place, Sided
from kg.model import Party

NOUNS = ("noun", "appear", "trip", "along", "led", "present")  # what names a meeting, or speaks of one told before
AGAIN = 6  # sentences over which "mereka bertemu lagi" reaches back
REACH = 8  # items behind the sides among which "secara virtual" stands
HISTORY = 3  # years before the article from which on a date is history


def find(scene: Scene) -> list[Candidate]:
    """All candidates of a document, in the order of the text."""
    found: list[Candidate] = []
    for number, sentence in enumerate(scene.doc.sentences):
        if any(_stem(scene, word) for word in scene.lower[sentence.first : sentence.last]):
            found += _of_sentence(scene, number)
    for index, made in enumerate(found):
        if made.again:
            _again(made, found[:index])
    return found


def _again(made: Candidate, before: list[Candidate]) -> None:
    """Give the sides of the encounter told last to one that is told of the same people."""
    who = {party.node for party in made.left}
    for other in reversed(before):
        if made.sentence - other.sentence > AGAIN:
            break
        people = [*other.left, *other.right]
        if not (other.generic or other.visit) and who <= {party.node for party in people} and actors.all_people(people):
            made.left, made.right, made.generic = other.left, other.right, False
            break


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
    firsts, suffix, reach = scene.table.triggers, scene.table.suffix, 0
    for at, item in enumerate(on.row):
        if at < reach or item.kind != "word" or not (item.word in firsts or item.word.endswith(suffix)):
            continue
        found = _hit(scene, on, at)
        if found:
            yield found
            reach = found.last


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
    here, sided = _read(here)
    if sided is None or _habit(here):
        return
    end, noun = max(sided.end, here.hit.last), here.hit.frame.form in NOUNS
    told = _status(here, end, noun)
    names = {party.node for party in sided.right}
    sided = sided._replace(left=[party for party in sided.left if party.node not in names])
    companions = [party for party in parties.of_items(sided.companions) if parties.kind(party.node) == "person"]
    if not (noun or sided.half or sided.again or companions or (sided.left and sided.right)):
        return
    each = sided.visit or _apart(here, sided, end)
    stops = [[party] for party in sided.right] if each and sided.right else [sided.right]
    for stop, right in enumerate(stops):
        made = _candidate(here, sided, right, told)
        made.companions = companions
        made.stop = stop if len(stops) > 1 and sided.visit else -1
        made.apart = each and not sided.visit
        yield made, end


def _read(here: Place) -> tuple[Place, Sided | None]:
    """What the frame of a hit finds; being somewhere that is no state, or a witness alone, is being present."""
    if _titled(here):
        return here, None
    sided = _BUILDERS[here.hit.frame.form](here)
    attends = here.on.row[here.hit.first].word in here.scene.table.classes["attends"]
    if sided is not None or not (attends or here.hit.frame.form == "witness"):
        return here, sided
    here = here._replace(hit=here.hit._replace(frame=here.hit.frame._replace(form="present")))
    return here, events.along(here)


def _titled(here: Place) -> bool:
    """Whether the trigger is part of the name of an occasion: "acara bertajuk Silaturahmi Nasional"."""
    row, first = here.on.row, here.hit.first
    named = here.scene.table.classes["occasions"] | here.scene.table.classes["entitled"]
    return row[first].capital and any(item.word in named for item in row[max(0, first - 2) : first])


def _status(here: Place, end: int, noun: bool) -> Status:
    said = here.hit.frame.status
    first = here.hit.first
    title = here.scene.doc.sentences[here.number].kind == "title"
    return Status(said, here.on.row[first]) if said else status(here.on, first, end, noun, here.scene.table, title)


def _candidate(here: Place, sided: Sided, right: list[Party], told: Status) -> Candidate:
    row, hit = here.on.row, here.hit
    return Candidate(
        hit.frame,
        here.number,
        row[hit.first].start,
        row[hit.last - 1].end,
        sided.left,
        right,
        status=told,
        visit=sided.visit and bool(right),
        generic=not (sided.left and right),
        widened=sided.widened,
        echo=_echo(sided.left, right),
        past=_past(here),
        half=sided.half,
        weak=sided.weak,
        again=sided.again,
        open=sided.open,
        remote=_remote(here, sided.end),
    )


def _remote(here: Place, end: int) -> bool:
    """Whether the words behind the sides say that they were apart: "melalui sambungan telepon", "secara virtual"."""
    row, classes = here.on.row, here.scene.table.classes
    for one, other in pairwise(row[max(here.hit.last, end) : end + REACH]):
        if one.word in classes["opens"] and one.word not in classes["through"]:
            return False
        if one.word in classes["through"] and other.word in classes["apart_by"]:
            return True
    return False


def _past(here: Place) -> bool:
    near = here.on.row[max(0, here.hit.first - 3) : here.hit.last + 3]
    return any(item.word in here.scene.table.classes["past"] for item in near)


def _habit(here: Place) -> bool:
    """Whether it is told as a habit or a mere case: "sering bertemu", "biasanya ada rapat", "kalau harus bertemu"."""
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


def _apart(here: Place, sided: Sided, end: int) -> bool:
    """Whether each of the others is met on their own: "pertemuan terpisah dengan A dan B", several states."""
    if any(item.word in here.scene.table.classes["apart"] for item in here.on.row[here.hit.first : end]):
        return True
    several = len(sided.right) > 1 and all(parties.kind(party.node) == "state" for party in sided.right)
    return several and here.hit.frame.form in NOUNS and actors.all_people(sided.left)


_BUILDERS = {
    "meet": verbs.meet,
    "with": verbs.speak,
    "object": verbs.see,
    "receive": guests.receive,
    "passive": guests.passive,
    "noun": nouns.noun,
    "appear": nouns.appear,
    "visit": travel.visit,
    "trip": travel.trip,
    "joint": events.joint,
    "along": events.along,
    "led": events.along,
    "present": events.along,
    "gather": events.gather,
    "session": nouns.session,
    "invited": nouns.invited,
    "escort": guests.escort,
    "summon": guests.summon,
    "pair": events.pair,
    "witness": events.witness,
}
