"""What the words around a span tell: a title ends before it, a scene opens, somebody speaks.

The idea: one place for the small questions that several stages ask of the neighbours of a name; the word lists are
those of ``names.toml`` and, for verbs of saying, ``statements.toml``.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.extract.title_table import Grammar, grammar
from kg.language import Pack
from kg.model import Document


class Words(NamedTuple):
    """Word lists of a pack."""

    scene: frozenset[str]
    inside: frozenset[str]
    scene_heads: frozenset[str]
    org_heads: frozenset[str]
    never: frozenset[str]
    sacred_before: frozenset[str]
    sacred_after: frozenset[str]
    relays: frozenset[str]
    relay_ends: frozenset[str]
    of_states: frozenset[str]
    korean: frozenset[str]
    bylines: frozenset[str]
    short: frozenset[str]
    roads: frozenset[str]
    says: frozenset[str]
    tags: frozenset[str]
    things: frozenset[str]
    named: frozenset[str]
    acts: frozenset[str]
    channels: frozenset[str]
    speech: frozenset[str]
    people: frozenset[str]

    @property
    def telling(self) -> frozenset[str]:
        """Words and marks that may give away the capitalised words beside them."""
        return _telling(self)

    common: frozenset[str]


@cache
def _telling(words: Words) -> frozenset[str]:
    return words.says | words.scene_heads | words.org_heads | words.relay_ends | {"(", ","}


@cache
def words_of(pack: Pack) -> Words:
    """The lists, once."""
    names = pack.table("names")
    statements = pack.table("statements")
    verbs = statements.get("verbs", {}).values()
    return Words(
        frozenset(names["places"]["prepositions"]),
        frozenset(names["places"]["inside"]),
        frozenset(names["places"]["heads"]),
        frozenset(names["organisations"]["heads"]),
        frozenset(names["persons"]["never"]),
        frozenset(names["persons"]["sacred_before"]),
        frozenset(names["persons"]["sacred_after"]),
        frozenset(names["organisations"]["relays"]),
        frozenset(phrase.split()[-1] for phrase in names["organisations"]["relays"]),
        frozenset(names["organisations"].get("of_states", ())),
        frozenset(names["persons"].get("korean", ())),
        frozenset(names["persons"]["bylines"]),
        frozenset(names["organisations"]["short"]),
        frozenset(names["places"]["roads"]),
        frozenset(word for verb in verbs for word in verb.get("words", ()) if word.startswith("me")),
        frozenset(statements.get("tags_plain", {}).get("words", ())),
        frozenset(names["persons"].get("things", ())),
        frozenset(names["persons"].get("named", ())),
        frozenset((*names["persons"].get("acts", ()), *(word for verb in verbs for word in verb.get("words", ())))),
        frozenset(statements.get("particles", {}).get("channels", ())),
        frozenset(names["persons"].get("speech", ())),
        frozenset(
            word
            for group in ("people", "government", "documents", "quantity", "epithets", "pronouns")
            for word in statements.get(group, {}).get("words", ())
        ),
        frozenset(names["words"]["common"]),
    )


def after_title(doc: Document, lowers: list[str], i: int) -> bool:
    """Whether the word before token ``i`` may end a title."""
    return i > 0 and lowers[i - 1] in grammar(doc.pack).endings


def past_title(lowers: list[str], i: int, rules: Grammar) -> int:
    """Where the title ends that token ``i`` is inside of: "Wali Kota" before "Palu"; else ``i``."""
    for start in range(max(0, i - 3), i):
        found = rules.parts.at(lowers, start)
        if found and found[0] > i and found[1].sort == "head":
            return found[0]
    return i


def relayed(doc: Document, lowers: list[str], i: int) -> bool:
    """Whether the words before token ``i`` quote a medium: "dilansir", "dikutip dari"."""
    relays = words_of(doc.pack).relays
    return i > 0 and (lowers[i - 1] in relays or " ".join(lowers[max(0, i - 2) : i]) in relays)
