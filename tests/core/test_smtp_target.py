"""Mail server addresses: what is understood, and what is refused without showing the password."""

from __future__ import annotations

import pytest

from distrib.core.smtp.target import Protection, is_loopback, parse_smtp_url


@pytest.mark.parametrize(
    ("url", "host", "port", "protection", "user", "password"),
    [
        ("smtp://localhost", "localhost", 25, Protection.NONE, None, None),
        ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, Protection.NONE, None, None),
        ("smtp://u:p@[::1]:2525", "::1", 2525, Protection.NONE, "u", "p"),
        ("smtp+starttls://mail.example", "mail.example", 587, Protection.STARTTLS, None, None),
        ("smtps://press%40office.example:p%40ss%3A%2F@mail.example/", "mail.example", 465, Protection.TLS,
         "press@office.example", "p@ss:/"),
    ],
)  # fmt: skip
def test_an_address_is_read(
    url: str, host: str, port: int, protection: Protection, user: str | None, password: str | None
) -> None:
    """Parts may be %-encoded; the port has the usual default."""
    target = parse_smtp_url(url)
    assert (target.host, target.port, target.protection, target.user, target.password) == (
        host,
        port,
        protection,
        user,
        password,
    )


@pytest.mark.parametrize(
    "url",
    [
        "smtp://user:s3cret@mail.example",
        "http://user:s3cret@mail.example",
        "smtps://user:s3cret@",
        "smtps://user:s3cret@mail.example:99999",
        "smtps://user:s3cret@mail.example:0",
        "smtps://user:s3cret@mail.example/path",
        "smtps://user:s3cret%0d%0aRSET@mail.example",
        "mail.example",
        "",
    ],
)
def test_a_bad_address_is_refused_without_showing_the_password(url: str) -> None:
    """The sentence helps, and can be put on a screen or into a log."""
    with pytest.raises(ValueError, match=r"\.$") as caught:
        parse_smtp_url(url)
    assert "s3cret" not in str(caught.value)


def test_a_password_is_never_part_of_a_representation() -> None:
    """Neither str nor repr."""
    target = parse_smtp_url("smtps://user:s3cret@mail.example")
    assert "s3cret" not in str(target) + repr(target)


def test_a_stored_password_is_held_to_the_same_rule() -> None:
    """Plain SMTP off this machine does not carry one, wherever it comes from."""
    with pytest.raises(ValueError, match="unprotected"):
        parse_smtp_url("smtp://user@mail.example", password="s3cret")
    assert parse_smtp_url("smtp://user@localhost", password="s3cret").password == "s3cret"


@pytest.mark.parametrize(
    ("host", "expected"),
    [("localhost", True), ("LOCALHOST.", True), ("127.9.9.9", True), ("::1", True), ("[::1]", True),
     ("localhost.example", False), ("127.0.0.1.example", False), ("10.0.0.1", False), ("::ffff:8.8.8.8", False)],
)  # fmt: skip
def test_loopback(host: str, expected: bool) -> None:
    """Only what can never leave the machine."""
    assert is_loopback(host) is expected
