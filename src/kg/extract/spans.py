"""A span: some tokens of a document and what they name. What tagger, gazetteer and title grammar speak in."""

from __future__ import annotations

from typing import NamedTuple

from kg.model import Kind


class Span(NamedTuple):
    """Tokens ``first`` to ``last`` (exclusive) that name something of that kind; ``node`` when knowledge says which."""

    first: int
    last: int
    kind: Kind
    node: str = ""
