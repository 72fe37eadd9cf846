"""Commands that hand a graph on: export."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import GRAPHS, Graph, app


class Target(StrEnum):
    """Formats that a graph can be exported to."""

    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"
    ntriples = "ntriples"
    rdfxml = "rdfxml"
    jsonld = "jsonld"
    graphml = "graphml"
    gexf = "gexf"
    csv = "csv"
    dyads = "dyads"
    facts = "facts"


Sources = Annotated[
    bool,
    typer.Option("--provenance/--no-provenance", help="With the articles, reports, sentences and judgements, or not."),
]
Derived = Annotated[bool, typer.Option("--derived/--no-derived", help="With what the rules conclude, or not.")]


@app.command(
    epilog="Examples:\n\n`kg export --format gexf --out met.gexf`\n\n`kg export -f dyads --no-provenance | head`"
)
def export(
    form: Annotated[Target, typer.Option("--format", "-f", help="The format.")],
    graph: Graph = GRAPHS,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Default: standard output.")] = None,
    provenance: Sources = True,
    derived: Derived = True,
) -> None:
    """Write a graph in another format: the whole file, or none.

    trig, nquads and jsonld keep a named graph for each article; turtle, ntriples and rdfxml hold all as one; graphml is
    a network of everything, gexf who met whom with Gephi's timeline; csv has one row for each report of a meeting,
    dyads one for each pair that met, facts one for each fact with its sentence and words.
    """
    from kg.store import open_store
    from kg.views.exports import export as write

    write(open_store(graph), form, out or sys.stdout.buffer, sources=provenance, derived=derived)
