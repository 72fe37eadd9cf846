"""Commands that show a graph, or how one article is read: view, read."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from kg.cli.app import GRAPHS, Graph, Lang, Language, app
from kg.cli.screen import console, grid, plain
from kg.errors import GraphError
from kg.model import Claim, Document, Finding


@app.command(epilog="Examples:\n\n`kg view --graph graphs`\n\n`kg view --picture met.svg`")
def view(
    graph: Graph = GRAPHS,
    open_it: Annotated[bool, typer.Option("--open/--no-open", help="Open it, or only print where it is.")] = True,
    picture: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a static picture instead (.svg or .png), without a browser."),
    ] = None,
    lang: Lang = Language.en,
) -> None:
    """Open the explorer of a graph in the browser, or write a picture of it. It needs no network."""
    if picture is not None:
        return _draw(graph, picture, lang)
    page = graph / "explorer.html"
    if not page.is_file():
        raise GraphError(f"no explorer.html in {graph}: build the graph first")
    if not open_it or not webbrowser.open(page.resolve().as_uri()):
        console().print(str(page.resolve()))


def _draw(graph: Path, picture: Path, lang: str) -> None:
    from kg.store import base_of, open_store
    from kg.views.picture import write

    store = open_store(graph)
    write(store, picture, lang, base_of(store))


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
