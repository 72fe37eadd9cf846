"""States, organisations and places as entities: what knowledge names everywhere, else what this article names.

An organisation and the abbreviation in brackets behind it are one ("Badan Antariksa Timur (BAT)"), and so are two forms
that knowledge knows as one. A place lies in what knowledge says; a place it does not know lies in the one named behind
its comma ("di Balai Kota, Surabaya").

The idiom: forms are gathered under keys first; nodes are named when the fullest form is known.
"""

from __future__ import annotations

import re

from kg import knowledge
from kg.extract.surroundings import words_of
from kg.extract.thing import Key, Thing, find_place, is_agency, shortens, spelled
from kg.model import Document, Entity, Kind, Mention, Role
from kg.names import fold, local_node, slug

_ABBREVIATION = re.compile(r"\s*\(([^\s()]{2,12})\)")
_INSIDE = re.compile(r",? (?:di |in )?")  # between a place and the one it lies in
_LISTED = re.compile(r"(?:, [^\W\d_][^,.;\n]{0,30})*,? (?:dan|serta|atau|and) [A-Z]")  # ", Surabaya, dan Malang"
_KNOWN = "="  # before the key of a known place, which no folded form can hold


class Things:
    """The entities of one article that are no persons; ``roles`` keeps what a role's institution became."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.article = doc.article.id
        self.things: dict[Key, Thing] = {}
        self.keys: dict[Key, Key] = {}
        self.moved: dict[Key, Key] = {}
        self.slugs: dict[str, Key] = {}
        self.nodes: dict[Key, str] = {}
        self.around: dict[str, knowledge.Place | None] = {}

    def link(self) -> dict[str, Entity]:
        """Give each mention of a state, organisation or place, and each role, its node; the entities by node."""
        spots = [self._gather(spot) for spot in range(len(self.doc.mentions))]
        moved = self._locate()
        moved |= {old: moved.get(new, new) for old, new in self.moved.items()}
        spots = [moved.get(key, key) if key else None for key in spots]
        self.slugs = {slug(form): key for key, thing in self.things.items() for form in thing.forms}
        for mention in self.doc.mentions:
            if mention.role:
                self._gather_role(mention.role)
        self.nodes = {key: self._node(key, thing) for key, thing in self.things.items()}
        for spot, key in enumerate(spots):
            self._write(spot, key)
        found = {self.nodes[key]: self._entity(key, thing) for key, thing in self.things.items()}
        return found | {node: self._around(node) for e in found.values() for node in e.within if node not in found}

    # --- gathering ----------------------------------------------------------------------------------------------------

    def _gather(self, spot: int) -> Key | None:
        mention = self.doc.mentions[spot]
        if mention.kind == "person":
            return None
        before = self.doc.mentions[spot - 1] if spot else None
        known, shortened = self._known(mention), self._bracket(mention, before)
        stateless = mention.kind == "state" and known is None  # a state nobody knows is a place
        form: Key = ("place" if stateless else mention.kind, fold(mention.text))
        key = self.keys.get(form) or known or shortened or form
        if known and shortened and before and shortened != known and not self._known(before):
            self._move(shortened, known)
        self.keys[form] = key
        self._add(key, mention.text)
        if before and before.kind == "place" and mention.kind in ("place", "state"):
            between = self.doc.article.text[before.end : mention.start]
            inner = self.things[self.keys["place", fold(before.text)]]
            listed = _LISTED.match(self.doc.article.text, mention.end)
            if _INSIDE.fullmatch(between) and between.strip() and inner.inside is None and not listed:
                inner.inside = key
        return key

    def _move(self, old: Key, new: Key) -> None:
        """What was gathered under one key is the thing of another: "Kantor Berita Korut" is KCNA."""
        self.moved[old] = new
        self.keys = {form: new if key == old else key for form, key in self.keys.items()}
        self.things.setdefault(new, Thing(new[0])).forms |= self.things.pop(old).forms

    def _add(self, key: Key, form: str) -> None:
        self.things.setdefault(key, Thing(key[0])).forms[form] = None

    def _known(self, mention: Mention) -> Key | None:
        """The key knowledge has for these words."""
        if mention.nodes:
            return mention.kind, mention.nodes[0].partition(":")[2]
        if mention.kind == "state":
            code = self._state(mention.text) or knowledge.acting_state(mention.text, self.doc.article.lang)
            return ("state", code) if code else None
        found = knowledge.organisation(mention.text) if mention.kind == "org" else None
        return ("org", found.key) if found else None

    def _bracket(self, mention: Mention, before: Mention | None) -> Key | None:
        """The key of the name that these words in brackets shorten."""
        text = self.doc.article.text
        if before is None or before.kind != mention.kind or mention.kind == "state":
            return None
        between, after = text[before.end : mention.start], text[mention.end : mention.end + 1]
        short = between == " (" and after == ")" and shortens(mention.text, before.text)
        return self.keys[before.kind, fold(before.text)] if short or (between == " " and is_agency(mention)) else None

    def _gather_role(self, role: Role) -> None:
        """An institution that is only named inside a title is an entity too, with its abbreviation."""
        for node in (role.of, role.to):
            kind, _, rest = (node or "").partition(":")
            word = rest.rpartition("#")[2]
            if kind == "state":
                form = spelled(role.text, rest, self._state)
                state = self.things.setdefault(("state", rest), Thing("state"))
                state.forms |= {form: None} if form else {}
            elif kind and (form := spelled(role.text, word, slug)):
                self._role_forms("org" if kind == "org" else "place", form, role.text)

    def _state(self, form: str) -> str | None:
        """The state of that name in the article's language, else in English: "US", "Türkiye"."""
        return knowledge.state_of(form, self.doc.article.lang) or knowledge.state_of(form, "en")

    def _role_forms(self, kind: Kind, form: str, text: str) -> None:
        found = knowledge.organisation(form) if kind == "org" else None
        where = knowledge.place(form) if kind == "place" else None
        key = self.slugs.get(slug(form)) or (kind, found.key if found else _KNOWN + where.key if where else fold(form))
        if where:
            self.things.setdefault(key, Thing("place", place=where))
        short = _ABBREVIATION.match(text, text.find(form) + len(form))
        for each in (form, short[1]) if short else (form,):
            other = self.slugs.get(slug(each))
            if other and other != key and other[0] == key[0] and other in self.things and key not in self.things:
                key = other
            self.slugs[slug(each)] = key
            self._add(key, each)

    # --- places -------------------------------------------------------------------------------------------------------

    def _locate(self) -> dict[Key, Key]:
        """Find the places knowledge knows, and make those of different forms that are one place one thing."""
        states = [key[1] for key in self.things if key[0] == "state"]
        moved: dict[Key, Key] = {}
        for key in [key for key in self.things if key[0] == "place"]:
            thing = self.things[key]
            if found := find_place(thing, states):
                moved[key] = ("place", _KNOWN + found.key)
                there = self.things.setdefault(moved[key], Thing("place", place=found))
                there.forms |= self.things.pop(key).forms
        for thing in self.things.values():
            thing.inside = moved.get(thing.inside, thing.inside) if thing.inside else None
        return moved

    # --- naming -------------------------------------------------------------------------------------------------------

    def _node(self, key: Key, thing: Thing) -> str:
        if thing.kind == "state" and knowledge.state(key[1]):
            return f"state:{key[1]}"
        return local_node(thing.kind, self.article, thing.name)

    def _entity(self, key: Key, thing: Thing) -> Entity:
        node, forms = self.nodes[key], tuple(thing.forms)
        if thing.kind == "state" and (state := knowledge.state(key[1])):
            return Entity(node, "state", state.name(self.doc.article.lang), forms, known=state.iso3)
        orgs = map(knowledge.organisation, forms) if thing.kind == "org" else ()
        known = next((org.key for org in orgs if org), thing.place.key if thing.place else None)
        return Entity(node, thing.kind, thing.name, forms, (), known, self._within(key))

    def _within(self, key: Key) -> tuple[str, ...]:
        """Nodes of what lies around a place: as the text says for one nobody knows, else as knowledge says."""
        found: dict[str, None] = {}
        thing = self.things[key]
        while thing.place is None and thing.kind == "place" and thing.inside:
            key = thing.inside
            if self.nodes[key] in found:
                break
            found[self.nodes[key]] = None
            thing = self.things[key]
        around = thing.place or (self._at_end(thing) if thing.kind == "place" else None)
        if around and not thing.place:
            found[self._place_node(around.key)] = None
        if around:
            found |= dict.fromkeys(self._nodes_around(self.nodes[key], around))
        return tuple(found)

    def _at_end(self, thing: Thing) -> knowledge.Place | None:
        """The known place that the name of an unknown one ends with; a road is often named after one far away."""
        if thing.name.partition(" ")[0].lower() in words_of(self.doc.pack).roads:
            return None
        return knowledge.place_at_end(thing.name, [key[1] for key in self.things if key[0] == "state"])

    def _nodes_around(self, node: str, place: knowledge.Place) -> tuple[str, ...]:
        """What lies around, without what has the same name ("Jakarta" in "Jakarta")."""
        around = dict.fromkeys(self._place_node(outer) for outer in place.within)
        return tuple(outer for outer in around if outer != node)

    def _place_node(self, key: str) -> str:
        if key.startswith("state:"):
            return key
        known = knowledge.place_by_key(key)
        here: Key = ("place", _KNOWN + key)
        node = self.nodes.get(here) or local_node("place", self.article, known.name if known else key)
        self.around.setdefault(node, known)
        return node

    def _around(self, node: str) -> Entity:
        """A state or place that is not named, but lies around one that is."""
        state, place = knowledge.state(node.removeprefix("state:")), self.around.get(node)
        if state:
            return Entity(node, "state", state.name(self.doc.article.lang), known=state.iso3)
        if place is None:
            return Entity(node, "place", node.rpartition("#")[2])
        return Entity(node, "place", place.name, known=place.key, within=self._nodes_around(node, place))

    def _write(self, spot: int, key: Key | None) -> None:
        mention = self.doc.mentions[spot]
        if key:
            self.doc.mentions[spot] = mention._replace(kind=key[0], nodes=(self.nodes[key],))
        elif role := mention.role:
            of, to = self._linked(role.of), self._linked(role.to)
            self.doc.mentions[spot] = mention._replace(role=role._replace(of=of, to=to))

    def _linked(self, node: str | None) -> str | None:
        if not node or node.startswith("state:"):
            return node
        key = self.slugs.get(node.rpartition("#")[2])
        return self.nodes[key] if key else None
