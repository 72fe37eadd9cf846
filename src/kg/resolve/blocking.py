"""Which pairs are worth comparing: never all of them.

Every node names the blocks it belongs to; only nodes of one block are compared. A block that is too large is sorted
and compared within a sliding window (Hernandez and Stolfo 1995), so the work grows with the number of nodes, not its
square.

    >>> list(pairs({"a": ["putin"], "b": ["putin"], "c": ["lavrov"]}))
    [('a', 'b')]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

WINDOW = 12


def pairs(keys: Mapping[str, Iterable[str]], window: int = WINDOW) -> Iterator[tuple[str, str]]:
    """Candidate pairs, each once, smaller node first, in a fixed order.

    Nodes stand in a block in the order of ``keys``; each is compared with the ``window`` nodes after it.
    """
    blocks: dict[str, list[str]] = defaultdict(list)
    for node, own in keys.items():
        for key in dict.fromkeys(own):
            blocks[key].append(node)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        members = blocks[key]
        for at, left in enumerate(members):
            for right in members[at + 1 : at + 1 + window]:
                pair = (left, right) if left < right else (right, left)
                if pair not in seen:
                    seen.add(pair)
                    yield pair
