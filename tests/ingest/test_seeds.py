from pathlib import Path

import pytest

from kg.ingest import articles
from kg.model import Article

SEEDS = Path(__file__).parents[2] / "seeds"
HEADS = {
    "000_5c6f8dc3064c2d17": (
        "Apa yang Dibahas Kim Jong-un dan Putin? Ini Jawaban Dubes Rusia",
        "medcom.id",
        "2023-09-13",
    ),
    "001_a4d24f8d53168425": (
        "Usai Kim Jong Un Bertemu Putin, Menlu Rusia Akan Kunjungi Korut",
        "beritabali.com",
        "2023-09-25",
    ),
    "002_34514d48e9b5a12a": (
        "Vladimir Putin Bertemu Kim Jong Un, Ini Janji Presiden Rusia ke Pemimpin Tertinggi Korea Utara",
        "tribunnews.com",
        None,
    ),
    "003_69800c166bddfbab": (
        "Kompak Bahas Dunia 'Multipolar', Vladimir Putin Terbang ke Korea Utara Temui Kim Jong Un",
        "radarcirebon.tv",
        None,
    ),
    "004_cfd6f36355a6c444": (
        "Tok! Bakal Ada Prospek Kerja Sama Teknis Militer antara Rusia dan Korea Utara",
        "bisnis.com",
        None,
    ),
}
FIRST_AND_LAST = {
    "000_5c6f8dc3064c2d17": ("Duta Besar Rusia untuk Indonesia", "pungkas Zakharova."),
    "001_a4d24f8d53168425": ("Menteri Luar Negeri Rusia Sergey Lavrov", "ke negara lain."),
    "002_34514d48e9b5a12a": ("Putin memperkenalkan kepada Kim", "menggabungkan upaya”."),
    "003_69800c166bddfbab": ("Presiden Rusia Vladimir Putin dan Kim Jong Un", "sebagai imbalan."),
    "004_cfd6f36355a6c444": ("Presiden Rusia Vladimir Putin mengatakan ada", "dalam 4 tahun terakhir."),
}
LEFT_OUT = (
    "radio_button",
    "Baca",
    "Merk-Merk",
    "Google News",
    "Ikuti",
    "Penulis",
    "Editor",
    "Langganan",
    "©",
    "AFP",
    "Sputnik",
    "Komentar",
    "(WIL)",
    "Kontak Bilateral",
)


@pytest.fixture(scope="module")
def seeds() -> dict[str, Article]:
    return {a.id: a for a in articles([SEEDS]) if isinstance(a, Article)}


def test_heads(seeds):
    assert {i: (a.title, a.source, a.published) for i, a in seeds.items()} == HEADS


@pytest.mark.parametrize("name", HEADS)
def test_running_text(seeds, name):
    article = seeds[name]
    first, last = FIRST_AND_LAST[name]
    body = article.text[article.body :]
    assert body.startswith(first) and body.endswith(last)
    assert not any(word in article.text for word in LEFT_OUT)
    assert len(set(body.split("\n\n"))) == len(body.split("\n\n"))
