"""Random journalists and queries for hypothesis: few enough values that queries find something, in several scripts."""

from __future__ import annotations

from hypothesis import strategies as st

from distrib.core.people import Journalist, JournalistStatus

NAMES = ("Ana Silva", "Élodie Nuñez", "أحمد القاضي", "Jürgen Müller", "李小龙", "O'Brien", "", "ana")
OUTLETS = ("Radio Tunis", "L'Écho du Nord", "Al-Jadīd", "100% News", "under_score", "***")
BEATS = ("migration", "Health policy", "santé", "الهجرة", "climate", "all")
COUNTRIES = ("LY", "TN", "TZ", "FR", "US")
LANGUAGES = ("en", "fr", "ar")
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
            )
            for number, (name, local, host, status, outlet, role, country, languages, beats) in enumerate(rows, 1)
        ]
    )


_TEXTS = (
    *("ana", "sil", "Élo", "أحم", "mull", "radio", "tunis", "radio tun", "example", "100", "100%", "_", "%", "under"),
    *("migr", "policy", "sante", "all", "echo du", "李", "o'b", "x5", "n", "editor", "silva radio"),
)
_FIELDS = (
    *("country:LY", "country:france", "region:africa", "region:015", "region:world", "language:ar", "language:French"),
    *("status:subscribed", "status:opted-out", "email:@radio.example", "email:a_b", "email:%", "email:ANA"),
)


def queries() -> st.SearchStrategy[str]:
    """Query texts; now and then one that is refused."""
    word = st.sampled_from(_TEXTS)
    field = st.sampled_from(("name", "outlet", "beat"))
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
