"""Every language pack: the examples beside its rules and word lists are read as they say."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from kg import extract, knowledge, language
from kg.extract import statements
from kg.ingest import dateline
from kg.model import Article, Claim, Document

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


def roles() -> Iterator[tuple[str, dict[str, Any]]]:
    for code in PACKS:
        for example in own(code, "titles")["examples"]:
            yield code, example


@pytest.mark.parametrize(("code", "example"), list(roles()))
def test_titles(code: str, example: dict[str, Any]) -> None:
    (found,) = [m for m in read(example["text"], code).mentions if m.text == example["name"]]
    role = found.role
    assert role is not None
    assert (role.title, role.office, role.former) == (
        example["title"],
        example.get("office"),
        example.get("former", False),
    )
    wanted = [f"state:{example[key]}" if key in example else None for key in ("of", "to")]
    assert [role.of, role.to] == wanted


@pytest.mark.parametrize("code", PACKS)
def test_every_office_is_known(code: str) -> None:
    heads = own(code, "titles")["heads"]
    assert {key for key in heads.values() if key and knowledge.office(key) is None} <= {"leader"}
    assert [words for words in heads if words != words.lower()] == []


def met() -> Iterator[tuple[str, dict[str, Any]]]:
    for code in PACKS:
        for example in own(code, "meetings")["example"]:
            yield code, example


@pytest.mark.parametrize(("code", "example"), list(met()))
def test_meetings(code: str, example: dict[str, Any]) -> None:
    claims = extract.extract(Article("x", example["text"], lang=code, published=example["published"]))
    assert reports(claims) == sorted(example["read"])


def reports(claims: list[Claim]) -> list[str]:
    """Each report as "A + B; status; date; place; country", parties by the last word of their names."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        said[claim.subject][claim.predicate].append(claim.object)

    def label(value: str) -> str:
        return value.removeprefix("state:") if value.startswith("state:") else said[value]["rdfs:label"][0]

    def one(found: dict[str, list[str]], key: str) -> str:
        value = found.get(key, ["-"])[0]
        return label(value) if ":" in value else value

    return sorted(
        "; ".join(
            [" + ".join(sorted(label(n).split()[-1] for n in found["participant"])), *(one(found, key) for key in KEYS)]
        )
        for found in list(said.values())
        if found.get("type") == ["MeetingReport"]
    )


KEYS = ("status", "date", "place", "country")


@pytest.mark.parametrize(
    ("code", "text", "names"),
    [
        ("en", "Yesterday President Otto Lindqvist of Kenya called. So the talks went on.", ["Otto Lindqvist"]),
        ("en", "Freedom matters, Prime Minister Mira Solberg wrote.", ["Mira Solberg"]),
        ("ms", "Tan Sri Kamarul Hakim dan Datuk Seri Azlina Rahmat hadir semalam.", ["Kamarul Hakim", "Azlina Rahmat"]),
    ],
)
def test_names_of_persons(code: str, text: str, names: list[str]) -> None:
    assert [m.text for m in read(text, code).mentions if m.kind == "person" and m.how == "name"] == names


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("en", "OSLO, May 13 (Reuters) - The minister left."),
        ("en", "NAIROBI, Sept. 3, 2023 (Xinhua) -- The minister left."),
        ("ms", "KUALA LUMPUR, 5 Okt (Bernama) -- Menteri itu pulang."),
        ("ms", "BAGAN DATUK 17 Feb. - Menteri itu pulang."),
    ],
)
def test_datelines(code: str, line: str) -> None:
    assert dateline.without(line, language.load(code)) in ("The minister left.", "Menteri itu pulang.")
