"""A build from beginning to end: of some sources, of what is there and some more, or of what is there but less."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg import claims as lines
from kg import vocab
from kg.errors import GraphError, SourceError
from kg.model import Finding, Judgement
from kg.pipeline import fingerprint, listing, own, picture
from kg.pipeline.assembling import Layer, Parts, assemble, layer, run
from kg.pipeline.backends import Backend, backend
from kg.pipeline.cache import FOLDER, Cache
from kg.pipeline.collecting import Collector
from kg.pipeline.folder import held, rewritten
from kg.pipeline.listing import Listed, Listing
from kg.pipeline.own import JUDGEMENTS
from kg.pipeline.reading import LIMIT, Progress
from kg.pipeline.writing import FILES, Slice, Writing, slices, write_batch
from kg.resolve import Corpus, Resolution, resolve_corpus

PAGE = "explorer.html"
MANY = 1_000  # articles read make it worth to start new processes
KINDS = {"persons": "person", "states": "state", "organisations": "org", "places": "place", "statements": "statement"}


@dataclass(slots=True)
class Built:
    """What a build came to: the folder, how many of each thing, and everything the user should know."""

    folder: Path
    counts: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def skipped(self) -> list[Finding]:
        """What could not be read."""
        return [finding for finding in self.findings if finding.severity == "error"]


@dataclass(slots=True)
class Settings:
    """How to build: the base of addresses, where the work is done, seconds for one article, whom to tell."""

    base: str = vocab.DEFAULT_BASE
    where: str = "serial"
    limit: float = LIMIT
    progress: Progress = lambda stage, done, total: None


Change = Callable[[Collector, Sequence[Listed]], Iterable[Listed]]
"""From what reads sources and the articles there are, to the articles there shall be."""


def change(out: Path, settings: Settings, wanted: Change, needs_old: bool = False) -> Built:
    """Build the graph of the wanted articles into a folder; the folder is as before when this raises a KgError.

    With ``needs_old`` there must be a graph whose articles are known.
    """
    built = Built(out)
    with held(out), backend(settings.where) as where:
        old = listing.read(out / FOLDER / listing.NAME)
        if needs_old and old is None:
            raise GraphError(f"the articles of {out} are not known: build it once from all its sources")
        cache = Cache((out / FOLDER).absolute())  # workers elsewhere may stand in another folder
        try:
            with _uncollected():
                _Work(out, settings, where, cache, old or Listing(), built).build(wanted)
        except SourceError:
            if not (out / FILES[0]).exists():
                shutil.rmtree(out / FOLDER)
            raise
        finally:
            cache.close()
    built.findings.sort()
    return built


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for circles among millions of values that have none: it takes a third of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@dataclass(slots=True)
class _Work:
    out: Path
    settings: Settings
    where: Backend
    cache: Cache
    old: Listing
    built: Built

    def build(self, wanted: Change) -> None:
        before = own.read(self.out)
        user = own.lines(before, self.out)
        findings, tell = self.built.findings, self.settings.progress
        if self.cache.damaged:
            reason = f"{self.cache.damaged} damaged files were thrown away; what they held is read again"
            findings.append(Finding(str(self.cache.folder), reason, "warning"))
        collector = Collector(self.cache, self.where, self.settings.limit, tell, findings)
        articles = listing.named(wanted(collector, self.old.articles), findings, collector.weight)
        if not articles:
            raise first(findings)
        readings = collector.readings(articles)
        if collector.read > MANY:
            self.where.renew()
        stamp = self._stamp(readings, [line for line, _ in user])
        if not user and self._unchanged(stamp):
            self.built.counts = self.old.counts
            collector.remind(readings, articles)
        else:
            self._renew(collector, articles, readings, before, user, stamp)
        self.cache.sweep(collector.used)

    def _stamp(self, readings: Mapping[str, str], user: Sequence[str]) -> str:
        look = listing.digest(fingerprint.writing(), self.settings.base)
        return f"{look} {listing.digest(*user, '', *(f'{name} {key}' for name, key in readings.items()))}"

    def _unchanged(self, stamp: str) -> bool:
        """Whether the graph is the one that would be built, and nobody touched its files."""
        names = (*FILES, JUDGEMENTS, PAGE)
        found = listing.sizes(self.out, names)
        return stamp == self.old.stamp and len(found) == len(names) and found == self.old.sizes

    def _renew(
        self,
        collector: Collector,
        articles: Mapping[str, Listed],
        readings: Mapping[str, str],
        before: bytes,
        user: Sequence[tuple[str, Judgement]],
        stamp: str,
    ) -> None:
        tell, base = self.settings.progress, self.settings.base
        tell("resolving", 0, 2)
        corpus, claims = collector.corpus(readings, articles)
        if not claims:
            raise first(self.built.findings)
        tell("resolving", 1, 2)
        resolution = resolve_corpus(corpus, [judgement for _, judgement in user], base)
        _unused(resolution, self.built.findings)
        tell("resolving", 1, 2)
        self.built.counts = _counts(len(articles), claims, resolution)
        parts, found = self._parts(corpus, resolution, readings, stamp)
        with rewritten(self.out) as new:
            (new / FOLDER).mkdir()
            with ThreadPoolExecutor(1) as beside:
                quads = self._drawn(parts, found, resolution)
                page = beside.submit(self._draw, quads, (new / PAGE).absolute(), len(parts.written))
                written = assemble(new, parts, found, base)
                mine = (line for line, _ in user)
                _lines(new / JUDGEMENTS, [*mine, *map(lines.judgement_line, resolution.judgements)])
                page.result()
            if own.read(self.out) != before:
                raise GraphError(f"{self.out / JUDGEMENTS} was edited while the graph was built: build again")
            sizes = listing.sizes(new, (*FILES, JUDGEMENTS, PAGE))
            listed = Listing(list(articles.values()), written, stamp, sizes, self.built.counts)
            listing.write(new / FOLDER / listing.NAME, listed)

    def _parts(
        self, corpus: Corpus, resolution: Resolution, readings: Mapping[str, str], stamp: str
    ) -> tuple[Parts, Layer]:
        """The parts that are as they were and those that are made anew; meanwhile the resolved layer."""
        parts = Parts(self.out)
        known = self.old.written if self._holds(stamp) else {}
        slice_of = slices(resolution)
        todo: dict[str, tuple[str, Slice, tuple[str, int, int]]] = {}
        for name, reading in readings.items():
            digest = slice_of[name].digest(reading)
            if name in known and known[name].digest == digest:
                parts.keep(name, known[name])
            else:
                todo[name] = (digest, slice_of[name], self.cache.place(f"c {reading}"))
        folder = self.cache.work / "parts"
        folder.mkdir(exist_ok=True)
        tasks = parts.make(todo, folder, self.settings.base)
        self.settings.progress("writing", 0, len(tasks) + 1)
        with ThreadPoolExecutor(1) as beside:
            done = beside.submit(run, self._write, tasks, parts, self._wrote)
            found = layer(corpus, resolution, self.settings.base)
            done.result()
        self._wrote(1)
        return parts, found

    def _holds(self, stamp: str) -> bool:
        """Whether parts of the old files can be taken over."""
        found = listing.sizes(self.out, FILES)
        same = all(found.get(name) == self.old.sizes.get(name, []) for name in FILES)
        return same and self.old.stamp.partition(" ")[0] == stamp.partition(" ")[0]

    def _write(self, tasks: Iterable[Writing]) -> Iterator[tuple[Writing, bool]]:
        return self.where.map(write_batch, tasks)

    def _wrote(self, done: int) -> None:
        self.settings.progress("writing", done, 0)

    def _drawn(self, parts: Parts, found: Layer, resolution: Resolution) -> Path:
        """The quads of what the page shows."""
        quads = self.cache.work / "page.nq"
        some = picture.shown(resolution, sorted(parts.written))
        texts = (parts.text(name, 0) for name in some)
        with quads.open("wb") as out:
            picture.select(found, texts, out, self.settings.base, len(some) == len(parts.written))
        return quads

    def _draw(self, quads: Path, out: Path, whole: int) -> None:
        task = picture.Drawing(str(quads), str(out), self.settings.base, whole)
        if not all(done for _, done in self.where.map(picture.draw, [task])):
            picture.draw(task)


def _lines(path: Path, some: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in some)


def _unused(resolution: Resolution, findings: list[Finding]) -> None:
    for judgement in resolution.unused:
        because = f"{judgement.left} and {judgement.right}: one of them is not in this graph; the line is kept"
        findings.append(Finding(JUDGEMENTS, because, "warning"))


def _counts(articles: int, claims: int, resolution: Resolution) -> dict[str, int]:
    paths = set(resolution.paths.values())
    counts = {"articles": articles, "claims": claims}
    counts |= {"reports": len(resolution.meeting_of), "meetings": len(resolution.meetings)}
    return counts | {name: sum(path.startswith(f"{kind}/") for path in paths) for name, kind in KINDS.items()}


def first(findings: Sequence[Finding]) -> SourceError:
    """Why there is nothing to build from: the first reason, and how many more there are."""
    if not findings:
        return SourceError("no source", "holds no article")
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return SourceError(findings[0].origin, f"{findings[0].reason}{more}; nothing to build from")
