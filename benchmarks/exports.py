"""How long each export of a graph takes and how much memory: every format in a process of its own.

    python benchmarks/exports.py GRAPH [--no-provenance]

GRAPH is the folder of a built graph; large ones open from disk, so what is measured is the export and not the graph.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kg.store import open_store
from kg.views.exports import EXPORTS, export


def measure(graph: Path, form: str, sources: bool) -> str:
    """One line: format, seconds, peak memory of the process, megabytes written."""
    store = open_store(graph)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        begin = time.perf_counter()
        export(store, form, path, sources=sources)
        seconds, written = time.perf_counter() - begin, path.stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{form:10} {seconds:7.1f} s {peak:7.0f} MB {written:8.1f} MB written"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if sys.argv[-1] in EXPORTS:
        print(measure(Path(sys.argv[1]), sys.argv[-1], "--no-provenance" not in sys.argv))
    else:
        for name in EXPORTS:
            subprocess.run([sys.executable, __file__, *sys.argv[1:], name], check=True)
