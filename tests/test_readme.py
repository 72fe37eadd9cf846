"""The examples of the README that a reader may try: they answer what stands there."""

import re
from pathlib import Path

from kg.queries import ask
from kg.store import base_of, open_store
from kg.views import tables

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def block(language):
    return re.search(rf"```{language}\n(.*?)```", README, re.DOTALL)


def shown_after(place):
    """The rows of the first table after a place of the README."""
    lines = README[place:].split("\n")
    first = next(at for at, line in enumerate(lines) if line.startswith("|"))
    rows = []
    for line in lines[first:]:
        if not line.startswith("|"):
            return rows
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def answered(sparql):
    store = open_store(ROOT / "graphs")
    said = tables.render(ask(store, sparql), "markdown", tables.labels(store, "en", base_of(store)))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in said.splitlines()]


def test_whom_the_foreign_ministers_met_and_who_disagrees_on_where():
    example = block("sparql")
    assert answered(example[1]) == shown_after(example.end())
    other = README.index('With `"president"`')
    assert answered(example[1].replace("foreign_minister", "president")) == shown_after(other)


def test_the_terms_that_are_explained_are_enough():
    explained = README[README.index("### Asking in SPARQL") : block("sparql").start()]
    used = set(re.findall(r"(?:kg|dcterms):\w+", block("sparql")[1])) - {"kg:Meeting", "kg:iso3"}
    assert used <= set(re.findall(r"(?:kg|dcterms):\w+", explained))
