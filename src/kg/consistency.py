"""Consistency: can a graph be true under the ontology? Says so, says who looked, and names whom it is about.

Three ways, from the thorough to the fast; the verdict tells which were taken:

- HermiT, a complete OWL 2 DL reasoner, where Java is present and the graph is small. It refuses xsd:date, so values
  that OWL 2 DL has no datatype for are left out, and sentences and marks, which hold little else, with them.
- OWL RL rules (owlrl) where Java is absent and the graph is small.
- The classes left over (``kg.clashes``) on the whole graph, always: this is what names the individuals.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple

import owlready2
import owlrl
import pyoxigraph as ox
import rdflib

from kg import vocab
from kg.clashes import Clash, clashes
from kg.errors import MissingExtra
from kg.resources import ONTOLOGY

Reasoner = Literal["auto", "hermit", "owlrl", "classes"]

HERMIT_LIMIT = 500
"""Individuals up to which HermiT is asked unbidden: some seconds; its time grows with their square."""
QUADS_LIMIT = 50_000
"""Quads beyond which a graph is not even counted for them."""
OWLRL_LIMIT = 3000
"""Triples up to which owlrl is asked unbidden."""
TIMEOUT = 120.0

_TYPE = ox.NamedNode(vocab.PREFIXES["rdf"] + "type")
_NAMED = ox.NamedNode(vocab.PREFIXES["owl"] + "NamedIndividual")
_UNREAD = {str(vocab.KG.Evidence), str(vocab.KG.Mark)}
_DATATYPES = {vocab.PREFIXES["xsd"] + name for name in ("string", "integer", "decimal", "boolean")}
_DATATYPES.add(vocab.PREFIXES["rdf"] + "langString")
_JAR = Path(owlready2.__file__).parent / "hermit"


class Verdict(NamedTuple):
    """Whether the graph is consistent; ``route`` says in words who found out; ``clashes`` name the individuals."""

    consistent: bool
    route: str
    clashes: tuple[Clash, ...]


def consistency(store: ox.Store, reasoner: Reasoner = "auto") -> Verdict:
    """Ask whether a graph is consistent with the ontology.

    ``reasoner`` "auto" takes HermiT when Java is present, else OWL RL, both for small graphs only; a name insists on it
    whatever the size. Raises MissingExtra when HermiT is insisted on and Java is not installed.
    """
    found = tuple(clashes(store))
    large = reasoner == "classes" or (reasoner == "auto" and len(store) > QUADS_LIMIT)
    facts = [] if large else sorted(set(_facts(store)), key=str)
    which = "classes" if large else _choose(reasoner, facts)
    agreed, route = True, "classes left over, on the whole graph"
    if which == "hermit":
        agreed, words = _hermit(facts)
        route = f"{words}; {route}"
    elif which == "owlrl":
        errors = _owlrl(facts)
        agreed = not errors
        found += tuple(errors) if not found else ()
        route = f"OWL RL (no Java) on {len(facts)} triples; {route}"
    return Verdict(agreed and not found, route, found)


def _choose(reasoner: Reasoner, facts: list[ox.Triple]) -> Reasoner:
    if reasoner == "hermit" and not has_java():
        raise MissingExtra("HermiT needs Java: install a Java runtime, or leave the choice to the program")
    if reasoner != "auto":
        return reasoner
    if has_java():
        return "hermit" if _individuals(facts) <= HERMIT_LIMIT else "classes"
    return "owlrl" if len(facts) <= OWLRL_LIMIT else "classes"


def has_java() -> bool:
    """Whether a Java runtime is at hand."""
    return shutil.which("java") is not None


def _individuals(facts: list[ox.Triple]) -> int:
    return sum(1 for triple in facts if triple.predicate == _TYPE)


def _facts(store: ox.Store) -> Iterator[ox.Triple]:
    """The triples a reasoner for OWL 2 DL can read."""
    kinds = (ox.NamedNode(kind) for kind in _UNREAD)
    unread = {q.subject for kind in kinds for q in store.quads_for_pattern(None, _TYPE, kind, None)}
    for quad in store:
        value = quad.object
        if quad.subject in unread or value in unread:
            continue
        if not isinstance(value, ox.Literal) or value.datatype.value in _DATATYPES:
            yield quad.triple


def world(facts: Iterable[ox.Triple] = ()) -> Any:
    """An owlready2 World with the ontology and the given triples: ``world()["https://...#Person"].instances()``."""
    built = owlready2.World()
    built.get_ontology((ONTOLOGY / "kg.rdf").as_uri()).load()
    lines = []
    for triple in facts:
        lines.append(f"{triple} .\n")
        if triple.predicate == _TYPE:
            lines.append(f"{triple.subject} {_TYPE} {_NAMED} .\n")
    if lines:
        built.get_ontology("urn:newskg:facts#").load(fileobj=io.BytesIO("".join(lines).encode()))
    return built


def _hermit(facts: list[ox.Triple]) -> tuple[bool, str]:
    """HermiT's answer and words about it: asked for consistency alone, as sorting individuals takes far longer."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.nt"
        world(facts).save(str(path), format="ntriples")
        command = ["java", "-Xmx1000M", "-cp", f"{_JAR}{os.pathsep}{_JAR / 'HermiT.jar'}"]
        command += ["org.semanticweb.HermiT.cli.CommandLine", "-c", "-I", path.as_uri()]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
        except subprocess.TimeoutExpired:
            return True, f"HermiT gave no answer in {TIMEOUT:.0f} s"
    words = f"HermiT on {_individuals(facts)} individuals, dates left out"
    if done.returncode == 0:
        return True, words
    if "Inconsistent" in done.stdout + done.stderr:
        return False, words
    reason = (done.stderr or done.stdout).strip().splitlines()
    return True, f"HermiT failed ({reason[0] if reason else done.returncode})"


def _owlrl(facts: list[ox.Triple]) -> list[Clash]:
    """The contradictions that the OWL RL rules find."""
    graph = rdflib.Graph().parse(ONTOLOGY / "kg.ttl")
    graph.parse(data="".join(f"{triple} .\n" for triple in facts), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    errors = graph.objects(None, rdflib.URIRef(str(owlrl.Namespaces.ERRNS) + "error"))
    return [Clash((), text) for text in sorted({str(error) for error in errors})]
