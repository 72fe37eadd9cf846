"""kg: from news articles to who met whom, where, when, and who said what.

    import kg

    kg.build(["seeds"], "graphs")
    graph = kg.load("graphs")
    for meeting in graph.meetings(person="Kim Jong Un"):
        print(meeting["date"], meeting["participants"], meeting["place"])

    for claim in kg.read("seeds/000_5c6f8dc3064c2d17.txt"):
        print(claim.subject, claim.predicate, claim.object)

Everything is imported when it is first used, so ``import kg`` costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.graph import Graph, load
    from kg.model import Article, Claim, Finding, Judgement
    from kg.pipeline import Built

__all__ = ["Article", "Built", "Claim", "Finding", "Graph", "Judgement", "KgError", "build", "load", "read"]

_HOMES = {
    "Article": "kg.model",
    "Built": "kg.pipeline",
    "Claim": "kg.model",
    "Finding": "kg.model",
    "Graph": "kg.graph",
    "Judgement": "kg.model",
    "KgError": "kg.errors",
    "load": "kg.graph",
}


def read(source: str | Path | Article) -> list[Claim]:
    """What one article claims: a file, an Article, or the text itself (anything of more than one line).

    Raises SourceError when nothing can be read.
    """
    from kg import extract, pipeline

    return [claim for article in pipeline.articles_of(source) for claim in extract.extract(article)]


def build(
    sources: str | Path | Iterable[str | Path],
    out: str | Path = "graphs",
    *,
    progress: Callable[[str, int, int], None] | None = None,
    **options: Any,
) -> Built:
    """Build the graph of files and folders into ``out``; ``options`` are those of ``kg.pipeline.build``."""
    from kg import pipeline

    some = [sources] if isinstance(sources, str | Path) else list(sources)
    if progress is not None:
        options["progress"] = progress
    return pipeline.build(some, Path(out), **options)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
