#!/usr/bin/env python3
"""How fast the explorer opens and moves, against plain pyvis output of the same graph in the same run.

    benchmarks/explorer.py GRAPH [--nodes 500 2000 5000 20000] [--short]

GRAPH is a folder that `kg build` wrote. A headless Chromium opens the page of that graph, offline, and draws that many
of its nodes (agents, meetings, places, statements). The very same nodes and lines, with their labels, are then given to
pyvis as it comes. Printed for both:

    first    milliseconds from the start of the navigation until a picture is on the screen. For the explorer this is
             the page of the whole graph as a user opens it; for pyvis the page of the nodes of that row.
    view, node   the longest and the median pause between two frames (milliseconds) while the picture is dragged
             across the screen with the mouse, and while one node is dragged

What else the machine does makes pauses too: of three openings and three drags the calmest counts, and the load is
printed. A pyvis page that shows nothing for a minute (its physics runs first) is given up: "-".
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, sync_playwright
from pyvis.network import Network

from kg.store import open_store
from kg.views import explorer

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SIZE = {"width": 1300, "height": 850}
PATIENCE = 60_000
MOVES = 60
CALM = 3
PAINTED = "() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(() => r(performance.now()))))"
RECORD = """() => { window.pauses = []; let before = performance.now();
  const frame = (now) => {
    window.pauses.push(now - before); before = now; window.recording = requestAnimationFrame(frame); };
  window.recording = requestAnimationFrame(frame); }"""
RECORDED = "() => { cancelAnimationFrame(window.recording); return window.pauses.slice(1); }"
SAME = """() => ({
  nodes: nodes.getIds().map(id => ({id, ...network.getPositions([id])[id]})),
  edges: edges.get().map(e => ({from: e.from, to: e.to})) })"""
WHERE = "() => JSON.stringify([network.getViewPosition(), network.getPositions()])"
NOTHING_THERE = """() => {
  const canvas = document.querySelector('#mynetwork canvas'), box = canvas.getBoundingClientRect();
  const free = (x, y) => document.elementFromPoint(box.x + x, box.y + y) === canvas
    && !network.getNodeAt({x, y}) && !network.getEdgeAt({x, y});
  for (let y = 20; y < box.height; y += 20)
    for (let x = 20; x < box.width - 200; x += 20) if (free(x, y)) return {x, y};
  return {x: 20, y: 20}; }"""
NODE_NEAR_THE_MIDDLE = """() => { const spots = network.getPositions(), c = network.getViewPosition();
  const id = Object.keys(spots).sort((a, b) => Math.hypot(spots[a].x - c.x, spots[a].y - c.y)
    - Math.hypot(spots[b].x - c.x, spots[b].y - c.y))[0];
  return network.canvasToDOM(spots[id]); }"""


HEADINGS = ("", "nodes", "lines", "first", "view: longest", "median", "node: longest", "median")


def main() -> None:
    """Open, draw and drag both pages for each number of nodes, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--nodes", type=int, nargs="+", default=[500, 2_000, 5_000, 20_000])
    parser.add_argument("--short", action="store_true", help="2,000 nodes only")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        own = Path(folder) / "explorer.html"
        explorer.write(open_store(options.graph), own)
        load = f"load of the machine {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores"
        print(f"page of the whole graph {own.stat().st_size / 1e6:.1f} MB; {load}; milliseconds:")
        print(("{:10}{:>7}{:>7}{:>9}" + "{:>15}{:>8}" * 2).format(*HEADINGS))
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        for number in [2_000] if options.short else options.nodes:
            same = _explorer(browser, own, number)
            _plain(browser, Path(folder) / "pyvis.html", same)
        browser.close()


def _explorer(browser: Browser, file: Path, number: int) -> dict[str, Any]:
    first = PATIENCE + 0.0
    for turn in range(CALM):
        page = _open(browser, file)
        page.wait_for_function("window.kg !== undefined", timeout=PATIENCE)
        first = min(first, page.evaluate(PAINTED))
        if turn < CALM - 1:
            page.context.close()
    page.evaluate("n => kg.drawAll(n)", number)
    page.evaluate(PAINTED)
    same: dict[str, Any] = page.evaluate(SAME)
    _line("explorer", same, first, page)
    page.context.close()
    return same


def _plain(browser: Browser, file: Path, same: dict[str, Any]) -> None:
    """The same nodes and lines in a page that pyvis wrote by itself: its physics, its drawing, nothing of ours."""
    network = Network(height="100vh", width="100%", directed=True, cdn_resources="in_line")
    for node in same["nodes"]:
        network.add_node(node["id"], label=node["id"].partition("/")[2].replace("-", " "))
    network.edges = same["edges"]
    file.write_text(network.generate_html(notebook=False), "utf-8")
    page = _open(browser, file)
    try:
        page.wait_for_function("window.network !== undefined", timeout=PATIENCE)
        page.evaluate("network.once('stabilizationIterationsDone', () => { window.settled = true; })")
        page.wait_for_function("window.settled === true", timeout=PATIENCE)
        _line("pyvis", same, page.evaluate(PAINTED), page)
    except Error:
        _line("pyvis", same, None, None)
    page.context.close()


def _open(browser: Browser, file: Path) -> Page:
    page = browser.new_context(offline=True, viewport=SIZE, locale="en-US", bypass_csp=True).new_page()
    page.goto(file.as_uri(), wait_until="commit")
    return page


def _line(name: str, same: dict[str, Any], first: float | None, page: Page | None) -> None:
    cells = f"{name:10}{len(same['nodes']):7,}{len(same['edges']):7,}"
    if first is None or page is None:
        print(f"{cells}{'-':>9}   nothing on the screen after {PATIENCE // 1000} s", flush=True)
        return
    view, node = (
        min((_dragged(page, page.evaluate(where)) for _ in range(CALM)), key=max)
        for where in (NOTHING_THERE, NODE_NEAR_THE_MIDDLE)
    )
    pauses = [figure(found) for found in (view, node) for figure in (max, statistics.median)]
    print(f"{cells}{first:9.0f}" + "{:15.0f}{:8.0f}{:15.0f}{:8.0f}".format(*pauses), flush=True)


def _dragged(page: Page, spot: Any) -> list[float]:
    """Milliseconds between the frames of a drag of sixty steps; ``spot`` is in pixels of the canvas."""
    box = page.locator("#mynetwork canvas").bounding_box() or {"x": 0, "y": 0}
    x, y = spot["x"], spot["y"]
    before = page.evaluate(WHERE)
    page.mouse.move(box["x"] + x, box["y"] + y)
    page.mouse.down()
    page.evaluate(RECORD)
    for step in range(MOVES):
        page.mouse.move(box["x"] + x + 3 * step, box["y"] + y + (step % 20))
    pauses: list[float] = page.evaluate(RECORDED)
    for _ in range(100):
        if page.evaluate(WHERE) != before:
            break
        page.wait_for_timeout(100)
    else:
        raise AssertionError("nothing was dragged")
    page.mouse.up()
    return pauses


if __name__ == "__main__":
    main()
