"""A voice: who speaks, and where it says so; and the memory of who spoke last.

"katanya", "ia" and a quotation standing alone mean somebody who spoke before. Narration in between names others as
well: a pronoun before a verb may mean whom it is about, a tag after a quotation only somebody who is new in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.statements.line import NONE, Line, outer
from kg.model import Mention, Party


class Voice(NamedTuple):
    """Who speaks. ``parties`` when known; ``anonymous`` bounds the wording of a source without a name.

    ``start``/``end`` bound the words that say so; ``named`` is false for pronouns and for a speaker carried over.
    """

    parties: tuple[Party, ...]
    start: int
    end: int
    anonymous: tuple[int, int] | None = None
    named: bool = True

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes of the speakers, in the order of the text."""
        return tuple(party.node for party in self.parties)

    @property
    def person(self) -> bool:
        """Whether one known person speaks."""
        return len(self.parties) == 1 and self.parties[0].node.startswith("person:")


@dataclass
class Memory:
    """Who spoke last, and whom the narration since then is about (``fresh``: named there for the first time).

    ``group`` bounds the words for people without names that were told of last; ``somebody`` is the last person who
    spoke, who speaks for an institution too ("KPK mengimbau ...", and then "katanya"); ``issuer`` announced something.
    """

    last: Voice | None = None
    topic: Voice | None = None
    fresh: bool = False
    group: tuple[int, int] | None = None
    somebody: Voice | None = None
    issuer: Voice | None = None

    def hear(self, voice: Voice) -> None:
        """Somebody spoke: they are the last speaker now."""
        self.last, self.topic, self.issuer = voice, None, None
        if voice.person:
            self.somebody = voice
        self.group = voice.anonymous if voice.named and voice.anonymous else self.group

    def turn(self, voice: Voice, fresh: bool) -> None:
        """The narration turns to somebody."""
        self.topic, self.fresh = voice, fresh

    def recall(self, start: int, end: int, pronoun: bool = False) -> Voice | None:
        """The speaker that a tag, a lone quotation or a ``pronoun`` before a verb means; None while nobody spoke."""
        topic = self.topic if self.topic and (pronoun or self.fresh or self.last is None) else None
        return self._again(topic or self.last, start, end)

    def person(self, start: int, end: int) -> Voice | None:
        """Whom a tag for one person means ("katanya", "ujar dia"): no institution, if a person spoke before."""
        found = self.recall(start, end)
        impersonal = found is not None and bool(found.parties) and not found.person
        return self._again(self.somebody, start, end) if impersonal and self.somebody else found

    def speaker(self, start: int, end: int) -> Voice | None:
        """Whoever spoke last, under other words ("politikus itu"); whom the narration is about while nobody spoke."""
        return self._again(self.last or self.topic, start, end)

    def author(self, start: int, end: int) -> Voice | None:
        """Whose paper "pernyataan itu" is: of whoever announced or said something last."""
        return self._again(self.issuer or self.last, start, end)

    @staticmethod
    def _again(voice: Voice | None, start: int, end: int) -> Voice | None:
        if voice is None:
            return None
        parties = tuple(Party(party.node, start, end) for party in voice.parties)
        return Voice(parties, start, end, voice.anonymous, named=False)


def voice(mention: Mention, named: bool = True, start: int | None = None) -> Voice:
    """A mention as speaker; an unresolved one is anonymous, with its wording."""
    parties = parties_of(mention)
    left = mention.start if start is None else start
    return Voice(parties, left, mention.end, None if parties else outer(mention), named)


def unnamed(line: Line, low: int, high: int) -> Voice:
    """The words from token ``low`` up to ``high`` as a source without a name."""
    span = line.start(low), line.end(high - 1)
    return Voice((), *span, span)


def together(mentions: Iterable[Mention]) -> Voice:
    """Several mentions that speak together."""
    group = list(mentions)
    return Voice(tuple(party for m in group for party in parties_of(m)), group[0].start, group[-1].end)


def parties_of(mention: Mention) -> tuple[Party, ...]:
    """The agents a mention means: a place never speaks."""
    return tuple(Party(node, mention.start, mention.end) for node in mention.nodes if not node.startswith("place:"))


def pronoun(line: Line, at: int, memory: Memory, subject: bool) -> Voice | None:
    """Whom the pronoun at token ``at`` means; a plural one never means a single speaker. None when it is no pronoun."""
    if line.words[at] not in line.lex.pronouns:
        return None
    mention = line.at(at)
    span = line.start(at), line.end(at)
    single = not subject and line.words[at] not in line.lex.plurals
    heard = memory.person(*span) if single else memory.recall(*span, subject)
    several = mention is not None and len(mention.nodes) > 1
    if line.words[at] in line.lex.plurals and not several and (heard is None or heard.person or not heard.parties):
        few = unnamed(line, at, at + 1)
        return few._replace(anonymous=memory.group) if memory.group else few
    if mention is not None and mention.nodes and (several or heard is None or not heard.parties):
        return voice(mention, named=False)
    return heard


def government(line: Line, at: int) -> Voice | None:
    """ "pemerintah Kenya"; alone, the government of the pack's home. None when it belongs to neither."""
    mention = line.at(at + 1)
    if mention is not None and mention.kind == "state":
        return voice(mention, start=line.start(at))
    if not line.lex.home or (mention is not None and mention.kind != "person"):
        return None
    return Voice((Party(line.lex.home, line.start(at), line.end(at)),), line.start(at), line.end(at))


def is_pointed(line: Line, low: int, high: int) -> bool:
    """Whether a pointer ("itu") stands in the first few tokens from ``low``: the words before it are known already.

    The "ini" of "hari ini" points at a day.
    """
    near = range(low, min(high, low + 4))
    return any(line.words[k] in line.lex.pointers and line.timex[k] == NONE for k in near)
