"""The pages in a real browser that reaches nothing but the server: they work, on a phone too, without a complaint."""

from contextlib import contextmanager

import pytest

from browsing import NEEDS_BROWSER, chromium, until

pytestmark = NEEDS_BROWSER

PATHS = [
    "/",
    "/questions",
    "/questions/meetings-of-person",
    "/questions/who-met-whom?go=1",
    "/questions/pairs?go=1&lang=id",
    "/page/meeting/2023-09-13-kim-jong-un-vladimir-putin",
    "/page/person/kim-jong-un?lang=id",
    "/page/article/000_5c6f8dc3064c2d17",
    "/sparql",
    "/ontology",
    "/sparql?query=SELECT+*+%7B+%3Fs+a+kg%3AMeeting+%3B+rdfs%3Alabel+%3Fl+%7D",
]


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@contextmanager
def visited(browser, server, refused=(), **options):
    """A page that may reach the server only; an error, a warning, a dialog or another address fails."""
    context = browser.new_context(**{"viewport": {"width": 1200, "height": 800}, "locale": "en-GB", **options})
    page, trouble = context.new_page(), []

    def pass_on(route):
        if route.request.url.startswith(server.address):
            route.continue_()
        else:
            trouble.append(route.request.url)
            route.abort()

    context.route("**/*", pass_on)
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.on("dialog", lambda d: (trouble.append(d.message), d.dismiss()))
    yield page
    context.close()
    assert [one for one in trouble if not any(words in one for words in refused)] == []


@pytest.mark.parametrize("path", PATHS)
def test_no_page_complains(browser, server, path):
    with visited(browser, server) as page:
        assert page.goto(server.address + path).status == 200
        assert page.locator("h1").count() == 1 and page.locator("main").count() == 1


@pytest.mark.parametrize("path", PATHS)
def test_no_page_is_wider_than_a_phone(browser, server, path):
    with visited(browser, server, viewport={"width": 360, "height": 700}) as page:
        page.goto(server.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser, server, path, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    with visited(browser, server, color_scheme=scheme, bypass_csp=True) as page:
        page.goto(server.address + path)
        found = axe.run(page).response["violations"]
    assert [
        (one["id"], [n["target"] for n in one["nodes"]]) for one in found if one["impact"] in ("serious", "critical")
    ] == []


def test_a_question_is_asked_with_the_keyboard_alone(browser, server):
    with visited(browser, server) as page:
        page.goto(f"{server.address}/questions/meetings-of-person")
        page.get_by_label("person").focus()
        page.keyboard.type("vladimir putin")
        page.keyboard.press("Enter")
        page.wait_for_url("**person=vladimir+putin**")
        assert page.get_by_role("table").locator("tbody tr").count() >= 2
        assert page.locator("figure img").evaluate("image => image.complete && image.naturalWidth > 0")
        page.get_by_role("link", name="Bahasa Indonesia").click()
        assert page.locator("html").get_attribute("lang") == "id"
        assert page.get_by_role("table").count() == 1  # the answer stays when the language changes


def test_a_wrong_name_is_told_in_the_form(browser, server):
    with visited(browser, server, refused=["400 (Bad Request)"]) as page:
        page.goto(f"{server.address}/questions/meetings-of-person")
        page.get_by_label("person").fill('vladimir putinn"><script>alert(1)</script>')
        page.get_by_role("button", name="Ask").click()
        assert (
            "did you mean" in page.get_by_role("alert").inner_text()
            or "no person" in page.get_by_role("alert").inner_text()
        )
        assert "<script>" in page.get_by_label("person").input_value()


def test_a_field_is_called_what_it_asks_for(browser, server):
    with visited(browser, server) as page:
        page.goto(f"{server.address}/questions/who-met-whom?lang=en")
        assert [label.inner_text() for label in page.locator("main label").all()] == [
            "person",
            "from",
            "until",
            "status",
        ]


def test_every_page_has_an_icon(server):
    for path in ("/icon.svg", "/favicon.ico"):
        answer = server.ask(path)
        assert (answer.status, answer.headers["content-type"]) == (200, "image/svg+xml")


def test_from_a_name_to_the_sentence(browser, server):
    with visited(browser, server) as page:
        page.goto(server.address)
        page.get_by_label("Find").fill("kim jong-un")
        page.keyboard.press("Enter")
        page.wait_for_url("**/page/person/kim-jong-un")
        page.get_by_role("link", name="Kim Jong Un – Vladimir Putin, 2023-09-13").first.click()
        page.locator("summary").first.click()
        assert page.locator("mark").first.is_visible()


def test_sparql_from_the_page(browser, server):
    with visited(browser, server) as page:
        page.goto(f"{server.address}/sparql")
        page.get_by_role("button", name="Ask").click()
        assert page.get_by_role("table").locator("tbody tr").count() >= 3


def test_the_explorer_works_under_the_servers_policy(browser, server):
    with visited(browser, server) as page:
        page.goto(f"{server.address}/explorer#person/kim-jong-un")
        until(page, "() => window.kg !== undefined")
        assert "Kim Jong Un" in page.locator("body").inner_text()
