"""The founding articles, as a correspondent would check them: the day, narrowest place and fate of each meeting."""

import csv
import io

EXPECTED = {
    ("Kim Jong Il", "Vladimir Putin", "2000-07", "Pyongyang", ""),
    ("Kim Jong Un", "Sergei Shoigu", "2023-07", "Pyongyang", ""),
    ("Kim Jong Un", "Vladimir Putin", "2023-09-13", "Kosmodrom Vostochny", "place"),
    ("Kim Jong Un", "Vladimir Putin", "2024-06-19", "Pyongyang", ""),
}


def test_who_met_whom_when_and_where(kg, graph):
    done = kg("query", "who-met-whom", "--graph", graph, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {(r["person"], r["met"], r["date"], r["place"], r["disputed"]) for r in rows} == EXPECTED
