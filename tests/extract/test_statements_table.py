"""Every group of words in a pack's statements table is shown by an example, and the example is read as it says."""

from collections.abc import Iterator
from typing import Any

import pytest

from kg import extract, language
from kg.extract import statements
from kg.extract.statements.lexicon import lexicon
from kg.model import Article, Document, Utterance

PACK = language.load("id")


def groups(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    for name, group in table.items():
        if name == "verbs":
            yield from groups(group, "verbs.")
        else:
            yield path + name, group


GROUPS = dict(groups(dict(PACK.table("statements"))))
SAID = [(name, group["example"]) for name, group in GROUPS.items() if "example" in group]
SILENT = [(name, group["silent"]) for name, group in GROUPS.items() if "silent" in group]


def said(text: str) -> tuple[Document, list[Utterance]]:
    doc = extract.read(Article("example", text, published="2031-05-14"))
    return doc, statements.utterances(doc)


def speaker(doc: Document, utterance: Utterance) -> str:
    if utterance.anonymous:
        return doc.article.text[slice(*utterance.anonymous)]
    return ", ".join(doc.entities[party.node].name for party in utterance.speakers)


@pytest.mark.parametrize(("group", "example"), SAID, ids=[name for name, _ in SAID])
def test_an_example_is_read_as_it_says(group: str, example: dict[str, str]) -> None:
    doc, found = said(example["text"])
    read = [(speaker(doc, u), " ".join(doc.article.text[a:b] for a, b in u.pieces)) for u in found]
    assert read == [(example["speaker"], example["said"])], group


@pytest.mark.parametrize(("group", "text"), SILENT, ids=[name for name, _ in SILENT])
def test_what_says_nothing_is_no_statement(group: str, text: str) -> None:
    assert said(text)[1] == [], group


def test_every_group_has_an_example() -> None:
    assert [name for name, group in GROUPS.items() if "example" not in group and "silent" not in group] == []


def test_words_are_lower_case_and_single() -> None:
    words = [word for group in GROUPS.values() for value in group.values() if isinstance(value, list) for word in value]
    assert [word for word in words if word != word.lower() or " " in word] == []


def test_no_verb_stands_in_two_groups() -> None:
    verbs = [word for name, group in GROUPS.items() if name.startswith("verbs.") for word in group["words"]]
    assert sorted(verbs) == sorted(set(verbs))
    assert set(verbs) == set(lexicon(PACK).verbs)
