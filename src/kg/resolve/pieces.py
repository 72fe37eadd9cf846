"""What one article contributes to the corpus, as a line of JSON: to be kept beside the claims and taken in again later.

>>> load(dump(Corpus())) == Corpus()
True
"""

from __future__ import annotations

import json
from datetime import date
from sys import intern
from typing import Any

from kg.resolve.profiles import Corpus, Report, Row, Said, Thing

_DAYS = ("earliest", "latest", "published")


def dump(corpus: Corpus) -> str:
    """The corpus of one article, or of a few, as one line."""
    rows = {
        "things": [_fields(thing) for thing in corpus.things.values()],
        "reports": [_fields(report) for report in corpus.reports.values()],
        "said": [_fields(said) for said in corpus.said.values()],
        "tenures": corpus.tenures,
        "published": {article: day.isoformat() for article, day in corpus.published.items()},
        "mentions": {article: sorted(nodes) for article, nodes in corpus.mentions.items()},
        "states": sorted(corpus.states),
        "sketches": corpus.sketches,
    }
    return json.dumps({name: value for name, value in rows.items() if value}, ensure_ascii=False, separators=(",", ":"))


def _fields(one: Thing | Report | Said) -> list[Any]:
    values = (getattr(one, name) for name in one.__slots__)
    return [value.isoformat() if isinstance(value, date) else value for value in values]


def load(line: str | bytes) -> Corpus:
    """What ``dump`` wrote. Raises ValueError, TypeError or KeyError when it is nothing of the sort."""
    rows = json.loads(line)
    things = [_thing(*row) for row in rows.get("things", ())]
    reports = [_report(row) for row in rows.get("reports", ())]
    said = [_said(*row) for row in rows.get("said", ())]
    return Corpus(
        things={thing.node: thing for thing in things},
        reports={report.node: report for report in reports},
        said={one.node: one for one in said},
        tenures={node: tuple(Row(*map(intern, row)) for row in some) for node, some in rows.get("tenures", {}).items()},
        published={article: date.fromisoformat(day) for article, day in rows.get("published", {}).items()},
        mentions={article: frozenset(map(intern, nodes)) for article, nodes in rows.get("mentions", {}).items()},
        states=set(rows.get("states", ())),
        sketches={article: tuple(marks) for article, marks in rows.get("sketches", {}).items()},
    )


def _thing(  # noqa: PLR0913, PLR0917 -- the fields of a Thing, in their order
    node: str,
    kind: str,
    article: str,
    name: str,
    forms: list[str],
    known: str,
    within: list[str],
    roles: list[list[str]],
    tenures: list[str],
    folded: str,
    words: list[str],
    stated: str,
) -> Thing:
    """Names and roles come again in thousands of articles: each is held in memory once."""
    return Thing(
        intern(node),
        intern(kind),
        intern(article),
        intern(name),
        tuple(map(intern, forms)),
        intern(known),
        tuple(map(intern, within)),
        tuple((intern(title), intern(office), intern(of)) for title, office, of in roles),
        tuple(map(intern, tenures)),
        intern(folded),
        tuple(map(intern, words)),
        intern(stated),
    )


def _report(row: list[Any]) -> Report:
    fields = dict(zip(Report.__slots__, row, strict=True))
    for name in _DAYS:
        fields[name] = fields[name] and date.fromisoformat(fields[name])
    for name in ("participants", "companions", "places"):
        fields[name] = tuple(map(intern, fields[name]))
    return Report(**fields)


def _said(  # noqa: PLR0913, PLR0917 -- the fields of a Said, in their order
    node: str,
    article: str,
    speakers: list[str],
    description: str,
    words: str,
    mode: str,
    date_: str,
    prints: list[int],
) -> Said:
    who = tuple(map(intern, speakers))
    return Said(intern(node), intern(article), who, description, words, intern(mode), date_, tuple(prints))
