"""Quality may not fall: a build of each gold set is measured against the figures once reached (tests/floors.toml)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import evaluate, facts, pipeline
from kg.store import open_store

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "gold"
SOURCES = {"seeds": ROOT / "seeds", "dev": SHARED / "dev-articles.jsonl"}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(SOURCES))
def test_no_figure_falls_below_its_floor(name: str, tmp_path: Path) -> None:
    gold = SHARED / f"{name}.jsonl"
    if not gold.is_file():
        pytest.skip("the gold set is not at hand")
    pipeline.build([SOURCES[name]], tmp_path / "graph")
    found = facts.from_store(open_store(tmp_path / "graph"))
    report = evaluate.compare([article for article in facts.read_gold(gold) if article.lang == "id"], found)
    assert report.below(evaluate.read_floors(ROOT / "tests" / "floors.toml")[name]) == []
