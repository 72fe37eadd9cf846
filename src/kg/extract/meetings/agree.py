"""Whether two tellings can be of one meeting: by their days, their status, the states they lie in, and who is there."""

from __future__ import annotations

from kg.extract.meetings import parties, where
from kg.extract.meetings.scene import Scene
from kg.extract.meetings.telling import Candidate, Meeting
from kg.model import Timex

RECENT = 7  # days before the article in which a plan told without a day may have come true


def same(scene: Scene, meeting: Meeting, made: Candidate) -> bool:
    """Whether a telling is one of a meeting."""
    if not dates_agree(meeting.when, made.when):
        return False
    if meeting.status != made.status.value and not _status_gives_way(scene, meeting, made):
        return False
    if _by_wire_and_not(meeting, made) or _plan_with_others(meeting, made):
        return False
    return _states_agree(scene, meeting, made) and _parties_agree(scene, meeting, made)


def _plan_with_others(meeting: Meeting, made: Candidate) -> bool:
    """Whether a plan is to meet others beside those who have met already: "kami berdua akan menemui C"."""
    theirs, own = {party.node for party in (*made.left, *made.right)}, set(meeting.participants)
    plan, held = (own, theirs) if meeting.status == "Planned" else (theirs, own)
    return {meeting.status, made.status.value} == {"Held", "Planned"} and len(held) > 1 and held < plan


def _by_wire_and_not(meeting: Meeting, made: Candidate) -> bool:
    """Whether one is a call and the other is told with a place or with another status: "akan bertemu di P"."""
    call = made.remote or made.frame.mode == "Remote"
    if call == meeting.remote:
        return False
    there = meeting.places if call else made.places
    return bool(there) or made.status.value != meeting.status


def _states_agree(scene: Scene, meeting: Meeting, made: Candidate) -> bool:
    """Whether two tellings can be of one meeting by the states they place it in: nobody is in two at once."""
    here = next((state for item in meeting.places if (state := where.state_of_place(scene, item))), None)
    there = next((state for item in made.places if (state := where.state_of_place(scene, item))), None)
    return here is None or there is None or here == there or headline(scene, meeting)


def _status_gives_way(scene: Scene, meeting: Meeting, made: Candidate) -> bool:
    """Whether two tellings of different status can be of one meeting."""
    if made.again:
        return False
    if all(untold(scene, telling) for telling in meeting.tellings) or untold(scene, made):
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


def untold(scene: Scene, made: Candidate) -> bool:
    """Whether a telling is no word on status: headlines have no tense, nor has "pertemuan A dan B" without a day; what
    "keduanya akan membahas" is told of what they do there.
    """
    if made.frame.status and scene.doc.sentences[made.sentence].kind == "title":
        return True
    if made.echo and made.frame.form == "pair":
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
    shared, mine, theirs = own & other, own - other, other - own
    if own == other or (made.visit and meeting.visit and shared and theirs <= set(meeting.companions)):
        return True
    if made.apart:
        return False
    return not mine or not theirs or _overlap(scene, meeting, made, shared, mine, theirs)


def _overlap(
    scene: Scene, meeting: Meeting, made: Candidate, shared: set[str], mine: set[str], theirs: set[str]
) -> bool:
    """Whether two sets of parties, each with its own, are the same people: some act for others, or two are in both."""
    dated = made.when is not None and meeting.when is None
    if not shared:
        return not dated and (_of_states(scene, theirs, mine) or _of_states(scene, mine, theirs))
    if made.visit != meeting.visit and _held_there(scene, meeting, made):
        return True
    if len(shared) > 1 or stand_in(scene, mine, theirs) or (headline(scene, meeting) and _institutions(mine)):
        return True
    return (not dated or made.visit) and stand_in(scene, theirs, mine)


def _of_states(scene: Scene, states: set[str], people: set[str]) -> bool:
    """Whether one telling names states alone, and the other who acts for them."""
    return all(parties.kind(node) == "state" for node in states) and stand_in(scene, states, people)


def headline(scene: Scene, meeting: Meeting) -> bool:
    """Whether a meeting is told in headlines only."""
    return all(scene.doc.sentences[telling.sentence].kind == "title" for telling in meeting.tellings)


def _institutions(nodes: set[str]) -> bool:
    """Whether a headline named nobody but institutions on one side: the text then says who came."""
    return bool(nodes) and all(parties.kind(node) == "org" for node in nodes)


def _held_there(scene: Scene, meeting: Meeting, made: Candidate) -> bool:
    """Whether one of two is a visit to the state in which the other takes place, by somebody who takes part in it."""
    visit, places = (made, meeting.places) if made.visit else (meeting.tellings[0], made.places)
    return bool(places) and visit.right[0].node == where.state_of_place(scene, places[0])


def stand_in(scene: Scene, owners: set[str], people: set[str]) -> bool:
    """Whether every one of some states and institutions has somebody among the others who acts for it."""
    return bool(owners) and all(
        parties.kind(owner) != "person" and any(parties.acts_for(scene.doc, one, owner) for one in people)
        for owner in owners
    )


def dates_agree(one: Timex | None, other: Timex | None) -> bool:
    """Whether two times can be one: they overlap, or one of them is not told."""
    if one is None or other is None or one.when is None or other.when is None:
        return True
    return one.when.earliest <= other.when.latest and other.when.earliest <= one.when.latest
