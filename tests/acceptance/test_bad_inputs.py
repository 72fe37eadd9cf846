"""What cannot be read costs one clear line and the exit code 3; the rest is built, and nothing built is ever lost."""

import json
import os
import shutil
from pathlib import Path

import pytest

from kg.store import open_store, select

TEXT = (
    "Menteri Luar Negeri Tonga Sione Havea bertemu dengan Menteri Luar Negeri Samoa Lagi Tuiasosopo di Apia, Samoa, "
    "pada Rabu (12/3/2031). Keduanya membahas pelayaran antarpulau yang belum pernah dibuka untuk umum.\n\n"
    '"Kami bertetangga, tetapi jarang bertemu," kata Havea kepada wartawan.\n'
)


def bad(folder):
    """One of each kind of bad input beside two good articles; the kind and what its line must say."""
    (folder / "baik.txt").write_text("Menlu Tonga Bertemu Menlu Samoa\n\n" + TEXT, "utf-8")
    (folder / "kosong.txt").write_bytes(b"")
    (folder / "spasi.txt").write_text(" \n\t\n", "utf-8")
    (folder / "biner.txt").write_bytes(b"\x7fELF" + bytes(range(256)) * 100)
    (folder / "utf16.txt").write_bytes(b"\xff\xfe\x00\xd8" * 400)
    (folder / "gambar.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (folder / "besar.txt").write_bytes(("Kabar: " + TEXT).encode() * (50_000_000 // len(TEXT)))
    (folder / "tanpa-spasi.txt").write_bytes(b'"(' * 1_500_000)
    good = json.dumps({"id": "baris", "title": "Havea dan Tuiasosopo Bertemu Lagi", "text": TEXT + "Sekian kabar ini."})
    (folder / "baris.jsonl").write_text(good + '\n{"id": "putus", "text": "Menteri\n[]\n', "utf-8")
    (folder / "rusak.jsonl.gz").write_bytes(b"\x1f\x8b\x08\x00 not gzip at all")
    (folder / "putus.txt").symlink_to(folder / "tidak-ada")
    return {
        "kosong.txt": "empty",
        "spasi.txt": "empty",
        "biner.txt": "binary",
        "utf16.txt": "marked as utf-16 but broken",
        "gambar.html": "binary",
        "besar.txt": "more than 20,000,000",
        "tanpa-spasi.txt": "longer than",
        "baris.jsonl:2": "not JSON",
        "baris.jsonl:3": "not a JSON object",
        "rusak.jsonl.gz": "cannot be read",
        "putus.txt": "no regular file",
        "entah.txt": "no such file",
    }


def lines_about(done, name):
    return [line for line in done.stderr.splitlines() if f"/{name}: " in line]


@pytest.fixture(scope="module")
def built(kg, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bad")
    (folder / "in").mkdir()
    wanted = bad(folder / "in")
    return wanted, kg("build", folder / "in", folder / "in" / "entah.txt", "--out", folder / "g"), folder / "g"


def test_each_bad_input_has_one_line_with_its_name_and_the_reason(built):
    wanted, done, _ = built
    for name, reason in wanted.items():
        lines = lines_about(done, name)
        assert len(lines) == 1 and reason in lines[0] and lines[0].startswith("error: "), (name, lines)
    assert len(done.stderr.splitlines()) == len(wanted)
    assert "Traceback" not in done.stderr


def test_the_others_are_built_and_the_exit_code_says_that_some_were_not(built):
    _, done, graph = built
    assert done.returncode == 3
    found = select(open_store(graph), "SELECT ?id WHERE { ?a a kg:Article ; dcterms:identifier ?id } ORDER BY ?id")
    assert found.texts() == [("baik",), ("baris",)]


def test_another_encoding_is_read_and_said(kg, tmp_path):
    words = f"Menlu Tonga Bertemu Menlu Samoa\n\n{TEXT}“Señor Lévêque siap – semua siap,” kata Havea.\n"
    for encoding in ("utf-16", "cp1252"):
        (tmp_path / f"{encoding}.txt").write_bytes(
            words.replace("Rabu", f"Rabu, {len(encoding)} hari").encode(encoding)
        )
    done = kg("build", tmp_path, "--out", tmp_path / "g")
    assert done.returncode == 0
    assert [line.partition(": ")[0] for line in done.stderr.splitlines()] == ["info"]
    assert "cp1252.txt: not UTF-8: read as Windows-1252" in done.stderr
    assert "Señor Lévêque siap – semua siap" in (tmp_path / "g" / "claims.jsonl").read_text("utf-8")


def test_when_nothing_can_be_built_the_graph_stays_as_it_was(kg, graph, tmp_path):
    out = Path(shutil.copytree(graph, tmp_path / "g"))
    before = {path.name: path.read_bytes() for path in out.glob("[!.]*")}
    (tmp_path / "kosong.txt").write_bytes(b"")
    done = kg("build", tmp_path / "kosong.txt", tmp_path / "entah", "--out", out)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "kosong.txt" in done.stderr and "empty" in done.stderr
    assert {path.name: path.read_bytes() for path in out.glob("[!.]*")} == before


def test_a_name_too_long_for_any_file(kg, seeds, tmp_path):
    done = kg("build", "a" * 5000 + ".txt", sorted(seeds.glob("*.txt"))[0], "--out", tmp_path / "g", "--quiet")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1


NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--")


@pytest.fixture
def closed(tmp_path_factory):
    """A folder whose parts only its owner may read, and a command prefix that makes one somebody else."""
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root reads everything, and there is no setpriv to become somebody else")
    folder = tmp_path_factory.mktemp("closed")
    root = tmp_path_factory.getbasetemp()
    for path in (folder, *(p for p in folder.parents if p == root or root in p.parents or p in root.parents[:2])):
        path.chmod(0o755)
    (folder / "baik.txt").write_text("Menlu Tonga Bertemu Menlu Samoa\n\n" + TEXT, "utf-8")
    (folder / "terkunci.txt").write_text(TEXT)
    (folder / "terkunci.txt").chmod(0)
    (folder / "out").mkdir()
    (folder / "out").chmod(0o777)
    for name, mode in (("tutup", 0), ("daftar", 0o744)):
        (folder / name).mkdir()
        (folder / name / "isi.txt").write_text(TEXT)
        (folder / name).chmod(mode if os.geteuid() == 0 else mode >> 6 << 6 & ~0o100)
    yield folder, NOBODY if os.geteuid() == 0 else ()
    for name in ("tutup", "daftar"):
        (folder / name).chmod(0o755)


def test_what_may_not_be_read(kg, closed):
    folder, somebody = closed
    inside = folder / "tutup" / "isi.txt"
    done = kg("build", folder, inside, "--out", folder / "out" / "g", before=somebody, PYTHONDONTWRITEBYTECODE="1")
    if "No module named kg" in done.stderr or "Permission denied: '/root" in done.stderr:
        pytest.skip("somebody else may not read the program")
    assert done.returncode == 3
    for name in ("terkunci.txt", "tutup", "daftar/isi.txt", "tutup/isi.txt"):
        lines = lines_about(done, name)
        assert len(lines) == 1 and "cannot be read" in lines[0], (name, done.stderr)
    assert "baik" in (folder / "out" / "g" / "claims.jsonl").read_text("utf-8")
