"""Which of the days and places told around a meeting may be its own, the likeliest first.

A sentence about "acara itu" speaks of the meeting told last before it; one that names all who take part, the sentence
before, or words that tell who said something there come after it. What somebody says in another state, or where
another meeting is told in between, is no setting.
"""

from __future__ import annotations

from bisect import bisect_left

from kg.extract.meetings import parties, scope, where
from kg.extract.meetings.scene import Scene
from kg.extract.meetings.stage import Spot, Stage
from kg.extract.meetings.telling import Candidate, Meeting

BEFORE, AFTER = 2, 3  # sentences around a telling that may set its scene
MOST = 20  # tellings of a meeting, journeys before it, that are looked at
NAMED = 4  # rank of a sentence that names all who take part, where the article opens or near by
BESIDE = 6  # rank of a sentence without persons behind the one an article opens with
SAID = 10  # rank from which on a spot is where something was said
SICKBED = 30  # rank of where somebody lies ill who is visited
FAR = 99


def near(stage: Stage, meeting: Meeting) -> list[tuple[int, Spot]]:
    """The spots that may set the scene of a meeting, with their rank, the likeliest first."""
    lead = stage.leads(meeting)
    tellings = meeting.tellings[:MOST]
    numbers = {telling.sentence + step for telling in tellings for step in range(-BEFORE, AFTER + 1)}
    numbers.update(range(stage.opening + 1))
    spots = {spot for number in numbers for spot in stage.spots(number)}
    spots.update(stage.sayings if lead and meeting.status == "Held" else ())
    spots.update(stage.sickbeds if any(_to_the_sick(stage.scene, telling) for telling in tellings) else ())
    states = states_of(stage.scene, meeting)
    ranked = []
    for spot in sorted(spots, key=lambda spot: (spot.sentence, spot.said)):
        rank = min(_far(stage, spot, telling, meeting, lead) for telling in tellings)
        if rank < FAR and not (spot.said and _elsewhere(stage.scene, spot, states)):
            ranked.append((rank, spot))
    return sorted(ranked, key=lambda entry: entry[0])


def states_of(scene: Scene, meeting: Meeting) -> set[str]:
    """The states in which a meeting is told to have been: of its places, and those visited."""
    told = {state for item in meeting.places if (state := where.state_of_place(scene, item))}
    return told | {telling.right[0].node for telling in meeting.tellings if telling.visit and telling.right}


def bygone(scene: Scene, meeting: Meeting) -> bool:
    """Whether a telling speaks of another time: "pernah bertemu", "beberapa waktu lalu"; or somebody quoted does."""
    tellings = meeting.tellings
    return any(past(scene, one) for one in tellings) or all(_in_words(scene, one) for one in tellings)


def past(scene: Scene, telling: Candidate) -> bool:
    """Whether one telling speaks of another time."""
    return scope.vague(scene, scene.row(telling.sentence), telling.start)


def first_word(scene: Scene, telling: Candidate) -> str:
    """The word by which a meeting is told, in lower case."""
    return scene.lower[bisect_left(scene.doc.tokens, telling.start, key=lambda token: token.start)]


def _elsewhere(scene: Scene, spot: Spot, states: set[str]) -> bool:
    """Whether something was said in a state in which the meeting was not."""
    there = {state for item in spot.places if (state := where.state_of_place(scene, item))}
    return bool(there and states) and not there & states


def _far(stage: Stage, spot: Spot, telling: Candidate, meeting: Meeting, lead: bool) -> int:
    step = spot.sentence - telling.sentence
    held, shared = meeting.status == "Held", bool(spot.people & set(meeting.participants))
    if spot.points and 0 < step <= AFTER and not spot.said:
        return FAR if stage.between(telling.sentence, spot.sentence, meeting) else step
    if meeting.status == "Planned" and shared and step == 1 and not spot.said:
        return AFTER + step
    denied = meeting.status == "Denied"
    if step and spot.when and not (spot.said or denied) and set(meeting.participants) <= spot.people:
        return NAMED + abs(step)
    if not held or (spot.said and _in_words(stage.scene, telling)):
        return FAR
    if spot.said and step != -1:
        return SAID + abs(step) if shared and lead else FAR
    return _beside(stage.scene, spot, telling, step, shared, lead)


def _beside(scene: Scene, spot: Spot, telling: Candidate, step: int, shared: bool, lead: bool) -> int:
    """The rank of what a sentence tells itself: one before with the same people, one without any behind the lead."""
    if shared and 0 < -step <= BEFORE:
        return 3 - step
    alone = bool(spot.when and spot.places) and not any(parties.kind(node) == "person" for node in spot.people)
    if lead and alone and (0 < step <= AFTER or step == -1):
        return BESIDE + abs(step)
    return SICKBED if spot.ill and _to_the_sick(scene, telling) else FAR


def _in_words(scene: Scene, telling: Candidate) -> bool:
    """Whether somebody tells of it in their own words, whenever it was: "Saya menerima B", but not "Tadi saya ..." nor
    "Senang bertemu B", which is said there.
    """
    row, classes = scene.row(telling.sentence), scene.table.classes
    quoted = any(item.quoted for item in row if telling.start <= item.start < telling.end)
    return quoted and not any(
        item.word in classes["today"] or item.word in classes["glad"] for item in row if item.quoted
    )


def _to_the_sick(scene: Scene, telling: Candidate) -> bool:
    return first_word(scene, telling) in scene.table.classes["sick"]
