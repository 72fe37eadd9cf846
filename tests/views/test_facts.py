from kg.views.facts import collect


def test_every_report_stays_with_its_meeting_and_its_own_values(small_store):
    meeting = collect(small_store)["meetings"]["meeting/m1"]
    assert [(r["article"], r["place"]) for r in meeting["reports"]] == [
        ("article/x", ["place/dili"]),
        ("article/y", ["place/kupang"]),
    ]
    assert meeting["disputed"] == ["place"]


def test_evidence_carries_the_sentence_and_the_words_of_each_value(small_store):
    report = collect(small_store)["meetings"]["meeting/m1"]["reports"][0]
    (evidence,) = report["evidence"]
    for start, end, _, value in evidence["marks"]:
        words = evidence["exact"][start - evidence["start"] : end - evidence["start"]]
        assert words in {"Dili", "Ardan Wirya"} and value in {"place/dili", "person/ardan-wirya"}


def test_agents_know_their_states_roles_and_spellings(small_store):
    agent = collect(small_store)["agents"]["person/ardan-wirya"]
    assert (agent["of"], agent["roles"]) == (["state/IDN"], ["Presiden"])
    assert set(agent["also"]) == {"Ardan", "Árdan Wirya"}


def test_statements_are_grouped_with_their_sources(small_store):
    statement = collect(small_store)["statements"]["statement/s1"]
    assert statement["speaker"] == ["person/belo-santos"]
    assert [r["article"] for r in statement["reports"]] == ["article/x"]
