"""A span: some tokens of a document and what they name. What tagger, gazetteer and title grammar speak in."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Document, Kind


class Span(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) that name something of that kind.

    ``node`` is the state that knowledge says it is; with ``seat`` the words are a capital or a palace that may act
    for it.
    """

    first: int
    last: int
    kind: Kind
    node: str = ""
    seat: bool = False

    def text(self, doc: Document) -> str:
        """The words as written."""
        return doc.article.text[doc.tokens[self.first].start : doc.tokens[self.last - 1].end]


def settle(spans: list[Span]) -> list[Span]:
    """Sorted, none overlapping: the one that starts first wins, of those the longest."""
    kept: list[Span] = []
    reach = 0
    for span in sorted(spans, key=lambda s: (s.first, -s.last)):
        if span.first >= reach:
            kept.append(span)
            reach = span.last
    return kept
