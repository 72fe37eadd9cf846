"""Who said what: every attributed utterance of an article, direct and reported.

The idea: sentences are read in the order of the text, because "katanya" and a quotation standing alone mean whoever
spoke before. In a sentence quotations come first; what no quotation explains may report speech. Pieces of one
utterance that an attribution splits are one statement; a new paragraph is a new one.

The idiom: ``utterances`` reads a document once and keeps the result in it; ``claims`` says it in the words of the
ontology.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.statements.emit import emitted
from kg.extract.statements.reading import read
from kg.model import Claim, Document, Utterance


def utterances(doc: Document) -> list[Utterance]:
    """Everything the article says that somebody said, in the order of the text; computed once, kept in the document."""
    if doc.utterances is None:
        doc.utterances = read(doc)
    return doc.utterances


def claims(doc: Document) -> Iterator[Claim]:
    """The claims of all utterances of a document."""
    for utterance in utterances(doc):
        yield from emitted(doc, utterance)


def attribution_spans(doc: Document) -> list[tuple[int, int]]:
    """Offsets of the attributions ("kata X di Jakarta, Rabu (11/9/2019)"), sorted: a date in them dates the saying."""
    return sorted({(u.start, u.end) for u in utterances(doc) if u.end > u.start})
