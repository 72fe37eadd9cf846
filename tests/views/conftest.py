"""A small graph made by hand, with hostile names in it."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from browsing import chromium
from kg.views import explorer


@pytest.fixture(scope="session")
def small_store() -> ox.Store:
    store = ox.Store()
    store.load(path=str(Path(__file__).parent / "small.trig"), format=ox.RdfFormat.TRIG)
    return store


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def file(small_store, tmp_path_factory):
    file = tmp_path_factory.mktemp("page") / "explorer.html"
    explorer.write(small_store, file)
    return file
