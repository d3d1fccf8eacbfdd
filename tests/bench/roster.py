"""An invented roster of any size, the same each time: names of many scripts, outlets with a few dozen people each."""

from __future__ import annotations

import random
from collections.abc import Iterator

FIRST = (
    "Amal",
    "Zoë",
    "José",
    "Li",
    "Anne-Marie",
    "Kwame",
    "Søren",
    "Olga",
    "Ibrahim",
    "Mei",
    "Łukasz",
    "Noor",
    "أحمد",
)
LAST = (
    "Haddad",
    "Ng",
    "Núñez",
    "Wei",
    "d'Arcy",
    "Mensah",
    "Ødegaard",
    "Petrova",
    "Diallo",
    "Tanaka",
    "Nowak",
    "القاضي",
)
COUNTRIES = ("LY", "TN", "FR", "DE", "GB", "US", "ES", "EG", "KE", "JP", "MX", "IT", "SE", "MA", "DZ", "SN")
LANGUAGES = ("en", "fr", "ar", "es", "de")
BEATS = (
    "migration",
    "health policy",
    "climate",
    "courts",
    "sports",
    "markets",
    "science",
    "culture",
    "defence",
    "food",
)
HEADER = ("Name", "Email", "Outlet", "Outlet type", "Role", "Country", "Languages", "Beats", "Tags")
SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "za", "dro", "fel", "gan", "hur", "jin", "pol")


def people(count: int) -> Iterator[tuple[str, ...]]:
    """Rows under `HEADER`; names at one outlet are unlike one another."""
    chance = random.Random(2026)
    outlets = max(1, count // 30)
    for number in range(count):
        family = "".join(chance.choice(SYLLABLES) for _ in range(5)).capitalize()
        name = f"{chance.choice(FIRST)} {family} {chance.choice(LAST)}"
        outlet = number % outlets
        yield (
            name,
            f"{family.lower()}.{number}@outlet{outlet}.example",
            f"The {SYLLABLES[outlet % 16].capitalize()} Courier {outlet}",
            ("newspaper", "agency", "radio", "television")[outlet % 4],
            chance.choice(("Editor", "Reporter", "Producer")),
            chance.choice(COUNTRIES),
            ";".join(chance.sample(LANGUAGES, 2)),
            ";".join(chance.sample(BEATS, 2)),
            chance.choice(("", "", "circle", "geneva")),
        )
