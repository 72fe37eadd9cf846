import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import language
from kg.ingest.clean import is_credit, paragraphs, tidy
from kg.ingest.compose import headline, safe_id, safe_url
from kg.ingest.dateline import without
from kg.ingest.plain import plain
from kg.names import slug

PACK = language.load("id")
ONE = "Menteri Rauf Tandiono bertemu dengan tamunya dari negara tetangga pada Senin."
TWO = "Mereka membahas kerja sama perdagangan yang akan ditandatangani bulan depan."
THREE = "Pertemuan itu berlangsung dua jam di kantor kementerian tanpa dihadiri wartawan."


def clean(*lines: str, title: str = "") -> list[str]:
    return paragraphs("\n".join(lines), title, PACK)


@pytest.mark.parametrize(
    "noise",
    [
        "Baca juga: Rauf Pergi ke Luar Negeri",
        "Baca Juga:Rauf Pergi?Tini Juga Pergi ke Luar Negeri",
        "Simak Video: Rauf Bertemu Tamu",
        "radio_button_unchecked",
        "light_mode dark_mode",
        "ADVERTISEMENT",
        "© 2024 Contoh Media",
        "Hak cipta dilindungi. All Rights Reserved.",
        "Ikuti kami di saluran mana pun",
        "Editor: Tini",
        "Penulis : Tini | Editor : Rauf",
        "(RT/TN)",
        "(abc)",
        "***",
        "[Gambas:Video 20detik]",
        "0 Komentar",
        "A- A+ (Ubah saiz teks)",
        "\\",
    ],
)
def test_lines_that_are_no_part_of_the_article(noise):
    assert clean(ONE, noise, TWO) == [ONE, TWO]


@pytest.mark.parametrize(
    "end", ["Berita Terkait", "Penulis: Tini", "© 2024 Contoh", "REKOMENDASI UNTUK ANDA", "Sumber : contoh.com"]
)
def test_what_follows_the_end_is_other_articles(end):
    assert clean(ONE, TWO, THREE, end, "Ini kalimat dari artikel lain yang tidak boleh ikut terbaca.") == [
        ONE,
        TWO,
        THREE,
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "JAKARTA, CONTOH.com - ",
        "Contoh.com, JAKARTA - ",
        "CONTOH.CO.ID, JAKARTA -- ",
        "CONTOH.com – ",
        "Jakarta, CNBC Indonesia -",
        "Jakarta (ANTARA) - ",
        "Nusa Dua, CNBC Indonesia- ",
        "JAKARTA - ",
        "KUALA LUMPUR 30 Mei – ",
        "Surabaya - ",
        "Jakarta: ",
        "REJANG LEBONG, CONTOH.com -- ",
        ", , - ",
        "– ",
    ],
)
def test_datelines(dateline):
    assert clean(dateline + ONE, TWO) == [ONE, TWO]
    assert clean("Rauf berdiri di depan pintu saat menunggu tamu, Senin lalu.", dateline + ONE)[1] == ONE


@pytest.mark.parametrize(
    "line",
    [
        ONE,
        "Rauf: Kami siap bertemu siapa saja.",
        "Presiden Prancis - yang tiba Senin - bertemu Rauf.",
        "PBB mengecam serangan itu - lagi.",
    ],
)
def test_a_sentence_is_no_dateline(line):
    assert without(line, PACK, "Rauf: Kami Siap") == line


@pytest.mark.parametrize(
    "tail",
    [
        "(contoh.com/Tini)",
        "(Contoh.id / Tini Rauf)",
        "(sumber: contoh.com)",
        "(abc/xyz)",
        "(WIL)",
        "ANTARA",
        "Foto/Tini/Pool via REUTERS rn",
        "- Bernama",
    ],
)
def test_credits_behind_the_last_stop(tail):
    assert clean(f"{ONE} {tail}", TWO) == [ONE, TWO]


def test_an_abbreviation_in_brackets_is_no_credit():
    line = "Mereka bertemu di markas Perserikatan Bangsa-Bangsa (PBB)"
    assert clean(line + ".", line) == [line + ".", line]


def test_doubled_lines_stay_once_and_headings_inside_go():
    assert clean(ONE, ONE, "Kerja Sama Perdagangan", TWO, "1. Rauf", "2. Tini") == [ONE, TWO, "1. Rauf", "2. Tini"]
    assert clean(
        ONE, "Rauf Tandiono Bertemu Tamu dari Negara Tetangga", title="Rauf Tandiono bertemu tamu dari negara tetangga"
    ) == [ONE]


def test_lost_links_and_glued_paragraphs():
    glued = 'Presiden yang ditemani , , tiba.,"Saya senang," kata dia.", ,Menteri (Menlu ,) hadir.'
    assert clean(glued) == ["Presiden yang ditemani, tiba.", '"Saya senang," kata dia."', "Menteri (Menlu) hadir."]


def test_marks_of_other_formats():
    assert clean("1\\. Satu \\'kata\\' di\\\nsini &amp; sana<br/>''Ya'' <b>tebal</b>.") == [
        "1. Satu 'kata' di sini & sana",
        '"Ya" tebal.',
    ]
    assert clean("laporan dariReuters dan YouTube.") == ["laporan dari Reuters dan YouTube."]


def test_unseen_characters_go_and_letters_are_composed():
    assert tidy("a\u202eb\u200b\x00c\ud800\r\nd\u2028e\u0301") == "abc\nd\ne\u0301".replace("e\u0301", "é")
    assert tidy("<script>alert(1)</script>") == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("words", "is_one"),
    [("Foto: Tini", True), ("AFP/Rauf Tandiono", True), ("Rauf Tandiono", False), ("lalu pergi ke/dari sana", False)],
)
def test_credit_words(words, is_one):
    assert is_credit(words, frozenset(PACK.table("ingest")["credits"])) is is_one


def test_headlines_lose_the_site():
    assert headline("Rauf Bertemu Tini | Contoh") == "Rauf Bertemu Tini"
    assert headline("Rauf Bertemu Tini - Contoh.com") == "Rauf Bertemu Tini"
    assert headline("Rauf - Tini Bertemu") == "Rauf - Tini Bertemu"
    assert headline("  Dua\nbaris ") == "Dua baris"


def test_ids_and_addresses():
    assert safe_id("001_a4d24f8d53168425") == "001_a4d24f8d53168425"
    assert safe_id("a b") != safe_id("a-b") and safe_id("a b").startswith(slug("a b"))
    assert safe_url(" https://contoh.com/a?b=1 ") == "https://contoh.com/a?b=1"
    assert safe_url("https://contoh.com/a b") == safe_url("data:text/html,x") == ""


PAGE = f"""Beranda
Berita Olahraga Ekonomi
Rauf Tandiono dan tamunya di depan kantor kementerian, Senin, 6 Mei 2024. (Contoh/Tini)
Rauf Tandiono dan tamunya di depan kantor kementerian, Senin, 6 Mei 2024. (Contoh/Tini)

Menteri Rauf Tandiono Terima Tamu Negara Tetangga

Tini Wati • 6 Mei 2024 12:18
search
CONTOH.TV – {ONE}

{TWO}

{THREE}

TERKAIT
Menteri lain juga bertemu dengan tamu lain di tempat lain pada hari lain."""


def test_a_scraped_page():
    raw = plain(PAGE, "x", "x.txt", PACK)
    assert raw.title == "Menteri Rauf Tandiono Terima Tamu Negara Tetangga"
    assert (raw.source, raw.published) == ("contoh.tv", "2024-05-06")
    caption = "Rauf Tandiono dan tamunya di depan kantor kementerian, Senin, 6 Mei 2024."
    assert clean(raw.text, title=raw.title)[1:] == [ONE, TWO, THREE]
    assert clean(raw.text, title=raw.title)[0].startswith(caption)


anything = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from([ONE, TWO, "Baca juga: X", "(abc)", ".,", " ,", "\\", "<br>", "&lt;", "\n", "Jakarta - "]),
        max_size=20,
    ).map("".join),
)


@given(anything)
def test_what_comes_out_is_lines_that_hold_something(words):
    once = paragraphs(words, "", PACK)
    assert all(p == p.strip() and any(c.isalnum() for c in p) and "\n" not in p for p in once)
    assert tidy("\n".join(once)).encode("utf-8") is not None
    assert once == paragraphs(words, "", PACK)


@pytest.mark.parametrize(
    "unit", [",", " ,", ".,", "<", "<b ", "\\", "(", "[img", "''", "&amp", "\n", "A ", "a_", "- ", ". x/", "Jakarta, "]
)
def test_hostile_input_takes_linear_time(unit):
    began = time.process_time()
    paragraphs(unit * (300_000 // len(unit)), "", PACK)
    assert time.process_time() - began < 20
