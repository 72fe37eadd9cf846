"""Many tellings, one encounter: the candidates of an article become meetings.

Two tellings are one when their parties are the same people (or those who act for them), their dates can be the same day and
their status agrees. A visit and the encounter held in its course are one when the host is of the state visited. What names no
party ("pertemuan itu") lends its date and place to the encounter told last before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.meetings import parties, scope
from kg.extract.meetings.candidates import Candidate
from kg.extract.meetings.scene import Item, Scene
from kg.model import Party, Timex, When

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
    """The meetings of an article, in the order in which they are first told."""
    found: list[Meeting] = []
    spoken = {candidate.sentence for candidate in candidates if not candidate.generic}
    for candidate in candidates:
        if candidate.generic:
            if candidate.sentence not in spoken:
                _lend(found, candidate)
            continue
        if not _foreign(scene, candidate):
            continue
        home = next((m for m in reversed(found) if _same(scene, m, candidate)), None)
        if home is None:
            found.append(_start(candidate))
        else:
            _absorb(scene, home, candidate)
    for meeting in found:
        meeting.country = _country(scene, meeting)
    return found


def _start(made: Candidate) -> Meeting:
    everyone = {party.node: party for party in (*made.left, *made.right)}
    along = {party.node: party for party in made.companions if party.node not in everyone}
    return Meeting([made], everyone, along, made.status.value, made.status.item, made.when, made.places, None, made.visit)


def _foreign(scene: Scene, made: Candidate) -> bool:
    """Whether a journey leads abroad: who goes about in their own state visits nobody thereby."""
    if not made.visit:
        return True
    goal = made.right[0].node
    origins = {parties.state_of(scene.doc, party.node) for party in made.left}
    if goal in origins:
        return False
    return None not in origins or goal != f"state:{scene.table.home}" or made.places[:1] != ()


def _same(scene: Scene, meeting: Meeting, made: Candidate) -> bool:
    if not _dates_agree(meeting.when, made.when):
        return False
    if meeting.status != made.status.value and (meeting.when is None or made.when is None):
        return False
    return _parties_agree(scene, meeting, made)


def _parties_agree(scene: Scene, meeting: Meeting, made: Candidate) -> bool:
    own, other = set(meeting.participants), {party.node for party in (*made.left, *made.right)}
    if own <= other or other <= own:
        return True
    shared, mine, theirs = own & other, own - other, other - own
    if not shared:
        return all(parties.kind(node) == "state" for node in theirs) and _stand_in(scene, theirs, mine)
    return len(shared) > 1 or _stand_in(scene, mine, theirs) or _stand_in(scene, theirs, mine)


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
    meeting.tellings.append(made)
    for party in (*made.left, *made.right):
        meeting.participants.setdefault(party.node, party)
    for party in made.companions:
        meeting.companions.setdefault(party.node, party)
    meeting.visit = meeting.visit and made.visit
    _drop_owners(scene, meeting)
    if _finer(made.when, meeting.when):
        meeting.when = made.when
    if len(made.places) > len(meeting.places):
        meeting.places = made.places


def _drop_owners(scene: Scene, meeting: Meeting) -> None:
    """A state or an institution goes once somebody who acts for it is named."""
    people = [node for node in meeting.participants if parties.kind(node) == "person"]
    for owner in [node for node in meeting.participants if parties.kind(node) != "person"]:
        if len(meeting.participants) > 2 and any(parties.acts_for(scene.doc, one, owner) for one in people):
            del meeting.participants[owner]


def _finer(new: Timex | None, old: Timex | None) -> bool:
    if new is None or new.when is None:
        return False
    return old is None or old.when is None or _days(new.when) < _days(old.when)


def _days(when: When) -> int:
    return (when.latest - when.earliest).days


def _lend(found: list[Meeting], made: Candidate) -> None:
    meeting = next((m for m in reversed(found) if m.visit == (made.frame.form == "trip")), None)
    if meeting is None:
        return
    meeting.when = meeting.when or made.when
    meeting.places = meeting.places or made.places
    near = made.sentence - meeting.tellings[-1].sentence <= NEAR
    if meeting.status == "Held" and near and made.status.value != "Held" and meeting.when is None:
        meeting.status, meeting.status_item = made.status
    meeting.tellings.append(made)


def _country(scene: Scene, meeting: Meeting) -> Party | None:
    """The state in which it happens: that of the place, the one visited, or home for those who meet at home."""
    for item in meeting.places:
        state = scope.state_of_place(scene, item)
        if state:
            return Party(state, item.start, item.end)
    visited = next((telling.right[0] for telling in meeting.tellings if telling.visit and telling.right), None)
    if visited or not meeting.places:
        return visited
    home = f"state:{scene.table.home}"
    states = {parties.state_of(scene.doc, node) for node in meeting.participants}
    item = meeting.places[0]
    return Party(home, item.start, item.end) if states <= {home, None} else None
