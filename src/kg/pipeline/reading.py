"""Many articles to claims: on one core or several, with the same outcome, and no article can stop the others.

An article that fails, or takes longer than the limit, becomes a Finding. A worker that dies takes a shard with it; the
shard is then read again, article by article, so that only the one that kills is lost.
"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from types import FrameType
from typing import NamedTuple

from kg.extract import extract
from kg.model import Article, Claim, Evidence, Finding

SHARD = 24
LIMIT = 20.0
_STATE = re.compile(r"state:[A-Z]{3}")


class Outcome(NamedTuple):
    """What reading one article came to: claims, or the reason why there are none."""

    claims: list[Claim]
    finding: Finding | None = None


class TooLongError(BaseException):
    """Reading one article went over the limit; no ``except Exception`` on the way holds it up."""


def read_all(
    articles: Sequence[Article], jobs: int, limit: float, progress: Callable[[int], None]
) -> Iterator[Outcome]:
    """One outcome an article, in their order. ``progress`` is told how many more are done; ``limit`` is in seconds."""
    if jobs <= 1 or len(articles) <= SHARD:
        for article in articles:
            yield read_one(article, limit)
            progress(1)
        return
    shards = [articles[i : i + SHARD] for i in range(0, len(articles), SHARD)]
    for outcomes in _spread(shards, jobs, limit):
        yield from outcomes
        progress(len(outcomes))


def read_one(article: Article, limit: float) -> Outcome:
    """Read one article; whatever goes wrong in it stays in it."""
    try:
        with _at_most(limit):
            claims = extract(article)
        return _literal(article, claims)
    except TooLongError:
        return _lost(article, f"reading it took more than {limit:g} s: left out")
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


def _read_shard(articles: Sequence[Article], limit: float) -> list[Outcome]:
    return [read_one(article, limit) for article in articles]


def _spread(shards: list[Sequence[Article]], jobs: int, limit: float) -> Iterator[list[Outcome]]:
    """The outcomes of each shard, in order, from several processes; a broken pool is built anew."""
    todo = 0
    while todo < len(shards):
        with ProcessPoolExecutor(jobs) as pool:
            futures = [pool.submit(_read_shard, shard, limit) for shard in shards[todo:]]
            try:
                for future in futures:
                    yield future.result()
                    todo += 1
            except BrokenProcessPool:
                _cancel(futures)
        if todo < len(shards):
            yield [_alone(article, limit) for article in shards[todo]]
            todo += 1


def _cancel(futures: Sequence[Future[list[Outcome]]]) -> None:
    for future in futures:
        future.cancel()


def _alone(article: Article, limit: float) -> Outcome:
    """Read an article in a process of its own, for it may be the one that kills."""
    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(read_one, article, limit).result()
        except BrokenProcessPool:
            return _lost(article, "reading it brought its process down: left out")
