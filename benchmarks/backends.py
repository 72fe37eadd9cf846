"""One build on each backend: the same bytes, and what each costs beside doing it all in one process.

    python benchmarks/backends.py news.jsonl.gz --dask

With ``--dask`` a scheduler and two workers are started on loopback, and their CPU seconds are counted from /proc.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ADDRESS = "127.0.0.1"
TICKS = os.sysconf("SC_CLK_TCK")


def digest(folder: Path) -> str:
    """One hash of all the files of a graph."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.iterdir() if path.is_file()):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:16]


def below(number: int) -> list[int]:
    """A process and all it started."""
    found = [number]
    for one in found:
        for task in Path(f"/proc/{one}/task").glob("*"):
            found += map(int, (task / "children").read_text().split())
    return found


def used(number: int) -> float:
    """CPU seconds of a process and all it started, as far as they still run."""
    fields = (Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split() for one in below(number))
    return sum(int(stat[11]) + int(stat[12]) for stat in fields) / TICKS


@contextmanager
def cluster(workers: int) -> Iterator[tuple[str, list[int]]]:
    """A scheduler and so many workers; the address and the processes."""
    command = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        ADDRESS,
        "--port",
        "0",
        "--no-dashboard",
    ]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "scheduler.json"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        scheduler = subprocess.Popen([*command, "--scheduler-file", str(place)], **quiet)
        flags = ["--nworkers", str(workers), "--nthreads", "1", "--no-dashboard", "--scheduler-file", str(place)]
        worker = subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_worker", *flags], **quiet)
        try:
            import distributed

            while not place.exists():
                time.sleep(0.1)
            with distributed.Client(scheduler_file=str(place), set_as_default=False) as client:
                client.wait_for_workers(workers)
                address = client.scheduler.address
            yield address, [scheduler.pid, worker.pid]
        finally:
            worker.terminate()
            worker.wait()
            scheduler.terminate()
            scheduler.wait()


def build(sources: list[str], out: Path, backend: str, others: list[int]) -> tuple[float, float]:
    """Build, and return seconds by the clock and CPU seconds, those of other processes included."""
    before, children = sum(map(used, others)), resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    command = [sys.executable, "-m", "kg", "build", *sources, "--out", str(out), "--backend", backend, "--quiet"]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = after.ru_utime + after.ru_stime - children.ru_utime - children.ru_stime
    return wall, own + sum(map(used, others)) - before


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--dask", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    print("| backend | s | CPU s | CPU over serial | digest |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        serial = 0.0

        def row(backend: str, others: list[int]) -> None:
            nonlocal serial
            out = Path(folder) / backend.partition(":")[0]
            wall, cpu = build(given.sources, out, backend, others)
            serial = serial or cpu
            print(f"| {backend} | {wall:.1f} | {cpu:.1f} | {cpu / serial - 1:+.0%} | {digest(out)} |", flush=True)

        row("serial", [])
        row(f"local:{given.workers}", [])
        if given.dask:
            with cluster(given.workers) as (address, others):
                row(f"dask:{address}", others)


if __name__ == "__main__":
    main()
