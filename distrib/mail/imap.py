"""A mailbox over IMAP (RFC 3501), in verified TLS: its messages one by one. It deletes nothing and marks none as seen.

Messages are taken as bytes and never parsed here, which is why the standard library's client is enough.
"""

from __future__ import annotations

import imaplib
import ssl
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

from distrib.core.imap_target import ImapTarget
from distrib.core.plain_text import one_line
from distrib.core.smtp.login import bearer
from distrib.errors import MailServerUnusable
from distrib.mail.token_command import printed_token

MARK = "$DistribRead"
"""A keyword that mail programs do not show. Where the server keeps none, everything is read again, and counts once."""

SECONDS = 60
"""For each answer."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def messages(
    target: ImapTarget, *, since: date, most_octets: int, everything: bool = False
) -> Generator[tuple[str, bytes], None, None]:
    """Where each lies, and its first octets: those that came since a day and are not marked, or all of that time.

    A message is marked when the next one is asked for: by then whoever asks has dealt with it.

    Raises:
        MailServerUnusable: no connection, no verified encryption, or the login or folder was refused.
    """
    with _in_words(target), _opened(target) as server:
        can_mark = _select(server, target.folder)
        criteria = [] if everything or not can_mark else ["UNKEYWORD", MARK]
        for uid in _found(server.uid("SEARCH", "SINCE", _day(since), *criteria)):
            data = _content(server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{most_octets}>)"))
            if data is None:  # somebody deleted it meanwhile
                continue
            yield f"{target}, message {uid}", data
            if can_mark:
                server.uid("STORE", uid, "+FLAGS.SILENT", f"({MARK})")


@contextmanager
def _opened(target: ImapTarget) -> Iterator[imaplib.IMAP4_SSL]:
    tls = ssl.create_default_context(cafile=target.ca_file)
    server = imaplib.IMAP4_SSL(target.host, target.port, ssl_context=tls, timeout=SECONDS)
    try:
        _log_in(server, target)
        yield server
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            server.logout()
        with suppress(OSError):  # a logout that fails leaves the connection open
            server.shutdown()


def _log_in(server: imaplib.IMAP4_SSL, target: ImapTarget) -> None:
    """By AUTHENTICATE alone: imaplib's LOGIN does not quote the user. After a refused token an empty line is due."""
    if not target.token_command:
        server.authenticate("PLAIN", lambda _: f"\0{target.user}\0{target.password}".encode())  # RFC 4616
        return
    token = printed_token(target.token_command)
    if token is None:
        raise imaplib.IMAP4.error("the command that prints the login token failed")
    answers = iter([bearer(target.user, token).encode()])
    server.authenticate("XOAUTH2", lambda _: next(answers, b""))


def _select(server: imaplib.IMAP4_SSL, folder: str) -> bool:
    """Whether messages may be marked (RFC 3501 §7.1): the server says that it keeps new keywords."""
    _ok(server.select(f'"{folder}"'))
    _, flags = server.response("PERMANENTFLAGS")
    return any(isinstance(one, bytes) and (rb"\*" in one or MARK.encode() in one) for one in flags)


def _found(answer: tuple[str, list[Any]]) -> list[str]:
    return [uid for line in _ok(answer) if isinstance(line, bytes) for uid in line.decode("ascii", "replace").split()]


def _content(answer: tuple[str, list[Any]]) -> bytes | None:
    return next((part[1] for part in _ok(answer) if isinstance(part, tuple)), None)


def _ok(answer: tuple[str, list[Any]]) -> list[Any]:
    status, data = answer
    if status != "OK":
        raise imaplib.IMAP4.error(data[0] if data else status)
    return data


def _day(day: date) -> str:
    """As SEARCH has it, whatever language this machine speaks."""
    return f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"


@contextmanager
def _in_words(target: ImapTarget) -> Iterator[None]:
    try:
        yield
    except (imaplib.IMAP4.error, OSError) as fault:
        said = fault.args[0] if fault.args else ""
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(fault)
        raise MailServerUnusable(
            "The mailbox {target} could not be read ({words}). What was read before counts, and nothing in it "
            "was changed. Check [returns] url and the login.",
            target=target,
            words=one_line(words)[:200] or type(fault).__name__,
        ) from fault
