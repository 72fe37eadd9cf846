"""The tokens of a document, each beside what the readers found on it.

Parallel lists over tokens: the lower-case word, the mention that covers it (its name or its name with title), the quotation
and the time expression. Rules then ask "what stands before this word" by index, and never search.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.statements.lexicon import Lexicon, lexicon
from kg.model import Document, Mention, Token

NONE = -1
_BRACKETS = {"(": ")", "[": "]"}
MARKS = frozenset("\"“”„‟«»'‘’")


class Line:
    """A document as parallel lists over its tokens; ``NONE`` where nothing covers a token."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.lex: Lexicon = lexicon(doc.pack)
        self.tokens = doc.tokens
        self.words = [token.text.lower() for token in doc.tokens]
        spans = [outer(mention) for mention in doc.mentions]
        self.outer = cover(doc.tokens, spans)
        self.mention = cover(doc.tokens, [(m.start, m.end) for m in doc.mentions])
        self.quote = cover(doc.tokens, [(q.start, q.end) for q in doc.quotes])
        self.timex = cover(doc.tokens, [(t.start, t.end) for t in doc.timexes])

    def at(self, index: int) -> Mention | None:
        """The mention whose name covers a token."""
        found = self.mention[index]
        return self.doc.mentions[found] if found != NONE else None

    def whole(self, index: int) -> Mention | None:
        """The mention whose name, title or apposition covers a token."""
        found = self.outer[index] if self.outer[index] != NONE else self.mention[index]
        return self.doc.mentions[found] if found != NONE else None

    def start(self, index: int) -> int:
        """The offset at which a token starts."""
        return self.tokens[index].start

    def end(self, index: int) -> int:
        """The offset at which a token ends."""
        return self.tokens[index].end

    def is_word(self, index: int) -> bool:
        """Whether a token is a word or a number, not a mark."""
        return self.words[index][0].isalnum()

    def count(self, low: int, high: int) -> int:
        """How many words there are from ``low`` up to ``high``."""
        return sum(map(self.is_word, range(low, high)))

    def past_bracket(self, index: int, high: int) -> int:
        """The index after the bracket that opens at ``index``; ``index`` when none opens or it never closes."""
        closing = _BRACKETS.get(self.words[index])
        if closing is None:
            return index
        limit = min(high, index + 60)
        return next((k + 1 for k in range(index + 1, limit) if self.words[k] == closing), index)

    def past(self, offset: int, index: int) -> int:
        """The first token from ``index`` on that starts at ``offset`` or later."""
        while index < len(self.tokens) and self.tokens[index].start < offset:
            index += 1
        return index

    def back_to(self, offset: int, index: int) -> int:
        """The token at or before ``index`` in which ``offset`` lies."""
        while index > 0 and self.tokens[index].start > offset:
            index -= 1
        return index


def outer(mention: Mention) -> tuple[int, int]:
    """The span of a mention with its title and apposition."""
    start = mention.outer_start if 0 <= mention.outer_start < mention.start else mention.start
    return start, max(mention.outer_end, mention.end)


def cover(tokens: list[Token], spans: Iterable[tuple[int, int]]) -> list[int]:
    """For each token the number of the first span that covers its start, or ``NONE``; spans sorted by start."""
    covered = [NONE] * len(tokens)
    at = 0
    for number, (start, end) in enumerate(spans):
        while at > 0 and tokens[at - 1].start >= start:
            at -= 1
        while at < len(tokens) and tokens[at].start < start:
            at += 1
        while at < len(tokens) and tokens[at].start < end:
            if covered[at] == NONE:
                covered[at] = number
            at += 1
    return covered
