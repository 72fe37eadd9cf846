"""Names and titles in a text: who and what is mentioned, nobody linked yet.

The idea: three sources, each sure of something else. Knowledge knows how states are written; the tagger knows what a
name looks like where it stands; the title grammar knows who must follow "Menteri Luar Negeri Rusia". They meet in spans
over tokens; then names found once are found everywhere, and titles without a name become mentions of their own.

The idiom: spans are filed under their first token; a mention is made only at the end. Nothing inside a person's title
is a mention of its own: ``Role.of`` and ``Role.to`` say what stood there.
"""

from __future__ import annotations

from kg.extract import alone, doubts, gazetteer, genitive, joints, openings, tagger, titles
from kg.extract.acting import acting
from kg.extract.announced import announced
from kg.extract.cleaning import clean
from kg.extract.propagation import spread
from kg.extract.spans import Span
from kg.extract.title_table import grammar
from kg.extract.titles import Title
from kg.extract.weighing import decided, weigh
from kg.knowledge import acting_state, organisation
from kg.model import Document, How, Kind, Mention, Role
from kg.names import local_node

_CLOSING = frozenset((",", ".", ")", ";", ":", "-", "–", "—", '"', "”", "?", "!"))


def find(doc: Document) -> None:
    """Fill ``doc.mentions``: names, titles with them, and bare titles; sorted, not overlapping, without nodes."""
    joints.part(doc)
    lowers = [token.text.lower() for token in doc.tokens]
    known = gazetteer.find(doc, lowers)
    spans = weigh(doc, lowers, tagger.tag(doc, decided(doc, lowers, known)), known)
    spans = alone.recut(doc, lowers, clean(doc, lowers, spans))
    spans, titled = announced(doc, lowers, openings.widened(doc, lowers, spans))
    spans = doubts.believed(doc, lowers, spread(doc, lowers, spans, titled), titled)
    doc.mentions = _Assembly(doc, lowers, spans).mentions()


Bounds = tuple[int, int]


class _Assembly:
    """Spans and titles of one document on their way to mentions."""

    def __init__(self, doc: Document, lowers: list[str], spans: list[Span]) -> None:
        self.doc, self.lowers, self.spans = doc, lowers, spans
        self.rules = grammar(doc.pack)
        self.home = doc.pack.table("coreference").get("titles", {}).get("home") or None
        by_first = {span.first: span for span in spans}
        self.titles = genitive.owned(doc, titles.find(doc, lowers, by_first), lowers, by_first)
        self.names = {title.name: title for title in self.titles.values() if title.name >= 0}
        long = (span for span in spans if span.kind == "person" and span.last - span.first > 1)
        self.full = {lowers[span.first] for span in long}
        self.taken: set[int] = set()
        self.found: list[Mention] = []

    def mentions(self) -> list[Mention]:
        """All mentions, sorted by start."""
        inside = {i for title in self.titles.values() for i in range(title.first, title.last)}
        for span in self.spans:
            if span.kind == "person" and span.first not in inside:
                self._person(span)
        for title in self.titles.values():
            if title.name < 0 and title.first not in self.taken and self._points(title):
                self._add("person", (title.first, title.last), (title.first, title.last), "title", self._role(title))
        for span in self.spans:
            if span.first not in self.taken:
                kind = "state" if span.seat and acting(self.doc, self.lowers, span) else span.kind
                last = openings.government(self.doc.pack, self.lowers, span) if kind == "state" else span.last
                self._add(kind, (span.first, span.last), (span.first, last))
                if kind == "state" and span.node:
                    self.found[-1] = self.found[-1]._replace(nodes=(span.node,))
        return sorted(self.found, key=lambda mention: mention.start)

    def _add(self, kind: Kind, bounds: Bounds, outer: Bounds, how: How = "name", role: Role | None = None) -> None:
        tokens = self.doc.tokens
        start, end = tokens[bounds[0]].start, tokens[bounds[1] - 1].end
        left, right = tokens[outer[0]].start, tokens[outer[1] - 1].end
        self.taken.update(range(*outer))
        self.found.append(Mention(kind, start, end, self.doc.article.text[start:end], (), how, role, left, right))

    # --- persons ------------------------------------------------------------------------------------------------------

    def _person(self, span: Span) -> None:
        title = self.names.get(span.first)
        first, last = (title.first if title else span.first), span.last
        while self._degree(last):
            last += 2
        if after := self._apposition(last):
            last = after.last
            title = title if title and title.main.sort in ("head", "kin") else after
        if title and title.of and title.of.first == last + 1:
            last = title.of.last  # "President X of Kenya"
        role = self._role(title) if title and title.main.sort != "honorific" else None
        self._add("person", (self._regnal(span), span.last), (first, last), "name", role)

    def _apposition(self, last: int) -> Title | None:
        """The title behind a name: ", ajudan presiden Rusia," or " selaku Ketua DPR" or "(Menlu)"."""
        words, at = self.lowers, last
        if at < len(words) and words[at] in (",", "("):
            at += 1
        lead = self.rules.leads.at(words, at)
        if at == last and lead is None:
            return None
        title = self.titles.get(lead[0] if lead else at)
        if title is None or title.name >= 0 or title.main.sort not in ("head", "kin", "rank"):
            return None
        closed = title.last >= len(words) or words[title.last] in _CLOSING
        return title if closed or lead else None

    def _degree(self, last: int) -> bool:
        """Whether a comma and an academic degree stand there."""
        words = self.lowers
        return last + 1 < len(words) and words[last] == "," and words[last + 1] in self.rules.lists["degrees"]

    def _regnal(self, span: Span) -> int:
        """Where the name starts: "Paus Fransiskus" and "Raja Salman" are names with their title."""
        title = self.names.get(span.first)
        if title is None or title.comma or span.last - span.first > 1 or self.lowers[span.first] in self.full:
            return span.first
        part = title.parts[-1]
        capital = self.doc.tokens[part.first].text[0].isupper()
        return (
            part.first
            if part.last == span.first and part.words in self.rules.lists["regnal"] and capital
            else span.first
        )

    # --- titles -------------------------------------------------------------------------------------------------------

    def _points(self, title: Title) -> bool:
        """Whether a title without a name means one person: "Presiden Rusia", "sang Menlu", "presiden itu"."""
        lists, words = self.rules.lists, self.lowers
        before = words[title.first - 1] if title.first else ""
        after = words[title.last] if title.last < len(words) else ""
        if title.main.sort == "kin":
            return title.main.last < title.last
        if title.main.sort != "head" or title.main.words in lists["crowd"] or before in lists["before"]:
            return False
        if before in lists["pointing"] or after in lists["after"]:
            return True
        if title.main.words in lists["bound"] and title.of is None:
            return False
        return title.of is not None or self.doc.tokens[title.first].text[0].isupper()

    def _role(self, title: Title) -> Role:
        text, tokens = self.doc.article.text, self.doc.tokens
        start, end = tokens[title.first].start, tokens[title.last - 1].end
        words = text[tokens[title.main.first].start : tokens[title.main.last - 1].end]
        of = self._node(title.of) or self._implied(title)
        return Role(
            words, text[start:end], start, end, of, self._node(title.to), title.main.office or None, title.former
        )

    def _implied(self, title: Title) -> str | None:
        """The institution inside the words of the office ("Ketua KPK"), or the only state that has such an office."""
        if title.main.words in self.rules.lists["domestic"] and title.main.office:
            return self.home
        tokens = self.doc.tokens[title.main.first + 1 : title.main.last]
        text = self.doc.article.text[tokens[0].start : tokens[-1].end] if tokens else ""
        if text and (state := acting_state(text)):
            return f"state:{state}"
        if text and organisation(text):
            return local_node("org", self.doc.article.id, text)
        return self.home if title.main.words in self.rules.lists["domestic"] else None

    def _node(self, span: Span | None) -> str | None:
        if span is None:
            return None
        return span.node or local_node(span.kind, self.doc.article.id, span.text(self.doc))
