"""Where the work is done makes no difference, and who dies while doing it neither."""

import filecmp
import importlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.errors import KgError, MissingExtra
from kg.pipeline import backends, build
from kg.pipeline.backends import Local, backend

ROOT = Path(__file__).parents[1]
FILES = ["claims.jsonl", "explorer.html", "graph.nq", "graph.trig", "graph.ttl", "judgements.jsonl"]


class Job(NamedTuple):
    out: str
    count: str


def work(job):
    """Write a file, as long as nobody says otherwise."""
    tries = Path(job.count)
    with tries.open("a") as file:
        file.write(f"{os.getpid()}\n")
    if job.out.endswith("deadly") or (job.out.endswith("once") and tries.read_text().count("\n") == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if job.out.endswith("wrong"):
        raise OSError(28, "No space left on device")
    Path(job.out).write_text("done")


def jobs(folder, *names):
    return [Job(str(folder / name), str(folder / f"{name}.tries")) for name in names]


def test_who_kills_a_process_is_lost_and_nobody_else(tmp_path):
    some = jobs(tmp_path, *"abcde", "once", "deadly", *"fgh")
    with Local(2) as where:
        done = dict(where.map(work, some))
    assert [Path(job.out).name for job in some if not done[job]] == ["deadly"]
    assert all(Path(job.out).exists() for job in some if done[job])


@pytest.mark.parametrize("name", ["serial", "local:2"])
def test_what_the_work_complains_of_is_passed_on(name, tmp_path):
    with backend(name) as where, pytest.raises(OSError, match="No space"):
        list(where.map(work, jobs(tmp_path, "a", "wrong", "b")))


@pytest.mark.parametrize("name", ["", "serial:2", "local:0", "local:x", "spark", "dask", "dask:"])
def test_a_backend_that_is_none(name):
    with pytest.raises(KgError, match="no backend"), backend(name):
        pass


def test_a_missing_package_is_named(monkeypatch):
    def refuse(name):
        raise ImportError(name)

    monkeypatch.setattr(backends, "import_module", refuse)
    with pytest.raises(MissingExtra, match=r"kg\[dask\]"), backend("dask:tcp://127.0.0.1:1"):
        pass


WORKERS = """
import time
from pathlib import Path
from kg.pipeline.backends import _begin
from concurrent.futures import ProcessPoolExecutor
import os, sys
pool = ProcessPoolExecutor(2, initializer=_begin, initargs=(os.getpid(),))
print(*{pool.submit(os.getpid).result() for _ in range(20)}, flush=True)
time.sleep(60)
"""


def alive(number):
    try:
        return Path(f"/proc/{number}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc")
def test_processes_end_with_who_started_them():
    process = subprocess.Popen([sys.executable, "-c", WORKERS], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    numbers = [int(word) for word in process.stdout.readline().split()]
    process.kill()
    process.wait()
    process.stdout.close()
    deadline = time.monotonic() + 120
    while any(map(alive, numbers)):
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.fixture(scope="module")
def cluster():
    """A scheduler and two workers on loopback; the address and the processes of the workers."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
    ) as found:
        yield found


@pytest.fixture(scope="module")
def serial(tmp_path_factory):
    return build([ROOT / "seeds"], tmp_path_factory.mktemp("serial"), backend="serial").folder


def test_a_cluster_makes_the_same_bytes(cluster, serial, tmp_path):
    build([ROOT / "seeds"], tmp_path, backend=f"dask:{cluster.scheduler_address}")
    assert filecmp.cmpfiles(serial, tmp_path, FILES, shallow=False)[0] == FILES


def test_the_work_of_a_lost_worker_is_done_by_another(cluster, tmp_path):
    some = jobs(tmp_path, *"abcde", "once", *"fgh")
    with backend(f"dask:{cluster.scheduler_address}") as where:
        assert all(done for _, done in where.map(work, some))
    assert (tmp_path / "once").read_text() == "done"


def test_no_scheduler(monkeypatch):
    monkeypatch.setattr(backends, "PATIENCE", "1s")
    if not importlib.util.find_spec("distributed"):
        pytest.skip("distributed is not installed")
    with pytest.raises(KgError, match="no Dask scheduler"), backend("dask:tcp://127.0.0.1:1"):
        pass
