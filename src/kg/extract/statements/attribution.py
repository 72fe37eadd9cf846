"""Attributions of quotations: after them ("..., kata X"), turned ("..., ia menuturkan") or before ("X mengatakan,
...").

The idiom: functions take a Line and token indices, ``high`` exclusive, and give a Cue or None.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.statements.contents import content
from kg.extract.statements.lexicon import Verb
from kg.extract.statements.line import DASHES, MARKS, NONE, Line
from kg.extract.statements.sources import source
from kg.extract.statements.subjects import subject
from kg.extract.statements.voices import Memory, Voice, voice

_PHRASE = 30  # tokens between a verb and the quotation it introduces, at most
_TURN = 3  # tokens between the subject and the verb of a turned attribution ("..., ia juga menuturkan.")
_HEAD = 8  # tokens before a name and a colon, at most
_BARE = 4  # letters of a bare word that is a tag, at least
_OPEN = Verb("any")
_STOPS = frozenset({",", ".", "?", "!", "…", "..."})


class Cue(NamedTuple):
    """An attribution: its speaker and the tokens it takes, ``high`` exclusive."""

    voice: Voice
    low: int
    high: int


def tail(line: Line, at: int, high: int, memory: Memory) -> Cue | None:
    """The attribution right after a quotation that ended before token ``at``; None when there is none."""
    ended = line.word(at - 1) in _STOPS
    while at < high and (line.words[at] == "," or line.words[at] in DASHES or line.words[at] in MARKS):
        ended = ended or line.words[at] == ","
        at += 1
    if at >= high:
        return None
    lex, word = line.lex, line.words[at]
    if word in lex.nya or (ended and _is_own_tag(line, at, high)):
        found = memory.person(line.start(at), line.end(at))
    elif word in lex.tags or word in lex.passive or (ended and _is_bare_tag(line, at, high)):
        found = source(line, at + 1 + (line.word(at + 1) in lex.said), high, memory)[0]
    else:
        found = _turned(line, at, high, memory)
    return Cue(found, at, high) if found else None


def _is_bare_tag(line: Line, at: int, high: int) -> bool:
    """Any bare word between a quotation and a name is a tag: "..., kecam X", "..., kilah dia"."""
    if not _is_bare(line, at) or at + 1 >= high:
        return False
    mention = line.whole(at + 1)
    if mention is None or line.words[at + 1] in line.lex.pronouns:
        return line.words[at + 1] in line.lex.pronouns
    return mention.kind == "person" and line.first(mention) == at + 1


def _is_own_tag(line: Line, at: int, high: int) -> bool:
    """ "..., kecamnya.": the same with a suffix, where nothing but a circumstance follows."""
    if not line.stem(at) or not _is_bare(line, at):
        return False
    following = line.word(at + 1) if at + 1 < high else "."
    return following in {".", ","} or following in line.lex.stops or line.timex[at + 1] != NONE


def _is_bare(line: Line, at: int) -> bool:
    """A lower-case word that is no small word, no adverb and no verb with a prefix."""
    lex, word = line.lex, line.words[at]
    small = (lex.openers, lex.prepositions, lex.phrases, lex.stops, lex.that, lex.joins, lex.adverbs, lex.pronouns)
    if not line.is_word(at) or line.is_capital(at) or not line.free(at) or len(word) < _BARE or line.is_verbal(at):
        return False
    return not any(word in group for group in small)


def _turned(line: Line, at: int, high: int, memory: Memory) -> Voice | None:
    """ "..., ia menuturkan." and "..., Trump menambahkan kepada wartawan": subject and verb after the quotation."""
    lex = line.lex
    first = line.whole(at)
    if first is None and line.words[at] not in lex.pronouns:
        return None
    verb = line.after(first) if first else at + 1
    limit = min(verb + _TURN, high)
    while verb < limit and line.words[verb] in lex.adverbs:
        verb += 1
    speaks = verb < limit and (line.words[verb] in lex.verbs or line.words[verb] in lex.leads)
    return subject(line, verb, at, memory) if speaks else None


def lead(line: Line, low: int, opening: int, memory: Memory) -> tuple[Cue, str] | None:
    """The attribution before a quotation whose mark is token ``opening``, and the marker that leads to it.

    None when the words from ``low`` on hold no verb of speaking whose content starts at the quotation.
    """
    lex = line.lex
    speaking = (k for k in range(opening - 1, max(low - 1, opening - _PHRASE), -1) if _speaks(line, k))
    verb = next(speaking, -1)
    if verb < 0:
        return _colon(line, low, opening)
    found = content(line, verb, opening + 1, lex.verbs.get(line.words[verb], _OPEN))
    phrase = _phrase_only(line, verb + 1, opening)
    if not phrase and (found is None or not _reaches(line, found.start, opening)):
        return None
    speaker = subject(line, verb, low, memory)
    marker = "comma" if phrase or found is None else found.marker
    return (Cue(speaker, line.index(speaker.start), opening), marker) if speaker else None


def _speaks(line: Line, at: int) -> bool:
    return line.words[at] in line.lex.verbs or line.words[at] in line.lex.leads


def _phrase_only(line: Line, at: int, opening: int) -> bool:
    """ "menulis di Truth Social, ": one phrase between the verb and the comma before the quotation."""
    lex, words = line.lex, line.words
    if words[opening - 1] not in {",", ":"} or words[at] not in lex.phrases:
        return False
    inside = words[at : opening - 1]
    return "," not in inside and lex.declaring.isdisjoint(inside) and lex.relative.isdisjoint(inside)


def _reaches(line: Line, at: int, opening: int) -> bool:
    """Nothing but "untuk", "akan" and marks between the start of the content and the quotation."""
    return all(not line.is_word(k) or line.words[k] in line.lex.bridges for k in range(at, opening))


def _colon(line: Line, low: int, opening: int) -> tuple[Cue, str] | None:
    """ "X: ..." at the start of a sentence."""
    if opening - 1 <= low or line.words[opening - 1] != ":":
        return None
    mention = line.whole(opening - 2)
    if mention is None or mention.kind != "person" or not mention.nodes or line.index(mention.start) > low + _HEAD:
        return None
    return Cue(voice(mention), low, opening), "comma"
