"""Across articles: which nodes are one, and what the reports of one meeting amount to.

Claims go in and stay as they are; out come judgements and what follows from them. Persons, organisations and places are
joined first, then statements by speaker and words, then reports by their parties. The order of the claims does not
matter, and a user's judgements are laid down before any rule speaks.

    >>> resolve([]).judgements
    []
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import Claim, Judgement
from kg.names import slug
from kg.resolve import known, naming, places
from kg.resolve.agents import link_agents
from kg.resolve.copies import link_copies
from kg.resolve.corrections import lay_down, to_nodes
from kg.resolve.gathering import gather
from kg.resolve.linker import Clusters
from kg.resolve.meetings import place_reports
from kg.resolve.profiles import Corpus, Thing, role
from kg.resolve.statements import link_statements
from kg.resolve.values import Values, resolve_values
from kg.vocab import DEFAULT_BASE

__all__ = ["Corpus", "Resolution", "Values", "gather", "resolve", "resolve_corpus"]


@dataclass(slots=True)
class Resolution:
    """What all claims together amount to.

    ``paths`` leads from every node to its path in the graph ("person/kim-jong-un"; a report keeps a path of its own),
    ``labels`` and ``others`` from a path to its preferred and its other names, ``successors`` from a path that
    something had, or would have, with fewer articles to the path it has, ``meetings`` from a path to resolved values,
    ``meeting_of`` from a report's node to the path of its meeting. ``judgements`` are those of the rules,
    ``own`` the user's that were laid down, by node, and ``unused`` the user's that name nothing in these claims.
    """

    paths: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    others: dict[str, list[str]] = field(default_factory=dict)
    successors: dict[str, str] = field(default_factory=dict)
    meetings: dict[str, Values] = field(default_factory=dict)
    meeting_of: dict[str, str] = field(default_factory=dict)
    within: Mapping[str, Sequence[str]] = field(default_factory=dict)
    judgements: list[Judgement] = field(default_factory=list)
    own: list[Judgement] = field(default_factory=list)
    unused: list[Judgement] = field(default_factory=list)


def resolve(claims: Iterable[Claim], user: Sequence[Judgement] = (), base: str = DEFAULT_BASE) -> Resolution:
    """Resolve all claims; ``user`` are the user's judgements, by node, path or IRI under ``base``.

    Raises JudgementError when two of the user's judgements contradict each other.
    """
    return resolve_corpus(gather(claims), user, base)


def resolve_corpus(corpus: Corpus, user: Sequence[Judgement] = (), base: str = DEFAULT_BASE) -> Resolution:
    """The same for what was gathered before; see ``resolve``."""
    plain = _resolve(corpus, [])
    own = [judgement for judgement in user if judgement.by == "user"]
    if not own:
        return plain
    known = _names(plain)
    laid = to_nodes(own, known, base)
    found = _resolve(corpus, laid)
    if len(laid) < len(own):
        laid = to_nodes(own, {**_names(found), **known}, base)
        found = _resolve(corpus, laid)
    found.unused = [j for j in own if not to_nodes([j], {**_names(found), **known}, base)]
    found.own = sorted(set(laid))
    decided = {frozenset(j[:2]) for j in laid}
    found.judgements = [j for j in found.judgements if frozenset(j[:2]) not in decided]
    return found


def _names(resolution: Resolution) -> dict[str, str]:
    """Every node and every path, each leading to one node."""
    names: dict[str, str] = {}
    for node, path in sorted(resolution.paths.items()):
        names.setdefault(path, node)
    for node, path in sorted(resolution.meeting_of.items()):
        names.setdefault(path, node)
    for old, new in resolution.successors.items():
        if new in names:
            names.setdefault(old, names[new])
    return names | {node: node for node in resolution.paths}


def _resolve(corpus: Corpus, user: Sequence[Judgement]) -> Resolution:
    clusters, found = Clusters(), Resolution()
    lay_down(user, clusters)
    found.judgements += link_agents(corpus, clusters)
    groups = {nodes[0]: [corpus.things[n] for n in nodes] for nodes in clusters.groups(corpus.things)}
    _name_things(groups, found)
    _name_tenures(groups, corpus, found)
    found.judgements += link_statements(corpus.said, found.paths, clusters)
    for nodes in clusters.groups(corpus.said):
        found.paths |= dict.fromkeys(nodes, f"statement/{naming.digest(nodes[0])}")
    found.judgements += link_copies(corpus.sketches, clusters)
    _find_meetings(corpus, _states(groups, found.paths), clusters, found)
    found.paths |= {f"article:{article}": naming.local(f"article:{article}") for article in corpus.mentions}
    found.judgements.sort(key=lambda j: (j.left, j.right, j.verdict))
    return found


def _name_things(groups: Mapping[str, Sequence[Thing]], found: Resolution) -> None:
    states = {key: things for key, things in groups.items() if things[0].kind == "state"}
    labels = {key: naming.label(things) for key, things in groups.items()}
    paths = naming.paths({key: things for key, things in groups.items() if key not in states}, labels)
    paths |= {key: naming.local(key) for key in states}
    for key, things in groups.items():
        path = paths[key]
        found.paths |= {thing.node: path for thing in things}
        found.labels[path] = labels[key]
        forms = {form for thing in things for form in (thing.name, *thing.forms)}
        found.others[path] = sorted(forms - {labels[key]})
    found.successors |= naming.unambiguous(naming.successors(groups, paths), found.labels)


def _name_tenures(groups: Mapping[str, Sequence[Thing]], corpus: Corpus, found: Resolution) -> None:
    """One tenure for a person, a title and what it is of, however many articles give it."""
    for things in groups.values():
        for thing in things:
            person = found.paths[thing.node].partition("/")[2]
            for node in thing.tenures:
                title, _, of = role(corpus.tenures.get(node, ()))
                tail = found.paths.get(of, naming.local(of) if of else "").partition("/")[2].lower()
                found.paths[node] = f"tenure/{person}/{slug(' '.join(filter(None, (title, tail))))}"


def _states(groups: Mapping[str, Sequence[Thing]], paths: Mapping[str, str]) -> dict[str, str]:
    """The state of each person, as paths: the one that most of its roles are of."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for things in groups.values():
        for thing in things:
            if thing.kind == "person":
                of_known = known.state_of_person(thing.known)
                counts[paths[thing.node]].update(thing.states or ({of_known} if of_known else ()))
    chosen = {person: min(c, key=lambda s: (-c[s], s)) for person, c in counts.items() if c}
    return {person: paths.get(state, naming.local(state)) for person, state in chosen.items()}


def _find_meetings(corpus: Corpus, states: Mapping[str, str], clusters: Clusters, found: Resolution) -> None:
    placed, judgements = place_reports(corpus.reports.values(), found.paths, states, clusters)
    found.judgements += judgements
    atlas = places.atlas(corpus.things.values(), found.paths)
    found.within = atlas.within
    placed.sort(key=lambda reports: min(r.node for r in reports))

    def source(article: str) -> str:
        return clusters.find(f"article:{article}")

    values = [resolve_values(reports, found.paths, states, atlas, source) for reports in placed]
    for path, one, reports in zip(naming.meeting_paths(values), values, placed, strict=True):
        found.meetings[path] = one
        found.meeting_of |= {r.node: path for r in reports}
    alone = (
        (naming.meeting_path(resolve_values([report], found.paths, states, atlas)), found.meeting_of[report.node])
        for reports in placed
        if len(reports) > 1
        for report in reports
    )
    found.successors |= naming.unambiguous(alone, found.meetings)
    found.paths |= {node: naming.local(node) for node in corpus.reports}
