"""Random journalists and queries for hypothesis: few enough values that queries find something, in several scripts."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from distrib.core.people import Journalist, JournalistStatus, OutletKind
from distrib.core.people.agreements import Agreement

NAMES = ("Ana Silva", "Élodie Nuñez", "أحمد القاضي", "Jürgen Müller", "李小龙", "O'Brien", "", "ana")
OUTLETS = ("Radio Tunis", "L'Écho du Nord", "Al-Jadīd", "100% News", "under_score", "***")
BEATS = ("migration", "Health policy", "santé", "الهجرة", "climate", "all")
COUNTRIES = ("LY", "TN", "TZ", "FR", "US")
LANGUAGES = ("en", "fr", "ar")
TAGS = ("geneva", "Cercle d'amis", "دائرة", "100%")
RELEASES = ("2026-001", "2026-002")
DAYS = (
    datetime(2026, 10, 31, 23, 59, tzinfo=UTC),
    datetime(2026, 11, 1, tzinfo=UTC),
    datetime(2026, 11, 24, tzinfo=UTC),
)
SAVED = {
    "north": "region:northern-africa OR country:FR",
    "quiet": "-sent:2026-001 -status:subscribed",
    "both": "audience:north -audience:Quiet",
}
"""Saved audiences, by folded name."""

KINDS = dict(zip(OUTLETS, (OutletKind.RADIO, None, OutletKind.AGENCY, OutletKind.AGENCY, None, None), strict=True))
HOSTS = ("radio.example", "echo.example", "münchen.example")


def journalists() -> st.SearchStrategy[list[Journalist]]:
    """A roster with ids from 1 and addresses that are unique."""
    one = st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(("Ana.S", "elodie", "100%", "a_b", "x")),
        st.sampled_from(HOSTS),
        st.sampled_from(list(JournalistStatus)),
        st.none() | st.sampled_from(OUTLETS),
        st.none() | st.sampled_from(("Editor", "Chef du service")),
        st.none() | st.sampled_from(COUNTRIES),
        st.lists(st.sampled_from(LANGUAGES), max_size=2, unique=True),
        st.lists(st.sampled_from(BEATS), max_size=2, unique=True),
        st.lists(st.sampled_from(TAGS), max_size=2, unique=True),
        st.frozensets(st.sampled_from(RELEASES)),
        st.sampled_from(DAYS),
        st.booleans(),
        st.sampled_from(list(Agreement)),
    )
    return st.lists(one, max_size=8).map(
        lambda rows: [
            Journalist(
                id=number,
                name=name,
                email=f"{local}{number}@{host}",
                status=status,
                outlet=outlet,
                role=role,
                country=country,
                languages=tuple(languages),
                beats=tuple(beats),
                tags=tuple(tags),
                outlet_kind=KINDS[outlet] if outlet else None,
                sent=sent,
                created_at=day,
                embargo=embargo,
                others=(f"second{number}@{host}",) if has_second else (),
            )
            for number, (
                *(name, local, host, status, outlet, role, country, languages, beats, tags, sent, day, has_second),
                embargo,
            ) in enumerate(rows, 1)
        ]
    )


_TEXTS = (
    *("ana", "sil", "Élo", "أحم", "mull", "radio", "tunis", "radio tun", "example", "100", "100%", "_", "%", "under"),
    *(
        "migr",
        "policy",
        "sante",
        "all",
        "echo du",
        "李",
        "o'b",
        "x5",
        "n",
        "editor",
        "silva radio",
        "gene",
        "second",
        "دا",
    ),
)
_FIELDS = (
    *("country:LY", "country:france", "region:africa", "region:015", "region:world", "language:ar", "language:French"),
    *(
        "status:subscribed",
        "status:opted-out",
        "email:@radio.example",
        "email:a_b",
        "email:%",
        "email:ANA",
        "email:second",
    ),
    *("type:agency", "type:Radio", "sent:2026-001", "-sent:2026-001", "sent:2026-077", "since:2026-11", "since:2027"),
    *("audience:north", "-audience:quiet", "audience:Both"),
    *("embargo:accepted", "embargo:sanctioned", "-embargo:none", "embargo:None"),
)


def queries() -> st.SearchStrategy[str]:
    """Query texts; now and then one that is refused."""
    word = st.sampled_from(_TEXTS)
    field = st.sampled_from(("name", "outlet", "beat", "tag"))
    term = st.one_of(
        word,
        word.map(lambda text: f'"{text}"'),
        st.sampled_from(_FIELDS),
        st.tuples(field, word).map(lambda pair: f'{pair[0]}:"{pair[1]}"'),
        st.tuples(field, word.filter(lambda text: " " not in text)).map(lambda pair: f"{pair[0]}:{pair[1]}"),
    )
    return st.recursive(
        term,
        lambda inner: st.one_of(
            inner.map(lambda text: f"-({text})"),
            st.tuples(inner, inner).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
            st.tuples(inner, inner).map(lambda pair: f"{pair[0]} {pair[1]}"),
        ),
        max_leaves=5,
    )
