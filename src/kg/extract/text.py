"""Tokens, quotations and sentences of a cleaned text, with offsets.

The idea: quotations first, sentences second. A straight quote says neither whether it opens nor whether it closes, so
its neighbours are asked, and every paragraph starts anew: one lost mark spoils one paragraph only. A full stop inside
a closed quotation ends no sentence, so a quotation of several sentences stays with its attribution.

The idiom: one compiled expression finds the candidates, one pass in Python decides; nothing looks back further than a
few characters, so time is linear in the text whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import pairwise
from typing import Literal, NamedTuple, cast

from kg.language import Pack
from kg.model import Document, Quote, Sentence, Token

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?!\w)"  # S.H.  A.S.
    r"|\w+(?:(?:[-‑'’ʼ]|(?<=\d)[.,:/](?=\d)|\.(?=(?:com|co|id|net|org|tv|go|my)\b))\w+)*"
    r"|\.{2,}|[^\w\s]"
)
_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"[\"“”„‟«»'‘’]")
_BRACKET = re.compile(r"\([^()\n]{0,300}\)|\[[^\[\]\n]{0,300}\]")
_STOP = re.compile(r"[.!?…]+")

_DOUBLE_OPEN, _DOUBLE_CLOSE = "“„«", "”»"
_SINGLE = "'‘’"
_CLOSERS = "\"”»’')]"
_BEFORE_OPEN = " \t\u00a0([{-–—:/\"“‘'«"
_AFTER_CLOSE = " \t\u00a0,.;:!?)]}-–—…\"”’'»/"


class _Mark(NamedTuple):
    at: int
    double: bool


def segment(doc: Document) -> None:
    """Fill tokens, sentences and quotes. Quotes are the outermost ones: sorted, none inside another."""
    text, body = doc.article.text, doc.article.body
    stops, add = _abbreviations(doc.pack), doc.sentences.append
    tokens = doc.tokens = _parted(_tokens(text, stops), _clitics(doc.pack))
    first, count = 0, len(tokens)
    for number, paragraph in enumerate(_paragraphs(text)):
        quotes = _quotes(text, *paragraph, number)
        doc.quotes += quotes
        kind: Literal["title", "body"] = "title" if paragraph[0] < body else "body"
        ends = [paragraph[1]] if kind == "title" else _ends(text, *paragraph, quotes, stops)
        for end in ends:
            last = first
            while last < count and tokens[last].start < end:
                last += 1
            if last > first:
                add(Sentence(tokens[first].start, tokens[last - 1].end, first, last, number, kind))
            first = last


@cache
def _abbreviations(pack: Pack) -> frozenset[str]:
    return frozenset(pack.table("text").get("abbreviations", ()))


@cache
def _clitics(pack: Pack) -> tuple[str, ...]:
    return tuple(pack.table("text").get("clitics", ()))


def _parted(tokens: list[Token], clitics: tuple[str, ...]) -> list[Token]:
    """Words apart from the endings that are words of their own: "Russia's" is "Russia" and "s"."""
    if not clitics:
        return tokens
    out: list[Token] = []
    for token in tokens:
        ending = next((c for c in clitics if token.text.endswith(c)), "")
        cut = token.end - len(ending)
        if ending and cut > token.start:
            out += (Token(token.text[: -len(ending)], token.start, cut), Token(ending[1:], cut + 1, token.end))
        else:
            out.append(token)
    return out


_token = cast(Callable[[tuple[str, int, int]], Token], partial(tuple.__new__, Token))  # no detour: every word passes


def _tokens(text: str, stops: frozenset[str]) -> list[Token]:
    """Words and marks; an initial ("M.") and an abbreviation ("Dr.") keep their full stop."""
    tokens: list[Token] = []
    add = tokens.append
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match.group()
        if word == "." and tokens and tokens[-1].end == start and _takes_stop(tokens[-1].text, stops):
            tokens[-1] = Token(tokens[-1].text + ".", tokens[-1].start, end)
        else:
            add(_token((word, start, end)))
    return tokens


def _takes_stop(word: str, stops: frozenset[str]) -> bool:
    return (len(word) == 1 and word.isupper()) or word.lower() in stops


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Runs without a line break that hold something."""
    return (m.span() for m in _PARAGRAPH.finditer(text) if not m.group().isspace())


# --- quotations ---------------------------------------------------------------------------------------------------


def _quotes(text: str, start: int, end: int, paragraph: int) -> list[Quote]:
    """The outermost quotations of one paragraph: pairs first, then marks that lack their partner."""
    open_marks: list[_Mark] = []
    pairs: list[tuple[int, int]] = []
    doubles, orphan = 0, -1
    for match in _MARK.finditer(text, start, end):
        at = match.start()
        double = match.group() not in _SINGLE
        inside = doubles > 0 if double else bool(open_marks) and not open_marks[-1].double
        side = _side(text, at, start, end, inside)
        if side > 0:
            open_marks.append(_Mark(at, double))
            doubles += double
        elif side < 0 and inside:
            while open_marks[-1].double != double:
                open_marks.pop()
            pairs.append((open_marks.pop().at, at))
            doubles -= double
        elif side < 0 and double and not pairs and orphan < 0 and text[at - 1] in ",.!?":
            orphan = at
    return _outermost(text, start, end, paragraph, pairs, [m.at for m in open_marks if m.double], orphan)


def _side(text: str, at: int, start: int, end: int, inside: bool) -> int:
    """1 opens, -1 closes, 0 neither (an apostrophe). A mark's neighbours decide, the state only when they do not."""
    mark = text[at]
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    opens = before in _BEFORE_OPEN and after not in _AFTER_CLOSE
    closes = before not in " \t\u00a0(" and (after in _AFTER_CLOSE or not (after.isalnum() or after in "([*"))
    if mark in _SINGLE:
        return _single_side(mark, opens, closes, inside)
    if opens != closes:
        return 1 if opens else -1
    if mark in _DOUBLE_OPEN:
        return 1
    return -1 if inside or mark in _DOUBLE_CLOSE else 1


def _single_side(mark: str, opens: bool, closes: bool, inside: bool) -> int:
    if opens and mark != "’":
        return 1
    return -1 if closes and inside else 0


def _outermost(
    text: str, start: int, end: int, paragraph: int, pairs: list[tuple[int, int]], lost: list[int], orphan: int
) -> list[Quote]:
    found = [Quote(start, orphan, paragraph, False)] if orphan >= 0 else []
    reach = orphan
    for left, right in sorted(pairs):
        if left > reach:
            found.append(Quote(left + 1, right, paragraph))
            reach = right
    return sorted(found + _unclosed(end, paragraph, found, lost)) if lost else found


def _unclosed(end: int, paragraph: int, found: list[Quote], lost: list[int]) -> list[Quote]:
    """Quotations never closed: they reach to the next mark that opens one, or to the end of the paragraph."""
    limits = sorted([*(q.start - 1 for q in found), *lost, end])
    following = dict(pairwise(limits))
    return [Quote(at + 1, following[at], paragraph, False) for at in lost if following.get(at, at) > at + 1]


# --- sentences ----------------------------------------------------------------------------------------------------


def _ends(text: str, start: int, end: int, quotes: list[Quote], stops: frozenset[str]) -> list[int]:
    """Where the sentences of a paragraph end, its own end last."""
    guarded = sorted([(q.start - 1, q.end + 1) for q in quotes if q.closed] + _brackets(text, start, end))
    openers = {q.start - 1 for q in quotes}
    ends: list[int] = []
    sentence, guard = start, 0
    for match in _STOP.finditer(text, start, end):
        cut = match.end()
        while cut < end and text[cut] in _CLOSERS and cut not in openers:
            cut += 1
        while guard < len(guarded) and guarded[guard][1] <= cut:
            guard += 1
        inside = guard < len(guarded) and guarded[guard][0] < cut
        if cut < end and not inside and _ends_here(text, sentence, match, cut, end, stops):
            ends.append(cut)
            sentence = cut
    return [*ends, end]


def _brackets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [m.span() for m in _BRACKET.finditer(text, start, end)]


def _ends_here(text: str, sentence: int, stop: re.Match[str], cut: int, end: int, stops: frozenset[str]) -> bool:
    """Whether a stop, its closers taken in up to ``cut``, ends the sentence that began at ``sentence``."""
    following = text[cut : cut + 3].lstrip()
    glued = not text[cut].isspace()
    if not following or following[0].islower() or following[0] in ",;:.!?)]%/…-":
        return False
    if stop.group() != "." or cut > stop.end():
        return not glued or following[0].isupper() or following[0] in '"“‘«('
    before = text[max(sentence, stop.start() - 24) : stop.start()]
    word = before.split()[-1].lstrip("(\"“'‘[") if before.split() else ""
    if not word or word.lower() in stops or (len(word) == 1 and word.isupper()):
        return False
    if word.isdigit() and len(word) <= 3 and before.strip() == word:
        return False  # "1. Kota Parepare": the number of a list
    return not glued or _glued_end(word, text[cut : cut + 4])


def _glued_end(word: str, following: str) -> bool:
    """ "meningkat.Washington" ends a sentence; "S.Pd", "KOMPAS.com", "PT.X" do not."""
    if following[0] in '"“‘«':
        return True
    if not following[0].isupper():
        return False
    tail = word.rsplit(".", 1)[-1]
    return len(tail) > 1 and len(following) > 2 and (following[1:3].islower() or following[1:3].isspace())
