"""A large graph on disk: made whole or not at all, once for all processes, the same answers as in memory."""

import json
import multiprocessing
import os
import shutil

import pytest

from kg import disk, lookup, rdf, store
from kg.errors import GraphError, QueryError
from kg.queries import catalogue, find, run
from kg.resolve import resolve
from telling import summit
from test_queries import given_all


@pytest.fixture
def folder(tmp_path):
    claims = summit()
    rdf.write(rdf.to_store(claims, resolve(claims)), tmp_path)
    return tmp_path


@pytest.fixture
def large(monkeypatch):
    monkeypatch.setattr(disk, "LARGE", 0)


def kept(folder):
    return sorted(path.name for path in (folder / disk.FOLDER).iterdir() if path.is_dir())


def test_a_small_graph_stays_in_memory(folder):
    store.open_store(folder)
    assert not (folder / disk.FOLDER).exists()


@pytest.mark.usefixtures("large")
def test_a_large_one_is_made_once_and_opened_again(folder, monkeypatch):
    first = store.open_store(folder)
    monkeypatch.setattr(disk, "_make", None)  # not made a second time
    again = store.open_store(folder)
    assert set(first) == set(again) and len(kept(folder)) == 1


@pytest.mark.usefixtures("large")
def test_it_holds_what_memory_holds(folder, monkeypatch):
    on_disk = store.open_store(folder)
    monkeypatch.setattr(disk, "LARGE", 1 << 40)
    assert set(on_disk) == set(store.open_store(folder))


@pytest.mark.usefixtures("large")
def test_it_is_only_read(folder):
    with pytest.raises(RuntimeError, match="read-write"):
        store.open_store(folder).update("DELETE WHERE { ?s ?p ?o }")


@pytest.mark.usefixtures("large")
def test_a_new_graph_gets_a_new_store_and_a_reader_keeps_the_old(folder):
    reader = store.open_store(folder)
    before = set(reader)
    (folder / "graph.nq").write_text("<x:new> <x:p> <x:o> .\n")
    assert len(store.open_store(folder)) == 1
    assert set(reader) == before and len(kept(folder)) == 2


@pytest.mark.usefixtures("large")
def test_an_old_store_goes_when_nobody_reads_it(folder):
    store.prepare(folder)
    [old] = kept(folder)
    (folder / "graph.nq").write_text("<x:new> <x:p> <x:o> .\n")
    store.prepare(folder)
    assert old not in kept(folder) and len(kept(folder)) == 1


@pytest.mark.usefixtures("large")
def test_a_touched_file_with_the_same_content_needs_no_new_store(folder, monkeypatch):
    store.prepare(folder)
    monkeypatch.setattr(disk, "_make", None)
    os.utime(folder / "graph.nq", (1, 1))
    store.prepare(folder)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("said", ["", "[]", "{}", '{"hash": "../..", "size": 1, "changed": 1}'])
def test_a_note_that_cannot_be_understood_is_written_anew(folder, said):
    store.prepare(folder)
    note = folder / disk.FOLDER / "current.json"
    note.write_text(said)
    store.prepare(folder)
    assert json.loads(note.read_text())["hash"] == kept(folder)[0]


@pytest.mark.usefixtures("large")
def test_what_a_killed_process_left_is_swept(folder):
    half = folder / disk.FOLDER / ".new-1"
    half.mkdir(parents=True)
    (half / "quads").write_text("half")
    store.prepare(folder)
    assert not half.exists() and len(kept(folder)) == 1


@pytest.mark.usefixtures("large")
def test_what_is_no_graph_leaves_nothing_behind(folder):
    (folder / "graph.nq").write_bytes(b"<a> <b")
    with pytest.raises(GraphError):
        store.open_store(folder)
    assert kept(folder) == []


@pytest.mark.usefixtures("large")
@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_read_into_memory(folder):
    folder.chmod(0o500)
    assert len(store.open_store(folder))


def _make(folder, gate, told):
    disk.LARGE = 0
    gate.wait()
    store.open_store(folder)
    told.put(len(kept(folder)))


def test_two_processes_at_once_make_it_once(folder):
    context = multiprocessing.get_context("spawn")
    gate, told = context.Barrier(3), context.Queue()
    workers = [context.Process(target=_make, args=(folder, gate, told)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [told.get(timeout=5) for _ in workers] == [1, 1, 1]
    assert not list((folder / disk.FOLDER).glob(".new*"))


@pytest.fixture
def both(derived, tmp_path, monkeypatch):
    """The same graph in memory and on disk."""
    rdf.write(derived, tmp_path)
    memory = store.open_store(tmp_path)
    monkeypatch.setattr(disk, "LARGE", 0)
    return memory, store.open_store(tmp_path)


def test_every_stored_question_is_answered_the_same(both):
    memory, on_disk = both
    for query in catalogue():
        for given in ({}, given_all(query)):
            if given or not any(p.required for p in query.parameters):
                assert run(on_disk, query.name, given).texts() == run(memory, query.name, given).texts(), query.name


@pytest.mark.parametrize(
    "name", ["Ada Contoh", "ada contoh", "rekaan", "CICI", "Ada Conto", "contoh", "?", "\ud7ff", ""]
)
@pytest.mark.parametrize("classes", [("Person",), ("State", "Place"), ()])
def test_a_name_is_found_the_same(both, name, classes):
    def told(graph):
        try:
            return lookup.find(graph, name, classes).value
        except QueryError as error:
            return str(error)

    memory, on_disk = both
    assert told(on_disk) == told(memory)


def test_the_store_lies_beside_the_graph_and_can_be_deleted(folder, monkeypatch):
    monkeypatch.setattr(disk, "LARGE", 0)
    store.prepare(folder)
    shutil.rmtree(folder / disk.FOLDER)
    assert len(store.open_store(folder)) and find("outlets")
