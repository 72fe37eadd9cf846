"""Marks of a text by which texts that share a run of words find each other.

Winnowing (Schleimer, Wilkerson and Aiken 2003) keeps the smallest hash of every window of word shingles, so that any
run of seven equal words is found, wherever it stands in the longer text and whatever one outlet left out around it.

    >>> text = "kontak bilateral sangat penting dan situasi di kawasan ini juga penting"
    >>> bool(fingerprints(text.split()) & fingerprints(("tentu saja " + text).split()))
    True
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

SHINGLE = 4
WINDOW = 4


def fingerprints(words: Sequence[str]) -> frozenset[int]:
    """The winnowed hashes of a text's shingles, the same on any machine."""
    last = max(len(words) - SHINGLE + 1, 1)
    hashes = [zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(last)]
    return frozenset(min(hashes[i : i + WINDOW]) for i in range(max(len(hashes) - WINDOW + 1, 1)))
