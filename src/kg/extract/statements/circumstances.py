"""What an attribution tells besides the speaker: through whom it came, to whom it was said, and when."""

from __future__ import annotations

from kg.extract.statements.line import NONE, Line
from kg.knowledge.organisations import organisation
from kg.model import Mention, Party, Timex


def relays(line: Line, low: int, high: int) -> tuple[Party, ...]:
    """Organisations and persons named after a word of relaying, and outlets that were spoken to."""
    found: list[Party] = []
    at = low
    while at < high:
        word = line.words[at]
        if line.free(at) and line.quote[at] == NONE:
            if word in line.lex.relays:
                at = _collect(line, at + 1, high, found)
                continue
            if word in line.lex.to or (word in line.lex.with_ and line.word(at - 1) in line.lex.occasions):
                found += _outlet(line, at + 1, high)
        at += 1
    return tuple(dict.fromkeys(found))


def _collect(line: Line, at: int, high: int, found: list[Party]) -> int:
    """Take the agent after a word of relaying; an apposition ("kantor berita Rusia, TASS") keeps its last name."""
    taken: Mention | None = None
    breaks = line.lex.breaks_relay
    while at < high and line.timex[at] == NONE and line.words[at] != "(" and line.words[at] not in breaks:
        mention = line.at(at)
        if mention is not None and mention.kind in {"org", "person"} and mention.nodes and mention.how == "name":
            taken = mention
            break
        at += 1
    if taken is None:
        return at
    found.append(Party(taken.nodes[0], taken.start, taken.end))
    return line.past(taken.end)


def _outlet(line: Line, at: int, high: int) -> list[Party]:
    """A news outlet that was spoken to: "kata X kepada Reuters", "wawancara dengan Y"."""
    mention = line.at(at) if at < high else None
    if mention is None or not is_outlet(line, mention):
        return []
    return [Party(mention.nodes[0], mention.start, mention.end)]


def is_outlet(line: Line, mention: Mention | None) -> bool:
    """Whether a mention is a news agency or another outlet, by knowledge or by a word in its name."""
    if mention is None or mention.kind != "org" or not mention.nodes:
        return False
    known = organisation(mention.text)
    if known is not None and known.kind in {"agency", "media"}:
        return True
    return not line.lex.outlets.isdisjoint(mention.text.lower().split())


def addressees(line: Line, low: int, high: int) -> tuple[Party, ...]:
    """Agents right after "kepada"."""
    found: list[Party] = []
    for at in range(low, high - 1):
        mention = line.whole(at + 1) if line.words[at] in line.lex.to and line.quote[at] == NONE else None
        if mention is not None and mention.kind != "place":
            found += [Party(node, mention.start, mention.end) for node in mention.nodes]
    return tuple(dict.fromkeys(found))


def when(line: Line, low: int, high: int) -> Timex | None:
    """The day named in an attribution: a bracketed date before a bare weekday, else the first day."""
    numbers = dict.fromkeys(line.timex[k] for k in range(low, high) if line.timex[k] != NONE and line.quote[k] == NONE)
    days = [t for n in numbers if (t := line.doc.timexes[n]).when is not None and t.when.precision == "day"]
    return next((t for t in days if t.bracketed), days[0] if days else None)
