"""Every language pack: the examples beside its rules and word lists are read as they say."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from kg import extract, language
from kg.extract import statements
from kg.model import Article, Document

PACKS = [code for code in language.available() if code != "id"]  # its tables have tests of their own


def own(code: str, name: str) -> dict[str, Any]:
    """The table as the folder of the language has it, without its base."""
    path = language.FOLDER / code / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def read(text: str, code: str, published: str | None = None) -> Document:
    return extract.read(Article("A", text, lang=code, published=published))


def dates() -> Iterator[tuple[str, str, str, str]]:
    for code in PACKS:
        table = own(code, "dates")
        for key in ("rules", "+rules"):
            for rule in table.get(key, ()):
                assert rule["examples"], rule
                yield from ((code, table["example_day"], words, meant) for words, meant in rule["examples"])


def said() -> Iterator[tuple[str, dict[str, str]]]:
    for code in PACKS:
        table = own(code, "statements")
        for group in [*table.pop("verbs", {}).values(), *table.values()]:
            if "example" in group:
                yield code, group["example"]


@pytest.mark.parametrize(("code", "day", "words", "meant"), list(dates()))
def test_dates(code: str, day: str, words: str, meant: str) -> None:
    doc = read(words, code, day)
    when = doc.timexes[-1].when if doc.timexes else None
    got = ""
    if when:
        joint = ".." if when.ranged else "~"
        shapes = {"day": when.earliest.isoformat(), "month": f"{when.earliest:%Y-%m}", "year": f"{when.earliest:%Y}"}
        got = shapes.get(when.precision, f"{when.earliest}{joint}{when.latest}")
    assert got == meant


@pytest.mark.parametrize(("code", "example"), list(said()))
def test_statements(code: str, example: dict[str, str]) -> None:
    doc = read(example["text"], code)
    found = statements.utterances(doc)
    assert [" ".join(doc.article.text[a:b] for a, b in one.pieces) for one in found] == [example["said"]]
    (one,) = found
    forms = [form for p in one.speakers for form in (*doc.entities[p.node].forms, doc.entities[p.node].name)]
    assert example["speaker"] in (forms or [doc.article.text[slice(*(one.anonymous or (0, 0)))]])


@pytest.mark.parametrize("code", PACKS)
def test_words_of_statements_are_lower_case_and_single(code: str) -> None:
    table = own(code, "statements")
    groups = [*table.pop("verbs", {}).values(), *table.values()]
    words = [word for group in groups for value in group.values() if isinstance(value, list) for word in value]
    assert [word for word in words if word != word.lower() or " " in word] == []


@pytest.mark.parametrize("code", PACKS)
def test_no_verb_stands_in_two_groups(code: str) -> None:
    groups = own(code, "statements")["verbs"].values()
    verbs = [word for group in groups for key in ("words", "+words") for word in group.get(key, ())]
    assert [word for word in sorted(set(verbs)) if verbs.count(word) > 1] == []
