"""What the text of a question shows before it is put to a store: its words, its depth, the graphs it names.

Enough of SPARQL's grammar to tell a keyword from the same letters in a string, a comment, an address or a name; the
store itself does the parsing. One expression that never goes back, so hostile text costs no more than its length.

>>> graphs("SELECT * FROM <urn:g> { ?s ?p 'FROM <urn:h>' }")
['urn:g']
>>> calls_elsewhere("ASK { service silent <http://elsewhere.example/> {} }")
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_TOKEN = re.compile(
    r"(?P<string>\"{3}(?:[^\"\\]|\\.|\"(?!\"\"))*+\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*+'{3}"
    r"|\"(?:[^\"\\\r\n]|\\.)*+\"|'(?:[^'\\\r\n]|\\.)*+')"
    r"|(?P<iri><[^<>\"{}|^`\\\x00-\x20]*+>)"
    r"|(?P<comment>\#[^\r\n]*+)"
    r"|(?P<name>[A-Za-z][\w.-]*+:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*+|:[\w.-]*+)"
    r"|(?P<variable>[?$]\w++)"
    r"|(?P<word>[A-Za-z]\w*+)"
    r"|(?P<open>[{(\[])|(?P<close>[})\]])"
    r"|(?P<space>\s++)|(?P<other>.)",
    re.DOTALL,
)
_CHANGING = frozenset(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"])
_GAP = r"(?:\s|\#[^\r\n]*+[\r\n])*+"
_SERVICE = re.compile(
    rf"SERVICE{_GAP}(?:SILENT{_GAP})?(?:<[^>]*+>|[?$]\w++|[\w.-]*+:[^\s{{#]*+){_GAP}\{{", re.IGNORECASE
)


class Token(NamedTuple):
    """One token: ``kind`` is a group of the grammar above ("word", "iri", "string" ...)."""

    kind: str
    text: str


def tokens(question: str) -> Iterator[Token]:
    """The tokens of a question without spaces and comments."""
    for found in _TOKEN.finditer(question):
        if found.lastgroup not in ("space", "comment"):
            yield Token(found.lastgroup or "other", found[0])


def depth(question: str) -> int:
    """How deep its brackets go."""
    now = most = 0
    for token in tokens(question):
        now += (token.kind == "open") - (token.kind == "close")
        most = max(most, now)
    return most


def graphs(question: str, known: Mapping[str, str] | None = None) -> list[str]:
    """The addresses after FROM and FROM NAMED, in their order; ``known`` are prefixes that need no declaration."""
    prefixes, found = dict(known or {}), []
    before = ["", ""]
    for token in tokens(question):
        word = token.text.upper() if token.kind == "word" else token.kind
        if word == "iri" and before[0] == "PREFIX":
            prefixes[before[1].removesuffix(":")] = token.text[1:-1]
        elif word in ("iri", "name") and (before[1] == "FROM" or before == ["FROM", "NAMED"]):
            found.append(_address(token, prefixes))
        before = [before[1], token.text if word == "name" else word]
    return found


def _address(token: Token, prefixes: Mapping[str, str]) -> str:
    if token.kind == "iri":
        return token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    return prefixes.get(prefix, f"{prefix}:") + local


def changes(question: str) -> bool:
    """Whether it is no question but an update: INSERT, LOAD, DROP and their like after the prefixes.

    >>> changes("PREFIX ex: <urn:> BASE <urn:> load <urn:x>"), changes("ASK { ?load ?drop 'INSERT' }")
    (True, False)
    """
    for token in tokens(question):
        if token.kind == "word" and token.text.upper() not in ("PREFIX", "BASE"):
            return token.text.upper() in _CHANGING
    return False


def calls_elsewhere(question: str) -> bool:
    """Whether it has a SERVICE clause. Looks at the bare text, strings and comments too, so nothing can hide one."""
    return _SERVICE.search(question) is not None
