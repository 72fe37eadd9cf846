"""Who speaks: the subject before a verb of speaking, or the name after a tag.

The idea: a subject stands next to its verb, or with nothing but an apposition or a phrase between them; names inside those
are known by what stands before them (a preposition, a noun they belong to). So the search goes from the verb to the left and
takes the first name that stands free. A tag ("kata") is followed by its speaker, and the last person of it is the one: "kata
juru bicara kementerian, X".

The idiom: a Voice is who speaks and where it says so; ``Memory`` holds who spoke last, for "katanya" and "ia".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from kg.extract.statements.line import NONE, Line, outer
from kg.model import Mention, Party

_AGENTS = frozenset({"person", "state", "org"})
_REACH = 60  # tokens between a verb and its subject, at most


class Voice(NamedTuple):
    """Who speaks. ``parties`` when known; ``anonymous`` bounds the wording of a source without a name.

    ``start``/``end`` bound the words that say so; ``named`` is false for pronouns and for a speaker carried over.
    """

    parties: tuple[Party, ...]
    start: int
    end: int
    anonymous: tuple[int, int] | None = None
    named: bool = True

    @property
    def nodes(self) -> tuple[str, ...]:
        """The nodes of the speakers, in the order of the text."""
        return tuple(party.node for party in self.parties)


@dataclass
class Memory:
    """Who spoke last, and whom the narration since then is about (``fresh``: named there for the first time)."""

    last: Voice | None = None
    topic: Voice | None = None
    fresh: bool = False

    def hear(self, voice: Voice) -> None:
        """Somebody spoke: they are the last speaker now."""
        self.last, self.topic = voice, None

    def turn(self, voice: Voice, fresh: bool) -> None:
        """The narration turns to somebody."""
        self.topic, self.fresh = voice, fresh

    def recall(self, start: int, end: int, pronoun: bool = False) -> Voice | None:
        """The speaker that a tag with "-nya" or a lone quotation means, or a ``pronoun`` before a verb; None at the start.

        Narration between two quotations names others too: only somebody new takes the word over by it.
        """
        topic = self.topic if self.topic and (pronoun or self.fresh or self.last is None) else None
        voice = topic or self.last
        if voice is None:
            return None
        parties = tuple(Party(party.node, start, end) for party in voice.parties)
        return Voice(parties, start, end, voice.anonymous, named=False)


def before(line: Line, verb: int, low: int, memory: Memory) -> Voice | None:
    """The subject of the verb at token ``verb``, its clause starting at ``low``; None when the verb has none of its own."""
    lex, words = line.lex, line.words
    at = _over_adverbs(line, verb - 1, low)
    if at < low:
        return None
    if words[at] in lex.blockers:
        if words[verb] not in lex.denied or at == low or words[at] not in {"tidak", "tak"}:
            return None
        at = _over_adverbs(line, at - 1, low)
    if words[at] == "yang":
        return _antecedent(line, at, low)
    if words[at] in lex.joins:
        return first_free(line, low, at, memory)
    near = _pronoun(line, at, memory, True) or _free(line, at, verb, low, memory) or _phrase(line, (at, verb), low, memory)
    return near or (first_free(line, low, at, memory) if words[at] == "," else None)


def _over_adverbs(line: Line, at: int, low: int) -> int:
    """Leftwards over adverbs, closed brackets and times."""
    while at >= low:
        if line.words[at] == ")":
            at = _before_bracket(line, at, low)
        elif line.timex[at] != NONE or (line.words[at] in line.lex.adverbs and line.outer[at] == NONE):
            at -= 1
        else:
            break
    return at


def _before_bracket(line: Line, at: int, low: int) -> int:
    limit = max(low, at - _REACH)
    return next((k - 1 for k in range(at, limit - 1, -1) if line.words[k] == "("), at - 1)


def _antecedent(line: Line, at: int, low: int) -> Voice | None:
    """The one before "yang": "Saut yang menyebut ..."."""
    at = at - 2 if at - 1 >= low and line.words[at - 1] == "," else at - 1
    at = _over_adverbs(line, at, low)
    if at < low:
        return None
    mention = line.whole(at)
    if mention is not None and mention.kind in _AGENTS and mention.nodes:
        return _voice(mention)
    if line.words[at] in line.lex.documents or (at > low and line.words[at - 1] in line.lex.documents):
        return first_free(line, low, at, Memory())
    return None


def _pronoun(line: Line, at: int, memory: Memory, subject: bool) -> Voice | None:
    if line.words[at] not in line.lex.pronouns:
        return None
    mention = line.at(at)
    voice = memory.recall(line.start(at), line.end(at), subject)
    if line.words[at] in line.lex.plurals and (voice is None or len(voice.parties) == 1):
        known = mention is not None and len(mention.nodes) > 1
        span = (line.start(at), line.end(at))
        return _voice(mention, named=False) if mention is not None and known else Voice((), *span, span, named=True)
    if mention is not None and mention.nodes and (voice is None or not voice.parties or len(mention.nodes) > 1):
        return _voice(mention, named=False)
    return voice


def first_free(line: Line, low: int, high: int, memory: Memory) -> Voice | None:
    """The first name that stands free from ``low`` on: the subject of the sentence."""
    seen = NONE
    for at in range(low, min(high, low + _REACH)):
        if line.quote[at] != NONE:
            return None
        found = line.outer[at] if line.outer[at] != NONE else line.mention[at]
        if found == NONE:
            if line.words[at] in line.lex.government and _stands_free(line, at, low):
                return _government(line, at)
            if line.words[at] in line.lex.pronouns and _stands_free(line, at, low):
                return _pronoun(line, at, memory, True)
        elif found != seen:
            seen = found
            voice = _subject(line, line.doc.mentions[found], at, low, at, memory)
            if voice is not None:
                return voice
    return None


def _government(line: Line, at: int) -> Voice | None:
    """"pemerintah Kenya" or, alone, the home state's."""
    mention = line.at(at + 1) if at + 1 < len(line.words) else None
    if mention is not None and mention.kind == "state":
        return _voice(mention, start=line.start(at))
    if not line.lex.home or (mention is not None and mention.kind != "person"):
        return None
    return Voice((Party(line.lex.home, line.start(at), line.end(at)),), line.start(at), line.end(at))


def _free(line: Line, at: int, verb: int, low: int, memory: Memory) -> Voice | None:
    """The nearest name that stands free, from ``at`` to the left."""
    seen = NONE
    for k in range(at, max(low - 1, at - _REACH), -1):
        if line.quote[k] != NONE or line.words[k] == ";":
            return None
        found = line.outer[k] if line.outer[k] != NONE else line.mention[k]
        if found == NONE:
            if line.words[k] in line.lex.pronouns and _stands_free(line, k, low) and _leads_on(line, k + 1, at):
                return _pronoun(line, k, memory, True)
        elif found != seen:
            seen = found
            mention = line.doc.mentions[found]
            voice = _subject(line, mention, line.back_to(outer(mention)[0], k), low, verb, memory)
            if voice is not None:
                described = mention.how == "title" and at - k <= 6 and _pointed(line, at + 1, verb)
                return voice if described or _leads_on(line, line.past(outer(mention)[1], k), at) else None
    return None


def _leads_on(line: Line, following: int, at: int) -> bool:
    """After a subject only a phrase, an apposition, an adverb or the verb may follow, no other verb."""
    if following > at:
        return True
    lex, word = line.lex, line.words[following]
    if word in {",", "(", "-", "–", "—", ")", "yang", "/"} or word in lex.adverbs or line.timex[following] != NONE:
        return True
    if line.tokens[following].text[0].isupper():
        return _leads_on(line, following + 1, at)
    return word in lex.phrases or word in lex.stops or word in lex.prepositions or word in lex.joins


def _stands_free(line: Line, first: int, low: int) -> bool:
    if first <= low:
        return True
    word = line.words[first - 1]
    return word in line.lex.openers or word in {",", ";", ":", "(", "-", "–", "—"}


def _subject(line: Line, mention: Mention, first: int, low: int, verb: int, memory: Memory) -> Voice | None:
    """A mention as subject of the verb at ``verb``, or None when it belongs to something else (a preposition, a noun)."""
    lex = line.lex
    if mention.kind not in _AGENTS:
        return None
    last = line.past(outer(mention)[1], first) - 1
    where = line.at(last + 1) if mention.how == "title" and last + 1 < verb else None
    end = line.past(where.end, last) - 1 if where is not None else last
    near = _over_adverbs(line, verb - 1, end) <= end
    named = _apposed_to(line, mention, first, low)
    if named is not None:
        return _voice(named)
    if near and _is_epithet(line, mention, (first, last, verb), low):
        return memory.recall(mention.start, mention.end, True) or _voice(mention)
    if _stands_free(line, first, low) or line.words[first - 1] in {"dan", "maupun", "serta"}:
        return _joined(line, mention, first, low)
    word = line.words[first - 1]
    if word in lex.prepositions:
        reported = word == "dari" and first - 2 >= low and line.words[first - 2] in lex.documents
        return _voice(mention) if reported else None
    if word in lex.government:
        return _voice(mention, start=line.start(first - 1))
    if word in lex.people or word in lex.quantity or word in lex.documents:
        return _phrase(line, (last, verb), low, memory) if near else None
    if line.tokens[first - 1].text[0].isupper() or word == ")":
        return _voice(mention) if mention.kind == "person" or near else None
    return _voice(mention) if near and mention.kind == "person" else None


def _apposed_to(line: Line, mention: Mention, first: int, low: int) -> Mention | None:
    """The person an institution belongs to: "Wahyu, Direktur Migrant Care, mendesak", "politikus Partai X mengaku"."""
    if (mention.kind == "person" and mention.how == "name") or first - 2 < low:
        return None
    title = line.at(first - 1)
    if title is not None and title.how == "title" and title.nodes:
        return title
    if line.words[first - 1] != ",":
        return None
    person = line.whole(first - 2)
    return person if person is not None and person.kind == "person" and person.how == "name" and person.nodes else None


def _is_epithet(line: Line, mention: Mention, span: tuple[int, int, int], low: int) -> bool:
    """"politikus Partai X", "anggota Fraksi Y itu": other words for somebody who is known already."""
    first, last, verb = span
    if mention.how != "name" and not mention.nodes:
        return _pointed(line, last + 1, verb + 1) or line.words[first] in line.lex.epithets
    return mention.kind != "person" and _pointed(line, last + 1, verb) and not _stands_free(line, first, low)


def _pointed(line: Line, at: int, verb: int) -> bool:
    """"politikus Partai X itu": a pointer between a title and its verb."""
    return any(line.words[k] in line.lex.pointers for k in range(at, min(verb, at + 4)))


def _joined(line: Line, mention: Mention, first: int, low: int) -> Voice | None:
    """A mention with those joined to it on its left: "Korea Selatan dan Amerika Serikat"."""
    group = [mention]
    at = first - 1
    while at - 1 >= low and line.words[at] in {"dan", "maupun", "serta", ","}:
        if line.words[at] == "," and len(group) < 2:
            break
        left = line.whole(at - 1 if line.words[at - 1] != "," else at - 2)
        if left is None or left.kind not in _AGENTS or left.kind != mention.kind or not left.nodes:
            break
        start = line.back_to(outer(left)[0], at)
        if start > low and line.words[start - 1] in line.lex.prepositions:
            return None
        group.insert(0, left)
        at = start - 1
    if len(group) == 1:
        return _voice(mention)
    parties = tuple(Party(node, m.start, m.end) for m in group for node in _nodes(m))
    return Voice(parties, group[0].start, mention.end)


def _voice(mention: Mention, named: bool = True, start: int | None = None) -> Voice:
    """A mention as speaker; an unresolved one is anonymous, with its wording."""
    left = mention.start if start is None else start
    parties = tuple(Party(node, mention.start, mention.end) for node in _nodes(mention))
    wording = None if parties else outer(mention)
    return Voice(parties, left, mention.end, wording, named)


def _nodes(mention: Mention) -> tuple[str, ...]:
    return tuple(node for node in mention.nodes if not node.startswith("place:"))


def _phrase(line: Line, span: tuple[int, int], low: int, memory: Memory) -> Voice | None:
    """The words up to token ``at`` as a source without a name: "para pejabat Israel", "politikus itu", "laporan tersebut"."""
    lex, words = line.lex, line.words
    at, verb = span
    first = at + 1
    pointed = _pointed(line, at, verb)
    while first > low and at - first < 12 and (_in_phrase(line, first - 1) or _links(line, first - 1, low, pointed)):
        first -= 1
    inside = set(words[first : at + 1])
    if not inside & (lex.people | lex.documents | lex.government | lex.epithets) and not (inside and words[first] in lex.quantity):
        return _described(line, at, low)
    start, end = line.start(first), line.end(at)
    if words[first] in lex.government:
        return _government(line, first)
    if inside & (lex.people | lex.epithets) and words[first] not in lex.quantity and pointed and memory.last is not None:
        return memory.recall(start, end, True)
    org = line.whole(at)
    if inside & lex.documents and not inside & lex.people and org is not None and org.kind != "place" and org.nodes:
        return _voice(org)
    return Voice((), start, end, (start, end))


def _links(line: Line, at: int, low: int, pointed: bool) -> bool:
    """A preposition inside a phrase of people: "analis di UBS", "presiden dari partai X itu"."""
    return line.words[at] in {"di", "dari", "pada"} and at > low and (pointed or line.words[at - 1] in line.lex.people)


def _described(line: Line, at: int, low: int) -> Voice | None:
    """"sumber yang enggan disebut namanya": a source described by a clause before the verb."""
    yang = next((k for k in range(at, max(low, at - 10), -1) if line.words[k] in {"yang", ","}), NONE)
    if yang == NONE or line.words[yang] != "yang" or line.words[yang - 1] not in line.lex.people:
        return None
    first = yang
    while first > low and _in_phrase(line, first - 1):
        first -= 1
    start, end = line.start(first), line.end(yang - 1)
    return Voice((), start, end, (start, end))


def _in_phrase(line: Line, index: int) -> bool:
    word = line.words[index]
    if line.outer[index] != NONE or word in line.lex.people or word in line.lex.quantity or word in line.lex.pointers:
        return True
    if word in line.lex.openers or word in line.lex.prepositions or not line.is_word(index):
        return False
    return not is_verbal(line.tokens[index].text)


def is_verbal(word: str) -> bool:
    """A lower-case word with the prefix of a verb."""
    return word.startswith(("mem", "men", "meng", "ber", "di", "me")) and len(word) > 5


# --- after a tag --------------------------------------------------------------------------------------------------


def after(line: Line, at: int, high: int, memory: Memory) -> tuple[Voice | None, int]:
    """The speaker after a tag, from token ``at``, and the token after the words that name the speaker."""
    lex, words = line.lex, line.words
    while at < high and (words[at] in {"oleh", "sang", "si"} or words[at] in lex.adverbs) and line.outer[at] == NONE:
        at += 1
    if at >= high:
        return None, at
    if words[at] in lex.pronouns:
        return _pronoun(line, at, memory, False), at + 1
    if words[at] == ",":
        return memory.recall(line.start(at), line.start(at)), at
    end = _region(line, at, high)
    first = line.whole(at)
    if first is not None and first.kind == "person" and first.nodes:
        return _listed(line, first, at, end)
    persons = [m for m in _mentions(line, at, end) if m.kind == "person" and m.nodes]
    if persons:
        return _voice(persons[-1], start=line.start(at)), line.past(outer(persons[-1])[1], at)
    return _institution(line, at, end, memory)


def _listed(line: Line, first: Mention, at: int, end: int) -> tuple[Voice, int]:
    """A named speaker, and a second one joined by "dan"."""
    following = line.past(outer(first)[1], at)
    if following + 1 < end and line.words[following] in {"dan", "serta"}:
        second = line.whole(following + 1)
        if second is not None and second.kind == "person" and second.nodes:
            parties = tuple(Party(n, m.start, m.end) for m in (first, second) for n in _nodes(m))
            return Voice(parties, first.start, second.end), line.past(outer(second)[1], following)
    return _voice(first), following


def _institution(line: Line, at: int, end: int, memory: Memory) -> tuple[Voice | None, int]:
    """No person: an organisation or a state, a document of one, or people without a name."""
    lex, words = line.lex, line.words
    stop = _comma(line, at, end)
    if stop <= at:
        return None, at
    mentions = [m for m in _mentions(line, at, stop) if m.kind in _AGENTS]
    left, right = line.start(at), line.end(stop - 1)
    papers = set(words[at:stop]) & lex.documents and not set(words[at:stop]) & lex.people
    if _pointed(line, stop - 1, stop + 1) and memory.last is not None and not papers:
        if not mentions or not mentions[0].nodes or line.whole(at) is not mentions[0]:
            return memory.recall(left, right), stop
    start = at
    while start < stop and words[start] in lex.documents and line.outer[start] == NONE:
        start += 1
    past = line.past(outer(mentions[0])[1], at) if mentions else at
    if mentions and not mentions[0].nodes and (words[at - 1] == "sang" or words[at] in lex.epithets):
        return memory.recall(left, right), stop
    if mentions and (line.whole(start) is mentions[0] or words[start] in lex.government):
        return _voice(mentions[0]), past
    if mentions and mentions[0].kind == "org" and mentions[0].nodes and not set(words[at:stop]) & lex.people:
        return _voice(mentions[0]), stop
    inside = set(words[at:stop])
    if inside & lex.government and not mentions:
        return Voice((Party(lex.home, left, right),), left, right), stop
    if words[at - 1] == "sang" and memory.last is not None:
        return memory.recall(left, right), stop
    return Voice((), left, right, (left, right)), stop


def _mentions(line: Line, at: int, end: int) -> list[Mention]:
    numbers = dict.fromkeys(line.mention[k] for k in range(at, end) if line.mention[k] != NONE)
    return [line.doc.mentions[number] for number in numbers]


def _region(line: Line, at: int, high: int) -> int:
    """Where the words that name a speaker end: a word that goes on, a time, a quotation, the sentence."""
    end = at
    while end < high and end - at < _REACH:
        free = line.outer[end] == NONE
        if line.quote[end] != NONE or (free and (line.words[end] in line.lex.stops or line.timex[end] != NONE)):
            break
        if free and line.words[end] in {".", ";", ":", "?", "!", '"', "“", "”"}:
            break
        end = line.past_bracket(end, high) if line.words[end] == "(" and line.past_bracket(end, high) > end else end + 1
    return end


def _comma(line: Line, at: int, end: int) -> int:
    return next((k for k in range(at, end) if line.words[k] == "," and line.outer[k] == NONE), end)
