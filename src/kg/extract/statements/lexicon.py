"""The words of speaking of one language, compiled from its ``statements`` table.

Everything here is a set or a mapping of lower-case words, looked up once a word: no expression is matched against a
sentence, so no text can make reading slow.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import NamedTuple

from kg.language import Pack, Table

Words = frozenset[str]


class Verb(NamedTuple):
    """How a verb of speaking takes its content.

    ``takes`` is "any" (in whatever way), "clause" (only after a complementiser or a comma), or as a clause and besides:
    "agent" (when its object is somebody), "sentence" (when what follows has a verb of its own), "name" (when it is
    called something: "sebagai"), "told" (past whom it is said to: "told X that"). ``hollow`` are nouns that as object
    are no content, ``kernels`` nouns that are content in any case ("mengumumkan niatnya ...").
    """

    takes: str
    hollow: Words = frozenset()
    kernels: Words = frozenset()


@dataclass(frozen=True)
class Lexicon:
    """The words of ``statements.toml``: each field is the group of that name, or a line of ``[particles]``."""

    verbs: dict[str, Verb]
    verbal: tuple[str, ...]
    suffixes: tuple[str, ...]
    home: str
    nya: Words
    # groups
    tags: Words
    tags_plain: Words
    tags_document: Words
    tags_turned: Words
    passive: Words
    asked: Words
    according: Words
    according_hollow: Words
    according_reports: Words
    documents: Words
    occasions: Words
    outlets: Words
    relays: Words
    people: Words
    epithets: Words
    quantity: Words
    government: Words
    adverbs: Words
    auxiliaries: Words
    blockers: Words
    denied: Words
    openers: Words
    subordinate: Words
    prepositions: Words
    phrases: Words
    stops: Words
    that: Words
    joins: Words
    brief: Words
    pronouns: Words
    plurals: Words
    anaphora: Words
    pointers: Words
    titles: Words
    leads: Words
    asides: Words
    asides_also: Words
    # particles
    joiners: Words
    relative: Words
    negations: Words
    articles: Words
    agents: Words
    agents_back: Words
    to: Words
    with_: Words
    on: Words
    from_: Words
    inside: Words
    similar: Words
    conditions: Words
    declaring: Words
    to_content: Words
    breaks: Words
    bridges: Words
    own_phrase: Words
    breaks_relay: Words
    said: Words
    echoes: Words
    so: Words
    naming: Words
    messages: Words
    sides: Words
    times: Words
    single: Words
    ensuring: Words
    opening: Words
    voices: Words
    heading: Words
    describing: Words
    channels: Words


@cache
def lexicon(pack: Pack) -> Lexicon:
    """The compiled table of a pack; all groups empty when the pack has none."""
    table = pack.table("statements")
    words = {field.name: _group(table, field.name) for field in fields(Lexicon) if field.type == "Words"}
    suffixes = tuple(table.get("tags", {}).get("suffixes", ()))
    words["nya"] = frozenset(word + suffix for word in words["tags"] for suffix in suffixes)
    return Lexicon(
        verbs={word: verb for group in table.get("verbs", {}).values() for word, verb in _verbs(group)},
        verbal=tuple(table.get("particles", {}).get("verbal", ())),
        suffixes=suffixes,
        home=table.get("government", {}).get("home", ""),
        **words,
    )


_PLACES = {
    "tags_document": ("tags_plain", "before_documents"),
    "according_hollow": ("according", "hollow"),
    "according_reports": ("according", "reports"),
    "denied": ("blockers", "denied"),
    "asides_also": ("asides", "also"),
    "plurals": ("pronouns", "plural"),
    "pointers": ("anaphora", "pointers"),
}


def _group(table: Table, name: str) -> Words:
    group, key = _PLACES.get(name, (name, "words"))
    if group in table:
        return frozenset(table[group].get(key, ()))
    return frozenset(table.get("particles", {}).get(name.rstrip("_"), ()))


def _verbs(group: Table) -> list[tuple[str, Verb]]:
    verb = Verb(group["takes"], frozenset(group.get("hollow", ())), frozenset(group.get("kernels", ())))
    return [(word, verb) for word in group.get("words", ())]
