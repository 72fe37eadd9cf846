"""Many tellings, one encounter: the candidates of an article become meetings.

Two tellings are one when their parties are the same people (or those who act for them), their dates can be the same day and
their status agrees. A visit and the encounter held in its course are one when the host is of the state visited. What names no
party ("pertemuan itu") lends its date and place to the encounter told last before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.meetings import parties, scope, where
from kg.extract.meetings.candidates import Candidate
from kg.extract.meetings.journeys import journeys
from kg.extract.meetings.scene import Item, Scene
from kg.model import Party, Timex, When

ASIDE = ("along", "led", "present")  # what a sentence says of people beside its meeting
MATCH = 4  # different words of sport from which on an article is about a match
RECENT = 7  # days before the article in which a plan told without a day may have come true
LENT = 6  # sentences over which "pertemuan itu" lends its day
NEAR = 3  # sentences over which "pertemuan itu" reaches back with a status


@dataclass(slots=True)
class Meeting:
    """One encounter with all its tellings; ``visit`` while no host is named."""

    tellings: list[Candidate]
    participants: dict[str, Party]
    companions: dict[str, Party] = field(default_factory=dict)
    status: str = "Held"
    status_item: Item | None = None
    when: Timex | None = None
    places: tuple[Item, ...] = ()
    country: Party | None = None
    visit: bool = False

    @property
    def remote(self) -> bool:
        """Whether it took place by telephone or screen."""
        return any(telling.frame.mode == "Remote" for telling in self.tellings)

    @property
    def sure(self) -> float:
        """How sure the report is: the surest of its tellings, less for every step its sides had to be sought."""
        return max(telling.frame.sure - 0.1 * telling.widened for telling in self.tellings if not telling.generic)


def merge(scene: Scene, candidates: list[Candidate]) -> list[Meeting]:
    """The meetings of an article, in the order in which they are first told; none in an article on a match."""
    found: list[Meeting] = []
    if _played(scene):
        return found
    candidates = journeys(candidates)
    spoken = {candidate.sentence for candidate in candidates if not candidate.generic}
    halves = [candidate for candidate in candidates if candidate.half]
    for candidate in sorted(candidates, key=_vague):
        if candidate.half:
            continue
        if candidate.generic:
            if _complete(scene, found, halves, candidate):
                continue
            if candidate.sentence not in spoken or candidate.frame.form in ASIDE or candidate.companions:
                _lend(scene, found, candidate)
        elif _foreign(scene, candidate) and not (_vague(candidate) and _known_journey(scene, found, candidate)):
            _place(scene, found, candidate)
    found = [meeting for meeting in found if not _idle(meeting, found)]
    found += _home_visits(scene, found, candidates)
    found.sort(key=lambda meeting: meeting.tellings[0].start)
    return found


def _played(scene: Scene) -> bool:
    """Whether an article tells of a match or of what happens in a film."""
    title = [token.text.lower() for token in scene.doc.tokens if token.end <= len(scene.doc.article.title)]
    if scene.table.classes["fiction"].intersection(title):
        return True
    return len(scene.table.classes["sport"].intersection(scene.lower)) >= MATCH


def _complete(scene: Scene, found: list[Meeting], halves: list[Candidate], made: Candidate) -> bool:
    """Whether a telling names some of the many that somebody met, a sentence or few before; then they have met."""
    named = made.right or (made.companions if made.frame.form == "present" else [])
    before = [half for half in halves if half.start < made.start and made.sentence - half.sentence <= NEAR]
    before = [half for half in before if not _listed_apart(scene, half.sentence, made.sentence)]
    people = [party for party in named if parties.kind(party.node) == "person"]
    if not before or not people or any(telling.start > before[-1].start for m in found for telling in _until(m, made)):
        return False
    half = before[-1]
    people = _no_entourage(scene, half, people)
    known = {party.node for party in half.left}
    others = [party for party in people if party.node not in known]
    if not others:
        return False
    half.right, half.generic, half.half = [*half.right, *others], False, True
    home = next((meeting for meeting in found if half in meeting.tellings), None)
    if home is None:
        found.append(_start(half))
    else:
        home.participants.update({party.node: party for party in others})
    return True


def _listed_apart(scene: Scene, first: int, last: int) -> bool:
    """Whether a numbered item begins between two sentences: another point of an agenda."""
    sentences = scene.doc.sentences[first + 1 : last + 1]
    return any(scene.text[sentence.start].isdigit() for sentence in sentences)


def _no_entourage(scene: Scene, half: Candidate, people: list[Party]) -> list[Party]:
    """Those present who do not merely belong to a leader's own government."""
    leading, serving = scene.table.classes["leading"], scene.table.classes["serving"]
    if not any(parties.leads(scene.doc, party.node, leading) for party in half.left):
        return people
    guests = [party for party in people if not parties.leads(scene.doc, party.node, serving)]
    return people if _ministers(scene, guests) else guests


def _ministers(scene: Scene, people: list[Party]) -> bool:
    """Whether all of some people are called ministers, of whatever."""
    titles = scene.table.classes["ministers"]
    roles = [scene.doc.entities[party.node].roles for party in people if party.node in scene.doc.entities]
    return all(any(role.title.lower().startswith(tuple(titles)) for role in held) for held in roles)


def _until(meeting: Meeting, made: Candidate) -> list[Candidate]:
    return [telling for telling in meeting.tellings if telling.start < made.start and not telling.half]


def _home_visits(scene: Scene, found: list[Meeting], candidates: list[Candidate]) -> list[Meeting]:
    """Visits of foreigners whose goal nobody names because it is where the article is written: "kunjungan Presiden X"."""
    home, out = f"state:{scene.table.home}", dict[str, Meeting]()
    for made in candidates:
        if not (made.generic and made.left and made.frame.form == "trip"):
            continue
        guest = made.left[0]
        if not (made.when or parties.leads(scene.doc, guest.node, scene.table.classes["leading"])):
            continue
        state = parties.state_of(scene.doc, guest.node)
        known = any(guest.node in meeting.participants for meeting in found)
        at_home = all(where.state_of_place(scene, item) == home for item in made.places[:1])
        if state not in (None, home) and not known and at_home:
            spot = made.places[0] if made.places else None
            span = (spot.start, spot.end) if spot else (made.start, made.end)
            made.right, made.generic, made.visit = [Party(home, *span)], False, True
            out.setdefault(guest.node, _start(made))
    return list(out.values())


def _idle(meeting: Meeting, found: list[Meeting]) -> bool:
    """Whether all that is told is that one went about with another who meets somebody else."""
    if not all(telling.weak for telling in meeting.tellings if not telling.generic):
        return False
    others = [other for other in found if other is not meeting]
    return any(set(meeting.participants) & {*other.participants, *other.companions} for other in others)


def _place(scene: Scene, found: list[Meeting], made: Candidate) -> None:
    home = next((meeting for meeting in reversed(found) if _same(scene, meeting, made)), None)
    if home is None:
        found.append(_start(made))
    else:
        _absorb(scene, home, made)


def _vague(made: Candidate) -> int:
    """Whether a journey only names a place inside a state: read last, for it may be part of a journey told elsewhere."""
    goal = made.visit and made.places and made.places[0].kind == "place"
    return 1 if goal or made.generic else 0


def _known_journey(scene: Scene, found: list[Meeting], made: Candidate) -> bool:
    """Whether a journey to a place is part of one told already with another date or status."""
    goal, travellers = made.right[0].node, {party.node for party in made.left}
    return any(
        travellers & set(meeting.participants)
        and any(parties.state_of(scene.doc, node) == goal for node in meeting.participants)
        and not _same(scene, meeting, made)
        for meeting in found
    )


def _start(made: Candidate) -> Meeting:
    everyone = {party.node: party for party in (*made.left, *made.right)}
    along = {party.node: party for party in made.companions if party.node not in everyone}
    return Meeting([made], everyone, along, made.status.value, made.status.item, made.when, made.places, None, made.visit)


def _foreign(scene: Scene, made: Candidate) -> bool:
    """Whether a journey leads abroad: who goes about in their own state visits nobody thereby."""
    if not made.visit:
        return True
    leads = scene.text[made.start : made.end].rpartition(" ")[2].lower() in scene.table.classes["heads"]
    if not all(parties.kind(party.node) != "org" and (leads or parties.public(scene.doc, party.node)) for party in made.left):
        return False
    goal = made.right[0].node
    home = f"state:{scene.table.home}"
    origins = {parties.state_of(scene.doc, party.node, home) for party in made.left}
    return goal not in origins and not (goal == home and None in origins)


def _same(scene: Scene, meeting: Meeting, made: Candidate) -> bool:
    if not _dates_agree(meeting.when, made.when):
        return False
    if meeting.status != made.status.value and not _status_gives_way(scene, meeting, made):
        return False
    return _states_agree(scene, meeting, made) and _parties_agree(scene, meeting, made)


def _states_agree(scene: Scene, meeting: Meeting, made: Candidate) -> bool:
    """Whether two tellings can be of one meeting by the states they place it in: nobody is in two at once."""
    here = next((state for item in meeting.places if (state := where.state_of_place(scene, item))), None)
    there = next((state for item in made.places if (state := where.state_of_place(scene, item))), None)
    return here is None or there is None or here == there or _headline(scene, meeting)


def _status_gives_way(scene: Scene, meeting: Meeting, made: Candidate) -> bool:
    """Whether two tellings of different status can be of one meeting."""
    if all(_untold(scene, telling) for telling in meeting.tellings) or _untold(scene, made):
        return True
    if meeting.when and made.when:
        return True
    if _called_off(meeting.status, meeting.when, made.status.value, made.when):
        return True
    return _came_true(scene, meeting.status, meeting.when, made.status.value, made.when)


def _called_off(one: str, one_when: Timex | None, other: str, other_when: Timex | None) -> bool:
    """Whether a plan for a day is what was called off without a day."""
    if {one, other} != {"Planned", "Cancelled"}:
        return False
    plan, off = (one_when, other_when) if one == "Planned" else (other_when, one_when)
    return plan is not None and off is None


def _untold(scene: Scene, made: Candidate) -> bool:
    """Whether a telling is no word on status: headlines have no tense, nor has "pertemuan A dan B" without a day."""
    if made.frame.status and scene.doc.sentences[made.sentence].kind == "title":
        return True
    if made.status.value != "Held":
        return False
    bare = made.frame.form == "noun" and made.when is None and not made.past
    return bare or made.echo or scene.doc.sentences[made.sentence].kind == "title"


def _came_true(scene: Scene, one: str, one_when: Timex | None, other: str, other_when: Timex | None) -> bool:
    """Whether a plan without a day is what was held these days."""
    if {one, other} != {"Held", "Planned"}:
        return False
    plan, held = (one_when, other_when) if one == "Planned" else (other_when, one_when)
    anchor = scene.doc.anchor
    if plan is None and held is None:
        return False
    if plan is not None or held is None or held.when is None or anchor is None:
        return False
    return 0 <= (anchor - held.when.latest).days <= RECENT


def _parties_agree(scene: Scene, meeting: Meeting, made: Candidate) -> bool:
    own, other = set(meeting.participants), {party.node for party in (*made.left, *made.right)}
    if own == other or (own <= other or other <= own) and not made.apart:
        return True
    shared, mine, theirs = own & other, own - other, other - own
    if made.visit and meeting.visit and shared and theirs <= set(meeting.companions):
        return True
    if made.apart:
        return False
    if not shared:
        states = all(parties.kind(node) == "state" for node in theirs)
        return states and (made.when is None or meeting.when is not None) and _stand_in(scene, theirs, mine)
    if made.visit != meeting.visit and _held_there(scene, meeting, made):
        return True
    dated = made.when is not None and meeting.when is None and not made.visit
    if _headline(scene, meeting) and _institutions(mine):
        return True
    return len(shared) > 1 or _stand_in(scene, mine, theirs) or (not dated and _stand_in(scene, theirs, mine))


def _headline(scene: Scene, meeting: Meeting) -> bool:
    return all(scene.doc.sentences[telling.sentence].kind == "title" for telling in meeting.tellings)


def _institutions(nodes: set[str]) -> bool:
    """Whether a headline named nobody but institutions on one side: the text then says who came."""
    return bool(nodes) and all(parties.kind(node) == "org" for node in nodes)


def _held_there(scene: Scene, meeting: Meeting, made: Candidate) -> bool:
    """Whether one of two is a visit to the state in which the other takes place, by somebody who takes part in it."""
    visit, places = (made, meeting.places) if made.visit else (meeting.tellings[0], made.places)
    return bool(places) and visit.right[0].node == where.state_of_place(scene, places[0])


def _stand_in(scene: Scene, owners: set[str], people: set[str]) -> bool:
    """Whether every one of some states and institutions has somebody among the others who acts for it."""
    return bool(owners) and all(
        parties.kind(owner) != "person" and any(parties.acts_for(scene.doc, one, owner) for one in people) for owner in owners
    )


def _dates_agree(one: Timex | None, other: Timex | None) -> bool:
    if one is None or other is None or one.when is None or other.when is None:
        return True
    return one.when.earliest <= other.when.latest and other.when.earliest <= one.when.latest


def _absorb(scene: Scene, meeting: Meeting, made: Candidate) -> None:
    if made.status.value != meeting.status and all(_untold(scene, telling) for telling in meeting.tellings):
        meeting.status, meeting.status_item = made.status
    elif _overrules(scene, meeting, made):
        meeting.status, meeting.status_item = made.status
    if _headline(scene, meeting):
        theirs = {party.node for party in (*made.left, *made.right)}
        for node in [node for node in meeting.participants if node not in theirs and parties.kind(node) == "org"]:
            del meeting.participants[node]
    meeting.tellings.append(made)
    for party in (*made.left, *made.right):
        if party.node not in meeting.companions or not (made.visit and meeting.visit):
            meeting.participants.setdefault(party.node, party)
    for party in made.companions:
        meeting.companions.setdefault(party.node, party)
    meeting.visit = meeting.visit and made.visit
    _drop_owners(scene, meeting)
    if _finer(made.when, meeting.when):
        meeting.when = made.when
    if where.narrowness(made.places) > where.narrowness(meeting.places):
        meeting.places = made.places


def _overrules(scene: Scene, meeting: Meeting, made: Candidate) -> bool:
    """Whether a telling says better what became of it: a fact over a plan, but an encounter ahead over a journey begun."""
    if made.status.value == "Held" and meeting.status == "Planned":
        return not _untold(scene, made) and (meeting.visit or not made.visit)
    return made.status.value == "Planned" and meeting.status == "Held" and meeting.visit and not made.visit


def _drop_owners(scene: Scene, meeting: Meeting) -> None:
    """A state or an institution goes once somebody who acts for it is named."""
    people = [node for node in meeting.participants if parties.kind(node) == "person"]
    if not meeting.visit and len(people) > 1:
        for goal in [telling.right[0].node for telling in meeting.tellings if telling.visit and telling.right]:
            meeting.participants.pop(goal, None)
    for owner in [node for node in meeting.participants if parties.kind(node) != "person"]:
        if len(meeting.participants) > 2 and any(parties.acts_for(scene.doc, one, owner) for one in people):
            del meeting.participants[owner]


def _finer(new: Timex | None, old: Timex | None) -> bool:
    if new is None or new.when is None:
        return False
    return old is None or old.when is None or _days(new.when) < _days(old.when)


def _days(when: When) -> int:
    return (when.latest - when.earliest).days


def _lend(scene: Scene, found: list[Meeting], made: Candidate) -> None:
    before = [m for m in found if _takes(m, made) and m.tellings[0].start < made.start]
    if not before:
        return
    meeting = max(before, key=lambda m: max(telling.start for telling in m.tellings if telling.start < made.start))
    if made.frame.form in ASIDE or made.companions:
        _join(scene, meeting, made)
        return
    distance = made.sentence - meeting.tellings[-1].sentence
    agree = _dates_agree(made.when, meeting.when) and _finer(made.when, meeting.when)
    if agree and distance <= LENT and scope.fits(scene, made.when, meeting.status):
        meeting.when = made.when
    meeting.places = meeting.places or made.places
    near = distance <= NEAR
    if meeting.status == "Held" and near and made.status.value != "Held" and meeting.when is None:
        meeting.status, meeting.status_item = made.status
    if meeting.status == "Planned" and made.status.value == "Cancelled" and near:
        meeting.status, meeting.status_item = made.status
    meeting.tellings.append(made)


def _takes(meeting: Meeting, made: Candidate) -> bool:
    trip = made.frame.form == "trip"
    return made.frame.form in ASIDE or bool(made.companions) or meeting.visit == trip or (trip and any(telling.visit for telling in meeting.tellings))


def _join(scene: Scene, meeting: Meeting, made: Candidate) -> None:
    last = max(telling.sentence for telling in meeting.tellings)
    if made.sentence - last > NEAR or _listed_apart(scene, last, made.sentence):
        return
    if made.frame.form == "led":
        _lead(meeting, made)
        return
    for party in made.companions:
        if parties.kind(party.node) == "person" and party.node not in meeting.participants:
            meeting.companions.setdefault(party.node, party)


def _lead(meeting: Meeting, made: Candidate) -> None:
    """The leader of a delegation stands for the institution that sent it: "delegasi X ... dipimpin Y"."""
    owners = [node for node in meeting.participants if parties.kind(node) == "org"]
    people = [party for party in made.companions if parties.kind(party.node) == "person"]
    if len(owners) == 1 and len(people) == 1 and people[0].node not in meeting.participants:
        del meeting.participants[owners[0]]
        meeting.participants[people[0].node] = people[0]
