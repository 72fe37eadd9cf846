"""The typer application that the commands add themselves to, and the options they share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

EPILOG = (
    "Exit codes: 0 all fine; 1 refused, or a check failed (one line says why); "
    "2 wrong usage; 3 built, but some inputs were left out."
)

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=(
        "From news articles to a graph of who met whom, where and when, and who said what, each with its sources.\n\n"
        "Start with `kg build seeds`, look at it with `kg view`, ask with `kg query`."
    ),
    epilog=EPILOG,
)


class Format(StrEnum):
    """How the answer to a question is written."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"
    svg = "svg"


class Language(StrEnum):
    """Languages that names and headings are shown in."""

    en = "en"
    id = "id"


Lang = Annotated[Language, typer.Option("--lang", help="The language of names and headings.")]
Graph = Annotated[
    Path,
    typer.Option(
        "--graph", "-g", metavar="DIR", help="The folder of a built graph, or a file of RDF.", show_default=True
    ),
]
Queries = Annotated[
    Path | None,
    typer.Option(
        "--queries", metavar="DIR", envvar="KG_QUERIES", help="A folder of questions of your own; they come first."
    ),
]
GRAPHS = Path("graphs")


@app.callback()
def _root() -> None:
    """Keep the help of the application when it has a single command."""
