"""Which articles are one text: what an agency wrote and several outlets carry, or a page and its later version.

Each article is sketched by the smallest hashes of the word shingles of its sentences (bottom-k sketch, Broder 1997);
the share of the smallest hashes of both that both have estimates how much of the texts is the same. Copies stay sources
of what they say, but for how sure it is they count as one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping

from kg.model import Judgement
from kg.names import fold
from kg.resolve.blocking import pairs
from kg.resolve.linker import Clusters, link

SIZE = 48
SHINGLE = 5
KEYS = 6  # so many of the smallest hashes make blocks
LEAST = 24  # shingles: shorter texts are too short to be told from quotations
THRESHOLD = 0.6


def sketch(sentences: Iterable[str]) -> tuple[int, ...]:
    """The smallest hashes of some sentences, in order; none when there is too little text."""
    hashes = {
        zlib.crc32(" ".join(words[at : at + SHINGLE]).encode())
        for sentence in sentences
        for words in (fold(sentence).split(),)
        for at in range(len(words) - SHINGLE + 1)
    }
    return tuple(sorted(hashes)[:SIZE]) if len(hashes) >= LEAST else ()


def likeness(left: tuple[int, ...], right: tuple[int, ...]) -> float:
    """The estimated share (0 to 1) of shingles that two texts have in common."""
    smallest = set(sorted({*left, *right})[:SIZE])
    return len(smallest & set(left) & set(right)) / len(smallest) if smallest else 0.0


def link_copies(sketches: Mapping[str, tuple[int, ...]], clusters: Clusters) -> list[Judgement]:
    """Join articles that are one text; ``sketches`` are by article id."""
    keys = {f"article:{name}": [str(mark) for mark in found[:KEYS]] for name, found in sorted(sketches.items())}
    return link(_scored(sketches, pairs(keys)), THRESHOLD, clusters)


def _scored(sketches: Mapping[str, tuple[int, ...]], found: Iterator[tuple[str, str]]) -> Iterator[Judgement]:
    for left, right in found:
        total = likeness(sketches[left.partition(":")[2]], sketches[right.partition(":")[2]])
        if total >= THRESHOLD:
            yield Judgement(left, right, "same", "rule", round(total, 3), "nearly the same text: one source")
