import pytest

build_world_outline = pytest.importorskip("build_world_outline", reason="pycountry is not installed")


def test_a_line_keeps_its_corners_and_loses_what_lies_on_it():
    line = [(0.0, 0.0), (1.0, 0.05), (2.0, 0.0), (2.0, 3.0)]
    assert build_world_outline.simplified(line) == [(0.0, 0.0), (2.0, 0.0), (2.0, 3.0)]


def test_a_ring_over_the_180th_meridian_becomes_two():
    ring = [(170.0, 0.0), (-170.0, 0.0), (-170.0, 10.0), (170.0, 10.0), (170.0, 0.0)]
    parts = build_world_outline.at_the_edge(ring)
    assert len(parts) == 2
    assert sorted({x for part in parts for x, _ in part}) == [-180.0, -170.0, 170.0, 180.0]


def test_a_ring_elsewhere_stays_as_it_is():
    ring = [(10.0, 0.0), (12.0, 0.0), (12.0, 3.0), (10.0, 0.0)]
    (part,) = build_world_outline.at_the_edge(ring)
    assert set(part) == set(ring)
