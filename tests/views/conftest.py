"""A small graph made by hand, with hostile names in it."""

from pathlib import Path

import pyoxigraph as ox
import pytest


@pytest.fixture(scope="session")
def small_store() -> ox.Store:
    store = ox.Store()
    store.load(path=str(Path(__file__).parent / "small.trig"), format=ox.RdfFormat.TRIG)
    return store
