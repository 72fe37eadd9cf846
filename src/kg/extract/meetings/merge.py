"""Many tellings, one encounter: the candidates of an article become meetings.

Two tellings are one when their parties are the same people (or those who act for them), their dates can be the same day
and their status agrees. A visit and the encounter held in its course are one when the host is of the state visited.
What names no party ("pertemuan itu") lends its date and place to the encounter told last before it.
"""

from __future__ import annotations

from kg import knowledge
from kg.extract.meetings import agree, halves, kept, parties, scope, where
from kg.extract.meetings.halves import NEAR
from kg.extract.meetings.journeys import journeys
from kg.extract.meetings.scene import Scene, sits
from kg.extract.meetings.telling import Candidate, Meeting, begin
from kg.model import Party, Timex, When

ASIDE = ("along", "led", "present")  # what a sentence says of people beside its meeting
PAIR = 2
LENT = 6  # sentences over which "pertemuan itu" lends its day


def merge(scene: Scene, candidates: list[Candidate]) -> list[Meeting]:
    """The meetings of an article, in the order in which they are first told; none in an article on a match."""
    found: list[Meeting] = []
    if kept.played(scene):
        return found
    candidates = journeys(candidates)
    spoken = {candidate.sentence for candidate in candidates if not candidate.generic}
    many = [candidate for candidate in candidates if candidate.half]
    for candidate in sorted(candidates, key=_vague):
        if candidate.half:
            continue
        if candidate.generic:
            if halves.complete(scene, found, many, candidate):
                continue
            if candidate.sentence not in spoken or candidate.frame.form in ASIDE or candidate.companions:
                _lend(scene, found, candidate)
            if _attended(scene, found, candidate, candidates):
                found.append(_among(candidate))
        elif _foreign(scene, candidate) and not (_vague(candidate) and _known_journey(scene, found, candidate)):
            _place(scene, found, candidate)
    found += halves.spokesmen(scene, found, many)
    found += _home_visits(scene, found, candidates)
    found = kept.kept(scene, found)
    found.sort(key=lambda meeting: meeting.tellings[0].start)
    return found


def _attended(scene: Scene, found: list[Meeting], made: Candidate, candidates: list[Candidate]) -> bool:
    """Whether a sentence names all who were at a meeting nothing else is told of: "pertemuan itu dihadiri A dan B"."""
    around = (item for number in range(made.sentence - PAIR, made.sentence + 1) for item in scene.row(number))
    if made.frame.form != "present" or len(made.companions) < PAIR or found or sits(tuple(around), scene.table):
        return False
    words = scene.text[made.start : made.end].lower().split()  # "hadir dalam pertemuan"
    if not scene.table.classes["occasions"].isdisjoint(words):
        return True
    return any(other.frame.form == "noun" and 0 <= made.sentence - other.sentence < 2 for other in candidates)


def _among(made: Candidate) -> Meeting:
    """A meeting of those present."""
    made.left, made.right, made.companions, made.generic = made.companions[:1], made.companions[1:], [], False
    return begin(made)


def _home_visits(scene: Scene, found: list[Meeting], candidates: list[Candidate]) -> list[Meeting]:
    """Visits of foreigners whose goal nobody names because the article is written there: "kunjungan Presiden X"."""
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
            out.setdefault(guest.node, begin(made))
    return list(out.values())


def _place(scene: Scene, found: list[Meeting], made: Candidate) -> None:
    home = next((meeting for meeting in reversed(found) if agree.same(scene, meeting, made)), None)
    if home is None:
        found.append(begin(made))
    else:
        _absorb(scene, home, made)


def _vague(made: Candidate) -> int:
    """Whether a journey only names a place inside a state: read last, for it may be part of another journey."""
    goal = made.visit and made.places and made.places[0].kind == "place"
    return 1 if goal or made.generic else 0


def _known_journey(scene: Scene, found: list[Meeting], made: Candidate) -> bool:
    """Whether a journey to a place is part of one told already with another date or status, and of no other."""
    if any(agree.same(scene, meeting, made) for meeting in found):
        return False
    goal, travellers = made.right[0].node, {party.node for party in made.left}
    return any(
        travellers & set(meeting.participants)
        and any(parties.state_of(scene.doc, node) == goal for node in meeting.participants)
        for meeting in found
    )


def _foreign(scene: Scene, made: Candidate) -> bool:
    """Whether a journey leads abroad: who goes about in their own state visits nobody thereby."""
    if not made.visit:
        return True
    leads = scene.text[made.start : made.end].rpartition(" ")[2].lower() in scene.table.classes["heads"]
    if not all(
        parties.kind(party.node) != "org" and (leads or parties.public(scene.doc, party.node)) for party in made.left
    ):
        return False
    goal = made.right[0].node
    if all(_bare_state(scene, party) for party in made.left):
        return False
    if any(goal in parties.posted(scene.doc, party.node) for party in made.left):
        return False
    home = f"state:{scene.table.home}"
    origins = {parties.state_of(scene.doc, party.node, home) for party in made.left}
    return goal not in origins and not (goal == home and None in origins)


def _bare_state(scene: Scene, party: Party) -> bool:
    """Whether the words are the name of a state: goods and teams travel, its officials are named."""
    words = scene.text[party.start : party.end]
    return parties.kind(party.node) == "state" and knowledge.state_of(words) is not None


def _absorb(scene: Scene, meeting: Meeting, made: Candidate) -> None:
    untold = all(agree.untold(scene, telling) for telling in meeting.tellings)
    if (untold and made.status.value != meeting.status) or _overrules(scene, meeting, made):
        meeting.status, meeting.status_item = made.status
    if agree.headline(scene, meeting):
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
    if where.narrowness(scene, made.places) > where.narrowness(scene, meeting.places):
        meeting.places = made.places


def _overrules(scene: Scene, meeting: Meeting, made: Candidate) -> bool:
    """Whether a telling says better what became of it: a fact over a plan, an encounter ahead over a journey begun."""
    if made.status.value == "Held" and meeting.status == "Planned":
        return not agree.untold(scene, made) and (meeting.visit or not made.visit)
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
    named = {party.node for party in (*made.left, *made.right)}
    before = [m for m in found if _takes(m, made) and m.tellings[0].start < made.start and _with(m, named)]
    if not before:
        return
    if _call(made):
        before = [m for m in before if m.remote] or before
    meeting = max(before, key=lambda m: max(telling.start for telling in m.tellings if telling.start < made.start))
    if made.frame.form in ASIDE or made.companions:
        if made.frame.form == "present" and made.sentence - meeting.tellings[-1].sentence <= NEAR:
            meeting.places = meeting.places or made.places
        _join(scene, meeting, made)
        return
    distance = made.sentence - meeting.tellings[-1].sentence
    finer = agree.dates_agree(made.when, meeting.when) and _finer(made.when, meeting.when)
    if finer and distance <= LENT and scope.fits(scene, made.when, meeting.status):
        meeting.when = made.when
    meeting.places = meeting.places or made.places
    if distance <= NEAR and _changes(meeting, made):
        meeting.status, meeting.status_item = made.status
    meeting.tellings.append(made)


def _call(made: Candidate) -> bool:
    return made.remote or made.frame.mode == "Remote"


def _with(meeting: Meeting, named: set[str]) -> bool:
    """Whether a telling that names some of its people can speak of a meeting: one of them is there."""
    return not named or bool(named & {*meeting.participants, *meeting.companions})


def _changes(meeting: Meeting, made: Candidate) -> bool:
    """Whether "pertemuan itu" tells another status than the meeting has: a plan called off, a day yet to come."""
    if meeting.status == "Planned":
        return made.status.value == "Cancelled"
    return meeting.status == "Held" and made.status.value != "Held" and meeting.when is None


def _takes(meeting: Meeting, made: Candidate) -> bool:
    trip = made.frame.form == "trip"
    if made.frame.form in ASIDE or made.companions or meeting.visit == trip:
        return True
    return trip and any(telling.visit for telling in meeting.tellings)


def _join(scene: Scene, meeting: Meeting, made: Candidate) -> None:
    last = max(_last_line(scene, telling) for telling in meeting.tellings)
    if made.sentence - last > NEAR or halves.listed_apart(scene, last, made.sentence):
        return
    if made.frame.form == "led":
        _lead(scene, meeting, made)
        return
    if made.open:
        meeting.tellings.append(made)
    others = meeting.participants if _of_many(meeting, made) else meeting.companions
    for party in made.companions:
        if parties.kind(party.node) == "person" and party.node not in meeting.participants:
            others.setdefault(party.node, party)


def _last_line(scene: Scene, telling: Candidate) -> int:
    """The sentence of a telling, or the last line of the list that it opens."""
    last = telling.sentence
    while telling.open and scene.listed(last + 1):
        last += 1
    return last


def _of_many(meeting: Meeting, made: Candidate) -> bool:
    """Whether those present are some of the many who met: they take part, they do not go along."""
    return made.open or (made.frame.form == "present" and any(telling.open for telling in meeting.tellings))


def _lead(scene: Scene, meeting: Meeting, made: Candidate) -> None:
    """The leader of a delegation stands for the state or institution that sent it: "delegasi X ... dipimpin Y"."""
    people = [party for party in made.companions if parties.kind(party.node) == "person"]
    owner = _sender(scene, meeting, made)
    if owner and len(people) == 1 and people[0].node not in meeting.participants:
        del meeting.participants[owner]
        meeting.participants[people[0].node] = people[0]


def _sender(scene: Scene, meeting: Meeting, made: Candidate) -> str | None:
    """Who sent a delegation: the one named right before "dipimpin", else the only institution that takes part."""
    owners = [node for node in meeting.participants if parties.kind(node) != "person"]
    row = scene.row(made.sentence)
    before = [item for item in row if item.start < made.start and item.kind == "agent" and item.mention is not None]
    named = before[-1].mention.nodes if before and before[-1].mention else ()
    sent = next((node for node in owners if node in named), None)
    orgs = [node for node in owners if parties.kind(node) == "org"]
    return sent or (orgs[0] if len(orgs) == 1 and len(owners) == 1 else None)
