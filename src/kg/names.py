"""Names as strings: one spelling for comparing, one for addresses.

A name is compared in its folded form: no accents, no case, no punctuation, single spaces. Whatever
script it is written in stays: only marks and punctuation go.

    >>> fold("Kim Jong-un"), slug("Ma'ruf Amin")
    ('kim jong un', 'maruf-amin')
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_NOT_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """A name for comparing: lower case, accents and apostrophes gone, other marks become one space."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name)).casefold()
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", letters).strip()


def words(name: str) -> tuple[str, ...]:
    """The words of a folded name."""
    return tuple(fold(name).split())


def slug(name: str, limit: int = 80) -> str:
    """A name for an IRI: letters, digits and hyphens only, at most ``limit`` characters, never empty."""
    return fold(name).replace(" ", "-")[:limit].strip("-") or "x"


def local_node(kind: str, article: str, name: str) -> str:
    """The node of something one article names: ``person:ARTICLE#kim-jong-un``."""
    return f"{kind}:{article}#{slug(name)}"
