"""Commands that show a graph, or how one article is read: view, read."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from kg.cli.app import GRAPHS, Graph, app
from kg.cli.screen import console, grid, plain
from kg.errors import GraphError
from kg.model import Claim, Document, Finding


@app.command(epilog="Example:\n\n`kg view --graph graphs`")
def view(
    graph: Graph = GRAPHS,
    open_it: Annotated[bool, typer.Option("--open/--no-open", help="Open it, or only print where it is.")] = True,
) -> None:
    """Open the picture of a graph in the browser. It needs no network."""
    page = graph / "explorer.html"
    if not page.is_file():
        raise GraphError(f"no explorer.html in {graph}: build the graph first")
    if not open_it or not webbrowser.open(page.resolve().as_uri()):
        console().print(str(page.resolve()))


@app.command(epilog="Example:\n\n`kg read seeds/000_5c6f8dc3064c2d17.txt`")
def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text file, an HTML page or JSON Lines.")],
    claims: Annotated[bool, typer.Option("--claims", help="List every claim, not only meetings and quotes.")] = False,
) -> None:
    """Show how an article is read: the cleaned text with what was found in it, then what it claims."""
    from kg import extract, ingest

    for item in ingest.articles([file]):
        if isinstance(item, Finding):
            console(error=True).print(plain(f"{item.severity}: {item.origin}: {item.reason}"))
            continue
        document = extract.read(item)
        console().print(_marked(document))
        rows = [_claim(c) for c in extract.extract(item) if claims or c.subject.startswith(("report:", "statement:"))]
        console().print(grid(("subject", "says", "value", "words"), rows, title="Claims"))


def _marked(document: Document) -> Text:
    """The text with its mentions and dates, each followed by what it was understood as."""
    article = document.article
    head = f"{article.id}  {article.lang}  {article.published or 'no date'}  {article.source}\n\n"
    text, at = Text(plain(head), style="dim"), 0
    found = [(m.start, m.end, "cyan", ", ".join(n.partition("#")[2] or n for n in m.nodes)) for m in document.mentions]
    found += [(t.start, t.end, "green", _when(t.when)) for t in document.timexes]
    for start, end, style, meaning in sorted(found):
        if start >= at:
            text.append(plain(article.text[at:start]), style="not dim")
            text.append(plain(article.text[start:end]), style=f"not dim bold {style}")
            text.append(f"[{meaning or '?'}]", style=style)
            at = end
    return text.append(plain(article.text[at:]) + "\n", style="not dim")


def _when(when: object) -> str:
    earliest, latest = getattr(when, "earliest", None), getattr(when, "latest", None)
    return "?" if earliest is None else str(earliest) if earliest == latest else f"{earliest}/{latest}"


def _claim(claim: Claim) -> tuple[str, str, str, str]:
    words = claim.evidence[0].words if claim.evidence else ""
    return claim.subject.partition("#")[2] or claim.subject, claim.predicate, claim.object, words
