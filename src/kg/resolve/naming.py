"""Readable addresses: each resolved node gets a path that people can read and that the same input always gives.

Paths hold letters, digits, hyphens and slashes only, so no serialisation ever has to escape them.

    >>> local("report:000_5c6f#2023-09-13-a-b")
    'report/000_5c6f/2023-09-13-a-b'
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import count

from kg import knowledge
from kg.names import fold, slug
from kg.resolve import known
from kg.resolve.profiles import Thing
from kg.resolve.values import Values
from kg.vocab import segment

PARTIES = 4  # so many stand in the path of a meeting


def digest(text: str, size: int = 16) -> str:
    """A short hash of a text, the same on any machine."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:size]


def local(node: str) -> str:
    """A node of one article as a path: ``report:A#x`` becomes ``report/A/x``."""
    kind, _, rest = node.partition(":")
    article, mark, name = rest.rpartition("#")
    return f"{kind}/{segment(article)}/{segment(name)}" if mark else f"{kind}/{segment(rest)}"


def label(things: Sequence[Thing]) -> str:
    """The name to show: what knowledge calls a person or a state's land; else what most articles say, of a person in
    full; then the fullest."""
    preferred = next((p.name for t in things if t.kind == "person" and (p := known.person(t.known))), "")
    land = next((s.name("id") for t in things if t.kind == "place" and (s := knowledge.state(t.known))), "")
    if preferred or land:
        return preferred or land
    if things[0].kind == "org":
        return _common(things)
    counts = Counter(thing.name for thing in things)
    several = any(len(thing.words) > 1 for thing in things)
    if several and things[0].kind == "person":
        counts = Counter({n: c for n, c in counts.items() if len(fold(n).split()) > 1})
    return min(counts, key=lambda n: (-counts[n], -len(n.split()), -len(n), n))


def _common(things: Sequence[Thing]) -> str:
    """The form of an organisation's name that most articles use, in a tie what knowledge calls it, then the fullest."""
    counts = Counter(form for thing in things for form in {thing.name, *thing.forms})
    preferred = {known.organisation(thing.known) for thing in things}
    chosen = Counter(thing.name for thing in things)
    return min(counts, key=lambda n: (-counts[n], n not in preferred, -chosen[n], -len(n), n))


def paths(groups: Mapping[str, Sequence[Thing]], labels: Mapping[str, str]) -> dict[str, str]:
    """A path for each group of things that are one, by the group's key.

    Two of one name are told apart by a state of theirs, then by a title, then by a number; the one that knowledge knows
    and the one that more articles name goes first and keeps the plain name.
    """
    rivals: dict[str, list[str]] = defaultdict(list)
    for key, things in groups.items():
        rivals[f"{things[0].kind}/{slug(labels[key])}"].append(key)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for plain, keys in sorted(rivals.items()):
        keys.sort(key=lambda k: (not any(t.known for t in groups[k]), -len(groups[k]), min(t.node for t in groups[k])))
        for key in keys:
            found[key] = next(path for path in _choices(plain, groups[key]) if path not in taken)
            taken.add(found[key])
    return found


def _choices(plain: str, things: Sequence[Thing]) -> Iterator[str]:
    yield plain
    states = sorted({state.partition(":")[2].lower() for thing in things for state in thing.states})
    titles = sorted({slug(title, 40) for thing in things for title, _, _ in thing.roles if title})
    yield from (f"{plain}-{mark}" for mark in [*states, *titles])
    yield from (f"{plain}-{number}" for number in count(2))


def meeting_paths(meetings: Sequence[Values]) -> list[str]:
    """A path for each meeting, in their order: its date and its parties, and a number where two would be equal."""
    found: list[str] = []
    taken: set[str] = set()
    for values in meetings:
        plain = meeting_path(values)
        path = _numbered(plain, taken) if plain in taken else plain
        taken.add(path)
        found.append(path)
    return found


def meeting_path(values: Values) -> str:
    """The path of a meeting that is the only one on its day with its parties."""
    names = sorted(party.partition("/")[2].lower() for party in values.participants)
    more = f"-and-{len(names) - PARTIES}-more" if len(names) > PARTIES else ""
    return f"meeting/{values.date or 'undated'}-{'-'.join(names[:PARTIES])}{more}"


def successors(groups: Mapping[str, Sequence[Thing]], found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Paths that persons, organisations and places would have if fewer articles were there, and where they lead now.

    Whoever is called by a name in some article would bear it, were that article alone. ``found`` are the paths by
    group.
    """
    for key, things in groups.items():
        if things[0].kind != "state":
            for name in {thing.folded for thing in things}:
                yield f"{things[0].kind}/{slug(name)}", found[key]


def unambiguous(pairs: Iterable[tuple[str, str]], taken: Container[str]) -> dict[str, str]:
    """Of paths and where they lead, those that are no path of their own and lead to one place only."""
    leads: dict[str, set[str]] = defaultdict(set)
    for old, new in pairs:
        if old not in taken:
            leads[old].add(new)
    return {old: min(leads[old]) for old in sorted(leads) if len(leads[old]) == 1}


def _numbered(plain: str, taken: set[str]) -> str:
    return next(path for number in count(2) if (path := f"{plain}-{number}") not in taken)
