"""Direct speech: which quotations are utterances, and whose.

The idea: a quotation is an utterance when an attribution follows it, when it is the content of a verb of speaking before
it, or when it is a sentence of its own; then the speaker is carried over. Everything else in quotation marks is a name, a
title or a wording.

The idiom: one sentence at a time; a Said holds token spans and a Cue, and only ``read`` in the package turns it into offsets.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.statements.attribution import Cue, lead, tail
from kg.extract.statements.line import MARKS, NONE, Line
from kg.extract.statements.speakers import Memory, Voice, after
from kg.model import Party

_SHORT = 4  # words under which a quotation without an attribution is no statement


class Said(NamedTuple):
    """A quotation that is an utterance: its tokens, its attribution, the carried speaker when it has none of its own."""

    low: int
    high: int
    cue: Cue | None
    voice: Voice
    solo: bool


def utterances(line: Line, low: int, high: int, memory: Memory) -> list[Said]:
    """The quotations of the sentence of tokens ``low`` to ``high`` that are utterances, in the order of the text."""
    found: list[Said] = []
    spans = _spans(line, low, high)
    for number, (first, last) in enumerate(spans):
        until = _opening(line, spans[number + 1][0]) if number + 1 < len(spans) else high
        since = spans[number - 1][1] if number else low
        said = _utterance(line, (since, first, last, until), bool(found) or number == 0, memory)
        if said is not None:
            found.append(said)
            memory.hear(said.voice)
    return found


def _spans(line: Line, low: int, high: int) -> list[tuple[int, int]]:
    """Token spans of the quotations in a sentence."""
    spans: list[tuple[int, int]] = []
    at = low
    while at < high:
        number, start = line.quote[at], at
        if number == NONE:
            at += 1
            continue
        while at < high and line.quote[at] == number:
            at += 1
        spans.append((start, at))
    return spans


def _opening(line: Line, first: int) -> int:
    """The token of the mark that opens a quotation, or its first token."""
    return first - 1 if first and line.words[first - 1] in MARKS else first


def _utterance(line: Line, span: tuple[int, int, int, int], fresh: bool, memory: Memory) -> Said | None:
    since, first, last, until = span
    opening = _opening(line, first)
    words = line.count(first, last)
    starts = line.count(since, opening) == 0
    if words == 0 or (not starts and _is_title(line, opening, since)):
        return None
    introduced = None if starts else lead(line, since, opening, memory)
    if introduced is not None and introduced[0].voice.named:
        memory.hear(introduced[0].voice)
    if starts or introduced is not None:
        closed, end = _inner_tag(line, first, last, memory) if not _closed(line, first) else (None, last)
        cue = closed or tail(line, last, until, memory)
        if cue is not None and (words >= 2 or cue.high - cue.low > 1):
            return Said(first, end, cue, cue.voice, False)
    if introduced is not None:
        cue, marker = introduced
        enough = words >= 2 if marker == "comma" else words >= _SHORT
        return Said(first, last, cue, cue.voice, False) if enough else None
    return _alone(line, (first, last, until), memory) if starts and fresh and words >= _SHORT else None


def _alone(line: Line, span: tuple[int, int, int], memory: Memory) -> Said | None:
    """A quotation that is a sentence of its own: its speaker is carried over."""
    first, last, until = span
    if line.count(last, until):
        return None
    voice = memory.recall(line.start(first), line.start(first))
    return Said(first, last, None, voice, True) if voice else None


def _closed(line: Line, first: int) -> bool:
    return line.doc.quotes[line.quote[first]].closed


def _inner_tag(line: Line, first: int, last: int, memory: Memory) -> tuple[Cue | None, int]:
    """A mark was forgotten: the attribution stands inside an unclosed quotation ("..., kata X saat dihubungi")."""
    for at in range(last - 2, max(first, last - 40), -1):
        if line.words[at] != ",":
            continue
        word = line.words[at + 1]
        if word in line.lex.nya:
            cue = tail(line, at + 1, last, memory)
            return (cue, at) if cue else (None, last)
        if word in line.lex.tags_plain:
            voice = _named_after(line, at + 2, last, memory)
            if voice is not None:
                return Cue(voice, at + 1, last), at
    return None, last


def _named_after(line: Line, at: int, last: int, memory: Memory) -> Voice | None:
    """A name or pronoun right after a tag inside a quotation."""
    mention = line.whole(at) if at < last else None
    if mention is not None and mention.kind == "person" and mention.nodes:
        return Voice(tuple(Party(node, mention.start, mention.end) for node in mention.nodes), mention.start, mention.end)
    if at < last and line.words[at] in line.lex.pronouns:
        return after(line, at, last, memory)[0]
    return None


def _is_title(line: Line, opening: int, since: int) -> bool:
    """A word of naming stands right before the mark ("bertajuk", "lagu")."""
    return opening - 1 >= since and line.words[opening - 1] in line.lex.titles
