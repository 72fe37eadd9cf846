import gzip
import json
import os
from pathlib import Path

import pytest

from kg.ingest import articles
from kg.ingest.sources import LARGEST
from kg.model import Article, Finding

TEXT = (
    "Menteri Luar Negeri Rauf Tandiono bertemu dengan menteri dari negara tetangga pada Senin.\n"
    "Mereka membahas kerja sama perdagangan yang akan ditandatangani bulan depan di kota itu.\n"
)


def record(**fields: object) -> str:
    return json.dumps(
        {"id": "a1", "title": "Rauf Bertemu Tetangga", "text": TEXT, "lang": "id", **fields}, ensure_ascii=False
    )


def read(*paths: Path) -> tuple[list[Article], list[Finding]]:
    found = list(articles(paths))
    return [f for f in found if isinstance(f, Article)], [f for f in found if isinstance(f, Finding)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_folders_are_read_in_order_and_below(tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", "b/notes.md"):
        write(tmp_path / name, f"Judul Berita {name} Rauf Bertemu Menteri\n\n{TEXT}")
    good, findings = read(tmp_path)
    assert [a.id for a in good] == ["a", "1", "2"]
    assert [(f.severity, Path(f.origin).name) for f in findings] == [("info", "notes.md")]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", "", "empty"),
        ("blank.txt", " \n\n ", "empty"),
        ("empty.jsonl", "", "empty"),
        ("binary.txt", b"\x00\x01\x02" * 50, "binary"),
        ("report.txt", b"%PDF-1.7 \xff\xfe", "binary"),
        ("other.txt", "Совсем другой".encode("koi8-r") * 20, "neither UTF-8"),
        ("half.txt", b"\xff\xfeA\x00B", "broken"),
        ("empty.html", "<html><body></body></html>", "no article"),
        ("pack.jsonl.gz", b"not gzip", "cannot be read"),
        ("numbers.txt", "12345 67890\n" * 30, "no language"),
        (
            "finnish.txt",
            "Ministeri tapasi kollegansa maanantaina kaupungissa ja keskusteli kaupasta.\n" * 4,
            "no language",
        ),
    ],
)
def test_what_cannot_be_read_is_one_finding_and_the_rest_goes_on(tmp_path, name, content, reason):
    write(tmp_path / name, content)
    write(tmp_path / "good.txt", f"Rauf Bertemu Menteri Tetangga\n\n{TEXT}")
    good, findings = read(tmp_path)
    assert [a.id for a in good] == ["good"]
    assert len(findings) == 1 and reason in findings[0].reason
    assert findings[0].origin == str(tmp_path / name)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "not JSON"),
        ("[1, 2]", "not a JSON object"),
        ('"text"', "not a JSON object"),
        ('{"id": "x"}', '"text"'),
        (record(text=["a"]), '"text"'),
        (record(text="  "), '"text"'),
        (record(title=5), '"title"'),
        (record(url={"a": 1}), '"url"'),
        (record(id=["a"]), '"id"'),
        (record(lang="fi"), "without a pack"),
        (record(text="x" * 2_000_001), "longer than"),
        ("[" * 100_000, "not JSON"),
        ('{"id": "x", "text": ' + "9" * 5000 + "}", "not JSON"),
        (record(text="Baca juga: Yang Lain\nEditor: Siapa"), "no running text"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path, line, reason):
    path = write(tmp_path / "a.jsonl", f"{record(id='one')}\n{line}\n\n{record(id='two')}\n")
    good, findings = read(path)
    assert [a.id for a in good] == ["one", "two"]
    assert [f.origin for f in findings] == [f"{path}:2"] and reason in findings[0].reason


def test_a_line_that_is_not_utf8(tmp_path):
    path = write(tmp_path / "a.jsonl", b'{"id": "\xff"}\n' + record().encode())
    good, findings = read(path)
    assert len(good) == 1 and "not UTF-8" in findings[0].reason


def test_fields_of_a_record(tmp_path):
    fields = {"id": 12, "url": "https://contoh.com/a/2025/10/21/b", "source": " contoh.com ", "published": None}
    path = write(tmp_path / "a.jsonl", b"\xef\xbb\xbf" + record(**fields).encode())
    ((article,), findings) = read(path)
    assert findings == []
    assert (article.id, article.source, article.published) == ("12", "contoh.com", "2025-10-21")
    assert article.text.startswith("Rauf Bertemu Tetangga\n\nMenteri") and article.text[article.body :].startswith(
        "Menteri"
    )
    assert article.origin == f"{path}:1"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://a b.com", 'https://x.com/"><b>', "ftp://x.com", "http://"]
)
def test_an_address_that_no_iri_can_be_is_left_out(tmp_path, url):
    ((article,), _) = read(write(tmp_path / "a.jsonl", record(url=url)))
    assert article.url == ""


def test_ids_are_safe_unique_and_the_same_every_time(tmp_path):
    names = ["a b", "a/b", "a%b", "ä", "../x", "", "x" * 500, "<script>"]
    lines = "\n".join(record(id=name, text=TEXT + f"Kalimat nomor {n} ada di sini.") for n, name in enumerate(names))
    path = write(tmp_path / "a.jsonl", lines)
    good, findings = read(path)
    ids = [a.id for a in good]
    assert findings == [] and len(set(ids)) == len(names)
    assert all(i.isascii() and set(i) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for i in ids)
    assert [a.id for a in read(path)[0]] == ids


def test_equal_ids_are_left_to_who_sees_all_articles(tmp_path):
    path = write(
        tmp_path / "a.jsonl", f"{record()}\n{record()}\n{record(text=TEXT + 'Sesuatu yang lain lagi terjadi.')}\n"
    )
    good, findings = read(path, path)
    assert (len(good), len({a.id for a in good}), findings) == (6, 1, [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path, encoding):
    words = f"Rauf Bertemu Menteri Tetangga\n\n{TEXT}“Kami siap – semua siap,” kata André.\n"
    good, findings = read(write(tmp_path / "a.txt", words.encode(encoding)))
    assert good[0].text.endswith("“Kami siap – semua siap,” kata André.")
    assert [f.severity for f in findings] == (["info"] if encoding == "cp1252" else [])


def test_compressed_lines(tmp_path):
    good, findings = read(write(tmp_path / "a.jsonl.gz", gzip.compress(record().encode())))
    assert len(good) == 1 and not findings


def test_too_large_a_file_is_not_even_opened(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    assert "more than" in read(path)[1][0].reason


def test_links_that_lead_in_circles(tmp_path):
    write(tmp_path / "sub" / "a.txt", f"Rauf Bertemu Menteri Tetangga\n\n{TEXT}")
    (tmp_path / "sub" / "back").symlink_to(tmp_path)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    good, findings = read(tmp_path)
    assert len(good) == 1 and len(findings) == 1 and "dangling" in findings[0].origin


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_an_unreadable_folder(tmp_path):
    write(tmp_path / "a.txt", f"Rauf Bertemu Menteri Tetangga\n\n{TEXT}")
    (tmp_path / "closed").mkdir(mode=0)
    good, findings = read(tmp_path)
    (tmp_path / "closed").chmod(0o700)
    assert len(good) == 1 and "cannot be read" in findings[0].reason


def test_a_path_that_is_not_there(tmp_path):
    assert read(tmp_path / "none")[1][0].reason == "no such file or folder"
