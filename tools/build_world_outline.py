"""Write ``src/kg/views/assets/world.json``: a small outline of the world's states for the map of the explorer.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_world_outline.py package/countries-110m.json

Needs ``pip install pycountry``. world-atlas redistributes Natural Earth 4.1 (1:110 million, public domain) as TopoJSON.
Each border is simplified once, so that neighbours still fit; what has no three letters of ISO 3166-1 keeps its name as
key; Antarctica is left out, no news map needs it. The result is one SVG path a state in tenths of a degree, x eastwards
and y southwards, in relative steps. The same input gives the same bytes.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry

TARGET = Path(__file__).parents[1] / "src/kg/views/assets/world.json"
LEFT_OUT = {"010"}
TOLERANCE = 0.2
NOTE = {
    "source": "Natural Earth 4.1, 1:110m admin 0 countries (naturalearthdata.com), through npm world-atlas 2.0.2",
    "licence": "public domain",
    "made": "tools/build_world_outline.py, simplified to 0.2 degrees",
}

Point = tuple[float, float]


def outline(topology: dict[str, Any]) -> dict[str, str]:
    """An SVG path for every state of a TopoJSON topology, by ISO 3166-1 alpha-3 code (or name, without one)."""
    arcs = [simplified(_absolute(arc, topology["transform"])) for arc in topology["arcs"]]
    paths = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape.get("id") not in LEFT_OUT:
            rings = [part for ring in _rings(shape) for part in at_the_edge(_ring(ring, arcs))]
            paths[_key(shape)] = "".join(map(_path, rings))
    return dict(sorted(paths.items()))


def at_the_edge(ring: list[Point]) -> list[list[Point]]:
    """A ring that crosses the 180th meridian as one ring on each side of it."""
    unrolled, turn = ring[:1], 0
    for (before, _), (x, y) in pairwise(ring):
        turn += -360 if x - before > 180 else 360 if before - x > 180 else 0
        unrolled.append((x + turn, y))
    parts = []
    for low in (-540, -180, 180):
        kept = _beyond(_beyond(unrolled, low, 1), low + 360, -1)
        parts += [[(x - low - 180, y) for x, y in kept]] if kept else []
    return parts


def _beyond(ring: list[Point], edge: float, side: int) -> list[Point]:
    """The part of a ring on one side of a meridian, after Sutherland and Hodgman (1974)."""
    kept: list[Point] = []
    for (ax, ay), (bx, by) in pairwise([*ring, *ring[:1]]):
        if (ax - edge) * side >= 0:
            kept.append((ax, ay))
        if (ax - edge) * (bx - edge) < 0:
            kept.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
    return kept


def simplified(line: list[Point]) -> list[Point]:
    """Douglas and Peucker (1973): the ends, and every point that lies further than the tolerance from the chord."""
    if len(line) < 3:
        return line
    far, distance = max(((i, _from_chord(line, i)) for i in range(1, len(line) - 1)), key=lambda f: f[1])
    if distance <= TOLERANCE:
        return [line[0], line[-1]]
    return simplified(line[: far + 1])[:-1] + simplified(line[far:])


def _from_chord(line: list[Point], at: int) -> float:
    (ax, ay), (bx, by), (x, y) = line[0], line[-1], line[at]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    if not length:  # a closed line: an island or a lake
        return float(((x - ax) ** 2 + (y - ay) ** 2) ** 0.5)
    return abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length


def _absolute(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    line = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        line.append((x * sx + tx, y * sy + ty))
    return line


def _key(shape: dict[str, Any]) -> str:
    country = pycountry.countries.get(numeric=shape.get("id") or "")
    return str(country.alpha_3) if country else str(shape["properties"]["name"])


def _rings(shape: dict[str, Any]) -> list[list[int]]:
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def _ring(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring; an arc with a negative number runs backwards."""
    points: list[Point] = []
    for number in ring:
        points += arcs[number] if number >= 0 else arcs[~number][::-1]
    return points


def _path(points: list[Point]) -> str:
    spots = [(round(x * 10), round(-y * 10)) for x, y in points]
    kept = [spot for i, spot in enumerate(spots) if not i or spot != spots[i - 1]]
    if len(set(kept)) < 3:
        return ""
    steps = [f"{x - a},{y - b}" for (a, b), (x, y) in pairwise(kept[:-1])]
    return f"M{kept[0][0]},{kept[0][1]}l{' '.join(steps)}z"


def main(source: Path) -> None:
    """Read the topology and write the outline."""
    states = {key: path for key, path in outline(json.loads(source.read_text("utf-8"))).items() if path}
    text = json.dumps({**NOTE, "states": states}, indent=0, ensure_ascii=False)
    TARGET.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
