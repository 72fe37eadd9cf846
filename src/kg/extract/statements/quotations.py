"""Direct speech: which quotations are utterances, and whose.

The idea: a quotation is an utterance when an attribution follows it, when it is the content of a verb of speaking
before it, or when it is a sentence of its own; then the speaker is carried over. Everything else in quotation marks
is a name, a title or a wording.

The idiom: one sentence at a time; a Said holds token spans and a Cue, and only ``reading`` turns it into offsets.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.statements.attribution import Cue, lead, tail
from kg.extract.statements.line import MARKS, NONE, Line
from kg.extract.statements.sources import source
from kg.extract.statements.voices import Memory, Voice, voice

_SHORT = 4  # words under which a quotation without an attribution is no statement
_LEAST = 2  # words under which it is none even with one, unless the attribution says more than "katanya"
_INNER = 40  # tokens at the end of an unclosed quotation in which its attribution is looked for


class Said(NamedTuple):
    """A quotation that is an utterance: its tokens, its attribution (None when it stands alone), its speaker.

    ``goes_on``: it stands alone and was not closed, so that the next paragraph may tell the speaker; until then the one
    carried over stands, or nobody.
    """

    low: int
    high: int
    cue: Cue | None
    voice: Voice
    goes_on: bool = False


class _Span(NamedTuple):
    """A quotation, tokens ``first`` up to ``last``, between the one before (``since``) and the next (``until``)."""

    since: int
    first: int
    last: int
    until: int


def utterances(line: Line, low: int, high: int, memory: Memory) -> list[Said]:
    """The quotations of the sentence of tokens ``low`` to ``high`` that are utterances, in the order of the text."""
    found: list[Said] = []
    spans = _spans(line, low, high)
    for number, (first, last) in enumerate(spans):
        until = _opening(line, spans[number + 1][0]) if number + 1 < len(spans) else high
        since = spans[number - 1][1] if number else low
        span = _Span(since, first, last, until)
        said = _utterance(line, span, bool(found) or number == 0, memory) or _continued(line, span, found)
        if said is not None:
            found.append(said)
            if said.voice.parties or said.voice.anonymous:
                memory.hear(said.voice)
    return found


def _continued(line: Line, span: _Span, found: list[Said]) -> Said | None:
    """The second piece of a quotation that its attribution splits: "A," kata X, "B."."""
    opening = _opening(line, span.first)
    if not found or found[-1].cue is None or found[-1].cue.high != opening or line.word(opening - 1) != ",":
        return None
    return Said(span.first, span.last, found[-1].cue, found[-1].voice) if line.count(span.first, span.last) else None


def _spans(line: Line, low: int, high: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = low
    while at < high:
        number, start = line.quote[at], at
        at += 1
        if number != NONE:
            while at < high and line.quote[at] == number:
                at += 1
            spans.append((start, at))
    return spans


def _opening(line: Line, first: int) -> int:
    """The token of the mark that opens a quotation, or its first token."""
    return first - 1 if first and line.words[first - 1] in MARKS else first


def _utterance(line: Line, span: _Span, fresh: bool, memory: Memory) -> Said | None:
    """``fresh``: nothing but utterances stands before it in its sentence."""
    opening = _opening(line, span.first)
    words = line.count(span.first, span.last)
    starts = line.count(span.since, opening) == 0
    if words == 0 or (not starts and line.word(opening - 1) in line.lex.titles):
        return None
    introduced = None if starts else lead(line, span.since, opening, memory)
    if introduced is not None and introduced[0].voice.named:
        memory.hear(introduced[0].voice)
    cue, end = _following(line, span, memory) if starts or introduced else (None, span.last)
    if cue is not None and (words >= _LEAST or cue.high - cue.low > 1):
        return Said(span.first, end, cue, cue.voice)
    if introduced is not None:
        cue, marker = introduced
        enough = words >= (_LEAST if marker == "comma" else _SHORT)
        return Said(span.first, span.last, cue, cue.voice) if enough else None
    return _alone(line, span, memory) if starts and fresh and words >= _SHORT else None


def _following(line: Line, span: _Span, memory: Memory) -> tuple[Cue | None, int]:
    """The attribution after a quotation, and where the quotation ends: earlier when its closing mark was forgotten."""
    if not _closed(line, span.first):
        cue, end = _inner(line, span.first, span.last, memory)
        if cue is not None:
            return cue, end
    return tail(line, span.last, span.until, memory), span.last


def _alone(line: Line, span: _Span, memory: Memory) -> Said | None:
    """A quotation that is a sentence of its own: its speaker is carried over."""
    start = line.start(span.first)
    if line.count(span.last, span.until):
        return None
    heard, goes_on = memory.recall(start, start), not _closed(line, span.first)
    if heard is None and not goes_on:
        return None
    return Said(span.first, span.last, None, heard or Voice((), start, start), goes_on)


def _closed(line: Line, first: int) -> bool:
    return line.doc.quotes[line.quote[first]].closed


def _inner(line: Line, first: int, last: int, memory: Memory) -> tuple[Cue | None, int]:
    """The attribution stands inside an unclosed quotation: "..., kata X saat dihubungi"."""
    for at in range(last - 2, max(first, last - _INNER), -1):
        word = line.words[at + 1] if line.words[at] == "," else ""
        speaker: Voice | None = None
        if word in line.lex.nya:
            speaker = memory.person(line.start(at + 1), line.end(at + 1))
        elif word in line.lex.tags_plain and at + 2 < last:
            speaker = _named(line, at + 2, last, memory)
        if speaker is not None:
            return Cue(speaker, at + 1, last), at
    return None, last


def _named(line: Line, at: int, last: int, memory: Memory) -> Voice | None:
    """A name or a pronoun right after a tag inside a quotation."""
    if line.words[at] in line.lex.pronouns:
        return source(line, at, last, memory)[0]
    mention = line.whole(at)
    return voice(mention) if mention is not None and mention.kind == "person" and mention.nodes else None
