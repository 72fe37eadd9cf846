"""Claims about the article, whom and what it names, and the offices they hold."""

from __future__ import annotations

from kg import language
from kg.extract import coreference, entities, text
from kg.model import Article, Claim, Document, Mention, Role

BODY = "Presiden Rusia Igor Vasin tiba di Tobolar. Vasin tersenyum."


def document() -> Document:
    doc = Document(Article("x", BODY, published="2031-05-05", url="https://example.org/x"), language.load("id"))
    text.segment(doc)
    role = Role("Presiden", "Presiden Rusia", 0, 14, "state:RUS", None, "president")
    doc.mentions = [
        Mention("person", 15, 25, "Igor Vasin", role=role, outer_start=0, outer_end=25),
        Mention("place", 34, 41, "Tobolar"),
        Mention("person", 43, 48, "Vasin"),
    ]
    coreference.link(doc)
    return doc


def said(claims: list[Claim], subject: str) -> set[tuple[str, str]]:
    return {(claim.predicate, claim.object) for claim in claims if claim.subject == subject}


def test_the_article_is_described_by_what_is_known_of_it() -> None:
    claims = list(entities.claims(document()))
    assert said(claims, "article:x") == {
        ("type", "Article"),
        ("dcterms:identifier", "x"),
        ("dcterms:issued", "2031-05-05"),
        ("dcterms:language", "id"),
        ("dcterms:source", "https://example.org/x"),
        ("textHash", document().article.text_hash),
        ("mentions", "person:x#igor-vasin"),
        ("mentions", "place:x#tobolar"),
        ("mentions", "state:RUS"),
    }


def test_a_person_has_a_name_other_forms_and_a_tenure() -> None:
    claims = list(entities.claims(document()))
    tenure = "tenure:x#igor-vasin-presiden"
    assert said(claims, "person:x#igor-vasin") == {
        ("type", "Person"),
        ("rdfs:label", "Igor Vasin"),
        ("skos:altLabel", "Vasin"),
        ("tenure", tenure),
    }
    held = {("type", "Tenure"), ("title", "Presiden"), ("of", "state:RUS"), ("office", "president")}
    assert said(claims, tenure) == held


def test_every_claim_about_an_entity_quotes_where_it_is_first_named() -> None:
    for claim in entities.claims(document()):
        if not claim.subject.startswith(("article:", "state:")):
            [seen] = claim.evidence
            assert BODY[seen.start : seen.end] == seen.exact and BODY[seen.word_start : seen.word_end] == seen.words


def test_the_same_title_twice_is_one_tenure() -> None:
    doc = document()
    [person] = [entity for entity in doc.entities.values() if entity.kind == "person"]
    bare = person.roles[0]._replace(of=None, text="Presiden")
    doc.entities[person.node] = type(person)(person.node, "person", person.name, person.forms, (bare, *person.roles))
    assert sum(claim.object == "Tenure" for claim in entities.claims(doc)) == 1
