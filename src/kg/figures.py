"""The figures of a comparison: tallies, shares, misses, and whether they have fallen below a floor.

>>> Tally(hits=3, extra=1, missed=0).f1
0.8571428571428571
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

MEASURES = ("persons", "meetings", "met_pairs", "meetings_exact", "statements_direct", "statements_indirect")
FIELDS = ("participants", "date", "place", "country", "status", "mode", "relay")


class Miss(NamedTuple):
    """One difference from gold, for people: the article, what is wrong, and the words that show it."""

    article: str
    what: str
    detail: str


@dataclass(slots=True)
class Tally:
    """Found and right, found and wrong, not found."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right, 0 when nothing was found."""
        return self.hits / (self.hits + self.extra) if self.hits + self.extra else 0.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found, 0 when there is nothing."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both, 0 when nothing is right."""
        return 2 * self.hits / (2 * self.hits + self.extra + self.missed) if self.hits else 0.0


@dataclass(slots=True)
class Report:
    """What a comparison found: a tally for each of MEASURES, (right, of) for each of FIELDS, and every miss.

    ``merged`` holds (gold event, event of the graph) of each matched meeting whose gold names an event.
    """

    articles: int = 0
    measures: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in MEASURES})
    fields: dict[str, tuple[int, int]] = field(default_factory=lambda: dict.fromkeys(FIELDS, (0, 0)))
    merged: list[tuple[str, str]] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """One number a measure (F1), a field (share right; absent when none matched) and the merging (B-cubed F1)."""
        found = {name: tally.f1 for name, tally in self.measures.items()}
        found |= {name: right / of for name, (right, of) in self.fields.items() if of}
        return found | ({"merging": b_cubed(self.merged)} if self.merged else {})

    def below(self, floors: Mapping[str, float]) -> list[str]:
        """A line for each figure that has fallen below its floor."""
        now = self.figures()
        return [f"{k} {now.get(k, 0.0):.3f} < {v:.3f}" for k, v in floors.items() if now.get(k, 0.0) < v - 5e-4]

    def count(self, field_name: str, right: bool) -> None:
        """Note one more comparison of a field."""
        hits, of = self.fields[field_name]
        self.fields[field_name] = hits + right, of + 1


def b_cubed(merged: list[tuple[str, str]]) -> float:
    """F1 of the graph's merging of meetings against the gold events (B-cubed, Bagga and Baldwin 1998)."""
    both, gold, ours = Counter(merged), Counter(g for g, _ in merged), Counter(o for _, o in merged)
    recall = sum(both[pair] / gold[pair[0]] for pair in merged) / len(merged)
    precision = sum(both[pair] / ours[pair[1]] for pair in merged) / len(merged)
    return 2 * precision * recall / (precision + recall)
