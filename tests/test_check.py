"""All checks together: what is sound, what is not, and what is merely disputed."""

import json

import pyoxigraph as ox
from typer.testing import CliRunner

from kg import vocab
from kg.check import check, disagreements, sources
from kg.cli import app

HEAD = vocab.prologue() + f"BASE <{vocab.DEFAULT_BASE}> "


def test_a_sound_graph_may_be_disputed(derived):
    report = check(derived, "classes")
    assert report.sound and report.problems == ()
    [dispute] = report.disagreements
    assert dispute.property == str(vocab.KG.place)
    assert [(version.outlet, version.value.rsplit("/", 1)[1]) for version in dispute.versions] == [
        ("Harian Satu", "balai-contoh"),
        ("Harian Dua", "pelabuhan-umpama"),
    ]
    assert "Pelabuhan Umpama" in dispute.versions[1].sentence


def test_a_warning_leaves_it_sound_an_error_does_not(small):
    small.update(HEAD + "DELETE WHERE { GRAPH ?g { <article/dua> dcterms:issued ?h } }")
    assert check(small, "classes").sound
    small.update(HEAD + "DELETE WHERE { GRAPH ?g { <article/dua> kg:textHash ?h } }")
    assert not check(small, "classes").sound


def test_a_contradiction_is_not_sound(small):
    small.update(HEAD + "INSERT DATA { <person/ada-contoh> a kg:Place }")
    report = check(small, "classes")
    assert not report.sound and not report.verdict.consistent


def test_a_version_without_its_sentence_is_still_a_version(small):
    small.update(HEAD + "DELETE WHERE { GRAPH ?g { <report/dua/r1> kg:evidence ?e } }")
    [dispute] = disagreements(small)
    assert [version.sentence for version in dispute.versions][1] == ""


def test_a_finding_names_its_articles_to_look_into(small):
    [one] = sources(small, vocab.DEFAULT_BASE + "report/dua/r2")
    assert (one.identifier, one.outlet, one.issued) == ("dua", "Harian Dua", "2030-01-12")
    summit = vocab.DEFAULT_BASE + "meeting/2030-01-10-ada-contoh-budi-rekaan"
    assert [source.identifier for source in sources(small, summit)] == ["dua", "satu", "tiga"]
    tenure = vocab.DEFAULT_BASE + "tenure/budi-rekaan/menlu"
    assert {source.identifier for source in sources(small, tenure)} == {"dua", "satu", "tiga"}
    assert sources(small, "not an address") == ()


def test_a_report_that_a_person_can_act_on(small, tmp_path):
    small.update(HEAD + "DELETE WHERE { GRAPH <article/tiga> { <report/tiga/r1> kg:status ?s } } ;")
    small.update(HEAD + "INSERT DATA { <person/ada-contoh> a kg:Place }")
    small.dump(str(tmp_path / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    run = CliRunner()
    said = run.invoke(app, ["check", "--graph", str(tmp_path / "graph.nq")])
    assert said.exit_code == 1
    for words in (
        "error: a meeting report has one status",
        "What to do: the graph was changed or cut short",
        "    report/tiga/r1  kg:status",
        "        Warta Tiga, 2030-02-13, tiga: Umpama Menjamu Contoh  https://tiga.example/umpama",
        "contradiction: would be a Person",
    ):
        assert words in said.stdout
    rows = json.loads(run.invoke(app, ["check", "--graph", str(tmp_path / "graph.nq"), "--format", "json"]).stdout)
    assert {row["severity"] for row in rows} == {"error"} and all(row["remedy"] for row in rows)
    listed = run.invoke(app, ["check", "--graph", str(tmp_path / "graph.nq"), "--format", "csv", "--lang", "id"]).stdout
    assert "graf diubah atau terpotong" in listed and listed.count("\n") == len(rows) + 1
