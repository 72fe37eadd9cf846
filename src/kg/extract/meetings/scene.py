"""A sentence as a row of items: words, marks, times and the agents and places named, titles folded into names.

"Presiden Prancis Emmanuel Macron tiba di Indonesia, Selasa (27/5/2025) malam" becomes agent, "tiba", "di", agent, ",",
time, "malam". On such a row a frame is a short walk to the left or to the right. What stands in brackets is left out
unless it is a time. Rows are made when first asked for, so articles that tell of no meeting cost nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import NamedTuple

from kg.extract.meetings.table import Table
from kg.extract.statements import attribution_spans, utterances
from kg.model import Document, Mention, Party, Sentence, Timex

AGENTS = ("person", "state", "org")
LONGEST = 160  # tokens of a sentence that are looked at: what is longer is a list or was never a sentence
INITIALS = (2, 3)  # letters of a name cut to its initials
NESTED = 4  # attributions that may begin before the one looked for ends
BULLETS = "-–•*·"
_START, _END = attrgetter("start"), attrgetter("end")


class Item(NamedTuple):
    """One step of the row. ``kind`` is "agent", "place", "time", "word" or "mark"; ``word`` is lower case.

    ``capital`` tells a word written with one inside a sentence (never in a title, where all words may be), ``initials``
    one of two or three capitals, as courts write names.
    """

    kind: str
    word: str
    start: int
    end: int
    mention: Mention | None = None
    timex: Timex | None = None
    quoted: bool = False
    capital: bool = False
    initials: bool = False


Row = tuple[Item, ...]


def sits(items: Row, table: Table) -> bool:
    """Whether words are of parliament: "Komisi IV", "rapat paripurna"."""
    houses = table.classes["parliament"]
    words = (word for item in items for word in (item.mention.text.lower().split() if item.mention else (item.word,)))
    return any(word in houses for word in words)


class Scene:
    """A document with its rows, made lazily. ``lower`` are the tokens in lower case."""

    def __init__(self, doc: Document, table: Table) -> None:
        self.doc = doc
        self.table = table
        self.text = doc.article.text
        self.lower = [token.text.lower() for token in doc.tokens]
        self._rows: dict[int, Row] = {}

    @cached_property
    def topic(self) -> str | None:
        """The person named most often, at least twice; None when there is none or two share it."""
        named = (m for m in self.doc.mentions if m.kind == "person" and len(m.nodes) == 1)
        counts = Counter(m.nodes[0] for m in named)
        first = counts.most_common(2)
        alone = len(first) == 1 or (len(first) > 1 and first[0][1] > first[1][1])
        return first[0][0] if alone and first[0][1] > 1 else None

    @cached_property
    def programme(self) -> bool:
        """Whether an article lists what is to happen: "Agenda Hari Ini: ..."."""
        title = (token.text.lower() for token in self.doc.tokens[:1] if self.doc.article.title)
        return any(word in self.table.classes["agenda"] for word in title)

    @cached_property
    def attributions(self) -> list[tuple[int, int]]:
        """Where the article tells who said something: "kata X di Jakarta, Rabu (11/9/2019)"."""
        return attribution_spans(self.doc)

    @cached_property
    def speakers(self) -> dict[int, list[str]]:
        """Who says something in each sentence, by its number."""
        starts, found = [sentence.start for sentence in self.doc.sentences], dict[int, list[str]]()
        for utterance in utterances(self.doc):
            number = bisect_right(starts, utterance.start) - 1
            found.setdefault(number, []).extend(party.node for party in utterance.speakers)
        return found

    @cached_property
    def _voices(self) -> list[tuple[int, int, tuple[Party, ...]]]:
        """Every piece of somebody's words, in order, with who says them."""
        said = ((piece, utterance) for utterance in utterances(self.doc) for piece in utterance.pieces)
        voices = [(start, end, tuple(Party(*one) for one in utterance.speakers)) for (start, end), utterance in said]
        return sorted(voices, key=itemgetter(0, 1))

    def voice(self, offset: int) -> list[Party]:
        """Who says the words at an offset, when they are somebody's words."""
        after = bisect_right(self._voices, offset, key=itemgetter(0))
        for start, end, speakers in self._voices[max(0, after - NESTED) : after]:
            if start <= offset < end:
                return list(speakers)
        return []

    def attribution(self, offset: int) -> tuple[int, int] | None:
        """The words that tell who said something in which an offset lies."""
        after = bisect_right(self.attributions, (offset, len(self.text) + 1))
        for start, end in self.attributions[max(0, after - NESTED) : after]:
            if start <= offset < end:
                return start, end
        return None

    def row(self, number: int) -> Row:
        """The items of a sentence (none for a number out of range)."""
        if number not in self._rows:
            inside = 0 <= number < len(self.doc.sentences)
            self._rows[number] = tuple(self._items(self.doc.sentences[number])) if inside else ()
        return self._rows[number]

    def listed(self, number: int) -> bool:
        """Whether a sentence is a line of a list: "1. A", "- A"."""
        inside = 0 <= number < len(self.doc.sentences)
        start = self.text[self.doc.sentences[number].start] if inside else ""
        return start.isdigit() or (start != "" and start in BULLETS)

    def _items(self, sentence: Sentence) -> list[Item]:
        doc, skip = self.doc, -1
        out: list[Item] = []
        spans = self._spans(sentence)
        opened = bisect_right(doc.quotes, sentence.start, key=_END)
        quotes = doc.quotes[opened : bisect_left(doc.quotes, sentence.end, key=_START)]
        depth, place = 0, 0
        for index in range(sentence.first, min(sentence.last, sentence.first + LONGEST)):
            token = doc.tokens[index]
            if token.start < skip:
                continue
            while place < len(spans) and spans[place].end <= token.start:
                place += 1
            item = spans[place] if place < len(spans) and spans[place].start <= token.start else None
            if token.text in "([":
                depth += 1
            elif token.text in ")]":
                depth = max(depth - 1, 0)
            elif depth == 0 or (item and item.kind == "time"):
                quoted = any(q.start <= token.start < q.end for q in quotes)
                if item:
                    skip = item.end
                    out.append(item._replace(quoted=quoted))
                else:
                    kind = "word" if token.text[0].isalnum() else "mark"
                    capital = token.text[0].isupper() and sentence.kind == "body" and index > sentence.first
                    initials = capital and len(token.text) in INITIALS and token.text.isupper()
                    word, span = self.lower[index], (token.start, token.end)
                    out.append(Item(kind, word, *span, None, None, quoted, capital, initials))
        return out

    def _spans(self, sentence: Sentence) -> list[Item]:
        """Times and mentions as items, in order, none inside another: the wider wins, and a day over a name it ends."""
        doc, found = self.doc, []
        for timex in doc.timexes[bisect_left(doc.timexes, sentence.start, key=_START) :]:
            if timex.start >= sentence.end:
                break
            found.append(Item("time", "", timex.start, timex.end, timex=timex))
        for mention in doc.mentions[bisect_left(doc.mentions, sentence.start, key=_START) :]:
            if mention.start >= sentence.end:
                break
            start = mention.start if mention.outer_start < 0 else mention.outer_start
            end = max(mention.end, mention.outer_end)
            found.append(Item("agent" if mention.kind in AGENTS else "place", "", start, end, mention))
        found.sort(key=lambda item: (item.start, -item.end))
        out: list[Item] = []
        for item in found:
            if out and item.kind == "time" and item.end > out[-1].end > item.start:
                out[-1] = out[-1]._replace(end=item.start)
            if not out or item.start >= out[-1].end:
                out.append(item)
        return out
