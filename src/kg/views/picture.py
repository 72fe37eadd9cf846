"""A static picture of who met whom, for print: the first view of the explorer as SVG, drawn without a browser.

The same network, places and signs as in the page: persons as discs in the colour of their state with its code, one line
a pair with the number of meetings; planned dashed, cancelled and denied crossed out, disputed marked. Only the most
connected are drawn, and a name that finds no room is left out rather than laid over another.

    Path("met.svg").write_text(svg(collect(store), "en"), "utf-8")

PNG is made of the SVG by resvg, an extra (``pip install "kg[picture]"``).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox

from kg.errors import GraphError
from kg.views.explorer import ASSETS, Spots, placed
from kg.views.facts import Facts, Record, collect
from kg.views.network import importance, network, status

MOST = 150
_NARROWEST, _MARGIN = 1000, 90
_PIXELS = 6000
_PALETTE = (
    *("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00"),
    *("#56b4e9", "#882255", "#999933", "#332288", "#44aa99"),
)
_DARK_LETTERS = {"#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#999933", "#44aa99"}
_OTHER, _INK, _SOFT, _GROUND = "#6b7785", "#17202b", "#526070", "#ffffff"
_LINES = {"Held": "#44586e", "Planned": "#8a5a00", "Cancelled": "#a3142e", "Denied": "#a3142e"}
_WARN = "#9a3412"

_UNSEEN = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)

Point = tuple[float, float]
Box = tuple[float, float, float, float]


def write(store: ox.Store, path: Path, lang: str, base: str = "https://w3id.org/newskg/id/") -> None:
    """Write the picture of a graph to a file ending in .svg or .png.

    GraphError for any other ending, and for PNG where resvg is not installed.
    """
    text = svg(collect(store, base), lang)
    if path.suffix.lower() == ".svg":
        path.write_text(text, "utf-8")
    elif path.suffix.lower() == ".png":
        path.write_bytes(_png(text))
    else:
        raise GraphError(f"a picture is .svg or .png, not {path.name!r}")


def _png(text: str) -> bytes:
    try:
        import resvg_py
    except ImportError:
        raise GraphError('PNG needs resvg: pip install "kg[picture]", or write .svg') from None
    wide = int(re.search(r'width="(\d+)"', text)[1])  # type: ignore[index]
    return bytes(resvg_py.svg_to_bytes(svg_string=text, width=min(2 * wide, _PIXELS)))


def svg(facts: Facts, lang: str = "id", most: int = MOST) -> str:
    """The picture as SVG text (UTF-8); the same facts give the same bytes. ``most``: how many nodes at most."""
    words = json.loads((ASSETS / "interface.json").read_text("utf-8"))[lang]
    whole = network(facts)
    graph = nx.Graph(whole.subgraph(importance(whole)[:most]))
    graph.remove_nodes_from([n for n in graph if all(d["part"] == "of" for *_, d in graph.edges(n, data=True))])
    if not graph:
        return _page([_text(_NARROWEST / 2, 100, words["nothingYet"], 22, _SOFT)], words["title"], _NARROWEST, 200)
    order = importance(graph)
    spots, wide, high = _moved(placed(graph, order))
    colours = _colours(graph, facts)
    taken: list[Box] = [_around(spots[n], 19) for n in order]
    parts = [*_edges(graph, spots, facts)]
    parts += [part for n in order for part in _node(n, graph.nodes[n], spots[n], colours, facts)]
    parts += _badges(graph, spots, facts, taken)
    parts += [part for n in order for part in _name(graph.nodes[n], spots[n], taken)]
    parts += _legend(facts, graph, colours, words, (wide, high))
    return _page(parts, words["title"], wide, high + 120)


def _moved(spots: Spots) -> tuple[dict[str, Point], float, float]:
    """The places on a sheet that holds them all; its width and height. They are apart far enough for every name."""
    left, top = min(x for x, _ in spots.values()), min(y for _, y in spots.values())
    wide = max(x for x, _ in spots.values()) - left + 2 * _MARGIN
    shift = max(0, _NARROWEST - wide) / 2 + _MARGIN - left
    moved = {n: (x + shift, float(y - top + _MARGIN)) for n, (x, y) in spots.items()}
    return moved, max(wide, _NARROWEST), max(y for _, y in moved.values()) + _MARGIN


def _state(iri: str, facts: Facts) -> str:
    agents = facts["agents"]
    own = [iri] if iri.startswith("state/") else agents.get(iri, {}).get("of", [])
    return next((s for s in own if agents.get(s, {}).get("kind") == "state"), "")


def _colours(graph: nx.Graph, facts: Facts) -> dict[str, str]:
    """States with most people in the picture get the colours, the others are grey."""
    count = Counter(state for node in graph if (state := _state(node, facts)))
    first = sorted(count, key=lambda s: (-count[s], s))[: len(_PALETTE)]
    return dict(zip(first, _PALETTE, strict=False))


def _edges(graph: nx.Graph, spots: dict[str, Point], facts: Facts) -> Iterator[str]:
    for a, b, data in sorted(graph.edges(data=True), key=lambda e: (min(e[:2]), max(e[:2]))):
        (x1, y1), (x2, y2) = spots[a], spots[b]
        line = f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
        if data["part"] == "pair" or data["part"] == "guest":
            said = status(_meetings(data, facts))
            dash = ' stroke-dasharray="10 7"' if said == "Planned" else ""
            colour = _WARN if _disputed(data, facts) else _LINES.get(said, _SOFT)
            yield f'{line} stroke="{colour}" stroke-width="{1.5 + min(6, len(data["meetings"]))}"{dash}/>'
        else:
            yield f'{line} stroke="{_SOFT}" stroke-width="1" stroke-opacity="0.5" stroke-dasharray="2 5"/>'


def _meetings(data: dict[str, Any], facts: Facts) -> list[Record]:
    return [facts["meetings"][m] for m in data["meetings"]]


def _disputed(data: dict[str, Any], facts: Facts) -> bool:
    return any(m["disputed"] for m in _meetings(data, facts))


def _badges(graph: nx.Graph, spots: dict[str, Point], facts: Facts, taken: list[Box]) -> Iterator[str]:
    """On the middle of a line: how many meetings, or the day of a single one; crossed out, disputed."""
    pairs = [(a, b, d) for a, b, d in graph.edges(data=True) if d["part"] == "pair"]
    for a, b, data in sorted(pairs, key=lambda e: (-len(e[2]["meetings"]), min(e[:2]), max(e[:2]))):
        meetings = _meetings(data, facts)
        said = status(meetings)
        signs = "⚠ " * _disputed(data, facts) + "✕ " * (said in ("Cancelled", "Denied"))
        words = signs + (f"{len(meetings)}×" if len(meetings) > 1 else meetings[0]["date"])
        x, y = ((p + q) / 2 for p, q in zip(spots[a], spots[b], strict=True))
        box = _wide(x, y - 9, words, 13, 18)
        if words.strip() and _free(box, taken):
            colour = _WARN if _disputed(data, facts) else _LINES.get(said, _SOFT)
            size = f'x="{box[0]:.1f}" y="{box[1]:.1f}" width="{box[2] - box[0]:.1f}" height="18"'
            yield f'<rect {size} fill="{_GROUND}" stroke="{colour}"/>'
            yield _text(x, y + 4.5, words.strip(), 13, colour, "600")


def _node(iri: str, data: dict[str, Any], spot: Point, colours: dict[str, str], facts: Facts) -> Iterator[str]:
    x, y = spot
    state = _state(iri, facts)
    colour = colours.get(state, _OTHER)
    if data["kind"] == "state":
        shape = " ".join(f"{x + a * 19:.1f},{y + b * 19:.1f}" for a, b in _HEXAGON)
        yield f'<polygon points="{shape}" fill="{_GROUND}" stroke="{colour}" stroke-width="3"/>'
    elif data["kind"] == "person":
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="18" fill="{colour}" stroke="{_GROUND}" stroke-width="2"/>'
    else:
        fill = _GROUND if data["kind"] == "meeting" else colour
        size = f'x="{x - 15:.1f}" y="{y - 15:.1f}" width="30" height="30"'
        yield f'<rect {size} fill="{fill}" stroke="{_SOFT}" stroke-width="2"/>'
    letters = _INK if data["kind"] == "state" or colour in _DARK_LETTERS else _GROUND
    if code := facts["agents"].get(state, {}).get("iso3"):
        yield _text(x, y + 4, code, 11, letters, "700")


_HEXAGON = ((-0.55, -0.95), (0.55, -0.95), (1.1, 0), (0.55, 0.95), (-0.55, 0.95), (-1.1, 0))


def _name(data: dict[str, Any], spot: Point, taken: list[Box]) -> Iterator[str]:
    words = " ".join(_shown(data["label"]).split())
    words = words if len(words) <= 34 else words[:33] + "…"
    x, y = spot
    if _free(_wide(x, y + 21, words, 14, 17), taken):
        yield _text(x, y + 34, words, 14, _INK, "600" if data["kind"] == "person" else "400", halo=True)


def _legend(
    facts: Facts, graph: nx.Graph, colours: dict[str, str], words: dict[str, str], sheet: Point
) -> Iterator[str]:
    x, y = float(_MARGIN), sheet[1] + 30
    said = {m["status"] or "Held" for *_, d in graph.edges(data=True) for m in _meetings(d, facts)}
    for name in (s for s in _LINES if s in said):
        dash = ' stroke-dasharray="8 5"' if name == "Planned" else ""
        yield f'<line x1="{x}" y1="{y}" x2="{x + 36}" y2="{y}" stroke="{_LINES[name]}" stroke-width="3"{dash}/>'
        text = ("✕ " if name in ("Cancelled", "Denied") else "") + words[name]
        yield _text(x + 44, y + 5, text, 14, _INK, anchor="start")
        x += 80 + 9 * len(text)
    if any(_disputed(d, facts) for *_, d in graph.edges(data=True)):
        yield _text(x, y + 5, "⚠ " + words["disputed"], 14, _WARN, "600", anchor="start")
    x, y = float(_MARGIN), y + 36
    for state, colour in colours.items():
        label = _shown(facts["agents"][state]["label"])
        if x + 40 + 9 * len(label) > sheet[0] - _MARGIN:
            break
        yield f'<circle cx="{x + 9}" cy="{y}" r="9" fill="{colour}"/>'
        yield _text(x + 24, y + 5, label, 14, _INK, anchor="start")
        x += 50 + 9 * len(label)


def _page(parts: list[str], title: str, wide: float, high: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide:.0f}" height="{high:.0f}" '
        f'viewBox="0 0 {wide:.0f} {high:.0f}" font-family="DejaVu Sans, Segoe UI, Roboto, sans-serif">\n'
        f"<title>{escape(title)}</title>\n"
        f'<rect width="100%" height="100%" fill="{_GROUND}"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _text(x: float, y: float, words: str, size: float, colour: str, weight: str = "400", **more: Any) -> str:
    halo = f' stroke="{_GROUND}" stroke-width="4" paint-order="stroke"' if more.get("halo") else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" '
        f'text-anchor="{more.get("anchor", "middle")}" fill="{colour}"{halo}>{escape(words)}</text>'
    )


def _shown(words: str) -> str:
    """Without what XML cannot hold and without marks that turn the direction of writing."""
    return _UNSEEN.sub("", words)


def _wide(x: float, top: float, words: str, size: float, height: float) -> Box:
    """The room of a centred text, by what letters of a common sans take on average."""
    half = 0.33 * size * sum(1.7 if ord(c) > 0x2E7F else 1 for c in words) + 3
    return x - half, top, x + half, top + height


def _around(spot: Point, radius: float) -> Box:
    return spot[0] - radius, spot[1] - radius, spot[0] + radius, spot[1] + radius


def _free(box: Box, taken: list[Box]) -> bool:
    """Take the room if no part of it is taken yet."""
    if any(o[0] < box[2] and o[2] > box[0] and o[1] < box[3] and o[3] > box[1] for o in taken):
        return False
    taken.append(box)
    return True
