"""A real headless Chromium, offline, that tolerates nothing: for the tests of pages."""

import shutil
import time
from contextlib import contextmanager

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NEEDS_BROWSER = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def chromium():
    """A running browser, ended afterwards."""
    with sync_api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@contextmanager
def opened(browser, file, locale, **options):
    """A built page, opened offline; an error, a warning, a request, a popup or a dialog fails."""
    options = {"viewport": {"width": 1300, "height": 850}, "reduced_motion": "reduce", **options}
    context = browser.new_context(offline=True, locale=locale, **options)
    page, trouble = context.new_page(), []
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.on("dialog", lambda d: (trouble.append(d.message), d.dismiss()))
    page.on("request", lambda r: trouble.append(r.url) if not r.url.startswith(("file:", "blob:", "data:")) else None)
    page.on("popup", lambda p: trouble.append(p.url))
    page.goto(file.as_uri())
    until(page, "() => window.kg !== undefined")
    yield page
    context.close()
    assert trouble == []


def until(page, condition, value=None):
    """Wait for a condition; playwright's own waiting needs eval, which the pages forbid."""
    deadline = time.monotonic() + 30
    while not page.evaluate(condition, value):
        assert time.monotonic() < deadline, condition
        page.wait_for_timeout(20)


def shown(page):
    """The nodes that the picture shows now."""
    return set(page.evaluate("nodes.getIds()"))
