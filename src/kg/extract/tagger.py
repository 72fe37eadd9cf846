"""Names in running text: a linear-chain model whose weights lie in ``languages/*/tagger.gz``.

The idea: only capitalised words, and a few small words between them, can be names; all else is outside without
asking. What remains are short runs, decoded exactly (Viterbi) under the scores of single words and of pairs of
neighbours.

The idiom: scores of a word and of a pair are summed once and kept. Labels are "O", "B-PER", "I-PER" ... The weights are
whole numbers, made by ``tools/train_tagger.py``.

Method: Collins, "Discriminative training methods for hidden Markov models", EMNLP 2002.
"""

from __future__ import annotations

import gzip
import struct
from collections.abc import Set
from functools import cache
from itertools import repeat
from operator import add
from pathlib import Path
from typing import Any

from kg.errors import PackError
from kg.extract import features
from kg.extract.features import END, START
from kg.extract.spans import Span
from kg.language import Pack
from kg.model import Document, Kind, Sentence

_KINDS: dict[str, Kind] = {"PER": "person", "ORG": "org", "LOC": "place"}
_DISTANCES = 5
_KEPT = 1 << 17
_LONGEST = 200
_NEVER = -(10**9)
_BITS = 32


class Model:
    """Weights of one language and the scores summed so far.

    The scores of all labels lie side by side in one whole number, ``_BITS`` apart, so that summing features is adding
    numbers; a word's hold the labels of the tokens two before it to two behind it, a pair's those of its right and
    its left word.
    """

    def __init__(self, path: Path, pack: Pack) -> None:
        names = pack.table("names")
        self.lexicon = features.lexicon(pack)
        self.bridges = frozenset([*names["persons"]["particles"], *names["organisations"]["joining"]])
        self.openers = frozenset([*names["organisations"]["heads"], *names["places"]["heads"]])
        self.of_words: dict[str, int] = {}
        self.of_pairs: dict[str, int] = {}
        with gzip.open(path, "rt", encoding="utf-8") as file:
            self.labels = file.readline().split()
            steps = [tuple(map(int, file.readline().split())) for _ in self.labels]
            for line in file:
                name, _, numbers = line.rstrip("\n").partition("\t")
                weights = self.of_pairs if name[0] == "|" else self.of_words
                weights[name.removeprefix("|")] = _packed(numbers, path)
        size = len(self.labels)
        self.into = [tuple(steps[i][j] for i in range(size)) for j in range(size)]
        self.first = [_NEVER if label[0] == "I" else steps[0][j] for j, label in enumerate(self.labels)]
        self.alone = list(map(add, self.first, self.into[0]))
        self.width = _BITS * size
        self.mask = (1 << self.width) - 1
        self.bias = sum(1 << (_BITS * i + _BITS - 1) for i in range(_DISTANCES * size))
        self.low = self.bias & self.mask
        self.unpack = struct.Struct(f"<{size}I").unpack
        self.words: dict[str, tuple[int, ...]] = {}
        self.kinds: dict[tuple[Any, ...], int] = {}
        self.pairs: dict[tuple[str, str], tuple[int, ...]] = {}

    def _parts(self, total: int, parts: int) -> tuple[int, ...]:
        """A packed number cut into as many numbers, each with a score for each label."""
        total += self.bias
        mask, low, width, found = self.mask, self.low, self.width, []
        for _ in range(parts):
            found.append((total & mask) - low)
            total >>= width
        return tuple(found)

    def word(self, key: str) -> tuple[int, ...]:
        """The scores of a word for the labels of the tokens around it, the token two behind it first."""
        scores = self.words.get(key)
        if scores is None:
            if len(self.words) > _KEPT:
                self.words.clear()
            word = key.lstrip(features.HEADLINE)
            far, own = features.of_letters(word.lower(), word is not key)
            total = sum(map(self.of_words.get, (*far, *own), repeat(0)))
            kind = self._kind(features.shape(word), self.lexicon.facts(word.lower()), word is not key)
            scores = self.words[key] = self._parts(total + kind, _DISTANCES)
        return scores

    def _kind(self, *kind: Any) -> int:
        """The packed scores that all words of one shape and the same facts share."""
        total = self.kinds.get(kind)
        if total is None:
            if len(self.kinds) > _KEPT:
                self.kinds.clear()
            far, near, own = features.of_kind(*kind)
            total = self.kinds[kind] = sum(map(self.of_words.get, (*far, *near, *own), repeat(0)))
        return total

    def pair(self, left: str, right: str) -> tuple[int, ...]:
        """The scores of two neighbours for the label of the right one, and of the left one."""
        scores = self.pairs.get((left, right))
        if scores is None:
            if len(self.pairs) > _KEPT:
                self.pairs.clear()
            names = features.of_pair(left, right, self.lexicon)
            total = sum(map(self.of_pairs.get, names, repeat(0)))
            scores = self.pairs[left, right] = self._parts(total, 2)
        return scores

    def emissions(self, keys: list[str], first: int, last: int) -> list[tuple[int, ...]]:
        """Scores of the labels of tokens ``first`` to ``last``, all raised by one number; ``keys`` have two marks at
        each end."""
        of_word, of_pair = self.words.get, self.pairs.get
        words = [of_word(key) or self.word(key) for key in keys[first - 2 : last + 2]]
        beside = zip(keys[first - 1 : last], keys[first : last + 1], strict=True)
        pairs = [of_pair(pair) or self.pair(*pair) for pair in beside]
        rows = []
        for i in range(last - first):
            a, b, c, d, e = words[i : i + _DISTANCES]
            total = a[0] + b[1] + c[2] + d[3] + e[4] + pairs[i][0] + pairs[i + 1][1] + self.low
            rows.append(self.unpack(total.to_bytes(self.width // 8, "little")))
        return rows

    def decode(self, rows: list[tuple[int, ...]]) -> list[int]:
        """The best labels of a run that has no name on either side of it."""
        if len(rows) == 1:
            scores = list(map(add, rows[0], self.alone))
            return [scores.index(max(scores))]
        scores = list(map(add, rows[0], self.first))
        back: list[list[int]] = []
        for row in rows[1:]:
            reached = [list(map(add, scores, step)) for step in self.into]
            best = list(map(max, reached))
            back.append(list(map(list.index, reached, best)))
            scores = list(map(add, best, row))
        ends = list(map(add, scores, self.into[0]))
        labels = [ends.index(max(ends))]
        for choices in reversed(back):
            labels.append(choices[labels[-1]])
        return labels[::-1]


def _packed(numbers: str, path: Path) -> int:
    """Scores written as ``field:score`` side by side in one number."""
    total = 0
    try:
        for cell in numbers.split():
            place, _, value = cell.partition(":")
            total += int(value) << (_BITS * int(place))
    except ValueError as error:
        raise PackError(f"{path.parent.name}/{path.name}: no score: {error}") from error
    return total


@cache
def model(pack: Pack) -> Model | None:
    """The model of a language, or None when its pack has none."""
    path = pack.file("tagger.gz")
    return Model(path, pack) if path else None


def tag(doc: Document, decided: Set[int] = frozenset()) -> list[Span]:
    """Names of persons, organisations and places, sorted, none overlapping, none across sentences.

    ``decided`` are tokens of which the caller knows what they are: runs of nothing else are left to the caller.
    """
    chosen = model(doc.pack)
    if chosen is None:
        return []
    return [span for sentence in doc.sentences for span in _sentence(doc, sentence, chosen, decided)]


def _sentence(doc: Document, sentence: Sentence, chosen: Model, decided: Set[int] = frozenset()) -> list[Span]:
    at = sentence.first
    words = [token.text for token in doc.tokens[at : sentence.last]]
    every = _runs(words, chosen)
    runs = [(a, b) for a, b in every if not all(i in decided for i in range(a + at, b + at))]
    if not runs:
        return []
    headline = sentence.kind == "title" or (_many(words, every) and features.is_headline(words))
    found = _tagged(words, runs, chosen, headline)
    return [Span(first + at, last + at, kind) for first, last, kind in found]


def tag_words(words: list[str], chosen: Model, headline: bool = False) -> list[tuple[int, int, Kind]]:
    """Names in a sentence: first and last (exclusive) word and kind."""
    return _tagged(words, _runs(words, chosen), chosen, headline or features.is_headline(words))


def _tagged(
    words: list[str], runs: list[tuple[int, int]], chosen: Model, headline: bool
) -> list[tuple[int, int, Kind]]:
    keys = features.keys(words, headline)
    keys = [START, START, *keys, END, END]
    found: list[tuple[int, int, Kind]] = []
    for first, last in runs:
        if last - first == 1 and first == 0 and chosen.lexicon.facts(words[0].lower()).lower == "4":
            continue  # "Dalam", "Namun": a capital for the sentence alone
        labels = chosen.decode(chosen.emissions(keys, first + 2, last + 2))
        found += spans([chosen.labels[label] for label in labels], first)
    return found


def _many(words: list[str], runs: list[tuple[int, int]]) -> bool:
    """Whether there may be as many capitalised words as in a headline: more than half of all."""
    return 2 * sum(last - first for first, last in runs) > sum(map(str.isalpha, words))


def _runs(words: list[str], chosen: Model) -> list[tuple[int, int]]:
    """Stretches of capitalised words, with what may stand before, between and after them; in pieces when endless."""
    found: list[tuple[int, int]] = []
    first = last = 0
    for i in [i for i, word in enumerate(words) if not "a" <= word[0] <= "z" or "-" in word]:
        word = words[i]
        if not _capital(word) and not (i == last and word[0].isdigit()):
            continue
        opened = i - 1 if i > last and words[i - 1] in chosen.openers else i
        if last and opened - last <= 2 and i - first < _LONGEST and chosen.bridges.issuperset(words[last:opened]):
            last = i + 1
            found[-1] = (first, last)
        else:
            first, last = opened, i + 1
            found.append((first, last))
    return found


def _capital(word: str) -> bool:
    """Whether a word is written large: "Putin", "(Bawaslu)", "al-Assad"."""
    first = word[0]
    return (
        first.isupper()
        or (first == "(" and word[1:2].isupper())
        or ("-" in word[1:4] and word[-1:].isalpha() and word.partition("-")[2][:1].isupper())
    )


def spans(labels: list[str], offset: int) -> list[tuple[int, int, Kind]]:
    """Names from BIO labels: first and last (exclusive) word, counted from ``offset``, and kind."""
    found: list[tuple[int, int, Kind]] = []
    for i, label in enumerate(labels, offset):
        if label == "O":
            continue
        kind = _KINDS[label[2:]]
        if label[0] == "I" and found and found[-1][1] == i and found[-1][2] == kind:
            found[-1] = (found[-1][0], i + 1, kind)
        else:
            found.append((i, i + 1, kind))
    return found
