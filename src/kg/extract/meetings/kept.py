"""Which of the encounters found are reported: those of somebody public with somebody else.

A family, a victim and a thief, two players meet as well, and an article tells of it in the same words. What a reader
calls a meeting has a side that acts in public: an institution, a state, or a person with an office or a known name.
Who meets the own institution meets nobody, and who goes about with somebody has not met them, once it is told whom the
two met.
"""

from __future__ import annotations

from kg.extract.meetings import parties
from kg.extract.meetings.scene import Scene
from kg.extract.meetings.telling import Meeting

MATCH = 4  # different words of sport from which on an article is about a match
PAIR = 2


def kept(scene: Scene, found: list[Meeting]) -> list[Meeting]:
    """The meetings that are worth a report."""
    return [one for one in found if _public(scene, one) and not _own(scene, one) and not _idle(one, found)]


def played(scene: Scene) -> bool:
    """Whether an article tells of a match or of what happens in a film."""
    title = [token.text.lower() for token in scene.doc.tokens if token.end <= len(scene.doc.article.title)]
    if scene.table.classes["fiction"].intersection(title):
        return True
    return len(scene.table.classes["sport"].intersection(scene.lower)) >= MATCH


def _public(scene: Scene, meeting: Meeting) -> bool:
    """Whether somebody takes part who has an office or is known, or an institution."""
    return any(parties.public(scene.doc, node) for node in meeting.participants)


def _own(scene: Scene, meeting: Meeting) -> bool:
    """Whether somebody is only with the institution they belong to: a chairman among the party."""
    people = [node for node in meeting.participants if parties.kind(node) == "person"]
    owners = [node for node in meeting.participants if parties.kind(node) == "org"]
    alone = len(people) == 1 and len(owners) == 1 and len(meeting.participants) == PAIR
    return alone and parties.acts_for(scene.doc, people[0], owners[0])


def _idle(meeting: Meeting, found: list[Meeting]) -> bool:
    """Whether all that is told is that one went about with another who meets somebody else."""
    if not all(telling.weak for telling in meeting.tellings if not telling.generic):
        return False
    others = [other for other in found if other is not meeting]
    return any(set(meeting.participants) & {*other.participants, *other.companions} for other in others)
