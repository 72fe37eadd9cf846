"""axe-core on every view of the page, in both languages and both colours: nothing serious, on a screen and a phone."""

import pytest

from browsing import NEEDS_BROWSER, opened

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = NEEDS_BROWSER
STATES = {
    "network": "",
    "network-unfolded": "document.getElementById('kg-unfold').click()",
    "meeting": "location.hash = 'meeting/m1'",
    "person": "location.hash = 'person/belo-santos'",
    "statement": "location.hash = 'statement/s1'",
    "article": "location.hash = 'article/x'",
    "pair": "location.hash = 'pair person/ardan-wirya person/belo-santos'",
    "map": "location.hash = 'map'",
    "list": "location.hash = 'list'",
    "quotes": "location.hash = 'quotes'",
    "empty": "document.getElementById('kg-state').value = 'state/IDN'; document.querySelectorAll('#kg-status input')"
    ".forEach(i => i.click())",
    "help": "document.getElementById('kg-keys').click()",
    "filters": "document.getElementById('kg-sieve').click()",
}


def findings(page):
    """What axe-core finds, all rules, as (rule, impact, where, why)."""
    found = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(f["id"], f["impact"], n["target"], n["failureSummary"]) for f in found for n in f["nodes"]]


@pytest.mark.parametrize(
    ("locale", "colours", "size"),
    [("en-US", "light", (1300, 850)), ("id-ID", "dark", (1300, 850)), ("id-ID", "light", (390, 800))],
    ids=["light", "dark", "phone"],
)
def test_axe_finds_nothing(browser, file, locale, colours, size):
    viewport = {"width": size[0], "height": size[1]}
    for state, act in STATES.items():
        with opened(browser, file, locale, color_scheme=colours, viewport=viewport, bypass_csp=True) as page:
            page.evaluate(act)
            page.wait_for_timeout(100)
            assert findings(page) == [], state


def test_axe_would_find_a_fault(browser, file):
    with opened(browser, file, "en-US", bypass_csp=True) as page:
        page.evaluate(
            "document.getElementById('kg-in').removeAttribute('aria-label'); kg; "
            "document.getElementById('kg-in').textContent = ''"
        )
        assert "button-name" in {rule for rule, *_ in findings(page)}
