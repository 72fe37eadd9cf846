"""Commands that describe: describe (what a graph holds, for catalogues) and ontology (what its words mean)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.screen import console, grid
from kg.errors import GraphError


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
    if out is None:
        sys.stdout.write(page())
        return
    try:
        out.write_text(page(), "utf-8", newline="\n")
    except OSError as error:
        raise GraphError(f"{out} cannot be written: {error.strerror or error}") from error
