#!/usr/bin/env python3
"""How much of what is read is right: draw a sample for a careful reader, print it, count the verdicts.

    benchmarks/precision.py draw {meetings,statements} N SALT ARTICLES.jsonl[.gz]... [--without FILE]... > SHEET.csv
    benchmarks/precision.py show SHEET.csv ARTICLES.jsonl[.gz]...
    benchmarks/precision.py count SHEET.csv...

A report or statement is drawn by the SHA-256 of salt, article and node: the same reading, salt and articles give the
same sheet, and nobody chooses. Articles of ``--without`` (files of articles that somebody tuned for, or earlier sheets)
are left out, with ``--source`` those of other publishers, and with ``--whole`` those from whose text words are missing
(", ," where a link was). A sheet holds facts and no article text. ``show`` prints each row with the sentences it rests
on and their paragraphs; the reader fills ``verdict`` (right or wrong) and, for a wrong one, ``field``: every field that
is wrong, divided by spaces, "none" when there was no such meeting or statement at all. A row is right only when every
field it states is; a field left empty states nothing.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg import extract, ingest
from kg.model import Article, Claim

FIELDS = {
    "meetings": (
        *("participant", "companion", "status", "mode"),
        *("date", "endDate", "earliest", "latest", "place", "country"),
    ),
    "statements": ("speaker", "speakerDescription", "speechMode", "relayedBy", "addressee", "date", "text"),
}
TYPES = {"meetings": "MeetingReport", "statements": "Statement"}
HEAD = ("article", "source", "published", "node", "kind")
FILLED = ("verdict", "field")
GAP = re.compile(r"[,(] ?,| ,|\( *\)")
_BEFORE = 300
Facts = dict[str, list[str]]


def articles(paths: list[Path]) -> Iterator[Article]:
    """The articles of the files, cleaned as in a build."""
    for found in ingest.articles(paths):
        if isinstance(found, Article):
            yield found


def identifiers(path: Path) -> Iterator[str]:
    """The ids and addresses in a sheet, or in a file of articles, one JSON object a line."""
    if path.suffix == ".csv":
        yield from (row["article"] for row in read(path))
        return
    packed = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in packed.decode("utf-8").splitlines():
        record = json.loads(line)
        yield from (record[key] for key in ("id", "url") if record.get(key))


def facts(claims: list[Claim], kind: str) -> dict[str, Facts]:
    """Node -> field -> values in words: people and places by their labels, of words said only how many letters."""
    labels = {claim.subject: claim.object for claim in claims if claim.predicate == "rdfs:label"}
    nodes = [claim.subject for claim in claims if claim.predicate == "type" and claim.object == TYPES[kind]]
    found: dict[str, Facts] = {node: defaultdict(list) for node in nodes}
    for claim in claims:
        if claim.subject in found:
            value = str(len(claim.object)) if claim.predicate == "text" else labels.get(claim.object, claim.object)
            found[claim.subject][claim.predicate].append(value)
    return found


def eligible(told: argparse.Namespace) -> Iterator[Article]:
    """The articles to draw from."""
    known = {name for path in told.without for name in identifiers(path)}
    for article in articles(told.articles):
        gaps = told.whole and GAP.search(article.text)
        elsewhere = told.source and article.source not in told.source
        if not (gaps or elsewhere or article.id in known or article.url in known):
            yield article


def draw(told: argparse.Namespace) -> None:
    """Write the sheet of a sample to standard output."""
    rows: dict[str, dict[str, str]] = {}
    for article in eligible(told):
        known = (article.id, article.source, article.published or "")
        for node, stated in facts(extract.extract(article), told.kind).items():
            order = hashlib.sha256(f"{told.salt} {article.id} {node}".encode()).hexdigest()
            values = {field: "; ".join(stated[field]) for field in FIELDS[told.kind]}
            rows[order] = dict(zip(HEAD, (*known, node, told.kind), strict=True)) | values
    sheet = csv.DictWriter(sys.stdout, (*HEAD, *FIELDS[told.kind], *FILLED), lineterminator="\n")
    sheet.writeheader()
    sheet.writerows(rows[order] for order in sorted(rows)[: told.number])
    sys.stderr.write(f"{len(rows)} {told.kind} in all\n")


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a sheet."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def show(path: Path, paths: list[Path]) -> None:
    """Print each row of a sheet with the paragraphs its sentences stand in, sentences marked."""
    rows = read(path)
    wanted = {row["article"] for row in rows}
    texts = {article.id: article for article in articles(paths) if article.id in wanted}
    claims = {name: extract.extract(article) for name, article in texts.items()}
    for number, row in enumerate(rows, 1):
        article = texts[row["article"]]
        own = [claim for claim in claims[article.id] if claim.subject == row["node"]]
        spans = sorted({span[:2] for claim in own for span in claim.evidence})
        said = "".join(f"   TEXT {claim.object}\n" for claim in own if claim.predicate == "text")
        stated = " | ".join(f"{field}={row[field]}" for field in FIELDS[row["kind"]] if row[field])
        print(f"\n## {number} {article.id} {article.published} {article.title}\n   {stated}")
        print(said + _paragraphs(article.text, spans))


def _paragraphs(text: str, spans: list[tuple[int, int]]) -> str:
    """The paragraphs of the spans, each with the end of the one before it: what a pronoun points at."""
    printed, start, before = [], 0, ""
    for paragraph in text.split("\n\n"):
        inside = [(a - start, b - start) for a, b in spans if start <= a < start + len(paragraph)]
        marked = paragraph
        for first, last in reversed(inside):
            marked = f"{marked[:first]}<{marked[first:last]}>{marked[last:]}"
        if inside:
            near = marked[max(0, inside[0][0] - _BEFORE) : inside[-1][1] + _BEFORE]
            printed += [f"   … {before[-_BEFORE:]}"] * bool(before) + [f"   ¶ {near}"]
        before = "" if inside else paragraph
        start += len(paragraph) + 2
    return "\n".join(printed)


def count(paths: list[Path]) -> None:
    """Print how many rows are right, and for every field how many that state it have it wrong."""
    for path in paths:
        rows = [row for row in read(path) if row["verdict"]]
        right = sum(row["verdict"] == "right" for row in rows)
        wrong = Counter(field for row in rows for field in row["field"].split())
        print(f"{path.name}: {right} of {len(rows)} right; {wrong['none']} are none at all")
        for year in sorted({row["published"][:4] for row in rows}):
            verdicts = [row["verdict"] for row in rows if row["published"][:4] == year]
            print(f"  of {year or 'unknown':17s} {verdicts.count('right')} of {len(verdicts)}")
        for field in FIELDS[rows[0]["kind"]] if rows else ():
            stated = sum(bool(row[field]) for row in rows)
            if stated or wrong[field]:
                print(f"  {field:20s} stated {stated:4d}  wrong {wrong[field]:4d}")


def main() -> None:
    """Draw, show or count, as told."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    does = parser.add_subparsers(dest="does", required=True)
    drawing = does.add_parser("draw")
    drawing.add_argument("kind", choices=FIELDS)
    drawing.add_argument("number", type=int)
    drawing.add_argument("salt")
    drawing.add_argument("articles", type=Path, nargs="+")
    drawing.add_argument("--without", type=Path, action="append", default=[])
    drawing.add_argument("--source", action="append", default=[])
    drawing.add_argument("--whole", action="store_true")
    showing = does.add_parser("show")
    showing.add_argument("sheet", type=Path)
    showing.add_argument("articles", type=Path, nargs="+")
    does.add_parser("count").add_argument("sheets", type=Path, nargs="+")
    told = parser.parse_args()
    if told.does == "draw":
        draw(told)
    elif told.does == "show":
        show(told.sheet, told.articles)
    else:
        count(told.sheets)


if __name__ == "__main__":
    main()
