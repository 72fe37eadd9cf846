"""Titles beside names: "Duta Besar Rusia untuk Indonesia Lyudmila Vorobieva", "X, ajudan presiden Rusia".

The idea: a title is a head ("menteri", "ketua umum") and what may follow it: a state, "untuk" and a state, a portfolio, an
institution, an abbreviation in brackets, a further title, a comma before the name. A grammar of a page reads that far better
than statistics, and it gives the role, the state and the institution, which a tagger does not.

The idiom: ``parse`` walks over tokens and the spans found before; it changes nothing and decides nothing about persons.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from kg.extract.phrases import Phrases
from kg.extract.spans import Span
from kg.language import Pack
from kg.model import Document

_LONGEST = 40
_BRACKET = 6


class Title(NamedTuple):
    """A title in the text: tokens ``first`` to ``last``; ``head`` bounds the words of the office itself.

    ``sort`` is head, rank, honorific or kin; ``name`` the index of the token at which a name follows, or -1. ``of`` and ``to`` are the spans of
    the state or institution; ``abbreviation`` is what stood in brackets.
    """

    first: int
    last: int
    head: tuple[int, int]
    sort: str
    office: str | None
    of: Span | None
    to: Span | None
    former: bool
    name: int
    after_comma: bool
    words: str


class Grammar:
    """The tables of one language, ready for looking up."""

    def __init__(self, pack: Pack) -> None:
        table = pack.table("titles")
        self.heads = Phrases((p, ("head", p, office)) for p, office in table["heads"].items())
        sorts = (("rank", "ranks"), ("honorific", "honorifics"), ("kin", "kin"), ("former", "former"), ("acting", "acting"))
        self.parts = Phrases(
            [*((p, ("head", p, office)) for p, office in table["heads"].items())]
            + [(p, (sort, p, "")) for sort, name in sorts for p in table[name]["words"]]
        )
        self.portfolios = Phrases((p, "") for p in table["portfolios"]["words"])
        self.envoys = frozenset(table["envoys"]["heads"])
        self.prepositions = frozenset(table["envoys"]["prepositions"])
        self.joining = frozenset(table["portfolios"]["joining"])
        self.chaining = Phrases((p, "") for p in table["portfolios"]["chaining"])
        self.domestic = frozenset(table["domestic"]["heads"])
        self.never = frozenset(table["general"]["never"])
        self.before = frozenset(table["general"]["before"])
        self.pointing = frozenset(table["general"]["pointing"])
        self.after = frozenset(table["general"]["after"])
        self.leads = Phrases((p, "") for p in table["apposition"]["leads"])
        self.degrees = frozenset(table["degrees"]["words"])


@cache
def grammar(pack: Pack) -> Grammar:
    """The title grammar of a language."""
    return Grammar(pack)


class _Walk:
    """One attempt to read a title: where we are and what was found."""

    def __init__(self, rules: Grammar, doc: Document, lowers: list[str], spans: dict[int, Span], end: int) -> None:
        self.rules, self.doc, self.lowers, self.spans, self.end = rules, doc, lowers, spans, end
        self.heads: list[tuple[str, str, str, int, int]] = []
        self.of: Span | None = None
        self.to: Span | None = None
        self.former = False
        self.name = -1
        self.comma = False

    def read(self, i: int) -> int:
        """Read on from token ``i``; return where the title ends."""
        limit = min(self.end, i + _LONGEST)
        while i < limit and self.name < 0:
            following = next((j for step in self._steps() if (j := step(i)) > i), i)
            if following == i:
                break
            i = following
        return i

    def _steps(self) -> tuple[Callable[[int], int], ...]:
        return self._part, self._span, self._bracket, self._envoy, self._portfolio, self._comma

    def _part(self, i: int) -> int:
        start = i
        chained = self.rules.chaining.at(self.lowers, i) if self.heads else None
        if chained:
            i = chained[0]
        found = self.rules.parts.at(self.lowers, i) if i < self.end else None
        if not found or (i in self.spans and self.spans[i].kind == "person" and self.spans[i].last <= found[0]):
            return 0
        end, (sort, words, office) = found
        if chained and sort != "head":
            return 0
        if sort == "former":
            self.former = self.former or not self.heads
        elif sort != "acting":
            self.heads.append((sort, words, office, i, end))
        return end if end > start else 0

    def _span(self, i: int) -> int:
        span = self.spans.get(i)
        if span is None or not self.heads:
            return 0
        if span.kind == "person":
            self.name = i
            return i
        if self.of is None:
            self.of = span
        return span.last

    def _bracket(self, i: int) -> int:
        if self.lowers[i] != "(" or not self.heads:
            return 0
        for j in range(i + 1, min(self.end, i + _BRACKET)):
            if self.lowers[j] == ")":
                return j + 1
            if j in self.spans and self.spans[j].kind == "person":
                return 0
        return 0

    def _envoy(self, i: int) -> int:
        if self.lowers[i] not in self.rules.prepositions or not any(h[1] in self.rules.envoys for h in self.heads):
            return 0
        span = self.spans.get(i + 1)
        if span is None or span.kind == "person":
            return 0
        self.to = self.to or span
        return span.last

    def _portfolio(self, i: int) -> int:
        if not self.heads or self.heads[-1][0] != "head":
            return 0
        words = self.lowers
        if words[i] in self.rules.joining or words[i] == ",":
            i += 1
            if words[i - 1] == "," and i < self.end and words[i] in self.rules.joining:
                i += 1
            if i >= self.end or not self.doc.tokens[i].text[0].isupper():
                return 0
        if words[i].startswith("ke-") and words[i][3:].isdigit():
            return i + 1
        found = self.rules.portfolios.at(words, i) if i < self.end and i not in self.spans else None
        return found[0] if found else 0

    def _comma(self, i: int) -> int:
        if self.lowers[i] != "," or not self.heads:
            return 0
        span = self.spans.get(i + 1)
        if span is not None and span.kind == "person":
            self.name, self.comma = i + 1, True
            return i + 1
        return 0


def parse(doc: Document, lowers: list[str], spans: dict[int, Span], i: int, end: int) -> Title | None:
    """The title that starts at token ``i`` and lies before token ``end``; ``spans`` are filed under their first token."""
    rules = grammar(doc.pack)
    if lowers[i] not in rules.parts.starts:
        return None
    walk = _Walk(rules, doc, lowers, spans, end)
    last = walk.read(i)
    if not walk.heads:
        return None
    main = next((h for h in walk.heads if h[0] == "head"), walk.heads[0])
    if walk.comma:
        last -= 1
    return Title(
        i, last, (main[3], main[4]), main[0], main[2] or None, walk.of, walk.to, walk.former, walk.name, walk.comma, main[1]
    )
