"""Across articles: who is one, which meeting is one, what a user's own line does."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import JudgementError
from kg.model import Judgement
from kg.resolve import resolve
from telling import Told, summit


def claims(*told):
    return [claim for one in told for claim in one.claims]


def test_the_summit_is_one_meeting_with_four_reports_and_a_disputed_place():
    found = resolve(summit())
    one = found.meetings["meeting/2031-05-12-sari-wulandari-tomo-hirata"]
    assert len(one.reports) == 4
    assert one.disputed == ["place"]
    assert (one.date, one.status, one.country) == ("2031-05-12", "Held", "state/IDN")
    assert sorted(found.meetings) == [
        "meeting/2029-03-02-sari-wulandari-tomo-hirata",
        "meeting/2031-05-12-sari-wulandari-tomo-hirata",
        "meeting/2031-06-idn-lena-morozova",
    ]


def test_two_spellings_are_one_person():
    found = resolve(summit())
    assert found.paths["person:a3#tomoh-hirata"] == found.paths["person:a1#tomo-hirata"] == "person/tomo-hirata"
    assert found.others["person/tomo-hirata"] == ["Tomoh Hirata"]


def test_a_quotation_that_two_outlets_carry_is_one_statement():
    found = resolve(summit())
    said = {node: path for node, path in found.paths.items() if node.startswith("statement:")}
    assert len(said) == 2
    assert len(set(said.values())) == 1


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_the_claims_does_not_matter(chance: random.Random):
    shuffled = summit()
    articles = sorted({claim.article for claim in shuffled})
    chance.shuffle(articles)
    shuffled.sort(key=lambda claim: articles.index(claim.article))
    assert resolve(shuffled) == resolve(summit())


def test_one_name_in_two_states_with_two_roles_is_two_persons():
    one, two = Told("x1"), Told("x2")
    one.person("Hasan Malik", "Menteri Luar Negeri", "state:PAK", "foreign_minister")
    two.person("Hasan Malik", "Gubernur", "state:NGA", "governor")
    found = resolve(claims(one, two))
    assert {found.paths["person:x1#hasan-malik"], found.paths["person:x2#hasan-malik"]} == {
        "person/hasan-malik",
        "person/hasan-malik-nga",
    }


def test_one_name_with_a_new_office_is_one_person():
    one, two = Told("x1"), Told("x2")
    one.person("Rudi Hartawan", "Menteri Pertahanan", "state:IDN", "defence_minister")
    two.person("Rudi Hartawan", "Presiden", "state:IDN", "president")
    found = resolve(claims(one, two))
    assert found.paths["person:x1#rudi-hartawan"] == found.paths["person:x2#rudi-hartawan"]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Sergei Lazarev", "Sergey Lazarev", True),
        ("Kim Jong-un", "Kim Jong Un", True),
        ("Kim Jong Un", "Kim Jong Il", False),
        ("Bambang Wijaya", "Bambang Wijayanto", False),
        ("Ahmad Fauzi", "Ahmad Fauzan", False),
        ("Dewi Ratna Sari", "Dewi Ratna", True),
        ("Olena Kravchenko", "Olena Kravchenk", True),
        ("Putra Utama", "Utama Putra", True),
    ],
)
def test_spellings(left, right, same):
    one, two = Told("x1"), Told("x2")
    a, b = one.person(left), two.person(right)
    found = resolve(claims(one, two))
    assert (found.paths[a] == found.paths[b]) is same


def test_a_single_name_joins_the_only_one_that_fits():
    one, two, three = Told("x1"), Told("x2"), Told("x3")
    one.person("Dmitri Pavlov", "Juru bicara", "state:RUS"), one.person("Anton Belov")
    single = two.person("Pavlov", "Juru Bicara", "state:RUS")
    two.person("Anton Belov")
    found = resolve(claims(one, two))
    assert found.paths[single] == "person/dmitri-pavlov"
    three.person("Ivan Pavlov", "Juru bicara", "state:RUS"), three.person("Anton Belov")
    found = resolve(claims(one, two, three))
    assert found.paths[single] == "person/pavlov"


def test_a_given_name_alone_is_not_enough():
    one, two = Told("x1"), Told("x2")
    one.person("Agus Prakoso", "Bupati", "state:IDN")
    single = two.person("Agus")
    assert resolve(claims(one, two)).paths[single] == "person/agus"


def test_what_knowledge_identifies_is_one_whatever_it_is_called():
    one, two = Told("x1"), Told("x2")
    a, b = one.person("Jojo", known="Q1"), two.person("Johan Jonathan", known="Q1")
    found = resolve(claims(one, two))
    assert found.paths[a] == found.paths[b] == "person/johan-jonathan"


def test_other_identifiers_stay_apart():
    one, two = Told("x1"), Told("x2")
    a, b = one.person("Johan Jonathan", known="Q1"), two.person("Johan Jonathan", known="Q2")
    found = resolve(claims(one, two))
    assert found.paths[a] != found.paths[b]


def pair(first="x1", second="x2", **more):
    """Two articles on the same two persons; returns both with their persons."""
    told = Told(first, more.get("one")), Told(second, more.get("two"))
    return [
        (t, t.person("Maya Lestari", "Menlu", "state:IDN"), t.person("Jan Novak", "Menlu", "state:CZE")) for t in told
    ]


def meetings(*told):
    return resolve(claims(*told)).meetings


def test_meetings_of_the_same_two_on_other_days_are_two():
    (a, *first), (b, *second) = pair()
    a.report(*first, date="2031-02-01")
    b.report(*second, date="2031-02-14")
    assert len(meetings(a, b)) == 2


def test_a_plan_that_was_held_is_one_meeting_and_held():
    (a, *first), (b, *second) = pair()
    a.report(*first, date="2031-02", status="Planned", country="state:CZE")
    b.report(*second, date="2031-02-14", country="state:CZE")
    (one,) = meetings(a, b).values()
    assert (one.status, one.date, one.disputed) == ("Held", "2031-02-14", [])


def test_a_vague_report_between_two_meetings_stays_alone():
    (a, *first), (b, *second) = pair()
    a.report(*first, date="2031-02-03")
    a.report(*first, date="2031-02-20")
    b.report(*second, date="2031-02")
    assert len(meetings(a, b)) == 3


def test_an_undated_report_joins_the_one_meeting_near_its_publication():
    (a, *first), (b, *second) = pair(two="2031-02-16")
    a.report(*first, date="2031-02-14")
    b.report(*second)
    assert len(meetings(a, b)) == 1
    (c, *third), (d, *fourth) = pair(two="2033-02-16")
    c.report(*third, date="2031-02-14")
    d.report(*fourth)
    assert len(meetings(c, d)) == 2


def test_a_visit_to_a_state_is_the_meeting_with_its_minister_there():
    (a, *first), (b, maya, _) = pair()
    a.report(*first, date="2031-02-14", country="state:CZE")
    b.report(maya, b.state("CZE"), date="2031-02-14", country="state:CZE", kind="Visit")
    (one,) = meetings(a, b).values()
    assert one.participants == ["person/jan-novak", "person/maya-lestari"]


def test_a_visit_to_a_state_is_not_a_meeting_elsewhere():
    (a, *first), (b, maya, _) = pair()
    a.report(*first, date="2031-02", country="state:AUT")
    b.report(maya, b.state("CZE"), date="2031-02", country="state:CZE", kind="Visit")
    assert len(meetings(a, b)) == 2


def test_the_minister_and_the_president_of_one_state_are_two_parties():
    (a, *first), (b, maya, _) = pair()
    a.report(*first, date="2031-02-14")
    b.report(maya, b.person("Petr Svoboda", "Presiden", "state:CZE"), date="2031-02-14")
    assert len(meetings(a, b)) == 2


def test_a_call_is_not_a_talk_in_person():
    (a, *first), (b, *second) = pair()
    a.report(*first, date="2031-02-14")
    b.report(*second, date="2031-02-14", mode="Remote", kind="Call")
    assert len(meetings(a, b)) == 2


def test_one_article_tells_its_meetings_apart():
    (a, *first), _ = pair()
    a.report(*first, date="2031-02-14")
    a.report(first[0], a.state("CZE"), date="2031-02-14")
    assert len(meetings(a)) == 2


def test_what_some_deny_and_others_saw_is_disputed():
    (a, *first), (b, *second) = pair(one="2031-02-15", two="2031-02-15")
    a.report(*first, date="2031-02-14")
    b.report(*second, date="2031-02-14", status="Denied")
    (one,) = meetings(a, b).values()
    assert (one.status, one.disputed) == ("Held", ["status"])


def test_nested_places_are_no_dispute_and_the_narrower_is_taken():
    (a, *first), (b, *second) = pair()
    castle = a.place("Istana Praha", a.place("Praha", "state:CZE", known="g1"), "state:CZE")
    a.report(*first, date="2031-02-14", place=castle, country="state:CZE")
    b.report(*second, date="2031-02-14", place=b.place("Praha", "state:CZE", known="g1"), country="state:CZE")
    (one,) = meetings(a, b).values()
    assert (one.place, one.disputed) == ("place/istana-praha", [])


def test_the_place_that_most_name_is_taken_and_a_country_around_it_is_no_dispute():
    told = [Told(f"x{n}") for n in range(4)]
    for number, one in enumerate(told):
        name = ("Rusia", "Moskow", "Kazan", "Kazan")[number]
        known = {"Moskow": "g524901", "Kazan": "g551487"}.get(name, "")
        place = one.place(name, "state:RUS", known=known)
        parties = one.person("Maya Lestari", "Menlu", "state:IDN"), one.person("Jan Novak", "Menlu", "state:CZE")
        one.report(*parties, date="2031-02-14", place=place, country="state:RUS")
    (one,) = meetings(*told).values()
    assert (one.place, one.disputed) == ("place/kazan", ["place"])
    (one,) = meetings(*told[:2]).values()
    assert (one.place, one.disputed) == ("place/moskow", [])


def user(left, right, verdict):
    return Judgement(left, right, verdict, "user")


def test_a_user_splits_what_a_rule_would_join():
    line = user("person:a1#tomo-hirata", "person:a3#tomoh-hirata", "different")
    found = resolve(summit(), [line])
    assert found.paths["person:a1#tomo-hirata"] != found.paths["person:a3#tomoh-hirata"]


def test_a_user_joins_by_path_or_address():
    line = user("person/lena-morozova", "https://w3id.org/newskg/id/person/tomo-hirata", "same")
    found = resolve(summit(), [line])
    assert found.paths["person:a3#lena-morozova"] == found.paths["person:a1#tomo-hirata"]


def test_a_user_splits_and_joins_meetings():
    report = "report:a3#2031-05-person-a3-sari-wulandari-person-a3-tomoh-hirata"
    meeting = "meeting/2031-05-12-sari-wulandari-tomo-hirata"
    found = resolve(summit(), [user(report, meeting, "different")])
    assert found.meeting_of[report] != meeting
    other = "meeting/2029-03-02-sari-wulandari-tomo-hirata"
    found = resolve(summit(), [user(other, meeting, "same")])
    assert len(found.meetings[meeting].reports) == 5


def test_a_line_that_names_nothing_waits():
    line = user("person/nobody", "person/tomo-hirata", "same")
    assert resolve(summit(), [line]).unused == [line]


def test_a_user_who_contradicts_himself_is_told():
    lines = [user("person/tomo-hirata", "person/lena-morozova", verdict) for verdict in ("same", "different")]
    with pytest.raises(JudgementError, match="both the same and different"):
        resolve(summit(), lines)


def test_quotations_of_other_speakers_or_other_words_stay_apart():
    words = "Kami menolak segala bentuk campur tangan dalam urusan dalam negeri kami."
    one, two, three = Told("x1"), Told("x2"), Told("x3")
    a = one.says(one.person("Maya Lestari"), words)
    b = two.says(two.person("Jan Novak"), words)
    c = three.says(three.person("Maya Lestari"), "Kami menyambut baik segala bentuk kerja sama di bidang pangan.")
    found = resolve(claims(one, two, three))
    assert len({found.paths[node] for node in (a, b, c)}) == 3


def test_two_quotations_of_one_article_never_become_one():
    words = "Kami akan datang pada waktunya dan membawa semua yang diminta."
    one, two = Told("x1"), Told("x2")
    first = one.says(one.person("Maya Lestari"), words), one.says("person:x1#maya-lestari", words)
    two.says(two.person("Maya Lestari"), words)
    found = resolve(claims(one, two))
    assert found.paths[first[0]] != found.paths[first[1]]


def test_places_never_lie_in_each_other():
    one, two, three = Told("x1"), Told("x2"), Told("x3")
    for told in (one, two):
        told.place("Taman", told.place("Kota Taman"))
    three.place("Kota Taman", three.place("Taman"))
    assert resolve(claims(one, two, three)).within == {"place/taman": ["place/kota-taman"]}


def test_what_something_would_be_called_with_fewer_articles_leads_to_what_it_is_called():
    found = resolve(summit())
    assert found.successors["person/tomoh-hirata"] == "person/tomo-hirata"
    assert not set(found.successors) & {*found.labels, *found.meetings}
    assert set(found.successors.values()) <= {*found.labels, *found.meetings}


def test_a_meeting_keeps_the_address_of_each_report_alone():
    early, late = Told("x1", "2031-05-01"), Told("x2", "2031-06-20")
    for told, day in ((early, "2031-06"), (late, "2031-06-18")):
        told.report(told.person("Sari Wulandari", "Presiden", "state:IDN"), told.person("Tomo Hirata"), date=day)
    found = resolve(claims(early, late))
    now = "meeting/2031-06-18-sari-wulandari-tomo-hirata"
    assert found.successors["meeting/2031-06-sari-wulandari-tomo-hirata"] == now


def test_a_users_line_may_name_what_has_got_another_address():
    line = Judgement("person/tomoh-hirata", "person/sari-wulandari", "same", "user")
    found = resolve(summit(), [line])
    assert found.unused == []
    assert found.paths["person:a1#tomo-hirata"] == found.paths["person:a1#sari-wulandari"]


def carried(*names, words):
    """Articles that report one meeting in the same sentence."""
    found = []
    for name in names:
        told = Told(name, "2031-05-13")
        told.report(told.person("Sari Wulandari"), told.person("Tomo Hirata"), date="2031-05-12")
        told.say(f"article:{name}", "mentions", f"person:{name}#sari-wulandari", words=words)
        found.append(told)
    return claims(*found)


def test_what_several_outlets_carry_of_one_agency_is_no_surer_than_once():
    words = " ".join(f"kata{number}" for number in range(60))
    (copies,) = resolve(carried("x1", "x2", "x3", words=words)).meetings.values()
    (once,) = resolve(carried("x1", words=words)).meetings.values()
    apart = carried("x1", words=words) + carried("x2", words=words.replace("kata", "lain"))
    (twice,) = resolve(apart).meetings.values()
    assert len(copies.reports) == 3
    assert copies.confidence == once.confidence < twice.confidence


def test_a_user_can_say_that_two_articles_are_two_sources():
    words = " ".join(f"kata{number}" for number in range(60))
    line = Judgement("article:x1", "article:x2", "different", "user")
    (apart,) = resolve(carried("x1", "x2", words=words), [line]).meetings.values()
    (copies,) = resolve(carried("x1", "x2", words=words)).meetings.values()
    assert apart.confidence > copies.confidence
