"""JSON Lines: one article a line, read line by line, each bad line one Finding."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BufferedIOBase

from kg.ingest.compose import Raw
from kg.model import Finding

LONGEST_LINE = 8_000_000  # bytes
_TEXTS = ("title", "url", "source", "published", "lang")


def records(lines: BufferedIOBase, origin: str) -> Iterator[Raw | Finding]:
    """Every line as Raw or Finding; ``origin`` gets the line's number. Blank lines say nothing."""
    number = 0
    while line := lines.readline(LONGEST_LINE + 1):
        number += 1
        where = f"{origin}:{number}"
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            _skip_line(lines)
            yield Finding(where, f"line longer than {LONGEST_LINE:,} bytes: skipped")
        elif line.strip():
            yield _record(line.removeprefix(b"\xef\xbb\xbf"), where)


def _skip_line(lines: BufferedIOBase) -> None:
    while (rest := lines.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
        pass


def _record(line: bytes, where: str) -> Raw | Finding:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        return Finding(where, f"not UTF-8 (broken at byte {error.start})")
    except (ValueError, RecursionError) as error:
        return Finding(where, f"not JSON ({str(error)[:80]})")
    if not isinstance(record, dict):
        return Finding(where, "not a JSON object")
    return _raw(record, where)


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
