"""Names in headlines: where every word has a capital, "Damar Undang Raka Adiputra" looks like one name.

The running text knows better: what begins and ends with names of its own is two names and a verb; what begins or ends
with one, beside a word that the running text writes small, is that name alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from kg.model import Document, Mention
from kg.names import fold

_START = attrgetter("start")


def part(doc: Document) -> None:
    """Cut the names of the headline to those the running text knows."""
    body = doc.article.body
    first = bisect_left(doc.mentions, body, key=_START)
    doubtful = [m for m in doc.mentions[:first] if _long(m)]
    if not doubtful:
        return
    names = {fold(m.text) for m in doc.mentions[first:] if m.kind == "person" and m.how == "name"}
    if all(fold(m.text) in names for m in doubtful):
        return
    small = {token.text for token in doc.tokens if token.start >= body and token.text.islower()}
    headline = [part for m in doc.mentions[:first] for part in (_parts(doc, m, names, small) if _long(m) else [m])]
    doc.mentions = headline + doc.mentions[first:]


def _long(mention: Mention) -> bool:
    return mention.kind == "person" and mention.how == "name" and mention.text.count(" ") > 0


def _parts(doc: Document, mention: Mention, names: set[str], small: set[str]) -> Iterator[Mention]:
    """The mention itself, or the names it begins and ends with."""
    tokens = [t for t in doc.tokens[: _end(doc)] if mention.start <= t.start < mention.end]
    words = [fold(t.text) for t in tokens]
    sizes = range(len(words) - 1, 0, -1)
    left = next((n for n in sizes if " ".join(words[:n]).strip() in names), 0)
    right = next((n for n in sizes if " ".join(words[-n:]).strip() in names), 0)
    if fold(mention.text) in names or not (left or right) or left + right == len(words):
        yield mention
        return
    if left + right > len(words):
        left, right = (left, 0) if left >= right else (0, right)
    rest = words[left : len(words) - right]
    if not (left and right) and not any(word in small for word in rest):
        yield mention
        return
    if left:
        end = tokens[left - 1].end
        yield mention._replace(end=end, text=doc.article.text[mention.start : end], outer_end=end)
    if right:
        start = tokens[-right].start
        text = doc.article.text[start : mention.end]
        yield Mention("person", start, mention.end, text, outer_start=start, outer_end=mention.end)


def _end(doc: Document) -> int:
    """How many tokens the headline has."""
    return bisect_left(doc.tokens, doc.article.body, key=_START)
