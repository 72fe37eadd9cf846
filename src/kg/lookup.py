"""From what a person types to the node that is meant: a name in any spelling, a path, an address, a code.

An exact address or path wins (one that was replaced leads on to what took its place), then a code (ISO, an article's
identifier), then a preferred name letter for letter, then in any spelling, then any other form seen, then a name whose
words all stand in one node's names ("Lavrov"). Names are compared folded: no case, accents or punctuation. Of a state
and a place of one name the class asked for first wins; two nodes that fit equally well are never chosen between: the
error names both. No node at all: the error suggests the nearest names.

    >>> find(store, "kim jong-un", ("Person",)).value
    'https://w3id.org/newskg/id/person/kim-jong-un'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyoxigraph as ox

from kg import vocab
from kg.errors import QueryError
from kg.forms import Forms
from kg.names import fold
from kg.store import names_of
from kg.vocab import KG, PREFIXES

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_CODES = (ox.NamedNode(KG.iso3), ox.NamedNode(PREFIXES["dcterms"] + "identifier"))

_REPLACED = ox.NamedNode(PREFIXES["dcterms"] + "isReplacedBy")
_LANGUAGES = (None, "id", "en", "ms")


def find(store: ox.Store, text: str, classes: Sequence[str], base: str = vocab.DEFAULT_BASE) -> ox.NamedNode:
    """The one node of the given classes (local names; none means any node at all) that the text means.

    Raises QueryError: nothing fits (with suggestions), or several do (with their paths).
    """
    wanted = text.strip()
    if not wanted:
        raise QueryError(f"an empty name is no {_either(classes)}")
    node = _address(store, wanted, base) or _code(store, wanted, classes)
    if node is not None and _belongs(store, node, classes):
        return node
    if node is not None:
        raise QueryError(f"{wanted!r} is no {_either(classes)}")
    return _named(store, wanted, classes, base)


def _address(store: ox.Store, text: str, base: str) -> ox.NamedNode | None:
    """The node with that address or path, when the graph says anything of it."""
    inner = text[1:-1] if text.startswith("<") and text.endswith(">") else text
    for iri in (inner, base + inner):
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            continue
        if _known(store, node):
            return current(store, node)
    return None


def current(store: ox.Store, node: ox.NamedNode) -> ox.NamedNode:
    """The node that took this one's place when more articles were read; itself when it stands."""
    seen = {node}
    while following := next(store.quads_for_pattern(node, _REPLACED, None, None), None):
        if not isinstance(following.object, ox.NamedNode) or following.object in seen:
            break
        node = following.object
        seen.add(node)
    return node


def _known(store: ox.Store, node: ox.NamedNode) -> bool:
    return next(store.quads_for_pattern(node, None, None, None), None) is not None


def _code(store: ox.Store, text: str, classes: Sequence[str]) -> ox.NamedNode | None:
    for predicate, code in zip(_CODES, (text.upper(), text), strict=True):
        for quad in store.quads_for_pattern(None, predicate, ox.Literal(code), None):
            if isinstance(quad.subject, ox.NamedNode) and _belongs(store, quad.subject, classes):
                return quad.subject
    return None


def _belongs(store: ox.Store, node: ox.NamedNode, classes: Sequence[str]) -> bool:
    kinds = (ox.NamedNode(KG[name]) for name in classes)
    return not classes or any(next(store.quads_for_pattern(node, _TYPE, k, None), None) is not None for k in kinds)


def _named(store: ox.Store, text: str, classes: Sequence[str], base: str) -> ox.NamedNode:
    exactly = _first_class(store, set(_spelled_so(store, text)), classes)
    if len(exactly) == 1 and _belongs(store, min(exactly, key=str), classes):
        return exactly.pop()
    names = names_of(store)
    key = fold(text)
    for nodes in (_first_class(store, found, classes) for found in _fitting(names, key, classes)):
        if len(nodes) == 1:
            return next(iter(nodes))
        if nodes:
            raise QueryError(f"{text!r} could be {_listed(nodes, base)}: say which")
    near = names.near(key, classes) if key else []
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise QueryError(f"the graph has no {_either(classes)} called {text!r}{hint}")


def _fitting(names: Forms, key: str, classes: Sequence[str]) -> Iterator[set[ox.NamedNode]]:
    """The nodes of that preferred name, of that other form, of a name with these words: the first that are count."""
    if key:
        yield set(map(ox.NamedNode, names.nodes(key, True, classes)))
        yield set(map(ox.NamedNode, names.nodes(key, False, classes)))
        yield set(map(ox.NamedNode, names.within(key.split(), classes)))


def _spelled_so(store: ox.Store, text: str) -> Iterator[ox.NamedNode]:
    """The nodes whose preferred name is this, letter for letter: found without reading all names."""
    for lang in _LANGUAGES:
        for quad in store.quads_for_pattern(None, LABEL, ox.Literal(text, language=lang), None):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject


def _first_class(store: ox.Store, nodes: set[ox.NamedNode], classes: Sequence[str]) -> set[ox.NamedNode]:
    """Of several nodes those of the class named first: "Rusia" is the state before the place."""
    for name in classes if len(nodes) > 1 else ():
        if members := {node for node in nodes if _belongs(store, node, (name,))}:
            return members
    return nodes


def _listed(nodes: Iterable[ox.NamedNode], base: str) -> str:
    paths = sorted(vocab.path(node.value, base) or node.value for node in nodes)
    more = f" or {len(paths) - 4} others" if len(paths) > 4 else ""
    return " or ".join(paths[:4]) + more


def _either(classes: Sequence[str]) -> str:
    return " or ".join(name.lower() for name in classes) or "thing"
