import pytest

from kg import language
from kg.extract import mentions, text
from kg.model import Article, Document, Mention

PACK = language.load("id")
TITLES = PACK.table("titles")


def read(words: str) -> list[Mention]:
    doc = Document(Article("x", words), PACK)
    text.segment(doc)
    mentions.find(doc)
    return doc.mentions


def node(value: str) -> str:
    return f"state:{value}" if value.isupper() else f"#{value.lower().replace(' ', '-')}"


@pytest.mark.parametrize("example", TITLES["examples"], ids=lambda e: e["table"])
def test_every_example_of_the_table(example):
    people = [m for m in read(example["text"]) if m.kind == "person"]
    found = people[0] if not example["name"] else next((m for m in people if m.text == example["name"]), None)
    assert found is not None, people
    assert found.how == ("name" if example["name"] else "title")
    role = found.role
    assert (role.title if role else None) == example.get("title")
    if role:
        assert role.office == example.get("office")
        assert role.former == example.get("former", False)
        for of, wanted in ((role.of, example.get("of")), (role.to, example.get("to"))):
            assert wanted is None or (of or "").endswith(node(wanted)), of


def test_every_table_has_an_example():
    assert {e["table"] for e in TITLES["examples"]} == set(TITLES) - {"examples"}


def test_every_office_is_known():
    from kg.knowledge import office

    unknown = {key for key in TITLES["heads"].values() if key and office(key) is None}
    assert unknown <= {"leader"}


def test_heads_are_lower_case_and_the_longest_wins():
    assert all(words == words.lower() for words in TITLES["heads"])
    (found,) = read("Wakil Perdana Menteri Italia tersenyum.")
    assert found.role.title == "Wakil Perdana Menteri"


def test_brackets_and_chains_stay_in_the_title():
    found = next(
        m for m in read("Menteri Pertahanan (Menhan) sekaligus Wakil Perdana Menteri Italia Carlo Bianchi pulang.")
    )
    assert (found.text, found.role.office, found.role.of) == ("Carlo Bianchi", "defence_minister", "state:ITA")


def test_a_short_name_behind_a_comma_opens_a_clause():
    found = read("Presiden Kenya Peter Oakley pulang. Setelah menemui Presiden Austria, Oakley berangkat lagi.")
    assert [m.role.of for m in found if m.role] == ["state:KEN", "state:AUT"]


def test_what_is_inside_a_title_is_no_mention():
    found = read("Menurut juru bicara Kementerian Luar Negeri Norwegia Ingrid Halvorsen, kabar itu salah.")
    assert [m.text for m in found] == ["Ingrid Halvorsen"]
    assert found[0].role.of == "org:x#kementerian-luar-negeri-norwegia"


@pytest.mark.parametrize(
    "words",
    ["para menteri berkumpul.", "Ia ingin menjadi presiden.", "Calon presiden itu banyak.", "Kursi presiden kosong."],
)
def test_titles_that_mean_nobody(words):
    assert read(words) == []
