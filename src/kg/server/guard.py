"""What is refused before it is tried, and how an answer looks on its way from a worker to the client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kg import sparql
from kg.errors import KgError

DEEPEST = 64
"""Brackets within brackets: people write ten; some thousands bring the engine down."""


class Refusal(KgError):  # noqa: N818 -- it is what the client gets
    """A request that is not answered: ``status`` is the HTTP status, the message the reason."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Answer(NamedTuple):
    """What the client gets. ``kind`` is the Content-Type."""

    status: int
    kind: str
    body: bytes
    headers: Mapping[str, str] = {}


def check(question: str, longest: int) -> None:
    """Refuse a question that would change something, leave this machine, or bring the engine down."""
    if len(question.encode("utf-8", "replace")) > longest:
        raise Refusal(413, f"the query is longer than {longest} bytes")
    if not question.strip():
        raise Refusal(400, "the query is empty")
    if "\0" in question:
        raise Refusal(400, "the query holds a NUL character")
    if sparql.changes(question):
        raise Refusal(400, "this server only reads: INSERT, DELETE, LOAD and their like are not for it")
    if sparql.calls_elsewhere(question):
        raise Refusal(400, "SERVICE is not available: this server asks no other")
    if sparql.depth(question) > DEEPEST:
        raise Refusal(400, f"the query's brackets go deeper than {DEEPEST}")
