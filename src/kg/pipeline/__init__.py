"""The order of everything: sources, articles, claims, resolution, graph, views, files.

Nothing is written until everything is there; then the files of the folder are replaced together. The same articles
give the same bytes, in whatever order and batches they come, on however many machines. What was read before is taken
from the cache beside the graph, and what is unchanged from the graph's own files: that saves time and changes nothing.

    built = build(["seeds"], Path("graphs"))
    print(built.counts["meetings"], "meetings;", len(built.findings), "things to know")
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kg import ingest, vocab
from kg.errors import SourceError
from kg.model import Article, Finding
from kg.pipeline import listing
from kg.pipeline.building import Built, Settings, change, first
from kg.pipeline.collecting import Collector
from kg.pipeline.listing import Listed
from kg.pipeline.reading import LIMIT, Progress

__all__ = ["Built", "articles_of", "build", "forget"]


def build(  # noqa: PLR0913 -- each is a choice of its own, with a default
    sources: Iterable[str | Path],
    out: Path = Path("graphs"),
    base: str = vocab.DEFAULT_BASE,
    jobs: int = 1,
    limit: float = LIMIT,
    progress: Progress = lambda stage, done, total: None,
    *,
    add: bool = False,
    backend: str = "",
) -> Built:
    """Build the graph of some sources into the folder ``out``; individuals live under ``base``.

    With ``add`` the articles already there stay, and those that come again with another text are replaced. ``jobs``
    processes, or the ``backend`` ("serial", "local:N", "dask:tcp://HOST:PORT"), read articles, each for at most
    ``limit`` seconds. Raises KgError when nothing could be read, when the folder cannot be written or when its
    judgements cannot be understood; the folder is then as before.
    """
    some = list(sources)

    def wanted(collector: Collector, old: Sequence[Listed]) -> list[Listed]:
        new = list(collector.listed(some))
        return [*listing.replaced(old, new), *new] if add else new

    return change(out, _settings(base, jobs, limit, progress, backend), wanted, needs_old=add)


def forget(
    articles: Iterable[str],
    out: Path = Path("graphs"),
    base: str = vocab.DEFAULT_BASE,
    jobs: int = 1,
    progress: Progress = lambda stage, done, total: None,
    *,
    backend: str = "",
) -> Built:
    """Take articles back, by id, path or address: the graph is then the one it would be had they never been read.

    Raises SourceError when one of them is not in the graph, or when none would be left.
    """
    names = [name.removeprefix(base).removeprefix("article/") for name in articles]

    def wanted(collector: Collector, old: Sequence[Listed]) -> list[Listed]:
        kept = listing.named(old, [], collector.weight)
        for name in names:
            if kept.pop(name, None) is None:
                raise SourceError(name, f"no article of that id in {out}")
        if not kept:
            raise SourceError(str(out), "no article would be left; remove the folder to forget all")
        return list(kept.values())

    return change(out, _settings(base, jobs, LIMIT, progress, backend), wanted, needs_old=True)


def _settings(base: str, jobs: int, limit: float, progress: Progress, backend: str) -> Settings:
    where = backend or (f"local:{jobs}" if jobs > 1 else "serial")
    return Settings(vocab.base(base), where, limit, progress)


def articles_of(source: str | Path | Article) -> list[Article]:
    """The articles of one file or folder; a text of several lines, or an Article, is itself the article.

    Raises SourceError when there is none.
    """
    if isinstance(source, Article):
        return [source]
    if isinstance(source, str) and "\n" in source:
        one = ingest.article(source)
        if isinstance(one, Finding):
            raise SourceError("the text", one.reason)
        return [one]
    found = list(ingest.articles([source]))
    articles = [one for one in found if isinstance(one, Article)]
    if not articles:
        raise first([one for one in found if isinstance(one, Finding)])
    return articles
