"""The command that asks a graph: query."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import GRAPHS, Format, Graph, Lang, Language, Queries, app
from kg.cli.screen import console, grid, plain
from kg.errors import QueryError


@app.command(
    epilog="Examples:\n\n`kg query` lists the questions; `kg query NAME --about` says what one asks for.\n\n"
    "`kg query meetings-of-person --param person='kim jong un' --param from=2023`\n\n"
    "`kg query --sparql my.rq --format csv > answer.csv`\n\n`kg query pairs --format svg > pairs.svg`"
)
def query(  # noqa: PLR0913, PLR0917 -- one parameter an option
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="A stored question; none: list them.")] = None,
    graph: Graph = GRAPHS,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="K=V", help="A parameter; may be repeated.")
    ] = None,
    form: Annotated[Format, typer.Option("--format", "-f", help="How the answer is written.")] = Format.table,
    sparql: Annotated[Path | None, typer.Option(metavar="FILE", help="A question of your own in SPARQL.")] = None,
    about: Annotated[bool, typer.Option("--about", help="Explain the question instead of asking it.")] = False,
    lang: Lang = Language.en,
    own: Queries = None,
) -> None:
    """Ask a stored question, or one of your own."""
    from kg import queries
    from kg.store import base_of, open_store
    from kg.views import tables
    from kg.views.charts import picture

    if (name is None) == (sparql is None):
        if name is not None:
            raise typer.BadParameter("give the name of a stored question or --sparql, not both")
        _list(own)
        return
    if name is not None and about:
        _about(name, own)
        return
    store = open_store(graph)
    base = base_of(store)
    if sparql is not None:
        answer = queries.ask(store, _read(sparql))
    else:
        answer = queries.run(store, name or "", _parameters(param or []), base, own)
    named = tables.labels(store, lang, base)
    if form is Format.svg:
        drawn = queries.find(name, own).picture if name else ""
        sys.stdout.write(picture(answer, drawn, named, lang))
    elif form is Format.table:
        screen = console()
        sys.stdout.write(tables.as_table(answer, named, lang, screen.width if screen.is_terminal else 0))
        screen.print(f"{len(answer.rows)} {'row' if len(answer.rows) == 1 else 'rows'}", style="dim")
    else:
        sys.stdout.write(tables.render(answer, form, named, lang))


def _list(own: Path | None) -> None:
    """The stored questions, each with its parameters: those that must be given first, the others in brackets."""
    from kg import queries

    rows = []
    for question in queries.catalogue(own):
        parameters = sorted(question.parameters, key=lambda p: not p.required)
        named = " ".join(p.name if p.required else f"[{p.name}]" for p in parameters)
        rows.append((question.name, question.title, named))
    console().print(grid(("name", "question", "parameters"), rows))


def _about(name: str, own: Path | None) -> None:
    from kg import queries
    from kg.parameters import TYPES

    question = queries.find(name, own)
    console().print(plain(f"{question.title}. {question.about}"))
    rows = [(p.name, "required" if p.required else "", p.help, TYPES[p.type]) for p in question.parameters]
    if rows:
        console().print(grid(("parameter", "", "what it is for", "what may be given"), rows))
    example = " ".join(f"--param {key}={value!r}" for key, value in question.example.items())
    console().print(plain(f"Example: kg query {name} {example}".rstrip()))


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
