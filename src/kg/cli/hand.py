"""Commands that hand a graph on: export, push."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import GRAPHS, Graph, app
from kg.cli.screen import console, plain, stages


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
License = Annotated[str, typer.Option("--license", metavar="IRI", help="The licence of the data set; none is made up.")]


@app.command(
    epilog="Examples:\n\n`kg export --format gexf --out met.gexf`\n\n`kg export -f dyads --no-provenance | head`"
)
def export(
    form: Annotated[Target, typer.Option("--format", "-f", help="The format.")],
    graph: Graph = GRAPHS,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Default: standard output.")] = None,
    provenance: Sources = True,
    derived: Derived = True,
    describe: Annotated[
        bool, typer.Option("--describe", help="Beside FILE, FILE.void.ttl says what it holds (VoID, DCAT).")
    ] = False,
    license_: License = "",
) -> None:
    """Write a graph in another format: the whole file, or none.

    trig, nquads and jsonld keep a named graph for each article; turtle, ntriples and rdfxml hold all as one; graphml is
    a network of everything, gexf who met whom with Gephi's timeline; csv has one row for each report of a meeting,
    dyads one for each pair that met, facts one for each fact with its sentence and words.
    """
    from kg.store import open_store
    from kg.views.description import describe as described
    from kg.views.exports import export as write

    if describe and out is None:
        raise typer.BadParameter("what is written to standard output has no place beside it: give --out")
    what = write(open_store(graph), form, out or sys.stdout.buffer, sources=provenance, derived=derived)
    if describe and out is not None:
        out.with_name(f"{out.name}.void.ttl").write_text(described(what, [out], license_), "utf-8", newline="\n")


class Store(StrEnum):
    """Stores that a graph can be pushed to."""

    oxigraph = "oxigraph"
    virtuoso = "virtuoso"
    fuseki = "fuseki"
    graphdb = "graphdb"
    rdf4j = "rdf4j"
    qlever = "qlever"
    neptune = "neptune"


class Way(StrEnum):
    """How triples are sent."""

    graphs = "graphs"
    update = "update"


@app.command(
    epilog="Examples:\n\n`kg push http://localhost:7878`\n\n"
    "`KG_PUSH_USER=dba KG_PUSH_PASSWORD=... kg push http://localhost:8890 --replace`\n\n"
    "KG_PUSH_USER and KG_PUSH_PASSWORD answer a store that asks who it is (basic or digest); KG_PUSH_TOKEN is sent as "
    "a bearer token. A push that was stopped goes on when it is called again."
)
def push(  # noqa: PLR0913, PLR0917 -- each is a choice of the user
    url: Annotated[str, typer.Argument(metavar="URL", help="The address of the store, dataset or repository.")],
    graph: Graph = GRAPHS,
    replace: Annotated[
        bool, typer.Option("--replace", help="Load everything aside, then change over at once; drop what is not ours.")
    ] = False,
    store: Annotated[Store | None, typer.Option(help="What it is, when it does not say so itself.")] = None,
    default_graph: Annotated[
        str, typer.Option(metavar="IRI", help="A name for what stands in the default graph.")
    ] = "",
    protocol: Annotated[
        Way | None, typer.Option(help="Send by Graph Store Protocol or SPARQL Update; default: what suits the store.")
    ] = None,
    batch: Annotated[int, typer.Option(min=1, help="Triples in one request.")] = 10_000,
    timeout: Annotated[float, typer.Option(min=1, metavar="SECONDS", help="How long one request may take.")] = 300,
    provenance: Sources = True,
    derived: Derived = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Make a running triple store hold this graph: sends what it lacks, removes what is gone, counts in the end.

    Without --replace each named graph is replaced as a whole, one after the other. With it, everything takes its place
    in one transaction where the store has such (Oxigraph has), else graph by graph; graphs of that name space that are
    not in this graph are dropped. Graphs of others stay.
    """
    import os

    from kg.push import Client, Options, Secrets
    from kg.push import push as pushed
    from kg.store import base_of, open_store
    from kg.views.exports.selection import Selection

    opened = open_store(graph)
    what = Selection(opened, base_of(opened), provenance, derived)
    options = Options(store or "", replace, default_graph, protocol.value if protocol else None, batch)
    client = Client(Secrets.of(os.environ), timeout)
    with stages(quiet) as step:
        done = pushed(what, url, graph, options, client=client, progress=step)
    if not quiet:
        said = f"{done.store}: {done.sent} graphs sent ({done.triples} triples), {done.held} were there already, "
        console().print(plain(f"{said}{done.removed} removed" + ("; changed over at once" if done.at_once else "")))
