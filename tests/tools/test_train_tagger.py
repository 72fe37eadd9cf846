import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
augment = pytest.importorskip("augment")
train_tagger = pytest.importorskip("train_tagger", reason="python-crfsuite is not installed")

from kg import language  # noqa: E402
from kg.extract import tagger  # noqa: E402

LINES = "Kata NOUN O\nHartono PROPN B-PERSON\nWijaya PROPN I-PERSON\n\ndi\tO\nBogor\tB-PLACE\n \nnanti B-TIME\n"


def test_sets_are_read_whatever_their_columns_and_labels(tmp_path):
    path = tmp_path / "set.txt"
    path.write_text(LINES, "utf-8")
    assert [s.labels for s in train_tagger.load(path)] == [["O", "B-PER", "I-PER"], ["O", "B-LOC"], ["O"]]


def test_what_is_trained_is_what_is_read(tmp_path):
    """The written file, read by the decoder that ships, knows what it was shown."""
    shown = [
        train_tagger.Sentence(["kata", "Hartono", "Wijaya", "di", "Bogor"], ["O", "B-PER", "I-PER", "O", "B-LOC"]),
        train_tagger.Sentence(["di", "Ambon", "ujar", "Ratna"], ["O", "B-LOC", "O", "B-PER"]),
    ] * 5
    path = tmp_path / "tagger.gz"
    train_tagger.write(train_tagger.mean([train_tagger.train(shown, 5)]), path, 0)
    model = tagger.Model(path, language.load("id"))
    assert tagger.tag_words(["kata", "Hartono", "Wijaya", "di", "Bogor"], model) == [(1, 3, "person"), (4, 5, "place")]
    assert train_tagger.measure(shown, path)["f1"] == 1.0


def test_title_case_keeps_small_words_and_labels():
    words, labels = augment.title_case(
        ["menteri", "itu", "menemui", "Budi", "di", "pasar", "."], ["O"] * 3 + ["B-PER"] + ["O"] * 3, random.Random(1)
    )
    assert words == ["Menteri", "Itu", "Menemui", "Budi", "di", "Pasar"]
    assert labels == ["O", "O", "O", "B-PER", "O", "O"]


def test_renamed_copies_stay_well_labelled():
    pytest.importorskip("faker")
    pytest.importorskip("name_variants")
    draw = random.Random(1)
    for _ in range(200):
        words, labels = augment.rename(
            ["kata", "Budi", "Sasmita", "lalu", "Sasmita", "pulang"], ["O", "B-PER", "I-PER", "O", "B-PER", "O"], draw
        )
        assert len(words) == len(labels)
        assert words[0] == "kata" and words[-1] == "pulang"
        assert labels.count("B-PER") == 2
