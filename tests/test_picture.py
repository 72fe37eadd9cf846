"""What a page shows of a graph with more articles than a page can hold."""

from pathlib import Path

import pyoxigraph as ox

from kg.pipeline import build, picture
from kg.store import open_store

ROOT = Path(__file__).parents[1]


def test_of_many_articles_the_most_reported_meetings_are_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(picture, "MOST", 3)
    drawn = {}

    def note(store, path, base, *more):
        drawn["articles"] = {str(graph) for graph in store.named_graphs() if "/article/" in str(graph)}
        drawn["quads"] = set(store)
        path.write_text("")

    monkeypatch.setattr(picture.explorer, "write", note)
    sources = [
        ROOT / "seeds",
        ROOT / "tests/acceptance/articles/telepon.txt",
        ROOT / "tests/acceptance/articles/batal.txt",
    ]
    built = build(sources, tmp_path)
    whole = set(open_store(built.folder))
    assert len(drawn["articles"]) == 5, "all that tell of the summit"
    assert drawn["quads"] < whole
    places = {q.object for q in drawn["quads"] if str(q.predicate).endswith("#place>")}
    named = {q.subject for q in drawn["quads"] if str(q.predicate).endswith("rdf-schema#label>")}
    assert {place for place in places if isinstance(place, ox.NamedNode)} <= named
