"""The words that support a value, and the sentence they stand in."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from kg.model import Document, Evidence

_START = attrgetter("start")


def sentence_at(doc: Document, offset: int) -> int:
    """Index of the last sentence that starts at or before ``offset`` (0 when none does): binary search."""
    return max(bisect_right(doc.sentences, offset, key=_START) - 1, 0)


def evidence(doc: Document, start: int, end: int) -> Evidence:
    """The Evidence for ``text[start:end]``: every sentence the span touches, as one stretch, around the words."""
    text = doc.article.text
    left, right = start, end
    if doc.sentences:
        left = min(start, doc.sentences[sentence_at(doc, start)].start)
        right = max(end, doc.sentences[sentence_at(doc, max(start, end - 1))].end)
    return Evidence(left, right, text[left:right], start, end, text[start:end])
