"""Who is meant: on texts whose mentions are marked by hand, so that nothing but linking is tested.

The markup: ``{Ana Kovac}`` is a person, ``{Presiden Rusia:head_of_state@RUS|Ana Kovac}`` a person with a title,
``{...|, Ana Kovac}`` one behind a comma, ``{Presiden Rusia:head_of_state@RUS|}`` a title alone,
``<place:Balai Kota>`` any other mention.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import extract, language
from kg.extract import coreference, text
from kg.extract.spelling import is_initials, short_for
from kg.model import Article, Document, Mention, Role
from kg.names import words

MARK = re.compile(r"\{(?:(?P<title>[^{}|]*)\|)?(?P<name>[^{}|]*)\}|<(?P<kind>\w+):(?P<thing>[^<>]*)>")


def linked(marked: str, on: str = "2031-05-05", title: str = "") -> Document:
    plain, spots, at = "", [], 0
    marked = f"{title}\n\n{marked}" if title else marked
    for match in MARK.finditer(marked):
        plain += marked[at : match.start()]
        spots.append((len(plain), match))
        words_, _, _ = (match["title"] or "").partition(":")
        plain += match["thing"] or " ".join(part for part in (words_, match["name"]) if part).replace(" , ", ", ")
        at = match.end()
    plain += marked[at:]
    body = plain.index("\n\n") + 2 if title else 0
    doc = Document(Article("x", plain, title=plain[: max(body - 2, 0)], body=body), language.load("id"))
    text.segment(doc)
    doc.anchor = date.fromisoformat(on)
    doc.mentions = [_mention(plain, start, match) for start, match in spots]
    coreference.link(doc)
    return doc


def _mention(plain: str, start: int, match: re.Match[str]) -> Mention:
    if match["thing"]:
        kind: Any = match["kind"]
        return Mention(kind, start, start + len(match["thing"]), match["thing"])
    words_, _, rest = (match["title"] or "").partition(":")
    office, _, of = rest.partition("@")
    former = words_.startswith("mantan ")
    node = f"state:{of}" if of else None
    role = None
    if words_:
        role = Role(words_.split()[0], words_, start, start + len(words_), node, None, office or None, former)
    if not match["name"]:
        return Mention("person", start, start + len(words_), words_, how="title", role=role)
    name = match["name"].removeprefix(", ")
    at = plain.index(name, start + len(words_))
    return Mention("person", at, at + len(name), name, role=role, outer_start=start, outer_end=at + len(name))


def whom(doc: Document, phrase: str, nth: int = 0) -> list[str]:
    """The names meant by the nth mention of a phrase."""
    found = [m for m in doc.mentions if m.text == phrase]
    return [doc.entities[node].name for node in found[nth].nodes]


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("Kovac", "Ana Kovac", True),
        ("Sergei Morozin", "Sergey Morozin", True),
        ("Laras M. Widura", "Laras Mega Widura", True),
        ("Wijaya", "Wibawa Laras", False),
        ("Sandi", "Sandiaga Putera", True),
        ("Yun Sang-ho", "Yun Sang Ho", True),
        ("bin", "Karim bin Harun", False),
        ("Budi Santosa", "Budi Hartono", False),
        ("Amir Salim", "Umar Salim", False),
    ],
)
def test_short_and_other_spellings(short: str, full: str, fits: bool) -> None:
    assert short_for(words(short), words(full)) is fits


def test_initials_are_capitals_of_every_word() -> None:
    assert is_initials("KBH", words("Karim bin Harun"))
    assert not is_initials("KBHX", words("Karim bin Harun"))
    assert not is_initials("Kbh", words("Karim bin Harun"))


@given(st.lists(st.text("abcdé", min_size=1, max_size=8), min_size=1, max_size=4).map(tuple))
def test_a_name_stands_for_itself(name: tuple[str, ...]) -> None:
    assert short_for(name, name)


def test_short_names_lead_to_the_full_one() -> None:
    doc = linked("{Raka} tiba. {Raka Adiputra} disambut {Pak Damar}. {Damar Wulan Sari} senang.")
    assert whom(doc, "Raka") == ["Raka Adiputra"]
    assert whom(doc, "Pak Damar") == ["Damar Wulan Sari"]
    assert len(doc.entities) == 2


def test_the_role_decides_between_two_of_one_family() -> None:
    doc = linked(
        "{Presiden Aland:president|Igor Vasin} datang bersama {Olga Vasin}. {Olga Vasin} tersenyum. "
        "{Olga Vasin} melambai. {Presiden:president|Vasin} pulang."
    )
    assert whom(doc, "Vasin") == ["Igor Vasin"]


def test_a_spouse_who_bears_the_full_name_stays_apart() -> None:
    doc = linked("{Presiden:president|Bayu Laksana} dan Ibu {Ratri Bayu Laksana} tiba. {Laksana} dan {Ratri} turun.")
    assert whom(doc, "Bayu Laksana") == ["Bayu Laksana"]
    assert whom(doc, "Laksana") == ["Bayu Laksana"]
    assert whom(doc, "Ratri") == ["Ratri Bayu Laksana"]


def test_the_more_prominent_of_two_keeps_the_short_name() -> None:
    doc = linked("{Han Do Yun} tiba. {Han Do Yun} bicara. {Han Do Il}, ayah {Han Do Yun}, wafat. {Han} pulang.")
    assert whom(doc, "Han") == ["Han Do Yun"]


@pytest.mark.parametrize("joint", [" alias ", " yang akrab disapa ", ", atau akrab disapa "])
def test_the_text_says_that_two_names_are_one(joint: str) -> None:
    doc = linked("{Damar Wulan Sari}" + joint + "{Menik} hadir. Lalu {Menik} bicara.")
    assert whom(doc, "Menik", 1) == ["Damar Wulan Sari"]


def test_the_spelling_of_old_is_todays() -> None:
    doc = linked("{Soerjadi Tjahyono} hadir. {Suryadi Cahyono} bicara. {Djoko} dan {Joko} lain.")
    assert whom(doc, "Suryadi Cahyono") == ["Soerjadi Tjahyono"]


def test_an_alias_in_brackets_is_the_same_person() -> None:
    doc = linked("{Damar Wulan Sari} ({Menik}) hadir.")
    assert [e.name for e in doc.entities.values()] == ["Damar Wulan Sari"]


def test_knowledge_joins_names_that_share_no_word() -> None:
    doc = linked("{Joko Widodo} berbicara. {Jokowi} menambahkan.")
    assert len(doc.entities) == 1


def test_a_headline_of_two_names_and_a_verb_is_parted() -> None:
    doc = linked("{Raka Adiputra} menerima {Damar Wulan}. {Damar} senang.", title="{Damar Undang Raka Adiputra}")
    assert [m.text for m in doc.mentions][:2] == ["Damar", "Raka Adiputra"]
    assert len(doc.entities) == 2


def test_a_headline_name_with_a_word_the_text_writes_small_is_cut() -> None:
    doc = linked("{Raka Adiputra} tiba di sini. Ia bicara.", title="{Raka Adiputra Tiba} Pagi")
    assert doc.mentions[0].text == "Raka Adiputra"


def test_a_longer_name_in_a_headline_stays() -> None:
    doc = linked("{Raka Adiputra} tiba.", title="{Raka Adiputra Wijaya}")
    assert doc.mentions[0].text == "Raka Adiputra Wijaya"


def test_names_joined_by_a_hyphen_are_two() -> None:
    doc = linked("{Adiputra-Wulan} bersalaman. {Raka Adiputra} dan {Damar Wulan} pulang demi {Indonesia-Malaysia}.")
    assert whom(doc, "Adiputra") == ["Raka Adiputra"] and whom(doc, "Wulan") == ["Damar Wulan"]
    assert [m.nodes for m in doc.mentions if m.kind == "state"] == [("state:IDN",), ("state:MYS",)]


def test_a_hyphen_inside_a_name_stays() -> None:
    doc = linked("{Yun Sang-ho} tiba. {Karim Al-Harun} juga.")
    assert [m.text for m in doc.mentions] == ["Yun Sang-ho", "Karim Al-Harun"]


def test_a_king_is_no_minister() -> None:
    doc = linked("{Menlu Aland:foreign_minister|Karim Harun} menemui {Raja:monarch|Harun}.")
    assert whom(doc, "Harun") == ["Harun"]


def test_a_name_of_one_word_is_also_known_with_its_title() -> None:
    doc = linked("{Raja:monarch|Harun} tiba.")
    assert next(iter(doc.entities.values())).forms == ("Harun", "Raja Harun")


def test_brackets_say_whom_a_pronoun_means() -> None:
    doc = linked('{Raka Adiputra} tiba. "Saya yakin dia ({Damar Wulan}) datang," kata {Raka}.')
    assert whom(doc, "dia") == ["Damar Wulan"]


def test_leaders_named_otherwise_are_nobody_here() -> None:
    doc = linked(
        "{Presiden Rusia:president@RUS|Igor Vasin} menerima {PM India:prime_minister@IND|Arun Das}. "
        "Para pemimpin berdiskusi tentang para pemimpin Afrika."
    )
    assert whom(doc, "Para pemimpin") == ["Igor Vasin", "Arun Das"]
    assert not [m for m in doc.mentions if m.text == "para pemimpin"]


def test_both_ministers_are_those_who_are_ministers() -> None:
    doc = linked(
        "{Menhan Kenya:defence_minister@KEN|Igor Vasin} dan {Menkeu Kenya:finance_minister@KEN|Olga Petrin} tiba. "
        "{Ana Kovac} menjelaskan. Kedua menteri bertemu warga."
    )
    assert whom(doc, "Kedua menteri") == ["Igor Vasin", "Olga Petrin"]


def test_both_are_those_who_act_not_those_beside_them() -> None:
    doc = linked("{Igor Vasin} ditemani {Olga Petrin}, sementara {Arun Das} ditemani {Ana Kovac}. Keduanya bertemu.")
    assert whom(doc, "Keduanya") == ["Igor Vasin", "Arun Das"]


def test_his_second_is_not_both() -> None:
    doc = linked("{Igor Vasin} dan {Olga Petrin} berbicara. Pada hari keduanya, {Igor Vasin} pulang.")
    assert not [m for m in doc.mentions if m.text == "keduanya"]


def test_who_speaks_of_both_is_neither() -> None:
    """ "Keduanya" in somebody's words are two others."""
    doc = linked(
        "{Raka Adiputra} mengatakan, hal itu akan dibahas {Igor Vasin} dan {Olga Petrin}. "
        '"Saya tunggu pertemuan keduanya," kata {Raka}.'
    )
    both = next(m for m in doc.mentions if m.text == "keduanya")
    assert {doc.entities[node].name for node in both.nodes} == {"Igor Vasin", "Olga Petrin"}


# --- titles -----------------------------------------------------------------------------------------------------------


def test_a_title_means_its_holder_in_the_article() -> None:
    doc = linked(
        "{Presiden Rusia:president@RUS|Igor Vasin} dan {Menlu Rusia:foreign_minister@RUS|Olga Petrin} tiba. "
        "{Menlu Rusia:foreign_minister@RUS|} bicara."
    )
    assert whom(doc, "Menlu Rusia") == ["Olga Petrin"]


def test_a_leader_is_who_heads_the_state() -> None:
    doc = linked(
        "{Presiden Rusia:president@RUS|Igor Vasin} bertemu {PM India:prime_minister@IND|Arun Das}. "
        "{Pemimpin Rusia:leader@RUS|} pulang."
    )
    assert whom(doc, "Pemimpin Rusia") == ["Igor Vasin"]


def test_two_states_can_share_a_title() -> None:
    doc = linked(
        "{Presiden Rusia:president@RUS|Igor Vasin} menerima {PM India:prime_minister@IND|Arun Das}. Pembicaraan "
        "{pemimpin Rusia:leader@RUS|} dan <state:India> lancar. Hubungan <state:Rusia> dan <state:India> erat."
    )
    assert whom(doc, "India", 0) == ["Arun Das"]
    assert whom(doc, "India", 1) == ["India"]


def test_a_title_before_a_comma_may_be_somebody_elses() -> None:
    doc = linked(
        "{Presiden Rusia:president@RUS|Igor Vasin} pulang. Usai menemui {pemimpin India:leader@IND|, Igor Vasin} diam."
    )
    [vasin] = [entity for entity in doc.entities.values() if entity.name == "Igor Vasin"]
    assert [role.text for role in vasin.roles] == ["Presiden Rusia"]


def test_a_title_behind_a_name_and_a_comma_is_borne_by_that_person() -> None:
    doc = linked("{Raka Adiputra}, {Direktur:|} Lembaga Sungai, tiba. {Direktur:|} itu tersenyum.")
    assert whom(doc, "Direktur") == ["Raka Adiputra"]


def test_a_title_that_points_back_means_whom_the_text_is_about() -> None:
    doc = linked("{Raka Adiputra} dan {Damar Wulan} tiba. Kemarin {mantan Bupati:mayor|} Sukamaju itu tersenyum.")
    assert whom(doc, "mantan Bupati") == ["Raka Adiputra"]


def test_an_epithet_points_back_only_through_names() -> None:
    doc = linked("{Raka Adiputra} tiba. Politikus dari Gerindra itu diam. Seorang politikus mengaku hal itu benar.")
    assert [m.text for m in doc.mentions if m.how == "title"] == ["Politikus"]
    assert whom(doc, "Politikus") == ["Raka Adiputra"]


def test_a_title_may_point_back_behind_an_age() -> None:
    doc = linked("{PM Malaysia:prime_minister@MYS|Arun Das} tiba. {Pemimpin:leader|} berusia 94 tahun itu diam.")
    assert whom(doc, "Pemimpin") == ["Arun Das"]


def test_an_epithet_that_speaks_is_whom_the_text_is_about() -> None:
    doc = linked('{Raka Adiputra} tiba. "Saya senang," kata {politikus Gerindra:|}. "Ya," kata {pejabat Gerindra:|}.')
    assert whom(doc, "politikus Gerindra") == ["Raka Adiputra"]
    assert whom(doc, "pejabat Gerindra") == []


def test_a_former_holder_is_not_the_holder() -> None:
    doc = linked("{mantan Presiden Aland:president|Igor Vasin} hadir. {Presiden Aland:president|} tidak.", "1931-01-01")
    assert whom(doc, "Presiden Aland") == []


@pytest.mark.parametrize(
    ("title", "holder"),
    [("Presiden ke-3 RI", "BJ Habibie"), ("Presiden ketujuh RI", "Joko Widodo"), ("Wapres ke-12", "Jusuf Kalla")],
)
def test_a_number_says_which_in_the_line(title: str, holder: str) -> None:
    office = "vice_president" if title.startswith("Wapres") else "president"
    doc = linked("{Presiden RI:president@IDN|Prabowo Subianto} tiba. {" + f"{title}:{office}@IDN|" + "} juga.")
    assert whom(doc, title) == [holder]


def test_the_first_is_a_bearer_whom_the_known_line_does_not_hold() -> None:
    doc = linked(
        "{Presiden:president|Raka Adiputra} wafat. {Presiden:president|Joko Widodo} mengenang "
        "{presiden pertama RI:president@IDN|}."
    )
    assert whom(doc, "presiden pertama RI") == ["Raka Adiputra"]


def test_what_the_article_does_not_say_is_asked_of_knowledge() -> None:
    doc = linked("{Presiden Rusia:head_of_state@RUS|} tiba.", on="2019-04-25")
    assert whom(doc, "Presiden Rusia") == ["Vladimir Putin"]


def test_a_title_nobody_is_known_to_hold_stays_open() -> None:
    doc = linked("{Presiden Rusia:head_of_state@RUS|} tiba.", on="1890-01-01")
    assert whom(doc, "Presiden Rusia") == []


# --- pronouns and groups ----------------------------------------------------------------------------------------------


def test_a_pronoun_means_the_subject_of_the_sentence_before() -> None:
    doc = linked("{Raka Adiputra} bertemu dengan {Damar Wulan}. Ia tersenyum.")
    assert whom(doc, "Ia") == ["Raka Adiputra"]


def test_a_pronoun_means_who_spoke_last() -> None:
    doc = linked('"Kami menunggu {Damar Wulan}," kata {Raka Adiputra}. Dia lalu pergi.')
    assert whom(doc, "Dia") == ["Raka Adiputra"]


def test_a_pronoun_in_the_same_sentence_means_its_subject() -> None:
    doc = linked("{Raka Adiputra} mengatakan kepada {Damar Wulan} bahwa ia akan datang.")
    assert whom(doc, "ia") == ["Raka Adiputra"]


def test_who_goes_on_speaking_is_who_spoke_last() -> None:
    doc = linked('"Kami siap," ujar {Raka Adiputra}. "Selain {Damar Wulan}, tidak ada," lanjut dia.')
    assert whom(doc, "dia") == ["Raka Adiputra"]


def test_inside_a_quotation_a_pronoun_is_not_the_speaker() -> None:
    doc = linked('{Raka Adiputra} bertemu {Damar Wulan}. "Beliau ramah," kata {Raka}.')
    assert whom(doc, "Beliau") == ["Damar Wulan"]


def test_two_means_the_last_two() -> None:
    doc = linked("{Damar Wulan} menunggu. {Raka Adiputra} bertemu {Igor Vasin}. Keduanya bersalaman.")
    assert whom(doc, "Keduanya") == ["Raka Adiputra", "Igor Vasin"]


def test_both_leaders_are_those_who_lead() -> None:
    doc = linked(
        "{Presiden Rusia:president@RUS|Igor Vasin} menerima {PM India:prime_minister@IND|Arun Das} bersama "
        "{Menlu India:foreign_minister@IND|Nila Rao}. Kedua pemimpin itu berdiskusi."
    )
    assert whom(doc, "Kedua pemimpin") == ["Igor Vasin", "Arun Das"]


def test_both_states_are_those_of_the_persons() -> None:
    doc = linked(
        "{Presiden Rusia:president@RUS|Igor Vasin} menerima {PM India:prime_minister@IND|Arun Das} demi kedua negara."
    )
    assert [m.nodes for m in doc.mentions if m.text == "kedua negara"] == [("state:RUS", "state:IND")]


def test_they_are_the_persons_named_side_by_side_unless_a_crowd_came_between() -> None:
    doc = linked("{Raka Adiputra} dan {Damar Wulan} tiba. Mereka turun. Para warga menyambut, dan mereka bersorak.")
    assert whom(doc, "Mereka") == ["Raka Adiputra", "Damar Wulan"]
    assert whom(doc, "mereka") == []


def test_nobody_named_means_nobody_meant() -> None:
    doc = linked("Ia tersenyum. Keduanya pergi. Mereka pulang.")
    assert [m.nodes for m in doc.mentions] == [(), (), ()]


# --- states, organisations, places ------------------------------------------------------------------------------------


def test_an_abbreviation_in_brackets_is_the_organisation_before_it() -> None:
    doc = linked("<org:Lembaga Sungai Nusa> (<org:LSN>) hadir. <org:LSN> bicara.")
    assert [e.name for e in doc.entities.values()] == ["Lembaga Sungai Nusa"]
    assert {m.nodes for m in doc.mentions} == {("org:x#lembaga-sungai-nusa",)}


def test_an_abbreviation_after_a_description_is_the_same_organisation() -> None:
    doc = linked("Menurut <org:Kantor Berita Rusia> <org:TASS>, air surut. <org:Dewan Sungai> <org:KPK> setuju.")
    assert [m.nodes[0] for m in doc.mentions[:2]] == ["org:x#kantor-berita-rusia"] * 2
    assert doc.mentions[2].nodes != doc.mentions[3].nodes


def test_brackets_that_shorten_nothing_name_another() -> None:
    doc = linked("Foto <org:Lembaga Sungai Nusa> (<org:AP>).")
    assert len(doc.entities) == 2


def test_a_description_joins_the_organisation_knowledge_knows() -> None:
    doc = linked("<org:Kantor Berita Korut> <org:KCNA> memuatnya. Menurut <org:Kantor Berita Korut>, cuaca cerah.")
    assert {m.nodes for m in doc.mentions} == {("org:x#kantor-berita-korut",)}
    assert doc.entities["org:x#kantor-berita-korut"].known


def test_a_place_lies_in_the_one_behind_its_comma() -> None:
    doc = linked("Acara di <place:Balai Merapu>, <place:Tobolar>, <state:Rusia>.")
    assert doc.entities["place:x#balai-merapu"].within == ("place:x#tobolar", "state:RUS")


def test_places_in_a_row_do_not_lie_in_each_other() -> None:
    doc = linked("Ia singgah di <place:Merapu>, <place:Tobolari>, <place:Wanasari>, dan <place:Kembangan Jati>.")
    assert doc.entities["place:x#merapu"].within == ()


def test_an_unknown_place_lies_where_its_name_ends() -> None:
    doc = linked("Mereka bertemu di <place:Istana Merapu St Petersburg> kemarin.")
    assert doc.entities["place:x#istana-merapu-st-petersburg"].within == ("place:x#st-petersburg", "state:RUS")


def test_a_road_does_not_lie_where_its_name_ends() -> None:
    doc = linked("Mereka bertemu di <place:Jalan Merapu Surabaya> kemarin.")
    assert doc.entities["place:x#jalan-merapu-surabaya"].within == ()


def test_two_places_each_behind_the_other_end_somewhere() -> None:
    doc = linked("Di <place:Merapu>, <place:Tobolari>. Di <place:Tobolari>, <place:Merapu>.")
    assert doc.entities["place:x#merapu"].within[:1] == ("place:x#tobolari",)


def test_a_state_is_one_under_all_its_names() -> None:
    doc = linked("<state:Korut> dan <state:Korea Utara>.")
    assert list(doc.entities) == ["state:PRK"] and doc.entities["state:PRK"].name == "Korea Utara"


def test_a_state_nobody_knows_is_a_place() -> None:
    doc = linked("<state:Tobolaria> dan <place:Merapu>, <state:Tobolaria>.")
    assert doc.mentions[0].kind == "place" and doc.mentions[0].nodes == ("place:x#tobolaria",)


# --- laws -------------------------------------------------------------------------------------------------------------

PARTS = ["{Raka Adiputra}", "{Raka}", "Ia", "keduanya", "kedua pemimpin", "mereka", "<state:Rusia>", "<place:Tobolar>"]


@given(st.lists(st.sampled_from([*PARTS, ".", ",", '"', "kata", "dan", "\n\n"]), max_size=25).map(" ".join))
def test_mentions_stay_in_order_and_quote_the_text(marked: str) -> None:
    doc = linked(marked)
    ends = [0, *(m.end for m in doc.mentions)]
    for end, mention in zip(ends, doc.mentions, strict=False):
        assert end <= mention.start < mention.end
        assert doc.article.text[mention.start : mention.end] == mention.text
        assert all(node in doc.entities for node in mention.nodes)


@pytest.mark.parametrize(
    ("sentence", "on", "who"),
    [
        ("Sekjen PBB mengecam serangan itu.", "2025-05-01", "Antonio Guterres"),
        ("Menkeu menjelaskan anggaran itu.", "2025-05-20", "Sri Mulyani Indrawati"),
        ("Menkeu menjelaskan anggaran itu.", "2025-09-20", "Purbaya Yudhi Sadewa"),
        ("Menlu Rusia bertemu para wartawan.", "2025-02-18", "Sergei Lavrov"),
        ("Ketua MK mengatakan sidang ditunda.", "2024-04-22", "Suhartoyo"),
        ("Rapat itu dihadiri Menkeu dan rombongan.", "2025-05-20", ""),
        ("Presiden FIFA bertemu para wartawan.", "2022-10-18", ""),
        ("Presiden mengatakan tindakannya perlu.", "2025-10-19", ""),
    ],
)
def test_a_title_that_speaks_leads_to_its_holder_of_the_day(sentence: str, on: str, who: str) -> None:
    doc = extract.read(Article("x", sentence, published=on))
    titles = [mention for mention in doc.mentions if mention.how == "title"]
    assert [doc.entities[node].name for node in titles[0].nodes] == ([who] if who else [])
