"""Which form of an answer the client wants: the Accept header against what there is.

>>> best("text/turtle;q=0.5, application/ld+json", ("text/html", "text/turtle", "application/ld+json"))
'application/ld+json'
"""

from __future__ import annotations

from collections.abc import Sequence


def best(accept: str, offered: Sequence[str]) -> str | None:
    """The offered media type that the header likes most, of equals the first offered; None when it likes none.

    No header likes everything. A range counts by its most specific part that fits: type/subtype, type/*, */*.
    """
    ranges = _ranges(accept) or {"*/*": 1.0}
    liked = [(_quality(kind, ranges), -at, kind) for at, kind in enumerate(offered)]
    quality, _, kind = max(liked)
    return kind if quality > 0 else None


def _ranges(accept: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for part in accept.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if kind:
            found[kind] = max(found.get(kind, 0.0), _weight(parameters))
    return found


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _quality(kind: str, ranges: dict[str, float]) -> float:
    for name in (kind, f"{kind.partition('/')[0]}/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0


def language(accept: str, known: Sequence[str]) -> str:
    """The known language that an Accept-Language header likes most; the first known when it likes none."""
    ranges = {name.partition("-")[0]: weight for name, weight in sorted(_ranges(accept).items(), key=lambda r: r[1])}
    return max(known, key=lambda name: (ranges.get(name, 0.0), -known.index(name)))
