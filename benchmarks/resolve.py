"""How the work of resolution grows: pairs compared and seconds, for varied copies and for one event told very often.

python benchmarks/resolve.py --news news.jsonl.gz --sizes 1000 10000 --event 1000 25000
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from copies import copies
from kg.extract import extract
from kg.model import Claim
from kg.resolve import Corpus, agents, gather, resolve_corpus, statements
from kg.resolve import copies as same_text
from kg.resolve.blocking import pairs


class Counted:
    """``blocking.pairs``, counting what it gives."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, keys: Mapping[str, Iterable[str]], *more: Any) -> Iterator[tuple[str, str]]:
        """The pairs of these blocks."""
        for pair in pairs(keys, *more):
            self.number += 1
            yield pair


def told(number: int) -> list[Claim]:
    """One article that reports the event: two persons, a day, a place; every third of them is less exact."""
    article, day = f"e{number}", date(2031, 5, 12)
    left, right, report = f"person:{article}#sari", f"person:{article}#tomo", f"report:{article}#1"
    when = ("2031-05", "gYearMonth") if number % 3 == 0 else (day.isoformat(), "date")
    first, last = (day.replace(day=1), day.replace(day=31)) if number % 3 == 0 else (day, day)
    issued = (day + timedelta(days=number % 5)).isoformat()
    rows = [
        (f"article:{article}", "type", "Article", "term"),
        (f"article:{article}", "dcterms:issued", issued, "date"),
        *((node, "type", "Person", "term") for node in (left, right)),
        (left, "rdfs:label", "Sari Wulandari", "text"),
        (right, "rdfs:label", ("Tomo Hirata", "Tomoh Hirata")[number % 2], "text"),
        (report, "type", "MeetingReport", "term"),
        (report, "reportedIn", f"article:{article}", "node"),
        (report, "participant", left, "node"),
        (report, "participant", right, "node"),
        (report, "date", *when),
        (report, "earliest", first.isoformat(), "date"),
        (report, "latest", last.isoformat(), "date"),
        (report, "status", "Held", "term"),
        (report, "confidence", "0.8", "decimal"),
    ]
    return [Claim(article, *row) for row in rows]


def measure(name: str, claims: Iterable[list[Claim]]) -> None:
    """One line of the table."""
    corpus, size = Corpus(), 0
    for some in claims:
        corpus.add(gather(some))
        size += 1
    counted = Counted()
    for module in (agents, statements, same_text):
        module.pairs = counted  # type: ignore[attr-defined]
    start = time.process_time()
    found = resolve_corpus(corpus.arrange())
    spent = time.process_time() - start
    rate = counted.number / size * 1000
    print(
        f"| {name} | {size:,} | {len(corpus.reports):,} | {len(found.meetings):,} | {rate:,.0f} | {spent:.2f} "
        f"| {spent / size * 1000:.3f} |",
        flush=True,
    )


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", nargs="*", default=[])
    parser.add_argument("--sizes", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--event", nargs="*", type=int, default=[1_000, 25_000])
    given = parser.parse_args()
    print("| what | articles | reports | meetings | pairs compared per 1,000 articles | CPU s | ms an article |")
    print("|---|---|---|---|---|---|---|")
    for size in given.sizes if given.news else []:
        measure("varied copies", (extract(article) for article in copies(given.news, size)))
    for size in given.event:
        measure("one event", map(told, range(size)))


if __name__ == "__main__":
    main()
