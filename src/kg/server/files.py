"""What is served as it lies there: the explorer, the ontology, the description of the graph."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path

from kg import disk
from kg.resources import ONTOLOGY
from kg.server import protocol
from kg.server.guard import Answer, Refusal
from kg.store import file_of
from kg.views import ontology_page

EXPLORER = "explorer.html"
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
VOID = "void.ttl"
_PICTURED = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_WEB = re.compile(r"https?://[\w.:~/\[\]-]+", re.ASCII)


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
    """The ontology that the terms of the graph are defined in: its page, Turtle or RDF/XML."""
    kind = protocol.chosen(accept, ("text/html", "text/turtle", "application/rdf+xml"))
    if kind == "text/html":
        return protocol.answer(kind, _ontology_page(), {"Content-Security-Policy": _PICTURED})
    return protocol.answer(kind, (ONTOLOGY / ("kg.ttl" if kind == "text/turtle" else "kg.rdf")).read_bytes())


@cache
def _ontology_page() -> bytes:
    return ontology_page.page().encode()


def void(graph: Path, made: Callable[[], str], base: str, address: str) -> Answer:
    """The graph described as a dataset (VoID, DCAT), and where it is asked.

    The description that lies beside the graph, else the one that ``made`` gives; of a large graph only the first.
    """
    path = graph / VOID
    if path.is_file():
        said = path.read_text("utf-8")
    elif file_of(graph).stat().st_size < disk.LARGE:
        said = made()
    else:
        raise Refusal(404, f"this graph has no description: 'kg describe' makes one, put it beside the graph as {VOID}")
    asked = (
        f"\n<{base}dataset> void:sparqlEndpoint <{address}/sparql> ; void:uriLookupEndpoint <{address}/page?iri=> .\n"
    )
    return protocol.answer("text/turtle", (said + (asked if _WEB.fullmatch(address) else "")).encode())
