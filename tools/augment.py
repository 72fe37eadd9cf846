"""More training sentences from few: persons renamed, sentences put in title case.

The idea: a tagger trained on a thousand sentences learns the names in them, not names. Given Korean, Arabic, Chinese,
Russian, Western and Indonesian names in the same places, it learns the places. Headlines capitalise every word:
copies in title case teach that a capital alone means little.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from functools import cache

import names_of

SMALL = frozenset(
    ["di", "ke", "dari", "dan", "yang", "untuk", "pada", "dengan", "dalam", "oleh", "atau", "soal", "agar", "para"]
)
TITLE_SHARE, TITLE_LONGEST = 0.3, 16

Labelled = tuple[list[str], list[str]]


def copies(sentences: Iterable[Labelled], renamed: int, draw: random.Random) -> Iterator[Labelled]:
    """``renamed`` copies of every sentence with persons, and title-case copies of some short ones."""
    for words, labels in sentences:
        made = [rename(words, labels, draw) for _ in range(renamed)] if "B-PER" in labels else []
        yield from made
        for copy in ((words, labels), *made[:1]):
            if draw.random() < TITLE_SHARE:
                yield title_case(*copy, draw)


def rename(words: list[str], labels: list[str], draw: random.Random) -> Labelled:
    """The sentence with other persons; a short name stays the short form of the same person."""
    given: dict[str, list[str]] = {}
    new_words: list[str] = []
    new_labels: list[str] = []
    i = 0
    while i < len(words):
        if labels[i] != "B-PER":
            new_words.append(words[i])
            new_labels.append(labels[i])
            i += 1
            continue
        end = i + 1
        while end < len(words) and labels[end] == "I-PER":
            end += 1
        name = given.setdefault(words[end - 1], names_of.full(draw))
        if end - i == 1 and draw.random() < 0.8:
            name = [draw.choice([name[0], name[-1]])]
        new_words += name
        new_labels += ["B-PER"] + ["I-PER"] * (len(name) - 1)
        i = end
    return new_words, new_labels


def title_case(words: list[str], labels: list[str], draw: random.Random) -> Labelled:
    """A headline: the first clause, small words aside in title case, no full stop."""
    cut = len(words)
    if cut > TITLE_LONGEST:
        stops = [i for i, word in enumerate(words) if word in ",.;" and 4 < i <= TITLE_LONGEST]
        cut = draw.choice(stops) if stops else TITLE_LONGEST
        while cut < len(words) and labels[cut][0] == "I":
            cut += 1
    if words[cut - 1] == ".":
        cut -= 1
    return [capital(word) for word in words[:cut]], labels[:cut]


@cache
def capital(word: str) -> str:
    """A word as headlines write it."""
    return word if word.lower() in SMALL or not word[0].islower() else word[0].upper() + word[1:]
