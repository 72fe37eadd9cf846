"""A batch of read articles to their parts of the graph's files: a pure step from one file to another, on any machine.

A part depends on the article's claims and on its *slice* of what was resolved: to which paths its nodes lead. As long
as both are the same, the part is the same, and is taken over from the files of the graph as it was.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from kg import claims as lines
from kg import reason, vocab
from kg.model import Claim
from kg.pipeline import packs
from kg.pipeline.reading import claims_of
from kg.rdf import serialise
from kg.rdf.reports import ArticleGraph
from kg.rdf.serialise import Row
from kg.resolve import Resolution, naming

FILES = ("graph.nq", "graph.trig", "graph.ttl", "claims.jsonl")
Place = tuple[str, int, int]  # file, offset, length
Triple = tuple[str, str, str]


@dataclass(slots=True)
class Slice:
    """What resolution says of one article: its nodes' paths, its reports' meetings, its statements told elsewhere."""

    paths: dict[str, str] = field(default_factory=dict)
    meetings: dict[str, str] = field(default_factory=dict)
    shared: list[str] = field(default_factory=list)

    def digest(self, reading: str) -> str:
        """A hash of the slice and of the key of the claims."""
        text = json.dumps([reading, self.paths, self.meetings, self.shared], sort_keys=True)
        return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def slices(resolution: Resolution) -> dict[str, Slice]:
    """The slice of every article that names anything, by the article's id."""
    found: dict[str, Slice] = defaultdict(Slice)
    tellers: dict[str, set[str]] = defaultdict(set)
    for node, path in resolution.paths.items():
        article, mark, _ = node.partition(":")[2].rpartition("#")
        if mark and path != naming.local(node):
            found[article].paths[node] = path
            if node.startswith("statement:"):
                tellers[path].add(article)
    for report, path in resolution.meeting_of.items():
        found[report.partition(":")[2].rpartition("#")[0]].meetings[report] = path
    for path in sorted(tellers):
        if len(tellers[path]) > 1:
            for article in tellers[path]:
                found[article].shared.append(path)
    return found


class Writing(NamedTuple):
    """One piece of work: a pack of slices with where the claims lie, the pack to write, the base of addresses."""

    todo: str
    out: str
    base: str


class Part(NamedTuple):
    """What an article adds to each file of ``FILES``, the rows of statements that other articles tell as well, and
    what the rules conclude within it."""

    texts: tuple[str, ...]
    shared: list[Row]
    derived: list[Triple]


def todo_block(claims: Place, own: Slice) -> bytes:
    """The order to write the part of one article."""
    return json.dumps([claims, own.paths, own.meetings, own.shared]).encode("utf-8", "surrogatepass")


def write_batch(task: Writing) -> None:
    """Write the parts of all articles in ``task.todo`` into ``task.out``."""
    blocks: dict[str, bytes] = {}
    todo = Path(task.todo)
    with todo.open("rb") as file:
        for article, place in packs.read_index(todo).items():
            claims, paths, meetings, shared = json.loads(packs.read_block(file, place))
            made = part(article, _claims(claims), Slice(paths, meetings, shared), task.base)
            for name, text in zip(FILES, made.texts, strict=True):
                blocks[f"{name} {article}"] = text.encode("utf-8")
            blocks[f"more {article}"] = json.dumps([made.shared, made.derived]).encode()
    packs.write(Path(task.out), blocks, level=0)


def _claims(place: Sequence[Any]) -> list[Claim]:
    with Path(place[0]).open("rb") as file:
        return claims_of(packs.read_block(file, (place[1], place[2])))


def part(article: str, claims: list[Claim], own: Slice, base: str) -> Part:
    """What an article adds to the files of a graph."""
    graph = ArticleGraph(article, own.paths, own.meetings, base)
    rows = serialise.arranged(graph.triples(claims), graph.iri)
    quads = io.StringIO()
    serialise.nquads(rows, quads)
    elsewhere = {f"<{vocab.mint(path, base=base)}>" for path in own.shared}
    shared = [("", *row[1:]) for row in rows if row[1] in elsewhere]
    texts = (
        quads.getvalue(),
        serialise.named(graph.iri, rows, base) if rows else "",
        "".join(serialise.blocks((row for row in rows if row[1] not in elsewhere), base)),
        "".join(f"{lines.claim_line(claim)}\n" for claim in claims),
    )
    return Part(texts, shared, list(_concluded(texts[0], base)))


def _concluded(quads: str, base: str) -> Iterator[Triple]:
    """What rules conclude from one article alone: of a statement that names who met."""
    if "#MeetingReport>" in quads and "#Statement>" in quads:
        store = ox.Store()
        store.bulk_load(quads.encode("utf-8"), format=ox.RdfFormat.N_QUADS)
        reason.derive(store, base, [rule for rule in reason.rules() if rule.alone])
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(vocab.derived(base))):
            yield str(quad.subject), str(quad.predicate), str(quad.object)
