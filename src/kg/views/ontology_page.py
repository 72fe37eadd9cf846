"""The ontology's own page: every term in both languages, a diagram, the rules, what a complete graph holds.

Made from ``ontology/`` alone, so the same files give the same bytes. Each term has its name as anchor: where the page
is served at the address of the ontology, ``...ontology#participant`` opens at that term.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

import rdflib
from rdflib import SH

from kg import reason, vocab
from kg.resources import ONTOLOGY
from kg.views.ontology_diagram import diagram
from kg.views.ontology_terms import Ontology, Term, ontology

_CSS = Path(__file__).parent / "assets" / "ontology.css"
_PARTS = {
    "classes": ("Classes", "owl:Class"),
    "relations": ("Properties that lead to individuals", "owl:ObjectProperty"),
    "values": ("Properties that lead to values", "owl:DatatypeProperty"),
    "notes": ("Annotation properties", "owl:AnnotationProperty"),
    "named": ("Named individuals", "owl:NamedIndividual"),
}


def page() -> str:
    """The page as HTML, self-contained."""
    told = ontology()
    title, description = told.about["title"], told.about["description"]
    parts = [
        f"<h1>{escape(title['en'])}</h1>",
        f'<p lang="id">{escape(title["id"])}</p>',
        f"<p>{escape(description['en'])}</p>",
        f'<p lang="id">{escape(description["id"])}</p>',
        _facts(told),
        '<h2 id="diagram">Diagram</h2>',
        "<p>A box is a class with its properties; a dashed arrow leads to a wider class.</p>",
        f'<div class="scroll">{diagram(told)}</div>',
        *(_part(told, key, heading, kind) for key, (heading, kind) in _PARTS.items()),
        _rules(),
        _shapes(),
    ]
    return _FRAME.format(title=escape(title["en"]), css=_CSS.read_text("utf-8"), body="\n".join(parts))


_FRAME = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{css}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def _facts(told: Ontology) -> str:
    spaces = ", ".join(f"<code>{escape(prefix)}:</code> {escape(iri)}" for prefix, iri in vocab.PREFIXES.items())
    rows = {
        "Namespace": f"<code>{escape(vocab.NAMESPACE)}</code>, prefix <code>kg:</code>",
        "Version": escape(told.version),
        "Licence": f'<a href="{escape(told.license)}">{escape(told.license)}</a>',
        "Files": ", ".join(f'<a href="{name}">{name}</a>' for name in ("kg.ttl", "kg.rdf", "shapes.ttl")),
        "Prefixes": spaces,
        "Where facts lie": "What one article says stands in the named graph that has the article's address; what "
        "all of them amount to in the default graph; what the rules conclude apart from both, in "
        f"<code>{escape(vocab.DERIVED)}</code> under the base.",
    }
    return _list(rows)


def _list(rows: dict[str, str]) -> str:
    return f"<dl>{''.join(f'<dt>{name}</dt><dd>{said}</dd>' for name, said in rows.items() if said)}</dl>"


def _part(told: Ontology, key: str, heading: str, kind: str) -> str:
    terms = [term for term in told.terms if term.kind == kind]
    links = "".join(f'<a href="#{term.name}">{term.name}</a>' for term in sorted(terms, key=lambda t: t.name.lower()))
    blocks = "\n".join(_term(told, term) for term in terms)
    return f'<h2 id="{key}">{heading}</h2>\n<nav class="terms" aria-label="{heading}">{links}</nav>\n{blocks}'


def _term(told: Ontology, term: Term) -> str:
    of = [p for p in told.terms if term.name in p.domain]
    to = [p for p in told.terms if term.name in p.range]
    rows = {
        "Address": f"<code>{escape(vocab.NAMESPACE + term.name)}</code>",
        "Kind of": _links(term.wider),
        "Of": _links([term.of] if term.of else []),
        "On": _links(term.domain),
        "Leads to": _links(term.range),
        "Written as": _codes(term.datatypes) if term.kind == "owl:DatatypeProperty" else "",
        "Inverse of": _links([term.inverse] if term.inverse else []),
        "Is": escape(", ".join(term.traits)),
        "Properties": _links(p.name for p in of),
        "Led to by": _links(p.name for p in to),
        "Values": _links(member.name for member in told.members(term)),
        "Aligned with": _codes(term.aligned),
        "See also": _codes(term.see),
    }
    label, comment = term.label, term.comment
    return (
        f'<section class="term" id="{term.name}"><h3><code>kg:{term.name}</code> {escape(label["en"])} '
        f'<span lang="id">{escape(label["id"])}</span></h3>'
        f'<p>{escape(comment["en"])}</p><p lang="id">{escape(comment["id"])}</p>{_list(rows)}</section>'
    )


def _links(names: Iterable[str]) -> str:
    return ", ".join(f'<a href="#{name}">{name}</a>' for name in names)


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"<code>{escape(name)}</code>" for name in names)


def _rules() -> str:
    blocks = "\n".join(
        f'<section class="term" id="rule-{rule.name}"><h3>{rule.name}</h3><p>{escape(rule.about)}</p>'
        f"{_list({'Reads': _links(sorted(rule.reads)), 'Concludes': _links(sorted(rule.writes))})}"
        f"<details><summary>SPARQL</summary><pre>{escape(rule.sparql.strip())}</pre></details></section>"
        for rule in reason.rules()
    )
    return (
        f'<h2 id="rules">What follows</h2>\n<p>Rules conclude these facts, kept in a graph of their own.</p>\n{blocks}'
    )


def _shapes() -> str:
    graph = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    rows: dict[str, set[str]] = {}
    for shape, target in graph.subject_objects(SH.targetClass):
        parts = (shape, *graph.objects(shape, SH.property), *graph.objects(shape, SH.sparql))
        said = {_demand(graph, part) for part in parts if (part, SH.message, None) in graph}
        rows.setdefault(str(target).removeprefix(vocab.NAMESPACE), set()).update(said)
    blocks = "\n".join(
        f'<section class="term" id="shape-{name}"><h3>{_links([name])}</h3><ul>{"".join(sorted(said))}</ul></section>'
        for name, said in sorted(rows.items())
    )
    head = "<p><code>kg check</code> holds a graph to this.</p>"
    return f'<h2 id="shapes">What a complete graph holds</h2>\n{head}\n{blocks}'


def _demand(graph: rdflib.Graph, part: rdflib.term.Node) -> str:
    texts = {getattr(text, "language", ""): str(text) for text in graph.objects(part, SH.message)}
    severity = str(graph.value(part, SH.severity) or SH.Violation).rpartition("#")[2]
    words = f'{escape(texts["en"])} <span lang="id">{escape(texts["id"])}</span>'
    return f"<li>{words}</li>" if severity == "Violation" else f"<li>{words} ({severity.lower()})</li>"
