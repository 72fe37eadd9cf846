"""Which utterances of several articles are one: the same speaker, nearly the same words.

Two texts are compared only when they share a fingerprint (``kg.resolve.fingerprints``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz

from kg.model import Judgement
from kg.resolve.blocking import pairs
from kg.resolve.linker import Clusters, link
from kg.resolve.profiles import Said

SHORTEST = 5  # words: shorter utterances are one only when equal
THRESHOLD = 0.6
INDIRECT = 0.75  # what two tellings in other words must share


def link_statements(said: Mapping[str, Said], agents: Mapping[str, str], clusters: Clusters) -> list[Judgement]:
    """Join the statements of different articles; ``agents`` leads from a node to what it was resolved to."""
    keys = {node: _keys(one, agents) for node, one in sorted(said.items())}
    scored = list(_scored(said, pairs(keys)))
    return link(scored, THRESHOLD, clusters, _Apart(said).share)


class _Apart:
    """Keeps statements of one article apart: which articles tell each cluster, by its first node."""

    def __init__(self, said: Mapping[str, Said]) -> None:
        self.said = said
        self.articles: dict[str, set[str]] = {}

    def share(self, left: list[str], right: list[str]) -> bool:
        """Whether an article tells both clusters; when none does, they become one."""
        long, short = (left, right) if len(left) >= len(right) else (right, left)
        all_of, few = self._told(long), self._told(short)
        if not all_of.isdisjoint(few):
            return True
        all_of |= few
        del self.articles[short[0]]
        return False

    def _told(self, nodes: list[str]) -> set[str]:
        if nodes[0] not in self.articles:
            self.articles[nodes[0]] = {self.said[node].article for node in nodes}
        return self.articles[nodes[0]]


def _keys(one: Said, agents: Mapping[str, str]) -> list[str]:
    speaker = " ".join(sorted(agents.get(s, s) for s in one.speakers)) or one.description
    if not one.words:
        return []
    prints = one.prints if one.words.count(" ") >= SHORTEST - 1 else (one.words,)
    return [f"{one.mode} {speaker} {mark}" for mark in prints]


def _scored(said: Mapping[str, Said], found: Iterator[tuple[str, str]]) -> Iterator[Judgement]:
    for left, right in found:
        if said[left].article == said[right].article:
            continue
        total, why = similarity(said[left].words, said[right].words)
        needed = THRESHOLD if said[left].mode == "Direct" else INDIRECT
        if total >= THRESHOLD / 2:
            total = total if total >= needed else min(total, THRESHOLD - 0.01)
            yield Judgement(left, right, "same", "rule", round(total, 3), f"same speaker, {why}")


def similarity(left: str, right: str) -> tuple[float, str]:
    """How much two folded texts share (0 to 1) and in what way: equal, reworded, or one a part of the other."""
    if left == right:
        return 1.0, "equal words"
    a, b = left.split(), right.split()
    short, long = sorted((_shingles(a), _shingles(b)), key=len)
    contained = len(short & long) / len(short)
    likeness = fuzz.ratio(left, right) / 100
    if likeness >= contained:
        return likeness * 0.95, "nearly equal words"
    enough = min(1.0, 3 * min(len(a), len(b)) / max(len(a), len(b)))
    return contained * (0.5 + 0.5 * enough) * 0.95, "one is part of the other"


def _shingles(words: list[str], size: int = 2) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words[i : i + size]) for i in range(max(len(words) - size + 1, 1)))
