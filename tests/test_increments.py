"""However the articles come, in whatever batches, with changes and articles taken back: one graph, byte for byte."""

import filecmp
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import GraphError, SourceError
from kg.extract import extract
from kg.pipeline import build, forget

ROOT = Path(__file__).parents[1]
POOL = sorted((ROOT / "seeds").glob("*.txt")) + sorted((ROOT / "tests/acceptance/articles").glob("*.txt"))
FILES = ["claims.jsonl", "explorer.html", "graph.nq", "graph.trig", "graph.ttl", "judgements.jsonl"]
NAMES = [path.stem for path in POOL]


def same(left, right):
    return filecmp.cmpfiles(left, right, FILES, shallow=False)[0] == FILES


def pool(folder):
    """Copies of all articles that a test may change."""
    folder.mkdir()
    return {path.stem: Path(shutil.copy(path, folder)) for path in POOL}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A graph of all articles, built at once."""
    folder = tmp_path_factory.mktemp("whole")
    files = pool(folder / "in")
    build(list(files.values()), folder / "g")
    return folder / "g"


@pytest.fixture
def copy(whole, tmp_path):
    """The same graph with its cache, to be changed."""
    return Path(shutil.copytree(whole, tmp_path / "copy"))


def changed(path):
    """The article says one thing more."""
    path.write_text(path.read_text("utf-8") + "\n\nDemikian kabar yang sampai kepada kami dari kota itu.\n", "utf-8")


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "change", "forget"]), st.sets(st.sampled_from(NAMES), min_size=1, max_size=6)),
    min_size=1,
    max_size=4,
)


@given(steps=STEPS, backwards=st.booleans())
@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_batches_with_changes_and_articles_taken_back_end_in_the_same_bytes(steps, backwards, tmp_path_factory):
    folder = tmp_path_factory.mktemp("steps")
    files = pool(folder / "in")
    first = sorted(NAMES, reverse=backwards)[:3]
    build([files[name] for name in first], folder / "g")
    there = set(first)
    for what, names in steps:
        if what == "forget":
            gone = sorted(names & there)
            if gone and len(gone) < len(there):
                forget(gone, folder / "g")
                there -= set(gone)
            continue
        if what == "change":
            for name in names:
                changed(files[name])
        build([files[name] for name in sorted(names, reverse=backwards)], folder / "g", add=True)
        there |= names
    build([files[name] for name in sorted(there)], folder / "once")
    assert same(folder / "g", folder / "once")


def test_the_users_lines_stay_through_adding_and_taking_back(copy):
    line = '{"left":"person/vladimir-putin","right":"person/kim-jong-un","verdict":"different","why":"of course"}'
    judgements = copy / "judgements.jsonl"
    judgements.write_text(line + "\n" + judgements.read_text("utf-8"), "utf-8")
    forget([NAMES[0]], copy)
    build([POOL[0]], copy, add=True)
    assert judgements.read_text("utf-8").splitlines()[0] == line


def test_nothing_is_read_twice(copy, monkeypatch):
    def refuse(article):
        raise AssertionError(f"{article.id} is read again")

    monkeypatch.setattr("kg.pipeline.reading.extract", refuse)
    before = {path.name: path.stat().st_mtime_ns for path in copy.iterdir() if path.is_file()}
    build(POOL, copy)
    assert {path.name: path.stat().st_mtime_ns for path in copy.iterdir() if path.is_file()} == before
    forget([NAMES[0]], copy)
    build([POOL[0]], copy, add=True)


def test_what_is_odd_is_told_again(tmp_path, monkeypatch):
    def fail(article):
        if article.id == NAMES[0]:
            raise ValueError("no such luck")
        return extract(article)

    monkeypatch.setattr("kg.pipeline.reading.extract", fail)
    first = build(POOL[:2], tmp_path)
    again = build(POOL[:2], tmp_path)
    assert first.findings == again.findings
    assert [finding.severity for finding in again.skipped] == ["error"]
    assert again.counts == first.counts


def test_a_graph_whose_files_were_touched_is_written_again(whole, copy):
    (copy / "graph.nq").write_bytes((copy / "graph.nq").read_bytes()[:1000])
    (copy / "explorer.html").unlink()
    build(POOL, copy)
    assert same(whole, copy)


@pytest.mark.parametrize("harm", ["cut", "alter", "list", "remove"])
def test_a_damaged_cache_is_noticed_and_read_again(whole, copy, harm):
    cache = copy / ".kg-cache"
    packs = sorted(cache.glob("*.pack"))
    if harm == "cut":
        packs[0].write_bytes(packs[0].read_bytes()[:-20])
    elif harm == "alter":
        content = bytearray(packs[0].read_bytes())
        content[100] ^= 255
        packs[0].write_bytes(content)
    elif harm == "list":
        (cache / "articles.jsonl").write_text("{", "utf-8")
    else:
        shutil.rmtree(cache)
    found = build(POOL, copy)
    assert same(whole, copy)
    assert sum("damaged" in finding.reason for finding in found.findings) == (harm in ("cut", "alter"))


def test_without_its_articles_nothing_is_added_to_a_graph(copy):
    shutil.rmtree(copy / ".kg-cache")
    with pytest.raises(GraphError, match="build it once from all its sources"):
        build([POOL[0]], copy, add=True)


def test_who_is_not_there_cannot_be_forgotten_and_somebody_stays(copy):
    with pytest.raises(SourceError, match="no article of that id"):
        forget(["nobody"], copy)
    with pytest.raises(SourceError, match="no article would be left"):
        forget(NAMES, copy)


def test_another_article_of_the_same_name_stays_beside_it(whole, tmp_path):
    (tmp_path / "other").mkdir()
    other = Path(shutil.copy(POOL[1], tmp_path / "other" / POOL[0].name))
    build([POOL[0]], tmp_path / "g")
    build([other], tmp_path / "g", add=True)
    build([other, POOL[0]], tmp_path / "once")
    assert same(tmp_path / "g", tmp_path / "once")


COMMAND = [sys.executable, "-m", "kg", "build", *map(str, POOL), "--jobs", "2", "--quiet", "--out"]


def kill_at(moment, out):
    """Start a build, end it after so many seconds with all it can hear nothing of, and tell whether it had ended."""
    process = subprocess.Popen([*COMMAND, str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(moment)
    ended = process.poll() is not None
    process.kill()
    process.wait()
    return ended


def is_whole(out, *graphs):
    """Whether the folder, as readers see it, holds one of these graphs."""
    ready = out / ".kg-ready"

    def read(name):
        return ((ready if (ready / name).exists() else out) / name).read_bytes()

    return any(all(read(name) == (graph / name).read_bytes() for name in FILES) for graph in graphs)


def killed(whole, folder, moments):
    """Builds killed at these moments, always over a graph of fewer articles, and the build that follows each."""
    build(POOL[:6], folder / "old")
    for number, moment in enumerate(moments):
        out = Path(shutil.copytree(folder / "old", folder / f"g{number}"))
        if number % 2:
            shutil.rmtree(out / ".kg-cache")
        kill_at(moment, out)
        assert is_whole(out, folder / "old", whole), moment
        deadline = time.monotonic() + 120
        while subprocess.run([*COMMAND, str(out)], check=False, capture_output=True).returncode:
            assert time.monotonic() < deadline, moment
        assert same(out, whole), moment
        shutil.rmtree(out)


def test_a_build_killed_at_any_moment_leaves_a_whole_graph_and_the_next_goes_on(whole, tmp_path):
    killed(whole, tmp_path, [0.9, 1.6])


@pytest.mark.slow
def test_a_hundred_kills(whole, tmp_path):
    killed(whole, tmp_path, [0.3 + 0.025 * number for number in range(100)])
