"""Every language pack: the examples beside its rules and word lists are read as they say."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from kg import language
from kg.extract import EXTRACTORS, READERS
from kg.model import Article, Claim, Document

PACKS = [code for code in language.available() if code != "id"]  # its tables have tests of their own


def own(code: str, name: str) -> dict[str, Any]:
    """The table as the folder of the language has it, without its base."""
    path = language.FOLDER / code / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.is_file() else {}


def read(text: str, code: str, published: str | None = None) -> tuple[Document, list[Claim]]:
    doc = Document(Article("A", text, lang=code, published=published), language.load(code))
    for reader in READERS:
        reader(doc)
    return doc, [claim for extractor in EXTRACTORS for claim in extractor(doc)]


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
    doc, _ = read(words, code, day)
    when = doc.timexes[-1].when if doc.timexes else None
    got = ""
    if when:
        joint = ".." if when.ranged else "~"
        shapes = {"day": when.earliest.isoformat(), "month": f"{when.earliest:%Y-%m}", "year": f"{when.earliest:%Y}"}
        got = shapes.get(when.precision, f"{when.earliest}{joint}{when.latest}")
    assert got == meant


@pytest.mark.parametrize(("code", "example"), list(said()))
def test_statements(code: str, example: dict[str, str]) -> None:
    doc, claims = read(example["text"], code)
    texts = {c.subject: c.object for c in claims if c.predicate == "text"}
    assert list(texts.values()) == [example["said"]]
    node = next(iter(texts))
    speakers = [c.object for c in claims if c.subject == node and c.predicate in ("speaker", "speakerDescription")]
    names = [doc.entities[s].forms + (doc.entities[s].name,) if s in doc.entities else (s,) for s in speakers]
    assert any(example["speaker"] in forms for forms in names), names


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
