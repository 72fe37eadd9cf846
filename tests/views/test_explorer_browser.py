"""The built page in a real headless Chromium, with the network off: every control does what it says."""

import json
from xml.etree import ElementTree

import pytest

from browsing import NEEDS_BROWSER, opened, shown, until
from kg.views import explorer

pytestmark = NEEDS_BROWSER
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def page(browser, file):
    """The page of the small graph."""
    with opened(browser, file, "en-US") as page:
        yield page


@pytest.fixture
def phone(browser, file):
    with opened(browser, file, "en-US", viewport={"width": 390, "height": 800}, has_touch=True) as page:
        yield page


def meetings(page):
    """The meetings that the filters let through."""
    return set(page.evaluate("kg.shown().meetings"))


def lines(page, part="pair"):
    return {
        tuple(e) for e in page.evaluate("p => edges.get().filter(e => e.part === p).map(e => [e.from, e.to])", part)
    }


def click_node(page, node):
    click_at(page, "n => network.canvasToDOM(network.getPositions([n])[n])", node)


def click_between(page, a, b, share=0.5):
    where = """([a, b, s]) => { const p = network.getPositions();
        return network.canvasToDOM({x: p[a].x + s * (p[b].x - p[a].x), y: p[a].y + s * (p[b].y - p[a].y)}); }"""
    click_at(page, where, [a, b, share])


def click_at(page, where, value):
    spot = page.evaluate(where, value)
    box = page.locator("#mynetwork canvas").bounding_box()
    page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])


def go(page, address):
    page.evaluate("a => { location.hash = a; }", address)
    until(page, "a => decodeURIComponent(location.hash) === '#' + a", address)
    page.wait_for_timeout(50)


def panel(page):
    page.locator("#kg-panel h2").wait_for()
    return page.locator("#kg-panel").inner_text()


# at first sight


def test_at_first_sight_persons_and_one_line_a_pair(page):
    assert {"person/ardan-wirya", "person/belo-santos", "state/TLS"} <= shown(page)
    assert not {n for n in shown(page) if n.startswith("meeting/")}
    assert ("person/ardan-wirya", "person/belo-santos") in lines(page)
    assert page.evaluate("edges.get('pair person/ardan-wirya person/belo-santos').meetings") == [
        "meeting/m1",
        "meeting/m3",
    ]


def test_the_line_says_how_many_meetings_and_that_they_are_disputed(page):
    words = [t.text for t in ElementTree.fromstring(page.evaluate("kg.picture()")).iter(f"{SVG}text")]
    assert "⚠ 2 meetings" in words and "Ardan Wirya" in words and "IDN" in words


def test_planned_is_dashed_and_cancelled_is_crossed_out(page):
    planned = page.evaluate("edges.get('pair person/ardan-wirya state/TLS')")
    cancelled = page.evaluate("edges.get('pair person/belo-santos person/dodo-rekaan')")
    held = page.evaluate("edges.get('pair person/ardan-wirya person/belo-santos')")
    assert planned["dashes"] and not held["dashes"]
    assert len({e["color"]["color"] for e in (planned, cancelled, held)}) == 3
    words = [t.text for t in ElementTree.fromstring(page.evaluate("kg.picture()")).iter(f"{SVG}text")]
    assert any(w.startswith("✕") for w in words)


def test_a_click_on_a_line_unfolds_its_meetings_between_the_two(page):
    click_between(page, "person/ardan-wirya", "person/belo-santos")
    assert "Ardan Wirya" in panel(page) and "bersua di Kupang" in panel(page)
    page.click("#kg-fan")
    assert {"meeting/m1", "meeting/m3"} <= shown(page)
    assert "Mar 5, 2024" in page.evaluate("kg.picture()")
    assert ("person/ardan-wirya", "person/belo-santos") not in lines(page)
    assert {("person/ardan-wirya", "meeting/m1"), ("person/belo-santos", "meeting/m3")} <= lines(page, "guest")
    xs = page.evaluate("['meeting/m1', 'meeting/m3'].map(m => network.getPositions([m])[m])")
    assert abs(xs[0]["x"] - xs[1]["x"]) > 100 or abs(xs[0]["y"] - xs[1]["y"]) > 40
    page.click("#kg-fan")
    assert not {"meeting/m1", "meeting/m3"} & shown(page)


def test_a_click_on_a_card_shows_each_source_and_its_sentence(page):
    page.check("#kg-unfold")
    click_node(page, "meeting/m1")
    text = panel(page)
    assert "bersua di Kupang" in text and "bertemu Belo Santos di Dili" in text
    assert "Sources disagree on: Place" in text
    assert "Kupang" in page.locator("#kg-panel mark").all_inner_texts()
    assert page.locator("#kg-panel .report a").first.get_attribute("href") == "https://example.org/x"


def test_a_click_on_the_line_of_a_card_shows_why_it_is_there(page):
    page.check("#kg-unfold")
    page.uncheck("#kg-kinds input[value=place]")
    click_between(page, "person/ardan-wirya", "meeting/m1", 0.4)
    page.locator("#kg-panel").wait_for(state="visible")
    assert "Ardan Wirya" in page.locator("#kg-panel mark").all_inner_texts()


def test_a_click_on_a_name_opens_it(page):
    click_node(page, "person/belo-santos")
    assert "Met with (2)" in panel(page) and "Perdana Menteri" in panel(page)


# search and filters


def test_search_changes_what_is_shown_in_any_spelling(page):
    before = meetings(page)
    page.fill("#kg-q", "arDAN  wírya")
    assert "person/ardan-wirya" in shown(page)
    page.fill("#kg-q", "citra")
    assert "meeting/m2" in before and meetings(page) == {"meeting/m1"}
    page.press("#kg-q", "Enter")
    assert "Citra Lela" in page.locator("#kg-panel h2").inner_text()


def test_the_hits_of_the_search_are_reached_by_arrows_and_told_to_a_reader(page):
    page.fill("#kg-q", "a")
    assert page.get_attribute("#kg-q", "aria-expanded") == "true"
    page.press("#kg-q", "ArrowDown")
    page.press("#kg-q", "ArrowDown")
    active = page.get_attribute("#kg-q", "aria-activedescendant")
    assert active == "kg-hit-1" and page.get_attribute(f"#{active}", "aria-selected") == "true"
    page.press("#kg-q", "Escape")
    assert page.locator("#kg-hits").is_hidden() and page.get_attribute("#kg-q", "aria-expanded") == "false"


@pytest.mark.parametrize(
    ("act", "left"),
    [
        (lambda p: p.uncheck("#kg-status input[value=Planned]"), {"m1", "m3", "m4"}),
        (lambda p: p.uncheck("#kg-status input[value=Cancelled]"), {"m1", "m2", "m3"}),
        (lambda p: p.uncheck("#kg-types input[value=Visit]"), {"m1", "m4"}),
        (lambda p: p.check("#kg-disputed"), {"m1"}),
        (lambda p: p.select_option("#kg-outlet", "Example Post"), {"m4"}),
        (lambda p: p.select_option("#kg-language", "en"), {"m4"}),
        (lambda p: p.select_option("#kg-state", "state/IDN"), {"m1", "m2", "m3"}),
        (lambda p: (p.fill("#kg-person", "dodo"), p.press("#kg-person", "Tab")), {"m4"}),
        (lambda p: (p.fill("#kg-place", "Dili"), p.press("#kg-place", "Tab")), {"m1", "m3"}),
        (lambda p: (p.fill("#kg-from", "2024-05-01"), p.press("#kg-from", "Tab")), {"m2", "m3"}),
        (lambda p: (p.fill("#kg-to", "2024-05-01"), p.press("#kg-to", "Tab")), {"m1"}),
    ],
    ids=["planned", "cancelled", "kind", "disputed", "outlet", "language", "state", "person", "place", "from", "to"],
)
def test_each_filter_lets_through_what_it_says_and_reset_takes_it_back(page, act, left):
    assert meetings(page) == {f"meeting/m{i}" for i in (1, 2, 3, 4)}
    act(page)
    assert meetings(page) == {f"meeting/{m}" for m in left}
    assert page.locator("#kg-count").inner_text().startswith(f"{len(left)} meetings")
    page.click("#kg-reset")
    assert len(meetings(page)) == 4 and page.input_value("#kg-person") == page.input_value("#kg-from") == ""


def test_a_name_that_nobody_has_is_said_and_filters_nothing(page):
    page.fill("#kg-person", "Nemo")
    page.press("#kg-person", "Tab")
    assert page.get_attribute("#kg-person", "aria-invalid") == "true"
    assert page.locator("#kg-say").inner_text() == "Not found: Nemo" and len(meetings(page)) == 4


def test_what_is_drawn_is_chosen(page):
    page.check("#kg-unfold")
    assert {"statement/s1", "place/dili", "person/citra-lela", "state/TLS"} <= shown(page)
    for kind, node in {"statement": "statement/s1", "place": "place/dili", "state": "state/TLS"}.items():
        page.uncheck(f"#kg-kinds input[value={kind}]")
        assert node not in shown(page)
    page.uncheck("#kg-kinds input[value=person]")
    assert shown(page) == set()


def test_nothing_left_says_so_and_offers_the_way_back(page):
    page.fill("#kg-to", "1990-01-01")
    page.press("#kg-to", "Tab")
    assert page.locator("#kg-empty").is_visible()
    page.click("#kg-empty button")
    assert page.locator("#kg-empty").is_hidden() and len(meetings(page)) == 4


def test_quotes_hang_under_their_speaker(page):
    spots = page.evaluate("network.getPositions(['statement/s1', 'person/belo-santos'])")
    quote, speaker = spots["statement/s1"], spots["person/belo-santos"]
    assert abs(quote["x"] - speaker["x"]) < 30 and 20 < quote["y"] - speaker["y"] < 80


# time


def test_the_slider_moves_the_period_the_timeline_and_the_picture(page):
    assert page.locator("#kg-marks .dot").count() == 3
    for _ in range(3):
        page.press("#kg-low", "PageUp")
    assert page.input_value("#kg-from") > "2024-03-05"
    assert "meeting/m1" not in meetings(page) and page.locator("#kg-marks .dot").count() == 2
    assert page.get_attribute("#kg-low", "aria-valuetext") != "no bound"
    page.press("#kg-low", "Home")
    assert page.input_value("#kg-from") == "" and len(meetings(page)) == 4


def test_the_period_steps_by_its_own_length(page):
    assert page.locator("#kg-next").is_disabled()
    page.fill("#kg-from", "2024-03-01")
    page.fill("#kg-to", "2024-04-15")
    page.press("#kg-to", "Tab")
    assert meetings(page) == {"meeting/m1"}
    page.click("#kg-next")
    assert page.input_value("#kg-from") == "2024-04-16" and meetings(page) == {"meeting/m3"}
    page.click("#kg-back")
    assert meetings(page) == {"meeting/m1"}


def test_the_marks_of_the_timeline_are_reached_by_keys_and_open_their_meeting(page):
    page.locator("#kg-marks .dot[tabindex='0']").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.iri") == "meeting/m3"
    page.keyboard.press("Enter")
    assert "May 2, 2024" in panel(page)
    assert "meeting/m3" in shown(page)


def test_a_year_far_from_the_others_does_not_squeeze_them(browser, tmp_path, small_store):
    facts = explorer.collect(small_store)
    like = facts["meetings"]["meeting/m3"]
    dates = ["1955-04-18", *(f"2024-{m:02}-{d:02}" for m in range(1, 9) for d in (3, 17))]
    facts["meetings"] = {f"meeting/{d}": {**like, "date": d, "earliest": d, "latest": d} for d in dates}
    (tmp_path / "far.html").write_text(explorer.page(facts), "utf-8")
    with opened(browser, tmp_path / "far.html", "en-US") as page:
        boxes = [b.bounding_box()["x"] for b in page.locator("#kg-marks .dot").all()]
        assert len(boxes) == 17 and max(boxes) - sorted(boxes)[1] > 300
        assert page.locator("#kg-marks .edge").text_content() == "◂ 1"


# views, addresses, keys


def test_an_address_opens_its_thing_and_back_returns(page):
    go(page, "meeting/m2")
    page.locator("#kg-panel .badge.Planned").wait_for(state="visible")
    go(page, "person/belo-santos")
    page.locator("#kg-panel h2", has_text="Belo Santos").wait_for()
    page.go_back()
    page.locator("#kg-panel .badge.Planned").wait_for(state="visible")
    page.click("#kg-panel .close")
    assert page.locator("#kg-panel").is_hidden()
    page.go_back()
    page.locator("#kg-panel .badge.Planned").wait_for(state="visible")


def test_an_address_can_be_opened_from_outside(browser, file):
    with opened(browser, file, "en-US") as page:
        page.goto(file.as_uri() + "#meeting/m1")
        page.reload()
        assert "Sources disagree on: Place" in panel(page)
        assert "meeting/m1" in shown(page)


@pytest.mark.parametrize("address", ["person/nobody", "__proto__", "%E0%A4%A", "pair a b", "constructor"])
def test_a_broken_address_does_no_harm(page, address):
    page.evaluate("a => { location.hash = a; }", address)
    page.wait_for_timeout(100)
    assert page.locator("#kg-panel").is_hidden() and "person/ardan-wirya" in shown(page)


def test_tabs_change_the_view_by_click_and_by_key_and_back_takes_it_back(page):
    page.click("#kg-tab-list")
    page.locator("#kg-list").wait_for(state="visible")
    page.press("#kg-tab-list", "ArrowRight")
    page.locator("#kg-quotes").wait_for(state="visible")
    assert page.evaluate("document.activeElement.id") == "kg-tab-quotes"
    assert page.get_attribute("#kg-tab-quotes", "aria-selected") == "true"
    page.go_back()
    page.locator("#kg-list").wait_for(state="visible")
    assert page.locator("#kg-network").is_hidden()


def test_the_list_tells_the_same_as_the_picture(page):
    go(page, "list")
    rows = page.locator("#kg-list tbody tr").all_inner_texts()
    assert len(rows) == 4 and "Dili" in rows[1] and "planned" in rows[3] and "✕ cancelled" in rows[0]
    assert "Sources disagree on: Place" in rows[1]
    page.uncheck("#kg-status input[value=Planned]")
    assert page.locator("#kg-list tbody tr").count() == 3


def test_quotes_stand_under_their_speakers(page):
    go(page, "quotes")
    speakers = page.locator("#kg-quotes .speaker").all_inner_texts()
    (belo,) = [s for s in speakers if "Belo Santos" in s]
    assert "“Kami senang menerima beliau di sini”" in belo and "Koran Contoh" in belo
    page.locator("#kg-quotes blockquote .link", has_text="Kami senang").click()
    assert "kata Belo <b>x." in panel(page)


def test_the_map_has_a_dot_where_coordinates_are_known(page):
    go(page, "map")
    dot = page.locator("#kg-map .dots g")
    assert dot.count() == 1 and dot.get_attribute("aria-label") == "Dili: 2 meetings"
    circle = page.locator("#kg-map circle")
    at = [float(circle.get_attribute(name)) for name in ("cx", "cy")]
    assert at == [pytest.approx(1255.736), pytest.approx(85.586)]
    assert page.locator("#kg-map .land.met").count() == 1
    assert page.locator("#kg-map .lost summary").inner_text() == "2 meetings without a place on the map"
    dot.focus()
    page.keyboard.press("Enter")
    assert "Dili" in panel(page) and "Istana Contoh" in panel(page)


def test_the_map_moves_by_keys_buttons_and_wheel(page):
    go(page, "map")
    frame = lambda: [float(n) for n in page.get_attribute("#kg-world", "viewBox").split()]  # noqa: E731
    first = frame()
    page.click("#kg-in")
    closer = frame()
    assert closer[2] < first[2]
    page.focus("#kg-world")
    page.keyboard.press("ArrowRight")
    assert frame()[0] > closer[0]
    page.mouse.move(700, 400)
    page.mouse.wheel(0, 300)
    assert frame()[2] > closer[2]
    page.click("#kg-fit")
    assert frame()[2] == 3600


def test_the_map_follows_the_filters(page):
    go(page, "map")
    page.check("#kg-disputed")
    assert page.get_attribute("#kg-map .dots g", "aria-label") == "Dili: 1 meetings"


def test_the_picture_is_walked_by_arrows_and_told_to_a_reader(page):
    page.focus("#kg-network")
    page.keyboard.press("ArrowRight")
    first = page.locator("#kg-say").inner_text()
    heard = {first}
    for key in ("ArrowLeft", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
        heard.add(page.locator("#kg-say").inner_text())
    assert first and len(heard) > 2
    page.keyboard.press("Enter")
    assert page.locator("#kg-panel h2").inner_text().strip("\u2068\u2069 ") in page.locator("#kg-say").inner_text() or (
        page.locator("#kg-panel").is_visible()
    )


def test_zoom_by_keys_and_buttons(page):
    before = page.evaluate("network.getScale()")
    page.focus("#kg-network")
    page.keyboard.press("+")
    assert page.evaluate("network.getScale()") > before
    page.click("#kg-out")
    page.click("#kg-out")
    assert page.evaluate("network.getScale()") < before
    page.click("#kg-fit")
    assert page.evaluate("network.getScale()") == pytest.approx(before, rel=0.01)


def test_slash_searches_escape_closes_question_mark_helps(page):
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "kg-q"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("#kg-help").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#kg-help").is_hidden()
    go(page, "meeting/m1")
    panel(page)
    page.keyboard.press("Escape")
    assert page.locator("#kg-panel").is_hidden()
    assert page.evaluate("document.activeElement.id") == "kg-network"


def test_an_opened_panel_takes_the_focus_to_its_heading(page):
    go(page, "person/belo-santos")
    assert page.evaluate("document.activeElement.tagName") == "H2"


def test_the_skip_link_leads_to_the_list(page):
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("#kg-list").wait_for(state="visible")
    until(page, "() => document.activeElement.id === 'kg-list'")


def test_every_control_is_reached_with_the_tab_key(page):
    wanted = page.evaluate(
        """[...document.querySelectorAll('button, input, select, summary, [tabindex="0"]')]
           .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex >= 0).length"""
    )
    seen = set()
    for _ in range(wanted + 10):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)"))
    assert len(seen - {-1}) >= wanted


# appearance, languages, pictures


def test_the_interface_speaks_indonesian_too(page):
    page.click("#kg-lang")
    assert page.locator("h1[data-t=title]").inner_text() == "Siapa bertemu siapa"
    assert page.evaluate("document.documentElement.lang") == "id"
    assert page.locator("#kg-count").inner_text().startswith("4 pertemuan")
    go(page, "meeting/m1")
    assert "Sumber berbeda tentang: Tempat" in panel(page) and "5 Mar 2024" in panel(page)


def test_dark_and_light(browser, file):
    with opened(browser, file, "id-ID", color_scheme="dark") as page:
        dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.click("#kg-theme")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark
        assert page.evaluate("document.documentElement.dataset.theme") == "light"


def test_the_picture_of_the_view_is_saved_as_png_and_svg(page, tmp_path):
    with page.expect_download() as got:
        page.click("#kg-png")
    got.value.save_as(tmp_path / "kg.png")
    assert (tmp_path / "kg.png").read_bytes().startswith(b"\x89PNG")
    with page.expect_download() as got:
        page.click("#kg-svg")
    got.value.save_as(tmp_path / "kg.svg")
    root = ElementTree.parse(tmp_path / "kg.svg").getroot()
    words = [t.text for t in root.iter(f"{SVG}text")]
    assert root.tag == f"{SVG}svg" and {"Ardan Wirya", "Belo Santos", "Timor Leste"} <= set(words)
    assert not list(root.iter(f"{SVG}script")) and len(list(root.iter(f"{SVG}path"))) > 8


def test_the_map_is_saved_as_svg_with_its_colours(page, tmp_path):
    go(page, "map")
    with page.expect_download() as got:
        page.click("#kg-svg")
    got.value.save_as(tmp_path / "map.svg")
    root = ElementTree.parse(tmp_path / "map.svg").getroot()
    assert "Dili" in [t.text for t in root.iter(f"{SVG}text")]
    assert len({p.get("fill") for p in root.iter(f"{SVG}path")}) == 2
    with page.expect_download() as got:
        page.click("#kg-png")
    got.value.save_as(tmp_path / "map.png")
    assert (tmp_path / "map.png").stat().st_size > 10_000


def test_on_a_phone_nothing_is_wider_than_the_screen_and_filters_unfold(phone):
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert phone.locator("#kg-filters").is_hidden()
    phone.tap("#kg-sieve")
    assert phone.locator("#kg-filters").is_visible()
    phone.uncheck("#kg-status input[value=Planned]")
    assert "meeting/m2" not in meetings(phone)
    phone.tap("#kg-sieve")
    go(phone, "meeting/m1")
    box = phone.locator("#kg-panel").bounding_box()
    assert box["width"] == 390 and box["y"] > 200
    go(phone, "list")
    assert phone.evaluate("document.querySelector('#kg-list').scrollWidth") <= 390


# hostile texts, large graphs


def test_hostile_names_are_only_text(page):
    go(page, "person/citra-lela")
    heading = page.locator("#kg-panel h2")
    heading.wait_for()
    assert "<script>alert(1)</script>" in heading.inner_text()
    assert "\u202e" not in page.locator("body").inner_text()
    assert page.locator("#kg-panel script, #kg-panel img, #kg-panel b").count() == 0
    assert "\u202e" not in page.evaluate("kg.picture()")


def test_a_script_that_came_in_by_any_way_does_not_run(browser, file):
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    until(page, "() => window.kg !== undefined")
    page.evaluate(
        """() => { const s = document.createElement('script'); s.textContent = 'window.stolen = 1';
           document.body.append(s); 
           document.body.insertAdjacentHTML('beforeend', '<b onclick="window.stolen = 2">x</b>');
           document.querySelector('body > b').click(); }"""
    )
    assert page.evaluate("window.stolen") is None
    context.close()


def test_a_graph_over_the_limit_shows_the_first_and_more_on_demand(browser, tmp_path, monkeypatch, small_store):
    monkeypatch.setattr(explorer, "AT_FIRST", 2)
    explorer.write(small_store, tmp_path / "many.html")
    with opened(browser, tmp_path / "many.html", "en-US") as page:
        assert shown(page) == {"person/ardan-wirya", "person/belo-santos"}
        assert page.locator("#kg-more").is_visible()
        page.click("#kg-more button")
        assert len(shown(page)) == 4
        go(page, "person/citra-lela")
        assert "Citra" in panel(page)


def test_a_page_of_a_part_says_so(browser, tmp_path, small_store, page):
    assert page.locator("#kg-part").is_hidden()
    explorer.write(small_store, tmp_path / "part.html", whole=2500)
    with opened(browser, tmp_path / "part.html", "en-US") as part:
        assert part.locator("#kg-part").inner_text().startswith("This page holds 3 of 2500 articles")


def test_an_empty_graph_says_so(browser, tmp_path):
    facts = {k: {} for k in ("agents", "places", "articles", "meetings", "statements")}
    (tmp_path / "empty.html").write_text(explorer.page(facts), "utf-8")
    with opened(browser, tmp_path / "empty.html", "id-ID") as page:
        assert page.locator("#kg-empty").inner_text().startswith("Belum ada pertemuan")
        for view in ("map", "list", "quotes", "network"):
            go(page, view)
            assert page.locator("#kg-empty").is_visible()


def test_the_page_keeps_the_facts_it_was_made_of(page, small_store):
    assert json.loads(json.dumps(page.evaluate("Object.keys(kg.facts.meetings)"))) == [
        f"meeting/m{i}" for i in (1, 2, 3, 4)
    ]
