#!/usr/bin/env python3
"""How fast articles are read, by stage: seconds of processor time, and each stage's share of the whole.

    benchmarks/reading.py [ARTICLES.jsonl[.gz]] [--limit N] [--short]

Without a file it reads the founding articles many times over. Shares are ratios within one run and can be
compared between machines; articles a second cannot.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kg import extract, ingest, language
from kg.model import Article, Document
from kg.pipeline.reading import settle

SEEDS = Path(__file__).parents[1] / "seeds"


def main() -> None:
    """Time every reader and extractor over the articles and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--limit", type=int, default=2_000)
    parser.add_argument("--short", action="store_true", help="a hundred articles at most")
    options = parser.parse_args()
    limit = 100 if options.short else options.limit
    articles = list(_articles(options.articles, limit))
    warm_up(articles[:5])
    spent, claims = measure(articles)
    report(articles, spent, claims)


def _articles(path: Path | None, limit: int) -> Iterator[Article]:
    if path is None:
        seeds = [a for a in ingest.articles([SEEDS]) if isinstance(a, Article)]
        yield from (seeds * (limit // len(seeds) + 1))[:limit]
        return
    found = (a for a in ingest.articles([path]) if isinstance(a, Article))
    yield from islice(found, limit)


def warm_up(articles: list[Article]) -> None:
    """Load packs, knowledge and models before the clock runs, and set them aside as a build does."""
    for article in articles:
        extract.extract(article)
    settle()


def measure(articles: list[Article]) -> tuple[dict[str, float], int]:
    """Processor seconds by stage, and the number of claims."""
    spent: dict[str, float] = defaultdict(float)
    claims = 0
    for article in articles:
        document = Document(article, language.load(article.lang))
        for stage in (*extract.READERS, *extract.EXTRACTORS):
            start = time.process_time()
            result = stage(document)
            if result is not None:
                claims += len(list(result))
            spent[f"{stage.__module__.removeprefix('kg.extract.')}.{stage.__name__}"] += time.process_time() - start
    return dict(spent), claims


def report(articles: list[Article], spent: dict[str, float], claims: int) -> None:
    """Print a line a stage and the sum."""
    total = sum(spent.values())
    words = sum(a.text.count(" ") for a in articles) / len(articles)
    print(f"{'stage':28} {'ms/article':>10} {'share':>7}")
    for name, seconds in spent.items():
        print(f"{name:28} {1000 * seconds / len(articles):10.2f} {seconds / total:7.1%}")
    rate = f"{len(articles) / total:.0f} articles/s of {words:.0f} words, {claims} claims"
    print(f"{'all':28} {1000 * total / len(articles):10.2f}   {rate}")


if __name__ == "__main__":
    main()
