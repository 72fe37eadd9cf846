"""States, organisations and places as entities: what knowledge names everywhere, else what this article names.

An organisation and the abbreviation in brackets behind it are one ("Badan Antariksa Timur (BAT)"); so are a place and
its short form. A place lies in what knowledge says; a place knowledge does not know lies in the one named behind its
comma ("di Balai Kota, Surabaya").
"""

from __future__ import annotations

from kg import knowledge
from kg.model import Document, Entity, Kind, Mention
from kg.names import fold, local_node

_SKIP = {"person"}


class Things:
    """The entities of one article that are no persons, by node, and the nodes of each written form."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.entities: dict[str, Entity] = {}
        self.named: dict[tuple[Kind, str], str] = {}

    def link(self) -> None:
        """Give each mention of a state, organisation or place its node."""
        mentions = self.doc.mentions
        for spot, mention in enumerate(mentions):
            if mention.kind not in _SKIP and not mention.nodes:
                follower = mentions[spot + 1] if spot + 1 < len(mentions) else None
                before = mentions[spot - 1] if spot else None
                mentions[spot] = mention._replace(nodes=(self._node(mention, before, follower),))
            elif mention.kind not in _SKIP:
                self._add(mention.nodes[0], mention.kind, mention.text)

    def _node(self, mention: Mention, before: Mention | None, follower: Mention | None) -> str:
        key = (mention.kind, fold(mention.text))
        node = self.named.get(key) or self._state(mention) or self._bracket(mention, before)
        if node is None:
            node = local_node(mention.kind, self.doc.article.id, mention.text)
        self.named[key] = node
        self._add(node, mention.kind, mention.text)
        return node

    def _state(self, mention: Mention) -> str | None:
        if mention.kind != "state":
            return None
        code = knowledge.state_of(mention.text) or knowledge.acting_state(mention.text)
        return f"state:{code}" if code else None

    def _bracket(self, mention: Mention, before: Mention | None) -> str | None:
        """The node of the name that these words in brackets shorten."""
        text = self.doc.article.text
        if before is None or before.kind != mention.kind or not before.nodes:
            return None
        between, after = text[before.end : mention.start], text[mention.end : mention.end + 1]
        return before.nodes[0] if between == " (" and after == ")" else None

    def _add(self, node: str, kind: Kind, form: str) -> None:
        old = self.entities.get(node)
        if old is None:
            self.entities[node] = self._new(node, kind, form)
        elif form not in old.forms:
            name = form if len(form) > len(old.name) and old.known is None else old.name
            self.entities[node] = Entity(node, old.kind, name, (*old.forms, form), old.roles, old.known, old.within)

    def _new(self, node: str, kind: Kind, form: str) -> Entity:
        if node.startswith("state:"):
            found = knowledge.state(node[6:])
            return Entity(node, "state", found.name(self.doc.article.lang) if found else form, (form,), known=node[6:])
        return Entity(node, kind, form, (form,))
