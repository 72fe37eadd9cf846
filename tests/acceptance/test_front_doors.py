"""The commands and the Python of the README on a fresh build, and its exports in other people's readers."""

import csv
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import networkx
import pytest
import rdflib

from kg.store import open_store, select

ROOT = Path(__file__).parents[2]
SUMMIT = "meeting/2023-09-13-kim-jong-un-vladimir-putin"
SHARED = ROOT.parent / "shared"
WANTED = {
    "persons": 0.95,
    "meetings": 0.95,
    "meetings_exact": 0.85,
    "statements_direct": 0.95,
    "statements_indirect": 0.75,
}


@pytest.fixture(scope="module")
def readme():
    return (ROOT / "README.md").read_text("utf-8")


@pytest.fixture(scope="module")
def store(graph):
    return open_store(graph)


def test_the_python_of_the_readme_runs(readme, tmp_path):
    (snippet,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    done = subprocess.run(
        [sys.executable, "-c", snippet], capture_output=True, text=True, check=False, cwd=tmp_path, env=os.environ
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "2023-09-13 ['Kim Jong Un', 'Vladimir Putin']" in done.stdout.replace("Kim Jong-un", "Kim Jong Un")


def test_the_questions_of_the_readme_are_answered(readme, kg, graph):
    lines = [line for line in readme.splitlines() if line.startswith("$ kg query ")]
    asked = [words for line in lines if (words := shlex.split(line, comments=True)[3:]) and words[0][0] != "-"]
    assert len(asked) >= 2
    for words in asked:
        done = kg("query", *words, "--graph", graph)
        assert (done.returncode, done.stderr) == (0, ""), words
        assert not done.stdout.endswith("\n0 rows\n"), words


@pytest.mark.parametrize(("form", "syntax"), [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml")])
def test_triples_in_rdflib(kg, graph, store, form, syntax):
    done = kg("export", "--format", form, "--graph", graph)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(rdflib.Graph().parse(data=done.stdout, format=syntax)) == len({quad.triple for quad in store})


@pytest.mark.parametrize(("form", "syntax"), [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")])
def test_quads_in_rdflib(kg, graph, store, form, syntax):
    done = kg("export", "--format", form, "--graph", graph)
    assert (done.returncode, done.stderr) == (0, "")
    dataset = rdflib.Dataset()
    dataset.parse(data=done.stdout, format=syntax)
    assert sum(1 for _ in dataset.quads()) == len(store)


def test_the_network_in_networkx(kg, graph, tmp_path):
    assert kg("export", "--format", "graphml", "--graph", graph, "--out", tmp_path / "met.graphml").returncode == 0
    network = networkx.read_graphml(tmp_path / "met.graphml")
    assert {"Kim Jong Un", "Vladimir Putin"} <= {data.get("label") for _, data in network.nodes(data=True)}
    assert network.number_of_edges() > 5


def test_the_reports_in_a_spreadsheet(kg, graph, store):
    done = kg("export", "--format", "csv", "--graph", graph)
    rows = list(csv.DictReader(done.stdout.splitlines()))
    assert len(rows) == len(select(store, "SELECT ?r WHERE { ?r a kg:MeetingReport }").rows)


def test_every_question_in_every_format(kg, graph):
    listed = kg("query", "--graph", graph)
    assert listed.returncode == 0 and len(re.findall(r"^│ ?[a-z-]+ ", listed.stdout, re.MULTILINE)) >= 15
    for form in ("table", "csv", "json", "markdown"):
        done = kg("query", "timeline", "--graph", graph, "--format", form)
        assert (done.returncode, done.stderr) == (0, "")
        assert "2023-09-13" in done.stdout
    assert json.loads(kg("query", "timeline", "--graph", graph, "--format", "json").stdout)


@pytest.mark.parametrize("name", ["person/vladimir-putin", "state/PRK", "article/001_a4d24f8d53168425"])
def test_explain_anything(kg, graph, name):
    done = kg("explain", name, "--graph", graph)
    assert (done.returncode, done.stderr) == (0, "")
    assert name in done.stdout and done.stdout.count("\n") > 5


def test_explain_a_meeting_down_to_the_words(kg, graph):
    done = kg("explain", SUMMIT, "--graph", graph)
    assert (done.returncode, done.stderr) == (0, "")
    for outlet in ("medcom.id", "beritabali.com", "tribunnews.com"):
        assert outlet in done.stdout
    assert re.search(r"place: .*\n.*«.*Moskow", done.stdout) or "Moskow" in done.stdout


def test_check_view_and_help(kg, graph):
    done = kg("check", "--graph", graph)
    assert done.returncode == 0, done.stdout
    assert "Moskow" in done.stdout or "moskow" in done.stdout
    assert kg("view", "--graph", graph, "--no-open").stdout.strip().endswith("explorer.html")
    assert kg("--help").returncode == 0


@pytest.mark.skipif(not (SHARED / "gold" / "seeds.jsonl").is_file(), reason="the gold set is not at hand")
def test_eval(kg, graph):
    done = kg("eval", SHARED / "gold" / "seeds.jsonl", "--graph", graph)
    assert done.returncode == 0 and "meetings" in done.stdout


@pytest.mark.skipif(not (SHARED / "eval" / "score.py").is_file(), reason="the scorer is not at hand")
def test_the_scorer_that_others_use_finds_what_is_asked_and_nothing_wrong(graph, tmp_path):
    found = output(SHARED / "eval" / "facts.py", graph / "graph.trig")
    (tmp_path / "facts.jsonl").write_text(found, "utf-8")
    said = output(SHARED / "eval" / "score.py", SHARED / "gold" / "seeds.jsonl", tmp_path / "facts.jsonl")
    figures = {line.split()[0]: float(line.split()[3]) for line in said.splitlines() if re.search(r"\d/\d+/\d+$", line)}
    assert {name: figures[name] for name, floor in WANTED.items() if figures[name] < floor} == {}
    for name in ("date", "place", "status"):
        share = re.search(rf"\b{name} (\d+)/(\d+)", said)
        assert share and share[1] == share[2], name


def output(*command):
    return subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True).stdout
