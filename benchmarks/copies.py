"""Varied copies of real articles, for measuring at sizes of which there are no articles.

Copy n of an article has other persons (the last words of names of two words or more get an ending of their own), other
years and an id of its own; everything else is as people wrote it. The same input gives the same copies.

    python benchmarks/copies.py 10000 news.jsonl.gz > copies.jsonl
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count, islice

from kg.ingest import articles
from kg.model import Article

_NAME = re.compile(r"\b((?:[A-Z][a-z]{2,} ){1,3})([A-Z][a-z]{3,})\b")
_YEAR = re.compile(r"\b20(1\d|2[0-6])\b")
_ENDINGS = ("", "ko", "ma", "ri", "to", "na", "di", "wa", "so", "le", "gu")


def ending(number: int) -> str:
    """Two syllables for each number below a hundred, more for larger ones; none for 0."""
    found = ""
    while number:
        number, digit = divmod(number, len(_ENDINGS) - 1)
        found += _ENDINGS[digit + 1]
    return found


def copy(article: Article, number: int) -> Article:
    """The copy of that number; copy 0 is the article itself."""
    if not number:
        return article
    tail, years = ending(number), number % 7

    def change(text: str) -> str:
        named = _NAME.sub(lambda m: f"{m[1]}{m[2]}{tail}", text)
        return _YEAR.sub(lambda m: str(int(m[0]) - years), named)

    published = article.published and f"{int(article.published[:4]) - years}{article.published[4:]}"
    changed = {"id": f"{article.id}-{number}", "title": change(article.title), "text": change(article.text)}
    return replace(article, **changed, published=published, url=f"{article.url}?copy={number}" if article.url else "")


def copies(sources: Iterable[str], wanted: int) -> Iterator[Article]:
    """So many articles: all there are, then their first copies, then their second ones."""
    there = [one for one in articles(sources) if isinstance(one, Article)]
    return islice((copy(one, number) for number in count() for one in there), wanted)


def line(article: Article) -> str:
    """An article as a line of JSON."""
    names = ("id", "url", "source", "published", "title", "lang")
    record = {name: getattr(article, name) for name in names}
    return json.dumps({**record, "text": article.text[article.body :]}, ensure_ascii=False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int)
    parser.add_argument("sources", nargs="+")
    given = parser.parse_args()
    sys.stdout.writelines(f"{line(one)}\n" for one in copies(given.sources, given.number))
