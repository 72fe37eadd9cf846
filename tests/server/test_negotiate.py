import pytest

from kg.server.negotiate import best, language

OFFERED = ("text/html", "text/turtle", "application/ld+json")


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/turtle", "text/turtle"),
        ("text/html;q=0.2, text/turtle;q=0.9", "text/turtle"),
        ("text/*;q=0.5, application/ld+json", "application/ld+json"),
        ("text/html;q=0, */*", "text/turtle"),
        ("TEXT/TURTLE ; charset=utf-8 ; Q=1", "text/turtle"),
        ("image/png", None),
        ("text/turtle;q=oops", None),
        (",,;;q=1", "text/html"),
        ("a" * 5000, None),
    ],
)
def test_the_best_form(accept, wanted):
    assert best(accept, OFFERED) == wanted


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [("", "en"), ("id", "id"), ("id-ID,id;q=0.9,en;q=0.8", "id"), ("fr", "en"), ("en;q=0.1, id;q=0.2", "id")],
)
def test_the_best_language(accept, wanted):
    assert language(accept, ("en", "id")) == wanted
