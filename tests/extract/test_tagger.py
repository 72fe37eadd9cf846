import gzip

import pytest

from kg import language
from kg.errors import PackError
from kg.extract import features, tagger

PACK = language.load("id")
MODEL = tagger.model(PACK)


def names(words: str) -> list[tuple[str, str]]:
    tokens = words.split()
    return [(" ".join(tokens[first:last]), kind) for first, last, kind in tagger.tag_words(tokens, MODEL)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Kabar itu dibantah Hartono Wijaya di Surabaya .", [("Hartono Wijaya", "person"), ("Surabaya", "place")]),
        ("kata Kim Sung Ho kepada wartawan", [("Kim Sung Ho", "person")]),
        ("Ia bekerja di Universitas Pattimura sejak lama", [("Universitas Pattimura", "org")]),
        ("Menurut Sergei Morozov , kapal itu karam", [("Sergei Morozov", "person")]),
        ("dia pergi ke pasar lalu pulang", []),
    ],
)
def test_names_in_sentences(words, found):
    assert names(words) == found


def test_a_run_is_decoded_as_well_alone_as_summed_by_hand():
    """The packed sums are the plain sums: what a label scores is what its features weigh."""
    keys = [features.START, features.START, "kata", "Hartono", "Wijaya", features.END, features.END]
    (row,) = MODEL.emissions(keys, 3, 4)
    weights = {}
    size = len(MODEL.labels)
    with gzip.open(PACK.file("tagger.gz"), "rt", encoding="utf-8") as file:
        for line in list(file)[1 + size :]:
            name, _, cells = line.rstrip("\n").rpartition("\t")
            weights[name] = {int(a): int(b) for a, b in (cell.split(":") for cell in cells.split())}
    wanted = [0] * size
    for place in range(5):
        far, near, own = features.of_word(keys[1 + place], MODEL.lexicon)
        for name in (*far, *near, *own):
            for field, value in weights.get(name, {}).items():
                if field // size == place:
                    wanted[field % size] += value
    for place, (a, b) in enumerate(((keys[2], keys[3]), (keys[3], keys[4]))):
        for name in features.of_pair(a, b, MODEL.lexicon):
            for field, value in weights.get(f"|{name}", {}).items():
                if field // size == place:
                    wanted[field % size] += value
    assert [score - row[0] for score in row] == [score - wanted[0] for score in wanted]


def test_no_name_starts_inside():
    rows = [tuple(9 if label == "I-PER" else 0 for label in MODEL.labels)] * 3
    assert MODEL.labels[MODEL.decode(rows)[0]] != "I-PER"


def test_labels_become_spans():
    labels = ["O", "B-PER", "I-PER", "B-PER", "I-ORG", "O"]
    assert tagger.spans(labels, 10) == [(11, 13, "person"), (13, 14, "person"), (14, 15, "org")]


def test_runs_take_in_small_words_between_capitals_and_are_cut_when_endless():
    assert tagger._runs(["Ia", "menemui", "Salman", "bin", "Rashid", "al-Hakim", "lalu"], MODEL) == [(0, 1), (2, 6)]
    assert max(last - first for first, last in tagger._runs(["Budi"] * 1000, MODEL)) <= 200


def test_a_language_without_a_model_tags_nothing(tmp_path):
    bare = language.Pack("xx", {"pack": {}}, (tmp_path,))
    assert tagger.model(bare) is None


def test_a_broken_model_is_named(tmp_path):
    path = tmp_path / "tagger.gz"
    path.write_bytes(gzip.compress(b"O B-PER\n0 0\n0 0\nw=budi\tx:y\n"))
    with pytest.raises(PackError, match=r"tagger\.gz"):
        tagger.Model(path, PACK)


def test_the_files_are_small():
    assert PACK.file("tagger.gz").stat().st_size + PACK.file("words.tsv.gz").stat().st_size < 3_000_000
