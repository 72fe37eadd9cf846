"""What lies in what, over all articles: places, what surrounds them, and the land of each state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from kg.resolve import known, naming
from kg.resolve.profiles import Thing


class Atlas:
    """What lies in what: ``within`` leads from a place to what it lies in, nearest first; ``located`` are those that
    knowledge can put on a map, ``lands`` lead from a state to its land."""

    def __init__(self, within: Mapping[str, Sequence[str]], located: frozenset[str], lands: Mapping[str, str]) -> None:
        self.within = within
        self._located = located
        self._lands = lands

    def chain(self, place: str) -> list[str]:
        """The place and all it lies in, nearest first."""
        found = [place]
        for step in found:
            around = (*self.within.get(step, ()), *filter(None, [self._lands.get(step)]))
            found += [wider for wider in around if wider not in found]
        return found

    def depth(self, place: str) -> int:
        """How specific a place is: nothing is wider than the land of a state."""
        return 0 if place in self._lands.values() else len(self.chain(place))

    def nested(self, left: str, right: str) -> bool:
        """Whether one lies in the other, or both are one."""
        return left in self.chain(right) or right in self.chain(left)

    def agree(self, left: str, right: str) -> bool:
        """Whether both can be true of one spot: nested, or too little is known to say no."""
        if self.nested(left, right):
            return True
        a, b = self.chain(left), self.chain(right)
        states_a, states_b = states_in(a), states_in(b)
        if states_a and states_b and not states_a & states_b:
            return False
        return self._located.isdisjoint(a) or self._located.isdisjoint(b)


def states_in(chain: Iterable[str]) -> set[str]:
    """The states of a chain."""
    return {step for step in chain if step.startswith("state/")}


def atlas(things: Iterable[Thing], paths: Mapping[str, str]) -> Atlas:
    """What the articles say of places, as paths. Where they go round in a circle, what most say is kept."""
    said: Counter[tuple[str, str]] = Counter()
    located: set[str] = set()
    lands: dict[str, str] = {}
    for thing in things:
        if thing.kind != "place":
            continue
        path = paths[thing.node]
        described = [wider for wider in dict.fromkeys(thing.within) if wider in paths or wider.startswith("state:")]
        said.update((path, paths.get(wider) or naming.local(wider)) for wider in described)
        if thing.known and known.spot(thing.known):
            located.add(path)
        if thing.known and thing.known == known.territory(thing.name):
            lands[naming.local(f"state:{thing.known}")] = path
    return Atlas(_without_circles(said), frozenset(located), lands)


def _without_circles(said: Counter[tuple[str, str]]) -> dict[str, list[str]]:
    within: dict[str, list[str]] = {}
    for inner, outer in sorted(said, key=lambda pair: (-said[pair], pair)):
        if inner not in _reached(outer, within):
            within.setdefault(inner, []).append(outer)
    return within


def _reached(place: str, within: Mapping[str, Sequence[str]]) -> list[str]:
    found = [place]
    for step in found:
        found += [wider for wider in within.get(step, ()) if wider not in found]
    return found
