"""From files to a real browser without a network: what the page shows, and what hostile text cannot do."""

import json

import pytest

from browsing import NEEDS_BROWSER, chromium, opened, shown, until
from kg.store import open_store, select

pytestmark = NEEDS_BROWSER
SUMMIT = "meeting/2023-09-13-kim-jong-un-vladimir-putin"


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


def open_by_address(page, path):
    """Open the panel of a thing by its path; its text."""
    page.evaluate("path => { location.hash = path; }", path)
    until(page, "path => decodeURIComponent(location.hash) === '#' + path", path)
    page.locator("#kg-panel h2").wait_for()
    return page.locator("#kg-panel").inner_text()


@pytest.fixture(scope="module")
def seeds_page(browser, graph):
    with opened(browser, graph / "explorer.html", "id-ID") as page:
        yield page


def test_the_places_that_sources_disagree_on_stand_in_the_page_of_the_summit(seeds_page):
    text = open_by_address(seeds_page, SUMMIT)
    assert "beritabali.com" in text and "Moskow" in text
    assert "Amur" in text or "Vostochny" in text
    marked = seeds_page.locator("#kg-panel mark").all_inner_texts()
    assert any("Moskow" in words for words in marked) and any("Amur" in words for words in marked)


def unfiltered(page):
    """Everything shown, each meeting as a card."""
    page.evaluate("location.hash = 'network'")
    page.click("#kg-reset")
    page.check("#kg-unfold")


def test_at_first_sight_one_line_a_pair_with_the_number_of_meetings(seeds_page):
    seeds_page.evaluate("location.hash = 'network'")
    seeds_page.click("#kg-reset")
    assert not {node for node in shown(seeds_page) if node.startswith("meeting/")}
    pair = seeds_page.evaluate("edges.get('pair person/kim-jong-un person/vladimir-putin').meetings")
    assert len(pair) == 2 and SUMMIT in pair
    assert "⚠ 2" in seeds_page.evaluate("kg.picture()")


def test_a_click_on_the_summit_shows_its_sentences(seeds_page):
    unfiltered(seeds_page)
    spot = seeds_page.evaluate("n => network.canvasToDOM(network.getPositions([n])[n])", SUMMIT)
    box = seeds_page.locator("#mynetwork canvas").bounding_box()
    seeds_page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
    panel = seeds_page.locator("#kg-panel")
    panel.wait_for(state="visible")
    assert "Dan hari ini, Rabu, 13 September 2023, Kim Jong-un bertemu dengan" in panel.inner_text()


def test_search_and_filters_change_what_is_shown(seeds_page):
    unfiltered(seeds_page)
    everything = shown(seeds_page)
    seeds_page.fill("#kg-q", "lavrov")
    found = shown(seeds_page)
    assert found < everything and any("lavrov" in node for node in found)
    assert SUMMIT not in found
    unfiltered(seeds_page)
    seeds_page.check("#kg-disputed")
    assert {node for node in shown(seeds_page) if node.startswith("meeting/")} == {SUMMIT}
    unfiltered(seeds_page)
    planned = {node for node in everything if node.startswith("meeting/2023-10")}
    seeds_page.uncheck("#kg-status input[value=Planned]")
    assert planned and not planned & shown(seeds_page)
    unfiltered(seeds_page)
    seeds_page.fill("#kg-to", "2001-01-01")
    seeds_page.dispatch_event("#kg-to", "change")
    assert {node[:12] for node in shown(seeds_page) if node.startswith("meeting/")} == {"meeting/2000"}
    unfiltered(seeds_page)
    assert shown(seeds_page) == everything


PAYLOADS = ["<script>alert(1)</script>", "</script><img src=x onerror=alert(2)>", "{{7*7}}", "${7*7}", "\u202e", "<!--"]
TITLE = 'Presiden {0} Bertemu "Perdana" Menteri {1} di Funafuti {2}{4}'
BODY = (
    "Funafuti - Presiden Kiribati Teburoro <script>alert(3)</script> Tokataake bertemu dengan Perdana Menteri Tuvalu "
    "Kausea \u202eO'Lopati</script><svg/onload=alert(4)> di Funafuti, Tuvalu, pada Rabu (12/3/2031) siang. {3}{5}",
    '"Kami <b onmouseover=alert(5)>senang</b> {2} & "bangga" dengan pertemuan ini karena \u202eada artinya," kata '
    "Presiden Kiribati Teburoro Tokataake.",
    "Menteri Luar Negeri Samoa <iframe/src=javascript:alert(6)> Fale'afa Leota tiba di bandara dan disambut Tokataake.",
    "Menurut Leota, [klik](javascript:alert(7)) itu tidak berarti apa-apa bagi orang yang tidak mengerti "
    "<a href=javascript:alert(8)> sama sekali.",
)


@pytest.fixture(scope="module")
def hostile(kg, tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    title, body = TITLE.format(*PAYLOADS), "\n\n".join(BODY).format(*PAYLOADS)
    (folder / "jahat<img src=x onerror=alert(9)>.txt").write_text(f"{title}\n\n{body}\n", "utf-8")
    record = {
        "id": '"><script>alert(10)</script>',
        "url": "javascript:alert(11)",
        "source": "</script><script>alert(12)</script>\u202emoc.hotnoc",
        "published": "2031-03-12",
        "title": title,
        "text": body.replace("Tokataake", "Tokataake {{constructor.constructor('alert(13)')()}}", 1),
    }
    (folder / "jahat.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    done = kg("build", folder, "--out", folder / "g")
    assert done.returncode == 0, done.stderr
    assert "\u202e" not in done.stdout + done.stderr
    return folder / "g"


def test_hostile_text_is_text(browser, hostile):
    with opened(browser, hostile / "explorer.html", "id-ID") as page:
        facts = page.evaluate("JSON.parse(document.getElementById('kg-data').textContent).facts")
        things = [path for group in facts.values() for path in group]
        before = page.evaluate("document.querySelectorAll('script, iframe, img, object, embed, base, form').length")
        seen = "".join(open_by_address(page, path) for path in things)
        for view in ("list", "quotes", "map", "network"):
            page.click(f"#kg-tab-{view}")
            seen += page.locator(f"#kg-{view}").inner_text()
        seen += page.evaluate("kg.picture()")
        page.fill("#kg-q", PAYLOADS[1])
        page.press("#kg-q", "Enter")
        tags = page.evaluate("document.querySelectorAll('script, iframe, img, object, embed, base, form').length")
        addresses = page.evaluate("[...document.querySelectorAll('[href], [src]')].map(e => e.href || e.src)")
        acts = page.evaluate(
            "[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on/i.test(a.name))).length"
        )
    assert len(things) > 5 and len(facts["articles"]) == 2 and facts["meetings"]
    assert tags == before and acts == 0
    assert [a for a in addresses if not a.startswith(("https://", "http://", "file:", "data:image/"))] == []
    assert "<script>alert(1)</script>" in seen and "{{7*7}}" in seen and "49" not in seen
    assert "\u202e" not in seen


def test_hostile_text_is_in_the_graph_as_it_was_written(hostile):
    titles = [
        title
        for (title,) in select(open_store(hostile), "SELECT ?t WHERE { ?a a kg:Article ; dcterms:title ?t }").texts()
    ]
    assert len(titles) == 2 and all(PAYLOADS[0] in title for title in titles)
