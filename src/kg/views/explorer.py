"""The picture people open: one HTML file, pyvis over networkx, that needs no network and tells why each edge is there.

pyvis writes the page with its library inside; its two links to a content network are cut, and around the canvas come
our own panel, filters, timeline, map and lists, which read the facts from a JSON block. Nothing an article says is ever
markup: the facts travel as escaped JSON and reach the page as text only, and a content security policy forbids every
request.

    explorer.write(store, Path("graphs/explorer.html"))
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256
from math import isqrt
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
from pyvis.network import Network

from kg.views.facts import Facts, Record, collect
from kg.views.layout import part, positions
from kg.views.network import MANY, importance, network

ASSETS = Path(__file__).parent / "assets"
AT_FIRST = 1_000
_GAP = 20
_CDN = re.compile(r'<link\s+href="https?://[^>]*>|<script\s+src="https?://[^>]*>\s*</script>|<!-- <link.*?-->', re.S)
_WIDE = ' style="width: 100%"'
_HEADING = re.compile(r"<center>\s*<h1></h1>\s*</center>")
_INLINE = re.compile(r"<(script|style)(?: type=\"text/\w+\")?>(.*?)</\1>", re.S)

Spots = dict[str, tuple[int, int]]


def write(store: ox.Store, path: Path, base: str = "https://w3id.org/newskg/id/", whole: int = 0) -> None:
    """Write the explorer of a built graph to ``path`` (UTF-8, one self-contained file).

    ``whole`` is the number of articles of the graph that ``store`` is a part of: the page then says it is a part.
    """
    path.write_text(page(collect(store, base), whole), "utf-8")


def page(facts: Facts, whole: int = 0) -> str:
    """The whole page for some facts: the same facts give the same bytes."""
    graph = network(facts)
    order = importance(graph)
    spots = placed(graph, order)
    data = {
        "facts": _slim(facts),
        "spots": [[node, *spots[node]] for node in order],
        "whole": whole,
        "many": MANY,
        "first": AT_FIRST,
        "world": _asset("world.json")["states"],
        "texts": _asset("interface.json"),
    }
    return _dress(_pyvis(graph, spots, order[:AT_FIRST]), data)


def placed(graph: nx.Graph, order: list[str]) -> Spots:
    """Where each node lies (pixels), so that no name lies on another: those who met first, who only speaks below."""
    met = [n for n in order if any(data["part"] != "of" for *_, data in graph.edges(n, data=True))]
    core = nx.Graph(graph.subgraph(met))
    sizes = {node: size(graph.nodes[node]) for node in order}
    spots = part(positions(core, spacing=120.0), sizes)
    top = max((y for _, y in spots.values()), default=-140) + 140
    alone = [n for n in order if n not in spots]
    area = sum((sizes[n][0] + _GAP) * (sizes[n][1] + _GAP) for n in alone)
    wide = max([x for x, _ in spots.values()] + [1600, isqrt(2 * area)])
    return spots | _rows(alone, sizes, top, wide)


def _rows(nodes: list[str], sizes: dict[str, tuple[int, int]], top: int, wide: int) -> Spots:
    """Line up what has no edges: the next that still fits goes to the right, else a new row begins."""
    spots: Spots = {}
    x, y = 0, top
    for node in nodes:
        width, height = sizes[node]
        if x and x + width > wide:
            x, y = 0, y + height + _GAP
        spots[node] = (x + width // 2, y)
        x += width + _GAP
    return spots


def size(data: dict[str, Any]) -> tuple[int, int]:
    """Width and height (pixels) that a node takes with its name below it."""
    longest = max(len(line) if len(line) <= 15 else len(line) // 2 + 4 for line in data["label"].split("\n"))
    return max(90, 11 * longest + 20), 100 if data["quotes"] else 80


def _pyvis(graph: nx.Graph, spots: Spots, drawn: list[str]) -> str:
    canvas = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    for name in drawn:
        x, y = spots[name]
        canvas.add_node(name, label=" ", shape="dot", x=x, y=y)
    canvas.edges = [
        {"id": f"{data['part']} {min(a, b)} {max(a, b)}", "from": min(a, b), "to": max(a, b)}
        for a, b, data in sorted(graph.subgraph(drawn).edges(data=True), key=lambda e: (min(e[:2]), max(e[:2])))
    ]
    canvas.set_options((ASSETS / "options.json").read_text("utf-8"))
    text: str = canvas.generate_html(notebook=False)
    return text


def _slim(facts: Facts) -> Facts:
    """The same facts, each said once: a page holds thousands of sentences."""
    meetings = {iri: {**meeting, "reports": _reports(meeting)} for iri, meeting in facts["meetings"].items()}
    statements = {iri: {**said, "reports": _reports(said, {"text"})} for iri, said in facts["statements"].items()}
    return {**facts, "meetings": meetings, "statements": statements}


def _reports(record: Record, once: frozenset[str] | set[str] = frozenset()) -> list[Record]:
    return [
        {
            **{name: v for name, v in report.items() if v and not (name in once and v == record[name])},
            "evidence": [_sentence(evidence) for evidence in report["evidence"]],
        }
        for report in record["reports"]
    ]


def _sentence(evidence: Record) -> Record:
    return {"start": evidence["start"], "exact": evidence["exact"], "marks": [mark[:3] for mark in evidence["marks"]]}


def _asset(name: str) -> Any:
    return json.loads((ASSETS / name).read_text("utf-8"))


def _dress(body: str, data: dict[str, Any]) -> str:
    """Our page around what pyvis wrote: head, markup before the canvas, data and scripts after it."""
    body = _HEADING.sub("", _CDN.sub("", body)).replace(_WIDE, "", 1)
    scripts = "\n".join(p.read_text("utf-8") for p in sorted(ASSETS.glob("*.js")))
    head = (
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Siapa bertemu siapa</title><style>{(ASSETS / 'explorer.css').read_text('utf-8')}</style>"
    )
    block = f'<script type="application/json" id="kg-data">{_json(data)}</script>'
    body = body.replace("<html>", '<!DOCTYPE html>\n<html lang="id">', 1)
    body = body.replace("</head>", head + "</head>", 1)
    body = body.replace("<body>", "<body>" + (ASSETS / "page.html").read_text("utf-8"), 1)
    before, after = body.rsplit("</body>", 1)
    page = f"{before}<script>(() => {{\n{scripts}\n}})();</script></body>{after}".replace("\r\n", "\n")
    page = page.replace("<head>", f'<head><meta http-equiv="Content-Security-Policy" content="{_policy(page)}">', 1)
    start, end = page.rsplit("<script>", 1)
    return f"{start}{block}<script>{end}"


def _policy(page: str) -> str:
    """No request at all, and no script or style but those that stand in the page now, known by their hashes."""
    allowed: dict[str, list[str]] = {"script": [], "style": []}
    for kind, text in _INLINE.findall(page):
        allowed[kind].append(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")
    sources = "; ".join(f"{kind}-src {' '.join(hashes)}" for kind, hashes in allowed.items())
    return f"default-src 'none'; {sources}; img-src data: blob:"


def _json(data: Any) -> str:
    """JSON that can stand inside a script element: no character of it can end the element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
