"""Every expression of time in an article, and the day the article counts from.

The idea: first find what is written, by a grammar from the language pack; then the day to count from: the publication
date, else the latest day that the text itself names with its weekday; then say what each expression means. What cannot
be resolved stays in the list without a meaning: it is still no name and no number.

The idiom: tokens that can begin a date are looked up in a dictionary, the few patterns filed there are tried at that
place only, the longest match wins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from operator import attrgetter
from re import Match
from typing import NamedTuple

from kg.extract.dates_grammar import Grammar, Rule, Slots, Value, grammar
from kg.extract.dates_meaning import Context, fits, make, meaning, written
from kg.model import Document, Timex, When

_OPENERS = ("", '"', "“", "‘", "«", "(")
_LOOK_BACK = 12  # tokens in which a word that points ahead is looked for
_NEAR = 40  # characters to a year named just before
_SAYING = 7  # days before the article in which what it quotes was said
_REMEMBERED = 600  # characters a day stays the one that "keesokan harinya" counts from


class _Found(NamedTuple):
    start: int
    end: int
    slots: dict[str, Value]
    bracketed: bool
    ahead: bool
    sentence: int


def find(doc: Document) -> None:
    """Fill timexes (in order, none inside another) and anchor. Needs tokens and sentences."""
    rules = grammar(doc.pack)
    found = list(_found(doc, rules))
    doc.anchor = _published(doc.article.published) or _anchor(found)
    doc.timexes = _joined(doc.article.text, list(_resolved(found, doc.anchor, _said(doc, found))), rules)


# --- what is written ------------------------------------------------------------------------------------------------


def _found(doc: Document, rules: Grammar) -> Iterator[_Found]:
    text, tokens = doc.article.text, doc.tokens
    words = [token.text for token in tokens]
    known = {word: filed for word in set(words) if (filed := _filed(word, rules))}
    reach = 0
    for number, sentence in enumerate(doc.sentences):
        for i in [i for i in range(sentence.first, sentence.last) if words[i] in known]:
            start, filed = tokens[i].start, known[words[i]]
            if start < reach:
                continue
            before = tokens[i - 1].text.lower() if i > sentence.first else ""
            opening = i == sentence.first or before in _OPENERS or sentence.kind == "title"
            best = _longest(text, start, filed, rules, before, opening)
            if best is None:
                continue
            slots = rules.slots(*best)
            end = best[1].end()
            if not _names_a_day(slots, text[start:end]) or _is_habit(slots, before, text[end : end + 12], rules):
                continue
            reach = end
            bracketed = "(" in text[max(start - 1, 0) : end]
            yield _Found(start, end, slots, bracketed, _points_ahead(doc, sentence.first, i, rules), number)


def _filed(word: str, rules: Grammar) -> tuple[int, ...] | None:
    """The rules an expression may follow that begins with this token."""
    if word[0].isdigit():
        return rules.at.get("0")
    low = word.lower().rstrip(".") or word
    return rules.at.get(low) or (rules.at.get(low.split("-", 1)[0]) if "-" in low else None)


def _longest(
    text: str, start: int, filed: tuple[int, ...], rules: Grammar, before: str, opening: bool
) -> tuple[Rule, Match[str]] | None:
    best: tuple[Rule, Match[str]] | None = None
    for number in filed:
        rule = rules.rules[number]
        match = rule.pattern.match(text, start)
        if match and (best is None or match.end() > best[1].end()) and _may_stand(rule, rules, before, opening):
            best = rule, match
    return best


def _may_stand(rule: Rule, rules: Grammar, before: str, opening: bool) -> bool:
    if rule.cued and before not in rules.lists["cues"]:
        return False
    if rule.alone and (before in rules.lists["vague"] or before in rules.values["C"] or before[:1].isdigit()):
        return False
    return opening or not rule.first


def _names_a_day(slots: Slots, words: str) -> bool:
    """Whether a numeric date is one: "(3-4)" is a score, "31/2" nothing."""
    for second in ("", "2"):
        parts = written(slots, second)
        if parts and parts[1] and not make(parts[0] or 2000, parts[1], parts[2]):
            return False
    numeric = "m" in slots and not slots.keys() & {"y", "y4", "Y", "W"}
    return not numeric or "/" in words


def _is_habit(slots: Slots, before: str, after: str, rules: Grammar) -> bool:
    """What names no one day: "setiap Senin", "tiap 10 September", "Pasar Minggu", "Jumat Agung"."""
    if slots.keys() - {"W", "W2", "T"}:
        return before in rules.lists["every"] and not slots.keys() & {"Y", "y", "y4"}
    following = after.split()
    named = bool(following) and following[0].strip(".,").lower() in rules.lists["not_before"]
    return named or before in rules.lists["not_after"] | rules.lists["every"]


def _points_ahead(doc: Document, first: int, at: int, rules: Grammar) -> bool:
    """Whether the words before speak of what is to come; a verb of saying in between ends that."""
    for token in reversed(doc.tokens[max(first, at - _LOOK_BACK) : at]):
        word = token.text.lower()
        if word in rules.lists["said"]:
            return False
        if word in rules.lists["ahead"]:
            return True
    return False


# --- the day to count from ------------------------------------------------------------------------------------------


def _published(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _anchor(found: list[_Found]) -> date | None:
    """The latest past day that the text writes out with its weekday or in brackets; else one that its years allow."""
    sure = [day for f in found if (day := _full(f)) and "W" in f.slots and fits(f.slots, day) and not f.ahead]
    likely = sure or [day for f in found if (day := _full(f)) and f.bracketed and not f.ahead]
    return max(likely, default=None) or _only_year(found)


def _full(found: _Found) -> date | None:
    parts = written(found.slots)
    return make(parts[0], parts[1], parts[2]) if parts and parts[0] else None


def _only_year(found: list[_Found]) -> date | None:
    """A weekday with day and month but no year: the last year that the article names, or the next, where it fits."""
    years = [int(f.slots["Y"]) for f in found if "Y" in f.slots and not f.ahead]
    if not years:
        return None
    days = []
    for f in found:
        parts = written(f.slots)
        if parts and not parts[0] and "W" in f.slots and not f.ahead:
            around = (make(year, parts[1], parts[2]) for year in (max(years), max(years) + 1))
            days += [day for day in around if day and fits(f.slots, day)]
    return max(days, default=None)


def _today(found: list[_Found], anchor: date | None) -> date | None:
    """What "hari ini" counts from: where the article ties such a word to a date, that tells; else its newest day."""
    if anchor is None:
        return None
    newest = anchor - timedelta(days=3)
    for f in found:
        day = _resolved_day(f, anchor)
        if day is None or not -3 <= (day - anchor).days <= 3:
            continue
        if "R" in f.slots:
            return day - timedelta(days=int(f.slots["R"]))
        if newest < day <= anchor and "W" in f.slots and not f.ahead:
            newest = day
    return newest if newest > anchor - timedelta(days=3) else anchor


def _said(doc: Document, found: list[_Found]) -> dict[int, date]:
    """The day on which the words of a quotation were said, for each expression in it that counts from today:
    "Besok kami bertemu," kata X, Selasa (21/10/2025).
    """
    days: dict[int, date] = {}
    quoted = [_quoted(doc, f) for f in found]
    for number, f in enumerate(found):
        if not quoted[number] or not f.slots.keys() & {"R", "W"} or "D" in f.slots:
            continue
        for later in range(number + 1, len(found)):
            if found[later].sentence != f.sentence:
                break
            day = _resolved_day(found[later], doc.anchor) if doc.anchor and not quoted[later] else None
            if day and doc.anchor and 0 <= (doc.anchor - day).days <= _SAYING:
                days[number] = day
                break
    return days


def _quoted(doc: Document, found: _Found) -> bool:
    at = bisect_right(doc.quotes, found.start, key=attrgetter("start")) - 1
    return at >= 0 and doc.quotes[at].end > found.start


def _resolved_day(found: _Found, anchor: date) -> date | None:
    when = meaning(found.slots, Context(anchor)) if "D" in found.slots else None
    return when.earliest if when and when.precision == "day" else None


# --- what it means --------------------------------------------------------------------------------------------------


def _resolved(found: list[_Found], anchor: date | None, said: Mapping[int, date]) -> Iterator[Timex]:
    """What each expression means; ``said`` tells of those in a quotation (by number) on which day it was said."""
    today = _today(found, anchor)
    named: tuple[int, date] | None = None
    previous: _Found | None = None
    for number, f in enumerate(found):
        before = named[1] if named and f.start - named[0] < _REMEMBERED else None
        day_word = "R" in f.slots and "D" not in f.slots
        base = said.get(number, today if day_word else anchor)
        when = meaning(f.slots, Context(base, before, f.ahead, _year_before(previous, f)))
        when = _today_after_all(f.slots, when, anchor) or when
        if when and when.precision == "day":
            named = f.end, when.earliest
        yield Timex(f.start, f.end, when, f.bracketed, str(f.slots.get("K", "")), _note(f.slots, when))
        previous = f


def _today_after_all(slots: Slots, when: When | None, anchor: date | None) -> When | None:
    """ "Hari ini, Rabu (3/9)" of a Wednesday the 4th: two say the same day, the number is a slip."""
    if when is None or anchor is None or "R" not in slots or "D" not in slots or fits(slots, when.earliest):
        return None
    day = anchor + timedelta(days=int(slots["R"]))
    return When(day, day) if fits(slots, day) else None


def _note(slots: Slots, when: When | None) -> str:
    parts = written(slots)
    if when is None or parts is None:
        return ""
    if not fits(slots, when.earliest):
        return "weekday"
    return "year" if "W" in slots and parts[0] not in (None, when.earliest.year) and not when.ranged else ""


def _year_before(previous: _Found | None, found: _Found) -> int | None:
    """A bare year named just before in the same sentence: "Pada 2019, tepatnya 24 April"."""
    if previous is None or previous.sentence != found.sentence or found.start - previous.end > _NEAR:
        return None
    slots = previous.slots
    return int(slots["Y"]) if "Y" in slots and not slots.keys() & {"D", "M", "P"} else None


def _joined(text: str, timexes: list[Timex], rules: Grammar) -> list[Timex]:
    """Two days joined by "hingga" become the ends of one stretch; a time of day joins the day it stands before."""
    out: list[Timex] = []
    for timex in timexes:
        both = _joint(text, out[-1], timex, rules) if out else None
        if both:
            out[-1] = both
        else:
            out.append(timex)
    return out


def _joint(text: str, first: Timex, last: Timex, rules: Grammar) -> Timex | None:
    between = text[first.end : last.start].strip(" ,\u00a0")
    start, end = first.when, last.when
    if start is None and first.clock and end and end.precision == "day" and between in rules.lists["joins"]:
        return last._replace(start=first.start, clock=first.clock)
    if not (start and end and start.precision == end.precision == "day" and start.latest < end.earliest):
        return None
    if between not in rules.lists["until"]:
        return None
    stretch = When(start.earliest, end.latest, "interval", True)
    return Timex(first.start, last.end, stretch, last.bracketed, first.clock)
