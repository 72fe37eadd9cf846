"""Who met whom, where and when, and whether it happened: meetings of one article as claims.

The idea: a word that may tell of a meeting (a *trigger* of the language pack) comes with a frame that says where its
sides stand; short walks along the sentence find them, wider circles when the clause does not name them. Then all
tellings of one encounter are merged, and what is left is written down with its words.

The idiom: ``scene`` rows of items, ``groups`` of names, ``sides`` and ``subjects`` of a trigger, frames of ``verbs``,
``guests``, ``nouns``, ``events`` and ``travel``, ``candidates``, ``scope`` of date and place, ``status``, ``merge``,
``setting``, ``claims``: each a short file, each blind to those after it.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.meetings import candidates, kept, merge, setting, table
from kg.extract.meetings.claims import Writer
from kg.extract.meetings.scene import Scene
from kg.model import Claim, Document


def claims(doc: Document) -> Iterator[Claim]:
    """The claims of every meeting report of a document, in the order of the text."""
    words = table.load(doc.pack)
    if words is None or not doc.sentences:
        return
    scene = Scene(doc, words)
    writer = Writer(scene)
    found = setting.inherit(scene, candidates.find(scene))
    meetings = merge.merge(scene, found)
    setting.settle(scene, found, meetings)
    for meeting in kept.once(scene, meetings):
        yield from writer.claims(meeting)
