"""Which persons, organisations and places of all articles are one.

Nodes that say exactly the same of themselves (name, identifier, roles) are one from the start; what remains is compared
pair by pair inside blocks. A person known by a single word ("Peskov") joins only when one candidate clearly fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from kg.model import Judgement
from kg.names import fold
from kg.resolve import features
from kg.resolve.blocking import pairs
from kg.resolve.features import NAMED_THINGS, PERSONS, SINGLE_NAMES, Table, score
from kg.resolve.linker import Clusters, link
from kg.resolve.profiles import Corpus, Roles, Thing

MARGIN = 0.1  # by how much the best candidate for a single name must lead the next
BESIDE = 0.2  # what it is worth that both are named beside the same other person
SETTING = 0.1  # what it is worth that the candidate's state is named in the article
ONLY = 0.15  # what it is worth to be the only candidate
SEEN = 50  # so many articles of a cluster tell who is named beside it
COMPARED = 8  # so many names of a cluster are compared before it is joined to another


Keys = Callable[[Thing], Iterator[str]]  # the blocks a thing belongs to


class Candidate(NamedTuple):
    """A cluster that a single name may belong to: one profile made of all its members, and who is named beside it."""

    root: str
    thing: Thing
    beside: frozenset[str]


Scores = dict[tuple[str, Roles, str], tuple[float, str]]


def link_agents(corpus: Corpus, clusters: Clusters) -> list[Judgement]:
    """Join persons, then organisations, then places, into ``clusters``; the judgements that came of it."""
    things = corpus.things
    persons = {n: t for n, t in things.items() if t.kind == "person"}
    found = _link(persons, PERSONS, _person_keys, clusters)
    found += _single_names(persons, corpus, clusters)
    for kind in ("org", "place"):
        some = {n: t for n, t in things.items() if t.kind == kind}
        found += _link(some, NAMED_THINGS, _thing_keys, clusters)
    return found


def _link(things: dict[str, Thing], table: Table, keys: Keys, clusters: Clusters) -> list[Judgement]:
    found, first = _equals(things, clusters)
    order = sorted(first, key=lambda n: (first[n].folded, n))
    scored = list(_scored(first, pairs({n: list(keys(first[n])) for n in order}), table))

    def veto(left: list[str], right: list[str]) -> bool:
        return _contradict(_distinct(left, things), _distinct(right, things), table)

    return found + link(scored, table.threshold, clusters, veto)


def _equals(things: Mapping[str, Thing], clusters: Clusters) -> tuple[list[Judgement], dict[str, Thing]]:
    """Join what is indistinguishable; the judgements and one thing for each group."""
    groups: dict[object, str] = {}
    found: list[Judgement] = []
    first: dict[str, Thing] = {}
    for node in sorted(things):
        thing = things[node]
        other = groups.setdefault(_signature(thing), node)
        if other == node or not clusters.join(other, node):
            first[node] = thing
        else:
            found.append(Judgement(other, node, "same", "rule", 0.95, "same name and roles"))
    return found, first


def _signature(thing: Thing) -> object:
    if thing.kind == "person" and len(thing.words) < 2 and not thing.known and not thing.states:
        return thing.node
    return thing.folded, thing.known, thing.roles, thing.states


def _scored(things: Mapping[str, Thing], candidates: Iterable[tuple[str, str]], table: Table) -> Iterator[Judgement]:
    for left, right in candidates:
        total, why = score(things[left], things[right], table)
        if total >= table.threshold / 2:
            yield Judgement(left, right, "same", "rule", total, why)


def _person_keys(thing: Thing) -> Iterator[str]:
    if thing.known:
        yield "known " + thing.known
    if len(thing.words) > 1:
        yield "name " + thing.folded
        yield "letters " + "".join(sorted(thing.folded.replace(" ", "")))
        yield "last " + thing.words[-1]
        yield f"first {thing.words[0]} {thing.words[-1][:3]}"
        yield f"start {thing.words[0]} {thing.words[1]}"
        yield f"ends {thing.words[0][:2]} {thing.words[-1][:4]}"
    elif thing.words:
        yield "single " + thing.folded


def _thing_keys(thing: Thing) -> Iterator[str]:
    if thing.known:
        yield "known " + thing.known
    yield "name " + thing.folded
    for form in thing.forms:
        yield "name " + fold(form)


def _distinct(nodes: list[str], things: Mapping[str, Thing]) -> list[Thing]:
    """Different names and identifiers among the nodes, at most a few."""
    seen: dict[object, Thing] = {}
    for node in nodes:
        thing = things[node]
        seen.setdefault((thing.folded, thing.known), thing)
        if len(seen) >= COMPARED:
            break
    return list(seen.values())


def _contradict(left: list[Thing], right: list[Thing], table: Table) -> bool:
    """Whether two clusters hold two identifiers, persons without a name in common, or fullest names that are two."""
    if any(features.other_known(a, b) or (table is PERSONS and features.strangers(a, b)) for a in left for b in right):
        return True
    a, b = (max(things, key=lambda t: (len(t.words), t.folded)) for things in (left, right))
    full = table is PERSONS and min(len(a.words), len(b.words)) > 1
    return full and not any(f.holds(a, b) for f in table.names)


def _single_names(persons: Mapping[str, Thing], corpus: Corpus, clusters: Clusters) -> list[Judgement]:
    """Join single names to the one candidate that fits, then to each other."""
    companions = _companions(persons, corpus, clusters)
    index = _index(persons, companions, clusters)
    singles = [n for n in sorted(persons) if len(persons[n].words) == 1 and not persons[n].known]
    found: list[Judgement] = []
    scores: Scores = {}
    for node in singles:
        mentioned = corpus.mentions.get(persons[node].article, frozenset())
        beside = companions.get(persons[node].article, frozenset())
        allowed = [c for c in index.get(persons[node].folded, ()) if not clusters.forbidden(node, c.root)]
        ranked = _ranked(persons[node], allowed, mentioned, beside, scores)
        found += _best(node, sorted(ranked, reverse=True), clusters)
    scored = _single_pairs({n: persons[n] for n in singles}, companions)
    return found + link(scored, SINGLE_NAMES.threshold, clusters)


def _index(
    persons: Mapping[str, Thing], companions: Mapping[str, frozenset[str]], clusters: Clusters
) -> dict[str, list[Candidate]]:
    """Candidates by each word of their names."""
    groups: dict[str, list[Thing]] = defaultdict(list)
    for node, thing in persons.items():
        groups[clusters.find(node)].append(thing)
    index: dict[str, list[Candidate]] = defaultdict(list)
    for root in sorted(groups):
        full = [t for t in groups[root] if len(t.words) > 1]
        if full:
            beside = frozenset[str]().union(*(companions.get(t.article, frozenset()) for t in full[:SEEN]))
            candidate = Candidate(root, _together(full), beside - {root})
            for word in sorted({word for thing in full for word in thing.words}):
                index[word].append(candidate)
    return index


def _together(things: list[Thing]) -> Thing:
    """One profile that says what all say."""
    fullest = max(things, key=lambda t: (len(t.words), t.folded))
    roles = tuple(sorted({role for thing in things for role in thing.roles}))
    known = next((t.known for t in things if t.known), "")
    return replace(fullest, article="", known=known, roles=roles)


def _companions(persons: Mapping[str, Thing], corpus: Corpus, clusters: Clusters) -> dict[str, frozenset[str]]:
    """For each article, the clusters of the persons it names in full, by article."""
    return {
        article: frozenset(clusters.find(n) for n in nodes if n in persons and len(persons[n].words) > 1)
        for article, nodes in corpus.mentions.items()
    }


def _ranked(
    thing: Thing, found: list[Candidate], mentioned: frozenset[str], beside: frozenset[str], scores: Scores
) -> Iterator[tuple[float, str, str]]:
    """How well each candidate fits a single name: score, node and reason."""
    last = [c for c in found if features.last_name(thing, c.thing)]
    for candidate in found:
        key = (thing.folded, thing.roles, candidate.root)
        if key not in scores:
            scores[key] = score(thing, candidate.thing, SINGLE_NAMES)
        total, why = scores[key]
        if last == [candidate] or (not last and found == [candidate]):
            total, why = total + ONLY, why + ", only candidate"
        if candidate.thing.states & mentioned:
            total, why = total + SETTING, why + ", its state is named"
        if not candidate.beside.isdisjoint(beside):
            total, why = total + BESIDE, why + ", named beside the same person"
        yield round(min(total, 1.0), 3), candidate.thing.node, why


def _best(node: str, ranked: list[tuple[float, str, str]], clusters: Clusters) -> list[Judgement]:
    if not ranked or ranked[0][0] < SINGLE_NAMES.threshold:
        return []
    total, other, why = ranked[0]
    clear = len(ranked) == 1 or total - ranked[1][0] >= MARGIN
    if clear and clusters.join(node, other):
        return [Judgement(other, node, "same", "rule", total, why)]
    return [Judgement(other, node, "different", "rule", total, why + "; not the only one that fits")]


def _single_pairs(singles: Mapping[str, Thing], companions: Mapping[str, frozenset[str]]) -> list[Judgement]:
    found = []
    for left, right in pairs({n: ["single " + t.folded] for n, t in singles.items()}):
        a, b = singles[left], singles[right]
        total, why = score(a, b, SINGLE_NAMES)
        if companions.get(a.article, frozenset()) & companions.get(b.article, frozenset()):
            total, why = total + BESIDE, why + ", named beside the same person"
        if total >= SINGLE_NAMES.threshold / 2:
            found.append(Judgement(left, right, "same", "rule", round(min(total, 1.0), 3), why))
    return found
