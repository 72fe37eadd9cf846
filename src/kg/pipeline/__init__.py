"""The order of everything: sources, articles, claims, resolution, graph, views, files.

Nothing is written until everything is there; then the files of the folder are replaced together. The same sources give
the same bytes, in whatever order they come and on however many cores.

    built = build(["seeds"], Path("graphs"))
    print(built.counts["meetings"], "meetings;", len(built.findings), "things to know")
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from kg import claims as lines
from kg import ingest, rdf, reason, vocab
from kg.errors import GraphError, SourceError
from kg.model import Article, Claim, Finding, Judgement
from kg.pipeline.folder import rewritten
from kg.pipeline.reading import LIMIT, read_all
from kg.resolve import Resolution, resolve
from kg.views import explorer

JUDGEMENTS = "judgements.jsonl"
KINDS = {"persons": "person", "states": "state", "organisations": "org", "places": "place", "statements": "statement"}
Progress = Callable[[str, int, int], None]
"""Told the stage ("reading", "resolving", "writing"), how many more steps are done, and how many there are."""


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


def build(
    sources: Iterable[str | Path],
    out: Path = Path("graphs"),
    base: str = vocab.DEFAULT_BASE,
    jobs: int = 1,
    limit: float = LIMIT,
    progress: Progress = lambda stage, done, total: None,
) -> Built:
    """Build the graph of some sources into the folder ``out``; individuals live under ``base``.

    ``jobs`` processes read articles, each for at most ``limit`` seconds. Raises KgError when nothing could be read,
    when the folder cannot be written or when its judgements cannot be understood; the folder is then as before.
    """
    base = vocab.base(base)
    built = Built(out)
    before = _judgement_bytes(out)
    user = _own(before, out)
    articles = unique(_articles(sources, built.findings), built.findings)
    if not articles:
        raise SourceError(_first_origin(sources, built.findings), _first_reason(built.findings))
    claims = _read(articles, jobs, limit, progress, built.findings)
    if not claims:
        raise SourceError(_first_origin(sources, built.findings), _first_reason(built.findings))
    progress("resolving", 0, 1)
    resolution = resolve(claims, [judgement for _, judgement in user], base)
    _unused(resolution, built.findings)
    progress("resolving", 1, 1)
    with rewritten(out) as new:
        _write(new, claims, resolution, [line for line, _ in user], base, progress)
        if _judgement_bytes(out) != before:
            raise GraphError(f"{out / JUDGEMENTS} was edited while the graph was built: build again")
    built.counts = _counts(articles, claims, resolution)
    built.findings.sort()
    return built


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
    findings: list[Finding] = []
    found = _articles([source], findings)
    if not found:
        raise SourceError(_first_origin([source], findings), _first_reason(findings))
    return found


def _articles(sources: Iterable[str | Path], findings: list[Finding]) -> list[Article]:
    found = []
    for item in ingest.articles(sources):
        if isinstance(item, Finding):
            findings.append(item)
        else:
            found.append(item)
    return found


def unique(articles: Iterable[Article], findings: list[Finding]) -> list[Article]:
    """The articles by id, each once: of equal texts one is kept, other texts under a taken id get a longer one."""
    by_id: dict[str, dict[str, Article]] = defaultdict(dict)
    for article in articles:
        held = by_id[article.id].setdefault(article.text_hash, article)
        if held is not article:
            by_id[article.id][article.text_hash] = min(held, article, key=_everything)
            findings.append(Finding(article.origin or article.id, "the same article again: read once", "info"))
    found = []
    for name, texts in by_id.items():
        first, *others = sorted(texts.values(), key=lambda a: a.text_hash)
        found.append(first)
        for other in others:
            longer = f"{name}-{hashlib.sha256(other.text.encode()).hexdigest()[:8]}"
            found.append(replace(other, id=longer))
            because = f"another article has the id {name}: now {longer}"
            findings.append(Finding(other.origin or name, because, "warning"))
    return sorted(found, key=lambda article: article.id)


def _everything(article: Article) -> tuple[str, ...]:
    return (article.title, article.published or "", article.url, article.source, article.lang, article.origin)


def _read(
    articles: Sequence[Article], jobs: int, limit: float, progress: Progress, findings: list[Finding]
) -> list[Claim]:
    progress("reading", 0, len(articles))
    claims: list[Claim] = []
    for outcome in read_all(articles, jobs, limit, lambda done: progress("reading", done, len(articles))):
        claims += outcome.claims
        if outcome.finding:
            findings.append(outcome.finding)
    return claims


def _write(
    new: Path, claims: Sequence[Claim], resolution: Resolution, own: Sequence[str], base: str, progress: Progress
) -> None:
    progress("writing", 0, 3)
    store = rdf.to_store(claims, resolution, base)
    reason.derive(store, base)
    progress("writing", 1, 3)
    rdf.write(store, new, base)
    progress("writing", 1, 3)
    explorer.write(store, new / "explorer.html", base)
    _lines(new / "claims.jsonl", map(lines.claim_line, claims))
    _lines(new / JUDGEMENTS, [*own, *map(lines.judgement_line, resolution.judgements)])
    progress("writing", 1, 3)


def _lines(path: Path, some: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in some)


def _judgement_bytes(folder: Path) -> bytes:
    try:
        return (folder / JUDGEMENTS).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise GraphError(f"{folder / JUDGEMENTS} cannot be read: {error.strerror}") from error


def _own(content: bytes, folder: Path) -> list[tuple[str, Judgement]]:
    """The user's own lines, as they are written, with what they say."""
    try:
        written = content.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise GraphError(f"{folder / JUDGEMENTS} is not UTF-8 text: {error.reason}") from error
    full = [line for line in written if line.strip()]
    read = lines.read_judgements(written, str(folder / JUDGEMENTS))
    return [(line, judgement) for line, judgement in zip(full, read, strict=True) if judgement.by == "user"]


def _unused(resolution: Resolution, findings: list[Finding]) -> None:
    for judgement in resolution.unused:
        because = f"{judgement.left} and {judgement.right}: one of them is not in this graph; the line is kept"
        findings.append(Finding(JUDGEMENTS, because, "warning"))


def _counts(articles: Sequence[Article], claims: Sequence[Claim], resolution: Resolution) -> dict[str, int]:
    paths = set(resolution.paths.values())
    counts = {"articles": len(articles), "claims": len(claims)}
    counts |= {"reports": len(resolution.meeting_of), "meetings": len(resolution.meetings)}
    return counts | {name: sum(path.startswith(f"{kind}/") for path in paths) for name, kind in KINDS.items()}


def _first_origin(sources: Iterable[str | Path], findings: Sequence[Finding]) -> str:
    return findings[0].origin if findings else ", ".join(map(str, sources)) or "no source"


def _first_reason(findings: Sequence[Finding]) -> str:
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return f"{findings[0].reason}{more}; nothing to build from" if findings else "holds no article"
