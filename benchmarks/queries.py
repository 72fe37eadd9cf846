"""How fast the stored questions are on a graph of any size: makes one by varied copies, then times every question.

    queries.py make OUT --of graphs:40 --of other-graph:3     a folder with graph.nq, each graph so many times
    queries.py time OUT [--only NAME] [--limit SECONDS]       opens it as users do and prints a table

Every copy has articles, reports, statements and meetings of its own, on other days. Of the persons, places and
organisations two in three are new in each copy, under another name; the others and all states are the same everywhere,
as leaders are in the news: they are what makes a question slow. Judgements of a copy concern its own things.

Each question is asked as stored, where it needs no parameter, and once for each parameter it has, as a user would: with
the name of a leader, a state, a month. Each in a process of its own that opens the graph: ``answer`` is the time from
the name to the last row, by the clock and of the processor; ``all`` that of the whole process by the clock.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

_BASE = r"<(https?://[^<>\s]*?/id/)"
_OWN = re.compile(_BASE + r"((?:article|report|statement|evidence|mark|meeting|tenure|judgement)/[^<>\s]*)>")
_SHARED = re.compile(_BASE + r"((?:person|org|place)/[^<>\s]*)>")
_NAME = re.compile(r"^(\S+ <[^<>]*(?:label|altLabel)> \")((?:[^\"\\]|\\.)*)(\")")
_DAY = re.compile(r'"(\d{4})-(\d\d)-(\d\d)"\^\^')
_SYLLABLES = ("ba", "ci", "du", "fe", "go", "ha", "ki", "lu", "me", "no", "pa", "ri", "su", "te", "wo", "ya")
_EPOCH, _LAST = date(2015, 1, 1).toordinal(), date(2026, 1, 1).toordinal()


def copies(source: Path, number: int, tag: str) -> Iterator[str]:
    """The lines of a graph, so many times over, each time varied; the first time as they are."""
    for turn in range(number):
        vary = _varied(turn, f"{tag}{turn}") if turn else str
        with source.open(encoding="utf-8") as lines:
            for line in lines:
                yield vary(line)


def _varied(turn: int, tag: str) -> Callable[[str], str]:
    word = "".join(_SYLLABLES[(turn // 16**i) % 16] for i in range(3)).capitalize()

    def node(found: re.Match[str]) -> str:
        return f"<{found[1]}{found[2]}-{tag}>" if _new(found[2]) else found[0]

    def day(found: re.Match[str]) -> str:
        at = date(int(found[1]), int(found[2]), int(found[3])).toordinal() + 37 * turn
        moved = _EPOCH + (at - _EPOCH) % (_LAST - _EPOCH) if at > _EPOCH else at
        return f'"{(date.min + timedelta(moved - 1)).isoformat()}"^^'

    def vary(line: str) -> str:
        own = _SHARED.match(line)
        line = _OWN.sub(lambda found: f"<{found[1]}{found[2]}-{tag}>", line)
        if own and _new(own[2]):
            line = _NAME.sub(lambda found: f"{found[1]}{found[2]} {word}{found[3]}", line)
        line = _SHARED.sub(node, line)
        line = re.sub(r'(identifier> ")([^"]*)"', rf'\1\2-{tag}"', line)
        return _DAY.sub(day, line)

    return vary


def _new(path: str) -> bool:
    """Two in three individuals are new in each copy, always the same two."""
    return zlib.crc32(path.encode()) % 3 > 0


def make(out: Path, parts: list[str]) -> None:
    """Write OUT/graph.nq."""
    out.mkdir(parents=True, exist_ok=True)
    began, number = time.perf_counter(), 0
    with (out / "graph.nq").open("w", encoding="utf-8") as file:
        for turn, part in enumerate(parts):
            folder, _, times = part.rpartition(":")
            for line in copies(Path(folder) / "graph.nq", int(times), "abcdef"[turn]):
                file.write(line)
                number += 1
    print(f"{number} lines in {time.perf_counter() - began:.0f} s")


GIVEN = {
    "Person": "Emmanuel Macron",
    "State": "IDN",
    "Agent": "Emmanuel Macron",
    "Where": "Jakarta",
    "Named": "Emmanuel Macron",
    "FirstDay": "2023-03",
    "LastDay": "2023-03",
    "Status": "planned",
    "Office": "foreign_minister",
    "Property": "place",
    "Text": "kerja sama",
}
OTHER = {"Person": "Prabowo Subianto", "State": "MYS"}


def cases(folder: Path, only: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Every stored question with the parameters to ask it with; a period always has both its ends."""
    from kg.queries import catalogue

    nodes = _nodes(folder)
    for query in catalogue():
        if only and query.name != only:
            continue
        value = {
            p.name: (OTHER if p.name in ("other", "with") else {**GIVEN, **nodes})[p.type] for p in query.parameters
        }
        must = {p.name: value[p.name] for p in query.parameters if p.required}
        asked = [must]
        for p in query.parameters:
            asked.append({**must, p.name: value[p.name]} | ({"to": value["to"]} if p.name == "from" else {}))
        for given in [one for at, one in enumerate(asked) if one not in asked[:at] and set(one) != {"to"}]:
            yield query.name, given


def _nodes(folder: Path) -> dict[str, str]:
    """A meeting on which the sources disagree, and an article."""
    from kg import store as stores
    from kg.vocab import KG

    store, found = stores.open_store(folder), {}
    for kind, name in (("Meeting", "disputed"), ("Article", "reportedIn")):
        quad = next(store.quads_for_pattern(None, stores.ox.NamedNode(KG[name]), None, None))
        found[kind] = getattr(quad.subject if kind == "Meeting" else quad.object, "value", "")
    return {**found, "Thing": found["Meeting"]}


def one(folder: Path, name: str, given: dict[str, str]) -> None:
    """Ask one question; print how long the answer took and how many rows it has."""
    from kg import queries
    from kg import store as stores

    store = stores.open_store(folder)
    began, cpu = time.perf_counter(), time.process_time()
    rows = len(queries.run(store, name, given, stores.base_of(store)).rows)
    spent = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}
    print(json.dumps({**spent, "rows": rows}))


def timed(folder: Path, only: str, limit: float) -> None:
    """Print the table."""
    print("| question | given | answer, s | processor, s | all, s | rows |\n|---|---|---|---|---|---|")
    for name, given in cases(folder, only):
        command = [sys.executable, __file__, "one", str(folder), name, json.dumps(given)]
        began = time.perf_counter()
        try:
            found = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=limit).stdout)
            answer, cpu, rows = f"{found['seconds']:.2f}", f"{found['cpu']:.2f}", str(found["rows"])
        except subprocess.TimeoutExpired:
            answer, cpu, rows = f"over {limit:g}", "", ""
        words = ", ".join(f"{key}={value.rpartition('/id/')[2]}" for key, value in given.items())
        print(f"| `{name}` | {words} | {answer} | {cpu} | {time.perf_counter() - began:.2f} | {rows} |", flush=True)


def main() -> None:
    """Understand the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("out", type=Path)
    making.add_argument("--of", action="append", default=[], metavar="FOLDER:TIMES")
    timing = commands.add_parser("time")
    timing.add_argument("out", type=Path)
    timing.add_argument("--only", default="")
    timing.add_argument("--limit", type=float, default=60.0)
    single = commands.add_parser("one")
    single.add_argument("out", type=Path)
    single.add_argument("name")
    single.add_argument("given", type=json.loads)
    found = parser.parse_args()
    if found.command == "make":
        make(found.out, found.of)
    elif found.command == "one":
        one(found.out, found.name, found.given)
    else:
        timed(found.out, found.only, found.limit)


if __name__ == "__main__":
    main()
