from kg.ingest import articles
from kg.model import Article, Finding

PARAGRAPHS = "".join(
    f"<p>{p}</p>"
    for p in (
        "JAKARTA, CONTOH.com - Menteri Rauf Tandiono bertemu dengan tamunya dari negara tetangga pada Senin.",
        "Mereka membahas kerja sama perdagangan yang akan ditandatangani bulan depan di kota itu.",
        "Baca juga: <a href='/x'>Rauf Pergi ke Luar Negeri</a>",
        "&quot;Kami siap,&quot; kata Rauf setelah pertemuan yang berlangsung dua jam di kantornya.",
        "Pertemuan itu tidak dihadiri wartawan karena ruangannya terlalu kecil untuk banyak orang.",
    )
)
PAGE = f"""<!DOCTYPE html><html lang="id"><head><title>Rauf Bertemu Tamu - Contoh.com</title>
<meta property="og:title" content="Rauf Bertemu Tamu - Contoh.com"><meta property="og:site_name" content="Contoh">
<meta property="og:url" content="https://contoh.com/read/2024/05/06/rauf"><link rel="canonical" href="https://contoh.com/read/2024/05/06/rauf">
<meta property="article:published_time" content="2024-05-06T10:00:00+07:00"></head>
<body><nav><a href="/">Beranda</a> <a href="/n">Nasional</a></nav>
<article><h1>Rauf Bertemu Tamu</h1>{PARAGRAPHS}</article>
<footer>© 2026 Contoh</footer><script>alert(1)</script></body></html>"""


def test_a_page(tmp_path):
    (tmp_path / "rauf.html").write_text(PAGE, "utf-8")
    (article,) = articles([tmp_path])
    assert isinstance(article, Article)
    assert (article.id, article.title, article.published) == ("rauf", "Rauf Bertemu Tamu", "2024-05-06")
    assert article.source == "Contoh" and article.url == "https://contoh.com/read/2024/05/06/rauf"
    body = article.text[article.body :].split("\n\n")
    assert body[0].startswith("Menteri Rauf") and len(body) == 4
    assert not any(word in article.text for word in ("Baca juga", "alert", "Beranda", "©"))


def test_deep_and_broken_pages_are_findings_or_articles(tmp_path):
    (tmp_path / "a.html").write_text("<div>" * 50_000 + "x", "utf-8")
    (tmp_path / "b.html").write_text("<p" * 50_000, "utf-8")
    assert all(isinstance(found, Finding | Article) for found in articles([tmp_path]))
