"""JSON Lines: one article a line, read line by line, each bad line one Finding."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Protocol

from kg.ingest.compose import Raw
from kg.model import Finding

LONGEST_LINE = 8_000_000  # bytes
_TEXTS = ("title", "url", "source", "published", "lang")


class Lines(Protocol):
    """A file of bytes that is read line by line."""

    def readline(self, size: int = ..., /) -> bytes:
        """At most ``size`` bytes of the next line."""
        ...


def lines_of(file: Lines, origin: str) -> Iterator[tuple[str, bytes] | Finding]:
    """Every line that says something, with where it stands: ``origin`` and its number."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        where = f"{origin}:{number}"
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            _skip_line(file)
            yield Finding(where, f"line longer than {LONGEST_LINE:,} bytes: skipped")
        elif line.strip():
            yield where, line.removeprefix(b"\xef\xbb\xbf")


def _skip_line(file: Lines) -> None:
    while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
        pass


def record(line: bytes, where: str) -> Raw | Finding:
    """A line as Raw, or why it is no article."""
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Finding(where, f"not UTF-8 (broken at byte {error.start})")
    except (ValueError, RecursionError) as error:
        return Finding(where, f"not JSON ({str(error)[:80]})")
    if not isinstance(found, dict):
        return Finding(where, "not a JSON object")
    return _raw(found, where)


def _raw(record: dict[str, object], where: str) -> Raw | Finding:
    name, text = record.get("id"), record.get("text")
    if isinstance(name, int) and not isinstance(name, bool):
        name = str(name)
    if not isinstance(text, str) or not text.strip():
        return Finding(where, '"text" is missing, empty or no string')
    if not isinstance(name, str | None):
        return Finding(where, '"id" is no string')
    fields = {key: record.get(key) for key in _TEXTS}
    wrong = [key for key, value in fields.items() if value is not None and not isinstance(value, str)]
    if wrong:
        return Finding(where, f'"{wrong[0]}" is no string')
    return Raw(where, (name or "").strip(), text, **{k: v for k, v in fields.items() if isinstance(v, str)})
