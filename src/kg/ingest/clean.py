"""What is not the article goes: menus, links, appeals, bylines, credits, and the scars of scraping.

The idea: a page is a list of lines; a line is kept whole or left out, and a few things are cut from the lines that are
kept (datelines, credits, links in brackets). Every word that decides is in the table ``ingest`` of the language pack.
The text that comes out is the one that every offset refers to.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.ingest import dateline
from kg.language import Pack

_UNSEEN = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
)
_LINE_BREAK = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_TAG_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h\d|/tr)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|div|span|strong|b|em|i|u|a|ul|ol|li|h\d|figure|img|table|tbody|tr|td|font)\b[^<>]{0,500}>", re.IGNORECASE
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HARD_BREAK = re.compile(r"\\\n(?=[ \t]*[a-z])")
_BARE_BACKSLASH = re.compile(r"\\+(?=\n|$)")
# Two sets of scraped news lost the words that were links and joined paragraphs by ".,".
_GLUED_PARAGRAPHS = re.compile(r"(?<=[a-z0-9)\]%\"”’][.!?])(?:, ?){0,2},(?=\S)|(?<=[.!?][\"”])(?:, ?){0,2},(?=\S)")
_GLUED_WITH_BLANK = re.compile(r"(?:(?<=\w\w[.!?])|(?<=\w[.!?][\"”])|(?<=[)%][.!?])),[ \t]+(?=[\"“]?[A-Z][a-z]+[ ,])")
_EMPTY_BRACKETS = re.compile(r"[ \t]?\([ \t,]{0,20}\)")
_LOST_LINKS = re.compile(r"(?:[ \t]*,){2,}[ \t]*|[ \t]+,[ \t]*")
_BLANKS = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_DOUBLE_MARK = re.compile(r"''|``|´´")
_BRACKETED = re.compile(
    r"\s?[\[(](?:gambas|embed|img|baca ?juga|lihat juga|simak|email)[^\[\]()\n]{0,200}[\])](?:\([\d ]{0,60}\))?",
    re.IGNORECASE,
)
_ICON = re.compile(r"[a-z]+(?:_[a-z]+)+(?: [a-z]+(?:_[a-z]+)+)*")
_INITIALS = re.compile(
    r"(?<=[.!?”\"’])\s*\((?:[a-zA-Z]{2,8}(?:[/,.-] ?[a-zA-Z]{2,12}){0,3}|\*{1,3}|[A-Z]{2,4}-?\d{0,2})\)$"
)
_TAIL_SITE = re.compile(r"\s*\((?:sumber ?: ?)?[\w-]+(?:\.[a-z]{2,4}){1,2}(?: ?/ ?[^()]{1,40})?\)\.?$", re.IGNORECASE)
_TAIL_AGENCY = re.compile(r"(?<=[.!?”\"])\s*[-–—]+\s?[A-Z][A-Za-z.]+(?: [A-Z][A-Za-z.]+){0,2}$")
_TAIL_CREDIT = re.compile(r"(?<=[.!?)”\"])\s+([^.!?\n]{2,90})$")
_ENDS_WELL = ".!?…:;,\"”'’»)"
_SHORT_HEAD = 6  # words of a heading inside the text
_OPENING = 5  # paragraphs among which the one with the dateline is


class _Words(NamedTuple):
    starts: re.Pattern[str]
    lines: frozenset[str]
    ends: frozenset[str]
    byline: re.Pattern[str]
    credits: frozenset[str]
    glued: re.Pattern[str]


@cache
def _words(pack: Pack) -> _Words:
    table = pack.table("ingest")

    def anyof(key: str) -> str:
        return "|".join(re.escape(word) for word in sorted(table.get(key, ()), key=lambda w: (-len(w), w))) or r"(?!)"

    return _Words(
        re.compile(rf"(?:{anyof('starts')})", re.IGNORECASE),
        frozenset(table.get("lines", ())),
        frozenset(table.get("ends", ())),
        re.compile(rf"(?:{anyof('bylines')}) ?[:：|]", re.IGNORECASE),
        frozenset(table.get("credits", ())),
        re.compile(rf"\b({anyof('glued')})(?=[A-Z][a-z])"),
    )


def tidy(text: str) -> str:
    """Characters made plain: composed letters, one kind of line break, no controls, no markup, no unseen marks."""
    text = _LINE_BREAK.sub("\n", text)
    if "<" in text:
        text = _TAG.sub("", _TAG_BREAK.sub("\n", text))
    if "&" in text:
        text = html.unescape(text)
    if "\\" in text:
        text = _ESCAPED.sub(r"\1", _BARE_BACKSLASH.sub("", _HARD_BREAK.sub(" ", text)))
    text = _UNSEEN.sub("", text)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def lines_of(text: str) -> list[str]:
    """The lines of a page that hold something, tidied, glued paragraphs taken apart, lost links closed up."""
    plain = _DOUBLE_MARK.sub('"', tidy(text))
    if "," in plain:
        plain, glued = _GLUED_PARAGRAPHS.subn("\n", plain)
        if glued > 1:
            plain = _GLUED_WITH_BLANK.sub("\n", plain)
        plain = _EMPTY_BRACKETS.sub("", _LOST_LINKS.sub(_closed_up, plain))
    return [line for raw in plain.split("\n") if (line := _BLANKS.sub(" ", raw).strip(" ,"))]


def _closed_up(match: re.Match[str]) -> str:
    following = match.string[match.end() : match.end() + 1]
    return ", " if following and following not in ").,;:!?\n" else ""


def paragraphs(text: str, title: str, pack: Pack) -> list[str]:
    """The running text of an article: its paragraphs, in order, each once."""
    words = _words(pack)
    kept: list[str] = []
    seen, read = {_same(title)}, 0
    for whole in lines_of(text):
        if read > 2 and ends_article(whole, pack):
            break
        line = words.glued.sub(r"\1 ", _BRACKETED.sub("", whole)).strip()
        if not line or is_noise(line, pack) or (len(line) > 30 and _same(line) in seen):
            continue
        seen.add(_same(line))
        kept.append(line)
        read += is_sentence(line)
    return list(_trimmed(kept, title, words, pack))


def _same(line: str) -> str:
    return " ".join(line.lower().split())


def is_noise(line: str, pack: Pack) -> bool:
    """Whether a line of a page is no part of an article."""
    words = _words(pack)
    low = line.lower()
    return (
        not any(c.isalnum() for c in line)
        or (line[0] == "(" and _INITIALS.fullmatch("." + line, 1) is not None)
        or low in words.lines
        or low in words.ends
        or words.starts.match(line) is not None
        or (len(line) < 160 and words.byline.match(line) is not None)
        or line[0] in "©#"
        or _ICON.fullmatch(line) is not None
        or "all right reserved" in low
        or "all rights reserved" in low
    )


def ends_article(line: str, pack: Pack) -> bool:
    """Whether a line below running text begins what is not the article: a heading of other articles, or the byline."""
    words = _words(pack)
    return line.lower() in words.ends or line[0] == "©" or bool(len(line) < 160 and words.byline.match(line))


def is_sentence(line: str) -> bool:
    """Whether a line is running text: some words and an end."""
    return len(line) > 40 and line.rstrip()[-1] in '.!?…"”)' and line.count(" ") > 5


def _trimmed(kept: list[str], title: str, words: _Words, pack: Pack) -> Iterator[str]:
    """The dateline off one of the first paragraphs, credits off the ends, headings inside the text left out."""
    opened = False
    for number, whole in enumerate(kept):
        line = without_credit(whole, words.credits)
        if not opened and number < _OPENING:
            bare = dateline.without(line, pack, title)
            opened, line = bare != line, bare
        listed = number + 1 < len(kept) and is_list_item(kept[number + 1])
        if line and (listed or not is_heading(line)):
            yield line


def without_credit(line: str, credits: frozenset[str]) -> str:
    """A paragraph without the initials, the outlet or the photographer behind its last stop."""
    if line[-1] == ")":
        line = _TAIL_SITE.sub("", _INITIALS.sub("", line))
    else:
        match = _TAIL_CREDIT.search(line, max(0, len(line) - 100)) if line[-1] not in '.!?…"”' else None
        if match and is_credit(match[1], credits):
            return line[: match.start()]
        line = _TAIL_AGENCY.sub("", line) if len(line) < 5000 else line
    return line


def is_credit(words: str, credits: frozenset[str]) -> bool:
    """ "Sputnik/Name/Pool via AGENCY", "ANTARA", "Foto: Name": names and marks of agencies, no sentence."""
    parts = [w for w in re.split(r"[\s/:,()]+", words) if w]
    known = sum(w.lower() in credits for w in parts)
    names = sum(w[0].isupper() or w.lower() in credits for w in parts)
    return bool(parts) and names >= 0.8 * len(parts) and (known > 0 or "/" in words)


def is_list_item(line: str) -> bool:
    """Whether a line is an entry of a list."""
    return re.match(r"(?:\d{1,2}[.)]|[-•*·])\s", line) is not None


def is_heading(line: str) -> bool:
    """A short line without an end, mostly capitalised: a heading inside the text."""
    parts = line.split()
    if len(parts) > _SHORT_HEAD or line[-1] in _ENDS_WELL or is_list_item(line):
        return False
    return sum(not w[0].islower() for w in parts) * 2 >= len(parts)
