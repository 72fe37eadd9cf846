"""Words that point at somebody named elsewhere: "dia", "keduanya", "kedua pemimpin", "politisi Gerindra itu".

This finds the words and says what they ask for; ``anaphora`` answers. The table ``coreference`` of a pack holds the
words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from kg.extract.phrases import Phrases
from kg.language import Pack
from kg.model import Document, How

EPITHET_REACH = 7  # words between "politisi" and "itu"

Ask = Literal["one", "two", "many", "leaders", "group", "epithet"]


class Want(NamedTuple):
    """What a phrase asks for: how many (0: two or more) and who: a class of office, "state", or "" anyone."""

    ask: Ask
    number: int = 1
    need: str = ""


class Pointer(NamedTuple):
    """The phrase in the text; ``outer_end`` also covers the word that points back ("itu")."""

    start: int
    end: int
    want: Want
    outer_end: int

    @property
    def how(self) -> How:
        """How a mention of these words comes to its nodes."""
        return {"one": "pronoun", "epithet": "title"}.get(self.want.ask, "group")  # type: ignore[return-value]


class Rules(NamedTuple):
    """The table of a pack for finding pointers and for weighing who is meant."""

    phrases: Phrases[Want]
    epithets: frozenset[str]
    between: frozenset[str]
    never: frozenset[str]
    itu: frozenset[str]
    sang: frozenset[str]
    speech: frozenset[str]
    active: frozenset[str]
    acts: frozenset[str]
    envoys: frozenset[str]
    verbal: tuple[str, ...]
    oblique: frozenset[str]
    crowd: frozenset[str]
    others: frozenset[str]
    second: frozenset[str]
    leaders: frozenset[str]
    ministers: tuple[str, ...]
    joints: frozenset[str]
    ordinals: Mapping[str, int]
    lines: Mapping[str, int]
    home: str


@cache
def rules_of(pack: Pack) -> Rules:
    """The rules of a pack, once; empty ones for a pack without the table."""
    raw = pack.table("coreference")
    part: dict[str, Mapping[str, Any]] = {
        key: raw.get(key, {}) for key in ("pronouns", "groups", "counts", "epithets", "speech", "titles")
    }

    def words(key: str, name: str) -> frozenset[str]:
        return frozenset(part[key].get(name, ()))

    return Rules(
        Phrases(_wants(part)),
        words("epithets", "nouns"),
        words("epithets", "between"),
        words("epithets", "never"),
        words("epithets", "pointers"),
        words("epithets", "articles"),
        words("speech", "verbs"),
        words("speech", "active"),
        words("speech", "acts"),
        words("titles", "envoys"),
        tuple(raw.get("speech", {}).get("prefixes", ())),
        words("speech", "oblique"),
        words("pronouns", "crowd"),
        words("pronouns", "others"),
        words("pronouns", "second"),
        words("titles", "leaders"),
        tuple(part["titles"].get("ministers", ())),
        words("titles", "joints"),
        part["titles"].get("ordinals", {}),
        part["titles"].get("lines", {}),
        part["titles"].get("home", ""),
    )


def _wants(part: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Want]]:
    numbers: dict[Ask, int] = {"one": 1, "two": 2, "many": 0}
    for ask, number in numbers.items():
        for phrase in part["pronouns"].get(ask, ()):
            yield phrase, Want(ask, number)
    for phrase in part["pronouns"].get("leaders", ()):
        yield phrase, Want("leaders", 0, "leader")
    for count, number in part["counts"].items():
        for noun, need in part["groups"].items():
            yield f"{count} {noun}", Want("group", number, need)


def find(doc: Document, lowers: list[str], rules: Rules) -> list[Pointer]:
    """All pointers of a text in order; ``lowers`` are its tokens in lower case."""
    found: list[Pointer] = []
    tokens, at, reach = doc.tokens, rules.phrases.at, 0
    starts = rules.phrases.starts
    for i, word in enumerate(lowers):
        if i < reach:
            continue
        if word in starts and (hit := at(lowers, i)):
            reach = hit[0]
            if hit[1].ask == "leaders" and _named_otherwise(doc, lowers, reach, rules):
                continue
            if hit[1].ask == "two" and i and lowers[i - 1] in rules.second:
                continue
            end = tokens[reach - 1].end
            outer = tokens[reach].end if reach < len(lowers) and lowers[reach] in rules.itu else end
            found.append(Pointer(tokens[i].start, end, hit[1], outer))
        elif word in rules.epithets and (last := _epithet(doc, lowers, i, rules)):
            found.append(Pointer(tokens[i].start, tokens[i].end, Want("epithet"), tokens[last].end))
    return found


def _named_otherwise(doc: Document, lowers: list[str], after: int, rules: Rules) -> bool:
    """Whether the next word says which leaders: "para pemimpin Eropa", "para pemimpin dunia"."""
    return after < len(lowers) and (lowers[after] in rules.others or doc.tokens[after].text[0].isupper())


def _epithet(doc: Document, lowers: list[str], i: int, rules: Rules) -> int:
    """Index of the word that points back to the noun at ``i``, 0 when there is none."""
    return 0 if i and lowers[i - 1] in rules.never else points_back(doc, lowers, i + 1, rules)


def points_back(doc: Document, lowers: list[str], i: int, rules: Rules) -> int:
    """Index of "itu" at ``i`` or behind names, numbers and a few words ("dari Gerindra itu"), 0 when there is none."""
    for j in range(i, min(i + EPITHET_REACH, len(lowers))):
        if lowers[j] in rules.itu:
            return j
        plain = doc.tokens[j].text[0]
        if lowers[j] not in rules.between and not plain.isupper() and not plain.isdigit():
            return 0
    return 0
