"""Where the content of a verb of speaking starts.

The idea: between the verb and what was said may stand adverbs, an addressee, a time or a place, and a
complementiser or a comma. What follows at once counts as content unless the table says that such an object is none
("menyampaikan pidato").

The idiom: token indices, ``high`` exclusive; nothing is looked at further than a phrase away.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.statements.lexicon import Verb
from kg.extract.statements.line import NONE, Line

_PHRASE = 30  # tokens a phrase between verb and content may take
_CONDITION = 40  # tokens of a condition, at most
_CLAUSE = 9  # tokens in which the verb of a clause is looked for


class Content(NamedTuple):
    """Where content starts and what led to it: "that" (a complementiser), "comma" or "plain"."""

    start: int
    marker: str


def content(line: Line, verb: int, high: int, takes: Verb) -> Content | None:
    """Where the content of the verb at token ``verb`` starts; None when it has none."""
    lex, words = line.lex, line.words
    at = verb + 1
    while at < high:
        word = words[at]
        if word in lex.that:
            return Content(at + (not _is_condition(line, at, high)), "that")
        if word in {",", ":"}:
            past = line.past_time(at + 1, high)
            if past == at + 1:
                return Content(past + 1, "that") if line.word(past) in lex.declaring else Content(past, "comma")
        elif word == "(" or line.timex[at] != NONE:
            past = max(line.past_bracket(at, high), line.past_time(at, high))
        elif not line.free(at):
            told = line.whole(at) if takes.takes == "told" else None
            if told is None:
                return _plain(line, at, takes)
            past = line.after(told)
        elif word in lex.adverbs and word not in lex.pointers:
            past = at + 1
        else:
            past = _past_phrase(line, at, high) if word in lex.phrases else at
            if past == at:
                return _plain(line, at, takes)
        if past == at:
            return None
        at = past
    return None


def _is_condition(line: Line, at: int, high: int) -> bool:
    """Whether "jika" opens a condition that is said itself: "menilai jika A terjadi, B harus turun"."""
    lex = line.lex
    if line.words[at] not in lex.conditions:
        return False
    commas = (k for k in range(at + 2, min(high, at + _CONDITION)) if line.words[k] == "," and line.free(k))
    return any(not lex.auxiliaries.isdisjoint(line.words[k + 1 : min(high, k + _CLAUSE)]) for k in commas)


def _past_phrase(line: Line, at: int, high: int) -> int:
    """Past "kepada wartawan di Jakarta" or "pada Senin (16/9)"; ``at`` when the phrase belongs to the content."""
    lex, words = line.lex, line.words
    if words[at] in lex.on and at + 1 < high and line.timex[at + 1] != NONE:
        return line.past_time(at + 1, high)
    addressed = words[at] in lex.to
    for k in range(at + 1, min(high, at + _PHRASE)):
        if words[k] in lex.declaring or (addressed and (words[k] in lex.to_content or words[k] in {",", ":"})):
            return k
        if words[k] in lex.verbs or words[k] in {";", "."}:
            break
        if words[k] == "," and line.past_time(k + 1, high) == k + 1 and line.word(k + 1) not in lex.declaring:
            return at if words[at] in lex.own_phrase else k
    if addressed:
        somebody = line.whole(at + 1)
        return line.after(somebody) if somebody else at + 2
    return at


def _plain(line: Line, at: int, takes: Verb) -> Content | None:
    """Content that follows at once, when this verb takes it so."""
    lex, word = line.lex, line.words[at]
    if word in takes.kernels:
        return Content(at, "plain")
    if word in lex.brief and not (takes.takes == "any" and word in lex.phrases and _has_auxiliary(line, at)):
        return None
    if word in lex.pointers:
        return None
    taken = {
        "any": word not in takes.hollow or _is_clause(line, at) or _is_message(line, at),
        "agent": _is_somebody(line, at),
        "sentence": _has_verb(line, at, counted=True),
        "name": not lex.naming.isdisjoint(line.words[at + 1 : at + _CLAUSE]),
    }
    return Content(at, "plain") if taken.get(takes.takes) else None


def _is_message(line: Line, at: int) -> bool:
    """ "menyampaikan pesan agar ...", "menyampaikan usulan bahwa ...": what the message says is content."""
    following = line.word(at + 1)
    return following in line.lex.that or (following in line.lex.to_content and line.words[at] in line.lex.messages)


def _is_somebody(line: Line, at: int) -> bool:
    mention, lex, word = line.whole(at), line.lex, line.words[at]
    if mention is not None:
        return mention.kind != "place" or line.word(line.after(mention)) in lex.to_content
    return word in lex.people or word in lex.government or word in lex.quantity


def _is_clause(line: Line, at: int) -> bool:
    """A noun that alone is no content begins a clause: "kondisi itu tidak berubah", "sejumlah bank menaikkan bunga"."""
    return _has_verb(line, at, counted=line.words[at] in line.lex.quantity)


def _has_verb(line: Line, at: int, counted: bool) -> bool:
    """What follows has a verb of its own: "78 orang tewas" no, "harga itu naik" no, "harga akan naik" yes.

    ``counted``: any verb will do, and from a pointer on; otherwise only an auxiliary.
    """
    lex = line.lex
    if line.words[at] in lex.auxiliaries:
        return True
    for k in range(at + 1, min(at + _CLAUSE, len(line.words))):
        word = line.words[k]
        counted = counted or word in lex.pointers
        if word in lex.breaks or word in {",", "."}:
            return False
        if word in lex.auxiliaries or (counted and line.mention[k] == NONE and line.is_verbal(k)):
            return True
    return False


def _has_auxiliary(line: Line, at: int) -> bool:
    """ "mengatakan terkait peralihan itu akan dilakukan ...": the phrase belongs to what is said."""
    return not line.lex.auxiliaries.isdisjoint(line.words[at + 1 : at + 14])
