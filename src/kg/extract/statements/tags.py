"""Reported speech by a tag: "Padahal, kata X, ...", "..., menurut KCNA", "Menurutnya, ..."; and by a passive verb.

A tag rules its whole sentence: what stands before it and after it is what was said.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.statements.attribution import Cue
from kg.extract.statements.line import NONE, Line
from kg.extract.statements.sources import source
from kg.extract.statements.subjects import subject
from kg.extract.statements.voices import Memory, Voice, unnamed
from kg.model import Party

SHORT = 3  # words of content, at least
_WHOLE = 8  # words before a tag that are a whole clause
_TRAIL = 6  # words after a closing tag that are an apposition to the speaker, at most
_AFTER = 25  # tokens between the speaker and the comma that closes a tag, at most
_SUBJECT = 12  # tokens of a subject before the verb of a turned tag, at most
_CLAUSE = 4  # words before a turned tag that are a clause, at least
_DESCRIBED = 6  # tokens that go on describing a source, at most
_PASSIVE = 20  # tokens between a passive and its content, at most


class Report(NamedTuple):
    """Reported speech: token spans of its content and its attribution; no spans when it points back.

    ``through`` are outlets that reported it ("Reuters melaporkan bahwa X mengatakan ...").
    """

    pieces: tuple[tuple[int, int], ...]
    cue: Cue
    through: tuple[Party, ...] = ()


class _Tag(NamedTuple):
    """A tag at token ``at`` of the sentence ``low`` to ``high``; its speaker ends before token ``end``."""

    low: int
    at: int
    end: int
    high: int


def tagged(line: Line, low: int, high: int, memory: Memory) -> Report | None:
    """The report of a sentence by its first tag that has a speaker; None when there is none."""
    lex = line.lex
    for at in range(low, high):
        word = line.words[at]
        tag = word in lex.tags_plain or word in lex.nya or word in lex.according or _as_said(line, at)
        if tag and _is_place(line, at, low):
            found = _report(line, at, low, high, memory)
            if found is not None:
                return found
        elif lex.tags_turned and at > low and line.words[at - 1] == ",":
            found = _turned(line, at, low, high, memory)
            if found is not None:
                return found
    return None


def _turned(line: Line, at: int, low: int, high: int, memory: Memory) -> Report | None:
    """ "The harbor will reopen, X said", "The harbor, she said, will reopen": subject and verb as a tag."""
    lex, words = line.lex, line.words
    verb = next((k for k in range(at, min(high, at + _SUBJECT)) if words[k] in lex.tags_turned or words[k] == ","), at)
    end = verb + 1
    if verb == at or words[verb] == "," or line.quote[verb] != NONE or line.quote[at] != NONE:
        return None
    inside = line.word(end) == "," if end < high else False
    closing = end >= high or line.timex[end] != NONE or words[end] in lex.stops
    rest = words[end : min(high, end + _AFTER)]
    if not inside and (not closing or at - low <= _CLAUSE or not lex.declaring.isdisjoint(rest)):
        return None
    speaker = subject(line, verb, at, memory)
    pieces = _around(line, _Tag(low, at, end, high), end + 1 if inside else high) if speaker else ()
    return Report(pieces, Cue(speaker, at, end if inside else high)) if speaker and pieces else None


def _as_said(line: Line, at: int) -> bool:
    """ "Seperti disampaikan X, ...", "sebagaimana dikatakan Y": with the passive they are a tag."""
    return line.words[at] in line.lex.similar and line.word(at + 1) in line.lex.passive


def _is_place(line: Line, at: int, low: int) -> bool:
    """At the start of the sentence, after a comma, or after a word that opens a sentence ("Selain itu menurut X")."""
    lex, words = line.lex, line.words
    if line.quote[at] != NONE or not line.free(at):
        return False
    if at == low or words[at - 1] == ",":
        return True
    if words[at] in lex.tags_document:
        return False
    if at - low <= 3 and all(_is_linking(line, k) for k in range(low, at)):
        return True
    return _is_according(line, at) and words[at - 1] not in lex.relative and _before_verb(line, at)


def _is_linking(line: Line, at: int) -> bool:
    return line.words[at] in line.lex.openers or line.words[at] in line.lex.adverbs or not line.is_word(at)


def _is_according(line: Line, at: int) -> bool:
    return line.words[at] in line.lex.according or line.stem(at) in line.lex.according


def _before_verb(line: Line, at: int) -> bool:
    """ "Aturan ini menurut OJK bertujuan ...": the speaker of "menurut" stands between subject and verb."""
    following = at + 1
    if line.words[at] in line.lex.according:
        mention = line.whole(at + 1)
        following = line.after(mention) if mention is not None else at + 2
    return following < len(line.words) and line.is_verbal(following)


def _report(line: Line, at: int, low: int, high: int, memory: Memory) -> Report | None:
    speaker, end = _speaker(line, at, high, memory)
    if speaker is None or not (speaker.parties or _is_source(line, at + 1, end)):
        return None
    while end < high and line.words[end] in line.lex.government and line.words[end - 1] not in line.lex.according:
        end += 1  # "the Kenyan government"
    tag = _Tag(low, at, end, high)
    rest = _rest(line, tag)
    pieces = _around(line, tag, rest)
    return Report(pieces, Cue(speaker, at, rest)) if pieces else None


def _speaker(line: Line, at: int, high: int, memory: Memory) -> tuple[Voice | None, int]:
    lex, word = line.lex, line.words[at]
    if word in lex.nya:
        return memory.person(line.start(at), line.end(at)), at + 1
    following = line.words[at + 1] if at + 1 < high else ""
    says = following in lex.passive or following in lex.said
    if not following or (word in lex.tags_document and not (says or following in lex.documents)):
        return None, at
    if word in lex.according and (following in lex.according_hollow or not _has_report(line, at)):
        return None, at
    speaker, end = source(line, at + 1 + says, high, memory)
    if speaker is not None and speaker.anonymous and word in lex.according:
        return _whole_wording(line, speaker, end, high)
    return speaker, end


def _whole_wording(line: Line, speaker: Voice, end: int, high: int) -> tuple[Voice, int]:
    """ "Menurut sumber diplomatik di Praha, ...": up to the comma everything describes the source."""
    comma = line.comma(end, min(high, end + _DESCRIBED))
    if comma >= min(high, end + _DESCRIBED) or line.words[end] not in line.lex.inside:
        return speaker, end
    return unnamed(line, line.index(speaker.start), comma), comma


def _has_report(line: Line, at: int) -> bool:
    """ "Berdasarkan laporan X": before anything else but a report that word tells grounds, not speakers."""
    lex = line.lex
    return line.words[at] in lex.tags or line.words[at + 1] in lex.according_reports


def _is_source(line: Line, low: int, high: int) -> bool:
    lex, words = line.lex, line.words[low:high]
    return not (lex.people.isdisjoint(words) and lex.documents.isdisjoint(words) and lex.pointers.isdisjoint(words))


def _rest(line: Line, tag: _Tag) -> int:
    """Where content goes on after the speaker: past the comma that closes the tag, or nowhere."""
    at, end, high = tag.at, tag.end, tag.high
    if end >= high:
        return high
    if line.words[end] == ",":
        return _past_office(line, end + 1, high)
    if line.count(tag.low, at) >= _WHOLE and line.words[at - 1] == ",":
        return high
    according = _is_according(line, at)
    if according and line.words[end] not in line.lex.stops:
        return end
    limit = min(high, end + _AFTER)
    comma = line.comma(end, limit)
    return comma + 1 if comma < limit else (end if according else high)


def _past_office(line: Line, at: int, high: int) -> int:
    """Past an office between commas: "menurut X, Kepala Pusat Literasi Digital, pemerintah ..."; else ``at``."""
    comma = line.comma(at, min(high, at + _AFTER))
    inside = range(at, comma)
    named = all(line.is_capital(k) or not line.free(k) or line.words[k] in line.lex.joiners for k in inside)
    return comma + 1 if comma < high and line.words[comma] == "," and len(inside) > 1 and named else at


def _around(line: Line, tag: _Tag, rest: int) -> tuple[tuple[int, int], ...]:
    """The pieces of content before a tag and after it."""
    low, at, high = tag.low, tag.at, tag.high
    stop = at - 1 if at > low and line.words[at - 1] == "," else at
    ahead, behind = line.count(low, stop), line.count(rest, high)
    if ahead + behind < SHORT or line.words[low] in line.lex.heading:
        return ()
    if ahead >= SHORT and (behind <= 1 or (behind <= _TRAIL and not line.is_verbal(rest))):
        return ((low, stop),)
    linking = all(_is_linking(line, k) for k in range(low, stop))
    pieces = ((rest, high),) if linking else ((low, stop), (rest, high))
    return tuple(piece for piece in pieces if line.count(*piece))


# --- passives -----------------------------------------------------------------------------------------------------


def passive(line: Line, low: int, high: int, memory: Memory) -> Report | None:
    """ "Hal itu disampaikan X" (no pieces: it points back), "Diakui X, ...", "Disampaikan, ..."."""
    lex, words = line.lex, line.words
    if low + 2 < high and words[low] in lex.anaphora and (words[low + 1] in lex.pointers or words[low + 1] in lex.so):
        at = next((k for k in range(low + 2, min(low + 6, high)) if words[k] in lex.passive), NONE)
        return _points_back(line, at + 1, high, memory) if at != NONE else None
    start = next((k for k in range(low, min(low + 4, high)) if not _is_linking(line, k)), high)
    if start < high and (words[start] in lex.passive or _is_own(line, start)):
        return _passive_first(line, start, high, memory)
    return None


def _is_own(line: Line, at: int) -> bool:
    """ "Diakuinya": by whoever spoke last."""
    return line.stem(at) in line.lex.passive


def _points_back(line: Line, at: int, high: int, memory: Memory) -> Report | None:
    if at < high and line.words[at] in line.lex.agents_back:
        speaker = memory.recall(line.start(at), line.end(at))
    else:
        speaker = source(line, at, high, memory)[0]
    return Report((), Cue(speaker, at - 1, high)) if speaker is not None and speaker.parties else None


def _passive_first(line: Line, start: int, high: int, memory: Memory) -> Report | None:
    following = line.words[start + 1] if start + 1 < high else ""
    if following == "," or following in line.lex.agents_back or _is_own(line, start):
        spoke = memory.last is not None
        speaker, at = memory.recall(line.start(start), line.end(start)) if spoke else None, start + 1
    else:
        speaker, at = source(line, start + 1, high, memory)
    limit = min(high, at + _PASSIVE)
    led = next((k for k in range(at, limit) if line.words[k] == "," or line.words[k] in line.lex.declaring), NONE)
    if speaker is None or led == NONE or line.count(led + 1, high) < SHORT:
        return None
    return Report(((led + 1, high),), Cue(speaker, start, led))
