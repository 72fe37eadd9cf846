"""Claims and judgements as RDF, and back: the only writer and reader of our RDF.

What an article says stands in its own named graph, what all amount to in the default graph; what the rules derive is
added to a graph of its own by ``kg.reason``. A graph of any size is written part by part (``kg.rdf.parts``); a few
articles fit into a store:

    store = to_store(claims, resolve(claims))
    write(store, Path("graphs"))            # graph.trig, graph.ttl, graph.nq
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg.model import Claim
from kg.rdf import serialise
from kg.rdf.reports import ArticleGraph
from kg.rdf.resolved import ResolvedGraph
from kg.rdf.terms import node
from kg.resolve import Resolution, gather
from kg.vocab import DEFAULT_BASE


def to_store(claims: Sequence[Claim], resolution: Resolution, base: str = DEFAULT_BASE) -> ox.Store:
    """A store in memory that holds the whole dataset, without what rules derive from it."""
    resolved = ResolvedGraph(gather(claims), resolution, partial(node, base=base))
    store = ox.Store()
    _load(store, serialise.arranged([*resolved.triples(), *resolved.judgements()]))
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article].append(claim)
    for article, some in by_article.items():
        graph = ArticleGraph(article, resolution.paths, resolution.meeting_of, base)
        _load(store, serialise.arranged(graph.triples(some), graph.iri))
    return store


def _load(store: ox.Store, rows: list[serialise.Row]) -> None:
    text = io.StringIO()
    serialise.nquads(rows, text)
    store.bulk_load(text.getvalue().encode("utf-8"), format=ox.RdfFormat.N_QUADS)


def write(store: ox.Store, folder: Path, base: str = DEFAULT_BASE) -> None:
    """Write graph.trig, graph.ttl (all graphs as one) and graph.nq into an existing folder, UTF-8."""
    with (folder / "graph.trig").open("w", encoding="utf-8", newline="\n") as out:
        serialise.trig(serialise.rows(store), out, base)
    with (folder / "graph.ttl").open("w", encoding="utf-8", newline="\n") as out:
        serialise.turtle(serialise.merged(store), out, base)
    with (folder / "graph.nq").open("w", encoding="utf-8", newline="\n") as out:
        serialise.nquads(serialise.rows(store), out)
