import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import language
from kg.extract import mentions, text
from kg.model import Article, Document

PACK = language.load("id")
NAMES = PACK.table("names")
WORDS = st.sampled_from([
    "Presiden", "Rusia", "Korut", "Jakarta", "Rusia-Korut", "Budi", "Sasmita", "bertemu", "di", ",", ".", "(",
    ")", "Menlu", "istri", "dan", "KPK", "Ketua", "Sultan", "eks", "ke-7", "untuk", '"', "S.H.", "\n\n",
    "al-Hakim", "Kota", "Palu",
])  # fmt: skip


def read(words: str, title: str = "") -> Document:
    head = f"{title}\n\n" if title else ""
    doc = Document(Article("x", head + words, title=title, body=len(head)), PACK)
    text.segment(doc)
    mentions.find(doc)
    return doc


@pytest.mark.parametrize("example", NAMES["examples"], ids=lambda e: e["list"])
def test_every_example_of_the_table(example):
    kinds = [m.kind for m in read(example["text"]).mentions if m.text == example["words"]]
    assert kinds == ([example["kind"]] if example["kind"] else [])


def test_every_list_has_an_example():
    lists = {f"{table}.{name}" for table, rows in NAMES.items() if isinstance(rows, dict) for name in rows}
    shown = {e["list"] for e in NAMES["examples"]}
    assert shown <= lists
    assert {name.partition(".")[0] for name in lists} == {name.partition(".")[0] for name in shown}


def test_states_under_all_their_names():
    found = read("Hubungan Korut, AS, RI, dan Uni Emirat Arab (UEA) membaik.").mentions
    assert [(m.kind, m.text) for m in found] == [("state", w) for w in ("Korut", "AS", "RI", "Uni Emirat Arab", "UEA")]


def test_joined_names_are_two():
    found = read("Hubungan Rusia-Korut membaik, kata Budi Sasmita.").mentions
    assert [m.text for m in found] == ["Rusia", "Korut", "Budi Sasmita"]


def test_a_name_found_once_is_found_everywhere():
    doc = read("Menteri Energi Norwegia Ingrid Halvorsen tiba. Menurut Halvorsen, harga turun. Halvorsen lalu pulang.")
    assert [m.text for m in doc.mentions] == ["Ingrid Halvorsen", "Halvorsen", "Halvorsen"]


def test_headline_verbs_are_no_names():
    doc = read("Presiden Kenya Peter Oakley menyambut tamunya.", title="Peter Oakley Sambut Tamu Penting")
    assert [m.text for m in doc.mentions if m.end <= doc.article.body] == ["Peter Oakley"]


@given(st.lists(WORDS, max_size=40))
def test_laws(words):
    doc = read(" ".join(words))
    whole = doc.article.text
    for mention in doc.mentions:
        assert whole[mention.start : mention.end] == mention.text
        assert mention.outer_start <= mention.start < mention.end <= mention.outer_end
        if mention.role:
            assert whole[mention.role.start : mention.role.end] == mention.role.text
            assert mention.role.title in mention.role.text
    spans = [(m.start, m.end) for m in doc.mentions]
    assert spans == sorted(spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    for sentence in doc.sentences:
        assert (doc.tokens[sentence.first].start, doc.tokens[sentence.last - 1].end) == (sentence.start, sentence.end)


@given(st.text(max_size=200))
def test_any_text_goes_through(words):
    assert all(words[m.start : m.end] == m.text for m in read(words).mentions)


@pytest.mark.parametrize(
    "words",
    [
        "Presiden " * 20_000,
        "(" * 50_000 + "Jakarta " * 20_000,
        "Menteri X bertemu Y di Z. " * 10_000,
        "A-B-" * 50_000,
        "Budi," * 40_000,
    ],
)
def test_hostile_text_takes_linear_time(words):
    start = time.process_time()
    read(words)
    assert time.process_time() - start < 10
