"""What a build costs at several sizes, from nothing and with five articles more: CPU seconds an article, memory, bytes.

    python benchmarks/scale.py --news news/*.jsonl.gz --more seeds --sizes 1000 10000 --jobs 2

Ratios hold on any machine, seconds do not; the sizes are of varied copies of the news (``benchmarks/copies.py``).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Run(NamedTuple):
    """What one command took: seconds by the clock, CPU seconds of all its processes, MB of the largest of them."""

    wall: float
    cpu: float
    peak: float


def run(*command: object) -> Run:
    """Run kg and measure it; each run is measured in a process of its own, for peaks never go down."""
    script = (
        "import resource,subprocess,sys,time\n"
        "start=time.monotonic(); code=subprocess.run(sys.argv[1:]).returncode\n"
        "u=resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(time.monotonic()-start, u.ru_utime+u.ru_stime, u.ru_maxrss/1024); sys.exit(code not in (0,3))"
    )
    whole = [sys.executable, "-c", script, sys.executable, "-m", "kg", *map(str, command)]
    done = subprocess.run(whole, check=True, capture_output=True, text=True)
    return Run(*map(float, done.stdout.split()[-3:]))


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", nargs="+", required=True)
    parser.add_argument("--more", default=str(HERE.parent / "seeds"))
    parser.add_argument("--sizes", nargs="+", type=int, default=[1_000, 10_000])
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    print("| articles | build, s | CPU s | ms an article | largest process, MB | files, MB | five more, s | CPU s |")
    print("|---|---|---|---|---|---|---|---|")
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as folder:
            news, out = Path(folder) / "news.jsonl", Path(folder) / "graph"
            with news.open("w") as file:
                command = [sys.executable, str(HERE / "copies.py"), str(size), *given.news]
                subprocess.run(command, stdout=file, check=True)
            first = run("build", news, "--out", out, "--jobs", given.jobs, "--quiet")
            more = run("build", "--add", given.more, "--out", out, "--jobs", given.jobs, "--quiet")
            megabytes = sum(path.stat().st_size for path in out.iterdir() if path.is_file()) / 1e6
        print(
            f"| {size:,} | {first.wall:.1f} | {first.cpu:.1f} | {first.cpu / size * 1000:.2f} | {first.peak:.0f} "
            f"| {megabytes:.0f} | {more.wall:.1f} | {more.cpu:.1f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
