"""Whom a bare title, a pronoun or "kedua pemimpin" means: one walk through the article, sentence by sentence.

The idea: a singular pronoun means whom the clause before is about: its speaker, else its subject. A group means the
last persons named who fit it. Titles are answered by ``bearers``.

The idiom: the walk remembers who was seen where (``Seen``) and answers each pointer from memory alone; it never looks
ahead except for titles, whose holder may be named later.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from kg.extract.bearers import Bearers
from kg.extract.evidence import sentence_at
from kg.extract.persons import Person
from kg.extract.pointers import Pointer, Rules
from kg.model import Document, Kind, Mention, Role
from kg.names import fold

BACK = 6  # sentences a group looks back
NEAR = 2  # sentences "para pemimpin" looks back
CROWDED = 200  # names in one sentence: of more, those in the middle are forgotten
LONG = 80  # words after which "mereka" means nobody named before
SPEAKS = 3  # words between a name and the verb that makes it speak
FAR = 4  # sentences after which nobody is in focus any more
_START = attrgetter("start")


class Seen(NamedTuple):
    """One person or state pointed at: where, in which quotation (-1 none), whether its clause is about it."""

    node: str
    start: int
    quote: int
    subject: bool
    speaker: bool


class Walk:
    """Memory of one article: who was seen in each sentence, and whom the text is about now."""

    def __init__(
        self, doc: Document, people: dict[str, Person], rules: Rules, lowers: list[str], bearers: Bearers
    ) -> None:
        self.doc, self.people, self.rules, self.lowers, self.bearers = doc, people, rules, lowers, bearers
        self.past: list[list[Seen]] = []
        self.now: list[Seen] = []
        self.focus: str | None = None
        self.last: str | None = None
        self.voice: str | None = None
        self.age = 0
        self.last_seen: dict[str, int] = {}
        self.weight: Counter[str] = Counter()
        self.voices: dict[int, str] = {}
        self.latest: Mention | None = None

    def run(self, mentions: list[Mention], pointers: list[Pointer]) -> list[Mention]:
        """The mentions with titles resolved, and one more for each pointer; in text order."""
        todo: list[Mention | Pointer] = sorted([*mentions, *pointers], key=_START)
        self.weight.update(state for mention in mentions for node in mention.nodes if (state := self._state_of(node)))
        self.voices = dict(self._voices(mentions))
        out: list[Mention] = []
        at = 0
        for sentence in self.doc.sentences:
            while at < len(todo) and todo[at].start < sentence.end:
                out.append(self._step(todo[at], todo[at + 1] if at + 1 < len(todo) else None))
                at += 1
            self._close()
        out += [self._step(rest, None) for rest in todo[at:]]
        return out

    def _step(self, item: Mention | Pointer, following: Mention | Pointer | None) -> Mention:
        start = item.start
        outer = item.outer_start if isinstance(item, Mention) and item.outer_start >= 0 else start
        quote, (subject, said, says) = self._quote(start), self._place(outer, max(item.end, item.outer_end))
        mention = self.latest = self._resolve(item, quote, said, self._bracketed(item, following))
        for node in mention.nodes:
            if mention.kind in ("person", "state"):
                self.now.append(Seen(node, start, quote, subject, said or (subject and says)))
                self.last_seen[node] = start
                self.last = node if node in self.people else self.last
        if len(self.now) > CROWDED:
            del self.now[CROWDED // 4 : -CROWDED // 4]
        return mention

    def _voices(self, mentions: list[Mention]) -> Iterator[tuple[int, str]]:
        """Sentence and node of each person named as speaker outside quotations."""
        for mention in mentions:
            if mention.kind == "person" and mention.nodes and self._quote(mention.start) < 0:
                start = mention.outer_start if mention.outer_start >= 0 else mention.start
                if self._place(start, mention.end)[1]:
                    yield sentence_at(self.doc, mention.start), mention.nodes[0]

    def _bracketed(self, item: Mention | Pointer, following: Mention | Pointer | None) -> tuple[str, ...]:
        """Whom the text itself names in brackets: "beliau (Presiden Budi Santosa)"."""
        if not isinstance(following, Mention) or following.how != "name" or isinstance(item, Mention):
            return ()
        start = following.outer_start if following.outer_start >= 0 else following.start
        return following.nodes if self.doc.article.text[item.end : start].strip() == "(" else ()

    def _resolve(self, item: Mention | Pointer, quote: int, said: bool, named: tuple[str, ...]) -> Mention:
        if isinstance(item, Mention):
            if item.kind == "state":
                return self._shared_title(item) or item
            if item.how != "title" or item.nodes or item.role is None:
                return item
            node = self.bearers.bearer(item, item.role, self.last_seen, self._talked_of()) or self._apposed(item)
            return item._replace(nodes=(node,) if node else ())
        nodes = named or self._pointer(item, quote, said)
        kind: Kind = "state" if nodes and all(n.startswith("state:") for n in nodes) else "person"
        text = self.doc.article.text[item.start : item.end]
        return Mention(kind, item.start, item.end, text, tuple(nodes), item.how, None, item.start, item.outer_end)

    def _apposed(self, title: Mention) -> str | None:
        """The person named right before a comma: "Ana Kovac, Direktur Lembaga Sungai, berkata"."""
        name = self.latest
        if name is None or name.kind != "person" or len(name.nodes) != 1 or name.how != "name":
            return None
        return name.nodes[0] if self.doc.article.text[name.end : title.start].strip() == "," else None

    def _shared_title(self, state: Mention) -> Mention | None:
        """In "pemimpin Rusia dan Korea Utara" the second state stands for its leader too, if the article names him."""
        title, text = self.latest, self.doc.article.text
        if title is None or title.how != "title" or title.role is None or title.role.of is None or not title.nodes:
            return None
        if text[title.end : state.start].strip() not in self.rules.joints:
            return None
        role = title.role._replace(of=state.nodes[0])
        node = self.bearers.bearer(state, role, self.last_seen, None)
        return state._replace(kind="person", how="title", role=role, nodes=(node,)) if node else None

    def _quote(self, start: int) -> int:
        at = bisect_right(self.doc.quotes, start, key=_START) - 1
        return at if at >= 0 and start < self.doc.quotes[at].end else -1

    def _place(self, start: int, end: int) -> tuple[bool, bool, bool]:
        """Whether a name here is what its clause is about, whether "kata" stands before it, "mengatakan" after it."""
        first, last = (bisect_right(self.doc.tokens, spot, key=_START) for spot in (start, end - 1))
        before = self.lowers[first - 2] if first > 1 else ""
        after = self.lowers[last : last + SPEAKS]
        says = any(word in self.rules.active for word in after)
        return before not in self.rules.oblique, before in self.rules.speech, says

    def _close(self) -> None:
        """End of a sentence: decide whom the text is about now."""
        outer = [seen for seen in self.now if seen.quote < 0 and seen.node in self.people]
        best = (
            next((seen for seen in outer if seen.speaker), None)
            or next((seen for seen in outer if seen.subject), None)
            or next(iter(outer), None)
        )
        self.age = 0 if best else self.age + 1
        self.focus = best.node if best else (self.focus if self.age < FAR else None)
        self.voice = best.node if best and best.speaker else self.voice
        self.past.append(self.now)
        self.now = []

    # --- pointers -----------------------------------------------------------------------------------------------------

    def _pointer(self, pointer: Pointer, quote: int, said: bool) -> Iterable[str]:
        ask, number, need = pointer.want
        if ask in ("one", "epithet"):
            voice = self.voice if said and quote < 0 else None
            node = voice or (self._one(quote) if ask == "one" else self._talked_of())
            return (node,) if node else ()
        if ask == "many":
            return self._many(pointer, quote)
        if need == "state":
            return self._states(number)
        found = self._several(number, need, NEAR if ask == "leaders" else BACK)
        return found or (self._states(2) if ask == "two" else ())

    def _one(self, quote: int) -> str | None:
        here = [seen for seen in self.now if seen.quote == quote and seen.node in self.people]
        if quote >= 0:
            return here[-1].node if here else self._not_speaking()
        subject = next((seen for seen in here if seen.subject), None) or next(iter(here), None)
        return subject.node if subject else self.focus

    def _not_speaking(self) -> str | None:
        """Inside a quotation "beliau" is somebody else than who speaks: known only when two are at hand."""
        recent = [seen.node for seen in reversed(self.past[-1]) if seen.node in self.people] if self.past else []
        speaking = self.voices.get(len(self.past)) or self.voice or self.focus
        return next((node for node in recent if node != speaking), None)

    def _talked_of(self) -> str | None:
        """The person "politisi itu" points back to: whom the text is about, else the last one named."""
        return self.focus or self.last

    def _many(self, pointer: Pointer, quote: int) -> list[str]:
        """Persons named in a row just before, unless a crowd was named since."""
        for seen in (self.now, self.past[-1] if self.past else []):
            here = [s for s in seen if s.quote == quote and s.node in self.people]
            nodes = list(dict.fromkeys(s.node for s in here))
            if len(nodes) >= 2:
                return [] if self._crowd(here[0].start, pointer.start) else nodes
        return []

    def _crowd(self, start: int, end: int) -> bool:
        first, last = (bisect_right(self.doc.tokens, spot, key=_START) for spot in (start, end))
        return last - first > LONG or any(word in self.rules.crowd for word in self.lowers[first : last - 1])

    def _several(self, number: int, need: str, back: int) -> list[str]:
        """The last ``number`` persons (0: two or more) who hold the office, else who can hold it."""
        sure = self._last(number, back, lambda node: self._holds(node, need)) if need and number else []
        return sure or self._last(number, back, lambda node: self._can_hold(node, need), not need)

    def _last(self, number: int, back: int, fits: Callable[[str], bool], act: bool = False) -> list[str]:
        found: list[str] = []
        for seen in (self.now, *reversed(self.past[-back:])):
            nodes = dict.fromkeys(s.node for s in seen if s.node in self.people and fits(s.node))
            fresh = [node for node in nodes if node not in found]
            if number and len(fresh) > number - len(found):
                saying = {s.node for s in seen if act and s.speaker}  # who speaks of both is neither
                acting = {s.node for s in seen if act and s.subject}  # not who goes along with them
                fresh.sort(key=lambda n: (n in saying, n not in acting, -len(self.people[n].spots)))
                del fresh[number - len(found) :]
            found = [*fresh, *found]
            if found and len(found) >= (number or 2):
                return found
        return []

    def _holds(self, node: str, need: str) -> bool:
        return any(self._is(role, need) for role in self.people[node].roles if role.office and not role.former)

    def _can_hold(self, node: str, need: str) -> bool:
        roles = [role for role in self.people[node].roles if role.office and not role.former]
        return not need or not roles or any(self._is(role, need) for role in roles)

    def _is(self, role: Role, need: str) -> bool:
        if need == "leader":
            return role.office in self.rules.leaders
        if need == "minister":
            return fold(role.title).startswith(self.rules.ministers)
        return role.office == need

    def _states(self, number: int) -> list[str]:
        """The states named or represented in this sentence, made up by those the article names most."""
        here = dict.fromkeys(state for seen in self.now if (state := self._state_of(seen.node)))
        if len(here) >= number:
            return list(here)[-number:]
        most = [state for state, count in self.weight.most_common() if count > 1 and state not in here]
        found = [*here, *most][:number]
        return found if len(found) == number else []

    def _state_of(self, node: str) -> str | None:
        """The state itself, or the one a person serves by the roles said here, else by what is known."""
        if node.startswith("state:"):
            return node
        person = self.people.get(node)
        if person is None:
            return None
        said = next((role.of for role in person.roles if role.of and role.of.startswith("state:")), None)
        return said or (f"state:{person.state}" if person.state else None)
