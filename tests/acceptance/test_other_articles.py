"""Articles that no rule was made for: other leaders, verbs, orders and forms, each with what a reader finds in it.

Their persons are made up. What is asked of each article is that it does not fall apart: its persons, its meetings with
who, when, where and whether, and its quotations with their speakers are those of articles/facts.jsonl, which is in the
schema of gold.
"""

from pathlib import Path

import pytest

from kg import evaluate, facts, ingest, pipeline
from kg.alike import Cast, shared
from kg.store import open_store

ARTICLES = Path(__file__).parent / "articles"
GOLD = {article.id: article for article in facts.read_gold(ARTICLES / "facts.jsonl")}
JUNK = (
    "Baca", "Editor", "Penulis", "Ikuti kami", "Google News", "Copyright", "Facebook", "Foto:", "Gambas", "(gas/rin)",
    "SCROLL", "ADVERTISEMENT", "Halaman", "TAGS", "Beranda", "search", "Simak Video", "Bagikan", "Sumber: Antara",
)  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    built = pipeline.build(sorted(ARTICLES.glob("*.txt")), tmp_path_factory.mktemp("graph"))
    assert built.findings == []
    return facts.from_store(open_store(built.folder))


def compared(name, found):
    return evaluate.compare([GOLD[name]], found)


def told(report, *what):
    return [f"{miss.what}: {miss.detail}" for miss in report.misses if miss.what.startswith(what)]


def test_each_article_has_its_facts_beside_it():
    assert sorted(GOLD) == sorted(path.stem for path in ARTICLES.glob("*.txt"))


@pytest.mark.parametrize("name", GOLD)
def test_what_is_not_the_article_is_left_out(name):
    (article,) = ingest.articles([ARTICLES / f"{name}.txt"])
    assert [word for word in JUNK if word in article.text] == []


@pytest.mark.parametrize("name", GOLD)
def test_who_is_in_it(name, found):
    assert told(compared(name, found), "person") == []


@pytest.mark.parametrize("name", GOLD)
def test_who_met_whom_when_where_and_whether(name, found):
    fields = ("participants", "date", "place", "country", "status", "mode")
    assert told(compared(name, found), "meeting", *fields) == []


@pytest.mark.parametrize(
    "name", [name for name, article in GOLD.items() if any(m.companions for m in article.meetings)]
)
def test_who_came_along(name, found):
    theirs, ours = Cast(GOLD[name]), Cast(found[name])
    wanted = theirs.parties(person for meeting in GOLD[name].meetings for person in meeting.companions)
    there = ours.parties(person for meeting in found[name].meetings for person in meeting.companions)
    assert shared(wanted, there) == len(wanted) == len(there)


@pytest.mark.parametrize("name", GOLD)
def test_who_is_quoted(name, found):
    quoted = told(compared(name, found), "wrong speaker", "statement missed: direct", "statement not in gold: direct")
    assert quoted == []
    assert compared(name, found).measures["statements_direct"].missed == 0


def test_what_is_reported_without_quotation_marks(found):
    assert evaluate.compare(GOLD.values(), found).measures["statements_indirect"].f1 >= 0.9
