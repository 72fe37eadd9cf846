"""Commands that describe: describe (what a graph holds, for catalogues) and ontology (what its words mean)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import GRAPHS, Graph, app
from kg.cli.hand import Derived, License, Sources
from kg.cli.screen import console, grid
from kg.errors import GraphError


@app.command(
    epilog="Examples:\n\n`kg describe > void.ttl`\n\n"
    "`kg describe --file met.gexf --file graphs/graph.trig --license https://creativecommons.org/licenses/by/4.0/`"
)
def describe(
    graph: Graph = GRAPHS,
    files: Annotated[
        list[Path] | None, typer.Option("--file", metavar="FILE", help="An export of it to tell of; may be repeated.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Default: standard output.")] = None,
    title: Annotated[str, typer.Option(metavar="TEXT", help="What the data set is called.")] = "",
    license_: License = "",
    provenance: Sources = True,
    derived: Derived = True,
) -> None:
    """Describe a graph for data catalogues (VoID and DCAT): what it holds, how much, from when and from whom."""
    from kg.store import base_of, open_store
    from kg.views.description import describe as described
    from kg.views.exports.selection import Selection

    store = open_store(graph)
    what = Selection(store, base_of(store), provenance, derived)
    _write(described(what, files or (), license_, title), out)


def _write(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise GraphError(f"{out} cannot be written: {error.strerror or error}") from error


@app.command(epilog="Examples:\n\n`kg ontology`\n\n`kg ontology --html > ontology.html`")
def ontology(
    html: Annotated[bool, typer.Option("--html", help="The whole documentation as a page, with a diagram.")] = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Default: standard output.")] = None,
) -> None:
    """Say what the words of the graph mean: every class and property, or a page that explains them."""
    from kg.views.ontology_page import page
    from kg.views.ontology_terms import ontology as terms

    if not html and out is None:
        rows = [(f"kg:{term.name}", term.kind.removeprefix("owl:"), term.comment["en"]) for term in terms().terms]
        console().print(grid(("term", "is a", "meaning"), rows))
        return
    _write(page(), out)
