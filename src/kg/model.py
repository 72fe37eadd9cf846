"""The nouns of the project: what is read, what is claimed, what is judged.

An article says things; each thing is a *claim* with the words that support it. That two
nodes are one is a *judgement*, kept beside the claims and never written into them. All
values are immutable; everything that computes lives elsewhere.

Offsets are always character offsets into ``Article.text``, the cleaned text, end exclusive.

A *node* is a string: ``state:PRK`` for what knowledge identifies everywhere, or
``person:ARTICLE#kim-jong-un`` for what one article names (kinds: person, state, org, place,
report, statement, tenure, article). Nodes are made of content only, so the same article
gives the same nodes on any machine.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from kg.language import Pack

Kind = Literal["person", "state", "org", "place"]
How = Literal["name", "title", "pronoun", "group"]
Precision = Literal["day", "month", "year", "interval"]


@dataclass(frozen=True, slots=True)
class Article:
    """One news article, cleaned.

    ``text`` is the title, a blank line, then paragraphs separated by a blank line; ``body`` is the
    offset at which the running text starts (0 when there is no title). ``published`` is
    ``YYYY-MM-DD`` or None: never guessed from today. ``origin`` is the file (and line) it came from.
    """

    id: str
    text: str
    lang: str = "id"
    title: str = ""
    body: int = 0
    url: str = ""
    source: str = ""
    published: str | None = None
    origin: str = ""

    @property
    def text_hash(self) -> str:
        """SHA-256 of the cleaned text (UTF-8), hexadecimal: what every offset refers to."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


class Finding(NamedTuple):
    """Something skipped or odd that the user should know: never silently dropped."""

    origin: str
    reason: str
    severity: Literal["error", "warning", "info"] = "error"


class When(NamedTuple):
    """A date as an interval of days with its true precision; both bounds inclusive.

    ``precision`` day: earliest == latest. month, year: the whole month or year. interval: any
    other stretch ("awal bulan ini", "pekan lalu", "13 hingga 15 Mei"). ``ranged`` is true when the text
    states both ends of something that lasted ("13 hingga 15 Mei"), false when the day is merely
    unknown within the bounds.
    """

    earliest: date
    latest: date
    precision: Precision = "day"
    ranged: bool = False


class Token(NamedTuple):
    """A word or a single mark of punctuation."""

    text: str
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence, quote-aware: a quotation of several sentences stays whole.

    ``first`` and ``last`` bound its tokens in ``Document.tokens`` (last exclusive); ``paragraph`` counts from 0,
    the title being paragraph 0 when there is one.
    """

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    kind: Literal["title", "body"] = "body"


class Quote(NamedTuple):
    """A stretch in quotation marks: offsets of the words inside the marks."""

    start: int
    end: int
    paragraph: int
    closed: bool = True


class Timex(NamedTuple):
    """An expression of time and what it means. ``clock`` is a time of day as written ("pukul 10.00 WIB").

    ``note`` tells what is odd about it: "weekday" when the weekday is not that of the date (the date is kept), "year"
    when the weekday fits the article's own year and not the year written.
    """

    start: int
    end: int
    when: When | None
    bracketed: bool = False
    clock: str = ""
    note: str = ""


class Role(NamedTuple):
    """A title beside a name: "Duta Besar Rusia untuk Indonesia".

    ``title`` are the words of the office without its state ("Duta Besar"), ``text`` the whole wording, ``of``
    the node of the state or organisation it is an office of, ``to`` where an envoy is sent, ``office`` the key of
    ``knowledge/offices.csv`` ("head_of_state", "foreign_minister", ...) or None, ``former`` for "eks", "mantan".
    """

    title: str
    text: str
    start: int
    end: int
    of: str | None = None
    to: str | None = None
    office: str | None = None
    former: bool = False


class Mention(NamedTuple):
    """Words that name or point at agents or places.

    ``start``/``end`` bound the name (or the pronoun, or the bare title); ``outer_start``/``outer_end`` also cover title
    and apposition. ``nodes`` are the entities meant: one for a name, several for "kedua pemimpin",
    none when unresolved.
    """

    kind: Kind
    start: int
    end: int
    text: str
    nodes: tuple[str, ...] = ()
    how: How = "name"
    role: Role | None = None
    outer_start: int = -1
    outer_end: int = -1


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, state, organisation or place as one article knows it.

    ``name`` is the fullest form used in the text (for a state or a known place: the name knowledge prefers), ``forms``
    every form seen. ``known`` is an identifier of knowledge (Wikidata "Q7747", "PRK", GeoNames "g1871859") or None.
    ``within`` are nodes of the places or states that a place lies in, nearest first.
    """

    node: str
    kind: Kind
    name: str
    forms: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    known: str | None = None
    within: tuple[str, ...] = ()


class Party(NamedTuple):
    """A node and the words that name it (offsets)."""

    node: str
    start: int
    end: int


class Utterance(NamedTuple):
    """Something an article says that somebody said, before it becomes claims.

    ``pieces`` are the stretches of words quoted (Direct) or content reported (Indirect). ``start``/``end`` bound
    the attribution ("kata X di Jakarta, Rabu (11/9/2019)"); equal when a quotation stands alone, its speaker carried
    over. ``anonymous`` bounds the wording of a source without a name. ``when`` is when it was said.
    """

    mode: Literal["Direct", "Indirect"]
    pieces: tuple[tuple[int, int], ...]
    start: int
    end: int
    speakers: tuple[Party, ...] = ()
    anonymous: tuple[int, int] | None = None
    relays: tuple[Party, ...] = ()
    addressees: tuple[Party, ...] = ()
    about: tuple[Party, ...] = ()
    when: Timex | None = None


@dataclass(slots=True)
class Document:
    """An article while it is being read: each reader fills one more field, in the order of ``READERS``."""

    article: Article
    pack: Pack
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    timexes: list[Timex] = field(default_factory=list)
    anchor: date | None = None
    mentions: list[Mention] = field(default_factory=list)
    entities: dict[str, Entity] = field(default_factory=dict)
    utterances: list[Utterance] | None = None


class Evidence(NamedTuple):
    """The sentence that says it and, inside, the words that support one value.

    ``exact`` is ``Article.text[start:end]``; ``words`` is ``Article.text[word_start:word_end]``.
    """

    start: int
    end: int
    exact: str
    word_start: int
    word_end: int
    words: str


class Claim(NamedTuple):
    """One thing one article says: subject, predicate, object, and the words that support it.

    ``predicate`` is a local name of the ontology ("participant", "date") or a prefixed one ("rdfs:label"). ``datatype``
    tells what ``object`` is: "node", "term" (an individual of the ontology), "text" (in ``lang``), "string", "iri",
    "date", "gYearMonth", "gYear", "integer", "decimal".
    """

    article: str
    subject: str
    predicate: str
    object: str
    datatype: str = "node"
    lang: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def id(self) -> str:
        """A hash of everything the claim says: equal claims have equal ids on any machine."""
        body = json.dumps(self, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(body.encode("utf-8")).hexdigest()[:20]


Verdict = Literal["same", "different"]


class Judgement(NamedTuple):
    """Whether two nodes are one. ``by`` "user" wins over "rule" and survives every rebuild."""

    left: str
    right: str
    verdict: Verdict
    by: Literal["rule", "user"] = "rule"
    score: float = 1.0
    why: str = ""
