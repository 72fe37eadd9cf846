"""Reported speech: what somebody is said to have said, without quotation marks.

The idea: a sentence reports speech by a tag, by a passive that points back, or by a verb of speaking with a subject
and content. A tag rules the whole sentence. Of several verbs the first rules; one inside its content counts only
when it is marked as speech of somebody else.

The idiom: one sentence at a time, tokens in, Reports out; nothing outside the sentence decides but who spoke last.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.statements.attribution import Cue
from kg.extract.statements.circumstances import is_outlet
from kg.extract.statements.contents import Content, content
from kg.extract.statements.line import NONE, Line
from kg.extract.statements.sources import source
from kg.extract.statements.subjects import subject
from kg.extract.statements.tags import SHORT, Report, passive, tagged
from kg.extract.statements.voices import Memory, Voice
from kg.model import Mention

_ENDS = frozenset({"\\", ".", "!", "?", ",", ";", ":", "…", "...", ".."})
_JOINED = 4  # tokens between content and the next verb of the same subject, at most
_OBJECT = 2  # words of content before a second verb, at least
_CONTENT = 120  # tokens of content of a subordinate clause, at most


class _Clause(NamedTuple):
    """A sentence or what is left of it: ``low`` to ``high``; ``free`` when nobody speaks in it yet."""

    low: int
    high: int
    free: bool


def reports(line: Line, low: int, high: int, memory: Memory) -> list[Report]:
    """What the sentence of tokens ``low`` to ``high`` reports, in the order of the text."""
    while high > low and line.words[high - 1] in _ENDS:
        high -= 1
    found = tagged(line, low, high, memory) or passive(line, low, high, memory)
    if found is None:
        return _by_verbs(line, low, high, memory, None)
    if found.pieces and (inner := _relayed(line, found, memory)):
        return inner
    memory.hear(found.cue.voice)
    if not found.pieces:
        return [found]
    return [found, *_by_verbs(line, *found.pieces[-1], memory, found.cue.voice)]


def _by_verbs(line: Line, low: int, high: int, memory: Memory, ruler: Voice | None) -> list[Report]:
    """Reports by verbs of speaking. ``ruler``: who speaks already; then only marked speech of others counts."""
    found: list[Report] = []
    since, until = low, high
    lex, words = line.lex, line.words
    for at in [k for k in range(low, high) if words[k] in lex.verbs or words[k] in lex.asked]:
        free = ruler is None or at >= until
        joined = bool(found) and 0 <= at - found[-1].pieces[-1][1] <= _JOINED
        report = _by_verb(line, at, _Clause(low if joined else since, high, free), memory)
        if report is None:
            continue
        if at >= until:
            ruler, until = None, high
        if ruler is None:
            report = _through(line, report, high, memory)
            ruler, until = report.cue.voice, report.pieces[-1][1]
            if line.word(at - 1) not in line.lex.relative:
                memory.hear(report.cue.voice)
        elif not _is_marked(line, report, at, ruler):
            continue
        found.append(report)
        since = at + 1
    return found


def _by_verb(line: Line, at: int, clause: _Clause, memory: Memory) -> Report | None:
    word = line.words[at]
    if word in line.lex.asked:
        return _asked(line, at, clause.high, memory)
    return _spoken(line, at, clause, memory) if word in line.lex.verbs else None


def _spoken(line: Line, at: int, clause: _Clause, memory: Memory) -> Report | None:
    """The report of the verb of speaking at ``at``; without content its subject is only remembered."""
    low, high = clause.low, clause.high
    heading = line.is_capital(at) and at > low
    ensures = line.words[at] in line.lex.ensuring and line.word(at - 1) == ","
    if line.quote[at] != NONE or line.mention[at] != NONE or heading or ensures:
        return None
    start = content(line, at, high, line.lex.verbs[line.words[at]])
    empty = start is None or line.count(start.start, high) < SHORT or _is_hollow(line, start)
    if empty and not clause.free:
        return None
    speaker = subject(line, at, low, memory)
    if start is None or empty:
        if speaker is not None and speaker.named and speaker.person:
            memory.hear(speaker)
        elif speaker is not None and speaker.parties:
            memory.issuer = speaker
        return None
    if speaker is None or not _is_said(line, at, start, speaker, low):
        return None
    first = low if _is_occasion(line, low, at) else min(line.index(speaker.start), at)
    whole = _end(line, speaker, start.start, high)
    end = _before_next(line, start, whole)
    if end < whole and line.words[end - 1] in line.lex.pointers and line.count(start.start, end) <= SHORT:
        return None  # "membantah tuduhan itu dan mengatakan ...": the second verb tells it
    return Report(((start.start, end),), Cue(speaker, first, start.start))


def _is_said(line: Line, at: int, start: Content, speaker: Voice, low: int) -> bool:
    """Not so: a means ("dengan meminta bantuan"), a condition ("jika ia mengatakan"), an unnamed source recalled."""
    if line.words[at - 1] in line.lex.with_ and start.marker != "that":
        return False
    if speaker.anonymous and not speaker.named:
        return False
    named = line.index(speaker.start)
    return line.lex.conditions.isdisjoint(line.words[max(low, named - 4) : named])


def _is_hollow(line: Line, start: Content) -> bool:
    """ "hal itu saat ...", "komentar tersebut setelah ...", or only the next verb: content that says nothing itself."""
    lex, at = line.lex, start.start
    if start.marker == "comma" and line.words[at] in lex.verbs:
        return True
    if line.word(at + 1) not in lex.pointers and line.word(at + 1) not in lex.echoes:
        return False
    following = line.word(at + 2) or "."
    return following in lex.stops or following in lex.phrases or not following[0].isalnum()


def _is_occasion(line: Line, low: int, at: int) -> bool:
    """The sentence opens with where it was said: "Dalam wawancara dengan X, ...", "Dilansir Y, Rabu (28/5), ..."."""
    lex, words = line.lex, line.words
    told = words[low] in lex.to and is_outlet(line, _next_mention(line, low + 1))
    return (
        told
        or words[low] in lex.relays
        or (words[low] in lex.phrases and not lex.occasions.isdisjoint(words[low + 1 : min(low + 3, at)]))
    )


def _next_mention(line: Line, at: int) -> Mention | None:
    """The first mention in the next few tokens."""
    return next((m for k in range(at, min(at + 4, len(line.words))) if (m := line.at(k)) is not None), None)


def _end(line: Line, speaker: Voice, start: int, high: int) -> int:
    """Content reaches to the end of the sentence; in a subordinate clause to its comma."""
    mention = line.whole(line.index(speaker.start))
    first = line.first(mention) if mention is not None else line.index(speaker.start)
    if line.word(first - 1) not in line.lex.subordinate:
        return high
    limit = min(high, start + _CONTENT)
    comma = line.comma(start + 2, limit)
    return comma if comma < limit else high


def _before_next(line: Line, start: Content, high: int) -> int:
    """Content ends where the same subject goes on to speak: "menyesalkan hal itu dan menegaskan perlunya evaluasi".

    A verb inside the content may have a subject of its own, so there both verbs must take their content alike
    ("meminta agar A dan menegaskan agar B").
    """
    lex, words = line.lex, line.words
    spoken = start.marker == "that" and words[start.start - 1] in lex.that
    for at in range(start.start + 1, high - 1):
        if line.quote[at] != NONE or (not spoken and line.is_verbal(at)):
            return high
        if words[at] in lex.joins and words[at] not in lex.with_ and line.free(at):
            verb = next((k for k in range(at + 1, min(at + 4, high)) if words[k] not in lex.adverbs), at)
            following = content(line, verb, high, lex.verbs[words[verb]]) if words[verb] in lex.verbs else None
            if following is None or line.count(following.start, high) < SHORT or line.count(start.start, at) < _OBJECT:
                continue
            if not spoken or (following.marker == "that" and words[following.start - 1] in lex.that):
                return at - (words[at - 1] == ",")
    return high


def _is_marked(line: Line, report: Report, at: int, ruler: Voice) -> bool:
    """Speech inside reported speech: of somebody else by name, and marked as speech ("mengindikasikan bahwa ...")."""
    speaker = report.cue.voice
    if not speaker.named or not speaker.parties or set(speaker.nodes) & set(ruler.nodes):
        return False
    before = line.words[report.pieces[0][0] - 1]
    return before == "," or before in line.lex.declaring or line.words[at - 1] in line.lex.relative


def _through(line: Line, report: Report, high: int, memory: Memory) -> Report:
    """When an outlet reports that somebody said something, that somebody is the speaker and the outlet the relay."""
    speaker, low = report.cue.voice, report.pieces[0][0]
    if len(speaker.parties) != 1 or not is_outlet(line, line.at(line.index(speaker.parties[0].start))):
        return report
    for at in range(low, high):
        inner = _spoken(line, at, _Clause(low, high, False), memory) if line.words[at] in line.lex.verbs else None
        if inner is not None:
            return Report(inner.pieces, Cue(inner.cue.voice, report.cue.low, inner.cue.high), speaker.parties)
    return report


def _relayed(line: Line, found: Report, memory: Memory) -> list[Report]:
    """ "Menurut Reuters, X mengatakan ...": what X said, through the outlet; none when nobody speaks inside."""
    parties = found.cue.voice.parties
    if len(parties) != 1 or not is_outlet(line, line.at(line.index(parties[0].start))):
        return []
    inner = _by_verbs(line, *found.pieces[-1], memory, None)
    if not all(_is_marked(line, report, report.cue.high - 1, found.cue.voice) for report in inner):
        return []
    return [report._replace(cue=report.cue._replace(low=found.cue.low), through=parties) for report in inner]


def _asked(line: Line, at: int, high: int, memory: Memory) -> Report | None:
    """ "X diminta (oleh) Y untuk ..."."""
    mention = line.whole(at + 1 + (line.word(at + 1) in line.lex.agents))
    if line.quote[at] != NONE or mention is None or mention.kind == "place" or not mention.nodes:
        return None
    speaker, end = source(line, at + 1, high, memory)
    if speaker is None or not speaker.parties or line.count(end, high) < SHORT:
        return None
    return Report(((end, high),), Cue(speaker, at, end))
