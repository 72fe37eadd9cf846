"""Reading one article: from clean text to claims, knowing nothing but the article, its pack and knowledge.

``READERS`` fill a Document, each one field more; ``EXTRACTORS`` turn a filled Document into claims. Both are ordered
tuples: a new reader or extractor is one file and one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg import language
from kg.extract import coreference, dates, entities, meetings, mentions, statements, text
from kg.model import Article, Claim, Document

Reader = Callable[[Document], None]
Extractor = Callable[[Document], Iterable[Claim]]

READERS: tuple[Reader, ...] = (text.segment, dates.find, mentions.find, coreference.link)
EXTRACTORS: tuple[Extractor, ...] = (entities.claims, statements.claims, meetings.claims)


def read(article: Article) -> Document:
    """Read an article into a Document: tokens, sentences, quotes, dates, mentions, entities."""
    document = Document(article, language.load(article.lang))
    for reader in READERS:
        reader(document)
    return document


def extract(article: Article) -> list[Claim]:
    """All claims of one article, in a fixed order, each once."""
    document = read(article)
    claims = (claim for extractor in EXTRACTORS for claim in extractor(document))
    return list(dict.fromkeys(claims))
