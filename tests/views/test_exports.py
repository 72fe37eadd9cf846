"""Exports: every format says what the graph says, with or without its sources, and is whole or not there."""

import csv
import io

import networkx
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg import vocab
from kg.cli.hand import Target
from kg.errors import GraphError, QueryError
from kg.store import base_of, open_store
from kg.views.exports import EXPORTS, MEDIA, as_text, export, selection
from kg.views.exports.selection import SOURCES, Selection
from kg.views.exports.sorting import in_order
from kg.vocab import KG

SUMMIT = "meeting/2030-01-10-ada-contoh-budi-rekaan"
RDF = {"turtle": "turtle", "trig": "trig", "nquads": "nquads", "ntriples": "nt", "rdfxml": "xml", "jsonld": "json-ld"}
MERGED = ("turtle", "ntriples", "rdfxml")


def quads(text, form):
    """The quads of a text as another library reads them."""
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format=RDF[form])
    plain = (lambda g: "") if form in MERGED else (lambda g: str(g or "").replace("urn:x-rdflib:default", ""))
    return {(str(s), str(p), str(o), plain(g)) for s, p, o, g in dataset.quads()}


def own(store):
    named = lambda g: "" if isinstance(g, ox.DefaultGraph) else g.value  # noqa: E731
    return {(q.subject.value, q.predicate.value, q.object.value, named(q.graph_name)) for q in store}


def rows(store, form, **options):
    return list(csv.DictReader(io.StringIO(as_text(store, form, **options))))


@pytest.mark.parametrize("form", RDF)
def test_every_syntax_says_the_same(derived, form):
    wanted = {(*quad[:3], "") for quad in own(derived)} if form in MERGED else own(derived)
    assert quads(as_text(derived, form), form) == wanted


@pytest.mark.parametrize("form", RDF)
def test_without_sources_nothing_names_or_misses_one(derived, form):
    found = quads(as_text(derived, form, sources=False), form)
    graph = {quad[:3] for quad in own(derived)}
    assert found and {quad[:3] for quad in found} <= graph
    for subject, name, value, _ in found:
        assert not {subject, value} & SOURCES
        for node in (subject, value):
            path = vocab.path(node) or ""
            assert path.partition("/")[0] not in {"article", "report", "evidence", "mark", "judgement"}
        assert name not in {str(KG.reportedIn), str(KG.evidence), str(KG.hasReport), str(KG.relayedBy)}
    said = {subject for subject, name, value, _ in found if value == str(KG.Statement)}
    assert said == {s for s, _, value in graph if value == str(KG.Statement)}
    assert (vocab.DEFAULT_BASE + SUMMIT, str(KG.disputed), str(KG.place)) in {quad[:3] for quad in found}


def test_without_sources_only_what_rules_derive_has_a_graph_of_its_own(derived):
    graphs = {graph for *_, graph in quads(as_text(derived, "nquads", sources=False), "nquads")}
    assert graphs == {"", str(vocab.derived())}
    assert {g for *_, g in quads(as_text(derived, "nquads", sources=False, derived=False), "nquads")} == {""}


@pytest.mark.parametrize("form", EXPORTS)
def test_without_what_is_derived(derived, small, form):
    asserted = ox.Store()
    asserted.extend(quad for quad in derived if quad.graph_name != ox.NamedNode(vocab.derived()))
    assert as_text(derived, form, derived=False) == as_text(asserted, form)


def test_the_ontology_tells_what_is_of_sources():
    named = {iri.removeprefix(vocab.NAMESPACE) for iri in selection.of_sources()}
    assert {"evidence", "mark", "start", "exact", "hasReport", "reportOf", "reportedIn", "mentions", "left"} <= named
    assert not named & {"participant", "speaker", "text", "date", "place", "about", "disputed", "tenure", "confidence"}


@pytest.mark.parametrize("form", EXPORTS)
def test_the_same_graph_gives_the_same_bytes_whatever_order_it_came_in(derived, form):
    turned = ox.Store()
    for quad in sorted(derived, key=str, reverse=True):
        turned.add(quad)
    assert as_text(turned, form) == as_text(derived, form)


def test_what_is_left_without_sources_opens_and_exports_again(derived, tmp_path):
    own_base = "https://example.org/kb/"
    text = as_text(derived, "nquads").replace(vocab.DEFAULT_BASE, own_base)
    store = ox.Store()
    store.load(input=text, format=ox.RdfFormat.N_QUADS)
    export(store, "nquads", tmp_path / "bare.nq", sources=False)
    bare = open_store(tmp_path / "bare.nq")
    assert base_of(bare) == own_base
    assert as_text(bare, "dyads", sources=False) == as_text(store, "dyads", sources=False)
    assert as_text(bare, "nquads") == (tmp_path / "bare.nq").read_text("utf-8")


def test_graphml_in_networkx(derived):
    network = networkx.read_graphml(io.BytesIO(as_text(derived, "graphml").encode()))
    summit = network.nodes[SUMMIT]
    assert (summit["kind"], summit["status"], summit["disputed"]) == ("meeting", "Held", "place")
    assert summit["outlets"] == "Harian Dua; Harian Satu; Warta Tiga"
    ties = {(target, data["kind"]) for _, target, data in network.out_edges(SUMMIT, data=True)}
    assert {("person/ada-contoh", "participant"), ("place/balai-contoh", "place")} <= ties
    assert all(data.get("kind") for _, data in network.nodes(data=True))
    bare = networkx.read_graphml(io.BytesIO(as_text(derived, "graphml", sources=False).encode()))
    assert set(bare) == set(network) and set(bare.edges()) == set(network.edges())
    assert not {"outlets", "articles", "urls", "sentence"} & {k for _, data in bare.nodes(data=True) for k in data}


def test_gexf_in_networkx(derived):
    network = networkx.read_gexf(io.BytesIO(as_text(derived, "gexf").encode()))
    assert network.nodes["person/budi-rekaan"]["role"] == [("Menteri Luar Negeri", "2029-05-01", "2030-03-31")]
    met = network.edges["person/ada-contoh", "person/dodo-umpama"]
    assert (met["weight"], met["held"], met["planned"], met["disputed"]) == (2, 1, 1, False)
    assert met["spells"] == [("2030-02-01", "2030-02-28"), ("2030-02-12", "2030-02-12")]
    assert ("Planned", "2030-02-01", "2030-02-28") in met["status"]
    assert network.edges["person/ada-contoh", "person/budi-rekaan"]["outlets"].count(";") == 2
    bare = as_text(derived, "gexf", sources=False)
    assert "Harian" not in bare and networkx.read_gexf(io.BytesIO(bare.encode())).number_of_edges() == 4


def test_a_row_for_each_report(derived):
    reports = rows(derived, "csv")
    assert len(reports) == 7
    assert {row["place"] for row in reports if row["meeting"] == SUMMIT} == {"Balai Contoh", "Pelabuhan Umpama", ""}
    bare = rows(derived, "csv", sources=False)
    assert len(bare) == 5 and "outlet" not in bare[0]


def test_a_row_for_each_pair(derived):
    dyads = rows(derived, "dyads")
    [summit] = [row for row in dyads if row["meeting"] == SUMMIT]
    assert (summit["one"], summit["one_states"], summit["other_states"]) == ("Ada Contoh", "XNO", "XSU")
    assert (summit["reports"], summit["disputed"], summit["status"]) == ("3", "place", "Held")
    assert "reports" not in rows(derived, "dyads", sources=False)[0] and len(dyads) == 5


def test_a_row_for_each_fact_with_its_words(derived):
    facts = rows(derived, "facts")
    where = {"subject": "report/satu/r1", "property": "place"}
    [place] = [row for row in facts if where.items() <= row.items()]
    assert (place["value_name"], place["words"], place["outlet"]) == ("Balai Contoh", "Balai Contoh", "Harian Satu")
    assert place["sentence"][int(place["words_start"]) - int(place["sentence_start"]) :].startswith(place["words"])
    assert {row["layer"] for row in facts} == {"article", "resolved", "derived"}
    bare = rows(derived, "facts", sources=False)
    assert {row["layer"] for row in bare} == {"resolved", "derived"} and "sentence" not in bare[0]


def test_no_cell_is_a_formula_and_no_character_breaks_xml(small):
    update = 'INSERT DATA {{ <{}> rdfs:label "=cmd()\\u0007 <&" }}'.format(vocab.mint("person/cici-misal"))
    small.update(vocab.prologue() + f"DELETE WHERE {{ <{vocab.mint('person/cici-misal')}> rdfs:label ?l }} ;" + update)
    assert "\"'=cmd()" in as_text(small, "csv") or "'=cmd()" in as_text(small, "csv")
    for form in ("graphml", "rdfxml"):
        assert "=cmd() &lt;&amp;" in as_text(small, form)


def test_a_file_is_whole_or_as_it_was(small, tmp_path, monkeypatch):
    def broken(what, out):
        out.write(b"half")
        raise RuntimeError("no more")

    path = tmp_path / "met.ttl"
    path.write_text("before")
    monkeypatch.setitem(EXPORTS, "turtle", broken)
    with pytest.raises(RuntimeError):
        export(small, "turtle", path)
    assert path.read_text() == "before" and [p.name for p in tmp_path.iterdir()] == ["met.ttl"]
    out = io.BytesIO()
    with pytest.raises(RuntimeError):
        export(small, "turtle", out)
    assert out.getvalue() == b""


def test_what_cannot_be_written_or_is_not_there_is_one_line(small, tmp_path):
    with pytest.raises(GraphError, match="cannot be written"):
        export(small, "turtle", tmp_path / "no" / "met.ttl")
    with pytest.raises(QueryError, match="gexf"):
        as_text(small, "word")


def test_every_format_can_be_asked_for():
    assert [target.value for target in Target] == list(EXPORTS) == list(MEDIA)


@given(st.lists(st.tuples(st.text(max_size=3), st.text(max_size=2))), st.integers(1, 5))
def test_rows_in_order_however_few_fit(some, most):
    assert list(in_order(some, most)) == sorted(set(some))


def test_an_export_needs_no_more_rows_in_memory_than_it_is_allowed(derived, monkeypatch):
    whole = as_text(derived, "turtle")
    monkeypatch.setattr("kg.views.exports.sorting.in_order.__defaults__", (7,))
    assert as_text(derived, "turtle") == whole
    assert sum(1 for _ in Selection(derived).rows()) == len(derived)
