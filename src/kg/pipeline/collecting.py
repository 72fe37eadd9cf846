"""From sources to read articles: what the cache holds is taken from it, the rest is read where the backend says."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg import ingest, language
from kg.errors import GraphError
from kg.model import Finding
from kg.pipeline import fingerprint, packs
from kg.pipeline.backends import Backend
from kg.pipeline.cache import Cache
from kg.pipeline.listing import Listed
from kg.pipeline.reading import (
    Progress,
    Reading,
    article_block,
    article_of,
    input_block,
    input_key,
    read_batch,
    reading_key,
)
from kg.resolve import Corpus, pieces

SMALL, LARGE = 48, 480  # articles of a batch: small at first so that every process gets some
BYTES = 8_000_000


@dataclass(slots=True)
class Todo:
    """What is to be read, in packs of a batch each."""

    folder: Path
    count: int = 0
    paths: list[Path] = field(default_factory=list)
    _blocks: dict[str, bytes] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def add(self, key: str, block: bytes) -> None:
        """One input or article more."""
        if key in self._seen:
            return
        self._seen.add(key)
        self._blocks[key] = block
        self.count += 1
        size = max(SMALL, min(LARGE, self.count // 100))
        if len(self._blocks) >= size or sum(map(len, self._blocks.values())) > BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what has gathered."""
        if self._blocks:
            path = self.folder / f"{len(self.paths)}{packs.SUFFIX}"
            packs.write(path, self._blocks, level=0)
            self.paths.append(path)
            self._blocks = {}


class Collector:
    """Reads what is not in the cache; tells ``progress`` and adds to ``findings``."""

    def __init__(self, cache: Cache, where: Backend, limit: float, progress: Progress, findings: list[Finding]) -> None:
        self.cache, self.where, self.limit = cache, where, limit
        self.progress, self.findings = progress, findings
        self.used: set[str] = set()
        self.read = 0
        for code in language.available():
            fingerprint.reading(code)  # before any process starts, so that all have the same

    def listed(self, sources: Iterable[str | Path]) -> Iterator[Listed]:
        """The articles of some sources."""
        todo = Todo(self._folder("inputs"))
        found: list[tuple[str, str] | Finding] = []
        for one in ingest.inputs(sources):
            if isinstance(one, Finding):
                found.append(one)
                continue
            key = input_key(one)
            found.append((one.origin, key))
            if key not in self.cache:
                todo.add(key, input_block(one))
        self._read(todo)
        for item in found:
            if isinstance(item, Finding):
                self.findings.append(item)
            else:
                yield from self._of_input(*item)

    def _of_input(self, origin: str, key: str) -> Iterator[Listed]:
        block = self.cache.get(key)
        if block is None:
            self._tell(origin, "reading it brought its process down: left out")
            return
        self.used.add(key)
        findings, about = json.loads(block)
        self.findings += [Finding(origin, reason, severity) for reason, severity in findings]
        if about:
            article, name, text, lang, url = about
            yield Listed(name, text, article, lang, url, origin)

    def readings(self, articles: Mapping[str, Listed]) -> dict[str, str]:
        """The key of the reading of each article, by the id it has in the graph; who cannot be read is left out."""
        todo = Todo(self._folder("articles"))
        keys = {}
        for name, one in articles.items():
            key, block = self._key(name, one)
            keys[name] = key
            if f"c {key}" not in self.cache or f"p {key}" not in self.cache:
                todo.add(f"a {key[:32]}", block or self._text(one))
            self.used |= {f"a {one.key}", f"c {key}", f"p {key}"}
        self._read(todo)
        return {name: key for name, key in keys.items() if self._is_read(articles[name], key)}

    def _key(self, name: str, one: Listed) -> tuple[str, bytes | None]:
        """The key of a reading; for an article that got another id than its own also the article as it is read."""
        if name == one.id:
            return one.key + fingerprint.reading(one.lang), None
        article = article_of(self._text(one), id=name)
        return reading_key(article), article_block(article)

    def _text(self, one: Listed) -> bytes:
        block = self.cache.get(f"a {one.key}")
        if block is None:
            raise GraphError(f"the text of {one.id} is no longer in {self.cache.folder}: build from all sources again")
        return block

    def _is_read(self, one: Listed, key: str) -> bool:
        if f"p {key}" in self.cache and f"c {key}" in self.cache:
            return True
        block = self.cache.get(f"f {key}")
        late = json.loads(block) if block else ("reading it brought its process down: left out", "error")
        self._tell(one.origin or one.id, *late)
        return False

    def weight(self, one: Listed) -> tuple[str, ...]:
        """Which of two articles with the same id and text is kept."""
        article = article_of(self._text(one))
        return (article.title, article.published or "", article.url, article.source, article.lang, one.origin)

    def remind(self, readings: Mapping[str, str], articles: Mapping[str, Listed]) -> None:
        """Tell what is odd about articles that were read before."""
        for name, key in readings.items():
            self._head(key, articles[name])

    def _head(self, key: str, one: Listed) -> tuple[int, bytes]:
        """The number of claims of a reading, and what it contributes to resolution; tells what is odd about it."""
        head, _, piece = (self.cache.get(f"p {key}") or b"[[],0]\n{}").partition(b"\n")
        finding, count = json.loads(head)
        if finding:
            self._tell(one.origin or one.id, *finding)
        return count, piece

    def corpus(self, readings: Mapping[str, str], articles: Mapping[str, Listed]) -> tuple[Corpus, int]:
        """What all articles contribute to resolution, and the number of their claims."""
        corpus, claims = Corpus(), 0
        for name, key in readings.items():
            count, piece = self._head(key, articles[name])
            corpus.add(pieces.load(piece))
            claims += count
        return corpus.arrange(), claims

    def _tell(self, origin: str, reason: str, severity: str = "error") -> None:
        self.findings.append(Finding(origin, reason, "warning" if severity == "warning" else "error"))

    def _folder(self, name: str) -> Path:
        folder = self.cache.work / name
        folder.mkdir(exist_ok=True)
        return folder

    def _read(self, todo: Todo) -> None:
        todo.flush()
        self.read += todo.count
        self.progress("reading", 0, self.read)
        lost = self._do(todo.paths)
        singles = [single for path in lost for single in _apart(path)]
        for path in self._do(singles):
            path.unlink()
            self.progress("reading", 1, 0)

    def _do(self, paths: Iterable[Path]) -> list[Path]:
        """Read these batches; those that took their process down come back."""
        lost = []
        tasks = (Reading(str(path), str(self._free(path)), self.limit) for path in paths)
        for task, done in self.where.map(read_batch, tasks):
            if not done:
                lost.append(Path(task.todo))
                continue
            if not self.cache.adopt(Path(task.out)):
                raise GraphError(f"{task.out} was not written whole")
            self._note(Path(task.todo), Path(task.out))
        return lost

    def _free(self, todo: Path) -> Path:
        """Where to put what comes of a batch: named for what is in it, and not there yet."""
        keys = "\n".join(packs.read_index(todo))
        name = hashlib.sha256(keys.encode()).hexdigest()[:20]
        return next(
            path
            for number in range(1_000_000)
            if not (path := self.cache.folder / f"{name}{f'-{number}' if number else ''}{packs.SUFFIX}").exists()
        )

    def _note(self, todo: Path, out: Path) -> None:
        self.progress("reading", len(packs.read_index(todo)), 0)
        todo.unlink()
        heads = (self.cache.get(key) or b"[[],0]" for key in packs.read_index(out) if key.startswith("p "))
        self.progress("facts", sum(json.loads(head.partition(b"\n")[0])[1] for head in heads), 0)


def _apart(path: Path) -> Iterator[Path]:
    """A batch as batches of one."""
    with path.open("rb") as file:
        for number, (key, place) in enumerate(packs.read_index(path).items()):
            single = path.with_name(f"{path.stem}-{number}{packs.SUFFIX}")
            packs.write(single, {key: packs.read_block(file, place)}, level=0)
            yield single
    path.unlink()
