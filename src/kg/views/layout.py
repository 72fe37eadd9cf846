"""Where the nodes of a picture go: computed once, beforehand, so that the page needs no physics.

A force-directed layout after Fruchterman and Reingold (1991): neighbours attract, all others repel, steps cool down.
Repulsion looks only into the surrounding cells of a grid, so a step is linear in the nodes. Components are laid out one
by one and packed in rows, the largest first. Only + - * / and sqrt are used, in a fixed order: IEEE arithmetic
rounds these the same everywhere, so the same graph has the same picture on every machine.
"""

from __future__ import annotations

from collections import defaultdict
from math import sqrt

import networkx as nx

Point = tuple[float, float]
_STEPS = 120
_MANY = 2_000
_ROUNDS = 60
# labels are wider than high, and so are screens
_STRETCH = 1.9


def positions(graph: nx.Graph, spacing: float = 100.0) -> dict[str, tuple[int, int]]:
    """Integer coordinates (pixels) of every node; ``spacing`` is the length an edge would like to have."""
    placed: dict[str, tuple[int, int]] = {}
    row_x = row_y = row_height = 0.0
    width = 0.0
    components = sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(c)))
    for component in components:
        local = _component(graph.subgraph(component), spacing)
        box = _box(local)
        width = width or max(box[0] * 1.5, spacing * 8)
        if row_x and row_x + box[0] > width:
            row_x, row_y, row_height = 0.0, row_y + row_height + spacing, 0.0
        for node, (x, y) in local.items():
            placed[node] = (round((x + row_x) * _STRETCH), round(y + row_y))
        row_x += box[0] + spacing
        row_height = max(row_height, box[1])
    return placed


def part(spots: dict[str, tuple[int, int]], sizes: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Push boxes of the given widths and heights apart until none lies on another, or for a fixed number of rounds."""
    moved = {node: (float(x), float(y)) for node, (x, y) in spots.items()}
    order = sorted(moved)
    cell = max((max(sizes[n]) for n in order), default=1)
    for _ in range(_ROUNDS if len(order) <= _MANY else 0):
        grid: dict[tuple[int, int], list[str]] = defaultdict(list)
        for node in order:
            grid[int(moved[node][0] // cell), int(moved[node][1] // cell)].append(node)
        pairs = [(a, b) for a in order for b in _after(a, moved, grid, cell)]
        if not sum(_part_pair(moved, sizes, a, b) for a, b in pairs):
            break
    return {node: (round(x), round(y)) for node, (x, y) in moved.items()}


def _after(node: str, moved: dict[str, Point], grid: dict[tuple[int, int], list[str]], cell: int) -> list[str]:
    column, row = int(moved[node][0] // cell), int(moved[node][1] // cell)
    near = (grid.get((column + i, row + j), ()) for i in (-1, 0, 1) for j in (-1, 0, 1))
    return [other for nodes in near for other in nodes if other > node]


def _part_pair(moved: dict[str, Point], sizes: dict[str, tuple[int, int]], a: str, b: str) -> bool:
    """Move two boxes apart along the axis on which they overlap less; tell whether they did overlap."""
    (ax, ay), (bx, by) = moved[a], moved[b]
    wide = (sizes[a][0] + sizes[b][0]) / 2 - abs(ax - bx)
    high = (sizes[a][1] + sizes[b][1]) / 2 - abs(ay - by)
    if wide <= 0 or high <= 0:
        return False
    if wide < high:
        step = (wide / 2 + 1) * (1 if ax <= bx else -1)
        moved[a], moved[b] = (ax - step, ay), (bx + step, by)
    else:
        step = (high / 2 + 1) * (1 if ay <= by else -1)
        moved[a], moved[b] = (ax, ay - step), (bx, by + step)
    return True


def _component(graph: nx.Graph, spacing: float) -> dict[str, Point]:
    order = _breadth_first(graph)
    neighbours = {node: sorted(graph[node]) for node in order}
    spots = _seeds(order, spacing)
    steps = _STEPS if len(order) <= _MANY else max(20, _STEPS * _MANY // len(order))
    for step in range(steps):
        heat = spacing * 2 * (1 - step / steps) + 1
        spots = _step(order, neighbours, spots, spacing, heat)
    return _to_origin(spots)


def _breadth_first(graph: nx.Graph) -> list[str]:
    """Nodes from the best connected outwards: its neighbours start near it."""
    hub = min(graph, key=lambda n: (-graph.degree(n), n))
    order, seen = [hub], {hub}
    for node in order:
        for other in sorted(graph[node], key=lambda n: (-graph.degree(n), n)):
            if other not in seen:
                seen.add(other)
                order.append(other)
    return order


def _seeds(order: list[str], spacing: float) -> dict[str, Point]:
    """Start on a square spiral around the hub."""
    spots: dict[str, Point] = {}
    x = y = 0
    dx, dy = 1, 0
    leg = steps = turns = 0
    leg = 1
    for node in order:
        spots[node] = (x * spacing, y * spacing)
        x, y, steps = x + dx, y + dy, steps + 1
        if steps == leg:
            steps, turns = 0, turns + 1
            dx, dy = -dy, dx
            leg += turns % 2 == 0
    return spots


def _step(
    order: list[str], neighbours: dict[str, list[str]], spots: dict[str, Point], spacing: float, heat: float
) -> dict[str, Point]:
    cell = spacing * 2
    grid: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for node in order:
        x, y = spots[node]
        grid[int(x // cell), int(y // cell)].append((x, y))
    moved: dict[str, Point] = {}
    for node in order:
        x, y = spots[node]
        px, py = _push(grid, cell, x, y, spacing)
        for other in neighbours[node]:
            ox, oy = spots[other]
            distance = sqrt((x - ox) * (x - ox) + (y - oy) * (y - oy)) or 1.0
            # a hub would be torn apart by its many edges: its pull is shared among them
            pull = distance / spacing / sqrt(max(len(neighbours[node]), 1))
            px -= (x - ox) * pull
            py -= (y - oy) * pull
        length = sqrt(px * px + py * py) or 1.0
        stride = min(length, heat) / length
        moved[node] = (x + px * stride, y + py * stride)
    return moved


def _push(grid: dict[tuple[int, int], list[Point]], cell: float, x: float, y: float, spacing: float) -> Point:
    px = py = 0.0
    column, row = int(x // cell), int(y // cell)
    for near in ((column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
        # a crowded cell is sampled: its first fifty stand for the rest
        for ox, oy in grid.get(near, ())[:50]:
            square = (x - ox) * (x - ox) + (y - oy) * (y - oy)
            if square > 0:
                force = spacing * spacing / square
                px += (x - ox) * force
                py += (y - oy) * force
    return px, py


def _to_origin(spots: dict[str, Point]) -> dict[str, Point]:
    left = min(x for x, _ in spots.values())
    top = min(y for _, y in spots.values())
    return {node: (x - left, y - top) for node, (x, y) in spots.items()}


def _box(spots: dict[str, Point]) -> Point:
    return max(x for x, _ in spots.values()), max(y for _, y in spots.values())
