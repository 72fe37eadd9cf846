"""Meetings told by halves: somebody at an event with many others, whom a later sentence names ("turut hadir A")."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extract.meetings import parties
from kg.extract.meetings.scene import Row, Scene
from kg.extract.meetings.telling import Candidate, Meeting, begin
from kg.model import Party

OUTLOOK = 6  # sentences after a half in which one of the many may be named
NAME = 12  # items between "salah satu" and the name
NEAR = 3  # sentences over which "pertemuan itu" reaches back with a status


def complete(scene: Scene, found: list[Meeting], halves: list[Candidate], made: Candidate) -> bool:
    """Whether a telling names some of the many that somebody met, a sentence or few before; then they have met."""
    there = made.frame.form == "present" and made.status.value not in ("Denied", "Cancelled")
    named = made.right or (made.companions if there else [])
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


def spokesmen(scene: Scene, found: list[Meeting], halves: list[Candidate]) -> list[Meeting]:
    """Meetings with many of whom one is named later as one of them: "salah satu perwakilan warga, A, meminta ..." """
    out = list[Meeting]()
    known = {node for meeting in found for node in meeting.participants}
    for half in halves:
        if not half.half or half.right or any(party.node in known for party in half.left):
            continue
        one = _one_of(scene, half, _crowd(scene, half))
        if one:
            half.right, half.generic, half.half = [one], False, True
            known |= {one.node, *(party.node for party in half.left)}
            out.append(begin(half))
    return out


def _crowd(scene: Scene, half: Candidate) -> frozenset[str]:
    """The words for the many: "tokoh", "warga", and those for who speaks for many."""
    classes = scene.table.classes
    row = scene.row(half.sentence)
    said = frozenset(item.word for item in row) & (classes["people"] | classes["crowd"])
    said |= {other.word for item, other in pairwise(row) if item.word in classes["crowd"] and other.word}
    return said | classes["deputies"] if said and half.frame.form not in ("session", "gather") else frozenset()


def _one_of(scene: Scene, half: Candidate, crowd: frozenset[str]) -> Party | None:
    for number in range(half.sentence, half.sentence + OUTLOOK):
        for one in _named_as_one(scene, scene.row(number), crowd):
            if one.node not in {party.node for party in half.left}:
                return one
    return None


def _named_as_one(scene: Scene, row: Row, crowd: frozenset[str]) -> Iterator[Party]:
    """Who is named after "salah satu" and a word for the many, or before it, between commas: "A, salah satu warga"."""
    ones = scene.table.phrases.get("one", {})
    for at, item in enumerate(row):
        phrase = next((p for p in ones.get(item.word, ()) if _stands(row, at, p)), None)
        if phrase is None:
            continue
        after = row[at + len(phrase) : at + len(phrase) + NAME]
        if crowd.isdisjoint(
            word for other in after[:3] for word in scene.text[other.start : other.end].lower().split()
        ):
            continue
        before = row[at - 2] if at > 1 and row[at - 1].word == "," else None
        agents = ([before] if before else []) + [other for other in after if other.kind == "agent"]
        people = [party for other in agents for party in parties.of_item(other) if parties.kind(party.node) == "person"]
        yield from people[:1]


def _stands(row: Row, at: int, phrase: tuple[str, ...]) -> bool:
    return tuple(item.word for item in row[at : at + len(phrase)]) == phrase


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
