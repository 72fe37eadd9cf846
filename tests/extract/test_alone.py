import pytest

from kg import language
from kg.extract import mentions, text
from kg.model import Article, Document


def persons(words: str) -> list[str]:
    doc = Document(Article("x", words), language.load("id"))
    text.segment(doc)
    mentions.find(doc)
    return [m.text for m in doc.mentions if m.kind == "person" and m.how == "name"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (  # the institution took the first name
            "Direktur Angkutan Kementerian ESDM Erliana Listiani Dewi menjelaskan hal itu. \"Baik,\" kata Erliana.",
            "Erliana Listiani Dewi",
        ),
        (  # the city took the whole name
            "Hal itu disampaikan Kepala Dinas Pasar (DPS) Kota Mataram Wardiman, Kamis. \"Baik,\" kata Wardiman.",
            "Wardiman",
        ),
        (  # the name took the brand, which the text names without it
            "Galon Le Minerale aman, kata Direktur Le Minerale Febri Satria Hutama. Le Minerale tua juga, kata Febri.",
            "Febri Satria Hutama",
        ),
        (  # the name took the province
            "Kepala BPSDMKP Jateng Ratna Wulandari menjelaskan hasil itu. \"Baik,\" kata Ratna.",
            "Ratna Wulandari",
        ),
    ],
)  # fmt: skip
def test_the_short_name_shows_where_the_long_one_begins(words, name):
    assert persons(words)[0] == name


def test_a_family_name_that_stands_alone_cuts_nothing():
    assert persons('Menteri Energi Norwegia Ingrid Halvorsen tiba. "Baik," kata Halvorsen.')[0] == "Ingrid Halvorsen"


def test_what_nothing_speaks_for_is_no_person():
    assert persons("Ia membeli Slamento di pasar.") == []


def test_an_age_speaks_for_a_person():
    assert persons("Korban, Slamento (34), dibawa pulang.") == ["Slamento"]


def test_a_known_neighbour_in_a_list_speaks_for_a_person():
    assert "Slamento" in persons("Hadir pula Hartono Wijaya dan Slamento di ruang itu.")


def test_a_word_of_a_full_name_is_that_person_behind_a_tag():
    words = 'Direktur Pengupahan Indah Anggara Putri menjelaskan hal itu. "Baik," kata Putri.'
    assert persons(words)[-1] == "Putri"
