"""All forms of all names in a graph: from a folded name, or some of its words, to the nodes that bear it.

A small graph is read into memory; for one on disk the forms stand in a SQLite file beside the store, so that a name is
found among a million without reading them. Both answer the same three questions.

    Memory(store).nodes("kim jong un", preferred=True, classes=("Person",))
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

import pyoxigraph as ox
from rapidfuzz import fuzz, process

from kg.names import fold
from kg.vocab import KG, NAMESPACE, PREFIXES

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_NAMING = (ox.NamedNode(PREFIXES["rdfs"] + "label"), ox.NamedNode(PREFIXES["skos"] + "altLabel"))

NEAR = 65.0
"""How alike, of 100, a name must be to be suggested."""

_LOOKED_AT = 5000  # forms that share a word with what was typed, or nearly: enough to suggest from

_TABLES = """
CREATE TABLE form (id INTEGER PRIMARY KEY, folded TEXT, written TEXT, preferred INT, node TEXT, class TEXT);
CREATE TABLE word (word TEXT, form INT, PRIMARY KEY (word, form)) WITHOUT ROWID;
"""


class Form(NamedTuple):
    """One name of one node, once for each class that the node has ("" when it has none of ours)."""

    written: str
    preferred: bool
    node: str
    kind: str


class Forms(Protocol):
    """What can be asked of the names; no classes means any node at all."""

    def nodes(self, key: str, preferred: bool, classes: Sequence[str]) -> set[str]:
        """The nodes with that folded name."""

    def within(self, words: Sequence[str], classes: Sequence[str]) -> set[str]:
        """The nodes with a name that holds all these words."""

    def near(self, key: str, classes: Sequence[str]) -> list[str]:
        """At most three names, as written, that are most like this folded one."""


def forms(store: ox.Store) -> Iterator[Form]:
    """Every name of every node."""
    for predicate in _NAMING:
        for quad in store.quads_for_pattern(None, predicate, None, None):
            node, name = quad.subject, quad.object
            if isinstance(node, ox.NamedNode) and isinstance(name, ox.Literal):
                for kind in _kinds(store, node):
                    yield Form(name.value, predicate == _NAMING[0], node.value, kind)


def _kinds(store: ox.Store, node: ox.NamedNode) -> set[str]:
    types = (quad.object for quad in store.quads_for_pattern(node, _TYPE, None, None))
    names = {t.value.removeprefix(NAMESPACE) for t in types if isinstance(t, ox.NamedNode)}
    return {name for name in names if name in KG} or {""}


class Memory:
    """The forms of a small graph; read once for a store."""

    def __init__(self, store: ox.Store) -> None:
        self.by_key: dict[str, list[Form]] = defaultdict(list)
        for form in forms(store):
            self.by_key[fold(form.written)].append(form)

    def nodes(self, key: str, preferred: bool, classes: Sequence[str]) -> set[str]:
        """The nodes with that folded name."""
        found = self.by_key.get(key, ())
        return {form.node for form in found if form.preferred == preferred and _fits(form, classes)}

    def within(self, words: Sequence[str], classes: Sequence[str]) -> set[str]:
        """The nodes with a name that holds all these words."""
        parts = set(words)
        held = (some for key, some in self.by_key.items() if parts <= set(key.split()))
        return {form.node for some in held for form in some if _fits(form, classes)}

    def near(self, key: str, classes: Sequence[str]) -> list[str]:
        """At most three names, as written, that are most like this folded one."""
        known = {k: some for k, forms in self.by_key.items() if (some := [f for f in forms if _fits(f, classes)])}
        return [min(known[k], key=_best).written for k in alike(key, sorted(known))]


def alike(key: str, known: Sequence[str]) -> list[str]:
    """At most three of the known names that are most like this one."""
    return [name for name, _, _ in process.extract(key, known, scorer=fuzz.WRatio, limit=3, score_cutoff=NEAR)]


def _fits(form: Form, classes: Sequence[str]) -> bool:
    return not classes or form.kind in classes


def _best(form: Form) -> tuple[bool, str]:
    return not form.preferred, form.written


def write(store: ox.Store, path: Path) -> None:
    """Write the forms of a store into a new file."""
    base = sqlite3.connect(path)
    try:
        base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _TABLES)
        rows = (
            (at, fold(f.written), f.written, f.preferred, f.node, f.kind) for at, f in enumerate(sorted(forms(store)))
        )
        while some := list(islice(rows, 10_000)):
            base.executemany("INSERT INTO form VALUES (?, ?, ?, ?, ?, ?)", some)
            words = ((word, row[0]) for row in some for word in set(row[1].split()))
            base.executemany("INSERT INTO word VALUES (?, ?)", words)
        base.execute("CREATE INDEX folded ON form (folded)")
        base.commit()
    finally:
        base.close()


class OnDisk:
    """The forms in a file that ``write`` made."""

    def __init__(self, path: Path) -> None:
        self.base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    def nodes(self, key: str, preferred: bool, classes: Sequence[str]) -> set[str]:
        """The nodes with that folded name."""
        where, kinds = _of(classes)
        asked = f"SELECT node FROM form WHERE folded = ? AND preferred = ?{where}"
        return {node for (node,) in self.base.execute(asked, (key, preferred, *kinds))}

    def within(self, words: Sequence[str], classes: Sequence[str]) -> set[str]:
        """The nodes with a name that holds all these words."""
        where, kinds = _of(classes)
        some = " INTERSECT ".join(["SELECT form FROM word WHERE word = ?"] * len(words))
        asked = f"SELECT DISTINCT node FROM form WHERE id IN ({some}){where}"
        return {node for (node,) in self.base.execute(asked, (*words, *kinds))}

    def near(self, key: str, classes: Sequence[str]) -> list[str]:
        """At most three names, as written, that are most like this folded one."""
        where, kinds = _of(classes)
        like = [word for typed in key.split() for word in self._words_like(typed)]
        marks = ", ".join("?" * len(like))
        asked = (
            f"SELECT folded, written FROM form WHERE id IN (SELECT form FROM word WHERE word IN ({marks}) "
            f"LIMIT {_LOOKED_AT}){where} ORDER BY folded, preferred DESC, written"
        )
        written: dict[str, str] = {}
        for folded, name in self.base.execute(asked, (*like, *kinds)):
            written.setdefault(folded, name)
        return [written[name] for name in alike(key, list(written))]

    def _words_like(self, typed: str) -> list[str]:
        """Words of names that begin with the same letter and are most like what was typed."""
        asked = "SELECT DISTINCT word FROM word WHERE word >= ? AND word < ?"
        found = [word for (word,) in self.base.execute(asked, (typed[0], typed[0] + "\U0010ffff"))]
        return [word for word, _, _ in process.extract(typed, found, scorer=fuzz.ratio, limit=5, score_cutoff=NEAR)]


def _of(classes: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    kinds = tuple(classes)
    return (f" AND class IN ({', '.join('?' * len(kinds))})" if kinds else ""), kinds
