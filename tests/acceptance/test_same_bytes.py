"""Whoever builds, in whatever order, on however many cores, with whatever hash seed: the same six files."""

import filecmp
import random

FILES = ["claims.jsonl", "explorer.html", "graph.nq", "graph.trig", "graph.ttl", "judgements.jsonl"]


def same(left, right):
    assert sorted(path.name for path in right.glob("[!.]*")) == FILES
    return filecmp.cmpfiles(left, right, FILES, shallow=False)[0] == FILES


def test_twice_into_one_folder_with_other_hash_seeds_in_another_time_zone_and_locale(kg, seeds, graph, tmp_path):
    for seed, zone in (("1", "Pacific/Kiritimati"), ("4242", "America/Adak")):
        world = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "PYTHONUTF8": "0"}
        assert kg("build", seeds, "--out", tmp_path / "g", "--quiet", **world).returncode == 0
        assert same(graph, tmp_path / "g")


def test_shuffled_on_two_cores_from_another_folder(kg, seeds, graph, tmp_path):
    copies = [tmp_path / path.name for path in sorted(seeds.glob("*.txt"))]
    for copy in copies:
        copy.write_bytes((seeds / copy.name).read_bytes())
    random.Random(7).shuffle(copies)
    done = kg("build", *copies, "--out", tmp_path / "g", "--jobs", 2, "--quiet", PYTHONHASHSEED="7")
    assert done.returncode == 0
    assert same(graph, tmp_path / "g")


def test_articles_added_one_by_one_and_one_taken_back(kg, seeds, graph, tmp_path):
    first, *others = sorted(seeds.glob("*.txt"), reverse=True)
    more = seeds.parent / "tests" / "acceptance" / "articles" / "telepon.txt"
    assert kg("build", first, more, "--out", tmp_path / "g").returncode == 0
    for path in others:
        assert kg("build", "--add", path, "--out", tmp_path / "g", "--quiet").returncode == 0
    done = kg("forget", "telepon", "--graph", tmp_path / "g", "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert same(graph, tmp_path / "g")
    done = kg("forget", "telepon", "--graph", tmp_path / "g")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"kg: telepon: no article of that id in {tmp_path / 'g'}\n"
