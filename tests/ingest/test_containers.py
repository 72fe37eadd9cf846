"""Files that hold many articles, patterns and addresses: the same articles, whatever they come in."""

import gzip
import io
import json

import pytest

from kg.ingest import articles
from kg.model import Article, Finding

TEXT = (
    "Menteri Luar Negeri Rauf Tandiono bertemu dengan menteri dari negara tetangga pada Senin. "
    "Mereka membahas kerja sama perdagangan yang akan ditandatangani bulan depan di kota itu. "
)
ROWS = [{"id": f"a{n}", "title": f"Rauf Bertemu Tetangga {n}", "text": TEXT * 2, "lang": "id"} for n in (1, 2)]
LINES = "\n".join(map(json.dumps, ROWS)).encode()
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Kabar Kota</title><item><guid>https://kabar.test/1</guid><link>https://kabar.test/1</link>
<title>Rauf Bertemu Tetangga</title><pubDate>Wed, 12 Mar 2031 10:00:00 +0700</pubDate>
<content:encoded><![CDATA[<p>{TEXT}</p><p>{TEXT.upper().capitalize()}</p>]]></content:encoded></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Kabar Kota</title><entry><id>urn:1</id>
<link href="https://kabar.test/1"/><title>Rauf Bertemu Tetangga</title><published>2031-03-12T10:00:00Z</published>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""


def read(*paths):
    found = list(articles(paths))
    return [a for a in found if isinstance(a, Article)], [f for f in found if isinstance(f, Finding)]


def zst(content):
    return pytest.importorskip("zstandard").compress(content)


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zst], ids=["plain", "gz", "zst"])
def test_json_lines(pack, tmp_path):
    suffix = {"bytes": "", "compress": ".gz", "zst": ".zst"}[pack.__name__]
    (tmp_path / f"news.jsonl{suffix}").write_bytes(pack(LINES))
    found, findings = read(tmp_path)
    assert ([a.id for a in found], findings) == (["a1", "a2"], [])
    assert found[1].origin.endswith(f"news.jsonl{suffix}:2")


@pytest.mark.parametrize(("name", "content"), [("a.rss", RSS), ("a.xml", RSS), ("a.atom", ATOM)])
def test_feeds(name, content, tmp_path):
    (tmp_path / name).write_text(content, "utf-8")
    (one,), findings = read(tmp_path)
    assert findings == []
    assert (one.title, one.published, one.source) == ("Rauf Bertemu Tetangga", "2031-03-12", "Kabar Kota")
    assert one.url == "https://kabar.test/1"
    assert one.text.startswith("Rauf Bertemu Tetangga\n\nMenteri Luar Negeri Rauf Tandiono")


def test_parquet(tmp_path):
    pyarrow, tables = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    tables.write_table(pyarrow.Table.from_pylist(ROWS), tmp_path / "news.parquet")
    found, findings = read(tmp_path / "news.parquet")
    assert ([a.id for a in found], findings) == (["a1", "a2"], [])


def test_warc(tmp_path):
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    body = f"<html><head><title>Rauf Bertemu Tetangga</title></head><body><article><p>{TEXT}</p><p>{TEXT * 3}</p>"
    with (tmp_path / "news.warc.gz").open("wb") as out:
        writer = WARCWriter(out, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        payload = io.BytesIO(f"{body}</article></body></html>".encode())
        page = writer.create_warc_record("https://kabar.test/1", "response", payload=payload, http_headers=headers)
        writer.write_record(page)
    (one,), findings = read(tmp_path)
    assert findings == []
    assert "Rauf Tandiono" in one.text


@pytest.mark.parametrize("name", ["a.rss", "a.jsonl.gz", "a.jsonl.zst", "a.parquet", "a.warc"])
def test_a_container_that_is_none_costs_one_line(name, tmp_path):
    (tmp_path / name).write_bytes(b"not at all what the name says")
    found, findings = read(tmp_path)
    assert (found, len(findings)) == ([], 1)


def test_patterns(tmp_path):
    for name in ("b/2.jsonl", "a/1.jsonl", "a/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(json.dumps({**ROWS[0], "id": name.replace("/", "-")}))
    found, findings = read(f"{tmp_path}/*/*.jsonl", f"{tmp_path}/**/no-such-*")
    assert [a.id for a in found] == ["a-1.jsonl", "b-2.jsonl"]
    assert [f.reason for f in findings] == ["no file or folder of this pattern"]


def test_addresses(tmp_path):
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe("/news/a.jsonl.gz", gzip.compress(LINES))
    memory.pipe("/news/read.me", b"nothing")
    found, findings = read("memory://news")
    assert [a.id for a in found] == ["a1", "a2"]
    assert [f.severity for f in findings] == ["info"]
    assert found[0].origin.startswith("memory://")
    assert read("nowhere://x")[1][0].severity == "error"
