import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims import claim_line, judgement_line, read_claims, read_judgements
from kg.errors import GraphError, JudgementError
from kg.model import Claim, Evidence, Judgement
from telling import summit

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.integers(0, 10**6)
evidences = st.builds(Evidence, numbers, numbers, texts, numbers, numbers, texts)
claims = st.builds(Claim, texts, texts, texts, texts, texts, texts, st.lists(evidences, max_size=2).map(tuple))
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(st.lists(claims, max_size=4))
def test_claims_come_back_as_they_went(some):
    lines = [claim_line(claim) for claim in some]
    assert all("\n" not in line for line in lines)
    assert list(read_claims(lines)) == some


@given(names, names, st.sampled_from(["same", "different"]), st.sampled_from(["user", "rule"]), texts)
def test_judgements_come_back_as_they_went(left, right, verdict, by, why):
    judgement = Judgement(left, right + "'", verdict, by, 0.5, why)
    if judgement.left != judgement.right:
        assert list(read_judgements([judgement_line(judgement)])) == [judgement]


def test_a_line_says_the_claims_id_and_its_evidence():
    claim = next(c for c in summit() if c.evidence)
    row = json.loads(claim_line(claim))
    assert row["id"] == claim.id
    assert row["evidence"][0]["words"] == claim.evidence[0].words


def test_a_line_without_by_is_the_users():
    (one,) = read_judgements(['{"left": "person/a", "right": "person/b", "verdict": "same"}'])
    assert one.by == "user"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON"),
        ("[]", "expected an object"),
        ('{"left": "a", "right": "b", "verdict": "maybe"}', '"same" or "different"'),
        ('{"left": "a", "verdict": "same"}', '"left" and "right"'),
        ('{"left": "a", "right": "a", "verdict": "same"}', "are the same"),
        ('{"left": "a", "right": "b", "verdict": "same", "by": "me"}', '"by" must be'),
        ('{"left": "a", "right": "b", "verdict": "same", "score": "x"}', '"score"'),
        ('{"left": "a", "right": "b", "verdikt": "same"}', "verdikt"),
    ],
)
def test_a_broken_judgement_is_named_by_its_line(line, message):
    good = '{"left": "person/a", "right": "person/b", "verdict": "same"}'
    with pytest.raises(JudgementError, match=message) as caught:
        list(read_judgements([good, "", line], "j.jsonl"))
    assert str(caught.value).startswith("j.jsonl:3: ")


def test_a_broken_claim_is_named_by_its_line():
    with pytest.raises(GraphError, match=r"c\.jsonl:2"):
        list(read_claims([claim_line(summit()[0]), '{"article": 1}'], "c.jsonl"))
