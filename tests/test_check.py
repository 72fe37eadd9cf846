"""All checks together: what is sound, what is not, and what is merely disputed."""

from kg import vocab
from kg.check import check, disagreements

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
