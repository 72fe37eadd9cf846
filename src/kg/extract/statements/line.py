"""The tokens of a document, each beside what the readers found on it.

Parallel lists over tokens: the lower-case word, the mention that covers it (its name or its name with title), the
quotation and the time expression. Rules then ask "what stands before this word" by index, and never search.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

from kg.extract.statements.lexicon import Lexicon, lexicon
from kg.model import Document, Mention

NONE = -1
AGENTS = frozenset({"person", "state", "org"})
MARKS = frozenset("\"“”„‟«»'‘’")
DASHES = frozenset("-–—")

_BRACKETS = {"(": ")", "[": "]"}
_LONGEST = 60  # tokens in brackets, at most


class Line:
    """A document as parallel lists over its tokens; ``NONE`` where nothing covers a token."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.lex: Lexicon = lexicon(doc.pack)
        self.tokens = doc.tokens
        self.words = [token.text.lower() for token in doc.tokens]
        starts = self._starts = [token.start for token in doc.tokens]
        self.outer = cover(starts, map(outer, doc.mentions))
        self.mention = cover(starts, ((m.start, m.end) for m in doc.mentions))
        self.quote = cover(starts, ((q.start, q.end) for q in doc.quotes))
        self.timex = cover(starts, ((t.start, t.end) for t in doc.timexes))
        self._counts = [0, *accumulate(word[0].isalnum() for word in self.words)]

    def at(self, index: int) -> Mention | None:
        """The mention whose name covers a token; None when none does or there is no such token."""
        found = self.mention[index] if index < len(self.mention) else NONE
        return self.doc.mentions[found] if found != NONE else None

    def whole(self, index: int) -> Mention | None:
        """The mention whose name, title or apposition covers a token; None as in ``at``."""
        found = self.number(index) if index < len(self.mention) else NONE
        return self.doc.mentions[found] if found != NONE else None

    def number(self, index: int) -> int:
        """The number of the mention whose name, title or apposition covers a token, or ``NONE``."""
        return self.outer[index] if self.outer[index] != NONE else self.mention[index]

    def word(self, index: int) -> str:
        """The lower-case word at a token; "" when there is no such token."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def free(self, index: int) -> bool:
        """Whether no mention, with its title, covers a token."""
        return self.outer[index] == NONE

    def start(self, index: int) -> int:
        """The offset at which a token starts."""
        return self.tokens[index].start

    def end(self, index: int) -> int:
        """The offset at which a token ends."""
        return self.tokens[index].end

    def index(self, offset: int) -> int:
        """The token that starts at ``offset`` or last before it."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def past(self, offset: int) -> int:
        """The first token that starts at ``offset`` or later."""
        return bisect_left(self._starts, offset)

    def after(self, mention: Mention) -> int:
        """The token after a mention and its apposition."""
        return self.past(outer(mention)[1])

    def first(self, mention: Mention) -> int:
        """The first token of a mention with its title."""
        return self.index(outer(mention)[0])

    def is_word(self, index: int) -> bool:
        """Whether a token is a word or a number, not a mark."""
        return self.words[index][0].isalnum()

    def is_capital(self, index: int) -> bool:
        """Whether a token begins with a capital."""
        return self.tokens[index].text[0].isupper()

    def is_verbal(self, index: int) -> bool:
        """A lower-case word with the prefix of a verb, or an auxiliary."""
        text = self.tokens[index].text
        return self.words[index] in self.lex.auxiliaries or (len(text) > 5 and text.startswith(self.lex.verbal))

    def stem(self, index: int) -> str:
        """The word at a token without the suffix that means whoever spoke last; "" when it has none."""
        word = self.words[index]
        return next((word[: -len(suffix)] for suffix in self.lex.suffixes if word.endswith(suffix)), "")

    def count(self, low: int, high: int) -> int:
        """How many words there are from ``low`` up to ``high``."""
        return self._counts[high] - self._counts[low] if high > low else 0

    def past_bracket(self, index: int, high: int) -> int:
        """The token after the bracket that opens at ``index``; ``index`` when none opens or it never closes."""
        closing = _BRACKETS.get(self.words[index])
        if closing is None:
            return index
        return next((k + 1 for k in range(index + 1, min(high, index + _LONGEST)) if self.words[k] == closing), index)

    def past_time(self, index: int, high: int) -> int:
        """The token after the time expression at ``index``, its brackets with it; ``index`` when there is none."""
        at = index
        while at < high and (self.timex[at] != NONE or (at > index and self.words[at] in {"(", ")"})):
            at += 1
        return at

    def comma(self, low: int, high: int) -> int:
        """The first comma that is not inside a mention, or ``high``."""
        return next((k for k in range(low, high) if self.words[k] == "," and self.free(k)), high)


def outer(mention: Mention) -> tuple[int, int]:
    """The span of a mention with its title and apposition."""
    start = mention.outer_start if 0 <= mention.outer_start < mention.start else mention.start
    return start, max(mention.outer_end, mention.end)


def cover(starts: list[int], spans: Iterable[tuple[int, int]]) -> list[int]:
    """For each token, by its start, the number of the first span that covers it, or ``NONE``; spans sorted by start."""
    covered = [NONE] * len(starts)
    for number, (start, end) in enumerate(spans):
        for at in range(bisect_left(starts, start), bisect_left(starts, end)):
            if covered[at] == NONE:
                covered[at] = number
    return covered
