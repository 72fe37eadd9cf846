"""The subject of a verb of speaking.

The idea: a subject stands next to its verb, or with nothing but an apposition or a phrase between them; names
inside those are known by what stands before them (a preposition, a noun they belong to). So the search goes from
the verb to the left and takes the first name that stands free. Without one, the words before the verb may describe
people: "para pejabat Israel".

The idiom: token indices in, a Voice out; ``low`` is where the clause begins and nothing before it is looked at.
"""

from __future__ import annotations

from kg.extract.statements.circumstances import is_platform
from kg.extract.statements.line import AGENTS, DASHES, NONE, Line
from kg.extract.statements.voices import Memory, Voice, government, is_pointed, pronoun, together, voice
from kg.extract.statements.wordings import Slot, wording
from kg.model import Mention

_REACH = 60  # tokens between a verb and its subject, at most
_NEAR = 6  # tokens between a title and the verb of a described person, at most


def subject(line: Line, verb: int, low: int, memory: Memory) -> Voice | None:
    """The subject of the verb at token ``verb`` in the clause from ``low``; None when it has none or says nothing."""
    lex, words = line.lex, line.words
    at = _over_adverbs(line, verb - 1, low)
    if at >= low and words[at] in lex.blockers:
        if words[verb] not in lex.denied or words[at] not in lex.negations:
            return None
        at = _over_adverbs(line, at - 1, low)
    if at < low:
        return None
    if words[at] in lex.relative:
        return _antecedent(line, at, low)
    if words[at] in lex.joins:
        return first_free(line, low, at, memory)
    place = Slot(low, at, verb)
    found = pronoun(line, at, memory, True) or _nearest(line, place, memory) or wording(line, place, memory)
    return found or (first_free(line, low, at, memory) if words[at] == "," else None)


def _over_adverbs(line: Line, at: int, low: int) -> int:
    """Leftwards over adverbs, closed brackets and times."""
    while at >= low:
        if line.words[at] == ")":
            at = next((k - 1 for k in range(at, max(low, at - _REACH) - 1, -1) if line.words[k] == "("), at - 1)
        elif line.timex[at] != NONE or ((line.words[at] in line.lex.adverbs or _is_often(line, at)) and line.free(at)):
            at -= 1
        else:
            break
    return at


def _is_often(line: Line, at: int) -> bool:
    """ "beberapa" before "kali"."""
    return line.words[at] in line.lex.quantity and line.word(at + 1) in line.lex.times


def _antecedent(line: Line, at: int, low: int) -> Voice | None:
    """The one before a relative clause: "Saut yang menyebut ..."; after a document, whoever issued it."""
    at = _over_adverbs(line, at - 1 - (line.word(at - 1) == ","), low)
    if at < low:
        return None
    mention = line.whole(at)
    if mention is not None and mention.kind in AGENTS and mention.nodes:
        return voice(mention)
    documents = line.lex.documents
    issued = line.words[at] in documents or (at > low and line.words[at - 1] in documents)
    return first_free(line, low, at, Memory()) if issued else None


# --- names --------------------------------------------------------------------------------------------------------


def first_free(line: Line, low: int, high: int, memory: Memory) -> Voice | None:
    """The first name that stands free from ``low`` on: the subject of the sentence."""
    seen = NONE
    for at in range(low, min(high, low + _REACH)):
        if line.quote[at] != NONE:
            return None
        number = line.number(at)
        if number == NONE and _stands_free(line, at, low):
            if line.words[at] in line.lex.government:
                return government(line, at)
            if line.words[at] in line.lex.pronouns:
                return pronoun(line, at, memory, True)
        elif number not in (NONE, seen):
            seen = number
            found = _as_subject(line, line.doc.mentions[number], Slot(low, at, at), memory)
            if found is not None:
                return found
    return None


def _nearest(line: Line, place: Slot, memory: Memory) -> Voice | None:
    """The nearest name to the left that stands free, if nothing between it and the verb is another verb."""
    seen = NONE
    for at in range(place.at, max(place.low - 1, place.at - _REACH), -1):
        if line.quote[at] != NONE or line.words[at] == ";":
            return None
        number = line.number(at)
        if number == NONE:
            free = line.words[at] in line.lex.pronouns and _stands_free(line, at, place.low)
            if free and _leads_on(line, at + 1, place.at):
                return pronoun(line, at, memory, True)
        elif number != seen:
            seen = number
            mention = line.doc.mentions[number]
            found = _as_subject(line, mention, place, memory)
            if found is not None:
                described = mention.how == "title" and place.at - at <= _NEAR
                pointed = described and is_pointed(line, place.at + 1, place.verb)
                return found if pointed or _leads_on(line, line.after(mention), place.at) else None
    return None


def _leads_on(line: Line, following: int, at: int) -> bool:
    """After a subject only a phrase, an apposition, an adverb or the verb may follow, no other verb."""
    while following <= at and line.is_capital(following) and line.words[following] not in line.lex.phrases:
        following += 1
    if following > at:
        return True
    lex, word = line.lex, line.words[following]
    if word in {",", "(", ")", "/"} or word in DASHES or word in lex.relative or line.timex[following] != NONE:
        return True
    return any(word in group for group in (lex.adverbs, lex.phrases, lex.stops, lex.prepositions, lex.joins))


def _stands_free(line: Line, first: int, low: int) -> bool:
    word = line.words[first - 1] if first > low else ","
    return word in line.lex.openers or word in {",", ";", ":", "("} or word in DASHES


def _as_subject(line: Line, mention: Mention, place: Slot, memory: Memory) -> Voice | None:
    """A mention as subject, or None when it belongs to something else (a preposition, a noun)."""
    if mention.kind not in AGENTS:
        return None
    first, last = line.first(mention), line.after(mention) - 1
    if first > place.low and line.words[first - 1] in line.lex.channels and is_platform(mention):
        return None
    belongs_to = _described(line, mention, first, place.low)
    if belongs_to is not None:
        return voice(belongs_to)
    near = _is_near(line, mention, last, place.verb)
    known = near or (not mention.nodes and line.word(last + 1) in line.lex.pointers)
    if known and _is_epithet(line, mention, (first, last), place):
        return memory.speaker(mention.start, mention.end) or voice(mention)
    if _stands_free(line, first, place.low) or line.words[first - 1] in line.lex.joiners:
        return _joined(line, mention, first, place.low)
    return _belonging(line, mention, first, place._replace(at=last), memory) if near else _distant(line, mention, first)


def _is_near(line: Line, mention: Mention, last: int, verb: int) -> bool:
    """Nothing but adverbs and brackets between a mention (a title with its place) and the verb."""
    place = line.at(last + 1) if mention.how == "title" and last + 1 < verb else None
    end = line.past(place.end) - 1 if place is not None else last
    return _over_adverbs(line, verb - 1, end) <= end


def _distant(line: Line, mention: Mention, first: int) -> Voice | None:
    """A name away from its verb counts when it carries a title or stands behind a bracket."""
    lex, word = line.lex, line.words[first - 1]
    if word in lex.sides and mention.kind != "person":
        return voice(mention, start=line.start(first - 1))
    free = line.is_capital(first - 1) or word == ")"
    return voice(mention) if free and mention.kind == "person" and word not in lex.prepositions else None


def _belonging(line: Line, mention: Mention, first: int, place: Slot, memory: Memory) -> Voice | None:
    """A name next to its verb behind another word: a preposition, a government, people, or a title nobody knows."""
    lex, word = line.lex, line.words[first - 1]
    if word in lex.prepositions:
        reported = word in lex.from_ and first - 2 >= place.low and line.words[first - 2] in lex.documents
        return voice(mention) if reported else None
    if word in lex.sides and mention.kind != "person":
        return voice(mention, start=line.start(first - 1))
    if word in lex.people or word in lex.quantity or word in lex.documents:
        return wording(line, place, memory)
    return voice(mention) if mention.kind == "person" or line.is_capital(first - 1) or word == ")" else None


def _described(line: Line, mention: Mention, first: int, low: int) -> Mention | None:
    """The person an institution belongs to: "Wahyu, Direktur Migrant Care, mendesak", "politikus Partai X mengaku"."""
    if (mention.kind == "person" and mention.how == "name") or first - 2 < low:
        return None
    title = line.at(first - 1)
    if title is not None and title.how == "title" and title.nodes:
        return title
    person = line.whole(first - 2) if line.words[first - 1] == "," else None
    return person if person is not None and person.kind == "person" and person.how == "name" and person.nodes else None


def _is_epithet(line: Line, mention: Mention, span: tuple[int, int], place: Slot) -> bool:
    """ "politikus Partai X", "anggota Fraksi Y itu": other words for somebody who is known already."""
    first, last = span
    if mention.how != "name" and (not mention.nodes or line.words[first] in line.lex.epithets):
        return is_pointed(line, last + 1, place.verb + 1) or line.words[first] in line.lex.epithets
    pointed = mention.kind != "person" and is_pointed(line, last + 1, place.verb)
    return pointed and not _stands_free(line, first, place.low)


def _joined(line: Line, mention: Mention, first: int, low: int) -> Voice | None:
    """A mention with those joined to it on its left: "Korea Selatan dan Amerika Serikat"; None behind a preposition."""
    group, at = [mention], first - 1
    while at > low and (line.words[at] in line.lex.joiners or (line.words[at] == "," and len(group) > 1)):
        left = line.whole(at - 1 - (line.words[at - 1] == ","))
        if left is None or left.kind != mention.kind or not left.nodes:
            break
        start = line.first(left)
        before = line.words[start - 1] if start > low else ""
        if before in line.lex.prepositions and before not in line.lex.similar:
            return None
        group.insert(0, left)
        at = start - 1
    return together(group) if len(group) > 1 else voice(mention)
