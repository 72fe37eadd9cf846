"""Where and when, for meetings whose own sentence does not tell: what is said around them.

The idea: a report tells of one occasion, and gives its day and place once: in the sentence before or after, in a
sentence about "acara itu", in the words that tell who said something there, or as the day of the news. What is told as
past ("pernah", "beberapa waktu lalu") or as a plan is another occasion and gets nothing from the news.

The idiom: ``inherit`` works on tellings before they are merged, ``settle`` on the meetings after it.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from kg.extract.meetings import nearby, parties, where
from kg.extract.meetings.agree import dates_agree
from kg.extract.meetings.nearby import AFTER, MOST, SAID, SICKBED
from kg.extract.meetings.scene import Item, Scene
from kg.extract.meetings.stage import Stage
from kg.extract.meetings.telling import Candidate, Meeting
from kg.model import Party, Timex


def inherit(scene: Scene, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates; what follows a journey in the next sentence, told of the traveller, has its day and place:
    "Pada Juli 2000, A mengunjungi P. Ia melakukan pertemuan dengan B." "Saat itu" takes up the time before.
    """
    travels = (made for made in candidates if made.visit and made.stop < 0 and made.status.value == "Held")
    journeys = {made.sentence: made for made in travels}
    for made in candidates:
        if made.when is None and not made.generic and _then(scene, made):
            made.when = _last_day(scene, made.sentence - 1)
        journey = journeys.get(made.sentence - 1)
        if journey is not None and made.when is None and _follows(scene, made, journey):
            made.when = journey.when
            made.places = made.places or journey.places
    return candidates


def _then(scene: Scene, made: Candidate) -> bool:
    """Whether a sentence opens with "saat itu": the time of the one before."""
    return tuple(item.word for item in scene.row(made.sentence)[:2]) in scene.table.phrases["then"].get(
        next((item.word for item in scene.row(made.sentence)), ""), ()
    )


def _last_day(scene: Scene, number: int) -> Timex | None:
    times = [item.timex for item in scene.row(number) if item.timex and item.timex.when and not item.quoted]
    return times[-1] if times else None


def _follows(scene: Scene, made: Candidate, journey: Candidate) -> bool:
    one, other = scene.doc.sentences[journey.sentence], scene.doc.sentences[made.sentence]
    if one.paragraph != other.paragraph or one.kind == "title":
        return False
    if made.visit or made.generic or made.status.value != "Held":
        return False
    return bool({party.node for party in journey.left} & {party.node for party in (*made.left, *made.right)})


def settle(scene: Scene, candidates: list[Candidate], meetings: list[Meeting]) -> None:
    """Give meetings without a day or a place those of the sentences around them, else the day of the news."""
    stage = Stage(scene, candidates, meetings)
    for meeting in meetings:
        off = _called_off(scene, meeting) if meeting.status == "Planned" else None
        if off is not None:
            meeting.status, meeting.status_item = "Cancelled", off
        if scene.programme and meeting.status == "Held" and not _over(scene, meeting):
            meeting.status = "Planned"
        if meeting.when is None:
            meeting.when = _when(stage, meeting)
        if meeting.status == "Planned" and meeting.when and _over(scene, meeting):
            meeting.when = None
        if meeting.remote:
            own = (telling.places for telling in meeting.tellings if not telling.generic and telling.places)
            meeting.places = next(own, ())
        elif not meeting.places or _state_alone(meeting):
            meeting.places = _narrower(scene, _where(stage, meeting), meeting.places)
        meeting.country = _country(stage, meeting)


def _over(scene: Scene, meeting: Meeting) -> bool:
    """Whether the day of a meeting lies behind: no plan is for such a day."""
    when, anchor = meeting.when.when if meeting.when else None, scene.doc.anchor
    return bool(when and anchor and when.latest < anchor)


def _called_off(scene: Scene, meeting: Meeting) -> Item | None:
    """The word that calls a plan off in the next sentence: "Namun, agenda itu ia batalkan", "ia membatalkannya"."""
    classes, suffix = scene.table.classes, scene.table.suffix
    row = scene.row(meeting.tellings[-1].sentence + 1)
    named = any(one.word in classes["plans"] and two.word in classes["pointing"] for one, two in pairwise(row))
    off = (item for item in row if item.word in classes["cancelled"] and named)
    it = (item for item in row if item.word.endswith(suffix) and item.word.removesuffix(suffix) in classes["cancelled"])
    return next(off, None) or next(it, None)


def _when(stage: Stage, meeting: Meeting) -> Timex | None:
    if any(telling.stop >= 0 for telling in meeting.tellings):
        return None
    bygone = nearby.bygone(stage.scene, meeting)
    if stage.news and meeting.status != "Denied" and stage.scene.programme:
        return stage.news.when
    spots = [(rank, spot.when) for rank, spot in nearby.near(stage, meeting) if not stage.taken(spot, meeting)]
    near = [(rank, when) for rank, when in spots if rank < SICKBED and when and stage.fits(when, meeting)]
    beside = next((when for rank, when in near if rank < (AFTER + 1 if bygone else SAID)), None)
    if beside is not None or bygone:
        return beside
    if stage.news and meeting.status != "Denied" and _clocked(stage.scene, meeting):
        return stage.news.when
    return _of_the_news(stage, meeting, next((when for _, when in near), None))


def _of_the_news(stage: Stage, meeting: Meeting, said: Timex | None) -> Timex | None:
    """The day of a journey or of another meeting in whose course it was, of what was said there, or of the news."""
    journey = _journey(stage, meeting)
    if journey and journey.when and stage.fits(journey.when, meeting):
        return journey.when
    occasion = _occasion(stage, meeting)
    if occasion and not _one_state(stage.scene, meeting, occasion):
        return None
    if occasion and occasion.when and stage.fits(occasion.when, meeting):
        return occasion.when
    lead = meeting.status == "Held" and stage.leads(meeting) and not _once(stage.scene, meeting)
    return said or (stage.news.when if lead and stage.news else None)


def _clocked(scene: Scene, meeting: Meeting) -> bool:
    """Whether only the hour is told: "pukul 11.30 WIB" is that of the day of the news."""
    rows = (scene.row(telling.sentence) for telling in meeting.tellings[:1])
    return any(
        item.timex and item.timex.clock and not item.timex.when and not item.quoted for row in rows for item in row
    )


def _occasion(stage: Stage, meeting: Meeting) -> Meeting | None:
    """The meeting the article opens with, for another one of somebody who was there."""
    for other in stage.occasions if meeting.status == "Held" else ():
        shared = set(other.participants) & set(meeting.participants)
        if other is not meeting and any(parties.kind(node) == "person" for node in shared):
            return other
    return None


def _one_state(scene: Scene, one: Meeting, other: Meeting) -> bool:
    """Whether two meetings can have been in one state, by the places told and the states visited."""
    first, second = nearby.states_of(scene, one), nearby.states_of(scene, other)
    return not first or not second or bool(first & second)


def _once(scene: Scene, meeting: Meeting) -> bool:
    """Whether a headline tells of something past: "Sempat Ketemu X"."""
    return any(
        item.word in scene.table.classes["once"]
        for telling in meeting.tellings
        for item in scene.row(telling.sentence)
        if telling.start - 30 < item.start < telling.start
    )


def _where(stage: Stage, meeting: Meeting) -> tuple[Item, ...]:
    bygone = nearby.bygone(stage.scene, meeting)
    for rank, spot in nearby.near(stage, meeting):
        if not spot.places or stage.taken(spot, meeting) or (bygone and AFTER < rank < SICKBED):
            continue
        if dates_agree(spot.when, meeting.when):
            return spot.places
    return _whereabouts(stage, meeting) or (() if bygone else _on_occasion(stage, meeting))


def _state_alone(meeting: Meeting) -> bool:
    """Whether the place of a meeting is no more than a state; that is all there is to a visit."""
    return not meeting.visit and all(
        item.mention is not None and item.mention.kind == "state" for item in meeting.places
    )


def _narrower(scene: Scene, found: tuple[Item, ...], told: tuple[Item, ...]) -> tuple[Item, ...]:
    """Places found around a meeting, when they lie in the state that is all that was told of it."""
    if not told:
        return found
    states = {where.state_of_place(scene, item) for item in told}
    return found if any(where.state_of_place(scene, item) in states for item in found) else told


def _on_occasion(stage: Stage, meeting: Meeting) -> tuple[Item, ...]:
    """Where the occasion was from which a meeting has its day."""
    occasion = _occasion(stage, meeting)
    if occasion and meeting.when and meeting.when is occasion.when and _one_state(stage.scene, meeting, occasion):
        return occasion.places
    news = stage.news
    own = news is not None and meeting.when is not None and meeting.when is news.when and not stage.taken(news, meeting)
    return news.places if news and own else ()


def _whereabouts(stage: Stage, meeting: Meeting) -> tuple[Item, ...]:
    """Where somebody who takes part had gone."""
    journey = _journey(stage, meeting)
    return journey.places if journey else ()


def _journey(stage: Stage, meeting: Meeting) -> Candidate | None:
    """The last journey told before of somebody who takes part; for a plan one that leads to the host."""
    if meeting.status not in ("Held", "Planned") or nearby.bygone(stage.scene, meeting):
        return None
    first = meeting.tellings[0]
    before = bisect_left(stage.journeys, first.start, key=lambda journey: journey.start)
    for journey in reversed(stage.journeys[max(0, before - MOST) : before]):
        travellers = {party.node for party in journey.left} & set(meeting.participants)
        if not travellers or nearby.past(stage.scene, journey) or "Held" == meeting.status != journey.status.value:
            continue
        hosts = {parties.state_of(stage.scene.doc, node) for node in meeting.participants if node not in travellers}
        if journey.right[0].node in hosts or meeting.status == "Held":
            return journey
    return None


def _country(stage: Stage, meeting: Meeting) -> Party | None:
    """The state in which it happens: that of the place, the one visited, that of the host, or the one all belong to."""
    scene = stage.scene
    for place in (*reversed(meeting.places), *(_whereabouts(stage, meeting) if meeting.places else ())):
        state = where.state_of_place(scene, place)
        if state:
            return Party(state, place.start, place.end)
    visited = next((telling.right[0] for telling in meeting.tellings if telling.visit and telling.right), None)
    if visited:
        return visited
    home = f"state:{scene.table.home}"
    hosts = _hosts(scene, meeting)
    host = next((state for node in hosts if (state := parties.state_of(scene.doc, node, home))), None)
    occasion, item = _occasion(stage, meeting), next(iter(meeting.places), None) or _office(scene, meeting)
    if item is None:
        return None
    if occasion and occasion.country and occasion.when is not None and occasion.when is meeting.when:
        return occasion.country
    states = {host} if host else {parties.state_of(scene.doc, node, home) for node in meeting.participants}
    known = states - {None}
    if len(known) == 1 and known in (states, {home}):
        return Party(next(iter(known)) or home, item.start, item.end)
    return Party(home, item.start, item.end) if not known else None


def _office(scene: Scene, meeting: Meeting) -> Item | None:
    """Where somebody is at home who takes part, when no more is told: "di kantornya", "di kediaman B"."""
    table = scene.table
    homes = (*table.classes["homes"], *(home + table.suffix for home in table.classes["homes"]))
    for telling in meeting.tellings:
        if not (telling.generic or meeting.remote):
            behind = (item for item in scene.row(telling.sentence) if item.start >= telling.end)
            for before, item in pairwise(behind):
                if before.word in table.classes["inside"] and item.word in homes:
                    return item
    return None


def _hosts(scene: Scene, meeting: Meeting) -> list[str]:
    """Who receives the others, or is gone to see, when the words say so."""
    for telling in meeting.tellings:
        if telling.generic or meeting.remote:
            continue
        if telling.frame.form == "receive":
            return [party.node for party in telling.left]
        gone = telling.frame.form == "object" and nearby.first_word(scene, telling) in scene.table.classes["goes"]
        if gone or (telling.frame.form == "passive" and telling.frame.kind == "Welcome"):
            return [party.node for party in telling.right]
    return []
