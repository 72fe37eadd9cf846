"""An utterance in the words of the ontology, each claim with the words that support it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.evidence import evidence
from kg.model import Claim, Document, Evidence, Utterance


def emitted(doc: Document, utterance: Utterance) -> Iterator[Claim]:
    """The claims of one utterance; the node is made of its article and the offset at which its text starts."""
    article, text = doc.article, doc.article.text
    node = f"statement:{article.id}#{utterance.pieces[0][0]}"
    words = _words(doc, utterance)

    def claim(predicate: str, value: str, datatype: str, support: Evidence = words, lang: str = "") -> Claim:
        return Claim(article.id, node, predicate, value, datatype, lang, (support,))

    said = _text(text, utterance)
    yield claim("type", "Statement", "term")
    yield claim("reportedIn", f"article:{article.id}", "node")
    yield claim("text", said, "text", words, article.lang)
    yield claim("speechMode", utterance.mode, "term")
    for predicate, parties in (
        ("speaker", utterance.speakers),
        ("relayedBy", utterance.relays),
        ("addressee", utterance.addressees),
        ("about", utterance.about),
    ):
        for party in parties:
            support = evidence(doc, party.start, party.end) if party.end > party.start else words
            yield claim(predicate, party.node, "node", support)
    if utterance.anonymous and not utterance.speakers:
        start, end = utterance.anonymous
        yield claim("speakerDescription", text[start:end], "text", evidence(doc, start, end), article.lang)
    if utterance.when is not None and utterance.when.when is not None:
        support = evidence(doc, utterance.when.start, utterance.when.end)
        yield claim("date", utterance.when.when.earliest.isoformat(), "date", support)


def _text(text: str, utterance: Utterance) -> str:
    """The pieces of a quotation joined; a report as one stretch, with the attribution that interrupts it."""
    if utterance.mode == "Indirect":
        return text[utterance.pieces[0][0] : utterance.pieces[-1][1]]
    return " ".join(text[start:end] for start, end in utterance.pieces)


def _words(doc: Document, utterance: Utterance) -> Evidence:
    """All pieces as one stretch, in the sentences they touch."""
    return evidence(doc, utterance.pieces[0][0], utterance.pieces[-1][1])
