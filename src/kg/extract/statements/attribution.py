"""The words that tell who said it, when, to whom, and through whom it came.

The idea: an attribution stands after a quotation ("..., kata X kepada Y, Kamis (28/5)"), before it ("X mengatakan, ..."), or
inside a sentence between commas. Each is read once, from its verb or tag; what follows the speaker (relay, addressee, date)
is the same in all three.

The idiom: functions take a Line and token indices, ``high`` exclusive, and give token indices back.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.statements.lexicon import Verb
from kg.extract.statements.line import MARKS, NONE, Line
from kg.extract.statements.speakers import Memory, Voice, after, before, is_verbal
from kg.knowledge.organisations import organisation
from kg.model import Mention, Party, Timex

_PHRASE = 30  # tokens a phrase between verb and content may take
_TURN = 3  # tokens between the subject and the verb of a turned attribution ("..., ia juga menuturkan.")


class Cue(NamedTuple):
    """An attribution: its speaker and the tokens it takes, ``high`` exclusive."""

    voice: Voice
    low: int
    high: int


class Content(NamedTuple):
    """Where reported content starts and what led to it: "that", "comma" or "plain"."""

    start: int
    marker: str


def tail(line: Line, at: int, high: int, memory: Memory) -> Cue | None:
    """The attribution right after a quotation that ended before token ``at``; None when there is none."""
    while at < high and (line.words[at] in {",", "-", "–", "—"} or line.words[at] in MARKS):
        at += 1
    if at >= high:
        return None
    word = line.words[at]
    if word in line.lex.nya:
        voice = memory.recall(line.start(at), line.end(at))
        return Cue(voice, at, high) if voice else None
    if word in line.lex.tags or word in line.lex.passive:
        voice, _ = after(line, at + 1 + (line.words[at + 1 : at + 2] == ["kata"]), high, memory)
        return Cue(voice, at, high) if voice else None
    return _turned(line, at, high, memory)


def _turned(line: Line, at: int, high: int, memory: Memory) -> Cue | None:
    """"..., ia menuturkan." and "..., Trump menambahkan kepada wartawan": subject and verb after the quotation."""
    lex = line.lex
    first = line.whole(at)
    if first is None and line.words[at] not in lex.pronouns:
        return None
    verb = line.past(max(first.outer_end, first.end), at) if first else at + 1
    limit = min(verb + _TURN, high)
    while verb < limit and line.words[verb] in lex.adverbs:
        verb += 1
    if verb >= limit or line.words[verb] not in lex.verbs and line.words[verb] not in lex.leads:
        return None
    voice = before(line, verb, at, memory)
    return Cue(voice, at, high) if voice else None


def lead(line: Line, low: int, opening: int, memory: Memory) -> tuple[Cue, str] | None:
    """The attribution before a quotation whose mark is token ``opening``, and the marker that leads to it.

    None when the words from ``low`` on hold no verb of speaking whose content starts at the quotation.
    """
    lex = line.lex
    for verb in range(opening - 1, max(low - 1, opening - _PHRASE), -1):
        word = line.words[verb]
        if word not in lex.verbs and word not in lex.leads:
            continue
        found = content(line, verb, opening + 1, lex.verbs.get(word, _OPEN))
        phrase = _phrase_only(line, verb + 1, opening)
        if not phrase and (found is None or not _reaches(line, found.start, opening)):
            return None
        voice = before(line, verb, low, memory)
        marker = "comma" if phrase or found is None else found.marker
        return (Cue(voice, line.back_to(voice.start, verb), opening), marker) if voice else None
    return _colon(line, low, opening)


_OPEN = Verb(False, frozenset(), frozenset())


def _phrase_only(line: Line, at: int, opening: int) -> bool:
    """"menulis di Truth Social, ": one phrase between the verb and the comma before the quotation."""
    words = line.words
    if words[opening - 1] not in {",", ":"} or words[at] not in line.lex.phrases:
        return False
    return not any(words[k] in {",", "bahwa", "yang"} for k in range(at, opening - 1))


def _reaches(line: Line, at: int, opening: int) -> bool:
    """Nothing but "untuk", "akan" and marks between the start of the content and the quotation."""
    return at >= opening or all(not line.is_word(k) or line.words[k] in _BRIDGE for k in range(at, opening))


_BRIDGE = frozenset({"untuk", "akan", "bahwa", "telah", "sebagai", "jika"})


def _colon(line: Line, low: int, opening: int) -> tuple[Cue, str] | None:
    """"X: ..." at the start of a sentence."""
    if opening - 1 <= low or line.words[opening - 1] != ":":
        return None
    mention = line.whole(opening - 2)
    if mention is None or mention.kind != "person" or not mention.nodes or line.back_to(mention.start, opening) > low + 8:
        return None
    voice = Voice(tuple(Party(n, mention.start, mention.end) for n in mention.nodes), mention.start, mention.end)
    return Cue(voice, low, opening), "comma"


def content(line: Line, verb: int, high: int, takes: Verb) -> Content | None:
    """Where the content of a verb of speaking starts; None when it has none."""
    lex, words = line.lex, line.words
    at = verb + 1
    while at < high:
        word = words[at]
        if word in {",", ":"}:
            past = _past_time(line, at + 1, high)
            if past == at + 1:
                after_that = past < high and words[past] in {"bahwa", "bahwasanya"}
                return Content(past + 1, "that") if after_that else Content(past, "comma")
            at = past
        elif word in lex.that:
            return Content(at + 1, "that")
        elif word in lex.adverbs and line.outer[at] == NONE and word not in lex.pointers:
            at += 1
        elif word == "(":
            if line.past_bracket(at, high) == at:
                return None
            at = line.past_bracket(at, high)
        elif word in lex.phrases and line.outer[at] == NONE:
            past = _past_phrase(line, at, high)
            if past == at:
                return _plain(line, at, takes)
            at = past
        elif line.timex[at] != NONE:
            at = _past_time(line, at, high)
        else:
            return _plain(line, at, takes)
    return None


def _plain(line: Line, at: int, takes: Verb) -> Content | None:
    word = line.words[at]
    if word in takes.kernels or (takes.agent and _is_somebody(line, at)) or (takes.sentence and _is_sentence(line, at)):
        return Content(at, "plain")
    if word in line.lex.brief and word in line.lex.phrases and not takes.clause and _has_auxiliary(line, at):
        return Content(at, "plain")
    if takes.clause or word in line.lex.pointers or word in line.lex.brief:
        return None
    return Content(at, "plain") if word not in takes.hollow or _is_clause(line, at) else None


def _is_somebody(line: Line, at: int) -> bool:
    mention = line.whole(at)
    if mention is not None:
        return mention.kind != "place"
    return line.words[at] in line.lex.people or line.words[at] in line.lex.government or line.words[at] in line.lex.quantity


def _is_sentence(line: Line, at: int) -> bool:
    """What follows has a verb of its own: "melaporkan sedikitnya 78 orang tewas", not "melaporkan kejadian itu ke polisi"."""
    if line.words[at] in line.lex.brief or line.words[at] in line.lex.pointers:
        return False
    for k in range(at + 1, min(at + 9, len(line.words))):
        word = line.words[k]
        if word in _BREAKS:
            return False
        if line.mention[k] == NONE and (word in line.lex.auxiliaries or is_verbal(line.tokens[k].text)):
            return True
    return False


_BREAKS = frozenset({"yang", ",", ".", "untuk", "agar", "dalam", "terkait", "ke", "kepada", "di", "dari", "soal", "lewat", "sebagai", "atas"})


def _is_clause(line: Line, at: int) -> bool:
    """A noun that alone is no content begins a clause: "kondisi itu tidak berubah", "sejumlah bank menaikkan bunga"."""
    counted = line.words[at] in line.lex.quantity
    for k in range(at + 1, min(at + 10, len(line.words))):
        word = line.words[k]
        counted = counted or word in line.lex.pointers
        if word in _BREAKS:
            return False
        if word in line.lex.auxiliaries or (counted and line.outer[k] == NONE and is_verbal(line.tokens[k].text)):
            return True
    return False


def _has_auxiliary(line: Line, at: int) -> bool:
    """"mengatakan terkait peralihan itu akan dilakukan ...": the phrase belongs to what is said."""
    return any(line.words[k] in line.lex.auxiliaries for k in range(at + 1, min(at + 14, len(line.words))))


def _past_time(line: Line, at: int, high: int) -> int:
    """Past a time expression at ``at``, its brackets with it; ``at`` when there is none."""
    start = at
    while at < high and (line.timex[at] != NONE or (at > start and line.words[at] in {"(", ")"})):
        at += 1
    return at


_TO_CONTENT = frozenset({",", ":", "agar", "supaya", "untuk", "jika", "tentang"})


def _past_phrase(line: Line, at: int, high: int) -> int:
    """Past "kepada wartawan di Jakarta" or "pada Senin (16/9)": to a complementiser, or to the comma of an addressee."""
    words = line.words
    if words[at] == "pada" and at + 1 < high and line.timex[at + 1] != NONE:
        return _past_time(line, at + 1, high)
    limit = min(high, at + _PHRASE)
    for k in range(at + 1, limit):
        if words[k] in {"bahwa", "bahwasanya"} or (words[at] == "kepada" and words[k] in _TO_CONTENT):
            return k
        if words[k] in line.lex.verbs or words[k] in {";", "."}:
            break
        if words[k] == "," and words[at] != "kepada":
            following = _past_time(line, k + 1, high)
            if following == k + 1 and not (following < high and words[following] in {"bahwa", "bahwasanya"}):
                return at if words[at] in {"dalam", "di", "saat", "ketika", "terkait", "soal"} else k
    if words[at] == "kepada":
        whole = line.whole(at + 1)
        return line.past(max(whole.outer_end, whole.end), at) if whole else at + 2
    return at


# --- what follows the speaker -------------------------------------------------------------------------------------


def relays(line: Line, low: int, high: int) -> tuple[Party, ...]:
    """Organisations and persons named after a word of relaying, up to the next comma that ends their list."""
    found: list[Party] = []
    at = low
    while at < high:
        word = line.words[at]
        if line.outer[at] != NONE or line.quote[at] != NONE:
            at += 1
        elif word in line.lex.relays:
            at = _collect(line, at + 1, high, found)
        elif word == "kepada" or (word == "dengan" and line.words[at - 1] in line.lex.occasions):
            found += _outlet(line, at + 1, high)
            at += 1
        else:
            at += 1
    return tuple(dict.fromkeys(found))


def _outlet(line: Line, at: int, high: int) -> list[Party]:
    """A news outlet that was spoken to: "kata X kepada Reuters", "wawancara dengan Y"."""
    mention = line.at(at) if at < high else None
    return [Party(mention.nodes[0], mention.start, mention.end)] if mention is not None and is_outlet(line, mention) else []


def is_outlet(line: Line, mention: Mention | None) -> bool:
    """Whether a mention is a news agency or another outlet, by knowledge or by a word in its name."""
    if mention is None or mention.kind != "org" or not mention.nodes:
        return False
    known = organisation(mention.text)
    return (known is not None and known.kind in {"agency", "media"}) or bool(
        set(mention.text.lower().split()) & line.lex.outlets
    )


def _collect(line: Line, at: int, high: int, found: list[Party]) -> int:
    """Take the agents after a word of relaying; an apposition ("kantor berita Rusia, TASS") keeps its last name."""
    first, comma = len(found), False
    while at < high and line.timex[at] == NONE and line.words[at] not in {"(", "yang", "saat", "usai", "dalam"}:
        comma = comma or line.words[at] == ","
        mention = line.at(at)
        if mention is not None and mention.kind in {"org", "person"} and mention.nodes and mention.how == "name":
            if len(found) > first and comma:
                del found[first:]
            found.append(Party(mention.nodes[0], mention.start, mention.end))
            return line.past(mention.end, at)
        at += 1
    return at


def addressees(line: Line, low: int, high: int) -> tuple[Party, ...]:
    """Agents right after "kepada"."""
    found: list[Party] = []
    for at in range(low, high - 1):
        if line.words[at] == "kepada" and line.quote[at] == NONE:
            mention = line.whole(at + 1)
            if mention is not None and mention.kind != "place":
                found += [Party(node, mention.start, mention.end) for node in mention.nodes]
    return tuple(found)


def when(line: Line, low: int, high: int) -> Timex | None:
    """The day named in an attribution: a bracketed date before a bare weekday, else the first day."""
    numbers = dict.fromkeys(line.timex[k] for k in range(low, high) if line.timex[k] != NONE and line.quote[k] == NONE)
    days = [t for n in numbers if (t := line.doc.timexes[n]).when is not None and t.when.precision == "day"]
    return next((t for t in days if t.bracketed), days[0] if days else None)
