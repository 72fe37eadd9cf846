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

_ENDS = frozenset({"\\", ".", "!", "?", ",", ";", ":", "…", "...", ".."})
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
    memory.hear(found.cue.voice)
    if not found.pieces:
        return [found]
    return [found, *_by_verbs(line, *found.pieces[-1], memory, found.cue.voice)]


def _by_verbs(line: Line, low: int, high: int, memory: Memory, ruler: Voice | None) -> list[Report]:
    """Reports by verbs of speaking. ``ruler``: who speaks already; then only marked speech of others counts."""
    found: list[Report] = []
    since, until = low, high
    for at in range(low, high):
        free = ruler is None or at >= until
        report = _by_verb(line, at, _Clause(since, high, free), memory)
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
    if line.quote[at] != NONE or line.mention[at] != NONE or heading:
        return None
    start = content(line, at, high, line.lex.verbs[line.words[at]])
    empty = start is None or line.count(start.start, high) < SHORT or _is_hollow(line, start)
    if empty and not clause.free:
        return None
    speaker = subject(line, at, low, memory)
    if start is None or empty:
        if speaker is not None and speaker.named and speaker.person:
            memory.hear(speaker)
        return None
    if speaker is None or not _is_said(line, at, start, speaker, low):
        return None
    first = low if _is_occasion(line, low, at) else min(line.index(speaker.start), at)
    return Report(((start.start, _end(line, speaker, start.start, high)),), Cue(speaker, first, start.start))


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
    return words[low] in lex.relays or (
        words[low] in lex.phrases and not lex.occasions.isdisjoint(words[low + 1 : min(low + 3, at)])
    )


def _end(line: Line, speaker: Voice, start: int, high: int) -> int:
    """Content reaches to the end of the sentence; in a subordinate clause to its comma."""
    mention = line.whole(line.index(speaker.start))
    first = line.first(mention) if mention is not None else line.index(speaker.start)
    if line.word(first - 1) not in line.lex.subordinate:
        return high
    limit = min(high, start + _CONTENT)
    comma = line.comma(start + 2, limit)
    return comma if comma < limit else high


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


def _asked(line: Line, at: int, high: int, memory: Memory) -> Report | None:
    """ "X diminta (oleh) Y untuk ..."."""
    mention = line.whole(at + 1 + (line.word(at + 1) in line.lex.agents))
    if line.quote[at] != NONE or mention is None or mention.kind == "place" or not mention.nodes:
        return None
    speaker, end = source(line, at + 1, high, memory)
    if speaker is None or not speaker.parties or line.count(end, high) < SHORT:
        return None
    return Report(((end, high),), Cue(speaker, at, end))
