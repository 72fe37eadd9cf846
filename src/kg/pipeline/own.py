"""The user's own lines of a graph's judgements file."""

from __future__ import annotations

from pathlib import Path

from kg import claims
from kg.errors import GraphError
from kg.model import Judgement

JUDGEMENTS = "judgements.jsonl"


def read(folder: Path) -> bytes:
    """The file as it is, empty when there is none. Raises GraphError when it cannot be read."""
    try:
        return (folder / JUDGEMENTS).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise GraphError(f"{folder / JUDGEMENTS} cannot be read: {error.strerror}") from error


def lines(content: bytes, folder: Path) -> list[tuple[str, Judgement]]:
    """The user's lines of what was read, as they are written, with what they say.

    Raises JudgementError when a line cannot be understood, GraphError when the file is no text.
    """
    try:
        written = content.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise GraphError(f"{folder / JUDGEMENTS} is not UTF-8 text: {error.reason}") from error
    full = [line for line in written if line.strip()]
    found = claims.read_judgements(written, str(folder / JUDGEMENTS))
    return [(line, judgement) for line, judgement in zip(full, found, strict=True) if judgement.by == "user"]
