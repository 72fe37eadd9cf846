"""A language is a folder of data: this loads a pack and lays it over its base.

``languages/id/pack.toml`` names the language and, for a relative, the pack it is based on ("ms" lays its tables over
"id"). Every other ``*.toml`` in the folder is a table that one reader understands: ``text``, ``dates``, ``titles``,
``names``, ``coreference``, ``meetings``, ``statements``. A mapping of the relative is merged into that of its
base, key by key; a list replaces the base's list, unless its key starts with ``+``: then it is appended.

    >>> load("id").name
    'Bahasa Indonesia'
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import PackError

FOLDER = Path(__file__).parent / "languages"

Table = Mapping[str, Any]


class Pack:
    """One language: its code, its name and its tables. Equal code means the same object: safe as a cache key."""

    def __init__(self, code: str, tables: dict[str, dict[str, Any]], folders: tuple[Path, ...]) -> None:
        self.code = code
        self.folders = folders
        self._tables = tables
        self.name: str = tables["pack"].get("name", code)

    def table(self, name: str) -> Table:
        """The table of that name, empty when the pack has none."""
        return MappingProxyType(self._tables.get(name, {}))

    def file(self, name: str) -> Path | None:
        """A data file of the pack that is no table (a model), or of its base; None when there is none."""
        return next((f / name for f in self.folders if (f / name).is_file()), None)

    def __repr__(self) -> str:
        return f"Pack({self.code!r})"


def available() -> list[str]:
    """Codes of the languages that can be read."""
    return sorted(p.parent.name for p in FOLDER.glob("*/pack.toml"))


@cache
def load(code: str) -> Pack:
    """The pack of a language (BCP 47, "id"), laid over its base.

    Raises PackError when there is no such pack or one of its files is not valid TOML.
    """
    folder = FOLDER / code
    if not (folder / "pack.toml").is_file():
        raise PackError(f"no language pack for {code!r}; there are: {', '.join(available())}")
    own = {path.stem: _parse(path) for path in sorted(folder.glob("*.toml"))}
    base = own["pack"].get("base")
    if not base:
        return Pack(code, own, (folder,))
    below = load(base)
    names = set(own) | set(below._tables)
    tables = {name: _overlay(below._tables.get(name, {}), own.get(name, {})) for name in sorted(names)}
    return Pack(code, tables, (folder, *below.folders))


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path.parent.name}/{path.name}: {error}") from error


def _overlay(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        if key.startswith("+"):
            merged[key[1:]] = [*merged.get(key[1:], []), *value]
        elif isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = _overlay(merged[key], value)
        else:
            merged[key] = value
    return merged
