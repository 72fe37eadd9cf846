"""The speaker after a tag: "kata juru bicara kementerian, X", "ujar politikus itu", "menurut para analis".

The idea: the words that name a speaker end where something else begins (a place, a time, a relay). A person right
after the tag speaks; else the last person among those words; else an organisation or a state; else the words
themselves describe who speaks, unless they point at somebody known.
"""

from __future__ import annotations

from kg.extract.statements.circumstances import is_outlet
from kg.extract.statements.line import AGENTS, MARKS, NONE, Line
from kg.extract.statements.voices import Memory, Voice, is_pointed, pronoun, together, unnamed, voice
from kg.model import Mention, Party

_REACH = 60  # tokens that name a speaker, at most

Named = tuple[Voice | None, int]


def source(line: Line, at: int, high: int, memory: Memory) -> Named:
    """The speaker named from token ``at`` on, and the token after the words that name them."""
    lex, words = line.lex, line.words
    skipped = (lex.agents, lex.articles, lex.adverbs)
    while at < high and line.free(at) and any(words[at] in group for group in skipped):
        at += 1
    if at >= high:
        return None, at
    if words[at] in lex.pronouns:
        return pronoun(line, at, memory, False), at + 1
    if words[at] == ",":
        return memory.recall(line.start(at), line.start(at)), at
    end = _region(line, at, high)
    first = line.whole(at)
    if first is not None and ((first.kind == "person" and first.nodes) or _is_alone(line, first)):
        return _listed(line, first, end)
    persons = [m for m in _mentions(line, at, end) if m.kind == "person" and m.nodes]
    if not persons and line.word(end) in lex.inside:
        persons = _behind(line, end + 1, high, line.is_capital(at))
    if persons:
        return voice(persons[-1], start=line.start(at)), line.after(persons[-1])
    return _institution(line, at, line.comma(at, end), memory)


def _is_alone(line: Line, mention: Mention) -> bool:
    """An outlet and a comma: "menurut Reuters, X ..." has no apposition."""
    return is_outlet(line, mention) and line.word(line.after(mention)) == ","


def _behind(line: Line, at: int, high: int, office: bool) -> list[Mention]:
    """The person behind where somebody works: "Kabid Humas pada Puspenkum X Irwan Y", "profesor di Y University, Z".

    Without an ``office`` a comma must stand before the name.
    """
    for k in range(at, high):
        mention = line.whole(k)
        if mention is not None and mention.kind == "person" and mention.how == "name" and mention.nodes:
            return [mention] if office or line.words[line.first(mention) - 1] == "," else []
        if not (line.is_capital(k) or not line.free(k) or line.words[k] in line.lex.joiners or line.words[k] == ","):
            break
    return []


def _region(line: Line, at: int, high: int) -> int:
    """Where the words that name a speaker end: a word that goes on, a time, a quotation, the sentence."""
    end = at
    while end < high and end - at < _REACH and line.quote[end] == NONE:
        word = line.words[end]
        if line.free(end) and (word in line.lex.stops or line.timex[end] != NONE or word in _ENDS or word in MARKS):
            break
        if word == "," and line.word(end + 1) in line.lex.auxiliaries:
            break  # "menurut laporan itu, adalah X"
        end = max(line.past_bracket(end, high), end + 1)
    return end


_ENDS = frozenset({".", ";", ":", "?", "!"})


def _mentions(line: Line, low: int, high: int) -> list[Mention]:
    numbers = dict.fromkeys(number for number in line.mention[low:high] if number != NONE)
    return [line.doc.mentions[number] for number in numbers]


def _listed(line: Line, first: Mention, end: int) -> Named:
    """A named speaker, and a second one joined to the first."""
    following = line.after(first)
    second = line.whole(following + 1) if following + 1 < end and line.words[following] in line.lex.joiners else None
    if second is not None and second.kind == "person" and second.nodes:
        return together((first, second)), line.after(second)
    return voice(first), following


def _institution(line: Line, at: int, stop: int, memory: Memory) -> Named:
    """No person: an organisation or a state, a document of one, or people without a name."""
    if stop <= at:
        return None, at
    lex = line.lex
    inside = frozenset(line.words[at:stop])
    agents = [m for m in _mentions(line, at, stop) if m.kind in AGENTS]
    known = _carried(line, at, stop, agents, memory)
    if known is not None:
        return known, stop
    start = at
    while start < stop and line.words[start] in lex.documents and line.free(start):
        start += 1
    if agents and (line.whole(start) is agents[0] or line.word(start) in lex.sides):
        return voice(agents[0]), line.after(agents[0])
    if agents and agents[0].kind == "org" and agents[0].nodes and not inside & lex.people:
        return voice(agents[0]), stop
    if inside & lex.government and not agents and lex.home:
        span = line.start(at), line.end(stop - 1)
        return Voice((Party(lex.home, *span),), *span), stop
    return unnamed(line, at, stop), stop


def _carried(line: Line, at: int, stop: int, agents: list[Mention], memory: Memory) -> Voice | None:
    """Whom the words mean that spoke or announced something before."""
    span = line.start(at), line.end(stop - 1)
    if not agents and _is_paper(line, at, stop):
        return memory.author(*span)
    return memory.recall(*span) if _is_known(line, at, stop, agents) else None


def _is_paper(line: Line, at: int, stop: int) -> bool:
    """Whether the words are a document's, nobody's else: whoever spoke last issued it."""
    inside = line.words[at:stop]
    if any(map(line.is_capital, range(at, stop))):
        return False
    return not line.lex.documents.isdisjoint(inside) and line.lex.people.isdisjoint(inside)


def _is_known(line: Line, at: int, stop: int, agents: list[Mention]) -> bool:
    """The words mean somebody known: a pointer at their end, an article before them, an epithet."""
    lex = line.lex
    named = bool(agents) and bool(agents[0].nodes) and line.whole(at) is agents[0]
    if named or _is_paper(line, at, stop):
        return False
    if line.words[at] in lex.single and line.word(stop) in lex.describing:
        return True  # "ucap pria yang kini berusia 40 tahun"
    return is_pointed(line, stop - 1, stop) or line.words[at - 1] in lex.articles or line.words[at] in lex.epithets
