"""A full disk, a closed folder, a second build, Ctrl-C: one clear line, and the graph is as it was."""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--")


def content(folder):
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*")}


def test_two_builds_at_once_into_one_folder(kg, graph, seeds, tmp_path):
    out = Path(shutil.copytree(graph, tmp_path / "g"))
    handle = os.open(out, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    done = kg("build", seeds, "--out", out)
    os.close(handle)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"kg: another build is writing into {out}\n"
    assert content(out) == content(graph)


@pytest.fixture
def tiny(tmp_path):
    """A disk of two megabytes."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can make a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk(kg, graph, seeds, tiny):
    (tiny / "g").mkdir()
    shutil.copy(graph / "judgements.jsonl", tiny / "g")
    done = kg("build", seeds, "--out", tiny / "g", "--jobs", 2)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"kg: {tiny / 'g'} cannot be written: No space left on device\n"
    assert list(content(tiny / "g")) == ["judgements.jsonl"]


def test_a_folder_that_may_not_be_written(kg, graph, seeds, tmp_path):
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root writes everywhere, and there is no setpriv to become somebody else")
    out = Path(shutil.copytree(graph, tmp_path / "g"))
    ours = [parent for parent in out.parents if Path(tempfile.gettempdir()) in parent.parents]
    for path in (*out.rglob("*"), out, *ours):
        path.chmod(path.stat().st_mode | 0o555 if path.is_dir() else 0o444)
    out.chmod(0o555)
    (out / ".kg-cache").chmod(0o555)
    before = content(out)
    somebody = NOBODY if os.geteuid() == 0 else ()
    done = kg("build", seeds, "--out", out, before=somebody, PYTHONDONTWRITEBYTECODE="1")
    out.chmod(0o755)
    (out / ".kg-cache").chmod(0o755)
    if "No module named kg" in done.stderr or "Permission denied: '/root" in done.stderr:
        pytest.skip("somebody else may not read the program")
    assert (done.returncode, done.stderr) == (1, f"kg: {out} cannot be written: Permission denied\n")
    assert content(out) == before


def test_a_folder_that_may_not_even_be_looked_into(kg, seeds, tmp_path):
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root looks everywhere, and there is no setpriv to become somebody else")
    closed = tmp_path / "closed"
    closed.mkdir(0o000)
    somebody = NOBODY if os.geteuid() == 0 else ()
    done = kg("build", seeds, "--out", closed / "g", before=somebody, PYTHONDONTWRITEBYTECODE="1")
    closed.chmod(0o755)
    if "No module named kg" in done.stderr or "Permission denied: '/root" in done.stderr:
        pytest.skip("somebody else may not read the program")
    assert (done.returncode, done.stderr) == (1, f"kg: {closed / 'g'} cannot be written: Permission denied\n")


def heeding():
    """In a process to be: heed Ctrl-C, which a shell lets those it starts in the background ignore."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupted(command, out):
    """What a build said on both streams that was stopped by Ctrl-C while it read, and its exit code."""
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, process_group=0, preexec_fn=heeding)  # noqa: PLW1509
    while not list(out.glob(".kg-cache/work/inputs")) and process.poll() is None:
        time.sleep(0.01)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    return process.communicate(timeout=60), process.returncode


def test_ctrl_c(graph, seeds, tmp_path):
    out = Path(shutil.copytree(graph, tmp_path / "g"))
    shutil.rmtree(out / ".kg-cache")
    text = "\n\n".join(path.read_text("utf-8") for path in sorted(seeds.glob("*.txt")))
    many = [{"id": str(n), "title": f"Berita {n}", "text": f"Kabar ke-{n}. {text}", "lang": "id"} for n in range(100)]
    (tmp_path / "many.jsonl").write_text("".join(json.dumps(article) + "\n" for article in many), "utf-8")
    command = [sys.executable, "-m", "kg", "build", str(tmp_path / "many.jsonl"), "--out", str(out), "--jobs", "2"]
    said, code = interrupted(command, out)
    assert (code, said[0], said[1].count("\n")) == (130, "", 1)
    assert said[1].startswith("kg: interrupted; the graph is as it was")
    assert content(out) == content(graph)
