"""Groups of names, and that reading is a function of the text alone."""

from __future__ import annotations

from kg import language
from kg.extract import READERS
from kg.extract.meetings import candidates, merge, table
from kg.extract.meetings.groups import Group, groups
from kg.extract.meetings.scene import Scene
from kg.model import Article, Document

A = "Presiden Kenya Wanyama Odhiambo"
B = "Perdana Menteri Swedia Linnea Bergqvist"
C = "Presiden Prancis Gaspard Lemoine"


def scene(text: str) -> Scene:
    doc = Document(Article("x", text, published="2031-05-07"), language.load("id"))
    for read in READERS:
        read(doc)
    words = table.load(doc.pack)
    assert words is not None
    return Scene(doc, words)


def found(text: str) -> list[Group]:
    made = scene(text)
    return groups(made.row(0), made.table)


def names(group: Group) -> tuple[list[str], list[str]]:
    def last(items: tuple) -> list[str]:
        return [item.mention.text.split()[-1] for item in items]

    return last(group.members), last(group.companions)


def test_a_conjunction_joins() -> None:
    assert names(found(f"{A}, {B}, dan {C} bertemu.")[0]) == (["Odhiambo", "Bergqvist", "Lemoine"], [])


def test_a_comma_alone_does_not() -> None:
    assert [names(group)[0] for group in found(f"Kata {A}, {B} datang.")] == [["Odhiambo"], ["Bergqvist"]]


def test_who_accompanies_is_no_member() -> None:
    assert names(found(f"{A} didampingi {B} datang.")[0]) == (["Odhiambo"], ["Bergqvist"])


def test_who_is_together_is() -> None:
    assert names(found(f"{A} bersama {B} datang.")[0]) == (["Odhiambo", "Bergqvist"], [])


def test_one_of_two_names_is_the_first() -> None:
    assert names(found(f"{A} atau {B} datang.")[0]) == (["Odhiambo"], [])


def test_reading_twice_reads_the_same() -> None:
    made = scene(f"{A} bertemu {B} di Stockholm, Selasa (6/5/2031).\n\nTurut hadir {C}.")
    once, twice = (merge.merge(made, candidates.find(made)) for _ in range(2))
    assert [meeting.participants for meeting in once] == [meeting.participants for meeting in twice]
    assert len(once) == 1


def test_parties_stand_where_they_are_named() -> None:
    made = scene(f"{A} bertemu {B} di Stockholm, Selasa (6/5/2031).")
    for meeting in merge.merge(made, candidates.find(made)):
        for node, party in meeting.participants.items():
            assert made.text[party.start : party.end].split()[-1].lower() in node
