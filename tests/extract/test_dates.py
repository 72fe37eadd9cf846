from datetime import date

import pytest

from kg import language
from kg.extract import dates, text
from kg.model import Article, Document, When

PACK = language.load("id")
TABLE = PACK.table("dates")
EXAMPLES = [(words, meant) for rule in TABLE["rules"] for words, meant in rule["examples"]]


def read(words: str, published: str | None = TABLE["example_day"]) -> Document:
    doc = Document(Article("x", words, published=published), PACK)
    text.segment(doc)
    dates.find(doc)
    return doc


def shown(when: When | None) -> str:
    """2024-05-13, 2024-05, 2024, first..last for what lasted, first~last for a day unknown within."""
    if when is None:
        return ""
    if when.precision == "interval":
        return f"{when.earliest}{'..' if when.ranged else '~'}{when.latest}"
    return str(when.earliest)[: {"day": 10, "month": 7, "year": 4}[when.precision]]


@pytest.mark.parametrize(("words", "meant"), EXAMPLES)
def test_every_example_of_the_table(words, meant):
    found = read(words).timexes
    assert [shown(t.when) for t in found][-1:] in ([meant], [] if not meant else [meant])


def test_every_rule_has_an_example():
    assert all(rule["examples"] for rule in TABLE["rules"])
