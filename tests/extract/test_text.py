import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import language
from kg.extract import text
from kg.extract.evidence import evidence, sentence_at
from kg.model import Article, Document

PACK = language.load("id")


def read(words: str, title: str = "") -> Document:
    whole = f"{title}\n\n{words}" if title else words
    doc = Document(Article("x", whole, title=title, body=len(title) + 2 if title else 0), PACK)
    text.segment(doc)
    return doc


def sentences(words: str) -> list[str]:
    doc = read(words)
    return [doc.article.text[s.start : s.end] for s in doc.sentences]


def quotes(words: str) -> list[tuple[str, bool]]:
    doc = read(words)
    return [(words[q.start : q.end], q.closed) for q in doc.quotes]


def tokens(words: str) -> list[str]:
    return [t.text for t in read(words).tokens]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ban Ki-moon, Ma'ruf", ["Ban", "Ki-moon", ",", "Ma'ruf"]),
        ("Dr. H. M. Rauf, S.H.", ["Dr.", "H.", "M.", "Rauf", ",", "S.H."]),
        ("(4/7/2022) pukul 09.30", ["(", "4/7/2022", ")", "pukul", "09.30"]),
        ("contoh.com dan contoh.co.id.", ["contoh.com", "dan", "contoh.co.id", "."]),
        ("naik 1,5 persen", ["naik", "1,5", "persen"]),
        ("'dunia baru'...", ["'", "dunia", "baru", "'", "..."]),
    ],
)
def test_tokens(words, expected):
    assert tokens(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ia tiba. Lalu ia pergi.", ["Ia tiba.", "Lalu ia pergi."]),
        ("Ia bertemu Dr. H. M. Rauf di Jl. Melati No. 5. Mereka makan.", 2),
        ("Harga naik 1.500 rupiah. Warga kecewa.", 2),
        ("Ekonomi meningkat.Jakarta senang.", ["Ekonomi meningkat.", "Jakarta senang."]),
        ("Acara mulai pukul 09.00 WIB.Menteri hadir.", 2),
        ('"Satu. Dua. Tiga," kata Rauf. Ia pergi.', ['"Satu. Dua. Tiga," kata Rauf.', "Ia pergi."]),
        ("“Kami siap. Semua siap.” Lalu ia duduk.", ["“Kami siap. Semua siap.”", "Lalu ia duduk."]),
        ('"Siapa itu?" tanya Rauf. "Saya."', ['"Siapa itu?" tanya Rauf.', '"Saya."']),
        ("«Baik. Sekali», kata dia.", 1),
        ("'Saya ikut. Kamu juga,' kata Ma'ruf.", 1),
        ("Rapat (lihat hal. 3. Penting.) ditunda. Ya.", 2),
        ("1. Kota Satu. 2. Kota Dua.", ["1. Kota Satu.", "2. Kota Dua."]),
        ("Hadir Rauf dkk. Presiden menyusul.", 2),
        ("Ia menunggu... dan pergi.", 1),
        ("Ia menunggu... Lalu pergi.", 2),
    ],
)
def test_sentences(words, expected):
    found = sentences(words)
    assert (found if isinstance(expected, list) else len(found)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('"Satu," kata Rauf. "Dua."', [("Satu,", True), ("Dua.", True)]),
        ("“Ia bilang “jangan” tadi,” ujar dia.", [("Ia bilang “jangan” tadi,", True)]),
        ('"Ia bilang "jangan" tadi," ujar dia.', [('Ia bilang "jangan" tadi,', True)]),
        ("“Salah tutup“ kata dia.", [("Salah tutup", True)]),
        ('"Tanpa penutup. Sampai akhir.', [("Tanpa penutup. Sampai akhir.", False)]),
        ('"Satu, kata Rauf. "Dua," kata Tini.', [("Satu, kata Rauf. ", False), ("Dua,", True)]),
        ('Tanpa pembuka," kata Rauf.', [("Tanpa pembuka,", False)]),
        ("Isu 'jalan buntu' dan Ma'ruf, hari Jum'at.", [("jalan buntu", True)]),
        ('ukuran 5" saja', []),
    ],
)
def test_quotes(words, expected):
    assert quotes(words) == expected


def test_a_lost_mark_spoils_one_paragraph_only():
    assert quotes('"Satu kata Rauf.\n\n"Dua," kata Tini.')[-1] == ("Dua,", True)


def test_title_is_one_sentence_of_its_own_kind():
    doc = read("Isi satu. Isi dua.", title="Siapa Datang? Rauf dan Tini")
    assert [s.kind for s in doc.sentences] == ["title", "body", "body"]
    assert [s.paragraph for s in doc.sentences] == [0, 1, 1]


def test_evidence_is_the_sentence_around_the_words():
    doc = read("Rauf tiba. Tini menyambut Rauf di bandara. Selesai.")
    start = doc.article.text.index("bandara")
    found = evidence(doc, start, start + 7)
    assert found.exact == "Tini menyambut Rauf di bandara." and found.words == "bandara"
    assert doc.article.text[found.start : found.end] == found.exact
    across = evidence(doc, 5, start + 3)
    assert across.exact == "Rauf tiba. Tini menyambut Rauf di bandara."
    assert sentence_at(doc, 0) == 0 and sentence_at(doc, 10**9) == 2


pieces = st.sampled_from(
    [
        "Rauf",
        "pergi",
        ".",
        ". ",
        '"',
        "“",
        "”",
        "'",
        "(",
        ")",
        "\n\n",
        " ",
        ",",
        "Dr.",
        "5",
        "?",
        "…",
        "«",
        "»",
        "é",
        "\u00a0",
    ]
)
anything = st.one_of(st.text(max_size=200), st.lists(pieces, max_size=80).map("".join))


@given(anything)
def test_laws(words):
    doc = read(words)
    assert all(words[t.start : t.end] == t.text for t in doc.tokens)
    assert "".join(t.text for t in doc.tokens) == "".join(words.split())
    bounds = [(s.first, s.last) for s in doc.sentences]
    assert [b for pair in bounds for b in pair] == sorted(b for pair in bounds for b in pair)
    assert sum(last - first for first, last in bounds) == len(doc.tokens)
    assert all(doc.tokens[s.first].start == s.start and doc.tokens[s.last - 1].end == s.end for s in doc.sentences)
    ends = [b for q in doc.quotes for b in (q.start, q.end)]
    assert ends == sorted(ends)
    again = read(words)
    assert (again.tokens, again.sentences, again.quotes) == (doc.tokens, doc.sentences, doc.quotes)


@given(anything)
def test_no_sentence_ends_inside_a_closed_quotation(words):
    doc = read(words)
    for quote in (q for q in doc.quotes if q.closed and q.end > q.start):
        assert not any(quote.start < s.end < quote.end for s in doc.sentences if words[quote.start : quote.end].strip())


@pytest.mark.parametrize("unit", ['"', "a", "(", "“", "'", ". ", 'A."', "”", "A.", "1.", '" ', ',"', "[", "é'"])
def test_hostile_input_takes_linear_time(unit):
    def seconds(count: int) -> float:
        began = time.process_time()
        read(unit * (count // len(unit)))
        return time.process_time() - began

    seconds(2_000)
    assert seconds(200_000) < 20  # quadratic work would take hours; a slow machine does not
