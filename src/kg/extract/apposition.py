"""A title, a comma, a name: is it the title of that person? "usai menemui pemimpin India, Putin pulang" says no.

The grammar of titles cannot know; here it is seen that the person serves another state, by knowledge or by another
title in the article. Then the title is parted from the name and stands for somebody else.
"""

from __future__ import annotations

from kg import knowledge
from kg.model import Document, Mention, Role
from kg.names import fold


def part(doc: Document) -> None:
    """Part titles before a comma from names whose bearers serve another state."""
    text = doc.article.text
    doubtful = [m for m in doc.mentions if m.role and _state(m) and _between(text, m, m.role) == ","]
    if not doubtful:
        return
    sure = {fold(m.text).split()[-1]: _state(m) for m in doc.mentions if m not in doubtful and _state(m)}
    strangers = {m.start for m in doubtful if _serves(m, sure) not in (None, _state(m))}
    doc.mentions = [part for m in doc.mentions for part in (_parted(m) if m.start in strangers else (m,))]


def _between(text: str, mention: Mention, role: Role) -> str:
    """What stands between title and name, whichever comes first."""
    return text[min(mention.end, role.end) : max(mention.start, role.start)].strip()


def _state(mention: Mention) -> str | None:
    of = mention.role.of if mention.role else None
    return of[6:] if of and of.startswith("state:") and mention.how == "name" else None


def _serves(mention: Mention, sure: dict[str, str | None]) -> str | None:
    """The state the person surely serves, None when we cannot tell."""
    said = sure.get(fold(mention.text).split()[-1])
    known = knowledge.person_by_form(mention.text)
    return said or (known.state if known and known.state else None)


def _parted(mention: Mention) -> tuple[Mention, ...]:
    role = mention.role
    if role is None:
        return (mention,)
    title = Mention("person", role.start, role.end, role.text, (), "title", role, role.start, role.end)
    name = mention._replace(role=None, outer_start=mention.start, outer_end=mention.end)
    return (title, name) if role.start < mention.start else (name, title)
