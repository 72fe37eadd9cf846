"""The command line as a stranger meets it."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.pipeline import build

SEEDS = Path(__file__).parents[1] / "seeds"
SUMMIT = "meeting/2023-09-13-kim-jong-un-vladimir-putin"


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    return str(build([SEEDS], tmp_path_factory.mktemp("graph")).folder)


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def kg(*arguments, **options):
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def test_help_explains_each_command_and_the_exit_codes():
    done = run("--help")
    assert done.exit_code == 0
    commands = ("build", "query", "view", "explain", "check", "export", "eval", "read", "push", "describe", "ontology")
    for command in commands:
        assert command in done.output
        assert "Example" in run(command, "--help").output
    assert "Exit codes" in done.output


def test_build_says_what_it_found(tmp_path):
    done = kg("build", SEEDS, "--out", tmp_path / "g")
    assert done.returncode == 0
    assert "meetings" in done.stdout
    assert (tmp_path / "g" / "graph.trig").is_file()


def test_a_build_that_left_something_out_ends_with_3(tmp_path):
    (tmp_path / "empty.txt").write_text("")
    done = kg("build", next(SEEDS.iterdir()), tmp_path / "absent.txt", "--out", tmp_path / "g", "--quiet")
    assert done.returncode == 3
    assert done.stdout == ""
    assert "absent.txt" in done.stderr


def test_a_refusal_is_one_line_and_1(tmp_path):
    done = kg("build", tmp_path / "absent.txt", "--out", tmp_path / "g")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("kg: ") and done.stderr.count("\n") == 1
    assert kg("query", "who-met-whom", "--graph", tmp_path).returncode == 1


def test_wrong_usage_is_2(graph):
    assert run("build").exit_code == 2
    assert run("export", "--format", "word", "--graph", graph).exit_code == 2
    assert run("query", "timeline", "--graph", graph, "--param", "nonsense").exit_code == 2
    assert run("nonsense").exit_code == 2


def test_query_lists_explains_and_asks(graph):
    assert "who-met-whom" in run("query").output
    assert "person" in run("query", "meetings-of-person", "--about").output
    done = run("query", "meetings-of-person", "--graph", graph, "--param", "person=kim jong-un", "--format", "json")
    assert done.exit_code == 0
    assert json.loads(done.output)


def test_query_takes_a_question_of_ones_own(graph, tmp_path):
    (tmp_path / "q.rq").write_text("SELECT ?name WHERE { ?p a kg:Person ; rdfs:label ?name } ORDER BY ?name")
    done = run("query", "--sparql", tmp_path / "q.rq", "--graph", graph, "--format", "csv")
    assert ["Kim Jong Un"] in list(csv.reader(io.StringIO(done.output)))


def test_explain_goes_down_to_the_words(graph):
    done = run("explain", SUMMIT, "--graph", graph)
    assert done.exit_code == 0
    assert "«" in done.output
    assert "participant: Kim Jong Un" in done.output
    assert "Judgements" in done.output


def test_explain_takes_a_name_and_leads_on(graph):
    done = run("explain", "Kim Jong Un", "--graph", graph)
    assert SUMMIT in done.output
    assert "tenure: Pemimpin, Korea Utara" in done.output
    assert run("explain", "Nobody At All", "--graph", graph).exit_code == 1


@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld", "graphml", "csv"])
def test_every_export_is_written_and_always_the_same(form, graph, tmp_path):
    for name in ("one", "two"):
        assert run("export", "--format", form, "--graph", graph, "--out", tmp_path / name).exit_code == 0
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes() != b""


def test_check_finds_the_graph_sound(graph):
    done = run("check", "--graph", graph)
    assert done.exit_code == 0, done.output
    assert "consistent" in done.output


def test_read_shows_what_was_understood():
    done = run("read", next(iter(sorted(SEEDS.iterdir()))))
    assert done.exit_code == 0
    assert "kim-jong-un" in done.output


def test_view_without_a_browser_says_where_the_page_is(graph):
    done = run("view", "--graph", graph, "--no-open")
    assert done.output.strip().replace("\n", "").endswith("explorer.html")


def test_eval_measures(graph, tmp_path):
    gold = {"id": "000_5c6f8dc3064c2d17", "persons": [{"name": "Kim Jong-un"}], "meetings": [], "statements": []}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold))
    done = run("eval", tmp_path / "gold.jsonl", "--graph", graph, "--misses")
    assert done.exit_code == 0
    assert "persons" in done.output


def test_nothing_from_an_article_acts_on_the_terminal(graph, tmp_path):
    folder = Path(shutil.copytree(graph, tmp_path / "g"))
    text = (folder / "graph.nq").read_text("utf-8")
    (folder / "graph.nq").write_text(text.replace("Kim Jong Un", "Kim \\u001B[31m[bold]Jong\\u202E Un"), "utf-8")
    for done in (run("explain", SUMMIT, "--graph", folder), run("query", "who-met-whom", "--graph", folder)):
        assert done.exit_code == 0
        assert "\x1b" not in done.output
        assert "\u202e" not in done.output
        assert "[bold]" in done.output


def test_importing_kg_is_cheap():
    loaded = "import sys, kg; print(sorted(m for m in sys.modules if m.startswith(('rdflib', 'pyoxigraph', 'kg.'))))"
    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
