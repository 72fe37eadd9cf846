"""What the tagger sees of a word: its letters, its shape, and what the language pack knows of it.

The idea: every feature depends on one word or on two neighbours, never on more. So the scores of a word (or of a
pair) can be summed once and kept, and tagging a text is mostly looking up and adding.

The idiom: a *key* is a word as it stands, with a mark in front when it stands in a title or a headline, where
capitals say little. ``of_word`` and ``of_pair`` turn keys into feature strings; training and tagging share them.
"""

from __future__ import annotations

import gzip
import re
from functools import cache, lru_cache
from typing import NamedTuple

from kg.extract.phrases import split
from kg.knowledge import state_forms
from kg.language import Pack

HEADLINE = "\t"
START, END = "<s>", "</s>"
_SHAPES = ((re.compile(r"[A-ZÀ-ÞŠŽĆČ]+"), "X"), (re.compile(r"[a-zß-ÿšžćčā-ž]+"), "x"), (re.compile(r"\d+"), "0"))


class Facts(NamedTuple):
    """What is known of a word: two clusters, shares of lower case, persons and places ("-" unknown), letters of
    lists."""

    fine: str = "-"
    coarse: str = "-"
    lower: str = "-"
    person: str = "-"
    place: str = "-"
    lists: str = "-"
    table: str = "-"


_NOTHING = ["-"] * 6
_KEPT = 1 << 16


class Side(NamedTuple):
    """What a word lends to the features of a pair."""

    lower: str
    shape: str
    person: str
    table: str
    small: str


class Lexicon:
    """The facts of a pack's words."""

    def __init__(self, pack: Pack) -> None:
        self.tables = _tables(pack)
        self.words: dict[str, list[str]] = {}
        path = pack.file("words.tsv.gz")
        if path:
            with gzip.open(path, "rt", encoding="utf-8") as file:
                for line in file:
                    word, _, rest = line.rstrip("\n").partition("\t")
                    self.words[word] = rest.split("\t")
        self._facts: dict[str, Facts] = {}
        self._sides: dict[str, Side] = {}

    def facts(self, word: str) -> Facts:
        """The facts of a lower-case word."""
        found = self._facts.get(word)
        if found is None:
            if len(self._facts) > _KEPT:
                self._facts.clear()
            cells, table = self.words.get(word, _NOTHING), self.tables.get(word, "-")
            found = self._facts[word] = Facts._make((*cells[:6], table))
        return found

    def side(self, key: str) -> Side:
        """What a key lends to a pair."""
        found = self._sides.get(key)
        if found is None:
            if len(self._sides) > _KEPT:
                self._sides.clear()
            word = key.lstrip(HEADLINE)
            facts, form = self.facts(word.lower()), shape(word)
            person, small = f"{form}{facts.person}{facts.lower}", f"{form}{facts.lower}"
            found = self._sides[key] = Side(word.lower(), form, person, facts.table, small)
        return found


@cache
def lexicon(pack: Pack) -> Lexicon:
    """The lexicon of a language, read once."""
    return Lexicon(pack)


def _tables(pack: Pack) -> dict[str, str]:
    """Letters of the pack's own tables that hold a word: capital where a phrase starts with it."""
    titles, names = pack.table("titles"), pack.table("names")
    phrases = [("h", p) for p in titles["heads"]]
    for letter, words in (
        ("r", titles["ranks"]["words"]),
        ("n", titles["honorifics"]["words"]),
        ("k", titles["kin"]["words"]),
        ("o", names["organisations"]["heads"]),
        ("g", names["organisations"]["names"]),
        ("l", names["places"]["heads"]),
        ("c", names["words"]["common"]),
        ("s", [form.form for form in state_forms(pack.code)]),
    ):
        phrases += [(letter, phrase) for phrase in words]
    found: dict[str, set[str]] = {}
    for letter, phrase in phrases:
        for i, word in enumerate(split(phrase)):
            found.setdefault(word, set()).add(letter if i else letter.upper())
    for word in titles["portfolios"]["words"]:
        found.setdefault(word, set()).add("p")
    return {word: "".join(sorted(letters)) for word, letters in found.items()}


@lru_cache(maxsize=1 << 16)
def shape(word: str) -> str:
    """Runs of capitals, small letters and digits as X, x, 0; other marks stand for themselves."""
    if len(word) == 1 and word.isupper():
        return "I"
    for pattern, letter in _SHAPES:
        word = pattern.sub(letter, word)
    return word[:6]


Groups = tuple[list[str], list[str], list[str]]


def of_word(key: str, lexicon: Lexicon) -> Groups:
    """Features of a word: those that count up to two tokens away, up to one token away, and for the word itself."""
    word = key.lstrip(HEADLINE)
    far, near, own = of_kind(shape(word), lexicon.facts(word.lower()), key is not word)
    far_letters, own_letters = of_letters(word.lower(), key is not word)
    return [*far, *far_letters], near, [*own, *own_letters]


def of_kind(form: str, facts: Facts, headline: bool) -> Groups:
    """Features that all words of one shape and the same facts share, in the groups of ``of_word``."""
    fine, coarse, small, person, place, lists, table = facts
    far = [f"s={form}", f"c={coarse}", f"t={table}"]
    near = [
        f"f={fine}", f"l={small}", f"p={person}", f"g={place}", f"n={lists}",
        f"s+l={form}{small}", f"p+g={person}{place}",
        *map("N".__add__, lists), *map("T".__add__, table),
    ]  # fmt: skip
    own = [f"s+c={form}{coarse}", f"s+n={form}{lists}", f"s+t={form}{table}", f"l+p+g={small}{person}{place}"]
    if headline:
        own += [f"h{f}" for f in (*far, *near, *own) if f[0] in "slpt"]
    return far, near, own


def of_letters(lower: str, headline: bool) -> tuple[list[str], list[str]]:
    """Features of a word's letters: those that count up to two tokens away, and for the word itself."""
    own = [*(f"<{lower[:n]}" for n in (2, 3, 4)), *(f"{lower[-n:]}>" for n in (1, 2, 3, 4))]
    return [f"w={lower}"], [*own, f"hw={lower}"] if headline else own


def of_pair(left: str, right: str, lexicon: Lexicon) -> list[str]:
    """Features of two neighbours, for the label of either."""
    a, b = lexicon.side(left), lexicon.side(right)
    return [
        f"w={a.lower}|{b.lower}",
        f"s={a.shape}|{b.shape}",
        f"p={a.person}|{b.person}",
        f"t={a.table}|{b.small}",
        f"v={a.lower}|{b.shape}",
    ]


def keys(words: list[str], headline: bool) -> list[str]:
    """The keys of a sentence. In a headline every word is marked; one all in capitals is read as if in title case."""
    if not headline:
        return words
    letters = [w for w in words if w[0].isalpha()]
    if sum(w.isupper() for w in letters) * 3 > len(letters) * 2:
        words = [w.capitalize() for w in words]
    return [HEADLINE + word for word in words]


def is_headline(words: list[str]) -> bool:
    """Whether most words of a sentence are capitalised."""
    letters = [word for word in words if word[0].isalpha()]
    return len(letters) > 3 and sum(word[0].isupper() for word in letters) * 10 > len(letters) * 6
