"""From files to clean articles: one thing at a time, and a Finding for whatever could not be read.

``sources.articles`` is the door: ``sources.inputs`` finds what may hold an article, ``inputs.article_in`` looks into
it. Behind them: ``decode`` (bytes to text), ``records`` (JSON Lines), ``pages`` (HTML), ``plain`` (bare scraped text),
``clean`` and ``dateline`` (what is not the article goes), ``published`` and ``tongue`` (date and language), ``compose``
(the Article). Nothing here raises for a bad input, nothing is dropped without a word.
"""

from kg.ingest.inputs import Input, article_in
from kg.ingest.sources import article, articles, inputs

__all__ = ["Input", "article", "article_in", "articles", "inputs"]
