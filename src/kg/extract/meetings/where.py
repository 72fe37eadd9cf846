"""Where a trigger says it happened: the run of places that "di" or "ke" brings nearest to it.

A place is a place named or the name of a state; a run is one inside another ("di Istana Merdeka, Jakarta"). "di" after
a word for what is talked about ("perang di P") brings no scene.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.meetings.distance import FAR, cost
from kg.extract.meetings.scene import Item, Row, Scene
from kg.extract.meetings.sides import Line
from kg.model import Claim, Evidence
from kg.names import local_node

PREFIXED = 4  # letters of the longest word that is no verb whatever it begins with
NAME = 4  # items that go on with a name
BUILDING = 8  # items between "di" and the town after a building


def state_of_place(scene: Scene, item: Item) -> str | None:
    """The state that a place item lies in, or is."""
    mention = item.mention
    if mention is None or not mention.nodes:
        return None
    if mention.kind == "state":
        return mention.nodes[0]
    entity = scene.doc.entities.get(mention.nodes[0])
    states = [node for node in (entity.within if entity else ()) if node.startswith("state:")]
    return states[-1] if states else None


def place_node(scene: Scene, item: Item) -> str:
    """The node of a place item; a state or an institution as scenery is a place of its own."""
    mention = item.mention
    if mention is not None and mention.kind == "place" and mention.nodes:
        return mention.nodes[0]
    return local_node("place", scene.doc.article.id, _named(scene, item))


def place_claims(scene: Scene, node: str, item: Item, quote: Evidence) -> Iterator[Claim]:
    """What must be said of a state or an institution that is scenery: it is a place of that name."""
    mention = item.mention
    if mention is None or mention.kind not in ("state", "org"):
        return
    article = scene.doc.article.id
    yield Claim(article, node, "type", "Place", "term", "", (quote,))
    yield Claim(article, node, "rdfs:label", _named(scene, item), "text", "", (quote,))
    if mention.kind == "state":
        yield from (Claim(article, node, "within", state, "node", "", (quote,)) for state in mention.nodes)


def is_place(item: Item) -> bool:
    """Whether an item can be scenery: a place or the name of a state."""
    return item.mention is not None and (item.kind == "place" or item.mention.kind == "state")


def _seat(scene: Scene, on: Line, at: int) -> bool:
    """Whether an institution is where something happens: "di Mabes Polri", but not what is decided "di DPR"."""
    item, classes = on.row[at], scene.table.classes
    if item.mention is None or item.mention.kind != "org" or not at:
        return False
    apart = on.row[at - 1].word in classes["buildings"]
    house = apart or scene.text[item.start : item.end].partition(" ")[0].lower() in classes["buildings"]
    inside = at - 2 if apart else at - 1
    return house and inside >= 0 and on.row[inside].word in classes["inside"] and not _topic(scene, on, inside)


def _named(scene: Scene, item: Item) -> str:
    """The name of a place item: its mention's, or all words of an institution with its building."""
    return scene.text[item.start : item.end] if item.mention and item.mention.kind == "org" else _words(item)


def _words(item: Item) -> str:
    return item.mention.text if item.mention else ""


def _before_place(scene: Scene, word: str) -> bool:
    return word in scene.table.classes["before_place"] or word in scene.table.classes["to"] or word.isdigit()


def narrowness(scene: Scene, places: tuple[Item, ...]) -> tuple[bool, bool, int]:
    """How narrow a chain of places is: one inside a state ("di kawasan Timur Tengah" is in none), one that begins with
    a place before a state alone, then the longer one.
    """
    known = any(state_of_place(scene, item) for item in places)
    return known, bool(places) and places[0].kind == "place", len(places)


def first_places(scene: Scene, row: Row, among: list[Item]) -> tuple[Item, ...]:
    """The first run of places, brought by "di", among some items of a row; what is visited is another stop."""
    on = Line(row, (), (-1,) * len(row))
    starts = {item.start for item in among}
    for at, item in enumerate(row):
        if item.start not in starts or not at or item.quoted:
            continue
        visited = row[at - 1].word in scene.table.classes["goes"]
        if (item.kind == "place" and not visited and _placed(scene, on, at)) or _seat(scene, on, at):
            return chain(scene, on, at)
    return ()


def places(scene: Scene, on: Line, first: int, last: int, others: list[int]) -> tuple[Item, ...]:
    """The run of places nearest to the trigger ``row[first:last]``; ``others`` are where other triggers begin."""
    best: tuple[int, int] | None = None
    for at, item in enumerate(on.row):
        if at == 0 or not ((is_place(item) and _placed(scene, on, at)) or _seat(scene, on, at)):
            continue
        right = at >= last
        if right and _talked_of(scene, on, last, at):
            continue
        far = cost(scene, on, last - 1 if right else first, at, others) + (0 if right else 4)
        far += 0 if item.kind == "place" else 4
        if far < FAR and (best is None or far < best[0]):
            best = (far, at)
    return chain(scene, on, best[1]) if best else ()


def _placed(scene: Scene, on: Line, at: int) -> bool:
    """Whether "di" or "ke" brings the place: right before it, or before its building: "di kediaman X, Menteng"."""
    apart = on.row[at - 1].word == ","
    for back in range(at - 1, max(-1, at - BUILDING), -1):
        item = on.row[back]
        if item.word in scene.table.classes["at"] or (back == at - 1 and item.word in scene.table.classes["goes"]):
            return not _topic(scene, on, back)
        building = item.capital or _before_place(scene, item.word) or (apart and _plain(scene, item))
        if item.kind in ("word", "mark") and not building:
            return False
    return False


def _plain(scene: Scene, item: Item) -> bool:
    """Whether a word may stand in the name of a building: no verb, nothing that opens a clause."""
    classes = scene.table.classes
    verb = len(item.word) > PREFIXED and item.word.startswith(tuple(classes["verb_prefixes"]))
    return item.kind == "word" and not verb and item.word not in classes["opens"] and item.word not in classes["stop"]


def _talked_of(scene: Scene, on: Line, last: int, at: int) -> bool:
    """Whether a place after the trigger belongs to what is talked about: "bertemu X soal pengetatan konsumen di P"."""
    end = chain(scene, on, at)[-1].end
    after = [item for item in on.row[at : at + BUILDING] if item.start >= end][:2]
    first = scene.text[on.row[at].start : on.row[at].end].partition(" ")[0].lower()
    if any(item.kind == "time" for item in after) or first in scene.table.classes["buildings"]:
        return False
    for item in reversed(on.row[last:at]):
        if item.kind == "time" or (item.kind == "agent" and item.mention and item.mention.kind == "person"):
            return False
        if item.word in scene.table.classes["about"]:
            return True
    return False


def _topic(scene: Scene, on: Line, at: int) -> bool:
    """Whether "di" at ``at`` belongs to what is talked about: "membahas perkembangan di P", "perang di P"."""
    return any(item.word in scene.table.classes["topics"] for item in on.row[max(0, at - 2) : at])


def chain(scene: Scene, on: Line, at: int) -> tuple[Item, ...]:
    """Places one inside another: "di Istana Merdeka, Jakarta, Indonesia", "di Hotel Queen's Bangkok, Thailand"."""
    out = [_with_building(scene, on, at)]
    while True:
        after = _rest_of_name(on, at + 1)
        if after < len(on.row) and on.row[after].word == ",":
            after += 1
        elif after == at + 1:
            break
        if after >= len(on.row) or not is_place(on.row[after]):
            break
        at = after
        out.append(on.row[at])
    return tuple(out)


def _with_building(scene: Scene, on: Line, at: int) -> Item:
    """A place item; an institution with the building named before it: "Kantor Kementerian Pertanian"."""
    item = on.row[at]
    org = at > 0 and item.mention is not None and item.mention.kind == "org"
    building = org and on.row[at - 1].word in scene.table.classes["buildings"]
    return item._replace(start=on.row[at - 1].start) if building else item


def _rest_of_name(on: Line, at: int) -> int:
    """The index behind the capitals that go on with a name nobody has tagged whole."""
    end = at
    while end < min(len(on.row), at + NAME):
        item = on.row[end]
        if not item.capital and (end == at or item.word not in ("'", "’", "s")):
            break
        end += 1
    return end
