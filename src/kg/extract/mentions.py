"""Names and titles in a text: who and what is mentioned, nobody linked yet.

The idea: three sources, each sure of something else. Knowledge knows how states are written; the tagger knows what a name
looks like where it stands; the title grammar knows who must follow "Menteri Luar Negeri Rusia". They meet in spans over
tokens; then names found once are found everywhere in the article, and titles without a name become mentions of their own.

The idiom: spans are filed under their first token; a mention is made only at the end. Nothing inside a person's title is a
mention of its own: ``Role.of`` and ``Role.institution`` say what stood there.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby

from kg.extract import tagger, titles
from kg.extract.phrases import Phrases
from kg.extract.spans import Span
from kg.extract.titles import Title
from kg.knowledge import state_forms
from kg.language import Pack
from kg.model import Document, Mention, Role
from kg.names import local_node

_PLACES = {"capital", "seat"}


def find(doc: Document) -> None:
    """Fill ``doc.mentions``: names, titles with them, and bare titles; sorted, not overlapping, without nodes."""
    lowers = [token.text.lower() for token in doc.tokens]
    states = _states(doc, lowers)
    spans = _merge(states, tagger.tag(doc))
    spans = _spread(doc, lowers, spans)
    found = _titles(doc, lowers, {span.first: span for span in spans})
    doc.mentions = _mentions(doc, lowers, spans, found)


# --- spans ----------------------------------------------------------------------------------------------------------


@cache
def _state_phrases(pack: Pack) -> Phrases[tuple[str, str, str]]:
    """Every form of a state with its code, its kind and how it must be written."""
    forms = [form for lang in dict.fromkeys((pack.code, "id", "en")) for form in state_forms(lang)]
    return Phrases((form.form, (form.iso3, form.kind, form.form)) for form in forms)


def _states(doc: Document, lowers: list[str]) -> list[Span]:
    phrases, found, i = _state_phrases(doc.pack), list[Span](), 0
    while i < len(lowers):
        hit = phrases.at(lowers, i)
        if hit and _written(doc.tokens[i].text, hit[1][2]):
            iso3, kind, _ = hit[1]
            found.append(Span(i, hit[0], "place" if kind in _PLACES else "state", f"state:{iso3}"))
            i = hit[0]
        else:
            i += 1
    return found


def _written(word: str, form: str) -> bool:
    """Whether a word has the capitals its form asks for: "AS" is a state, "as" is not."""
    return word.isupper() if form.isupper() else word[0].isupper()


def _merge(states: list[Span], names: list[Span]) -> list[Span]:
    """Spans of both, none overlapping: a longer name that holds a state wins over it."""
    taken: list[Span] = []
    reach = 0
    for span in sorted([*states, *names], key=lambda s: (s.first, -s.last, not s.node)):
        if span.first >= reach:
            taken.append(span)
            reach = span.last
    return taken


def _spread(doc: Document, lowers: list[str], spans: list[Span]) -> list[Span]:
    """Persons found once are found everywhere: by full name, and by a single word of it."""
    names: dict[str, None] = {}
    for span in spans:
        if span.kind == "person" and span.last - span.first > 1:
            words = lowers[span.first : span.last]
            names[" ".join(words)] = None
            names[words[-1]] = names[words[0]] = None
    phrases = Phrases((name, "") for name in names if len(name) > 2)
    covered = {i for span in spans for i in range(span.first, span.last)}
    found, i = list[Span](), 0
    while i < len(lowers):
        hit = phrases.at(lowers, i)
        free = hit and doc.tokens[i].text[0].isupper() and not covered.intersection(range(i, hit[0]))
        if hit and free:
            found.append(Span(i, hit[0], "person"))
        i = hit[0] if hit and free else i + 1
    return sorted([*spans, *found])


# --- titles ---------------------------------------------------------------------------------------------------------


def _titles(doc: Document, lowers: list[str], spans: dict[int, Span]) -> list[Title]:
    found: list[Title] = []
    for sentence in doc.sentences:
        i = sentence.first
        while i < sentence.last:
            title = titles.parse(doc, lowers, spans, i, sentence.last)
            if title:
                found.append(title)
            span = spans.get(i)
            i = max(title.last if title else i + 1, span.last if span else i + 1)
    return found


def _mentions(doc: Document, lowers: list[str], spans: list[Span], found: list[Title]) -> list[Mention]:
    rules = titles.grammar(doc.pack)
    before = {title.name: title for title in found if title.name >= 0}
    alone = [title for title in found if title.name < 0]
    after = {title.first: title for title in alone if title.sort == "head"}
    used: list[tuple[int, int]] = []
    mentions: list[Mention] = []
    for span in spans:
        if span.kind != "person":
            continue
        title = before.get(span.first)
        first, last = (title.first if title else span.first), span.last
        if (title is None or title.sort != "head") and lowers[last : last + 1] == [","]:
            follower = after.get(last + 1)
            if follower and lowers[follower.last : follower.last + 1] in ([","], ["."], []):
                title, last = follower, follower.last
        used.append((first, last))
        role = _role(doc, title) if title and title.sort != "honorific" else None
        mentions.append(_mention(doc, span, role, first, last))
    inside = {i for first, last in used for i in range(first, last)}
    for title in alone:
        if title.first not in inside and _points(doc, lowers, title, rules):
            used.append((title.first, title.last))
            mentions.append(_mention(doc, Span(title.first, title.last, "person"), _role(doc, title), title.first, title.last, bare=True))
            inside.update(range(title.first, title.last))
    mentions += [_mention(doc, s, None, s.first, s.last) for s in spans if s.kind != "person" and s.first not in inside]
    mentions.sort(key=lambda m: (m.start, -m.end))
    return [next(group) for _, group in groupby(mentions, key=lambda m: m.start)]


def _points(doc: Document, lowers: list[str], title: Title, rules: titles.Grammar) -> bool:
    """Whether a title without a name means one person: "Presiden Rusia", "sang Menlu", "presiden itu"."""
    if title.sort != "head" or (title.words in rules.never and title.of is None):
        return False
    before = lowers[title.first - 1] if title.first else ""
    following = lowers[title.last] if title.last < len(lowers) else ""
    if before in rules.before:
        return False
    capital = doc.tokens[title.first].text[0].isupper()
    return before in rules.pointing or following in rules.after or title.of is not None or capital


def _role(doc: Document, title: Title) -> Role:
    text, tokens = doc.article.text, doc.tokens
    start, end = tokens[title.first].start, tokens[title.last - 1].end
    first, last = title.head
    return Role(
        text[tokens[first].start : tokens[last - 1].end],
        text[start:end],
        start,
        end,
        _node(doc, title.of),
        _node(doc, title.to),
        title.office,
        title.former,
    )


def _node(doc: Document, span: Span | None) -> str | None:
    if span is None:
        return None
    return span.node or local_node(span.kind, doc.article.id, _words(doc, span))


def _words(doc: Document, span: Span) -> str:
    return doc.article.text[doc.tokens[span.first].start : doc.tokens[span.last - 1].end]


def _mention(doc: Document, span: Span, role: Role | None, first: int, last: int, bare: bool = False) -> Mention:
    start, end = doc.tokens[span.first].start, doc.tokens[span.last - 1].end
    return Mention(
        span.kind,
        start,
        end,
        doc.article.text[start:end],
        how="title" if bare else "name",
        role=role,
        outer_start=doc.tokens[first].start,
        outer_end=doc.tokens[last - 1].end,
    )
