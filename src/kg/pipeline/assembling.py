"""The files of a graph out of the parts of its articles: what is unchanged is copied from the files as they were.

The resolved layer comes first, then the articles in the order of their addresses, then what the rules conclude. Memory
holds the resolved layer and one article's part at a time.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg import reason, vocab
from kg.pipeline import packs
from kg.pipeline.listing import Span, Written
from kg.pipeline.writing import FILES, Slice, Writing, todo_block, write_batch
from kg.rdf import serialise, terms
from kg.rdf.resolved import ResolvedGraph
from kg.rdf.serialise import Row
from kg.resolve import Corpus, Resolution, naming

BATCH = 100
Mapper = Callable[[Iterable[Writing]], Iterator[tuple[Writing, bool]]]


@dataclass(slots=True)
class Layer:
    """The resolved layer: rows of the default graph that rules read, those of judgements, and what rules conclude."""

    core: list[Row] = field(default_factory=list)
    judged: list[Row] = field(default_factory=list)
    derived: list[Row] = field(default_factory=list)


def layer(corpus: Corpus, resolution: Resolution, base: str) -> Layer:
    """The resolved layer of a graph."""
    graph = ResolvedGraph(corpus, resolution, partial(terms.node, base=base))
    found = Layer(serialise.arranged(graph.triples()), serialise.arranged(graph.judgements()))
    store = ox.Store()
    text = io.StringIO()
    serialise.nquads(found.core, text)
    serialise.nquads(_reports(resolution, base), text)
    store.bulk_load(text.getvalue().encode("utf-8"), format=ox.RdfFormat.N_QUADS)
    reason.derive(store, base, [rule for rule in reason.rules() if not rule.alone])
    quads = store.quads_for_pattern(None, None, None, ox.NamedNode(vocab.derived(base)))
    found.derived = serialise.arranged((str(q.subject), str(q.predicate), str(q.object)) for q in quads)
    return found


def _reports(resolution: Resolution, base: str) -> Iterator[Row]:
    """What articles' graphs assert of their reports, so that no rule concludes it again."""
    name = terms.kg("reportOf")
    graph = f"<{vocab.mint('article/any', base=base)}>"
    for report, meeting in resolution.meeting_of.items():
        path = resolution.paths.get(report) or naming.local(report)
        yield graph, terms.node(path, base), name, name, terms.node(meeting, base)


class Parts:
    """The parts of all articles: in the files of the old graph, or in packs written by this build."""

    def __init__(self, old: Path) -> None:
        self.old = old
        self.written: dict[str, Written] = {}
        self._made: dict[str, tuple[Path, packs.Index]] = {}
        self._files = packs.Files()

    def keep(self, article: str, written: Written) -> None:
        """This part is in the old files."""
        self.written[article] = written

    def make(self, some: Mapping[str, tuple[str, Slice, tuple[str, int, int]]], work: Path, base: str) -> list[Writing]:
        """The work to be done for these articles: digest, slice, and where the claims are."""
        tasks = []
        names = list(some)
        for number, at in enumerate(range(0, len(names), BATCH)):
            batch = names[at : at + BATCH]
            todo, out = work / f"todo-{number}{packs.SUFFIX}", work / f"part-{number}{packs.SUFFIX}"
            packs.write(todo, {name: todo_block(some[name][2], some[name][1]) for name in batch})
            tasks.append(Writing(str(todo), str(out), base))
            self.written |= {name: Written(some[name][0]) for name in batch}
        return tasks

    def take(self, task: Writing) -> None:
        """A piece of work is done."""
        path = Path(task.out)
        index = packs.read_index(path)
        names = [key.removeprefix("more ") for key in index if key.startswith("more ")]
        for name in names:
            self._made[name] = (path, index)
            shared, derived = json.loads(self._block(name, "more"))
            self.written[name].shared = [(row[0], row[1], row[2], row[3], row[4]) for row in shared]
            self.written[name].derived = [(a, b, c) for a, b, c in derived]

    def copy(self, article: str, number: int, out: IO[bytes]) -> Span:
        """Append an article's part to the file of that number in ``FILES``; where it came to stand."""
        data = self.text(article, number)
        at = out.tell()
        out.write(data)
        return at, len(data)

    def text(self, article: str, number: int) -> bytes:
        """An article's part of the file of that number in ``FILES``."""
        return self._block(article, FILES[number]) if article in self._made else self._kept(article, number)

    def _kept(self, article: str, number: int) -> bytes:
        at, size = self.written[article].spans[number]
        file = self._files[self.old / FILES[number]]
        file.seek(at)
        return file.read(size)

    def _block(self, article: str, name: str) -> bytes:
        path, index = self._made[article]
        return packs.read_block(self._files[path], index[f"{name} {article}"])

    def close(self) -> None:
        """Let go of all files."""
        self._files.close()


def assemble(folder: Path, parts: Parts, found: Layer, base: str) -> dict[str, Written]:
    """Write the four files of ``FILES`` into a folder; what they hold of each article, by its id."""
    names = sorted(parts.written)
    order = sorted(names, key=lambda name: f"{naming.local(f'article:{name}')}>")
    derived = _derived(parts, found.derived, base)
    resolved = sorted([*found.core, *found.judged])
    spans: dict[str, list[Span]] = {name: [(0, 0)] * len(FILES) for name in names}

    def write(number: int, head: Iterable[str], articles: Sequence[str], tail: Iterable[str] = ()) -> None:
        with (folder / FILES[number]).open("wb") as out:
            out.writelines(text.encode("utf-8") for text in head)
            for name in articles:
                spans[name][number] = parts.copy(name, number, out)
            out.writelines(text.encode("utf-8") for text in tail)
            out.flush()
            os.fsync(out.fileno())

    write(0, _lines(resolved), order, _lines(derived))
    head = serialise.head(base)
    concluded = serialise.named(derived[0][0], derived, base) if derived else ""
    write(1, _then(head, serialise.blocks(resolved, base)), order, (concluded,))
    shared = (row for name in names for row in parts.written[name].shared)
    rows = sorted({*resolved, *shared, *(("", *row[1:]) for row in derived)})
    write(2, _then(head, serialise.blocks(rows, base)), order)
    write(3, (), names)
    parts.close()
    return {name: Written(part.digest, spans[name], part.shared, part.derived) for name, part in parts.written.items()}


def _derived(parts: Parts, concluded: Sequence[Row], base: str) -> list[Row]:
    """What rules conclude from the resolved layer and within articles, without what any article asserts."""
    within = {triple for part in parts.written.values() for triple in part.derived}
    asserted = {(row[1], row[3], row[4]) for part in parts.written.values() for row in part.shared}
    rows = serialise.arranged([*((r[1], r[3], r[4]) for r in concluded), *(within - asserted)])
    graph = f"<{vocab.derived(base)}>"
    return [(graph, *row[1:]) for row in rows]


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    for graph, subject, _, name, value in rows:
        yield f"{subject} {name} {value} {graph} .\n" if graph else f"{subject} {name} {value} .\n"


def _then(head: str, rest: Iterable[str]) -> Iterator[str]:
    yield head
    yield from rest


def run(mapper: Mapper, tasks: Sequence[Writing], parts: Parts, done: Callable[[int], None]) -> None:
    """Have the parts made; a task that kills its process is a defect, for its articles were read before."""
    for task, made in mapper(tasks):
        if not made:
            write_batch(task)
        parts.take(task)
        done(1)
