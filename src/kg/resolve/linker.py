"""Judgements become clusters: union-find that can also say no.

Pairs are joined from the surest to the least sure. A pair that was judged different stays apart whatever other pairs
would bring it together, so a user's "different" splits what the rules would merge.

    >>> clusters = Clusters()
    >>> clusters.forbid("a", "c")
    >>> clusters.join("a", "b"), clusters.join("b", "c"), clusters.same("a", "b")
    (True, False, True)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.model import Judgement

Veto = Callable[[list[str], list[str]], bool]


class Clusters:
    """Which nodes are one. Every node not yet seen is a cluster of its own."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._enemies: dict[str, set[str]] = {}

    def find(self, node: str) -> str:
        """The node that stands for the cluster of ``node`` at this moment."""
        root = node
        while (above := self._parent.get(root, root)) != root:
            root = above
        while node != root:
            self._parent[node], node = root, self._parent.get(node, node)
        return root

    def members(self, node: str) -> list[str]:
        """All nodes of a cluster."""
        root = self.find(node)
        return self._members.get(root, [root])

    def same(self, left: str, right: str) -> bool:
        """Whether two nodes are one."""
        return self.find(left) == self.find(right)

    def forbid(self, left: str, right: str) -> None:
        """From now on these two never come together."""
        self._enemies.setdefault(self.find(left), set()).add(right)
        self._enemies.setdefault(self.find(right), set()).add(left)

    def forbidden(self, left: str, right: str) -> bool:
        """Whether something keeps the two clusters apart."""
        a, b = self.find(left), self.find(right)
        small, other = (a, b) if len(self._enemies.get(a, ())) <= len(self._enemies.get(b, ())) else (b, a)
        return any(self.find(enemy) == other for enemy in self._enemies.get(small, ()))

    def join(self, left: str, right: str, veto: Veto | None = None) -> bool:
        """Make two clusters one, unless forbidden or vetoed. True when they are one afterwards."""
        a, b = self.find(left), self.find(right)
        if a == b:
            return True
        if self.forbidden(a, b) or (veto is not None and veto(self.members(a), self.members(b))):
            return False
        if len(self.members(a)) < len(self.members(b)):
            a, b = b, a
        self._parent[b] = a
        self._members.setdefault(a, [a]).extend(self._members.pop(b, [b]))
        if b in self._enemies:
            self._enemies.setdefault(a, set()).update(self._enemies.pop(b))
        return True

    def groups(self, nodes: Iterable[str]) -> Iterator[list[str]]:
        """The clusters of these nodes, each sorted, in the order of their smallest member."""
        found: dict[str, list[str]] = {}
        for node in sorted(nodes):
            found.setdefault(self.find(node), []).append(node)
        yield from found.values()


def link(
    scored: Iterable[Judgement], threshold: float, clusters: Clusters, veto: Veto | None = None
) -> list[Judgement]:
    """Join what scores at least ``threshold``, surest first; the judgements that came of it, same and different.

    Each merge is written once, by the pair that brought it about; what was near enough to be weighed and refused is
    written as different.
    """
    kept: list[Judgement] = []
    for pair in sorted(scored, key=lambda j: (-j.score, j.left, j.right)):
        if pair.score < threshold:
            kept.append(pair._replace(verdict="different"))
        elif not clusters.same(pair.left, pair.right):
            joined = clusters.join(pair.left, pair.right, veto)
            why = pair.why if joined else f"{pair.why}; kept apart by what else is known"
            kept.append(pair._replace(verdict="same" if joined else "different", why=why))
    return [j for j in kept if j.verdict == "same" or not clusters.same(j.left, j.right)]
