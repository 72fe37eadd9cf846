"""Whoever builds, in whatever order, on however many cores, with whatever hash seed: the same six files."""

import filecmp
import random

FILES = ["claims.jsonl", "explorer.html", "graph.nq", "graph.trig", "graph.ttl", "judgements.jsonl"]


def same(left, right):
    assert sorted(path.name for path in right.iterdir()) == FILES
    return filecmp.cmpfiles(left, right, FILES, shallow=False)[0] == FILES


def test_twice_into_one_folder_and_with_another_hash_seed(kg, seeds, graph, tmp_path):
    for seed in ("1", "4242"):
        assert kg("build", seeds, "--out", tmp_path / "g", "--quiet", PYTHONHASHSEED=seed).returncode == 0
        assert same(graph, tmp_path / "g")


def test_shuffled_on_two_cores_from_another_folder(kg, seeds, graph, tmp_path):
    copies = [tmp_path / path.name for path in sorted(seeds.glob("*.txt"))]
    for copy in copies:
        copy.write_bytes((seeds / copy.name).read_bytes())
    random.Random(7).shuffle(copies)
    done = kg("build", *copies, "--out", tmp_path / "g", "--jobs", 2, "--quiet", PYTHONHASHSEED="7")
    assert done.returncode == 0
    assert same(graph, tmp_path / "g")


def test_in_another_time_zone_and_locale(kg, seeds, graph, tmp_path):
    zone = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"}
    assert kg("build", seeds, "--out", tmp_path / "g", "--quiet", **zone).returncode == 0
    assert same(graph, tmp_path / "g")
