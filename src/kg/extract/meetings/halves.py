"""Meetings told by halves: somebody at an event with many others, whom a later sentence names ("turut hadir A")."""

from __future__ import annotations

from kg.extract.meetings import parties
from kg.extract.meetings.scene import Scene
from kg.extract.meetings.telling import Candidate, Meeting, begin
from kg.model import Party

NEAR = 3  # sentences over which "pertemuan itu" reaches back with a status


def complete(scene: Scene, found: list[Meeting], halves: list[Candidate], made: Candidate) -> bool:
    """Whether a telling names some of the many that somebody met, a sentence or few before; then they have met."""
    named = made.right or (made.companions if made.frame.form == "present" else [])
    before = [half for half in halves if half.start < made.start and made.sentence - half.sentence <= NEAR]
    before = [half for half in before if not listed_apart(scene, half.sentence, made.sentence)]
    people = [party for party in named if parties.kind(party.node) == "person"]
    if not before or not people or any(telling.start > before[-1].start for m in found for telling in _until(m, made)):
        return False
    half = before[-1]
    if made.status.value == "Planned" and half.status.value == "Held":
        return False
    people = _no_entourage(scene, half, people)
    known = {party.node for party in half.left}
    others = [party for party in people if party.node not in known]
    if not others:
        return False
    half.right, half.generic, half.half = [*half.right, *others], False, True
    home = next((meeting for meeting in found if half in meeting.tellings), None)
    if home is None:
        found.append(begin(half))
    else:
        home.participants.update({party.node: party for party in others})
    return True


def listed_apart(scene: Scene, first: int, last: int) -> bool:
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
