"""The diagram of the ontology: a box a class with its values, an arrow for what leads from one to another, as SVG.

Boxes stand where ``ontology/diagram.toml`` puts them; everything else is read from the ontology, in a fixed order.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from itertools import product
from typing import Any, NamedTuple

from kg.resources import ONTOLOGY
from kg.views.ontology_terms import Ontology, Term

WIDTH, LINE, TITLE = 212, 15, 26
_MARGIN = 30

_ARROW = """<defs><marker id="tip-tie" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8"
 orient="auto-start-reverse"><path d="M0 0 8 4 0 8z"/></marker><marker id="tip-kind" viewBox="0 0 10 10"
 refX="10" refY="5" markerWidth="11" markerHeight="11" orient="auto">
<path class="hollow" d="M0 0 10 5 0 10z"/></marker></defs>"""


class Box(NamedTuple):
    """A class in the picture: its left upper corner, its height, and below its name the properties: name and words."""

    name: str
    x: float
    y: float
    height: float
    lines: tuple[tuple[str, str], ...]

    @property
    def centre(self) -> tuple[float, float]:
        """Where arrows aim at."""
        return self.x + WIDTH / 2, self.y + self.height / 2

    def edge(self, x: float, y: float) -> tuple[float, float]:
        """Where the line from the centre to a point leaves the box."""
        cx, cy = self.centre
        dx, dy = x - cx, y - cy
        reach = min(WIDTH / 2 / abs(dx) if dx else 1e9, self.height / 2 / abs(dy) if dy else 1e9)
        return cx + dx * reach, cy + dy * reach


def diagram(ontology: Ontology) -> str:
    """The SVG element."""
    boxes = {box.name: box for box in _boxes(ontology)}
    width = max(box.x for box in boxes.values()) + WIDTH + _MARGIN
    height = max(box.y + box.height for box in boxes.values()) + _MARGIN
    parts = [*_kinds(ontology, boxes), *_arrows(ontology, boxes), *(_drawn(box) for box in boxes.values())]
    title = "<title>Classes of the ontology and what leads from one to another</title>"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="group" class="diagram">'
    return "\n".join([head, title, _ARROW, *parts, "</svg>"])


def _boxes(ontology: Ontology) -> Iterator[Box]:
    placed = _layout()["boxes"]
    spare = _MARGIN + WIDTH / 2
    low = max(y for _, y in placed.values()) + 200
    for term in ontology.classes:
        if term.name.startswith(("Meeting", "Speech")) and ontology.members(term):
            continue  # a class of a few named values: those are told in the text
        own = (p for p in (*ontology.values, *ontology.relations) if term.name in p.domain)
        lines = tuple((p.name, _told(p, ontology)) for p in own)
        x, y = placed.get(term.name, (spare, low))
        spare += 0 if term.name in placed else WIDTH + _MARGIN
        yield Box(term.name, x - WIDTH / 2 + _MARGIN, y, TITLE + LINE * len(lines) + (8 if lines else 4), lines)


def _layout() -> dict[str, Any]:
    return tomllib.loads((ONTOLOGY / "diagram.toml").read_text("utf-8"))


def _told(term: Term, ontology: Ontology) -> str:
    """A property as a line: a value by its name, a relation with the classes that it leads to."""
    targets = _whole(term.range, ontology)
    led = ", ".join(targets) if len(targets) < 3 else "…"
    return f"{term.name} → {led}" if targets else term.name


def _kinds(ontology: Ontology, boxes: dict[str, Box]) -> Iterator[str]:
    for term in ontology.classes:
        for wider in term.wider:
            if term.name in boxes and wider in boxes:
                yield _line(boxes[term.name], boxes[wider], "kind")


def _arrows(ontology: Ontology, boxes: dict[str, Box]) -> Iterator[str]:
    between: dict[tuple[str, str], list[str]] = defaultdict(list)
    undrawn = set(_layout()["undrawn"])
    for term in ontology.relations:
        for one, other in product(_whole(term.domain, ontology), _whole(term.range, ontology)):
            if one in boxes and other in boxes and f"{one} {term.name} {other}" not in undrawn:
                between[one, other].append(term.name)
    for (one, other), names in between.items():
        box, target = boxes[one], boxes[other]
        if one == other:
            yield _loop(box, names)
        else:
            back = between.get((other, one), [])
            yield _line(box, target, "tie") + _words(box, target, names, 1 if back and one < other else 0)


def _whole(names: tuple[str, ...], ontology: Ontology) -> tuple[str, ...]:
    """A set of classes without those that the wider one stands for."""
    return tuple(name for name in names if not set(ontology.term(name).wider) & set(names))


def _line(one: Box, other: Box, style: str) -> str:
    (x1, y1), (x2, y2) = one.edge(*other.centre), other.edge(*one.centre)
    return f'<path class="{style}" d="M{x1:.0f} {y1:.0f} {x2:.0f} {y2:.0f}" marker-end="url(#tip-{style})"/>'


def _words(one: Box, other: Box, names: list[str], shift: int) -> str:
    (x1, y1), (x2, y2) = one.edge(*other.centre), other.edge(*one.centre)
    x, y = 0.6 * x1 + 0.4 * x2, 0.6 * y1 + 0.4 * y2 - LINE * (len(names) - 1) / 2 + 4 + shift * LINE
    return "".join(
        f'<a href="#{name}"><text class="tie" x="{x:.0f}" y="{y + LINE * n:.0f}">{escape(name)}</text></a>'
        for n, name in enumerate(names)
    )


def _loop(box: Box, names: list[str]) -> str:
    x, y = box.x + WIDTH / 2, box.y + box.height
    path = f'<path class="tie" d="M{x - 30:.0f} {y:.0f}c0 34 60 34 60 0" marker-end="url(#tip-tie)"/>'
    links = (f'<a href="#{name}"><text class="tie" x="{x:.0f}" y="{y + 40 + LINE * n:.0f}">{escape(name)}</text></a>'
             for n, name in enumerate(names))  # fmt: skip
    return path + "".join(links)


def _drawn(box: Box) -> str:
    lines = "".join(
        f'<a href="#{name}"><text class="value" x="{box.x + 10:.0f}" y="{box.y + TITLE + LINE * (n + 1):.0f}">'
        f"{escape(words)}</text></a>"
        for n, (name, words) in enumerate(box.lines)
    )
    frame = f'<rect x="{box.x:.0f}" y="{box.y:.0f}" width="{WIDTH}" height="{box.height:.0f}" rx="6"/>'
    name = f'<text class="name" x="{box.x + WIDTH / 2:.0f}" y="{box.y + 18:.0f}">{escape(box.name)}</text>'
    return f'<g class="box">{frame}<a href="#{box.name}">{name}</a>{lines}</g>'
