"""The address of a mailbox: read whole, or refused with what to write instead."""

from __future__ import annotations

import pytest

from distrib.core.imap_target import parse_imap_url

SECRET = "hunter2-Tr0ub4dor"


def test_what_an_address_says() -> None:
    """Parts may be encoded; the login never shows."""
    target = parse_imap_url(f"imaps://returns%40office.example:{SECRET}%2F@mail.example:1993/Press%20Returns")
    assert (target.host, target.port, target.user) == ("mail.example", 1993, "returns@office.example")
    assert (target.password, target.folder) == (SECRET + "/", "Press Returns")
    assert str(target) == "imaps://mail.example:1993/Press Returns"
    assert SECRET not in repr(target)
    short = parse_imap_url("imaps://r@mail.example", password=SECRET)
    assert (short.port, short.folder, short.password, short.is_loopback) == (993, "INBOX", SECRET, False)
    assert parse_imap_url("imaps://r@localhost", token_command=("x",)).is_loopback
    assert parse_imap_url(f"imaps://r:{SECRET}@mail.example", token_command=("x",)).token_command == ()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"imap://r:{SECRET}@mail.example", "must begin with imaps://"),
        (f"imaps://r:{SECRET}@", "names no host"),
        (f"imaps://r:{SECRET}@mail.example:port", "port or host that cannot be read"),
        (f"imaps://r:{SECRET}@mail.example/INBOX?x", "nothing may follow the folder"),
        (f"imaps://r:{SECRET}@mail.example/a%22b", "a character that cannot be sent"),
        (f"imaps://r:{SECRET}@mail.example/a%0d%0ab", "a character that cannot be sent"),
        (f"imaps://r%00:{SECRET}@mail.example", "a character that cannot be sent"),
        ("imaps://r@mail.example", "a user and a password are needed"),
        ("imaps://mail.example", "a user and a password are needed"),
    ],
)
def test_a_slip_is_named_without_the_password(url: str, expected: str) -> None:
    """It may stand in any part of the address."""
    with pytest.raises(ValueError, match=expected) as caught:
        parse_imap_url(url)
    assert SECRET not in str(caught.value)
