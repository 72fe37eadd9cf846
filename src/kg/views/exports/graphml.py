"""GraphML, for yEd, Cytoscape, igraph and networkx: agents, places, meetings and statements, who took part in what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from kg.views.exports.nodes import Node, Reader, Telling, first
from kg.views.exports.rdf import UNPRINTABLE, text
from kg.views.exports.selection import Selection

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_KINDS = {"person": "person", "state": "state", "org": "organisation", "place": "place"}
_OF_MEETING = ("date", "endDate", "earliest", "latest", "status", "mode", "kind", "confidence")
_OF_SOURCES = ("articles", "outlets", "urls", "sentence")
_KEYS = ("kind", "label", *_OF_MEETING[:-2], "manner", "disputed", "confidence", "iso3", "lat", "long", "description")
_TIES = {"Meeting": ("participant", "companion", "place", "country"), "Statement": ("speaker", "about", "addressee")}

Values = dict[str, str]


def graphml(what: Selection, out: IO[bytes]) -> None:
    """GraphML; without sources no node says how many articles, which outlets and which sentence it comes from."""
    with text(out) as lines:
        lines.write(_HEAD)
        for name in (*_KEYS, *(_OF_SOURCES if what.sources else ())):
            lines.write(f'  <key id="{name}" for="node" attr.name="{name}" attr.type="string"/>\n')
        lines.write('  <key id="tie" for="edge" attr.name="kind" attr.type="string"/>\n')
        lines.write('  <graph edgedefault="directed">\n')
        reader = Reader(what)
        for part in (_things, _meetings, _statements):
            lines.writelines(part(reader))
        lines.write("  </graph>\n</graphml>\n")


def printable(value: str) -> str:
    """Text that XML can hold."""
    return UNPRINTABLE.sub("", value)


def _things(reader: Reader) -> Iterator[str]:
    for path in reader.individuals("Person", "State", "Organization", "Place"):
        node = reader.node(path)
        kind = _KINDS.get(path.partition("/")[0], "place")
        yield _node(path, {"kind": kind, "label": reader.label(path)} | _some(node, ("iso3", "lat", "long")))
        yield from _edges(reader, path, node, ("within", "state"))


def _meetings(reader: Reader) -> Iterator[str]:
    for path in reader.individuals("Meeting"):
        node = reader.node(path)
        values = {"kind": "meeting", "label": first(node, "label") or path, "manner": first(node, "kind")}
        values["disputed"] = ", ".join(node.get("disputed", ()))
        rest = _some(node, [name for name in _OF_MEETING if name != "kind"])
        yield _node(path, values | rest | _sources(reader.tellings(node)))
        yield from _edges(reader, path, node, _TIES["Meeting"])


def _statements(reader: Reader) -> Iterator[str]:
    for path in reader.individuals("Statement"):
        node, tellings = reader.statement(path)
        values = {"kind": "statement", "label": first(node, "text"), "mode": first(node, "speechMode")}
        values |= {"description": first(node, "speakerDescription"), "date": first(node, "date")}
        yield _node(path, values | _sources(tellings))
        yield from _edges(reader, path, node, _TIES["Statement"])


def _some(node: Node, names: Sequence[str]) -> Values:
    return {name: first(node, name) for name in names}


def _sources(tellings: Sequence[Telling]) -> Values:
    if not tellings:
        return {}
    listed = {"articles": "identifier", "outlets": "publisher", "urls": "source"}
    joined = {key: "; ".join(sorted({first(t.article, name) for t in tellings} - {""})) for key, name in listed.items()}
    return joined | {"sentence": next((s for telling in tellings for s in telling.sentences), "")}


def _node(path: str, values: Values) -> str:
    data = "".join(f'<data key="{key}">{escape(printable(value))}</data>' for key, value in values.items() if value)
    return f"    <node id={quoteattr(path)}>{data}</node>\n"


def _edges(reader: Reader, path: str, node: Node, ties: Sequence[str]) -> Iterator[str]:
    for tie in ties:
        for target in node.get(tie, ()):
            if reader.is_any(target, "Person", "State", "Organization", "Place", "Meeting"):
                data = f'<data key="tie">{tie}</data>'
                yield f"    <edge source={quoteattr(path)} target={quoteattr(target)}>{data}</edge>\n"
