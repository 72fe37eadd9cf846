"""The command that says why: explain."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from kg.cli.app import GRAPHS, Graph, app
from kg.cli.screen import console, grid, plain
from kg.explain import Explanation, Fact, Source

_PLAIN = frozenset({"earliest", "latest", "mode", "kind"})  # what other facts' sentences show already


@app.command(
    epilog="Examples:\n\n`kg explain meeting/2023-09-13-kim-jong-un-vladimir-putin`\n\n`kg explain 'Kim Jong Un'`"
)
def explain(
    iri: Annotated[
        str, typer.Argument(metavar="IRI", help="An individual: its IRI, its path (person/...) or its name.")
    ],
    graph: Graph = GRAPHS,
) -> None:
    """Say why the graph says so: each fact with the articles' sentences, the supporting words marked «so»."""
    from kg.explain import explain as explained
    from kg.store import open_store

    _show(explained(open_store(graph), iri), console())


def _show(found: Explanation, screen: Console) -> None:
    head = Text(plain(found.label), style="bold").append(f"  {found.kind}  {plain(found.iri)}", style="not bold dim")
    screen.print(head)
    if found.disputed:
        screen.print(Text(f"The sources disagree on: {', '.join(found.disputed)}", style="bold red"))
    for fact in found.facts:
        screen.print(_fact(fact))
        for source in fact.sources if fact.name not in _PLAIN else ():
            screen.print(_source(source))
    if found.judgements:
        rows = [(j.verdict, j.left, j.right, j.by, f"{j.score:g}", j.why) for j in found.judgements]
        screen.print(grid(("verdict", "left", "right", "by", "score", "why"), rows, title="Judgements"))


def _fact(fact: Fact) -> Text:
    line = Text("  ").append(plain(f"{fact.name}: {fact.value}"), style="cyan" if fact.resolved else "yellow")
    if not fact.resolved:
        line.append("  (a report says so; not what the sources amount to)", style="dim")
    if fact.rule:
        line.append(f"  (derived: {fact.rule})", style="dim")
    return line


def _source(source: Source) -> Text:
    where = ", ".join(part for part in (source.outlet, source.date, source.article) if part)
    line = Text(f"      {plain(where)}: ", style="dim")
    at = 0
    for start, end in source.marks:
        if at <= start <= end <= len(source.sentence):
            line.append(_flat(source.sentence[at:start]), style="not dim")
            line.append(f"«{_flat(source.sentence[start:end])}»", style="not dim bold")
            at = end
    return line.append(_flat(source.sentence[at:]), style="not dim")


def _flat(text: str) -> str:
    return plain(text.replace("\n", " "))
