"""A To field is read again as a mailbox would: what it says is who was meant, or it is found out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.message.words import mailbox
from distrib.mail.rereading import reads_alike

EMAIL = "amal@news.example"


@given(
    st.text(st.sampled_from("aZé ن\u200d🙂=?_-,;<>@\"\\'()."), max_size=240),
    st.sampled_from([EMAIL, "a'b@news.example"]),
)
def test_what_we_write_reads_as_it_was_meant(name: str, email: str) -> None:
    """Whatever the name."""
    assert reads_alike(mailbox(name, email), name, email)


@pytest.mark.parametrize("name", ["Amal Haddad", "Zoë Müller", 'A "B" C'])
@pytest.mark.parametrize(
    "change",
    [
        lambda to: to.replace(b"amal@", b"other@"),
        lambda to: to + b"\r\nBcc: x@y.example",
        lambda to: to + b", <x@y.example>",
        lambda to: b"=?utf-8?b?T3RoZXI=?= " + to[to.index(b"<") :],
    ],
)
def test_whatever_else_it_says_is_found(name: str, change: object) -> None:
    """Another address, another field, a second mailbox, another name."""
    to = mailbox(name, EMAIL)
    assert reads_alike(to, name, EMAIL)
    assert not reads_alike(change(to), name, EMAIL)  # type: ignore[operator]
