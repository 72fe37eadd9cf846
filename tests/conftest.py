"""Fixtures that several test modules share."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import settings

from kg import reason

# a slow machine is no error, and every run tries the same examples
settings.register_profile("kg", deadline=None, derandomize=True)
settings.load_profile("kg")

DATA = Path(__file__).parent / "data"


@pytest.fixture
def small() -> ox.Store:
    """The small invented graph of tests/data, as a build would have written it."""
    store = ox.Store()
    store.load(path=str(DATA / "small.trig"), format=ox.RdfFormat.TRIG)
    return store


@pytest.fixture
def derived(small: ox.Store) -> ox.Store:
    """The same with the rules' conclusions in their own graph."""
    reason.derive(small)
    return small
