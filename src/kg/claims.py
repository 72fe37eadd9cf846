"""Claims and judgements as JSON Lines: one object a line, to be read, kept in version control and edited.

A claim's line says everything the claim says and its id. A judgement's line is what a person edits:

    {"left": "person/a", "right": "person/b", "verdict": "different", "by": "user", "why": "father and son"}

``left`` and ``right`` are nodes of articles (``person:ARTICLE#name``) or paths of the graph (``person/name``; a whole
IRI is taken down to its path). A line without "by" is the user's. What a rule wrote is written anew by every build.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from kg.errors import GraphError, JudgementError
from kg.model import Claim, Evidence, Judgement

_KEYS = {"left", "right", "verdict", "by", "score", "why"}


def claim_line(claim: Claim) -> str:
    """A claim as one line of JSON, without the line's end."""
    row: dict[str, Any] = {"id": claim.id, **claim._asdict()}
    row["evidence"] = [evidence._asdict() for evidence in claim.evidence]
    if not claim.lang:
        del row["lang"]
    return json.dumps(row, ensure_ascii=False)


def read_claims(lines: Iterable[str], origin: str = "claims.jsonl") -> Iterator[Claim]:
    """The claims of a file's lines. Raises GraphError naming the line that holds none."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row: dict[str, Any] = json.loads(line)
            row.pop("id", None)
            evidence = tuple(Evidence(**e) for e in row.pop("evidence", ()))
            yield Claim(**row, evidence=evidence)
        except (ValueError, TypeError, AttributeError) as error:
            raise GraphError(f"{origin}:{number}: not a claim: {error}") from error


def judgement_line(judgement: Judgement) -> str:
    """A judgement as one line of JSON, without the line's end."""
    return json.dumps(judgement._asdict(), ensure_ascii=False)


def read_judgements(lines: Iterable[str], origin: str = "judgements.jsonl") -> Iterator[Judgement]:
    """The judgements of a file's lines. Raises JudgementError naming the line that cannot be understood."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _judgement(line, f"{origin}:{number}")


def _judgement(line: str, origin: str) -> Judgement:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise JudgementError(f"{origin}: not JSON: {error}") from error
    if not isinstance(row, dict):
        raise JudgementError(f'{origin}: expected an object with "left", "right" and "verdict"')
    if unknown := sorted(set(row) - _KEYS):
        raise JudgementError(f"{origin}: unknown key {unknown[0]!r}; known are: {', '.join(sorted(_KEYS))}")
    left, right, verdict, by = row.get("left"), row.get("right"), row.get("verdict"), row.get("by", "user")
    if not (isinstance(left, str) and left and isinstance(right, str) and right):
        raise JudgementError(f'{origin}: "left" and "right" must each name a node or a path of the graph')
    if left == right:
        raise JudgementError(f"{origin}: left and right are the same: {left}")
    if verdict not in ("same", "different"):
        raise JudgementError(f'{origin}: "verdict" must be "same" or "different", not {verdict!r}')
    if by not in ("rule", "user"):
        raise JudgementError(f'{origin}: "by" must be "user" or "rule", not {by!r}')
    score = row.get("score", 1.0)
    if isinstance(score, bool) or not isinstance(score, int | float):
        raise JudgementError(f'{origin}: "score" must be a number, not {score!r}')
    return Judgement(left, right, verdict, by, float(score), str(row.get("why", "")))
