"""The whole way from files to files: the same bytes, whole or not at all, one bad input among good ones."""

import filecmp
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg import pipeline
from kg.errors import GraphError, JudgementError, KgError, SourceError
from kg.model import Article, Finding
from kg.pipeline import build
from kg.pipeline.folder import held, rewritten
from kg.pipeline.listing import Listed, named
from kg.pipeline.reading import read_one
from kg.store import open_store

SEEDS = Path(__file__).parents[1] / "seeds"
FILES = ["claims.jsonl", "explorer.html", "graph.nq", "graph.trig", "graph.ttl", "judgements.jsonl"]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("built")
    return build([SEEDS], out)


def same_files(left, right):
    return filecmp.cmpfiles(left, right, FILES, shallow=False)[0] == FILES


def copy(built, to):
    return Path(shutil.copytree(built.folder, to / "graph"))


def test_a_build_writes_its_six_files_and_a_hidden_cache(built):
    assert sorted(path.name for path in built.folder.iterdir()) == [".kg-cache", *FILES]
    assert built.counts["articles"] == 5
    assert built.skipped == []


def test_the_same_sources_in_another_order_on_two_cores_give_the_same_bytes(built, tmp_path):
    build(sorted(SEEDS.glob("*.txt"), reverse=True), tmp_path, jobs=2)
    assert same_files(built.folder, tmp_path)


def test_building_into_a_built_folder_changes_nothing(built, tmp_path):
    again = copy(built, tmp_path)
    build([SEEDS], again)
    assert same_files(built.folder, again)


def test_every_sentence_stands_in_its_article(built):
    texts = {a.id: a.text for a in pipeline.articles_of(SEEDS)}
    rows = [json.loads(line) for line in (built.folder / "claims.jsonl").open(encoding="utf-8")]
    assert rows
    for row in rows:
        for e in row["evidence"]:
            assert texts[row["article"]][e["start"] : e["end"]] == e["exact"]
            assert texts[row["article"]][e["word_start"] : e["word_end"]] == e["words"]


def test_the_users_lines_survive_every_build(built, tmp_path):
    out = copy(built, tmp_path)
    line = '{"left":"person/vladimir-putin","right":"person/kim-jong-un","verdict":"different","why":"of course"}'
    judgements = out / "judgements.jsonl"
    judgements.write_text(line + "\n" + judgements.read_text("utf-8"), "utf-8")
    build([SEEDS], out)
    build([SEEDS], out)
    assert judgements.read_text("utf-8").splitlines()[0] == line
    assert judgements.read_text("utf-8").count("of course") == 1


def test_a_broken_judgements_file_is_named_and_nothing_is_lost(built, tmp_path):
    out = copy(built, tmp_path)
    broken = (out / "judgements.jsonl").read_text("utf-8") + '{"left": \n'
    (out / "judgements.jsonl").write_text(broken, "utf-8")
    with pytest.raises(JudgementError, match=r"judgements\.jsonl:\d+: not JSON"):
        build([SEEDS], out)
    assert (out / "judgements.jsonl").read_text("utf-8") == broken
    assert filecmp.cmp(out / "graph.nq", built.folder / "graph.nq", shallow=False)


def test_when_nothing_can_be_read_the_graph_stays(built, tmp_path):
    out = copy(built, tmp_path)
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(SourceError, match="nothing to build from"):
        build([tmp_path / "empty.txt", tmp_path / "absent.txt"], out)
    assert same_files(built.folder, out)


def test_bad_inputs_are_named_and_the_others_are_built(tmp_path):
    inputs = tmp_path / "in"
    inputs.mkdir()
    shutil.copy(next(SEEDS.iterdir()), inputs)
    (inputs / "empty.txt").write_text("")
    (inputs / "binary.txt").write_bytes(bytes(range(256)) * 50)
    text = "Menteri Luar Negeri Sugiono bertemu dengan Wang Yi di Jakarta karena keduanya belum pernah bicara. " * 3
    good = {"id": "j1", "title": "Menteri Bertemu", "text": text}
    (inputs / "lines.jsonl").write_text(json.dumps(good) + '\n{"id": "j2", "text": \n')
    found = build([inputs], tmp_path / "out")
    assert found.counts["articles"] == 2
    assert {Path(f.origin).name.split(":")[0] for f in found.findings} >= {"empty.txt", "binary.txt", "lines.jsonl"}


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(GraphError, match="Not a directory"):
        build([SEEDS], tmp_path / "file" / "out")


def test_a_bad_base_is_refused(tmp_path):
    with pytest.raises(KgError, match="base"):
        build([SEEDS], tmp_path, base="not an address")


def articles(*pairs):
    return [Article(name, text, origin=f"{name}.txt") for name, text in pairs]


def listed(*pairs):
    return [Listed(a.id, a.text_hash, a.text_hash, a.lang, a.url, a.origin) for a in articles(*pairs)]


def test_equal_articles_are_read_once_and_equal_ids_told_apart():
    findings: list[Finding] = []
    some = listed(("a", "one"), ("a", "one"), ("a", "two"), ("b", "three"))
    found = named(some, findings, lambda one: one)
    assert found == named(reversed(some), [], lambda one: one)
    assert len(found) == 3
    assert sorted(f.severity for f in findings) == ["info", "warning"]


def fail(article):
    if article.id == "bad":
        raise ValueError("no\nsuch luck")
    if article.id == "slow":
        time.sleep(5)
    if article.id == "killer":
        os.kill(os.getpid(), signal.SIGKILL)
    return []


@pytest.fixture
def failing(monkeypatch):
    monkeypatch.setattr("kg.pipeline.reading.extract", fail)


def test_an_article_that_fails_or_hangs_is_left_out(failing):
    found = [read_one(article, 0.1) for article in articles(("good", "x"), ("bad", "x"), ("slow", "x"))]
    assert found[0].finding is None
    assert (
        found[1].finding is not None
        and found[1].finding.reason == "could not be read (ValueError: no such luck): left out"
    )
    assert found[2].finding is not None and "took more than 0.1 s" in found[2].finding.reason


def lines(folder, names):
    """A file of short articles, each by its name."""
    text = "Menteri Luar Negeri Sugiono bertemu dengan Wang Yi di Jakarta karena keduanya belum pernah bicara. "
    rows = [json.dumps({"id": name, "title": f"Menteri {name} Bertemu", "text": text * 2}) for name in names]
    (folder / "lines.jsonl").write_text("\n".join(rows))
    return folder / "lines.jsonl"


def test_an_article_that_kills_its_process_takes_no_other_with_it(failing, tmp_path):
    names = [f"a{i:03}" for i in range(60)]
    names[30] = "killer"
    with pytest.raises(SourceError, match="brought its process down"):
        build([lines(tmp_path, names)], tmp_path / "g", jobs=2)


def test_a_failure_while_writing_leaves_the_old_files(tmp_path):
    (tmp_path / "graph.nq").write_text("old")
    with pytest.raises(ZeroDivisionError), held(tmp_path), rewritten(tmp_path) as new:
        (new / "graph.nq").write_text("new")
        raise ZeroDivisionError
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("graph.nq", "old")]


def test_two_builds_at_once_into_one_folder_are_refused(tmp_path):
    with held(tmp_path), pytest.raises(GraphError, match="another build"), held(tmp_path):
        pass


WRITER = """
import sys, time
from pathlib import Path
from kg.pipeline.folder import held, rewritten
folder, word = Path(sys.argv[1]), sys.argv[2]
while True:
    with held(folder), rewritten(folder) as new:
        for name in "abcdef":
            (new / name).write_text(word * 1000)
    print("done", flush=True)
"""


@pytest.mark.slow
def test_a_killed_build_leaves_one_whole_graph(tmp_path):
    folder = tmp_path / "graph"
    for attempt in range(6):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(attempt)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.003 * attempt)
        process.kill()
        process.wait()
        process.stdout.close()
        ready = folder / ".kg-ready"
        states = {(ready if (ready / name).exists() else folder).joinpath(name).read_text() for name in "abcdef"}
        assert states == {str(attempt) * 1000}


HOSTILE = """Presiden <script>alert(1)</script> Bertemu "X" dan Sejumlah Tokoh yang Tidak Dikenal

Jakarta - Presiden Prabowo Subianto bertemu \u202eMenteri Luar Negeri "Wang Yi" </script><img src=x onerror=alert(1)>
di Jakarta, Rabu (3/9/2025). Mereka membicarakan berbagai hal yang belum bisa disampaikan karena masih dibahas.

"Kami =1+1 senang sekali dengan pertemuan yang sangat baik ini <b>", kata Prabowo kepada wartawan di kantornya.

'; DROP TABLE -- \x1b[31m {{7*7}} ${x} bukan apa-apa, namun tidak boleh berbuat apa-apa juga, ujar dia.
"""


def test_a_hostile_article_does_nothing_but_show_text(tmp_path):
    (tmp_path / "evil.txt").write_text(HOSTILE, "utf-8")
    found = build([tmp_path / "evil.txt"], tmp_path / "out")
    assert len(open_store(found.folder)) > 0
    page = (found.folder / "explorer.html").read_text("utf-8")
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
