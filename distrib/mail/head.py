"""The header fields of an edition's messages, in order. Every value is bytes that cannot begin another field."""

from __future__ import annotations

import re

from distrib.core.delivery.dispatch import Sender
from distrib.core.message import Slot
from distrib.core.message.subject import subject_of
from distrib.core.message.words import (
    encoded_words,
    header_address,
    header_phrase,
    mailbox,
    needs_smtputf8,
    shortened,
    subject,
)
from distrib.core.plain_text import one_line
from distrib.core.release import Edition
from distrib.errors import NotAllowed
from distrib.mail.parts import OPT_OUT_SUBJECT
from distrib.mail.view import language_tag, mail_link

TEST = "TEST: "

_LABEL = re.compile(r"[^a-z0-9.-]")

Field = tuple[str, tuple[bytes | Slot, ...]]


def subject_text(edition: Edition, *, is_test: bool) -> str:
    """Markers such as CORRECTION before the headline, and TEST before all of it."""
    return (TEST if is_test else "") + subject_of(edition)


def make_fields(
    edition: Edition, sender: Sender, subject_line: str, content_type: bytes, *, is_answer: bool = False
) -> list[Field]:
    """The header of every message of the edition; `is_answer` threads it under those that it is about.

    Raises:
        NotAllowed: an address of the sender cannot be written.
    """
    fields: list[Field] = [
        ("Date", (Slot.DATE,)),
        ("From", (mailbox(sender.name, _own(sender.address)),)),
        ("To", (Slot.RECIPIENT,)),
    ]
    if sender.reply_to:
        fields.append(("Reply-To", (mailbox("", _own(sender.reply_to)),)))
    opt_out = f"<{mail_link(header_address(_own(sender.opt_out_address)))}{OPT_OUT_SUBJECT}".encode()
    return [
        *fields,
        ("Subject", (subject(subject_line),)),
        ("Message-ID", (Slot.MESSAGE_ID,)),
        *([("In-Reply-To", (Slot.ANSWERED,)), ("References", (Slot.THREAD,))] if is_answer else []),
        ("List-ID", (_list_id(sender),)),
        # Raw and on one line: as encoded words, which EmailMessage would make of it, no mailbox obeys it.
        ("List-Unsubscribe", (opt_out, Slot.HEADER_TOKEN, b">")),
        ("Content-Language", (language_tag(edition.language).encode(),)),
        ("MIME-Version", (b"1.0",)),
        ("Content-Type", (content_type,)),
    ]


def _own(address: str) -> str:
    if needs_smtputf8(address):
        raise NotAllowed(
            "The sender's address {address!r} has letters beyond ASCII before the @, which many servers refuse, "
            "so nothing can be sent as it. Choose an address in plain letters.",
            address=one_line(address),
        )
    return address


def _list_id(sender: Sender) -> bytes:
    """Stable for an office, so that a newsroom can file its releases (RFC 2919)."""
    domain = _LABEL.sub("", header_address(sender.address).rpartition("@")[2].lower())
    name = shortened(one_line(sender.organisation), 100)
    phrase = header_phrase(name) if name else encoded_words("-")
    return phrase + b"\r\n <press-releases." + domain.encode() + b">"
