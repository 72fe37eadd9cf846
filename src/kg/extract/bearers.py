"""Whom a title without a name means: who bears it in this article, else who knowledge says held the office.

A title with a state is borne by who holds that office of that state, "pemimpin" by any leader of it. Any other title,
written like a name, means the bearer at home ("Presiden", "Kepala Negara"), else the one named last. A title that
points back ("sang menteri", "politikus itu") means whom the text is about. Knowledge is asked for leaders of states,
and for whoever is named in the article; what it does not know for sure stays open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import islice
from operator import attrgetter

from kg import knowledge, names
from kg.extract.aliases import known_id
from kg.extract.evidence import sentence_at
from kg.extract.persons import Person
from kg.extract.pointers import Rules, points_back
from kg.extract.spelling import short_for
from kg.model import Document, Mention, Role
from kg.names import fold, local_node

_VERB = 5  # letters of a verb with a prefix, at least
MOST = 50  # bearers of one title that are weighed against each other
_START = attrgetter("start")


class Bearers:
    """Titles and those who bear them in one article; a leader whom only a title names is added to ``people``."""

    def __init__(self, doc: Document, people: dict[str, Person], rules: Rules, lowers: list[str]) -> None:
        self.doc, self.people, self.rules, self.lowers = doc, people, rules, lowers
        self.asked: dict[tuple[str | None, ...], list[str]] = {}

    def bearer(self, mention: Mention, role: Role, last_seen: Mapping[str, int], talked_of: str | None) -> str | None:
        """The node of who is meant; ``last_seen`` says where each person was named last so far."""
        bearers = self._bearers(role)
        if number := self._number(role):
            return self._in_line(role, number, bearers)
        pointing = self._points_back(mention)
        if role.office == "leader" and role.of is None and not pointing:
            return None  # "pemimpin" of what is not said
        if role.of is None and not pointing and mention.text[0].isupper():
            bearers = [node for node in bearers if self._at_home(node, role)] or bearers
        if bearers:
            return max(bearers, key=lambda node: (last_seen.get(node, -1), -self.people[node].first))
        return self._known(mention, role) or (talked_of if pointing else None)

    def _bearers(self, title: Role) -> list[str]:
        """Everyone who bears the title in this article; the same question is answered once."""
        key = (title.office, fold(title.title), title.of, "former" if title.former else "")
        if key not in self.asked:
            found = (node for node, person in self.people.items() if self._bears(person, title))
            self.asked[key] = list(islice(found, MOST))
        return self.asked[key]

    def _bears(self, person: Person, title: Role) -> bool:
        """Whether the article gives a person this title, and not for another state than the person's own."""
        state = title.of if title.of and title.of.startswith("state:") else None
        stranger = state and person.state and state != f"state:{person.state}"
        return any(self._same(title, role) and (role.of or not stranger) for role in person.roles)

    def _at_home(self, node: str, title: Role) -> bool:
        return any(self._same(title, role) and role.of == self.rules.home for role in self.people[node].roles)

    def _same(self, title: Role, held: Role) -> bool:
        if title.former != held.former or (title.of and held.of and title.of != held.of):
            return False
        if title.of != held.of and (title.of or "").startswith("org:") and title.office in self.rules.leaders:
            return False  # "Presiden FIFA" is no president of a state
        if title.office and held.office:
            both = {title.office, held.office}
            return len(both) == 1 or ("leader" in both and both <= self.rules.leaders)
        return fold(title.title) == fold(held.title)

    def _number(self, role: Role) -> int:
        """Which in the line of holders the title means, 0 when it does not say: "Presiden ke-3 RI"."""
        for word in role.text.lower().split():
            if word.startswith("ke-") and word[3:].isdigit():
                return int(word[3:])
            if word in self.rules.ordinals:
                return self.rules.ordinals[word]
        return 0

    def _in_line(self, role: Role, number: int, bearers: list[str]) -> str | None:
        """The holder of that number where knowledge lists the line; else a bearer whom the line does not hold."""
        state = (role.of or self.rules.home).removeprefix("state:")
        line, first = _line(role.office or "", state), self.rules.lines.get(f"{role.office} {state}", 0)
        if first and 0 <= number - first < len(line):
            return self._named(line[number - first]) or self._introduce(line[number - first])
        listed = {known_id(holder) for holder in line}
        return next((node for node in bearers if self.people[node].known not in listed), None)

    def _points_back(self, mention: Mention) -> bool:
        first = bisect_right(self.doc.tokens, mention.start, key=_START) - 1
        last = bisect_right(self.doc.tokens, mention.end - 1, key=_START)
        before = self.lowers[first - 1] if first > 0 else ""
        if before in self.rules.sang or points_back(self.doc, self.lowers, last, self.rules):
            return True
        return self._speaks(first, last) and self.lowers[first] in self.rules.epithets  # "kata politikus Golkar"

    def _speaks(self, first: int, last: int) -> bool:
        """Whether the words of tokens ``first`` to ``last`` name somebody who says or does something there."""
        before = self.lowers[first - 1] if first > 0 else ""
        return before in self.rules.speech or any(word in self.rules.active for word in self.lowers[last : last + 1])

    def _acts(self, mention: Mention, role: Role) -> bool:
        """Whether somebody speaks under this title; of an institution or abroad a foreign minister does anything."""
        tokens = self.doc.tokens
        first = bisect_right(tokens, mention.start, key=_START) - 1
        last = bisect_right(tokens, max(mention.end, mention.outer_end) - 1, key=_START)
        following = self.lowers[last] if last < len(self.lowers) else ""
        known = role.office in self.rules.envoys or (role.of or "").startswith("org:")
        acts = following in self.rules.acts or (len(following) > _VERB and following.startswith(self.rules.verbal))
        return self._speaks(first, last) or (known and acts)

    def _known(self, mention: Mention, role: Role) -> str | None:
        """The holder by knowledge: a person named here, a leader whose state the title names, or whoever acts under it;
        else None."""
        on, of = self._day(mention), self._of(role)
        if on is None or role.former or not role.office or not of:
            return None
        found = knowledge.holder(role.office, of, on)
        if found is None:
            return None
        named = self._named(found)
        joint = not self.rules.joints.isdisjoint(mention.text.split())  # "Presiden dan Wakil Presiden": the offices
        leader = role.office in self.rules.leaders
        if leader and role.of is None:
            return named  # "Presiden mengatakan": of which state?
        sure = leader or self._acts(mention, role)
        return named or (self._introduce(found) if sure and not joint else None)

    def _of(self, role: Role) -> str:
        """What the office is of: as said, else home; an institution's chief ("Ketua KPU") serves the state at home."""
        of = role.of or _sole(role.office or "") or (self.rules.home if role.text[:1].isupper() else "")
        known = knowledge.office(role.office) if role.office else None
        if known and known.of == "state" and of.startswith("org:"):
            return "" if role.office in self.rules.leaders else self.rules.home
        return of

    def _named(self, known: knowledge.Person) -> str | None:
        return next((node for node, person in self.people.items() if _is(person, known)), None)

    def _day(self, mention: Mention) -> date | None:
        """The day the sentence tells of when that is in another year, else the day of the article."""
        anchor = self.doc.anchor
        sentence = self.doc.sentences[sentence_at(self.doc, mention.start)]
        told = (t.when.earliest for t in self.doc.timexes if sentence.start <= t.start < sentence.end and t.when)
        return next((day for day in told if anchor is None or day.year != anchor.year), None) or anchor

    def _introduce(self, found: knowledge.Person) -> str:
        """A person the article points at by title alone: the name is knowledge's."""
        node = local_node("person", self.doc.article.id, found.name)
        new = Person(names.words(found.name), found.name, known=known_id(found), state=found.state)
        self.people.setdefault(node, new)
        return node


@cache
def _sole(office: str) -> str:
    """The state of an office that no other state has ("pope"), or ""."""
    of = {held.of for held in knowledge.holdings() if held.office == office}
    return f"state:{of.pop()}" if len(of) == 1 else ""


@cache
def _line(office: str, of: str) -> tuple[knowledge.Person, ...]:
    """Everyone who held an office, in order; twice who held it twice."""
    held = [one for one in knowledge.holdings() if (one.office, one.of) == (office, of)]
    found = (knowledge.person_by_form(one.person) for one in sorted(held, key=lambda one: one.when))
    return tuple(person for person in found if person)


def _is(person: Person, known: knowledge.Person) -> bool:
    """Whether a person of the article is that one: identified, or under a name that can be short for it."""
    if person.known:
        return person.known == known_id(known)
    return short_for(person.words, names.words(known.name))
