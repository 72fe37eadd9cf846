"""Which language a text is in: the share of its words that are small frequent words of each.

Indonesian and Malay share most of theirs, so only words that one has and the other has not tell them apart; the shared
ones tell both from the rest. Source of method: stop-word ratio, as in many language identifiers before n-grams.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("languages.toml")
_WORD = re.compile(r"[^\W\d_]+")
_READ = 4000  # characters are enough to tell
_LEAST = 0.06  # share of known words below which no language is claimed


@cache
def _words() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """For each language its own words and those it shares."""
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    words, relatives = table["words"], table["relatives"]
    groups = set(relatives.values())
    return {
        code: (frozenset(own), frozenset(words[relatives[code]]) if code in relatives else frozenset())
        for code, own in sorted(words.items())
        if code not in groups
    }


def language_of(text: str) -> str | None:
    """BCP 47 code of the language, None when too few words are known."""
    counts = Counter(_WORD.findall(text[:_READ].lower()))
    total = sum(counts.values())
    scores = {
        code: (sum(counts[w] for w in own | shared), sum(counts[w] for w in own))
        for code, (own, shared) in _words().items()
    }
    best = max(sorted(scores), key=lambda code: scores[code])
    return best if total and scores[best][0] >= _LEAST * total else None


def normal_code(code: str) -> str:
    """ "id-ID", "in", "ind" and "id" are one language; anything else comes back as its first subtag, lower case."""
    first = re.split(r"[-_]", code.strip().lower(), maxsplit=1)[0]
    return {"in": "id", "ind": "id", "msa": "ms", "may": "ms", "zsm": "ms", "eng": "en"}.get(first, first)
