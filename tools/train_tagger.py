#!/usr/bin/env python3
"""Train the name tagger: ``languages/id/tagger.gz``.

    pip install python-crfsuite faker name-variants
    python tools/train_tagger.py DATA --out src/kg/languages/id/tagger.gz

DATA is a folder with the two open sets, tokens and BIO labels a line:

- idner_news_2k_{train,dev,test}.txt            khairunnisaor/idner-news-2k, MIT
- indonlu_nergrit_ner-grit_{train,valid,test}.txt   IndoNLP/indonlu, Apache-2.0

Training sentences that occur in a development or test set are left out. To the rest are added copies with the persons
renamed and copies in title case (tools/augment.py). Trained are averaged structured perceptrons with the features of
``kg.extract.features``; weights are rounded, small ones dropped, and the figures printed are those of the file
written, read by the decoder that ships. Everything is drawn with a fixed seed: the same data gives the same file.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

import augment
from kg import language
from kg.extract import features, tagger

LABELS = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC"]
NAMES = {"PERSON": "PER", "ORGANISATION": "ORG", "PLACE": "LOC", "PER": "PER", "ORG": "ORG", "LOC": "LOC"}
TRAIN = ("idner_news_2k_train.txt", "indonlu_nergrit_ner-grit_train.txt")
TESTS = ("idner_news_2k_test.txt", "indonlu_nergrit_ner-grit_test.txt")
OTHERS = ("idner_news_2k_dev.txt", "indonlu_nergrit_ner-grit_valid.txt")
SCALE = 16

Weights = dict[str, dict[str, float]]


class Sentence(NamedTuple):
    """Words and their labels."""

    words: list[str]
    labels: list[str]


def main() -> None:
    """Read, train, write, measure."""
    parser = argparse.ArgumentParser(description="Train the name tagger")
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--drop", type=int, default=4, help="drop weights up to this size (in sixteenths)")
    parser.add_argument("--copies", type=int, default=1, help="renamed copies of a sentence with persons")
    parser.add_argument(
        "--models", type=int, default=8, help="models trained on other orders and copies, then averaged"
    )
    options = parser.parse_args()
    held = {print_of(s) for name in (*TESTS, *OTHERS) for s in load(options.data / name)}
    sentences = [s for name in TRAIN for s in load(options.data / name) if print_of(s) not in held]
    print(f"{len(sentences)} sentences", file=sys.stderr)
    models = [train(enlarged(sentences, options.copies, seed), options.rounds) for seed in range(options.models)]
    write(mean(models), options.out, options.drop)
    for name in (*TESTS, *OTHERS):
        print(json.dumps({"set": name, **measure(load(options.data / name), options.out)}))


def load(path: Path) -> list[Sentence]:
    """Sentences of a file of tokens, the label last on a line."""
    sentences = []
    for block in re.split(r"\n\s*\n", path.read_text("utf-8")):
        rows = [line.split() for line in block.splitlines() if len(line.split()) > 1]
        if rows:
            sentences.append(Sentence([row[0] for row in rows], [label(row[-1]) for row in rows]))
    return sentences


def label(name: str) -> str:
    """A label of a set as one of ours."""
    position, _, kind = name.partition("-")
    return f"{position}-{NAMES[kind]}" if kind in NAMES else "O"


def print_of(sentence: Sentence) -> str:
    """Letters and digits of a sentence: equal for sentences that are the same."""
    return re.sub(r"\W+", "", "".join(sentence.words)).lower()


def enlarged(sentences: list[Sentence], renamed: int, seed: int) -> list[Sentence]:
    """The sentences and their copies in an order of their own."""
    draw = random.Random(seed)
    copies = augment.copies([(s.words, s.labels) for s in sentences], renamed, draw)
    data = [*sentences, *(Sentence(*pair) for pair in copies)]
    draw.shuffle(data)
    return data


def mean(models: list[Weights]) -> Weights:
    """The average of several models' weights: what one learns by chance goes, what all learn stays."""
    total: Weights = {}
    for model in models:
        for name, scores in model.items():
            row = total.setdefault(name, {})
            for target, value in scores.items():
                row[target] = row.get(target, 0.0) + value / len(models)
    return total


def train(sentences: Iterable[Sentence], rounds: int) -> Weights:
    """Weights by feature and label; those of label pairs under ``>label``."""
    trainer = pycrfsuite.Trainer("ap", {"max_iterations": rounds}, verbose=False)
    for sentence in sentences:
        trainer.append(rows(sentence.words), sentence.labels)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        reader = pycrfsuite.Tagger()
        with reader.open(path):
            info = reader.info()
    weights: Weights = {}
    for (name, target), value in info.state_features.items():
        weights.setdefault(name, {})[target] = value
    for (before, target), value in info.transitions.items():
        weights.setdefault(f">{target}", {})[before] = value
    return weights


def rows(words: list[str]) -> list[list[str]]:
    """The features of each word of a sentence; the number in front is the field of the packed scores."""
    keys = features.keys(words, features.is_headline(words))
    keys = [features.START, features.START, *keys, features.END, features.END]
    found = []
    for i in range(2, len(keys) - 2):
        near = [name for at in range(5) for name in of_word(keys[i + at - 2], at)]
        found.append([*near, *of_pair(keys[i - 1], keys[i], 0), *of_pair(keys[i], keys[i + 1], 1)])
    return found


@cache
def of_word(key: str, at: int) -> list[str]:
    """Features of a word for the token it is two behind (0) ... two before (4), kept."""
    far, near, own = features.of_word(key, features.lexicon(language.load("id")))
    return [f"{at}\t{name}" for name in (*far, *(near if at in (1, 2, 3) else ()), *(own if at == 2 else ()))]


@cache
def of_pair(left: str, right: str, at: int) -> list[str]:
    """Features of a pair for its right token (0) or its left one (1), kept."""
    return [f"{at}\t|{name}" for name in features.of_pair(left, right, features.lexicon(language.load("id")))]


def write(weights: Weights, path: Path, drop: int) -> None:
    """The model file: labels, a square of steps from label to label, then a feature a line with its scores.

    A score is written ``field:score``; the field is the label's number plus as many times the number of labels as the
    feature's place says.
    """
    lines = [" ".join(LABELS)]
    lines += [" ".join(str(step(weights, before, after)) for after in LABELS) for before in LABELS]
    fields: dict[str, list[tuple[int, int]]] = {}
    for name, scores in weights.items():
        place, _, feature = name.partition("\t")
        for target, value in scores.items():
            if feature and target in LABELS and abs(round(value * SCALE)) > drop:
                fields.setdefault(feature, []).append(
                    (int(place) * len(LABELS) + LABELS.index(target), round(value * SCALE))
                )
    for feature in sorted(fields):
        lines.append(feature + "\t" + " ".join(f"{field}:{score}" for field, score in sorted(fields[feature])))
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as file:
        file.write("\n".join(lines).encode() + b"\n")
    path.write_bytes(buffer.getvalue())


def step(weights: Weights, before: str, after: str) -> int:
    """The score of a label after a label; impossible ones can never win."""
    if after[0] == "I" and before[2:] != after[2:]:
        return -(10**6)
    return round(weights.get(f">{after}", {}).get(before, 0) * SCALE)


def measure(sentences: list[Sentence], path: Path) -> dict[str, float]:
    """Exact-span precision, recall and F1 of the written file."""
    model = tagger.Model(path, language.load("id"))
    right = found = wanted = 0
    for sentence in sentences:
        gold = set(tagger.spans(sentence.labels, 0))
        predicted = set(tagger.tag_words(sentence.words, model))
        right, found, wanted = right + len(gold & predicted), found + len(predicted), wanted + len(gold)
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * right / max(found + wanted, 1), 4),
    }


if __name__ == "__main__":
    main()
