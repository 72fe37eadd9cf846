"""Commands that make a graph, change it, or measure one: build, forget, eval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import GRAPHS, Graph, app
from kg.cli.screen import complain, console, grid, plain, stages
from kg.model import Finding
from kg.vocab import DEFAULT_BASE

if TYPE_CHECKING:
    from kg.pipeline import Built

SHOWN = 30


Base = Annotated[str, typer.Option("--base", metavar="IRI", help="Where the addresses of individuals begin.")]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that do the work.")]
Where = Annotated[
    str, typer.Option("--backend", metavar="NAME", help="serial, local:N or dask:tcp://HOST:PORT; instead of --jobs.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary, only problems.")]


@app.command(
    epilog="Examples:\n\n`kg build seeds`\n\n`kg build articles.jsonl pages/ --out my-graph --jobs 2`\n\n"
    "`kg build --add today.jsonl --out my-graph`\n\n"
    "Exit codes: 0 all fine; 1 refused, the folder is as before; 3 built, but some inputs were left out."
)
def build(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Text files, HTML pages, JSON Lines, or folders of these.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="The folder to write into.")] = GRAPHS,
    add: Annotated[bool, typer.Option("--add", help="Keep the articles that are in the graph already.")] = False,
    base: Base = DEFAULT_BASE,
    jobs: Jobs = 1,
    backend: Where = "",
    quiet: Quiet = False,
) -> None:
    """Read articles and build their graph.

    Writes graph.trig, graph.ttl, graph.nq, claims.jsonl, judgements.jsonl and explorer.html into the folder: all of
    them or none. Lines of your own in judgements.jsonl ("by": "user") win over every rule and are kept. What was read
    before is not read again, and who stops a build goes on where it stopped.
    """
    from kg import pipeline

    with _interruptible(), stages(quiet) as step:
        built = pipeline.build(sources, out, base, jobs, progress=step, add=add, backend=backend)
    _told(built, quiet)


@app.command(epilog="Example:\n\n`kg forget 000_5c6f8dc3064c2d17 --graph graphs`")
def forget(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids or addresses of articles.")],
    graph: Annotated[Path, typer.Option("--graph", "-g", metavar="DIR", help="The folder of a built graph.")] = GRAPHS,
    base: Base = DEFAULT_BASE,
    jobs: Jobs = 1,
    quiet: Quiet = False,
) -> None:
    """Take articles back: the graph is then the one it would be had they never been read."""
    from kg import pipeline

    with _interruptible(), stages(quiet) as step:
        built = pipeline.forget(articles, graph, base, jobs, progress=step)
    _told(built, quiet)


@contextmanager
def _interruptible() -> Iterator[None]:
    try:
        yield
    except KeyboardInterrupt:
        complain("interrupted; the graph is as it was, and the next build goes on from here")
        raise typer.Exit(130) from None


def _told(built: Built, quiet: bool) -> None:
    if not quiet:
        rows = [(name, str(number)) for name, number in built.counts.items()]
        console().print(grid(("found", "number"), rows, title=f"Built {built.folder}"))
    _tell(built.findings, quiet)
    if built.skipped:
        raise typer.Exit(3)


def _tell(findings: list[Finding], quiet: bool) -> None:
    """What was left out or odd, worst first; beyond a screenful only how often."""
    order = {"error": 0, "warning": 1, "info": 2}
    told = sorted((f for f in findings if f.severity == "error" or not quiet), key=lambda f: order[f.severity])
    screen = console(error=True)
    for finding in told[:SHOWN]:
        screen.print(plain(f"{finding.severity}: {finding.origin}: {finding.reason}"))
    for reason, number in sorted(Counter(f.reason for f in told[SHOWN:]).items()):
        screen.print(plain(f"... and {number} more: {reason}"))


@app.command("eval", epilog="Example:\n\n`kg eval gold.jsonl --graph graphs --misses`")
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="A file of gold: JSON Lines, one article each.")],
    graph: Graph = GRAPHS,
    misses: Annotated[bool, typer.Option("--misses", help="List every miss.")] = False,
) -> None:
    """Measure a graph against articles that people have read."""
    from kg import evaluate as measuring
    from kg.store import open_store

    report = measuring.evaluate(open_store(graph), gold)
    rows = [
        (name, f"{t.precision:.3f}", f"{t.recall:.3f}", f"{t.f1:.3f}", f"{t.hits}/{t.extra}/{t.missed}")
        for name, t in report.measures.items()
    ]
    title = f"{report.articles} articles"
    console().print(grid(("measure", "precision", "recall", "F1", "right/extra/missed"), rows, title=title))
    fields = [(name, f"{right}/{of}", f"{right / of:.3f}") for name, (right, of) in report.fields.items() if of]
    console().print(grid(("on matched meetings", "right", "share"), fields))
    if "merging" in report.figures():
        console().print(f"merging over articles (B-cubed F1): {report.figures()['merging']:.3f}")
    if misses:
        console().print(grid(("article", "what", "which"), [tuple(map(str, miss)) for miss in report.misses]))
