"""Made-up names in the manner of many languages, put together from lists of given and family names.

Lists: Faker (MIT) and name-variants (MIT). No name is meant to be anybody's.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
from functools import cache
from typing import Any

WESTERN = (
    "en_US",
    "en_GB",
    "fr_FR",
    "de_DE",
    "es_ES",
    "it_IT",
    "nl_NL",
    "pt_BR",
    "pl_PL",
    "sv_SE",
    "tr_TR",
    "cs_CZ",
    "hu_HU",
    "ro_RO",
    "hr_HR",
    "en_IN",
    "vi_VN",
    "fi_FI",
)
MANNERS = (
    ("indonesian", 40),
    ("western", 22),
    ("arabic", 12),
    ("korean", 8),
    ("chinese", 8),
    ("russian", 6),
    ("japanese", 4),
)


def full(draw: random.Random) -> list[str]:
    """The words of one name."""
    manner = draw.choices([name for name, _ in MANNERS], [weight for _, weight in MANNERS])[0]
    return MAKERS[manner](draw)


@cache
def faker(locale: str, part: str) -> tuple[str, ...]:
    """Names of a locale of Faker: ``part`` is "first_name" or "last_name"."""
    provider: Any = importlib.import_module(f"faker.providers.person.{locale}").Provider
    lists = [getattr(provider, key) for key in sorted(dir(provider)) if key.startswith(part)]
    found = dict.fromkeys(name for names in lists if isinstance(names, (tuple, list, dict)) for name in names)
    return tuple(n for n in found if n.replace(" ", "").replace("-", "").isalpha() and n.isascii() and n[0].isupper())


@cache
def variants(*modules: str) -> tuple[str, ...]:
    """Romanised forms of tables of name-variants."""
    found: dict[str, int] = {}
    for module in pkgutil.iter_modules(importlib.import_module("name_variants").__path__):
        if module.name in modules:
            for table in vars(importlib.import_module(f"name_variants.{module.name}")).values():
                for entry in table.values() if isinstance(table, dict) else ():
                    found.update((f, 0) for f in (entry.get("forms", ()) if isinstance(entry, dict) else ()))
    return tuple(f.title() for f in found if f.isascii())


def _indonesian(draw: random.Random) -> list[str]:
    first, last = faker("id_ID", "first_name"), faker("id_ID", "last_name")
    more = variants("indonesian_malay_names")
    name = [draw.choice((*first, *more)) for _ in range(draw.choice((1, 1, 2)))]
    return " ".join([*name, draw.choice(last)] if draw.random() < 0.85 else name).split()


def _western(draw: random.Random) -> list[str]:
    locale = draw.choice(WESTERN)
    name = [draw.choice(faker(locale, "first_name")), draw.choice(faker(locale, "last_name"))]
    if draw.random() < 0.1:
        name.insert(1, draw.choice("ABCDEFGHJKLMNPRSTW") + ".")
    return " ".join(name).split()


def _arabic(draw: random.Random) -> list[str]:
    names = variants("arabic_names", "persian_names")
    name = [draw.choice(names), draw.choice(names)]
    if draw.random() < 0.3:
        name.insert(1, draw.choice(("bin", "al", "bin")))
    elif draw.random() < 0.4:
        name[1] = draw.choice(("al-", "Al-", "Al ")) + name[1]
    return " ".join(name).split()


def _korean(draw: random.Random) -> list[str]:
    family, given = draw.choice(variants("korean_surnames")), variants("korean_given_names")
    first, second = draw.choice(given), draw.choice(given)
    return draw.choice(([family, first, second], [family, f"{first}-{second.lower()}"]))


def _chinese(draw: random.Random) -> list[str]:
    family, given = draw.choice(variants("chinese_surnames")), variants("chinese_given_names")
    return [family, draw.choice(given) + draw.choice(("", draw.choice(given).lower()))]


def _russian(draw: random.Random) -> list[str]:
    first = (
        "Vladimir",
        "Sergei",
        "Sergey",
        "Dmitry",
        "Igor",
        "Yuri",
        "Oleg",
        "Maria",
        "Mikhail",
        "Alexei",
        "Nikolai",
        "Andrei",
        "Anton",
        "Elena",
        "Olga",
        "Viktor",
        "Boris",
        "Pavel",
    )
    return [draw.choice(first), draw.choice(variants("russian_surnames"))]


def _japanese(draw: random.Random) -> list[str]:
    return [draw.choice(variants("japanese_given_names")), draw.choice(variants("japanese_surnames"))]


MAKERS = {
    "indonesian": _indonesian, "western": _western, "arabic": _arabic, "korean": _korean,
    "chinese": _chinese, "russian": _russian, "japanese": _japanese,
}  # fmt: skip
