"""kg: from news articles to who met whom, where, when, and who said what."""
