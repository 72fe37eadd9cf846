# ruff: noqa: E501  a row of a table is a sentence, its speaker and what is said
"""Who said what: direct and reported speech, speakers carried over, relays, dates; laws that hold for any text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import extract, language
from kg.extract import statements, text
from kg.model import Article, Claim, Document, Utterance

BOTH = "Presiden Kenya Amina Otieno bertemu Perdana Menteri Norwegia Otto Lindqvist di Nairobi."


def read(body: str) -> Document:
    doc = extract.read(Article("a", body, published="2031-05-14"))
    statements.utterances(doc)
    return doc


def told(doc: Document) -> list[tuple[str, str, str]]:
    """Mode, speaker and words of each utterance."""
    return [(u.mode, speaker(doc, u), words(doc, u)) for u in statements.utterances(doc)]


def words(doc: Document, utterance: Utterance) -> str:
    return " ".join(doc.article.text[start:end] for start, end in utterance.pieces)


def speaker(doc: Document, utterance: Utterance) -> str:
    if utterance.anonymous:
        return "? " + doc.article.text[slice(*utterance.anonymous)]
    return ", ".join(doc.entities[party.node].name for party in utterance.speakers)


def paragraphs(*parts: str) -> str:
    return "\n\n".join(parts)


# --- quotations ---------------------------------------------------------------------------------------------------

DIRECT = [
    ('"Kami siap membantu kapan saja," kata Amina Otieno.', "Amina Otieno", "Kami siap membantu kapan saja"),
    ("“Kami siap membantu kapan saja,” kata Amina Otieno.", "Amina Otieno", "Kami siap membantu kapan saja"),
    ('Amina Otieno mengatakan, "Kami siap membantu kapan saja."', "Amina Otieno", "Kami siap membantu kapan saja."),
    ('Amina Otieno: "Kami siap membantu kapan saja."', "Amina Otieno", "Kami siap membantu kapan saja."),
    ('"Kami siap membantu kapan saja," Amina Otieno menambahkan.', "Amina Otieno", "Kami siap membantu kapan saja"),
    ('"Kami siap," kata Amina Otieno, "membantu kapan saja."', "Amina Otieno", "Kami siap membantu kapan saja."),
    ('"Kami siap," kata Amina Otieno. "Kapan saja," lanjutnya.', "Amina Otieno", "Kami siap Kapan saja"),
    (
        'Otto Lindqvist berjanji untuk "melanjutkan bantuan pangan tahun depan".',
        "Otto Lindqvist",
        "melanjutkan bantuan pangan tahun depan",
    ),
    (
        'Otto Lindqvist menulis di Facebook, "Terima kasih atas sambutan hangat ini".',
        "Otto Lindqvist",
        "Terima kasih atas sambutan hangat ini",
    ),
    ('"Kami siap membantu, kata Amina Otieno saat dihubungi.', "Amina Otieno", "Kami siap membantu"),
]


@pytest.mark.parametrize(("sentence", "who", "what"), DIRECT)
def test_a_quotation_has_its_speaker(sentence: str, who: str, what: str) -> None:
    doc = read(paragraphs(BOTH, sentence))
    assert told(doc) == [("Direct", who, what)]


def test_a_quoted_paragraph_of_its_own_is_a_statement_of_whoever_spoke() -> None:
    doc = read(paragraphs(BOTH, '"Kami siap membantu kapan saja," kata Amina Otieno.', '"Besok kami mulai bekerja."'))
    assert told(doc)[1:] == [("Direct", "Amina Otieno", "Besok kami mulai bekerja.")]


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_whose_that_one_is() -> None:
    doc = read(
        paragraphs(
            BOTH,
            '"Kami siap membantu kapan saja," kata Amina Otieno.',
            '"Kami datang untuk belajar, bukan untuk mengajar.',
            '"Kenya punya banyak pengalaman," ujar Otto Lindqvist.',
        )
    )
    assert [who for _, who, _ in told(doc)] == ["Amina Otieno", "Otto Lindqvist", "Otto Lindqvist"]


def test_a_platform_on_which_something_was_said_does_not_say_it() -> None:
    post = "Kementerian Pertahanan Norwegia dalam pernyataan di laman Facebook hari ini menyebut kapal itu tenggelam."
    assert told(read(paragraphs(BOTH, post))) == [
        ("Indirect", "Kementerian Pertahanan Norwegia", "kapal itu tenggelam")
    ]


def test_words_that_point_at_a_source_without_a_name_mean_it() -> None:
    doc = read(
        paragraphs(
            BOTH,
            "Seorang pejabat Kementerian Pertahanan Norwegia yang enggan disebut namanya mengatakan kapal itu tenggelam.",
            '"Kami kecewa, tetapi kami mengerti," kata pejabat tersebut.',
        )
    )
    wording = "? Seorang pejabat Kementerian Pertahanan Norwegia"
    assert [(mode, who) for mode, who, _ in told(doc)] == [("Indirect", wording), ("Direct", wording)]


def test_a_tag_with_nya_means_the_last_speaker_not_the_last_name() -> None:
    doc = read(
        paragraphs(
            BOTH,
            "Amina Otieno menilai perundingan itu berjalan baik. Otto Lindqvist tiba dua hari sebelumnya.",
            '"Semua pihak sudah sepakat," ujarnya.',
        )
    )
    assert told(doc)[1] == ("Direct", "Amina Otieno", "Semua pihak sudah sepakat")


@pytest.mark.parametrize(
    "sentence",
    [
        'Amina Otieno membuka pameran bertajuk "Rumah Kita Semua Bersama" di Nairobi.',
        'Amina Otieno menyebut pertemuan itu "hangat" dan pulang.',
        'Lagu "Indahnya Pagi di Tepi Danau" dinyanyikan anak-anak.',
    ],
)
def test_names_titles_and_scare_quotes_are_no_direct_speech(sentence: str) -> None:
    assert all(u.mode == "Indirect" for u in statements.utterances(read(paragraphs(BOTH, sentence))))


def test_the_last_person_of_an_attribution_speaks() -> None:
    doc = read('"Situasi masih aman terkendali," kata juru bicara Kementerian Pertahanan Kenya, Joseph Mwangi.')
    assert told(doc) == [("Direct", "Joseph Mwangi", "Situasi masih aman terkendali")]


# --- reported speech ----------------------------------------------------------------------------------------------

INDIRECT = [
    ("Amina Otieno mengatakan bahwa pelabuhan akan dibuka.", "Amina Otieno", "pelabuhan akan dibuka"),
    ("Amina Otieno menegaskan, pelabuhan akan dibuka.", "Amina Otieno", "pelabuhan akan dibuka"),
    ("Amina Otieno menilai pelabuhan itu penting.", "Amina Otieno", "pelabuhan itu penting"),
    (
        "Amina Otieno mengatakan pada Senin (12/5/2031) bahwa pelabuhan akan dibuka.",
        "Amina Otieno",
        "pelabuhan akan dibuka",
    ),
    ("Amina Otieno kepada wartawan mengatakan pelabuhan akan dibuka.", "Amina Otieno", "pelabuhan akan dibuka"),
    (
        "Dalam pertemuan dengan Otto Lindqvist, Amina Otieno menyebut pelabuhan itu penting.",
        "Amina Otieno",
        "pelabuhan itu penting",
    ),
    (
        "Amina Otieno, yang tiba bersama Otto Lindqvist, menyatakan pelabuhan akan dibuka.",
        "Amina Otieno",
        "pelabuhan akan dibuka",
    ),
    ("Menurut Amina Otieno, pelabuhan itu penting.", "Amina Otieno", "pelabuhan itu penting"),
    ("Padahal, kata Amina Otieno, pelabuhan itu penting.", "Amina Otieno", "pelabuhan itu penting"),
    (
        "Pelabuhan di utara akan segera dibuka, kata Amina Otieno.",
        "Amina Otieno",
        "Pelabuhan di utara akan segera dibuka",
    ),
    (
        "Pelabuhan di utara akan segera dibuka, kata para pengamat.",
        "? para pengamat",
        "Pelabuhan di utara akan segera dibuka",
    ),
    ("Sejumlah pejabat Kenya memperingatkan pelabuhan itu rawan.", "? Sejumlah pejabat Kenya", "pelabuhan itu rawan"),
    ("Kenya dan Norwegia mengecam serangan di pelabuhan itu.", "Kenya, Norwegia", "serangan di pelabuhan itu"),
    ("Pemerintah Norwegia berharap pelabuhan itu dibuka.", "Norwegia", "pelabuhan itu dibuka"),
    (
        "Pelabuhan akan dibuka tahun depan. Hal itu disampaikan Amina Otieno.",
        "Amina Otieno",
        "Pelabuhan akan dibuka tahun depan",
    ),
    (
        "Pelabuhan akan dibuka tahun depan. Hal demikian disampaikan Amina Otieno.",
        "Amina Otieno",
        "Pelabuhan akan dibuka tahun depan",
    ),
    ("Seperti disampaikan Amina Otieno, pelabuhan akan dibuka.", "Amina Otieno", "pelabuhan akan dibuka"),
    (
        "Menurut sumber diplomatik di Nairobi, pelabuhan itu penting.",
        "? sumber diplomatik di Nairobi",
        "pelabuhan itu penting",
    ),
    ("Pihak Norwegia menilai pelabuhan itu penting.", "Norwegia", "pelabuhan itu penting"),
    ("Analis di Nairobi memperkirakan bahwa pelabuhan akan sepi.", "? Analis di Nairobi", "pelabuhan akan sepi"),
    ("Sumber yang enggan disebut namanya menyatakan pelabuhan akan sepi.", "? Sumber", "pelabuhan akan sepi"),
    (
        "Pelabuhan di utara akan sepi, menurut sumber yang dekat dengan nelayan.",
        "? sumber",
        "Pelabuhan di utara akan sepi",
    ),
]


@pytest.mark.parametrize(("sentence", "who", "what"), INDIRECT)
def test_reported_speech_has_its_speaker_and_content(sentence: str, who: str, what: str) -> None:
    assert told(read(paragraphs(BOTH, sentence))) == [("Indirect", who, what)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Amina Otieno akan mengatakan hal itu besok pagi.",
        "Amina Otieno tidak mengatakan apa yang dibahas.",
        "Jika Amina Otieno mengatakan pelabuhan ditutup, nelayan akan rugi.",
        "Amina Otieno menyambut baik rencana pembukaan pelabuhan.",
        "Amina Otieno mengatakan hal tersebut saat berkunjung ke pelabuhan.",
        "Amina Otieno menyampaikan pidato di hadapan para nelayan.",
        "Amina Otieno membahas pembukaan pelabuhan dengan Otto Lindqvist.",
        "Menteri Minta Warga Tetap Tenang",
    ],
)
def test_what_only_narrates_is_no_statement(sentence: str) -> None:
    assert told(read(paragraphs(BOTH, sentence))) == []


def test_ia_means_whom_the_sentence_before_was_about() -> None:
    doc = read(
        paragraphs(
            BOTH,
            "Menurut Otto Lindqvist, pelabuhan itu penting.",
            "Amina Otieno lalu meninjau dermaga. Ia menilai dermaga itu rapuh.",
        )
    )
    assert told(doc)[-1] == ("Indirect", "Amina Otieno", "dermaga itu rapuh")


def test_speech_of_somebody_else_inside_reported_speech_is_another_statement() -> None:
    doc = read(
        paragraphs(BOTH, "Amina Otieno mengatakan Otto Lindqvist telah mengisyaratkan bahwa pelabuhan akan dibuka.")
    )
    assert [(who, what) for _, who, what in told(doc)] == [
        ("Amina Otieno", "Otto Lindqvist telah mengisyaratkan bahwa pelabuhan akan dibuka"),
        ("Otto Lindqvist", "pelabuhan akan dibuka"),
    ]


def test_a_report_keeps_the_attribution_that_interrupts_it() -> None:
    doc = read("Pelabuhan di utara, kata Amina Otieno, akan segera dibuka untuk umum.")
    (text,) = [claim.object for claim in statements.claims(doc) if claim.predicate == "text"]
    assert text == "Pelabuhan di utara, kata Amina Otieno, akan segera dibuka untuk umum"


def test_an_outlet_that_reports_what_somebody_said_is_the_relay() -> None:
    doc = read("Reuters melaporkan bahwa Amina Otieno mengatakan pelabuhan akan dibuka.")
    (utterance,) = statements.utterances(doc)
    assert (speaker(doc, utterance), words(doc, utterance)) == ("Amina Otieno", "pelabuhan akan dibuka")
    assert [doc.entities[party.node].name for party in utterance.relays] == ["Reuters"]


def test_the_title_says_nothing() -> None:
    title = 'Amina Otieno: "Pelabuhan akan segera dibuka"'
    doc = extract.read(Article("a", f"{title}\n\n{BOTH}", title=title, body=len(title) + 2))
    assert statements.utterances(doc) == []


# --- circumstances ------------------------------------------------------------------------------------------------


def claims(body: str) -> list[Claim]:
    return list(statements.claims(read(body)))


def test_the_date_beside_an_attribution_is_when_it_was_said() -> None:
    found = claims('"Kami siap membantu kapan saja," kata Amina Otieno di Nairobi, Senin (12/5/2031).')
    (date,) = [claim for claim in found if claim.predicate == "date"]
    assert (date.object, date.datatype) == ("2031-05-12", "date")
    assert date.evidence[0].words in {"Senin (12/5/2031)", "Senin (12/5/2031"}


def test_a_date_inside_the_content_is_not_when_it_was_said() -> None:
    found = claims("Amina Otieno mengatakan bahwa pelabuhan dibuka pada Senin (12/5/2031).")
    assert [claim for claim in found if claim.predicate == "date"] == []


@pytest.mark.parametrize(
    "attribution",
    ["seperti dikutip oleh kantor berita Rusia, TASS", "dilansir dari TASS", "dikutip TASS, Senin (12/5/2031)"],
)
def test_a_relay_is_named_after_its_word(attribution: str) -> None:
    doc = read(f'"Kami siap membantu kapan saja," kata Amina Otieno, {attribution}.')
    (utterance,) = statements.utterances(doc)
    assert [doc.entities[party.node].name for party in utterance.relays] == ["TASS"]


def test_an_outlet_that_was_spoken_to_relays() -> None:
    doc = read('"Kami siap membantu kapan saja," kata Amina Otieno kepada Reuters.')
    (utterance,) = statements.utterances(doc)
    assert [doc.entities[party.node].name for party in utterance.relays] == ["Reuters"]


def test_an_attribution_spans_its_place_and_date() -> None:
    doc = read('"Kami siap membantu kapan saja," kata Amina Otieno di Nairobi, Senin (12/5/2031).')
    ((start, end),) = statements.attribution_spans(doc)
    assert doc.article.text[start:end].startswith("kata Amina Otieno di Nairobi, Senin (12/5/2031)")


def test_a_source_without_a_name_keeps_its_wording() -> None:
    found = claims("Pelabuhan di utara akan segera dibuka, kata para pengamat.")
    assert [(c.object, c.datatype) for c in found if c.predicate == "speakerDescription"] == [("para pengamat", "text")]
    assert [c for c in found if c.predicate == "speaker"] == []


# --- laws ---------------------------------------------------------------------------------------------------------

PIECES = [
    '"',
    "“",
    "”",
    "kata",
    "ujarnya",
    "Amina Otieno",
    "mengatakan",
    "bahwa",
    ",",
    ".",
    "menurut",
    "ia",
    "(",
    ")",
    "\n\n",
    "Senin (12/5/2031)",
    "dikutip",
    "Reuters",
    "hal itu",
    "disampaikan",
    "yang",
    "dan",
    "pelabuhan akan dibuka",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_any_text_is_read_the_same_twice_and_quoted_exactly(body: str) -> None:
    article = Article("a", body.strip(), published="2031-05-14")
    first, second = extract.read(article), extract.read(article)
    found = list(statements.claims(first))
    assert found == list(statements.claims(second))
    for claim in found:
        for evidence in claim.evidence:
            assert article.text[evidence.start : evidence.end] == evidence.exact
            assert article.text[evidence.word_start : evidence.word_end] == evidence.words
            assert evidence.start <= evidence.word_start <= evidence.word_end <= evidence.end
    for utterance in statements.utterances(first):
        assert all(start < end for start, end in utterance.pieces)
        assert list(utterance.pieces) == sorted(utterance.pieces)


@pytest.mark.parametrize(
    "unit",
    [
        '"satu dua tiga empat" ',
        "kata ",
        "mengatakan ",
        "menurut X, ",
        "( ",
        "yang mengatakan bahwa ",
        "A dan B, ",
        "ujarnya, ",
        '" ',
    ],
)
def test_time_is_linear_in_hostile_text(unit: str) -> None:
    def seconds(times: int) -> float:
        doc = Document(Article("a", "Amina Otieno mengatakan satu dua tiga. " + unit * times), language.load("id"))
        text.segment(doc)
        start = time.process_time()
        statements.utterances(doc)
        return time.process_time() - start

    seconds(100)
    assert seconds(16000) < 20 * seconds(2000) + 0.5
