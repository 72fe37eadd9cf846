"""A batch of inputs or articles to what they say: a pure step from one file to another, on any machine.

An article that fails, or takes longer than the limit, becomes a Finding and stops no other.
"""

from __future__ import annotations

import gc
import hashlib
import json
import re
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from kg import ingest
from kg.extract import extract
from kg.ingest import Input
from kg.model import Article, Claim, Evidence, Finding
from kg.pipeline import fingerprint, packs
from kg.resolve import gather, pieces

LIMIT = 20.0
Progress = Callable[[str, int, int], None]
"""Told the stage ("reading", "resolving", "writing"; "facts" counts what was read), how many more steps are done, and
how many there are, 0 when that is not news."""

_STATE = re.compile(r"state:[A-Z]{3}")


class Reading(NamedTuple):
    """One piece of work: a pack of what is to be read, the pack to write, and the limit for one article in seconds."""

    todo: str
    out: str
    limit: float = LIMIT


class Outcome(NamedTuple):
    """What reading one article came to: claims, or why there are none; ``late`` when another try may come to more."""

    claims: list[Claim]
    finding: Finding | None = None
    late: bool = False


class TooLongError(BaseException):
    """Reading one article went over the limit; no ``except Exception`` on the way holds it up."""


def read_batch(task: Reading) -> None:
    """Read everything in ``task.todo`` and write ``task.out``; does nothing when that is there already."""
    out = Path(task.out)
    if out.exists():
        return
    todo = Path(task.todo)
    blocks: dict[str, bytes] = {}
    with todo.open("rb") as file:
        for key, place in packs.read_index(todo).items():
            for name, block in _read(key, packs.read_block(file, place), task.limit):
                blocks[name] = block
            settle()
    packs.write(out, blocks)


@cache
def settle() -> None:
    """Packs and knowledge, once loaded, stay: the garbage collector need not walk over them again and again."""
    gc.collect()
    gc.freeze()


def _read(key: str, block: bytes, limit: float) -> Iterator[tuple[str, bytes]]:
    """Whatever comes of an input ("i ...") or of an article ("a ..."): blocks for the cache."""
    if key.startswith("a "):
        yield from _read_article(article_of(block), limit)
        return
    findings: list[tuple[str, str]] = []
    about: list[str] = []
    one = input_of(block)
    for found in _article_in(one):
        if isinstance(found, Finding):
            findings.append((found.reason, found.severity))
        else:
            about = [article_key(found), found.id, found.text_hash, found.lang, found.url]
            yield f"a {about[0]}", article_block(found)
            yield from _read_article(found, limit)
    yield input_key(one), _json([findings, about])


def _article_in(one: Input) -> Iterator[Article | Finding]:
    try:
        yield from ingest.article_in(one)
    except Exception as error:  # one hostile input must not stop the others
        yield Finding(one.origin, " ".join(f"could not be read ({type(error).__name__}: {error}): left out".split()))


def _read_article(article: Article, limit: float) -> Iterator[tuple[str, bytes]]:
    key = reading_key(article)
    outcome = read_one(article, limit)
    found = [outcome.finding.reason, outcome.finding.severity] if outcome.finding else []
    if outcome.late:
        yield f"f {key}", _json(found)
        return
    yield f"c {key}", _json([found, outcome.claims])
    piece = pieces.dump(gather(outcome.claims)).encode("utf-8", "surrogatepass")
    yield f"p {key}", _json([found, len(outcome.claims)]) + b"\n" + piece


def input_key(one: Input) -> str:
    """The key of what an input holds."""
    return f"i {one.key}{fingerprint.ingest()}"


def article_key(article: Article) -> str:
    """A hash of all that an article is, apart from where it came from."""
    return hashlib.sha256(article_block(article)).hexdigest()[:32]


def reading_key(article: Article) -> str:
    """The key of what reading an article comes to."""
    return article_key(article) + fingerprint.reading(article.lang)


def input_block(one: Input) -> bytes:
    """An input as bytes, to be handed to whoever looks into it."""
    return _json([one.origin, one.kind, one.name]) + b"\n" + one.content


def input_of(block: bytes) -> Input:
    """What ``input_block`` wrote."""
    head, _, content = block.partition(b"\n")
    origin, kind, name = json.loads(head)
    return Input(origin, kind, name, content)


def article_block(article: Article) -> bytes:
    """An article as bytes, without its origin: where it lies is no part of it."""
    return _json([getattr(article, name) for name in Article.__slots__[:-1]])


def article_of(block: bytes, **changes: str) -> Article:
    """What ``article_block`` wrote."""
    fields: Mapping[str, Any] = dict(zip(Article.__slots__, json.loads(block), strict=False))
    return Article(**{**fields, **changes})


def claims_of(block: bytes) -> list[Claim]:
    """The claims of a "c" block."""
    _, rows = json.loads(block)
    return [Claim._make([*row[:6], tuple(Evidence(*e) for e in row[6])]) for row in rows]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def read_one(article: Article, limit: float) -> Outcome:
    """Read one article; whatever goes wrong in it stays in it."""
    try:
        with _at_most(limit):
            claims = extract(article)
        return _literal(article, claims)
    except TooLongError:
        return _lost(article, f"reading it took more than {limit:g} s: left out")._replace(late=True)
    except Exception as error:  # the others must be read whatever happens here
        return _lost(article, f"could not be read ({type(error).__name__}: {error}): left out")


def _literal(article: Article, claims: list[Claim]) -> Outcome:
    """Only claims on known states, with evidence literally in the text, go on; equal evidence is kept once."""
    seen: dict[Evidence, Evidence] = {}
    sentences: dict[str, str] = {}
    kept = []
    for claim in claims:
        if _speaks_of_states(claim) and all(_stands(e, article.text) for e in claim.evidence):
            shared = (e._replace(exact=sentences.setdefault(e.exact, e.exact)) for e in claim.evidence)
            kept.append(claim._replace(evidence=tuple(seen.setdefault(e, e) for e in shared)))
    if lost := len(claims) - len(kept):
        reason = f"{lost} claims without literal evidence, or on unknown states, left out"
        return Outcome(kept, Finding(_origin(article), reason, "warning"))
    return Outcome(kept)


def _speaks_of_states(claim: Claim) -> bool:
    """Whether every state it names is one: ``state:PRK``, nothing an article made up."""
    named = (claim.subject, claim.object if claim.datatype == "node" else "")
    return all(_STATE.fullmatch(node) for node in named if node.startswith("state:"))


def _stands(evidence: Evidence, text: str) -> bool:
    start, end, exact, word_start, word_end, words = evidence
    return text[start:end] == exact and text[word_start:word_end] == words


def _lost(article: Article, reason: str) -> Outcome:
    return Outcome([], Finding(_origin(article), " ".join(reason.split())))


def _origin(article: Article) -> str:
    return article.origin or article.id


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Stop the block after so many seconds. Only the main thread of a process can; elsewhere there is no limit."""
    if seconds <= 0 or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
