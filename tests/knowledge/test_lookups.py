"""Names lead to what they mean; what is not known stays unknown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import knowledge
from kg.errors import PackError
from kg.knowledge.tables import rows
from kg.knowledge.when import span


@pytest.mark.parametrize(
    ("form", "iso3"),
    [
        ("Korut", "PRK"), ("Korea Utara", "PRK"), ("AS", "USA"), ("RI", "IDN"), ("RRT", "CHN"), ("Cina", "CHN"),
        ("Republik Rakyat Tiongkok", "CHN"), ("Korsel", "KOR"), ("UEA", "ARE"), ("Britania Raya", "GBR"),
        ("Negeri Paman Sam", "USA"), ("Negeri Beruang Merah", "RUS"), ("Kerajaan Arab Saudi", "SAU"),
        ("Palestina", "PSE"), ("Vatikan", "VAT"), ("Kosovo", "XKX"), ("Türkiye", "TUR"), ("Pantai Gading", "CIV"),
        ("as", None), ("ri", None), ("Jordan", None), ("Negeri Jiran", None), ("Moskow", None), ("Atlantis", None),
    ],
)  # fmt: skip
def test_states_under_their_indonesian_names(form, iso3):
    assert knowledge.state_of(form) == iso3


def test_forms_belong_to_a_language():
    assert knowledge.state_of("Jepun", "ms") == "JPN"
    assert knowledge.state_of("Jepun", "id") is None
    assert knowledge.state_of("Jordan", "en") == "JOR"
    assert knowledge.state("JOR").name("id") == "Yordania"


@pytest.mark.parametrize(
    ("form", "iso3"),
    [("Moskow", "RUS"), ("Kremlin", "RUS"), ("Gedung Putih", "USA"), ("Washington", "USA"), ("Bandung", None)],
)
def test_capitals_that_act(form, iso3):
    assert knowledge.acting_state(form) == iso3


@pytest.mark.parametrize(
    ("office", "of", "on", "name"),
    [
        ("president", "RUS", date(2010, 5, 1), "Dmitry Medvedev"),
        ("president", "state:RUS", date(2019, 4, 25), "Vladimir Putin"),
        ("leader", "PRK", date(2009, 8, 4), "Kim Jong Il"),
        ("head_of_state", "IDN", date(2024, 10, 19), "Joko Widodo"),
        ("head_of_state", "IDN", date(2024, 10, 20), "Prabowo Subianto"),
        ("head_of_state", "MYS", date(2024, 6, 1), "Ibrahim Iskandar"),
        ("head_of_government", "TUR", date(2013, 1, 1), "Recep Tayyip Erdogan"),
        ("head_of_state", "TUR", date(2013, 1, 1), "Abdullah Gul"),
        ("foreign_minister", "CHN", date(2023, 5, 1), "Qin Gang"),
        ("defence_minister", "IDN", date(2022, 1, 1), "Prabowo Subianto"),
        ("secretary_general", "org:x1#perserikatan-bangsa-bangsa", date(2020, 1, 1), "Antonio Guterres"),
        ("secretary_general", "org:x1#pbb", date(2010, 1, 1), "Ban Ki-moon"),
        ("governor", "place:x1#jawa-barat", date(2021, 1, 1), "Ridwan Kamil"),
        ("chair", "golkar", date(2025, 1, 1), "Bahlil Lahadalia"),
    ],
)
def test_holders_on_a_day(office, of, on, name):
    assert knowledge.holder(office, of, on).name == name


@pytest.mark.parametrize(
    ("office", "of", "on"),
    [
        ("president", "RUS", date(1950, 1, 1)),
        ("president", "KOR", date(2025, 5, 1)),
        ("foreign_minister", "GBR", date(2026, 9, 1)),
        ("vice_foreign_minister", "IDN", date(2025, 5, 1)),
        ("supreme_leader", "RUS", date(2020, 1, 1)),
        ("president", "state:ZZZ", date(2020, 1, 1)),
        ("keeper_of_the_bees", "IDN", date(2020, 1, 1)),
    ],
)
def test_nobody_where_nobody_or_several_are_known(office, of, on):
    assert knowledge.holder(office, of, on) is None


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("Jokowi", "Joko Widodo"), ("MBS", "Mohammed bin Salman"), ("Zelenskyy", "Volodymyr Zelensky"),
        ("Kim Jong-un", "Kim Jong Un"), ("KIM JONG UN", "Kim Jong Un"), ("Sergey Shoigu", "Sergei Shoigu"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"), ("Gus Dur", "Abdurrahman Wahid"),
        ("Ahok", "Basuki Tjahaja Purnama"),
    ],
)  # fmt: skip
def test_persons_by_any_spelling(form, name):
    assert knowledge.person_by_form(form).name == name


def test_persons_that_are_not_known():
    assert knowledge.person_by_form("Sutarno Wibisono Tak Dikenal") is None
    assert knowledge.person_by_form("Anwar") is None
    assert knowledge.person_by_form("") is None


def test_offices_of_a_person():
    held = knowledge.offices_of(knowledge.person_by_form("Prabowo"))
    offices = {(one.office, one.of) for one in held}
    assert offices >= {("president", "IDN"), ("defence_minister", "IDN"), ("chair", "gerindra")}


@pytest.mark.parametrize(
    ("form", "within"),
    [
        ("Istana Merdeka", ("jakarta-pusat", "jakarta", "state:IDN")),
        ("Kosmodrom Vostochny", ("amur", "state:RUS")),
        ("Istana Bogor", ("bogor", "jawa-barat", "state:IDN")),
        ("Jakarta", ("state:IDN",)),
        ("Jenewa", ("state:CHE",)),
        ("Los Angeles", ("california", "state:USA")),
        ("Laut China Selatan", ()),
    ],
)
def test_places_lie_within_others(form, within):
    assert knowledge.place(form).within == within


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("Balai Kota Surabaya", "surabaya"),
        ("Gedung Serbaguna Jakarta Selatan", "jakarta-selatan"),
        ("Hotel Mawar Tanjung Pinang", "tanjungpinang"),
        ("Surabaya", None),
        ("Rumah Sakit Harapan Asia", None),
        ("Gedung Serbaguna", None),
    ],
)
def test_a_name_can_end_with_the_place_it_lies_in(form, key):
    found = knowledge.place_at_end(form)
    assert (found and found.key) == key


def test_the_context_chooses_among_places_of_one_name():
    assert knowledge.place("Tripoli").iso3 == "LBY"
    assert knowledge.place("Tripoli", {"LBN"}).iso3 == "LBN"
    assert knowledge.place("Tripoli", {"JPN"}).iso3 == "LBY"


@pytest.mark.parametrize("form", ["Nice", "Batu", "David", "Presiden", "Kampung Antah Berantah", ""])
def test_words_and_names_are_no_places(form):
    assert knowledge.place(form) is None


def test_a_city_kept_by_hand_knows_its_coordinates():
    bogor = knowledge.place("Kota Bogor")
    assert bogor.geonames.startswith("g") and -7 < bogor.latitude < -6 and bogor.population > 100_000


def test_organisations_by_name_and_abbreviation():
    assert knowledge.organisation("PBB").key == knowledge.organisation("Perserikatan Bangsa-Bangsa").key == "pbb"
    assert knowledge.organisation("pan") is None
    assert knowledge.organisation("KCNA").state == "PRK"
    assert knowledge.organisation("Paguyuban Tak Bernama") is None


@pytest.mark.parametrize(
    ("words", "at", "kind", "length"),
    [
        (["Presiden", "Korea", "Selatan", "tiba"], 1, "state", 2),
        (["di", "Balai", "Agung", "Rakyat", ",", "Beijing"], 1, "place", 3),
        (["kantor", "berita", "TASS"], 2, "org", 1),
        (["Kementerian", "Luar", "Negeri", "RI"], 0, "org", 4),
        (["di", "Jakarta", "Pusat", "pada"], 1, "place", 2),
    ],
)
def test_the_longest_name_at_a_word(words, at, kind, length):
    found = knowledge.longest(words, at)
    assert (found.kind, found.length) == (kind, length)


def test_no_name_at_a_common_word():
    assert knowledge.longest(["mereka", "bertemu", "kemarin"], 1) is None


@given(st.text(max_size=40))
def test_any_text_may_be_looked_up(form):
    knowledge.state_form(form)
    knowledge.organisation(form)
    knowledge.person_by_form(form)
    knowledge.place(form)
    knowledge.holder(form, form, date(2020, 1, 1))


@given(st.dates(date(1990, 1, 1), date(2026, 12, 31)))
def test_an_office_has_at_most_one_holder_on_any_day(day):
    for office in ("president", "foreign_minister", "head_of_state", "leader"):
        for iso3 in ("IDN", "RUS", "USA", "KOR", "CHN", "IRN"):
            found = knowledge.holder(office, iso3, day)
            assert found is None or found == knowledge.person_by_form(found.name)


@pytest.mark.parametrize(
    ("since", "until", "day", "sure"),
    [
        ("2019", "2022", date(2019, 6, 1), False),
        ("2019", "2022", date(2020, 1, 1), True),
        ("2019-05", "", date(2019, 5, 31), True),
        ("", "2020-03?", date(2020, 2, 29), True),
        ("", "2020-03?", date(2020, 3, 1), False),
    ],
)
def test_spans_cover_only_what_is_sure(since, until, day, sure):
    assert span(since, until).covers(day) is sure


def test_a_table_with_another_header_is_refused():
    with pytest.raises(PackError, match=r"offices\.csv"):
        list(rows("offices.csv", "key", "name"))
