"""What a stranger has: the command line in a process of its own, and the graph it builds from the founding articles."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[2] / "seeds"
Kg = Callable[..., "subprocess.CompletedProcess[str]"]


def _kg(*arguments: object, before: Sequence[str] = (), **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [*before, sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | environment)


@pytest.fixture(scope="session")
def kg() -> Kg:
    """Runs ``python -m kg`` with the arguments, behind the command ``before``, in a changed environment."""
    return _kg


@pytest.fixture(scope="session")
def seeds() -> Path:
    return SEEDS


@pytest.fixture(scope="session")
def graph(tmp_path_factory) -> Path:
    """The folder of a fresh build of the founding articles; nobody may change it."""
    folder = tmp_path_factory.mktemp("seeds") / "graph"
    done = _kg("build", SEEDS, "--out", folder, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return folder
