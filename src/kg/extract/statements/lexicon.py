"""The words of speaking of one language, compiled from its ``statements`` table.

Everything here is a set or a mapping of lower-case words, looked up once a word: no expression is matched against a
sentence, so no text can make reading slow.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from kg.language import Pack, Table

Words = frozenset[str]


class Verb(NamedTuple):
    """How a verb of speaking takes its content.

    ``clause``: only after a complementiser or a comma. ``hollow``: nouns that as its object are no content; ``kernels``:
    nouns that are content even where only a clause is taken ("mengumumkan niatnya ..."). ``agent``: or when the object is
    somebody; ``sentence``: or when what follows has a verb of its own.
    """

    clause: bool
    hollow: Words
    kernels: Words
    agent: bool = False
    sentence: bool = False


@dataclass(frozen=True)
class Lexicon:
    """The words of ``statements.toml``; each field is the group of that name, explained there."""

    verbs: dict[str, Verb]
    tags: Words
    nya: Words
    tags_plain: Words
    passive: Words
    asked: Words
    according: Words
    according_hollow: Words
    according_reports: Words
    documents: Words
    relays: Words
    people: Words
    quantity: Words
    government: Words
    home: str
    adverbs: Words
    blockers: Words
    denied: Words
    openers: Words
    subordinate: Words
    prepositions: Words
    phrases: Words
    stops: Words
    that: Words
    pronouns: Words
    anaphora: Words
    pointers: Words
    titles: Words
    leads: Words
    joins: Words
    brief: Words
    auxiliaries: Words
    epithets: Words
    tags_document: Words
    occasions: Words
    outlets: Words
    plurals: Words


@cache
def lexicon(pack: Pack) -> Lexicon:
    """The compiled table of a pack; all groups empty when the pack has none."""
    table = pack.table("statements")
    tags = _words(table, "tags")
    return Lexicon(
        verbs={word: verb for group in table.get("verbs", {}).values() for word, verb in _verbs(group)},
        tags=tags,
        nya=frozenset(word + suffix for word in tags for suffix in table.get("tags", {}).get("suffixes", ())),
        according_hollow=_words(table, "according", "hollow"),
        according_reports=_words(table, "according", "reports"),
        tags_document=_words(table, "tags_plain", "before_documents"),
        plurals=_words(table, "pronouns", "plural"),
        denied=_words(table, "blockers", "denied"),
        pointers=_words(table, "anaphora", "pointers"),
        home=table.get("government", {}).get("home", ""),
        **{name: _words(table, name) for name in _PLAIN},
    )


_PLAIN = (
    "tags_plain", "passive", "asked", "according", "documents", "relays", "people", "quantity", "government", "adverbs",
    "blockers", "openers", "subordinate", "prepositions", "phrases", "stops", "that", "pronouns", "anaphora", "titles",
    "leads", "joins", "brief", "auxiliaries", "epithets", "occasions", "outlets",
)  # fmt: skip


def _words(table: Table, group: str, key: str = "words") -> Words:
    return frozenset(table.get(group, {}).get(key, ()))


def _verbs(group: Table) -> list[tuple[str, Verb]]:
    hollow, kernels = frozenset(group.get("hollow", ())), frozenset(group.get("kernels", ()))
    verb = Verb(group.get("takes") != "any", hollow, kernels, group.get("takes") == "agent", group.get("takes") == "sentence")
    return [(word, verb) for word in group.get("words", ())]
