"""What an attribution tells besides the speaker: through whom it came, to whom it was said, and when."""

from __future__ import annotations

from kg.extract.statements.line import NONE, Line
from kg.knowledge.organisations import organisation
from kg.model import Mention, Party, Timex
from kg.names import fold


def relays(line: Line, low: int, high: int) -> tuple[Party, ...]:
    """Organisations named after a word of relaying, and outlets and platforms on which it was said."""
    found: list[Party] = []
    at = low
    while at < high:
        word = line.words[at]
        if line.quote[at] == NONE:
            if word in line.lex.relays and line.free(at):
                at = _collect(line, at + 1, high, found)
                continue
            found += _outlet(line, at)
        at += 1
    return tuple(dict.fromkeys(found))


def _collect(line: Line, at: int, high: int, found: list[Party]) -> int:
    """Take the organisation after a word of relaying; an apposition ("kantor berita Rusia, TASS") keeps its last name.

    What a comma follows at once relays nothing: "Diberitakan, Presiden X menyetujui ...".
    """
    taken: Mention | None = None
    breaks = line.lex.breaks_relay
    first = at
    while at < high and line.timex[at] == NONE and line.words[at] != "(" and line.words[at] not in breaks:
        if at == first and line.words[at] == ",":
            return at
        mention = line.at(at)
        if mention is not None and mention.kind == "org" and mention.nodes and mention.how == "name":
            taken = mention
            break
        at += 1
    if taken is None:
        return at
    if _is_own(line, taken):
        return line.past(taken.end)
    found.append(Party(taken.nodes[0], taken.start, taken.end))
    return line.past(taken.end)


def _outlet(line: Line, at: int) -> list[Party]:
    """A news outlet that was spoken to, or a platform: "kepada Reuters", "wawancara dengan Y", "di Instagram".

    The outlet of the article itself is none.
    """
    mention = line.at(at)
    if mention is None or line.index(mention.start) != at or line.words[at - 1] not in line.lex.channels:
        return []
    if not is_outlet(line, mention) and not is_platform(mention):
        return []
    return [] if _is_own(line, mention) else [Party(mention.nodes[0], mention.start, mention.end)]


def _is_own(line: Line, mention: Mention) -> bool:
    """Whether an outlet is the one whose article this is: "detikSulsel" in detik.com."""
    own, name = (_masthead(words) for words in (line.doc.article.source, mention.text))
    return bool(own) and (name.startswith(own) or own.startswith(name))


def _masthead(words: str) -> str:
    return fold(words.partition(".")[0]).replace(" ", "")


def is_platform(mention: Mention) -> bool:
    """Whether a mention is a place of the net where people say things, and which may speak for itself as well."""
    known = organisation(mention.text) if mention.kind == "org" and mention.nodes else None
    return known is not None and known.kind == "platform"


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
