"""Commands that ask a graph: query, explain, check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from kg.cli.app import GRAPHS, Format, Graph, app
from kg.cli.screen import console, grid, plain, write
from kg.errors import QueryError
from kg.explain import Explanation, Fact, Source


@app.command(
    epilog="Examples:\n\n`kg query` lists the questions.\n\n`kg query meetings-of --param person=kim-jong-un`\n\n"
    "`kg query --sparql my.rq --format csv > answer.csv`"
)
def query(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A stored question; none: list them.")] = None,
    graph: Graph = GRAPHS,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="K=V", help="A parameter; may be repeated.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How the answer is written.")] = Format.table,
    sparql: Annotated[Path | None, typer.Option(metavar="FILE", help="A question of your own in SPARQL.")] = None,
) -> None:
    """Ask a stored question, or one of your own."""
    from kg import queries
    from kg.store import base_of, open_store

    if name is None and sparql is None:
        _list()
        return
    if name is not None and sparql is not None:
        raise typer.BadParameter("give the name of a stored question or --sparql, not both")
    store = open_store(graph)
    base = base_of(store)
    if sparql is not None:
        write(queries.ask(store, _read(sparql)), form, base)
    elif name is not None:
        write(queries.run(store, name, _parameters(param or []), base), form, base)


def _list() -> None:
    """The stored questions, each with its parameters; what must be given stands first and without brackets."""
    from kg import queries

    rows = []
    for question in queries.catalogue():
        parameters = sorted(question.parameters, key=lambda p: not p.required)
        named = " ".join(p.name if p.required else f"[{p.name}]" for p in parameters)
        rows.append((question.name, f"{question.title}. {question.about}", named))
    console().print(grid(("name", "question", "parameters"), rows))


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path} cannot be read: {error}") from error


def _parameters(given: list[str]) -> dict[str, str]:
    found = {}
    for pair in given:
        name, mark, value = pair.partition("=")
        if not mark or not name:
            raise typer.BadParameter(f"{pair!r} is not of the form NAME=VALUE", param_hint="--param")
        found[name] = value
    return found


@app.command(epilog="Example:\n\n`kg explain meeting/2023-09-13-kim-jong-un-vladimir-putin`")
def explain(
    iri: Annotated[str, typer.Argument(metavar="IRI", help="An individual: its IRI, or its path (person/...).")],
    graph: Graph = GRAPHS,
) -> None:
    """Say why the graph says so: each fact with the articles' sentences, the supporting words marked."""
    from kg import explain as explaining
    from kg.store import open_store

    _show(explaining.explain(open_store(graph), iri), console())


def _show(found: Explanation, screen: Console) -> None:
    screen.print(Text(plain(f"{found.label}"), style="bold"), Text(f"  {found.kind}  {found.iri}", style="dim"))
    if found.disputed:
        screen.print(Text(f"The sources disagree on: {', '.join(found.disputed)}", style="bold red"))
    for fact in found.facts:
        screen.print(_fact(fact))
        for source in fact.sources:
            screen.print(_source(source))
    if found.judgements:
        screen.print(Text("Judgements", style="bold"))
        rows = [(j.verdict, j.left, j.right, j.by, f"{j.score:g}", j.why) for j in found.judgements]
        screen.print(grid(("verdict", "left", "right", "by", "score", "why"), rows))


def _fact(fact: Fact) -> Text:
    line = Text("  ").append(plain(f"{fact.name}: {fact.value}"), style="cyan" if fact.resolved else "yellow")
    if not fact.resolved:
        line.append("  (a report says so; not what the sources amount to)", style="dim")
    if fact.rule:
        line.append(f"  (derived: {fact.rule})", style="dim")
    return line


def _source(source: Source) -> Text:
    """The sentence with the words marked: «so», and in bold where the terminal can."""
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
