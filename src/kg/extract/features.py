"""What the tagger sees of a word: its letters, its shape, and what the language pack knows of it.

The idea: every feature depends on one word or on two neighbours, never on more. So the scores of a word (or of a pair) can be
summed once and kept, and tagging a text is mostly looking up and adding.

The idiom: a *key* is a word as it stands, with a mark in front when it stands in a title or a headline, where capitals say
little. ``of_word`` and ``of_pair`` turn keys into feature strings; training and tagging share them.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from typing import NamedTuple

from kg.extract.phrases import split
from kg.knowledge import state_forms
from kg.language import Pack

HEADLINE = "\t"
START, END = "<s>", "</s>"
_SHAPES = ((re.compile(r"[A-ZÀ-ÞŠŽĆČ]+"), "X"), (re.compile(r"[a-zß-ÿšžćčā-ž]+"), "x"), (re.compile(r"\d+"), "0"))


class Facts(NamedTuple):
    """What is known of a word: two clusters, shares of lower case, persons and places ("-" unknown), letters of lists."""

    fine: str = "-"
    coarse: str = "-"
    lower: str = "-"
    person: str = "-"
    place: str = "-"
    lists: str = "-"
    table: str = "-"


_UNKNOWN = Facts()


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

    def facts(self, word: str) -> Facts:
        """The facts of a lower-case word."""
        cells, table = self.words.get(word), self.tables.get(word, "-")
        return Facts(*cells[:6], table) if cells else _UNKNOWN._replace(table=table)


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


@cache
def shape(word: str) -> str:
    """Runs of capitals, small letters and digits as X, x, 0; other marks stand for themselves."""
    if len(word) == 1 and word.isupper():
        return "I"
    for pattern, letter in _SHAPES:
        word = pattern.sub(letter, word)
    return word[:6]


def of_word(key: str, lexicon: Lexicon, at: int) -> list[str]:
    """Features of a word at distance ``at`` (-2 ... 2) from the token to be tagged."""
    word = key.lstrip(HEADLINE)
    lower, form = word.lower(), shape(word)
    facts = lexicon.facts(lower)
    found = [f"w={lower}", f"s={form}", f"c={facts.coarse}", f"t={facts.table}"]
    if abs(at) < 2:
        found += [f"f={facts.fine}", f"l={facts.lower}", f"p={facts.person}", f"g={facts.place}", f"n={facts.lists}"]
        found += [f"s+l={form}{facts.lower}", f"p+g={facts.person}{facts.place}"]
        found += [f"N{letter}" for letter in facts.lists] + [f"T{letter}" for letter in facts.table]
    if at == 0:
        found += [f"s+c={form}{facts.coarse}", f"s+n={form}{facts.lists}", f"s+t={form}{facts.table}"]
        found += [f"l+p+g={facts.lower}{facts.person}{facts.place}"]
        found += [f"<{lower[:n]}" for n in (2, 3, 4)] + [f"{lower[-n:]}>" for n in (1, 2, 3, 4)]
    if key != word:
        found += [f"h{f}" for f in found if f[0] in "wslpt"]
    return [f"{at}{f}" for f in found]


def of_pair(left: str, right: str, lexicon: Lexicon, at: int) -> list[str]:
    """Features of two neighbours, the right one (``at`` 0) or the left one (``at`` 1) being the token to be tagged."""
    a, b = left.lstrip(HEADLINE), right.lstrip(HEADLINE)
    la, lb, sa, sb = a.lower(), b.lower(), shape(a), shape(b)
    fa, fb = lexicon.facts(la), lexicon.facts(lb)
    found = [
        f"w={la}|{lb}",
        f"s={sa}|{sb}",
        f"c={fa.coarse}|{fb.coarse}",
        f"p={sa}{fa.person}{fa.lower}|{sb}{fb.person}{fb.lower}",
        f"t={fa.table}|{sb}{fb.lower}",
        f"u={sa}{fa.lower}|{fb.table}",
        f"v={la}|{sb}" if at == 0 else f"v={sa}|{lb}",
        f"n={fa.lists}|{fb.lists}",
    ]
    return [f"{at}{f}" for f in found]


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
