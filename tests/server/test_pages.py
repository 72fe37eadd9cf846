"""Pages for people and the same for programs: questions as on the command line, every individual as linked data."""

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest

from kg.queries import catalogue
from kg.store import open_store
from server.conftest import serving

KIM = "person/kim-jong-un"


def command(graph, name, given, form):
    params = [part for key, value in given.items() for part in ("--param", f"{key}={value}")]
    run = [sys.executable, "-m", "kg", "query", name, "--graph", str(graph), "--format", form, *params]
    return subprocess.run(run, capture_output=True, check=True).stdout


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_every_question_is_answered_as_on_the_command_line(server, graph, query):
    asked = urlencode(query.example)
    there = server.ask(f"/questions/{query.name}.csv?{asked}")
    assert there.status == 200 and there.body == command(graph, query.name, query.example, "csv")
    page = server.ask(f"/questions/{query.name}?go=1&{asked}", "text/html")
    rows = len(list(csv.reader(io.StringIO(there.text)))) - 1
    assert page.status == 200 and page.text.count("<tr>") == (rows + 1 if rows else 0)
    if query.picture:
        assert server.ask(f"/questions/{query.name}.svg?{asked}").text.startswith("<svg")


@pytest.mark.parametrize(("ending", "form"), [("json", "json"), ("md", "markdown"), ("csv", "csv")])
def test_the_other_forms_too(server, graph, ending, form):
    there = server.ask(f"/questions/who-met-whom.{ending}?person=putin&from=2023")
    assert there.body == command(graph, "who-met-whom", {"person": "putin", "from": "2023"}, form)
    kind = there.headers["content-type"].partition(";")[0]
    assert server.ask("/questions/who-met-whom?person=putin&from=2023", kind).body == there.body


def test_the_question_itself(server):
    sparql = server.ask("/questions/meetings-of-person.rq?person=kim+jong+un").text
    assert server.sparql(sparql).json["results"]["bindings"]


def test_the_list_for_programs(server):
    listed = server.ask("/questions", "application/json").json
    assert [one["name"] for one in listed] == [query.name for query in catalogue()]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/questions/meetings-of-person.csv", 400, "needs person"),
        ("/questions/meetings-of-person.csv?person=kim+jong+uns", 400, "did you mean Kim Jong Un"),
        ("/questions/who-met-whom.csv?from=yesterday", 400, "is no date"),
        ("/questions/who-met-whom.csv?who=putin", 400, "has no parameter"),
        ("/questions/who-met-whom.csv?from=2023&from=2024", 400, "once"),
        ("/questions/who-meet-whom", 404, "did you mean who-met-whom"),
        ("/questions/who-met-whom.exe", 404, "there is no form"),
        ("/questions/disagreements.svg", 400, "no picture"),
        ("/questions/who-met-whom.csv?person=" + "x" * 2000, 413, "longer"),
        ("/sparql?query=SELECT*%7B?m+kg:participants+?p%7D", 400, "did you mean kg:participant"),
        ("/find?q=putinn", 404, "did you mean"),
        ("/find?q=", 404, "empty"),
        ("/page/person/nobody", 404, "says nothing"),
        ("/data/person/nobody", 404, "says nothing"),
        ("/page?iri=not%20one", 400, "no address"),
        ("/page", 400, "whose page"),
        ("/nothing", 404, "no such page"),
    ],
)
def test_what_is_wrong_is_said(server, path, status, words):
    reply = server.ask(path)
    assert reply.status == status and words in reply.text
    assert "Traceback" not in reply.text


def test_a_wrong_parameter_is_told_beside_the_form(server):
    reply = server.ask("/questions/meetings-of-person?person=kim+jong+uns", "text/html")
    assert reply.status == 400 and 'role="alert"' in reply.text and "kim jong uns" in reply.text


def test_the_address_of_a_thing_leads_to_its_page_or_its_data(server):
    for accept, place in (("text/html", "page"), ("text/turtle", "data"), ("application/ld+json", "data")):
        reply = server.ask(f"/id/{KIM}", accept)
        assert (reply.status, reply.headers["location"]) == (303, f"/{place}/{KIM}")
        assert server.ask(reply.headers["location"], accept).headers["content-type"].startswith(accept)
    assert server.ask(f"/id/{KIM}", "image/png").status == 406


@pytest.mark.parametrize(
    ("ending", "format"),
    [("ttl", ox.RdfFormat.TURTLE), ("nt", ox.RdfFormat.N_TRIPLES), ("jsonld", ox.RdfFormat.JSON_LD)],
)
def test_what_is_said_of_an_individual(server, graph, ending, format):
    store = open_store(graph)
    node = ox.NamedNode(f"https://w3id.org/newskg/id/{KIM}")
    said = {quad.triple for quad in ox.parse(server.ask(f"/data/{KIM}.{ending}").body, format=format)}
    assert {quad.triple for quad in store.quads_for_pattern(node, None, None, None)} <= said
    assert {quad.triple for quad in store.quads_for_pattern(None, None, node, None)} <= said


def test_every_individual_has_a_page(server, graph):
    base = "https://w3id.org/newskg/id/"
    nodes = {quad.subject.value.removeprefix(base) for quad in open_store(graph)}
    kinds = {}
    for path in sorted(nodes):
        kinds.setdefault(path.partition("/")[0], []).append(path)
    assert {"person", "state", "place", "meeting", "report", "statement", "evidence", "mark", "article"} <= set(kinds)
    for path in [path for some in kinds.values() for path in some[:4]]:
        reply = server.ask(f"/page/{quote(path)}", "text/html")
        if reply.status == 301:  # another name of something that has a page
            reply = server.ask(reply.headers["location"], "text/html")
        assert reply.status == 200 and "<h1>" in reply.text, path


def test_the_page_of_a_meeting_shows_why(server):
    page = server.ask("/page/meeting/2023-09-13-kim-jong-un-vladimir-putin", "text/html").text
    assert "<mark>" in page and "The sources disagree on" in page and 'href="/page/person/kim-jong-un"' in page
    other = server.ask("/page/meeting/2023-09-13-kim-jong-un-vladimir-putin?lang=id", "text/html").text
    assert '<html lang="id">' in other and "Sumber berbeda" in other


def test_the_language_follows_the_browser_and_the_address(server):
    assert '<html lang="id">' in server.ask("/", "text/html", Accept_Language="id-ID,id;q=0.9").text
    assert '<html lang="en">' in server.ask("/?lang=en", "text/html", Accept_Language="id").text


def test_every_link_of_the_pages_leads_somewhere(server):
    seen, todo = set(), ["/?lang=en"]
    while todo and len(seen) < 150:
        path = todo.pop(0)
        reply = server.ask(path, "text/html")
        assert reply.status in (200, 303) or path == "/.well-known/void", (path, reply.text[-600:])
        if not reply.headers["content-type"].startswith("text/html") or path == "/explorer":
            continue
        for link in re.findall(r'(?:href|src|action)="(/[^"#]*)', reply.text):
            clean = link.replace("&amp;", "&")
            if clean not in seen and not clean.endswith("/find"):
                seen.add(clean)
                todo.append(clean)
    assert len(seen) >= 100


def test_health(server):
    assert server.ask("/health").json["status"] == "ok"


def test_the_explorer(server):
    page = server.ask("/explorer", "text/html")
    assert page.status == 200 and '<meta name="kg-base" content="/page/">' in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_every_answer_has_its_security_headers(server):
    for path in ("/", "/sparql?query=ASK%7B%7D", "/nothing", "/questions/pairs.svg", "/explorer", f"/id/{KIM}"):
        headers = server.ask(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "no-referrer" and "server" not in headers
        assert "access-control-allow-origin" not in headers


def test_behind_a_proxy_links_begin_where_the_client_sees_it(graph):
    with serving(graph, "--public", "https://example.org/kg") as server:
        home = server.ask("/", "text/html").text
        assert 'href="/kg/questions?lang=en"' in home and 'href="/questions' not in home
        assert server.ask(f"/id/{KIM}", "text/turtle").headers["location"] == f"/kg/data/{KIM}"
        assert server.ask("/", Host="example.org").status == 200


def test_a_proxy_that_is_believed_names_the_prefix(graph):
    with serving(graph, "--proxied") as server:
        assert 'href="/a/b/questions?lang=en"' in server.ask("/", "text/html", X_Forwarded_Prefix="/a/b/").text
        for odd in ('"><script>', "//evil.example/", "https://evil.example", "/a b", "/a\tb"):
            assert (
                "evil" not in (text := server.ask("/", "text/html", X_Forwarded_Prefix=odd).text)
                and "<script" not in text
            )
    with serving(graph) as server:
        assert 'href="/questions?lang=en"' in server.ask("/", "text/html", X_Forwarded_Prefix="/a").text


def test_a_folder_of_ones_own_questions(graph, tmp_path):
    (tmp_path / "mine.rq").write_text(
        '# title: Mine\n# param who: Person "who"\n# picture: bars who n\n'
        "PREFIX kg: <https://w3id.org/newskg/ontology#>\n"
        "SELECT ?who (COUNT(DISTINCT ?m) AS ?n) WHERE {\n#?who VALUES ?who { $who }\n"
        "?m kg:participant ?who ; a kg:Meeting }\nGROUP BY ?who ORDER BY ?who"
    )
    with serving(graph, "--queries", str(tmp_path)) as server:
        assert "Mine" in server.ask("/questions", "text/html").text
        answer = server.ask("/questions/mine.json?who=putin").json
        assert answer[0]["who"]["label"] == "Vladimir Putin"
        assert server.ask("/questions/mine.csv?who=putinn").status == 400
        assert "<rect" in server.ask("/questions/mine.svg").text
    own = [sys.executable, "-m", "kg", "query", "mine", "--queries", str(tmp_path), "-g", str(graph), "-f", "json"]
    assert json.loads(subprocess.run([*own, "-p", "who=putin"], capture_output=True, check=True).stdout) == answer


def test_a_question_of_ones_own_that_is_not_well_formed_is_told_at_the_start(graph, tmp_path):
    (tmp_path / "bad.rq").write_text("# param who Person\nSELECT * {}")
    run = [sys.executable, "-m", "kg", "serve", "-g", str(graph), "--queries", str(tmp_path), "--port", "0"]
    ended = subprocess.run(run, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 1 and "not of the form" in ended.stderr


def test_the_graph_describes_itself(server):
    link = server.ask("/", "text/html").headers["link"]
    assert link == '</.well-known/void>; rel="describedby"'
    said = server.ask("/.well-known/void").text
    assert f"void:sparqlEndpoint <{server.address}/sparql>" in said
    assert len(list(ox.parse(said, format=ox.RdfFormat.TURTLE))) > 20


def test_the_ontology_in_every_form(server):
    page = server.ask("/ontology", "text/html")
    assert 'id="participant"' in page.text and page.headers["content-type"].startswith("text/html")
    assert list(ox.parse(server.ask("/ontology", "text/turtle").body, format=ox.RdfFormat.TURTLE))
    assert list(ox.parse(server.ask("/ontology", "application/rdf+xml").body, format=ox.RdfFormat.RDF_XML))


def test_an_address_that_was_replaced_leads_on(graph, tmp_path):
    folder = tmp_path / "graph"
    shutil.copytree(graph, folder)
    base = "https://w3id.org/newskg/id/"
    with (folder / "graph.nq").open("a") as file:
        file.write(f"<{base}person/kim> <http://purl.org/dc/terms/isReplacedBy> <{base}{KIM}> .\n")
    with serving(folder) as server:
        assert server.ask("/page/person/kim", "text/html").headers["location"] == f"/page/{KIM}"
        assert server.ask("/data/person/kim", "text/turtle").status == 301
        assert server.ask("/find?q=person/kim").headers["location"] == f"/page/{KIM}"
