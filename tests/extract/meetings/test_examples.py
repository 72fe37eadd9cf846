"""The examples of the table ``meetings``: whole articles in small, read with every reader, nothing replaced."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from kg import language
from kg.extract import extract
from kg.model import Article, Claim
from kg.names import fold

EXAMPLES: list[dict[str, Any]] = list(language.load("id").table("meetings").get("example", []))


def reports(claims: list[Claim]) -> list[str]:
    """Each report as "A + B; status; date; place; country", parties by the last word of their names, in order."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        said[claim.subject][claim.predicate].append(claim.object)
    labels = {node: found["rdfs:label"][0] for node, found in said.items() if found.get("rdfs:label")}

    def name(node: str) -> str:
        return node.removeprefix("state:") if node.startswith("state:") else labels.get(node, node).split()[-1]

    def one(found: dict[str, list[str]], predicate: str) -> str:
        value = found.get(predicate, ["-"])[0]
        return value.removeprefix("state:") if value.startswith("state:") else labels.get(value, value)

    out = []
    for found in said.values():
        if found.get("type") == ["MeetingReport"]:
            who = " + ".join(sorted(name(node) for node in found["participant"]))
            out.append("; ".join([who, *(one(found, key) for key in ("status", "date", "place", "country"))]))
    return sorted(out)


@pytest.mark.parametrize("example", EXAMPLES, ids=[fold(str(example["text"]))[:50] for example in EXAMPLES])
def test_example(example: dict[str, Any]) -> None:
    title = example.get("title", "")
    head = f"{title}\n\n" if title else ""
    article = Article("x", head + example["text"], title=title, body=len(head), published=example["published"])
    assert reports(extract(article)) == sorted(example["read"])
