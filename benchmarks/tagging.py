#!/usr/bin/env python3
"""Our whole reading against another library's tagging alone: the same articles, one process, one core.

    pip install -e '.[compare]'
    benchmarks/tagging.py ARTICLES.jsonl[.gz] [--limit N] [--train SENTENCES.txt] [--rounds N]

The other side is spaCy's small pipeline for names: hash embeddings, four convolutions of width 96, a transition-based
tagger (Explosion, "spaCy: Industrial-strength NLP", ``HashEmbedCNN`` and ``ner`` with their defaults). Weights change
what it finds, not how long it takes; with ``--train`` (a word and its label a line) it is trained for a few rounds so
that it does find names. Both sides get the same texts, cleaned, in memory; packs and models are loaded and a few
articles read before the clock of processor time runs,
and set aside from garbage collection as a build does. The two take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from kg import extract, ingest
from kg.model import Article
from kg.pipeline.reading import settle

CONFIG = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 96,
            "depth": 4,
            "embed_size": 2000,
            "window_size": 1,
            "maxout_pieces": 3,
            "subword_features": True,
        },
    }
}
TURN, WARM = 50, 20  # articles read in one turn, and before the clock runs
LABELS = ("PER", "ORG", "LOC")


def main() -> None:
    """Time both and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--limit", type=int, default=500)
    parser.add_argument("--train", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    told = parser.parse_args()
    tagger = pipeline(told.train, told.rounds)
    found = (one for one in ingest.articles([told.articles]) if isinstance(one, Article) and one.lang == "id")
    articles = list(islice(found, told.limit))
    names = 0

    def tag(article: Article) -> None:
        nonlocal names
        names += len(tagger(article.text).ents)

    ours, theirs = turns(articles, extract.extract, tag)
    words = sum(len(article.text.split()) for article in articles)
    for name, seconds in (("kg, the whole reading", ours), ("spaCy, tagging alone", theirs)):
        print(f"{name:24} {1000 * seconds / len(articles):7.2f} ms/article {words / seconds:9.0f} words/s")
    print(
        f"{len(articles)} articles of {words / len(articles):.0f} words; spaCy names {names / len(articles):.1f} each"
    )
    print(f"ratio {theirs / ours:.2f}")


def turns(
    articles: list[Article], one: Callable[[Article], Any], other: Callable[[Article], Any]
) -> tuple[float, float]:
    """Processor seconds of either over the same articles."""
    spent = {one: 0.0, other: 0.0}
    for article in articles[:WARM]:
        one(article)
        other(article)
    settle()
    for first in range(0, len(articles), TURN):
        for read in (one, other):
            start = time.process_time()
            for article in articles[first : first + TURN]:
                read(article)
            spent[read] += time.process_time() - start
    return spent[one], spent[other]


def pipeline(training: Path | None, rounds: int) -> Any:
    """The other library's small pipeline for names, initialised, trained where sentences are given."""
    try:
        import spacy
        from spacy.training import Example
    except ImportError:
        sys.exit("spaCy is missing: pip install -e '.[compare]'")
    nlp = spacy.blank("id")
    ner = nlp.add_pipe("ner", config=CONFIG)
    for label in LABELS:
        ner.add_label(label)
    sentences = list(_sentences(training)) if training else []
    examples = [_example(nlp, words, labels, Example) for words, labels in sentences]
    optimizer = nlp.initialize(lambda: examples) if examples else nlp.initialize()
    draw = random.Random(1)
    for _ in range(rounds if examples else 0):
        draw.shuffle(examples)
        for batch in spacy.util.minibatch(examples, 32):
            nlp.update(batch, sgd=optimizer, drop=0.2)
    return nlp


def _example(nlp: Any, words: list[str], labels: list[str], make: Any) -> Any:
    from spacy.tokens import Doc
    from spacy.training import iob_to_biluo

    doc = Doc(nlp.vocab, words=words)
    return make.from_dict(doc, {"words": words, "entities": iob_to_biluo(labels)})


def _sentences(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """Words and labels ("B-PER", "I-PER", "O") of each sentence: first and last column, a blank line between."""
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split()
        if len(cells) > 1:
            words.append(cells[0])
            labels.append(cells[-1])
        elif words:
            yield words, labels
            words, labels = [], []


if __name__ == "__main__":
    main()
