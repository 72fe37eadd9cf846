"""What is served as it lies there: the explorer, the ontology, the description of the graph."""

from __future__ import annotations

from html import escape
from pathlib import Path

from kg.resources import ONTOLOGY
from kg.server import protocol
from kg.server.guard import Answer, Refusal
from kg.store import file_of

EXPLORER = "explorer.html"
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_VOID = "void.ttl"


def stamp(graph: Path) -> object:
    """What changes whenever the graph does; None while there is none."""
    try:
        state = file_of(graph).stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns, state.st_ino


def explorer(graph: Path) -> Path | None:
    """The page that the build wrote beside the graph."""
    page = graph / EXPLORER
    return page if page.is_file() else None


def explorer_page(graph: Path, root: str) -> Answer:
    """The page, told where the data of an individual is. Its words come from articles, but it fetches nothing."""
    page = explorer(graph)
    if page is None:
        raise Refusal(404, f"there is no {EXPLORER} beside the graph")
    told = f'<head><meta name="kg-base" content="{escape(root)}/page/">'
    body = page.read_text("utf-8").replace("<head>", told, 1).encode()
    return Answer(200, "text/html; charset=utf-8", body, {"Content-Security-Policy": _POLICY})


def ontology(accept: str) -> Answer:
    """The ontology that the terms of the graph are defined in."""
    kind = protocol.chosen(accept, ("text/html", "text/turtle", "application/rdf+xml"))
    content = (ONTOLOGY / ("kg.rdf" if kind == "application/rdf+xml" else "kg.ttl")).read_bytes()
    return protocol.answer("text/plain" if kind == "text/html" else kind, content)


def void(graph: Path) -> Answer:
    """The description of the graph as a dataset, when the build wrote one."""
    path = graph / _VOID
    if not path.is_file():
        raise Refusal(404, "this graph has no description")
    return protocol.answer("text/turtle", path.read_bytes())
