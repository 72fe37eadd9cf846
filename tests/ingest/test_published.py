import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.published import day_in, day_of_url


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-05-27T22:00:00+07:00", "2025-05-27"),
        ("2025/5/7", "2025-05-07"),
        ("27/05/2025 10:00", "2025-05-27"),
        ("Senin, 25 September 2023, 08:10 WITA", "2023-09-25"),
        ("3 Agt 2019", "2019-08-03"),
        ("12 Ogos 2018", "2018-08-12"),
        ("September 13, 2023", "2023-09-13"),
        ("Mon, 25 Sep 2023 08:10:00 +0700", "2023-09-25"),
        ("Mon, 25 Sep 23 08:10:00 GMT", "2023-09-25"),
        ("31/02/2025", None),
        ("31 Februari 2025", None),
        ("kemarin", None),
        ("1568123321", None),
        ("", None),
    ],
)
def test_days_written_out(words, day):
    assert day_in(words) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://contoh.com/read/2025/06/07/161500965/judul", "2025-06-07"),
        ("https://contoh.com/news/20240909171808-4-570365/judul", "2024-09-09"),
        ("https://contoh.com/judul-20240909", "2024-09-09"),
        ("https://contoh.com/berita/16/01/20/o188qd359-judul", "2016-01-20"),
        ("https://contoh.com/d-8248960/judul", None),
        ("https://contoh.com/2025/13/45/judul", None),
        ("https://contoh.com/a?d=2025/06/07/", None),
        ("", None),
    ],
)
def test_days_of_addresses(url, day):
    assert day_of_url(url) == day


@given(st.text(alphabet="0123456789/-. ,SepOktMon:+", max_size=60))
def test_any_words_give_a_day_or_nothing(words):
    assert all(found is None or len(found) == 10 for found in (day_in(words), day_of_url(words)))
