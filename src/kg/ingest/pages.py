"""HTML pages: the main text and what the page says about itself, by trafilatura."""

from __future__ import annotations

from typing import Any

from kg.ingest.compose import Raw
from kg.model import Finding

_DATES = {"original_date": True, "extensive_search": False}  # a date the page states, none it merely contains


def page(html: str, name: str, origin: str) -> Raw | Finding:
    """The article of a page. ``name`` is the article's id. Needs no network."""
    from trafilatura import bare_extraction  # half a second to import: only those who read pages wait

    try:
        found: Any = bare_extraction(
            html, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=_DATES
        )
    except Exception as error:  # a foreign parser on hostile input may raise anything: that is this page's Finding
        return Finding(origin, f"HTML that cannot be parsed ({type(error).__name__})")
    if found is None or not (found.text or "").strip():
        return Finding(origin, "no article found in the page")
    return Raw(
        origin=origin,
        id=name,
        text=found.text,
        title=found.title or "",
        url=found.url or "",
        source=found.sitename or found.hostname or "",
        published=found.date or "",
        lang=found.language or "",
    )
