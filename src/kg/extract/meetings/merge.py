"""Many tellings, one encounter: candidates of one article become reports.

Two tellings are one when one's parties contain the other's, their dates can be the same day and their status agrees. A visit
and the encounter held in its course are one when the host is of the state visited. What names no party ("pertemuan itu") lends its
date and place to the encounter told last before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.meetings import parties, scope
from kg.extract.meetings.candidates import Candidate
from kg.extract.meetings.parties import Party
from kg.extract.meetings.scene import Item, Scene
from kg.model import Timex, When


@dataclass(slots=True)
class Meeting:
    """One encounter with all its tellings. ``host`` is the state visited while no host is named."""

    tellings: list[Candidate]
    participants: dict[str, Party]
    companions: dict[str, Party] = field(default_factory=dict)
    status: str = "Held"
    when: Timex | None = None
    places: tuple[Item, ...] = ()
    visit: bool = False
    status_item: Item | None = None
    country: Party | None = None

    @property
    def remote(self) -> bool:
        """Whether it took place by telephone or screen."""
        return any(telling.remote for telling in self.tellings)

    @property
    def sure(self) -> float:
        """How sure the report is: the surest of its tellings, less for every step its sides had to be sought."""
        return max(telling.frame.sure - 0.1 * telling.widened for telling in self.tellings if not telling.generic)


def merge(scene: Scene, candidates: list[Candidate]) -> list[Meeting]:
    """The meetings of an article, in the order in which they are first told."""
    found: list[Meeting] = []
    for candidate in candidates:
        if candidate.generic:
            _lend(found, candidate)
            continue
        home = next((m for m in reversed(found) if _same(scene, m, candidate)), None)
        if home is None:
            found.append(_start(candidate))
        else:
            _absorb(scene, home, candidate)
    for meeting in found:
        meeting.country = _country(scene, meeting)
    return found


def _country(scene: Scene, meeting: Meeting) -> Party | None:
    """The state in which it happens: that of the place, the one visited, or home for those who meet at home."""
    for item in meeting.places:
        state = scope.state_of_place(scene, item)
        if state:
            return Party(state, item.start, item.end)
    for telling in meeting.tellings:
        if telling.visit:
            return telling.right[0]
    home = f"state:{scene.table.home}"
    states = {parties.state_of(scene.doc, node) for node in meeting.participants}
    if meeting.places and states <= {home, None}:
        item = meeting.places[0]
        return Party(home, item.start, item.end)
    return None


def _start(candidate: Candidate) -> Meeting:
    everyone = {p.node: p for p in (*candidate.left, *candidate.right)}
    companions = {p.node: p for p in candidate.companions if p.node not in everyone}
    return Meeting([candidate], everyone, companions, candidate.status.value,
                   candidate.when, candidate.places, candidate.visit, candidate.status.item)  # fmt: skip


def _same(scene: Scene, meeting: Meeting, candidate: Candidate) -> bool:
    if not _dates_agree(meeting.when, candidate.when):
        return False
    if meeting.status != candidate.status.value and not _same_day(meeting.when, candidate.when):
        return False
    return _parties_agree(scene, meeting, candidate)


def _parties_agree(scene: Scene, meeting: Meeting, candidate: Candidate) -> bool:
    own = set(meeting.participants)
    other = {p.node for p in (*candidate.left, *candidate.right)}
    if own <= other or other <= own:
        return True
    if meeting.visit or candidate.visit:
        return _visit_agrees(scene, own, other)
    return len(own & other) > 1


def _visit_agrees(scene: Scene, own: set[str], other: set[str]) -> bool:
    """Whether a visit to a state and an encounter with somebody of that state share the visitor."""
    shared = own & other
    left = {node for node in own ^ other}
    states = {node for node in left if node.startswith("state:")}
    return bool(shared) and len(states) == 1 and any(parties.state_of(scene.doc, node) in states for node in left - states)


def _dates_agree(one: Timex | None, other: Timex | None) -> bool:
    if one is None or other is None or one.when is None or other.when is None:
        return True
    return one.when.earliest <= other.when.latest and other.when.earliest <= one.when.latest


def _same_day(one: Timex | None, other: Timex | None) -> bool:
    return one is not None and other is not None and one.when is not None and other.when is not None and _dates_agree(one, other)


def _absorb(scene: Scene, meeting: Meeting, candidate: Candidate) -> None:
    meeting.tellings.append(candidate)
    for party in (*candidate.left, *candidate.right):
        meeting.participants.setdefault(party.node, party)
    for party in candidate.companions:
        meeting.companions.setdefault(party.node, party)
    meeting.visit = meeting.visit and candidate.visit
    if any(node.startswith("person:") for node in meeting.participants):
        _drop_hosts(scene, meeting)
    _sharpen(meeting, candidate)


def _drop_hosts(scene: Scene, meeting: Meeting) -> None:
    """A state goes once somebody of it is named."""
    states = {parties.state_of(scene.doc, node) for node in meeting.participants if not node.startswith("state:")}
    for node in [n for n in meeting.participants if n.startswith("state:") and n in states]:
        if len(meeting.participants) > 2:
            del meeting.participants[node]


def _sharpen(meeting: Meeting, candidate: Candidate) -> None:
    if _finer(candidate.when, meeting.when):
        meeting.when = candidate.when
    if len(candidate.places) > len(meeting.places):
        meeting.places = candidate.places


def _finer(new: Timex | None, old: Timex | None) -> bool:
    if new is None or new.when is None:
        return False
    return old is None or old.when is None or _days(new.when) < _days(old.when)


def _days(when: When) -> int:
    return (when.latest - when.earliest).days


def _lend(found: list[Meeting], candidate: Candidate) -> None:
    if not found:
        return
    meeting = found[-1]
    if meeting.when is None:
        meeting.when = candidate.when
    if not meeting.places:
        meeting.places = candidate.places
    if meeting.status == "Held" and candidate.status.value != "Held" and candidate.sentence - meeting.tellings[-1].sentence < 3:
        meeting.status = candidate.status.value
    meeting.tellings.append(candidate)

