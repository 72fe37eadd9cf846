"""Where ontology and stored queries lie: beside the sources in a checkout, inside the package when installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _folder(name: str) -> Path:
    checkout = _PACKAGE.parents[1] / name
    inside_checkout = (_PACKAGE.parents[1] / "pyproject.toml").is_file()
    return checkout if inside_checkout and checkout.is_dir() else _PACKAGE / "_shared" / name


ONTOLOGY = _folder("ontology")
QUERIES = _folder("queries")
