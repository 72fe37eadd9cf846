"""The picture people open: one HTML file, pyvis over networkx, that needs no network and tells why each edge is there.

pyvis writes the page with its library inside; its two links to a content network are cut, and around the canvas come
our own panel, filters, timeline and list, which read the facts from a JSON block. Nothing an article says is ever
markup: the facts travel as escaped JSON and reach the page as text only, and a content security policy forbids every
request.

    explorer.write(store, Path("graphs/explorer.html"))
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
from pyvis.network import Network

from kg.views.facts import Facts, collect
from kg.views.layout import around, part, positions
from kg.views.network import importance, network

ASSETS = Path(__file__).parent / "assets"
AT_FIRST = 1_000
LAID_OUT = 2_000
_CDN = re.compile(r'<link\s+href="https?://[^>]*>|<script\s+src="https?://[^>]*>\s*</script>|<!-- <link.*?-->', re.S)
_HEADING = re.compile(r"<center>\s*<h1></h1>\s*</center>")
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:"


def write(store: ox.Store, path: Path, base: str = "https://w3id.org/newskg/id/") -> None:
    """Write the explorer of a built graph to ``path`` (UTF-8, one self-contained file)."""
    path.write_text(page(collect(store, base)), "utf-8")


def page(facts: Facts) -> str:
    """The whole page for some facts: the same facts give the same bytes."""
    graph = network(facts)
    order = importance(graph)
    spots = _place(graph, order)
    drawn = set(order[:AT_FIRST])
    edges = _edges(graph)
    body = _pyvis(graph, spots, drawn, edges)
    later = [_node(graph, n, spots) for n in order[AT_FIRST:]]
    data = {"facts": facts, "later": later, "edges": edges}
    return _dress(body, data)


def _place(graph: nx.MultiDiGraph, order: list[str]) -> dict[str, tuple[int, int]]:
    """The core is laid out by its edges; statements and whatever is beyond the core sit around a neighbour."""
    core = [n for n in order if graph.nodes[n]["kind"] != "statement" or not graph.degree(n)][:LAID_OUT]
    near = nx.Graph(graph)
    talkers = {n for n in core if any(graph.nodes[m]["kind"] == "statement" for m in near[n])}
    sizes = {n: _size(graph.nodes[n], n in talkers) for n in core}
    spots = part(positions(nx.Graph(graph.subgraph(core))), sizes)
    counts: dict[str, int] = defaultdict(int)
    bottom = max((y for _, y in spots.values()), default=0)
    for node in (n for n in order if n not in spots):
        host = next((n for n in sorted(near[node], key=lambda n: (-near.degree(n), n)) if n in spots), "")
        spots[node] = around(spots.get(host, (0, bottom + 200)), counts[host])
        counts[host] += 1
    return spots


def _size(data: dict[str, str], talks: bool) -> tuple[int, int]:
    """Width and height (pixels) that a node takes with its label, and with the arc of its statements."""
    longest = max(len(line) for line in data["label"].split("\n"))
    letter = {"person": 11, "meeting": 9}.get(data["kind"], 8)
    return max(60, letter * longest + 24), (96 if data["kind"] == "person" else 72) + 60 * talks


def _pyvis(
    graph: nx.MultiDiGraph, spots: dict[str, tuple[int, int]], drawn: set[str], edges: list[dict[str, str]]
) -> str:
    canvas = Network(height="100%", width="100%", directed=True, cdn_resources="in_line")
    for name in sorted(drawn):
        node = _node(graph, name, spots)
        canvas.add_node(node.pop("id"), **node)
    canvas.edges = [e for e in edges if e["from"] in drawn and e["to"] in drawn]
    canvas.set_options((ASSETS / "options.json").read_text("utf-8"))
    text: str = canvas.generate_html(notebook=False)
    return text


def _node(graph: nx.MultiDiGraph, name: str, spots: dict[str, tuple[int, int]]) -> dict[str, Any]:
    data = graph.nodes[name]
    x, y = spots[name]
    return {"id": name, "label": data["label"], "group": data["kind"], "shape": _SHAPES[data["kind"]], "x": x, "y": y}


# pyvis gives every node without one the shape "dot", which would win over the shape of its group
_SHAPES = {
    "person": "dot",
    "state": "hexagon",
    "org": "square",
    "meeting": "box",
    "place": "triangleDown",
    "statement": "text",
}


def _edges(graph: nx.MultiDiGraph) -> list[dict[str, str]]:
    return [
        {"id": f"{source} {part} {target}", "from": source, "to": target, "part": part}
        for source, target, part in sorted(graph.edges(keys=True))
    ]


def _dress(body: str, data: dict[str, Any]) -> str:
    """Our page around what pyvis wrote: head, markup before the canvas, data and scripts after it."""
    body = _HEADING.sub("", _CDN.sub("", body))
    scripts = "\n".join(p.read_text("utf-8") for p in sorted(ASSETS.glob("*.js")))
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(_POLICY)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Siapa bertemu siapa</title><style>{(ASSETS / 'explorer.css').read_text('utf-8')}</style>"
    )
    texts = json.loads((ASSETS / "interface.json").read_text("utf-8"))
    block = f'<script type="application/json" id="kg-data">{_json({**data, "texts": texts})}</script>'
    body = body.replace("<html>", '<!DOCTYPE html>\n<html lang="id">', 1)
    body = body.replace("</head>", head + "</head>", 1)
    body = body.replace("<body>", "<body>" + (ASSETS / "page.html").read_text("utf-8"), 1)
    before, after = body.rsplit("</body>", 1)
    return f"{before}{block}<script>(() => {{\n{scripts}\n}})();</script></body>{after}"


def _json(data: Any) -> str:
    """JSON that can stand inside a script element: no character of it can end the element."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text
