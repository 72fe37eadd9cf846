import pytest

from kg.ingest.tongue import language_of, normal_code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Menteri mengatakan bahwa rapat itu ditunda karena pihaknya belum bisa hadir pada Senin.", "id"),
        ("Menteri berkata bahawa mesyuarat itu ditangguhkan kerana pihaknya tiada di sini pada Isnin.", "ms"),
        ("The minister said that the meeting was put off because he could not be there on Monday.", "en"),
        ("Der Minister sagte, die Sitzung werde wegen seiner Reise auf Montag verschoben.", None),
        ("1234 5678", None),
        ("", None),
    ],
)
def test_languages_are_known_by_small_words(words, code):
    assert language_of(words) == code


def test_codes():
    assert [normal_code(c) for c in ("id-ID", "in", "ID", "ms_MY", "eng", "")] == ["id", "id", "id", "ms", "en", ""]
