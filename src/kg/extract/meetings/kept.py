"""Which of the encounters found are reported: those of somebody public with somebody else.

A family, a victim and a thief, two players meet as well, and an article tells of it in the same words. What a reader
calls a meeting has a side that acts in public: a known institution, a state, or a person with an office or a known
name. Who is with the own family or the own institution meets nobody, a leader's wife makes no visit of her own beside
his, and who goes about with somebody has not met them, once it is told whom the two met.
"""

from __future__ import annotations

from kg import knowledge
from kg.extract.meetings import agree, parties
from kg.extract.meetings.scene import Scene
from kg.extract.meetings.telling import Meeting
from kg.names import fold

MATCH = 4  # different words of sport from which on an article is about a match
PAIR = 2
CALLED = 15  # characters after a name in which it is called an animal's


def kept(scene: Scene, found: list[Meeting]) -> list[Meeting]:
    """The meetings that are worth a report."""
    private = (_family, _own, _hearing)
    found = [one for one in found if _without_animals(scene, one)]
    out = [one for one in found if _public(scene, one) and not any(among(scene, one) for among in private)]
    return [one for one in out if not (_absent(one) or _idle(one, out) or _beside(scene, one, out))]


def once(scene: Scene, meetings: list[Meeting]) -> list[Meeting]:
    """The meetings, one for each visit of which a plan was told first: days found around a telling may show it."""
    out: list[Meeting] = []
    for meeting in meetings:
        twin = next((other for other in out if _twins(scene, other, meeting)), None)
        if twin is None:
            out.append(meeting)
        elif twin.status == "Planned":
            out[out.index(twin)] = meeting
    return out


def _twins(scene: Scene, one: Meeting, other: Meeting) -> bool:
    """Whether two visits of the same parties lie on the same days, one of them still a plan."""
    visits = one.visit and other.visit and {one.status, other.status} <= {"Held", "Planned"}
    if not visits or set(one.participants) != set(other.participants) or one.status == other.status:
        return False
    return one.when is not None and other.when is not None and agree.dates_agree(one.when, other.when)


def played(scene: Scene) -> bool:
    """Whether an article tells of a match or of what happens in a film."""
    title = [token.text.lower() for token in scene.doc.tokens if token.end <= len(scene.doc.article.title)]
    if scene.table.classes["fiction"].intersection(title):
        return True
    return len(scene.table.classes["sport"].intersection(scene.lower)) >= MATCH


def _public(scene: Scene, meeting: Meeting) -> bool:
    """Whether somebody takes part who has an office or is known, or a known institution, or a state."""
    known = [_known(scene, node) for node in meeting.participants]
    return any(known) if any(parties.kind(node) == "person" for node in meeting.participants) else all(known)


def _known(scene: Scene, node: str) -> bool:
    if parties.kind(node) != "org":
        return parties.public(scene.doc, node)
    slug = node.rpartition("#")[2]
    official = slug.partition("-")[0] in scene.table.classes["official"]
    return official or knowledge.organisation_by_slug(slug) is not None


def _family(scene: Scene, meeting: Meeting) -> bool:
    """Whether two of one family name are with each other: a couple, a father and his son."""
    names = [_family_names(scene, node) for node in meeting.participants]
    return len(names) == PAIR and bool(names[0] & names[1])


def _family_names(scene: Scene, node: str) -> set[str]:
    """The last words of a person's names of several words."""
    entity = scene.doc.entities.get(node) if parties.kind(node) == "person" else None
    forms = (fold(form).split() for form in (entity.name, *entity.forms)) if entity else ()
    return {words[-1] for words in forms if len(words) > 1}


def _beside(scene: Scene, meeting: Meeting, found: list[Meeting]) -> bool:
    """Whether a visit is that of a leader's wife who goes along with the leader."""
    if not (meeting.visit and all(_first_lady(scene, one) for one in meeting.participants)):
        return False
    names = set().union(*(_family_names(scene, node) for node in meeting.participants))
    return any(
        other is not meeting and any(names & _family_names(scene, node) for node in other.participants)
        for other in found
    )


def _first_lady(scene: Scene, node: str) -> bool:
    return parties.kind(node) == "state" or parties.leads(scene.doc, node, scene.table.classes["first_lady"])


def _own(scene: Scene, meeting: Meeting) -> bool:
    """Whether somebody is only with the institution or state they act for: a chairman among the party."""
    people = [node for node in meeting.participants if parties.kind(node) == "person"]
    owners = [node for node in meeting.participants if parties.kind(node) in ("org", "state")]
    alone = len(people) == 1 and len(owners) == 1 and len(meeting.participants) == PAIR
    return alone and parties.acts_for(scene.doc, people[0], owners[0])


def _hearing(scene: Scene, meeting: Meeting) -> bool:
    """Whether all that is told are talks with a house of parliament: a sitting or a hearing."""
    classes = scene.table.classes
    houses = [one for one in meeting.participants if parties.kind(one) == "org" and _house(scene, one)]
    told = [scene.text[one.start : one.end].lower().split() for one in meeting.tellings if not one.generic]
    return bool(houses) and all(words[0] in classes["hearings"] for words in told)


def _house(scene: Scene, node: str) -> bool:
    first, second, *_ = [*node.rpartition("#")[2].split("-"), "", ""]
    return first in scene.table.classes["houses"] or second in scene.table.classes["numerals"]


def _without_animals(scene: Scene, meeting: Meeting) -> bool:
    """Whether two are left once those called animals are taken out: "Momo, kucing milik X"."""
    for node in [node for node in meeting.participants if parties.kind(node) == "person" and _animal(scene, node)]:
        del meeting.participants[node]
    return len(meeting.participants) >= PAIR


def _animal(scene: Scene, node: str) -> bool:
    named = (one for one in scene.doc.mentions if node in one.nodes and one.how == "name")
    after = (scene.text[one.end : one.end + CALLED] for one in named)
    called = (words[1:].split()[:1] for words in after if words[:1] in (",", "("))
    return any(word.lower() in scene.table.classes["animals"] for words in called for word in words)


def _absent(meeting: Meeting) -> bool:
    """Whether all that is told is that somebody did not go about with another."""
    told = [telling for telling in meeting.tellings if not telling.generic]
    return meeting.status == "Denied" and all(telling.weak for telling in told)


def _idle(meeting: Meeting, found: list[Meeting]) -> bool:
    """Whether all that is told is that one went about with another who meets somebody else."""
    if not all(telling.weak for telling in meeting.tellings if not telling.generic):
        return False
    others = [other for other in found if other is not meeting]
    return any(set(meeting.participants) & {*other.participants, *other.companions} for other in others)
