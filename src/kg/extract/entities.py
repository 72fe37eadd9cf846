"""Claims about the article itself, about everyone and everything it names, and about the offices they hold.

Each entity says where it is first named. The article mentions whoever is named in its title or running text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from kg.extract.evidence import evidence
from kg.model import Claim, Document, Entity, Evidence, Role
from kg.names import slug

TYPES = {"person": "Person", "state": "State", "org": "Organization", "place": "Place"}


def claims(doc: Document) -> Iterator[Claim]:
    """The claims, in the order of first mention."""
    yield from _article(doc)
    firsts = _first_spans(doc)
    for node, entity in doc.entities.items():
        first = firsts.get(node)
        seen = (evidence(doc, *first),) if first else ()
        yield from _entity(doc, entity, seen)
        if first:
            yield Claim(doc.article.id, f"article:{doc.article.id}", "mentions", node, evidence=seen)


def _first_spans(doc: Document) -> dict[str, tuple[int, int]]:
    """Where each node is first named, else first meant, else part of a title."""
    firsts: dict[str, tuple[int, int]] = {}
    for mention in sorted(doc.mentions, key=lambda m: m.how != "name"):
        for node in mention.nodes:
            firsts.setdefault(node, (mention.start, mention.end))
    for role in (mention.role for mention in doc.mentions if mention.role):
        for node in filter(None, (role.of, role.to)):
            firsts.setdefault(node, (role.start, role.end))
    return firsts


def _article(doc: Document) -> Iterator[Claim]:
    article = doc.article
    values = (
        ("type", "Article", "term"),
        ("dcterms:identifier", article.id, "string"),
        ("dcterms:title", article.title, "text"),
        ("dcterms:issued", article.published or "", "date"),
        ("dcterms:language", article.lang, "string"),
        ("dcterms:publisher", article.source, "string"),
        ("dcterms:source", article.url, "iri"),
        ("textHash", article.text_hash, "string"),
    )
    for predicate, value, datatype in values:
        if value:
            lang = article.lang if datatype == "text" else ""
            yield Claim(article.id, f"article:{article.id}", predicate, value, datatype, lang)


def _entity(doc: Document, entity: Entity, seen: tuple[Evidence, ...]) -> Iterator[Claim]:
    article, lang = doc.article.id, doc.article.lang
    yield Claim(article, entity.node, "type", TYPES[entity.kind], "term", evidence=seen)
    yield Claim(article, entity.node, "rdfs:label", entity.name, "text", lang, seen)
    for form in entity.forms:
        if form != entity.name:
            yield Claim(article, entity.node, "skos:altLabel", form, "text", lang, seen)
    for outer in entity.within:
        yield Claim(article, entity.node, "within", outer, evidence=seen)
    if entity.known:
        yield Claim(article, entity.node, "known", entity.known, "string", evidence=seen)
    if entity.kind == "person":
        yield from _tenures(doc, entity)


def _tenures(doc: Document, entity: Entity) -> Iterator[Claim]:
    """One tenure a title: the same title of the same state or institution is said once."""
    article, nodes = doc.article.id, set[str]()
    for role in _distinct(entity.roles):
        node = _free(f"tenure:{article}#{slug(entity.name, 40)}-{slug(role.title, 60)}", nodes)
        seen = (evidence(doc, role.start, role.end),)
        yield Claim(article, entity.node, "tenure", node, evidence=seen)
        yield Claim(article, node, "type", "Tenure", "term", evidence=seen)
        yield Claim(article, node, "title", role.title, "text", doc.article.lang, seen)
        for predicate, value in (("of", role.of), ("to", role.to)):
            if value:
                yield Claim(article, node, predicate, value, evidence=seen)
        if role.office:
            yield Claim(article, node, "office", role.office, "string", evidence=seen)
        if role.former:
            yield Claim(article, node, "former", "true", "boolean", evidence=seen)


def _distinct(roles: tuple[Role, ...]) -> list[Role]:
    kept: dict[tuple[object, ...], Role] = {}
    for role in roles:
        kept.setdefault((slug(role.title), role.of, role.to, role.former), role)
    whole = {(key[0], key[3]) for key in kept if key[1]}
    return [role for key, role in kept.items() if key[1] or (key[0], key[3]) not in whole]


def _free(node: str, taken: set[str]) -> str:
    found = next(name for n in count(1) if (name := node if n == 1 else f"{node}-{n}") not in taken)
    taken.add(found)
    return found
