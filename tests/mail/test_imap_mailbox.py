"""A mailbox over IMAP: everything in it once, nothing changed that people see, and no password outside verified TLS."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from return_samples import ON_HOLIDAY, delivered, failed
from scripted_imap import ScriptedMailbox

from distrib.core.imap_target import ImapTarget, parse_imap_url
from distrib.errors import MailServerUnusable
from distrib.mail.imap import MARK, messages

SINCE = date(2026, 10, 5)
SAMPLES = [failed(), delivered(), ON_HOLIDAY]


@pytest.fixture
def box() -> Iterator[ScriptedMailbox]:
    """A mailbox with three messages."""
    mailbox = ScriptedMailbox()
    mailbox.lay(*SAMPLES)
    with mailbox.open():
        yield mailbox


def target_of(box: ScriptedMailbox, **changes: object) -> ImapTarget:
    """How to connect to it."""
    target = parse_imap_url(box.url, password=box.password, ca_file=box.ca_file)
    return replace(target, **changes)  # type: ignore[arg-type]


def read(target: ImapTarget, *, most_octets: int = 10_000, everything: bool = False) -> list[bytes]:
    """The messages."""
    found = messages(target, since=SINCE, most_octets=most_octets, everything=everything)
    return [data for _, data in found]


def test_every_message_is_read_once(box: ScriptedMailbox) -> None:
    """What was dealt with is marked, with a word that mail programs do not show; what comes later is read then."""
    assert read(target_of(box)) == SAMPLES
    assert list(box.marked.values()) == [{MARK}] * 3
    assert read(target_of(box)) == []
    box.lay(failed(number=9))
    assert read(target_of(box)) == [failed(number=9)]
    assert len(read(target_of(box), everything=True)) == 4
    assert any(command.startswith("UID SEARCH SINCE 5-Oct-2026") for command in box.heard)
    assert "LOGOUT" in box.heard


def test_a_message_is_marked_only_once_the_next_is_asked_for(box: ScriptedMailbox) -> None:
    """Whoever reads stops in the middle of one: that one is read again."""
    reading = messages(target_of(box), since=SINCE, most_octets=10_000)
    next(reading)
    next(reading)
    reading.close()
    assert list(box.marked.values()) == [{MARK}, set(), set()]
    assert read(target_of(box)) == SAMPLES[1:]


def test_where_no_words_are_kept_everything_is_read_again(box: ScriptedMailbox) -> None:
    """It counts once all the same."""
    box.keeps_keywords = False
    assert read(target_of(box)) == read(target_of(box)) == SAMPLES
    assert not any("UNKEYWORD" in command for command in box.heard)
    assert list(box.marked.values()) == [set()] * 3


def test_of_a_long_message_only_the_beginning_is_taken(box: ScriptedMailbox) -> None:
    """It is not even transferred."""
    assert read(target_of(box), most_octets=10) == [sample[:10] for sample in SAMPLES]


def test_a_message_that_somebody_deletes_meanwhile_is_passed_over(box: ScriptedMailbox) -> None:
    """The others are read."""
    reading = messages(target_of(box), since=SINCE, most_octets=10_000)
    next(reading)
    del box.messages[2]
    assert [data for _, data in reading] == [SAMPLES[2]]


def test_a_token_instead_of_a_password(box: ScriptedMailbox) -> None:
    """Printed by the office's own command; a refused one is answered as the mechanism wants."""
    printing = (sys.executable, "-c", f"print({box.password!r})")
    assert read(target_of(box, password=None, token_command=printing)) == SAMPLES
    with pytest.raises(MailServerUnusable, match=r"AUTHENTICATIONFAILED"):
        read(target_of(box, password=None, token_command=(sys.executable, "-c", "print('old')")))
    with pytest.raises(MailServerUnusable, match="the command that prints the login token failed"):
        read(target_of(box, password=None, token_command=("/nowhere/helper",)))


@pytest.mark.parametrize("step", ["AUTHENTICATE", "SELECT", "UID SEARCH", "UID FETCH", "UID STORE"])
def test_a_connection_that_breaks_is_said(box: ScriptedMailbox, step: str) -> None:
    """With the login nowhere in it."""
    box.breaks_at = step
    with pytest.raises(MailServerUnusable, match="could not be read") as caught:
        read(target_of(box))
    assert box.password not in str(caught.value)


def test_what_is_refused_is_said_without_steering_the_terminal(box: ScriptedMailbox) -> None:
    """A wrong password, a folder that is not there, nobody at the port."""
    with pytest.raises(MailServerUnusable, match=r"AUTHENTICATIONFAILED"):
        read(target_of(box, password="wrong"))
    with pytest.raises(MailServerUnusable, match="no such folder") as caught:
        read(target_of(box, folder="Nowhere"))
    assert "\x1b" not in str(caught.value)
    with pytest.raises(MailServerUnusable, match="could not be read"):
        read(target_of(box, port=1))


@pytest.mark.parametrize("certificate", ["localhost", "other.example"])
def test_no_login_before_the_certificate_is_verified(certificate: str) -> None:
    """Neither to a stranger's authority nor to another host."""
    box = ScriptedMailbox(certificate=certificate)
    with box.open():
        trusted = None if certificate == "localhost" else box.ca_file
        with pytest.raises(MailServerUnusable, match="CERTIFICATE_VERIFY_FAILED"):
            read(target_of(box, ca_file=trusted))
    assert box.heard == []
