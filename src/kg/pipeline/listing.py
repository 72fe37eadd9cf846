"""Which articles a graph is made of, and where each stands in its files: the list that is written with the graph.

It lies in the cache folder and takes its place together with the files it tells of. Without it a graph can be built
anew from its sources, but nothing can be added to it or taken back.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kg.model import Finding
from kg.pipeline.writing import Triple
from kg.rdf.serialise import Row

NAME = "articles.jsonl"
Span = tuple[int, int]  # offset and length in bytes


class Listed(NamedTuple):
    """An article of a graph: its own id, the hash of its text, its key in the cache, and where it came from."""

    id: str
    text: str
    key: str
    lang: str
    url: str
    origin: str


@dataclass(slots=True)
class Written:
    """What a graph's files hold of one article: the digest of what it was made from and its span in each file."""

    digest: str
    spans: list[Span] = field(default_factory=list)
    shared: list[Row] = field(default_factory=list)
    derived: list[Triple] = field(default_factory=list)


@dataclass(slots=True)
class Listing:
    """The articles of a graph. ``stamp`` tells what else the files depend on, ``sizes`` their sizes and times.

    ``written`` leads from the id that an article has in the graph to what the files hold of it.
    """

    articles: list[Listed] = field(default_factory=list)
    written: dict[str, Written] = field(default_factory=dict)
    stamp: str = ""
    sizes: dict[str, list[int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


def write(path: Path, listing: Listing) -> None:
    """Write a list."""
    head = {"stamp": listing.stamp, "sizes": listing.sizes, "counts": listing.counts}
    with path.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as out:
        out.write(f"{json.dumps(head)}\n")
        for one in listing.articles:
            out.write(f"{json.dumps(['article', *one], ensure_ascii=False)}\n")
        for name, part in listing.written.items():
            row = ["part", name, part.digest, part.spans, part.shared, part.derived]
            out.write(f"{json.dumps(row, ensure_ascii=False)}\n")
        out.write('["end"]\n')


def read(path: Path) -> Listing | None:
    """The list of a graph, None when there is none or it is not whole."""
    try:
        with path.open(encoding="utf-8", errors="surrogatepass") as file:
            head = json.loads(file.readline())
            found = Listing(stamp=head["stamp"], sizes=head["sizes"], counts=head["counts"])
            rows = [json.loads(line) for line in file]
        if rows.pop() != ["end"]:
            return None
        for kind, *row in rows:
            if kind == "article":
                found.articles.append(Listed(*row))
            else:
                found.written[row[0]] = _written(*row[1:])
        return found
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def _written(digest: str, spans: Any, shared: Any, derived: Any) -> Written:
    rows = [(row[0], row[1], row[2], row[3], row[4]) for row in shared]
    return Written(digest, [(a, b) for a, b in spans], rows, [(a, b, c) for a, b, c in derived])


def sizes(folder: Path, names: Iterable[str]) -> dict[str, list[int]]:
    """Size and time of each of these files that is there: whether somebody else touched them."""
    found = {name: folder / name for name in names}
    stats = {name: path.stat() for name, path in found.items() if path.is_file()}
    return {name: [stat.st_size, stat.st_mtime_ns] for name, stat in stats.items()}


def replaced(old: Sequence[Listed], new: Sequence[Listed]) -> Iterator[Listed]:
    """The old articles that remain when the new are added.

    An article comes again when it has the id, and the address or the file, of one that is there: then the new one
    takes its place. Another article that happens to have the same id stays beside it.
    """
    again: Mapping[str, list[Listed]] = defaultdict(list)
    for one in new:
        again[one.id].append(one)
    for one in old:
        same = (other for other in again[one.id] if other.text != one.text)
        if not any((one.url and one.url == other.url) or one.origin == other.origin for other in same):
            yield one


def named(
    articles: Iterable[Listed], findings: list[Finding], weight: Callable[[Listed], tuple[str, ...]]
) -> dict[str, Listed]:
    """The articles by the id they get, each once: of equal texts one is kept, other texts get a longer id.

    ``weight`` tells which of two articles with the same id and text is kept.
    """
    by_id: dict[str, dict[str, Listed]] = defaultdict(dict)
    for one in articles:
        held = by_id[one.id].setdefault(one.text, one)
        if held is not one:
            if held.key != one.key:
                by_id[one.id][one.text] = min(held, one, key=weight)
            findings.append(Finding(one.origin or one.id, "the same article again: read once", "info"))
    found = {}
    for name, texts in by_id.items():
        first, *others = (texts[text] for text in sorted(texts))
        found[name] = first
        for other in others:
            longer = f"{name}-{other.text[:8]}"
            found[longer] = other
            because = f"another article has the id {name}: now {longer}"
            findings.append(Finding(other.origin or name, because, "warning"))
    return dict(sorted(found.items()))


def digest(*parts: str) -> str:
    """One short hash of several texts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
