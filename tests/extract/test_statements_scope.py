"""Where one utterance ends and the next begins, who goes on speaking, and through whom it came."""

import pytest

from kg import extract
from kg.extract import statements
from kg.model import Article, Document, Utterance

BOTH = "Presiden Kenya Amina Otieno bertemu Perdana Menteri Norwegia Otto Lindqvist di Nairobi.\n\n"


def read(body: str, source: str = "") -> tuple[Document, list[Utterance]]:
    doc = extract.read(Article("a", BOTH + body, source=source, published="2031-05-14"))
    return doc, statements.utterances(doc)


def told(body: str) -> list[tuple[str, str]]:
    """Speaker and words of each utterance."""
    doc, found = read(body)
    text = doc.article.text
    return [(who(doc, u), " ".join(text[start:end] for start, end in u.pieces)) for u in found]


def who(doc: Document, utterance: Utterance) -> str:
    if utterance.anonymous:
        return "? " + doc.article.text[slice(*utterance.anonymous)]
    return ", ".join(doc.entities[party.node].name for party in utterance.speakers)


def relays(body: str, source: str = "") -> list[str]:
    doc, found = read(body, source)
    return [doc.entities[party.node].name for u in found for party in u.relays]


def test_a_second_verb_of_the_same_subject_is_an_utterance_of_its_own() -> None:
    assert told("Amina Otieno mengecam serangan terhadap kapal itu dan menyatakan pelakunya akan dihukum.") == [
        ("Amina Otieno", "serangan terhadap kapal itu"),
        ("Amina Otieno", "pelakunya akan dihukum"),
    ]


def test_two_that_clauses_are_two_utterances() -> None:
    assert told(
        "Amina Otieno mengatakan bahwa panen ini gagal dan menegaskan bahwa beras cukup sampai akhir tahun."
    ) == [
        ("Amina Otieno", "panen ini gagal"),
        ("Amina Otieno", "beras cukup sampai akhir tahun"),
    ]


def test_what_is_only_pointed_at_is_left_to_the_second_verb() -> None:
    assert told("Amina Otieno membantah tuduhan itu dan mengatakan panen tidak pernah gagal.") == [
        ("Amina Otieno", "panen tidak pernah gagal")
    ]


def test_a_verb_inside_the_content_keeps_what_follows() -> None:
    said = "pemerintah menaikkan upah dan meminta bank menurunkan bunga"
    assert told(f"Amina Otieno mengatakan {said}.") == [("Amina Otieno", said)]


def test_a_condition_is_said_itself() -> None:
    said = "jika harga beras naik, maka impor harus ditambah"
    assert told(f"Amina Otieno menilai {said}.") == [("Amina Otieno", said)]
    assert told("Amina Otieno menilai jika harga beras terlalu tinggi tahun ini.") == [
        ("Amina Otieno", "harga beras terlalu tinggi tahun ini")
    ]


def test_another_word_for_the_speaker_is_not_whom_the_narration_named() -> None:
    body = (
        '"Panen gagal," kata Amina Otieno.\n\nKabar itu datang dari Menteri Energi Finlandia Aino Virtanen.\n\n'
        "Politikus Partai Hijau itu menilai harga beras akan naik."
    )
    assert told(body)[-1] == ("Amina Otieno", "harga beras akan naik")


def test_they_are_the_people_told_of_last() -> None:
    body = "Sejumlah nelayan Desa Tanjung datang ke balai kota. Mereka mengaku belum dibayar sejak bulan lalu."
    assert told(body) == [("? Sejumlah nelayan Desa Tanjung", "belum dibayar sejak bulan lalu")]


@pytest.mark.parametrize(
    ("body", "through"),
    [
        ('"Panen gagal," kata Amina Otieno kepada Reuters, Senin.', ["Reuters"]),
        ('"Panen gagal," tulis Amina Otieno dalam unggahan di Instagram.', ["Instagram"]),
        ("Dalam pesan di Telegram, Amina Otieno mengatakan panen tahun ini gagal.", ["Telegram"]),
        ("Menurut Reuters, Amina Otieno mengatakan bahwa panen tahun ini gagal.", ["Reuters"]),
        ('"Panen gagal," kata Amina Otieno saat dihubungidetikcom.', ["detikcom"]),
        ("Diberitakan, Perdana Menteri Otto Lindqvist menyetujui bantuan. \"Panen gagal,\" kata Amina Otieno.", []),
    ],
)  # fmt: skip
def test_through_whom_it_came(body: str, through: list[str]) -> None:
    assert relays(body) == through


def test_the_outlet_of_the_article_is_no_relay() -> None:
    assert relays('"Panen gagal," kata Amina Otieno kepada Kompas.com, Senin.', source="kompas.com") == []


def test_katanya_is_a_person_though_the_institution_spoke_last() -> None:
    body = (
        '"Panen gagal," kata Amina Otieno.\n\nKomisi Pemberantasan Korupsi mengimbau warga melapor bila melihat suap.'
        '\n\n"Kami menunggu laporan itu," katanya.'
    )
    assert told(body)[-1] == ("Amina Otieno", "Kami menunggu laporan itu")


def test_a_document_is_whose_announcement_it_was() -> None:
    body = (
        "Bank Indonesia mengumumkan Raka Adiputra sebagai juru bicara.\n\n"
        '"Raka mulai bekerja bulan depan," demikian bunyi pernyataan resmi itu.'
    )
    assert told(body)[-1] == ("Bank Indonesia", "Raka mulai bekerja bulan depan")


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ('"Sakit sekali," kata pengacara Ratna Wulandari, Lukman Saputra, kepada wartawan.', "Lukman Saputra"),
        ('"Sakit sekali," kata pengacara Lukman Saputra di Ambon.', "Lukman Saputra"),
        ('"Itu baik," kata Putri.', "Putri"),
        ('"Panen gagal," kata Amina Otieno. "Saya sedih," ucap perempuan yang lahir di Kisumu itu.', "Amina Otieno"),
        ('"Itu penting," kata Kabid Humas pada Puspenkum Kejagung RI Lukman Saputra, Sabtu.', "Lukman Saputra"),
    ],
)
def test_who_is_named_behind_a_tag(body: str, speaker: str) -> None:
    assert told(body)[-1][0] == speaker


def test_sources_in_other_words_are_two() -> None:
    found = [who for who, _ in told('"Naik terus," kata warga. "Turun terus," ujar para nelayan.')]
    assert found == ["? warga", "? para nelayan"]


@pytest.mark.parametrize(
    ("body", "speaker", "said"),
    [
        (
            "Menurut Amina Otieno, Kepala Pusat Literasi Digital, harga beras akan turun.",
            "Amina Otieno",
            "harga beras akan turun",
        ),
        (
            "Otto Lindqvist buka suara soal penangkapan Raka Adiputra. Raka ditangkap kemarin. "
            '"Saya lega sekali," ujarnya.',
            "Otto Lindqvist",
            "Saya lega sekali",
        ),
        (
            '"Itu rawan sekali," kata profesor keamanan siber di University of Nairobi, Timothy Wanjala, Senin.',
            "Timothy Wanjala",
            "Itu rawan sekali",
        ),
    ],
)
def test_offices_between_commas_and_who_speaks_up(body: str, speaker: str, said: str) -> None:
    assert told(body)[-1] == (speaker, said)


@pytest.mark.parametrize(
    "body",
    [
        "Amina Otieno turun langsung ke lapangan, memastikan kabel sampai ke rumah warga.",
        "Berikut cara mengenali penipuan di mesin itu, menurut pakar keamanan siber Amina Otieno.",
        "Ketika warga menyampaikan protes, tanggapannya justru gas air mata.",
    ],
)
def test_what_is_done_or_announced_is_not_said(body: str) -> None:
    assert told(body) == []
