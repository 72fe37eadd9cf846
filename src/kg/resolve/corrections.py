"""The user's own judgements: lines that name nodes or paths of the graph, and win over every rule.

A path ("person/kim-jong-un") names what the graph would show without the line, so a line keeps its meaning however
often the graph is built. A line whose path is not there (yet) is kept and waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.errors import JudgementError
from kg.model import Judgement
from kg.resolve.linker import Clusters


def to_nodes(user: Iterable[Judgement], names: Mapping[str, str], base: str) -> list[Judgement]:
    """The judgements by node, without those that name nothing known; ``names`` leads from nodes and paths to nodes."""
    found = []
    for judgement in user:
        left, right = (names.get(name.removeprefix(base), "") for name in (judgement.left, judgement.right))
        if left and right and left != right:
            found.append(judgement._replace(left=left, right=right))
    return found


def lay_down(user: Iterable[Judgement], clusters: Clusters) -> None:
    """Put the user's judgements into the clusters before any rule speaks.

    Raises JudgementError when two of them contradict each other.
    """
    own = list(user)
    for judgement in own:
        if judgement.verdict == "same":
            clusters.join(judgement.left, judgement.right)
    for judgement in own:
        if judgement.verdict == "different":
            if clusters.same(judgement.left, judgement.right):
                raise JudgementError(f"{judgement.left} and {judgement.right} are judged both the same and different")
            clusters.forbid(judgement.left, judgement.right)
