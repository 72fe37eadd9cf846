"""GEXF 1.2, for Gephi: who met whom, with Gephi's timeline.

Nodes are the agents that take part in a meeting; one edge joins each pair, weighted by the number of their meetings,
with a spell for each meeting whose days are known. A person's roles, and the status of a pair's meetings, are dynamic
attributes: they have a value for a time. Days unknown to the source stay open.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, groupby
from typing import IO
from xml.sax.saxutils import quoteattr

from kg.views.exports.graphml import printable
from kg.views.exports.nodes import Reader, first
from kg.views.exports.rdf import text
from kg.views.exports.selection import Selection
from kg.views.exports.sorting import in_order
from kg.views.exports.tables import states

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
  <meta><creator>kg</creator><description>Who met whom</description></meta>
  <graph defaultedgetype="undirected" mode="dynamic" timeformat="date">
"""
_STATUSES = ("Held", "Planned", "Cancelled", "Denied")
_NODE = {"kind": "string", "states": "string"}
_EDGE = {**{status.lower(): "integer" for status in _STATUSES}, "disputed": "boolean", "meetings": "string"}
_YEAR = re.compile(r"\d{4}")
_MONTH = re.compile(r"\d{4}-\d{2}")

Meeting = tuple[str, ...]  # one, other, earliest, latest, status, disputed, path of the meeting, outlets


def gexf(what: Selection, out: IO[bytes]) -> None:
    """GEXF; without sources the edges do not say which outlets report them."""
    reader = Reader(what)
    edge = {**_EDGE, "outlets": "string"} if what.sources else _EDGE
    with text(out) as lines:
        lines.write(_HEAD)
        lines.writelines(_attributes("node", "static", _NODE))
        lines.writelines(_attributes("node", "dynamic", {"role": "string"}))
        lines.writelines(_attributes("edge", "static", edge))
        lines.writelines(_attributes("edge", "dynamic", {"status": "string"}))
        lines.write("    <nodes>\n")
        agents = in_order((agent,) for pair in _pairs(reader) for agent in pair[:2])
        lines.writelines(_node(reader, path) for (path,) in agents)
        lines.write("    </nodes>\n    <edges>\n")
        lines.writelines(_edges(_pairs(reader), what.sources))
        lines.write("    </edges>\n  </graph>\n</gexf>\n")


def _attributes(of: str, mode: str, names: dict[str, str]) -> Iterator[str]:
    yield f'    <attributes class="{of}" mode="{mode}">\n'
    for name, kind in names.items():
        yield f'      <attribute id="{name}" title="{name}" type="{kind}"/>\n'
    yield "    </attributes>\n"


def _pairs(reader: Reader) -> Iterator[Meeting]:
    """Each pair of participants of each meeting, sorted by pair and day."""
    return in_order(meeting for path in reader.individuals("Meeting") for meeting in _of_meeting(reader, path))


def _of_meeting(reader: Reader, path: str) -> Iterator[Meeting]:
    node = reader.node(path)
    when = first(node, "earliest"), first(node, "latest")
    outlets = {first(telling.article, "publisher") for telling in reader.tellings(node)} - {""}
    rest = (*when, first(node, "status"), "disputed" if node.get("disputed") else "", path, "\n".join(sorted(outlets)))
    for one, other in combinations(node.get("participant", ()), 2):
        yield (one, other, *rest)


def _node(reader: Reader, path: str) -> str:
    node = reader.node(path)
    values = [("kind", path.partition("/")[0], "", ""), ("states", "; ".join(states(reader, path)), "", "")]
    for tenure in map(reader.node, node.get("tenure", ())):
        values.append(("role", first(tenure, "title"), _begin(first(tenure, "from")), _end(first(tenure, "until"))))
    return f"      <node id={_quoted(path)} label={_quoted(reader.label(path))}>{_values(values)}</node>\n"


def _edges(pairs: Iterable[Meeting], sources: bool) -> Iterator[str]:
    for number, ((one, other), some) in enumerate(groupby(pairs, key=lambda pair: pair[:2])):
        meetings = list(some)
        count = Counter(meeting[4] for meeting in meetings)
        values = [(status.lower(), str(count[status]), "", "") for status in _STATUSES]
        values.append(("disputed", str(any(meeting[5] for meeting in meetings)).lower(), "", ""))
        values.append(("meetings", "; ".join(meeting[6] for meeting in meetings), "", ""))
        if sources:
            outlets = {outlet for meeting in meetings for outlet in meeting[7].splitlines()}
            values.append(("outlets", "; ".join(sorted(outlets)), "", ""))
        values += [("status", meeting[4], meeting[2], meeting[3]) for meeting in meetings]
        ends = f"source={_quoted(one)} target={_quoted(other)}"
        inner = _values(values) + _spells(meetings)
        yield f'      <edge id="{number}" {ends} weight="{len(meetings)}">{inner}</edge>\n'


def _values(values: Iterable[tuple[str, str, str, str]]) -> str:
    told = "".join(
        f'<attvalue for="{name}" value={_quoted(value)}{_times(start, end)}/>'
        for name, value, start, end in values
        if value
    )
    return f"<attvalues>{told}</attvalues>"


def _spells(meetings: Iterable[Meeting]) -> str:
    spells = dict.fromkeys(_times(meeting[2], meeting[3]) for meeting in meetings if meeting[2] or meeting[3])
    return f"<spells>{''.join(f'<spell{spell}/>' for spell in spells)}</spells>" if spells else ""


def _times(start: str, end: str) -> str:
    return (f' start="{start}"' if start else "") + (f' end="{end}"' if end else "")


def _begin(date: str) -> str:
    """The first day of a day, month or year; "" for none."""
    return f"{date}-01-01" if _YEAR.fullmatch(date) else f"{date}-01" if _MONTH.fullmatch(date) else date


def _end(date: str) -> str:
    """The last day of a day, month or year."""
    if _YEAR.fullmatch(date):
        return f"{date}-12-31"
    if _MONTH.fullmatch(date):
        year, month = map(int, date.split("-"))
        return f"{date}-{calendar.monthrange(year, month)[1]:02}"
    return date


def _quoted(value: str) -> str:
    return quoteattr(printable(value))
