"""Titles beside names: "Duta Besar Rusia untuk Indonesia Lyudmila Vorobieva", "X, ajudan presiden Rusia".

The idea: a title is a head ("menteri", "ketua umum") and what may follow it: a state, "untuk" and a state, a portfolio,
an institution, an abbreviation in brackets, a further title, a comma before the name. A grammar of a page reads that
better than statistics, and it gives the role, the state and the institution, which a tagger does not.

The idiom: ``parse`` walks over tokens and the spans found before; it changes nothing and decides nothing about persons.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kg.extract.features import lexicon
from kg.extract.spans import Span
from kg.extract.title_table import Grammar, Part, grammar
from kg.model import Document

_LONGEST = 40
_BRACKET = 6
_FILLER = 4


class Title(NamedTuple):
    """A title in the text: tokens ``first`` to ``last``.

    ``main`` is the part that names the office, ``parts`` are all of them. ``of`` and ``to`` are the spans of state or
    institution; ``name`` is the index of the token at which a person's span follows, or -1; ``comma`` tells whether a
    comma stands between.
    """

    first: int
    last: int
    main: Part
    parts: tuple[Part, ...]
    of: Span | None
    to: Span | None
    former: bool
    name: int
    comma: bool


class _Walk:
    """One attempt to read a title: where we are and what was found."""

    def __init__(self, doc: Document, lowers: list[str], spans: dict[int, Span], end: int, full: set[str]) -> None:
        self.full = full
        self.rules, self.doc, self.lowers, self.spans, self.end = grammar(doc.pack), doc, lowers, spans, end
        self.parts: list[Part] = []
        self.of: Span | None = None
        self.to: Span | None = None
        self.former = False
        self.name = -1
        self.comma = False
        self.steps: tuple[Callable[[int], int], ...] = (
            self._part, self._span, self._bracket, self._envoy,
            self._portfolio, self._comma, self._origin, self._filler,
        )  # fmt: skip

    def read(self, i: int) -> int:
        """Read on from token ``i``; return where the title ends."""
        limit = min(self.end, i + _LONGEST)
        while i < limit and self.name < 0:
            following = next((j for step in self.steps if (j := step(i)) > i), i)
            if following == i:
                break
            i = following
        return i

    def _part(self, i: int) -> int:
        chained = self.rules.chaining.at(self.lowers, i) if self.parts else None
        if chained:
            i = chained[0]
        found = self._longest(i)
        if not found or self.spans.get(i, _NOBODY).kind == "person":
            return 0
        end, part = found
        if (chained and part.sort != "head") or not self._cased(part, i):
            return 0
        if part.sort == "former":
            self.former = self.former or not self.parts
        elif part.sort != "acting":
            self.parts.append(part._replace(first=i, last=end))
        return self._institution(i, end)

    def _institution(self, i: int, end: int) -> int:
        """Past the institution that a head begins to name: "Ketua MPR" of "MPR RI"."""
        inner = next((span for j in range(i + 1, end) if (span := self.spans.get(j)) and span.last >= end), None)
        if inner is None:
            return end
        self.of = self.of or inner
        return inner.last

    def _longest(self, i: int) -> tuple[int, Part] | None:
        """The longest part here; one that names no office may not cut into a name ("Kepala" before "Dinas Pasar
        Bogor")."""
        found = list(self.rules.parts.all_at(self.lowers, i)) if i < self.end else []
        whole = (
            f
            for f in found
            if f[1].office or f[1].sort != "head" or not any(j in self.spans for j in range(i + 1, f[0]))
        )
        return next(whole, found[0] if found else None)

    def _cased(self, part: Part, i: int) -> bool:
        """Relatives are written small ("putri Macron"), forms of address large ("Putri Anne")."""
        capital = self.doc.tokens[i].text[0].isupper()
        return part.sort not in ("kin", "honorific") or (part.sort == "honorific") == capital or i == 0

    def _span(self, i: int) -> int:
        span = self.spans.get(i)
        if span is None or not self.parts:
            return 0
        if span.kind == "person":
            local = self.parts[-1].words in self.rules.lists["local"] and self.of is None
            if not (local and span.last == i + 1 and self.spans.get(span.last, _NOBODY).kind == "person"):
                self.name = i
                return 0
            span = span._replace(kind="place")  # "Bupati Agam Benni Warlis"
        sorts = {part.sort for part in self.parts}
        if "head" not in sorts and (sorts != {"rank"} or span.kind == "place"):
            return 0
        self.of = self.of or span
        return span.last

    def _bracket(self, i: int) -> int:
        if self.lowers[i] != "(" or not self.parts:
            return 0
        for j in range(i + 1, min(self.end, i + _BRACKET)):
            if self.lowers[j] == ")":
                return j + 1
            if j in self.spans and self.spans[j].kind == "person":
                return 0
        return 0

    def _envoy(self, i: int) -> int:
        if self.lowers[i] not in self.rules.lists["prepositions"]:
            return 0
        span = self.spans.get(i + 1)
        if span is None or span.kind == "person" or not any(p.words in self.rules.lists["envoys"] for p in self.parts):
            return 0
        self.to = self.to or span
        return span.last

    def _portfolio(self, i: int) -> int:
        if not self.parts or self.parts[-1].sort != "head":
            return 0
        words, joining = self.lowers, self.rules.lists["joining"]
        if words[i] in joining or words[i] == ",":
            i += 1
            if words[i - 1] == "," and i < self.end and words[i] in joining:
                i += 1
            if i >= self.end or not self.doc.tokens[i].text[0].isupper():
                return 0
        if i < self.end and words[i].startswith("ke-") and words[i][3:].isdigit():
            return i + 1
        if words[i] == "periode":
            return next((j for j in range(i + 1, self.end) if not words[j][0].isdigit() and words[j] not in "-–"), i)
        found = self.rules.portfolios.at(words, i) if i < self.end and i not in self.spans else None
        return found[0] if found else 0

    def _comma(self, i: int) -> int:
        if self.lowers[i] != "," or not any(p.sort in {"head", "kin"} or self.of for p in self.parts):
            return 0
        span = self.spans.get(i + 1)
        if span is not None and span.kind == "person":
            if not self._again(span):
                self.name, self.comma = i + 1, True
            return 0
        after = self.rules.parts.at(self.lowers, i + 1) if i + 1 < self.end else None
        if after and (
            after[1].sort == "rank"
            or (after[1].sort == "honorific" and self.spans.get(after[0], _NOBODY).kind == "person")
        ):
            return i + 1
        return 0

    def _again(self, span: Span) -> bool:
        """Whether a short name of somebody named in full goes on after the comma: a new clause, no apposition."""
        following = self.lowers[span.last] if span.last < len(self.lowers) else "."
        return span.last - span.first == 1 and self.lowers[span.first] in self.full and following not in (",", ".", ")")

    def _origin(self, i: int) -> int:
        """Where the bearer comes from, if a name follows: "peneliti dari Universitas X, Budi"."""
        if self.lowers[i] not in self.rules.lists["origin"] or "head" not in {part.sort for part in self.parts}:
            return 0
        span = self.spans.get(i + 1, _NOBODY)
        if span.first < 0 or span.kind == "person" or not self._named(span.last):
            return 0
        self.of = self.of or span
        return span.last

    def _filler(self, i: int) -> int:
        """Capitalised words of an unknown institution or place before a name: "Wali Kota Palu Budi"."""
        if not self.parts or self.parts[-1].sort != "head" or (self.of and self.of.node):
            return 0
        local = self.parts[-1].words in self.rules.lists["local"]
        if local and self.of:
            return 0  # "Gubernur Riau Tengku X": nothing but the name follows its place
        if self.parts[-1].office and not local:
            return 0
        facts, last = lexicon(self.doc.pack).facts, i
        while last < min(self.end, i + _FILLER) and last not in self.spans and self.doc.tokens[last].text[0].isupper():
            if (part := self.rules.parts.at(self.lowers, last)) and part[1].sort in ("rank", "honorific"):
                break
            last += 1
        if (
            last == i
            or facts(self.lowers[i]).lower == "4"
            or not (self._named(last) or self.rules.parts.at(self.lowers, last))
        ):
            return 0
        self.of = self.of or Span(self.parts[-1].last, last, "place" if local else "org")
        return last

    def _named(self, i: int) -> bool:
        """Whether a person follows; behind a comma only where the office is none that stands alone."""
        if self.lowers[i : i + 1] == [","] and not self.parts[-1].office:
            i += 1
        return self.spans.get(i, _NOBODY).kind == "person"


_NOBODY = Span(-1, -1, "org")


def find(doc: Document, lowers: list[str], spans: dict[int, Span]) -> dict[int, Title]:
    """The titles of a document by their first token; none starts inside a name or another title."""
    starts, found = grammar(doc.pack).parts.starts, dict[int, Title]()
    long = (span for span in spans.values() if span.kind == "person" and span.last - span.first > 1)
    full = {word for span in long for word in lowers[span.first : span.last]}
    inside = {i for span in spans.values() for i in range(span.first + 1, span.last)}
    at = 0
    heads = [i for i, word in enumerate(lowers) if word in starts]
    for sentence in doc.sentences:
        reach = sentence.first
        while at < len(heads) and heads[at] < sentence.last:
            i = heads[at]
            at += 1
            if i < reach or i in inside:
                continue
            title = parse(doc, lowers, spans, i, sentence.last, full)
            if title:
                found[i] = title = _relative(title, lowers, spans, grammar(doc.pack))
                reach = title.last
    return found


def _relative(title: Title, lowers: list[str], spans: dict[int, Span], rules: Grammar) -> Title:
    """ "putri X", "ajudan Presiden X": whoever is meant is not X, but may be named behind a comma."""
    first, second = title.parts[0], title.parts[1:2]
    kin = first.sort == "kin" and not lowers[first.last - 1].endswith("nya")
    leader = bool(second) and second[0].words in rules.lists["leading"] and title.name - second[0].last < 2
    serves = first.words in rules.lists["serving"] and leader
    client = first.words in rules.lists["clients"]
    if title.name < 0 or title.comma or not (kin or serves or client):
        return title
    last = spans[title.name].last
    named = spans.get(last + 1, _NOBODY) if lowers[last : last + 1] == [","] else _NOBODY
    name = named.first if named.kind == "person" else -1
    if client and not (kin or serves) and (name < 0 or lowers[named.last : named.last + 1] != [","]):
        return title
    return title._replace(last=last, main=first, of=None, name=name, comma=name >= 0)


def parse(doc: Document, lowers: list[str], spans: dict[int, Span], i: int, end: int, full: set[str]) -> Title | None:
    """The title that starts at token ``i`` and lies before token ``end``.

    Spans are filed under their first token; ``full`` are the words of persons named in full.
    """
    walk = _Walk(doc, lowers, spans, end, full)
    last = walk.read(i)
    if not walk.parts:
        return None
    main = next((p for p in walk.parts if p.sort in ("head", "kin")), walk.parts[0])
    return Title(i, last, main, tuple(walk.parts), walk.of, walk.to, walk.former, walk.name, walk.comma)
