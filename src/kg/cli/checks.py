"""The command that checks a graph: check. What is wrong comes by its reason, with where to look and what to do."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from kg.cli.app import GRAPHS, Graph, Lang, Language, app
from kg.cli.screen import console, plain

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.check import Report, Source

SHOWN = 5
_ORDER = {"error": 0, "warning": 1, "info": 2}
_STYLE = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_REMEDY = {"en": "What to do", "id": "Langkah"}
_PARTED = {
    "en": "things that are not one were taken for one: part them in judgements.jsonl, or look at the articles",
    "id": "yang berbeda dianggap satu: pisahkan dalam judgements.jsonl, atau periksa artikelnya",
}
_COLUMNS = ("severity", "reason", "node", "property", "value", "articles", "outlets", "urls", "remedy")


class Style(StrEnum):
    """How findings are written."""

    text = "text"
    csv = "csv"
    json = "json"


class Engine(StrEnum):
    """Who validates the shapes."""

    sparql = "sparql"
    pyshacl = "pyshacl"


@app.command(
    epilog="Examples:\n\n`kg check --graph graphs`\n\n`kg check --format csv > findings.csv`\n\n"
    "Exit code 1 when something is missing or contradictory. Warnings and disagreements are no failure."
)
def check(
    graph: Graph = GRAPHS,
    lang: Lang = Language.en,
    form: Annotated[Style, typer.Option("--format", "-f", help="How findings are written.")] = Style.text,
    every: Annotated[bool, typer.Option("--all", help="List every individual, not only the first ones.")] = False,
    engine: Annotated[Engine, typer.Option(help="Who reads the shapes: this program, or pySHACL.")] = Engine.sparql,
) -> None:
    """Check a graph: is it complete (SHACL), can it be true (OWL), and where do its sources disagree?

    Each finding says which fact of which individual it is about, which articles to look into, and what can be done.
    """
    from kg.check import check as checked
    from kg.store import base_of, open_store
    from kg.views.exports import tables

    store = open_store(graph)
    report = checked(store, lang=lang, engine=engine.value)
    findings = _Findings(report, store, base_of(store), lang)
    if form is Style.csv:
        tables.write(sys.stdout.buffer, _COLUMNS, findings.rows())
    elif form is Style.json:
        rows = [dict(zip(_COLUMNS, row, strict=True)) for row in findings.rows()]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        findings.show(console(), sys.maxsize if every else SHOWN)
    if not report.sound:
        raise typer.Exit(1)


class _Findings:
    """The findings of a report in the order of how bad they are."""

    def __init__(self, report: Report, store: ox.Store, base: str, lang: str) -> None:
        self.report = report
        self.store = store
        self.base = base
        self.lang = lang
        self.problems = sorted(report.problems, key=lambda p: (_ORDER[p.severity], p.reason, p))

    def rows(self) -> Iterator[tuple[str, ...]]:
        """One for each individual that falls short or cannot be, with the articles to look into."""
        for problem in self.problems:
            fact = (problem.severity, problem.reason, problem.node, problem.property, problem.value)
            yield (*fact, *self._listed(problem.node), problem.remedy)
        for clash in self.report.verdict.clashes:
            for node in clash.nodes:
                yield "error", clash.reason, node, "", "", *self._listed(node), _PARTED[self.lang]

    def _listed(self, node: str) -> tuple[str, str, str]:
        found = self._sources(node)
        several = ((s.identifier for s in found), (s.outlet for s in found), (s.url for s in found))
        articles, outlets, urls = ("; ".join(dict.fromkeys(filter(None, some))) for some in several)
        return articles, outlets, urls

    def show(self, screen: Console, most: int) -> None:
        """The same for people, at most so many of each kind, then the disagreements and a last line that sums up."""
        for (severity, reason, remedy), some in groupby(self.problems, key=lambda p: (p.severity, p.reason, p.remedy)):
            self._head(screen, severity, reason, remedy)
            several = [(p.node, self._fact(p.property, p.value)) for p in some]
            self._nodes(screen, several, most)
        for clash in self.report.verdict.clashes:
            self._head(screen, "error", f"contradiction: {clash.reason}".replace(self.base, ""), _PARTED[self.lang])
            self._nodes(screen, [(node, "") for node in clash.nodes], most)
        self._disagreements(screen)
        verdict = self.report.verdict
        word = "consistent" if verdict.consistent else "NOT consistent"
        counts = f"{len(self.problems)} problems; {len(self.report.disagreements)} disagreements between sources"
        screen.print(plain(f"{word} ({verdict.route}); {counts}"))

    def _head(self, screen: Console, severity: str, reason: str, remedy: str) -> None:
        screen.print(Text(f"{severity}: ", style=_STYLE[severity]).append(plain(reason), style="not bold default"))
        if remedy:
            screen.print(Text(plain(f"  {_REMEDY[self.lang]}: {remedy}"), style="dim"))

    def _nodes(self, screen: Console, several: list[tuple[str, str]], most: int) -> None:
        for node, fact in several[:most]:
            screen.print(plain(f"    {self._short(node)}{fact}"))
            for source in self._sources(node)[:most]:
                screen.print(Text(plain(f"        {_said(source)}"), style="dim"))
        if len(several) > most:
            screen.print(f"    ... and {len(several) - most} more: --all lists them")

    def _disagreements(self, screen: Console) -> None:
        for one in self.report.disagreements:
            screen.print(plain(f"sources disagree: {one.label}: {one.property.rpartition('#')[2]}"))
            for version in one.versions:
                screen.print(plain(f"    {self._short(version.value)}  {version.outlet}: {version.sentence}"))

    def _sources(self, node: str) -> tuple[Source, ...]:
        from kg.check import sources

        return sources(self.store, node)

    def _fact(self, name: str, value: str) -> str:
        said = (self._short(name) if name else "") + (f" {self._short(value)}" if value else "")
        return f"  {said.strip()}" if said else ""

    def _short(self, iri: str) -> str:
        from kg.vocab import PREFIXES

        if iri.startswith(self.base):
            return iri.removeprefix(self.base)
        names = ((prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space))
        return next((f"{prefix}:{iri[len(space) :]}" for prefix, space in names), iri)


def _said(source: Source) -> str:
    where = ", ".join(part for part in (source.outlet, source.issued, source.identifier) if part)
    return "  ".join(part for part in (f"{where}: {source.title}" if source.title else where, source.url) if part)
