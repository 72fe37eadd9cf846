"""Derivation: what follows from the graph, kept apart from what the graph was told.

A rule is one CONSTRUCT query in ``ontology/rules``; its first comment line says in words what it concludes. Rules read
everything that is asserted and write into a named graph of their own (``vocab.derived``), so that a derived fact can
always be told from an asserted one, and taking the graph away takes away the reasoning and nothing else.

    >>> derive(store)
    {'country-of-place': 1, 'met-with': 4, ...}

A rule with the comment "One article is enough for it" finds all it reads in the graph of one article; every other rule
finds it in the default graph. So a graph of any size is derived article by article, then the default graph by itself.

A round runs every rule; later rounds run only the rules that mention a property some rule has just added. Rules have no
negation on what they derive, so the order of rules does not change the outcome.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from kg import vocab
from kg.errors import QueryError
from kg.resources import ONTOLOGY

_COMMENT = re.compile(r"^#[ \t]*(.*)$", re.MULTILINE)
_HEAD = re.compile(r"CONSTRUCT\s*\{(.*?)\}\s*WHERE", re.DOTALL | re.IGNORECASE)
_TERM = re.compile(r"\bkg:(\w+)")
_ALONE = "# One article is enough for it."


class Rule(NamedTuple):
    """A rule: its file's name, what it concludes in words, its SPARQL, the kg: properties it reads and it writes, and
    whether it needs no more than the graph of one article."""

    name: str
    about: str
    sparql: str
    reads: frozenset[str]
    writes: frozenset[str]
    alone: bool = False


@cache
def rules(folder: Path = ONTOLOGY / "rules") -> tuple[Rule, ...]:
    """The rules of a folder in the order of their names. Raises QueryError when a file is no CONSTRUCT query."""
    return tuple(_rule(path) for path in sorted(folder.glob("*.rq")))


def _rule(path: Path) -> Rule:
    text = path.read_text("utf-8")
    head = _HEAD.search(text)
    if head is None:
        raise QueryError(f"rule {path.name}: not of the form CONSTRUCT {{ ... }} WHERE {{ ... }}")
    unknown = [name for name in _TERM.findall(text) if name not in vocab.KG]
    if unknown:
        raise QueryError(f"rule {path.name}: {vocab.KG.complaint(unknown[0])}")
    about = _COMMENT.search(text)
    body = frozenset(_TERM.findall(text[head.end() :]))
    writes = frozenset(_TERM.findall(head[1]))
    return Rule(path.stem, about[1] if about else "", text, body, writes, _ALONE in text)


def derive(store: ox.Store, base: str = vocab.DEFAULT_BASE, using: Iterable[Rule] | None = None) -> dict[str, int]:
    """Write all that the rules conclude into the derived graph, anew; returns how many triples each rule added.

    A triple that is asserted anywhere is not derived again. Running it twice changes nothing.
    """
    graph = ox.NamedNode(vocab.derived(base))
    store.remove_graph(graph)
    todo = tuple(rules() if using is None else using)
    added = {rule.name: 0 for rule in todo}
    every = todo
    while todo:
        grown: set[str] = set()
        for rule in todo:
            new = [_quad(triple, graph) for triple in _conclusions(store, rule)]
            store.extend(new)
            added[rule.name] += len(new)
            grown |= rule.writes if new else set()
        todo = tuple(rule for rule in every if rule.reads & grown)
    return added


def _quad(triple: ox.Triple, graph: ox.NamedNode) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph)


def _conclusions(store: ox.Store, rule: Rule) -> Iterator[ox.Triple]:
    """The triples a rule concludes that no graph of the store holds yet, each once."""
    answer = store.query(rule.sparql, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QueryTriples)
    for triple in dict.fromkeys(answer):
        if next(store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None), None) is None:
            yield triple


def why(store: ox.Store, triple: ox.Triple, base: str = vocab.DEFAULT_BASE) -> Rule | None:
    """The rule that concludes a derived triple; None when the triple is not a derived one.

    Where several rules write its property they are asked again.
    """
    if _quad(triple, ox.NamedNode(vocab.derived(base))) not in store:
        return None
    name = triple.predicate.value.removeprefix(vocab.NAMESPACE)
    writers = [rule for rule in rules() if name in rule.writes]
    if len(writers) == 1:
        return writers[0]
    return next((rule for rule in writers if _concludes(store, rule, triple)), None)


def _concludes(store: ox.Store, rule: Rule, triple: ox.Triple) -> bool:
    head = _HEAD.search(rule.sparql)
    assert head is not None
    subject, _, object_ = head[1].split()[:3]
    known = {ox.Variable(subject[1:]): triple.subject, ox.Variable(object_[1:]): triple.object}
    ask = _HEAD.sub("ASK WHERE", rule.sparql, count=1)
    return bool(store.query(ask, use_default_graph_as_union=True, substitutions=known))
