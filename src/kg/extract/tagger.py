"""Names in running text: a linear-chain model whose weights lie in ``languages/*/tagger.gz``.

The idea: only capitalised words, and a few small words between them, can be names; all else is outside without asking. What
remains are short runs, decoded exactly (Viterbi) under the scores of single words and of pairs of neighbours.

The idiom: scores of a word at each distance, and of a pair, are summed once and kept. A tuple of scores has one number for each
label; labels are "O", "B-PER", "I-PER" ... The weights are whole numbers. Made by ``tools/train_tagger.py``.

Method: Collins, "Discriminative training methods for hidden Markov models", EMNLP 2002.
"""

from __future__ import annotations

import gzip
from functools import cache
from operator import add
from pathlib import Path

from kg.errors import PackError
from kg.extract import features
from kg.extract.features import END, START
from kg.extract.spans import Span
from kg.language import Pack
from kg.model import Document, Kind, Sentence

Scores = tuple[int, ...]

_KINDS: dict[str, Kind] = {"PER": "person", "ORG": "org", "LOC": "place"}
_DISTANCES = (-2, -1, 0, 1, 2)
_KEPT = 1 << 15
_LONGEST = 200
_NEVER = -(10**9)


class Model:
    """Weights of one language and the scores summed so far."""

    def __init__(self, path: Path, pack: Pack) -> None:
        names = pack.table("names")
        self.lexicon = features.lexicon(pack)
        self.bridges = frozenset([*names["persons"]["particles"], *names["organisations"]["joining"]])
        self.openers = frozenset([*names["organisations"]["heads"], *names["places"]["heads"]])
        self.weights: dict[str, Scores] = {}
        with gzip.open(path, "rt", encoding="utf-8") as file:
            self.labels = file.readline().split()
            steps = [tuple(map(int, file.readline().split())) for _ in self.labels]
            for line in file:
                name, _, numbers = line.rstrip("\n").rpartition("\t")
                self.weights[name] = self._scores(numbers, path)
        self.zero: Scores = (0,) * len(self.labels)
        self.into = [tuple(steps[i][j] for i in range(len(steps))) for j in range(len(steps))]
        self.first = [_NEVER if label[0] == "I" else steps[0][j] for j, label in enumerate(self.labels)]
        self.words: dict[str, tuple[Scores, ...]] = {}
        self.pairs: dict[tuple[str, str], tuple[Scores, Scores]] = {}

    def _scores(self, numbers: str, path: Path) -> Scores:
        row = [0] * len(self.labels)
        for cell in numbers.split():
            label, _, value = cell.partition(":")
            if not label.isdigit() or int(label) >= len(row):
                raise PackError(f"{path.parent.name}/{path.name}: no label {cell!r}")
            row[int(label)] = int(value)
        return tuple(row)

    def _sum(self, names: list[str]) -> Scores:
        found = [self.weights[name] for name in names if name in self.weights]
        return tuple(map(sum, zip(*found, strict=True))) if found else self.zero

    def word(self, key: str) -> tuple[Scores, ...]:
        """The scores of a word for the labels of the tokens at each of ``_DISTANCES``."""
        scores = self.words.get(key)
        if scores is None:
            if len(self.words) > _KEPT:
                self.words.clear()
            scores = tuple(self._sum(features.of_word(key, self.lexicon, at)) for at in _DISTANCES)
            self.words[key] = scores
        return scores

    def pair(self, left: str, right: str) -> tuple[Scores, Scores]:
        """The scores of two neighbours for the label of the right one, and of the left one."""
        scores = self.pairs.get((left, right))
        if scores is None:
            if len(self.pairs) > _KEPT:
                self.pairs.clear()
            right_one, left_one = (self._sum(features.of_pair(left, right, self.lexicon, at)) for at in (0, 1))
            scores = self.pairs[left, right] = (right_one, left_one)
        return scores

    def emissions(self, keys: list[str], first: int, last: int) -> list[list[int]]:
        """Scores of the labels of tokens ``first`` to ``last``; ``keys`` have two marks at each end."""
        words = [self.word(key) for key in keys[first - 2 : last + 2]]
        pairs = [self.pair(a, b) for a, b in zip(keys[first - 1 : last], keys[first : last + 1], strict=True)]
        rows = zip(
            (w[0] for w in words), (w[1] for w in words[1:]), (w[2] for w in words[2:]), (w[3] for w in words[3:]),
            (w[4] for w in words[4:]), (p[0] for p in pairs), (p[1] for p in pairs[1:]), strict=False,
        )  # fmt: skip
        return [list(map(sum, zip(*row, strict=True))) for row in rows]

    def decode(self, rows: list[list[int]]) -> list[int]:
        """The best labels of a run that has no name on either side of it."""
        scores = list(map(add, rows[0], self.first))
        back: list[list[int]] = []
        for row in rows[1:]:
            reached = [list(map(add, scores, step)) for step in self.into]
            best = [max(column) for column in reached]
            back.append([column.index(top) for column, top in zip(reached, best, strict=True)])
            scores = list(map(add, best, row))
        ends = list(map(add, scores, self.into[0]))
        labels = [ends.index(max(ends))]
        for choices in reversed(back):
            labels.append(choices[labels[-1]])
        return labels[::-1]


@cache
def model(pack: Pack) -> Model | None:
    """The model of a language, or None when its pack has none."""
    path = pack.file("tagger.gz")
    return Model(path, pack) if path else None


def tag(doc: Document) -> list[Span]:
    """Names of persons, organisations and places, sorted, none overlapping, none across sentences."""
    chosen = model(doc.pack)
    if chosen is None:
        return []
    return [span for sentence in doc.sentences for span in _sentence(doc, sentence, chosen)]


def _sentence(doc: Document, sentence: Sentence, chosen: Model) -> list[Span]:
    words = [token.text for token in doc.tokens[sentence.first : sentence.last]]
    spans = tag_words(words, chosen, headline=sentence.kind == "title")
    return [Span(first + sentence.first, last + sentence.first, kind) for first, last, kind in spans]


def tag_words(words: list[str], chosen: Model, headline: bool = False) -> list[tuple[int, int, Kind]]:
    """Names in a sentence: first and last (exclusive) word and kind."""
    runs = _runs(words, chosen)
    if not runs:
        return []
    keys = features.keys(words, headline or features.is_headline(words))
    keys = [START, START, *keys, END, END]
    found: list[tuple[int, int, Kind]] = []
    for first, last in runs:
        labels = chosen.decode(chosen.emissions(keys, first + 2, last + 2))
        found += spans([chosen.labels[label] for label in labels], first)
    return found


def _runs(words: list[str], chosen: Model) -> list[tuple[int, int]]:
    """Stretches of capitalised words, with what may stand before, between and after them; in pieces when endless."""
    found: list[tuple[int, int]] = []
    first = last = 0
    for i, word in enumerate(words):
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
    return first.isupper() or (first == "(" and word[1:2].isupper()) or ("-" in word[1:4] and word[-1:].isalpha() and word.partition("-")[2][:1].isupper())


def spans(labels: list[str], offset: int) -> list[tuple[int, int, Kind]]:
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
