"""Reported speech: what somebody is said to have said, without quotation marks.

The idea: a sentence reports speech by a tag between commas ("Padahal, kata X, ..."), by "menurut X", by a verb of speaking
with a subject and content, or by pointing back ("Hal itu disampaikan X"). A tag rules the whole sentence: verbs inside it
belong to what is reported. Of several verbs the first rules; one inside its content counts only when it is marked as speech of
somebody else.

The idiom: one sentence at a time, tokens in, Reports out; nothing is decided from the outside of the sentence but who spoke
last.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.statements.attribution import Content, Cue, content, is_outlet
from kg.extract.statements.line import NONE, Line, outer
from kg.extract.statements.speakers import Memory, Voice, after, before, is_verbal
from kg.model import Party

_SHORT = 3  # words of content, at least
_LONG = 8  # words before a tag that are a whole clause
_TRAIL = 6  # words after a closing tag that are an apposition to the speaker, at most


class Report(NamedTuple):
    """Reported speech: token spans of its content and its attribution; no spans when it points back.

    ``through`` are outlets that reported it ("Reuters melaporkan bahwa X mengatakan ...")."""

    pieces: tuple[tuple[int, int], ...]
    cue: Cue
    through: tuple[Party, ...] = ()


def reports(line: Line, low: int, high: int, memory: Memory) -> list[Report]:
    """What the sentence of tokens ``low`` to ``high`` reports, in the order of the text."""
    high = _last_word(line, low, high)
    tagged = _tagged(line, low, high, memory)
    if tagged is not None:
        memory.hear(tagged.cue.voice)
        start = tagged.pieces[-1][0]
        return [tagged, *_verbs(line, start, high, memory, tagged.cue.voice)]
    passive = _passive(line, low, high, memory)
    if passive is not None:
        memory.hear(passive.cue.voice)
        return [passive]
    return _verbs(line, low, high, memory, None)


def _last_word(line: Line, low: int, high: int) -> int:
    while high > low and line.words[high - 1] in _ENDS:
        high -= 1
    return high


_ENDS = frozenset({"\\", ".", "!", "?", ",", ";", ":", "…", "...", ".."})


# --- tags ---------------------------------------------------------------------------------------------------------


def _tagged(line: Line, low: int, high: int, memory: Memory) -> Report | None:
    """"Padahal, kata X, ...", "..., menurut KCNA", "Menurutnya, ..."."""
    for at in range(low, high):
        word = line.words[at]
        tag = word in line.lex.tags_plain or word in line.lex.nya or word in line.lex.according or _as_said(line, at, low)
        if tag and _tag_place(line, at, low):
            found = _tag(line, at, low, high, memory)
            if found is not None:
                return found
    return None


def _as_said(line: Line, at: int, low: int) -> bool:
    """"Seperti disampaikan X, ...", "sebagaimana dikatakan Y": the passive after them is a tag."""
    word = line.words[at]
    return word in {"seperti", "sebagaimana"} and at + 1 < len(line.words) and line.words[at + 1] in line.lex.passive


def _tag_place(line: Line, at: int, low: int) -> bool:
    """At the start of the sentence, after a comma, or after a word that opens a sentence ("Selain itu menurut X")."""
    if line.quote[at] != NONE or line.outer[at] != NONE:
        return False
    if at == low or line.words[at - 1] == ",":
        return True
    if at - low <= 3 and all(w in line.lex.openers or w in line.lex.adverbs for w in line.words[low:at]):
        return True
    return _is_according(line, at) and line.words[at - 1] != "yang" and _before_verb(line, at)


def _is_according(line: Line, at: int) -> bool:
    word = line.words[at]
    return word in line.lex.according or word[:-3] in line.lex.according


def _before_verb(line: Line, at: int) -> bool:
    """"Aturan ini menurut OJK bertujuan ...": the speaker of "menurut" stands between subject and verb."""
    following = at + 1
    if line.words[at] in line.lex.according:
        mention = line.whole(at + 1) if at + 1 < len(line.words) else None
        following = line.past(outer(mention)[1], at) if mention is not None else at + 2
    if following >= len(line.words):
        return False
    return line.words[following] in line.lex.auxiliaries or is_verbal(line.tokens[following].text)


def _tag(line: Line, at: int, low: int, high: int, memory: Memory) -> Report | None:
    word = line.words[at]
    if word in line.lex.nya:
        voice, end = memory.recall(line.start(at), line.end(at)), at + 1
    else:
        if at + 1 >= high or (word in line.lex.according and _no_source(line, at, high)):
            return None
        if word in line.lex.tags_document and not _names_saying(line, at + 1):
            return None
        said = line.words[at + 1] == "kata" or line.words[at + 1] in line.lex.passive
        voice, end = after(line, at + 1 + said, high, memory)
    if voice is None or (not voice.parties and not _is_people(line, at + 1, end)):
        return None
    according = _is_according(line, at)
    closing = line.count(low, at) >= _LONG and line.words[at - 1] == "," and end < high and line.words[end] != ","
    rest = high if closing else _rest(line, end, high, according)
    if rest is None:
        return None
    pieces = _around(line, (low, at, rest, high))
    return Report(pieces, Cue(voice, at, min(rest, high))) if pieces else None


def _names_saying(line: Line, at: int) -> bool:
    """"demikian laporan X", "demikian disampaikan Y"."""
    word = line.words[at]
    return word in line.lex.documents or word in line.lex.passive or word == "kata"


def _no_source(line: Line, at: int, high: int) -> bool:
    following = line.words[at + 1]
    if following in line.lex.according_hollow:
        return True
    return line.words[at] == "berdasarkan" and following not in line.lex.according_reports


def _is_people(line: Line, low: int, high: int) -> bool:
    words = set(line.words[low:high])
    return bool(words & line.lex.people or words & line.lex.documents or words & line.lex.pointers)


def _rest(line: Line, end: int, high: int, according: bool) -> int | None:
    """Where content goes on after the speaker: past the comma that closes the tag; None when the tag closes otherwise."""
    if end >= high:
        return high
    if line.words[end] == ",":
        return end + 1
    comma = next((k for k in range(end, min(high, end + 25)) if line.words[k] == "," and line.outer[k] == NONE), NONE)
    if according and line.words[end] not in line.lex.stops:
        return end
    return comma + 1 if comma != NONE else (end if according else high)


def _around(line: Line, span: tuple[int, int, int, int]) -> tuple[tuple[int, int], ...]:
    """The pieces of content before and after a tag that took tokens ``at`` to ``rest``."""
    low, at, rest, high = span
    before_end = at - 1 if at > low and line.words[at - 1] == "," else at
    ahead, behind = line.count(low, before_end), line.count(rest, high)
    verbal = rest < high and (line.words[rest] in line.lex.auxiliaries or is_verbal(line.tokens[rest].text))
    if ahead >= _SHORT and (behind <= 1 or (behind <= _TRAIL and not verbal)):
        return ((low, before_end),)
    if behind < _SHORT and not ahead:
        return ()
    linking = all(w in line.lex.openers or w in line.lex.adverbs or not w[0].isalnum() for w in line.words[low:before_end])
    return ((rest, high),) if linking else ((low, before_end), (rest, high))


# --- pointing back, passives --------------------------------------------------------------------------------------


def _passive(line: Line, low: int, high: int, memory: Memory) -> Report | None:
    """"Hal itu disampaikan X" (no pieces), "Diakui X, ...", "Disampaikan, ..."."""
    lex, words = line.lex, line.words
    if low + 2 < high and words[low + 1] in lex.pointers and words[low] in lex.anaphora:
        at = next((k for k in range(low + 2, min(low + 6, high)) if words[k] in lex.passive), NONE)
        return _points_back(line, at, high, memory) if at != NONE else None
    start = low + 1 if words[low] in lex.openers or words[low] in lex.adverbs else low
    if start < high and _is_passive(line, start):
        return _passive_first(line, start, high, memory)
    return None


def _is_passive(line: Line, at: int) -> bool:
    word = line.words[at]
    return word in line.lex.passive or (word.endswith("nya") and word[:-3] in line.lex.passive)


def _points_back(line: Line, at: int, high: int, memory: Memory) -> Report | None:
    at += 1
    if at < high and line.words[at] == "olehnya":
        voice = memory.recall(line.start(at), line.end(at))
    else:
        voice = after(line, at, high, memory)[0]
    return Report((), Cue(voice, at - 1, high)) if voice is not None and voice.parties else None


def _passive_first(line: Line, start: int, high: int, memory: Memory) -> Report | None:
    at = start + 1
    if at < high and (line.words[at] in {",", "olehnya"} or line.words[start].endswith("nya")):
        voice = memory.recall(line.start(start), line.end(start))
    else:
        voice, at = after(line, at, high, memory)
    comma = next((k for k in range(at, min(high, at + 20)) if line.words[k] in {",", "bahwa"}), NONE)
    if voice is None or comma == NONE or line.count(comma + 1, high) < _SHORT:
        return None
    return Report(((comma + 1, high),), Cue(voice, start, comma))


# --- verbs --------------------------------------------------------------------------------------------------------


def _verbs(line: Line, low: int, high: int, memory: Memory, outer: Voice | None) -> list[Report]:
    """Reports by verbs of speaking. ``outer``: who already speaks in this sentence; then only marked speech of others counts."""
    found: list[Report] = []
    ruler, since, until = outer, low, high
    at = low
    while at < high:
        free = ruler is None or at >= until
        asked = line.words[at] in line.lex.asked
        report = _asked(line, at, high, memory) if asked else _verb(line, (at, since), high, memory, free)
        if report is not None and at >= until:
            ruler, since, until = None, until, high
        if report is not None and (ruler is None or _nested(line, report, at, ruler)):
            report = _through(line, report, high, memory) if ruler is None else report
            found.append(report)
            if ruler is None:
                ruler, until = report.cue.voice, report.pieces[-1][1]
                memory.hear(report.cue.voice)
            since = at + 1
        at += 1
    return found


def _through(line: Line, report: Report, high: int, memory: Memory) -> Report:
    """When an outlet reports that somebody said something, that somebody is the speaker and the outlet the relay."""
    voice, low = report.cue.voice, report.pieces[0][0]
    if len(voice.parties) != 1 or not is_outlet(line, line.at(line.back_to(voice.parties[0].start, low))):
        return report
    for at in range(low, high):
        inner = _verb(line, (at, low), high, memory, False) if line.words[at] in line.lex.verbs else None
        if inner is not None:
            return Report(inner.pieces, Cue(inner.cue.voice, report.cue.low, inner.cue.high), voice.parties)
    return report


def _verb(line: Line, span: tuple[int, int], high: int, memory: Memory, free: bool) -> Report | None:
    at, low = span
    takes = line.lex.verbs.get(line.words[at])
    if takes is None or line.quote[at] != NONE or line.mention[at] != NONE:
        return None
    if line.tokens[at].text[0].isupper() and at > low:
        return None  # a heading: "Menteri Minta Warga Tenang"
    start = content(line, at, high, takes)
    if start is None or line.count(start.start, high) < _SHORT or _is_hollow(line, start):
        if free:
            _hear(line, at, low, memory)
        return None
    if line.words[at - 1] == "dengan" and start.marker != "that":
        return None
    voice = before(line, at, low, memory)
    if voice is None or (voice.anonymous and voice.named is False) or _conditional(line, voice, low):
        return None
    end = _end(line, voice, start.start, high)
    first = low if _is_occasion(line, low, at) else min(line.back_to(voice.start, at), at)
    return Report(((start.start, end),), Cue(voice, first, start.start))


def _is_occasion(line: Line, low: int, at: int) -> bool:
    """The sentence opens with where it was said: "Dalam wawancara dengan X, ...", "Dilansir Y, Rabu (28/5), ..."."""
    words = line.words
    if words[low] in line.lex.relays:
        return True
    return words[low] in line.lex.phrases and any(words[k] in line.lex.occasions for k in range(low + 1, min(low + 3, at)))


def _hear(line: Line, at: int, low: int, memory: Memory) -> None:
    """Somebody speaks though no content is given ("membenarkan kejadian itu"): the next "katanya" is theirs."""
    voice = before(line, at, low, memory)
    if voice is not None and voice.named and voice.nodes and voice.nodes[0].startswith("person:"):
        memory.hear(voice)


def _is_hollow(line: Line, start: Content) -> bool:
    """"hal itu saat ...", "komentar tersebut setelah ...", or only the next verb: content that says nothing itself."""
    at = start.start
    if start.marker == "comma" and line.words[at] in line.lex.verbs:
        return True
    if line.words[at + 1 : at + 2] == [] or line.words[at + 1] not in line.lex.pointers | {"serupa", "senada", "demikian", "sama"}:
        return False
    following = line.words[at + 2] if at + 2 < len(line.words) else "."
    return following in line.lex.stops or following in line.lex.phrases or not following[0].isalnum()


def _conditional(line: Line, voice: Voice, low: int) -> bool:
    """"jika menteri mengatakan ...": nothing was said."""
    subject = line.back_to(voice.start, min(low + 60, len(line.words) - 1))
    return any(line.words[k] in {"jika", "kalau", "apabila", "bila", "seandainya"} for k in range(max(low, subject - 4), subject))


def _end(line: Line, voice: Voice, start: int, high: int) -> int:
    """Content reaches to the end of the sentence; in a subordinate clause to its comma."""
    subject = line.back_to(voice.start, start)
    while subject > 0 and line.outer[subject - 1] != NONE and line.outer[subject - 1] == line.outer[subject]:
        subject -= 1
    if subject > 0 and line.words[subject - 1] in line.lex.subordinate:
        return next((k for k in range(start + 2, high) if line.words[k] == "," and line.outer[k] == NONE), high)
    return high


def _nested(line: Line, report: Report, at: int, ruler: Voice) -> bool:
    """Speech inside reported speech: of somebody else by name, and marked as speech ("mengindikasikan bahwa ...")."""
    voice = report.cue.voice
    if not voice.named or not voice.parties or set(voice.nodes) & set(ruler.nodes):
        return False
    marker = line.words[report.pieces[0][0] - 1]
    return marker in {"bahwa", ","} or line.words[at - 1] == "yang"


def _asked(line: Line, at: int, high: int, memory: Memory) -> Report | None:
    """"X diminta (oleh) Y untuk ..."."""
    if line.quote[at] != NONE or at + 2 >= high:
        return None
    mention = line.whole(at + 2 if line.words[at + 1] == "oleh" else at + 1)
    if mention is None or mention.kind == "place" or not mention.nodes:
        return None
    voice, end = after(line, at + 1, high, memory)
    if voice is None or not voice.parties or line.count(end, high) < _SHORT:
        return None
    return Report(((end, high),), Cue(voice, at, end))
