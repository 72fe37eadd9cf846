import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def meanings(words: str, published: str | None = TABLE["example_day"]) -> list[str]:
    return [shown(t.when) for t in read(words, published).timexes]


@pytest.mark.parametrize(("words", "meant"), EXAMPLES)
def test_every_example_of_the_table(words, meant):
    found = read(words).timexes
    assert [shown(t.when) for t in found][-1:] in ([meant], [] if not meant else [meant])
    if meant and ". " not in words:
        assert words.endswith(words[found[-1].start : found[-1].end])


def test_every_rule_has_an_example():
    assert all(rule["examples"] for rule in TABLE["rules"])


@pytest.mark.parametrize(
    ("words", "published", "meant"),
    [
        ("Menteri akan berkunjung ke Hanoi pada Jumat.", "2024-05-15", ["2024-05-17"]),
        ("Menteri berkunjung ke Hanoi pada Jumat.", "2024-05-15", ["2024-05-10"]),
        ("Ia akan berkunjung ke Hanoi, kata juru bicara, Selasa.", "2024-05-15", ["2024-05-14"]),
        ("Pada 2019, tepatnya 24 April, ia tiba.", "2024-05-15", ["2019", "2019-04-24"]),
        ("Senin (6/5) hingga Rabu (8/5) mereka bertemu.", "2024-05-15", ["2024-05-06..2024-05-08"]),
        ("Pertemuan digelar pada 20 Desember.", "2024-01-10", ["2023-12-20"]),
        ('"Kami ke sana besok," kata Rama, Senin (13/5).', "2024-05-15", ["2024-05-14", "2024-05-13"]),
        ("Sabtu, 12 Mei, ia tiba.", "2024-05-15", ["2024-05-12"]),
        ("Sidang pada akhir Mei mendatang.", "2024-05-15", ["2024-05-16~2024-05-31"]),
        ("Hari ini, Rabu (14/5/2024), ia tiba.", "2024-05-15", ["2024-05-15"]),
        ("Pertemuan akan digelar pada 20 Desember.", "2024-01-10", ["2024-12-20"]),
        ("Setiap Senin ia ke Pasar Minggu untuk salat Jumat, setiap 10 September juga.", "2024-05-15", []),
        ("Skor 3/4 dan (3-4), usia 5, musim 2019/2020, era 1980-an.", "2024-05-15", []),
        ("UU Nomor 8 Tahun 2015 dan beberapa bulan lalu.", "2024-05-15", []),
        ("Kemarin (13/5) ia tiba, hari ini ia pulang.", "2024-05-15", ["2024-05-13", "2024-05-14"]),
        ("Ia tiba Senin (6/5/2024). Keesokan harinya ia pulang.", "2024-05-15", ["2024-05-06", "2024-05-07"]),
        ("Pekan lalu ia tiba, Senin ia pulang, besok ia pergi.", None, ["", "", ""]),
        ("Pada 31/2/2024 dan 32 Mei 2024.", "2024-05-15", ["2024-05"]),
    ],
)
def test_in_context(words, published, meant):
    assert meanings(words, published) == meant


def test_anchor_is_the_publication_date_else_a_day_the_text_writes_out():
    assert read("Rabu (8/5/2024).", "2024-05-15").anchor == date(2024, 5, 15)
    assert read("Senin (6/5/2024) ia tiba, kata dia, Rabu (8/5/2024).", None).anchor == date(2024, 5, 8)
    assert read("Ia lahir pada 6 Juni 1951.", None).anchor is None
    assert read("Ia lahir.", "kemarin").anchor is None


def test_a_weekday_without_year_fits_one_year_only():
    doc = read("Pada Rabu (19/6) ia tiba. Pada September 2023 ia pernah ke sana.", None)
    assert doc.anchor == date(2024, 6, 19)
    assert shown(doc.timexes[0].when) == "2024-06-19"


def test_a_wrong_weekday_is_noticed_and_the_date_kept():
    wrong, right = read("Selasa (15/5/2024) dan Rabu (15/5/2024)").timexes
    assert (shown(wrong.when), wrong.note) == ("2024-05-15", "weekday")
    assert right.note == ""
    (slip,) = read("Senin (13/5/2023)").timexes
    assert (shown(slip.when), slip.note) == ("2024-05-13", "year")
    (old,) = read("Senin (13/11/2022)").timexes
    assert (shown(old.when), old.note) == ("2022-11-13", "weekday")


def test_times_of_day_stay_as_written():
    (one,) = read("Selasa (14/5/2024) sekitar pukul 10.00 WIB").timexes
    assert one.clock == "pukul 10.00 WIB" and one.bracketed
    (two,) = read("Ia tiba pukul 21.00 waktu setempat, Selasa (14/5/2024).").timexes
    assert two.clock == "pukul 21.00 waktu setempat" and shown(two.when) == "2024-05-14"
    (three,) = read("Ia tiba pukul 21.00 WITA.").timexes
    assert three.when is None and three.clock == "pukul 21.00 WITA"


words_of_dates = st.sampled_from(
    [w for words, _ in EXAMPLES for w in words.split()]
    + ["pada", "akan", ".", ",", "(", ")", "-", "31", "13/5", "\n\n"]
)


@given(st.lists(words_of_dates, max_size=25).map(" ".join), st.sampled_from(["2024-05-15", None]))
def test_laws(words, published):
    doc = read(words, published)
    ends = [b for t in doc.timexes for b in (t.start, t.end)]
    assert ends == sorted(ends)
    for timex in doc.timexes:
        assert words[timex.start : timex.end].strip() == words[timex.start : timex.end] != ""
        if timex.when:
            assert timex.when.earliest <= timex.when.latest
            assert (timex.when.precision == "day") == (timex.when.earliest == timex.when.latest)
    assert read(words, published).timexes == doc.timexes


@pytest.mark.parametrize(
    "unit", ["13/", "Senin, ", "1-", "(1/", "Mei ", "hari ", "dua ", "awal bulan ", "pukul 1", "Senin dan "]
)
def test_hostile_input_takes_linear_time(unit):
    began = time.process_time()
    read(unit * (60_000 // len(unit)))
    assert time.process_time() - began < 20
