import pyoxigraph as ox
import pytest

import servers
from kg.views.exports.selection import Selection


@pytest.fixture
def what(derived):
    return Selection(derived)


@pytest.fixture
def url():
    """An empty Oxigraph server."""
    with servers.oxigraph() as address:
        yield address


@pytest.fixture
def beside(tmp_path):
    folder = tmp_path / "graph"
    folder.mkdir()
    return folder


@pytest.fixture
def founding():
    from pathlib import Path

    store = ox.Store()
    store.load(path=str(Path(__file__).parents[2] / "graphs" / "graph.nq"), format=ox.RdfFormat.N_QUADS)
    return store
