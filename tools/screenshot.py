#!/usr/bin/env python3
"""A picture of a built explorer, taken by a real headless Chromium: for the README.

    tools/screenshot.py graphs/explorer.html graphs/explorer.png [ADDRESS]

ADDRESS opens something first ("meeting/2023-09-13-..."). Needs playwright and a Chromium on the machine.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def take(page_file: Path, picture: Path, address: str = "") -> None:
    """Open the page offline at 1400 x 880, in English and light colours, and save what it shows."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
        context = browser.new_context(
            offline=True, locale="en-US", color_scheme="light", viewport={"width": 1400, "height": 880}
        )
        page = context.new_page()
        page.goto(page_file.resolve().as_uri() + (f"#{address}" if address else ""))
        while not page.evaluate("window.kg !== undefined"):
            page.wait_for_timeout(50)
        page.wait_for_timeout(600)
        page.screenshot(path=str(picture))
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    take(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4])
