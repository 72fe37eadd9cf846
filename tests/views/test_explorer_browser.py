"""The built page in a real headless Chromium, with the network off."""

import pytest

from browsing import NEEDS_BROWSER, chromium, opened, shown
from kg.views import explorer

pytestmark = NEEDS_BROWSER


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser, small_store, tmp_path):
    """The page of the small graph."""
    file = tmp_path / "explorer.html"
    explorer.write(small_store, file)
    with opened(browser, file, "en-US") as page:
        yield page


def click_node(page, node):
    spot = page.evaluate("n => network.canvasToDOM(network.getPositions([n])[n])", node)
    box = page.locator("#mynetwork canvas").bounding_box()
    page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])


def test_a_click_on_a_meeting_shows_each_source_and_its_sentence(page):
    click_node(page, "meeting/m1")
    panel = page.locator("#kg-panel")
    panel.wait_for(state="visible")
    text = panel.inner_text()
    assert "bersua di Kupang" in text and "bertemu Belo Santos di Dili" in text
    assert "Sources disagree on" in text
    assert "Kupang" in panel.locator("mark").all_inner_texts()
    assert page.locator("#kg-panel a").first.get_attribute("href") == "https://example.org/x"


def test_a_click_on_an_edge_shows_why_it_is_there(page):
    spot = page.evaluate(
        """() => { const p = network.getPositions(), a = p['person/ardan-wirya'], m = p['meeting/m1'];
                   return network.canvasToDOM({x: (a.x + m.x) / 2, y: (a.y + m.y) / 2}); }"""
    )
    box = page.locator("#mynetwork canvas").bounding_box()
    page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
    page.locator("#kg-panel").wait_for(state="visible")
    assert "Ardan Wirya" in page.locator("#kg-panel mark").all_inner_texts()


def test_search_changes_what_is_shown_in_any_spelling(page):
    before = shown(page)
    page.fill("#kg-q", "arDAN  wírya")
    assert "person/ardan-wirya" in shown(page)
    page.fill("#kg-q", "citra")
    assert "meeting/m2" in before and "meeting/m2" not in shown(page)
    page.press("#kg-q", "Enter")
    assert "Citra Lela" in page.locator("#kg-panel h2").inner_text()


def test_filters_by_status_kind_and_period(page):
    page.uncheck("#kg-status input[value=Planned]")
    assert "meeting/m2" not in shown(page) and "meeting/m1" in shown(page)
    page.check("#kg-status input[value=Planned]")
    page.uncheck("#kg-kinds input[value=statement]")
    assert "statement/s1" not in shown(page)
    page.fill("#kg-from", "2024-05-01")
    page.dispatch_event("#kg-from", "change")
    assert {"meeting/m2"} == {n for n in shown(page) if n.startswith("meeting/")}
    page.click("#kg-reset")
    assert {"meeting/m1", "meeting/m2", "statement/s1"} <= shown(page)


def test_only_disputed_and_only_one_outlet(page):
    page.check("#kg-disputed")
    assert {n for n in shown(page) if n.startswith("meeting/")} == {"meeting/m1"}
    page.uncheck("#kg-disputed")
    page.select_option("#kg-outlet", "Warta Contoh")
    assert {n for n in shown(page) if n.startswith("meeting/")} == {"meeting/m1"}


def test_folding_gives_one_edge_a_pair(page):
    page.check("#kg-fold")
    parts = page.evaluate("edges.get().filter(e => e.part === 'pair').map(e => [e.from, e.to])")
    assert ["person/ardan-wirya", "person/belo-santos"] in parts
    assert not {n for n in shown(page) if n.startswith("meeting/")}


def test_an_address_opens_its_thing_and_back_closes_it(page):
    page.evaluate("location.hash = 'meeting/m2'")
    page.locator("#kg-panel .badge.Planned").wait_for(state="visible")
    page.evaluate("location.hash = 'person/belo-santos'")
    page.locator("#kg-panel h2", has_text="Belo Santos").wait_for()
    page.go_back()
    page.locator("#kg-panel .badge.Planned").wait_for(state="visible")


def test_the_list_tells_the_same_as_the_picture(page):
    page.click("#kg-view")
    rows = page.locator("#kg-list tbody tr").all_inner_texts()
    assert len(rows) == 2 and "Dili" in rows[0] and "planned" in rows[1]


def test_the_interface_speaks_indonesian_too(page):
    page.click("#kg-lang")
    assert page.locator("h1[data-t=title]").inner_text() == "Siapa bertemu siapa"
    assert page.evaluate("document.documentElement.lang") == "id"


def test_hostile_names_are_only_text(page):
    page.evaluate("location.hash = 'person/citra-lela'")
    heading = page.locator("#kg-panel h2")
    heading.wait_for()
    assert "<script>alert(1)</script>" in heading.inner_text()
    assert "\u202e" not in heading.inner_text()
    assert page.locator("#kg-panel script, #kg-panel img, #kg-panel b").count() == 0
