"""The table of titles of a language, ready for looking up: heads, what may stand before and after them, and lists.

The idea: a title is put together from parts that ``titles.toml`` lists; the grammar over them is in ``titles``.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.extract.phrases import Phrases, split
from kg.language import Pack

_LISTS = {
    "joining": "portfolios",
    "envoys": "envoys",
    "prepositions": "envoys",
    "domestic": "domestic",
    "crowd": "general",
    "bound": "general",
    "before": "general",
    "pointing": "general",
    "after": "general",
    "degrees": "degrees",
    "regnal": "regnal",
    "local": "local",
    "serving": "serving",
    "origin": "origin",
    "leading": "serving",
    "clients": "serving",
}


class Part(NamedTuple):
    """A piece of a title: ``sort`` is head, rank, honorific, kin, former or acting; ``words`` as in the table."""

    sort: str
    words: str
    office: str
    first: int = -1
    last: int = -1


class Grammar:
    """The table ``titles`` of one language, ready for looking up."""

    def __init__(self, pack: Pack) -> None:
        table = pack.table("titles")
        heads = [(words, Part("head", words, office)) for words, office in table["heads"].items()]
        sorts = {"rank": "ranks", "honorific": "honorifics", "kin": "kin", "former": "former", "acting": "acting"}
        others = [(w, Part(sort, w, "")) for sort, name in sorts.items() for w in table[name]["words"]]
        named = [*heads, *others]
        theirs = [(f"{w}nya", part) for w, part in named if part.sort in ("head", "kin") and " " not in w]
        self.parts = Phrases([*named, *theirs])
        self.portfolios = Phrases((p, "") for p in table["portfolios"]["words"])
        self.chaining = Phrases((p, "") for p in table["portfolios"]["chaining"])
        self.leads = Phrases((p, "") for p in table["apposition"]["leads"])
        self.lists = {key: frozenset(_list(table[name], key)) for key, name in _LISTS.items()}
        phrases = [w for w, _ in (*heads, *others)] + list(table["portfolios"]["words"])
        self.endings = frozenset(split(phrase)[-1] for phrase in phrases)


def _list(table: dict[str, list[str]], key: str) -> list[str]:
    """The list of that name, or the only one of the table."""
    return table.get(key) or table.get("words") or table.get("heads") or []


@cache
def grammar(pack: Pack) -> Grammar:
    """The title grammar of a language."""
    return Grammar(pack)
