"""What a user decides wins over every rule and stays decided, whatever is built again."""

import json
import shutil
from pathlib import Path

import pytest

from kg.store import open_store, select

OPENING = "Menteri Luar Negeri Tonga Sione Havea bertemu dengan Menteri Luar Negeri"
LEFT = f"""Menlu Tonga Bertemu Menlu Samoa

{OPENING} Samoa Afioga Tuiasosopo di Apia, Samoa, pada Rabu (12/3/2031). Keduanya membahas pelayaran antarpulau.
"""
RIGHT = f"""Menlu Tonga Bertemu Menlu Fiji

{OPENING} Fiji Josefa Bula di Suva, Fiji, pada Jumat (14/3/2031). Keduanya membahas harga ikan di pasar.
"""
PERSONS = "SELECT ?name WHERE { ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture
def out(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "kiri.txt").write_text(LEFT, "utf-8")
    (tmp_path / "in" / "kanan.txt").write_text(RIGHT, "utf-8")
    return tmp_path / "g"


def persons(folder):
    return [name for (name,) in select(open_store(folder), PERSONS).texts()]


def decide(folder, left, right, verdict):
    """A line of the user's own at the top of the file, the rest as the build left it."""
    path = folder / "judgements.jsonl"
    line = json.dumps({"left": left, "right": right, "verdict": verdict, "by": "user", "why": "saya kenal mereka"})
    path.write_text(line + "\n" + path.read_text("utf-8"), "utf-8")
    return line


def rebuilt(kg, out):
    done = kg("build", out.parent / "in", "--out", out)
    assert (done.returncode, done.stderr) == (0, "")
    return persons(out)


def test_two_of_one_name_are_kept_apart_through_every_build(kg, out):
    together = ["Afioga Tuiasosopo", "Josefa Bula", "Sione Havea"]
    assert rebuilt(kg, out) == together
    line = decide(out, "person:kanan#sione-havea", "person:kiri#sione-havea", "different")
    for _ in range(2):
        assert rebuilt(kg, out) == [*together, "Sione Havea"]
    assert (out / "judgements.jsonl").read_text("utf-8").splitlines().count(line) == 1
    assert "saya kenal mereka" in (out / "graph.trig").read_text("utf-8")
    (out / "judgements.jsonl").write_text("")
    assert rebuilt(kg, out) == together


def test_two_of_other_names_are_one_through_every_build(kg, out):
    assert len(rebuilt(kg, out)) == 3
    decide(out, "person/josefa-bula", "person/afioga-tuiasosopo", "same")
    first = rebuilt(kg, out)
    assert len(first) == 2
    assert rebuilt(kg, out) == first


def test_the_founding_articles_summit_can_be_taken_apart(kg, graph, seeds, tmp_path):
    out = Path(shutil.copytree(graph, tmp_path / "g"))
    question = "SELECT ?m WHERE { ?m a kg:Meeting ; kg:date ?d FILTER(STRSTARTS(STR(?d), '2023-09')) }"
    moscow = (
        "SELECT ?r WHERE { ?r kg:reportedIn/dcterms:identifier '001_a4d24f8d53168425' ; kg:place/rdfs:label 'Moskow' }"
    )
    assert len(select(open_store(out), question).rows) == 1
    ((report,),) = [row[:1] for row in select(open_store(out), moscow).texts()]
    lines = [json.loads(line) for line in (out / "judgements.jsonl").read_text("utf-8").splitlines()]
    joined = [row for row in lines if row["left"].startswith("report:") and row["verdict"] == "same"]
    mine = [row for row in joined if "001_a4d24f8d53168425" in row["left"] + row["right"]]
    assert report and mine
    for row in mine:
        decide(out, row["left"], row["right"], "different")
    done = kg("build", seeds, "--out", out)
    assert done.returncode == 0, done.stderr
    found = select(open_store(out), "SELECT ?m WHERE { ?m a kg:Meeting ; kg:disputed ?what }").rows
    assert found == []
