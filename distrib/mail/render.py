"""An edition to what is sent and shown: the skeleton of its messages, and previews. Sends and stores nothing."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from distrib.core.dispatch import Sender
from distrib.core.mail_words import MAX_SUBJECT, shortened
from distrib.core.message import Greeting, Personal, Skeleton, Slot, splice
from distrib.core.plain_text import one_line
from distrib.core.release import Edition
from distrib.errors import NotAllowed
from distrib.mail.head import Field, make_fields, subject_text
from distrib.mail.parts import Parts, make_parts
from distrib.mail.phrases import available, phrases_for, primary_language
from distrib.mail.quoted import MARKS, body_pieces, joined
from distrib.mail.view import make_view

CLIPPED_AT = 102 * 1024
"""Bytes of HTML from which Gmail hides the rest of a message, contacts and opt-out with it."""

WARN_AT = 90 * 1024

_PERSONAL_ROOM = 1024
"""Bytes kept for name and token."""

_SAMPLE = Personal(
    "",
    "reader@example.org",
    "<sample@example.org>",
    "preview",
    datetime(2026, 1, 1, tzinfo=UTC),
    ("<earlier@example.org>",),
)


def prepare(
    edition: Edition,
    sender: Sender,
    *,
    reference: str,
    is_test: bool = False,
    is_fallback: bool = False,
    is_answer: bool = False,
) -> Skeleton:
    """Compose an edition once, for `core.message.splice` to finish for each recipient.

    `is_fallback` adds the note that there is no edition in the reader's language; `is_answer` threads the message under
    those that it is about.

    Raises:
        NotAllowed: the text is too long for a mail, or something in it cannot be sent as it stands.
    """
    parts = _parts(edition, sender, reference, is_fallback=is_fallback)
    subject_line = subject_text(edition, is_test=is_test)
    boundary = "=_" + hashlib.sha256((parts.text + parts.html).encode()).hexdigest()[:32]
    fields = make_fields(edition, sender, subject_line, boundary, is_answer=is_answer)
    skeleton = Skeleton(
        pieces=joined([*_head(fields), *_body(parts, boundary)]),
        greeting=phrases_for(edition.language).greeting,
        return_address=sender.return_address,
        opt_out_address=sender.opt_out_address,
        warnings=tuple(_warnings(edition, parts, subject_line)),
    )
    _check(skeleton, fields, parts, subject_line)
    return skeleton


def preview_html(edition: Edition, sender: Sender, *, reference: str) -> str:
    """The HTML part as a complete page, greeting nobody by name.

    Raises:
        NotAllowed: the text is too long for a mail.
    """
    parts = _parts(edition, sender, reference)
    return _filled(parts.html, phrases_for(edition.language).greeting)


def preview_text(edition: Edition, sender: Sender, *, reference: str) -> str:
    """The text part, greeting nobody by name.

    Raises:
        NotAllowed: the text is too long for a mail.
    """
    parts = _parts(edition, sender, reference)
    return _filled(parts.text, phrases_for(edition.language).greeting)


def _parts(edition: Edition, sender: Sender, reference: str, *, is_fallback: bool = False) -> Parts:
    _refuse_beyond(CLIPPED_AT, len(str(asdict(edition)).encode(errors="replace")))
    phrases = phrases_for(edition.language)
    view = make_view(edition, sender, phrases, reference=reference, is_fallback=is_fallback)
    parts = make_parts(view, sender.opt_out_address)
    _refuse_beyond(CLIPPED_AT, _size(parts))
    return parts


def _size(parts: Parts) -> int:
    return len(parts.html.encode()) + _PERSONAL_ROOM


def _refuse_beyond(limit: int, size: int) -> None:
    if size > limit:
        raise NotAllowed(
            f"The release makes a mail of about {size // 1024} KB; Gmail hides everything beyond {limit // 1024} KB, "
            "contacts and opt-out with it, so it cannot be sent. Shorten the text."
        )


def _head(fields: list[Field]) -> list[bytes | Slot]:
    pieces: list[bytes | Slot] = []
    for name, value in fields:
        pieces += [f"{name}: ".encode(), *value, b"\r\n"]
    return pieces


def _body(parts: Parts, boundary: str) -> list[bytes | Slot]:
    """Plain text first: the last part is the one a mail program prefers (RFC 2046 §5.1.4)."""
    pieces: list[bytes | Slot] = [b"\r\n"]
    for kind, content in (("plain", parts.text), ("html", parts.html)):
        head = (
            f"--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        )
        pieces += [head.encode(), *body_pieces(content), b"\r\n"]
    return [*pieces, f"--{boundary}--\r\n".encode()]


def _filled(part: str, greeting: Greeting) -> str:
    """The part as a recipient without a name gets it."""
    for slot, mark in MARKS.items():
        is_greeting = slot in (Slot.TEXT_GREETING, Slot.HTML_GREETING)
        part = part.replace(mark, greeting.to(_SAMPLE.name) if is_greeting else _SAMPLE.token)
    return part


def _warnings(edition: Edition, parts: Parts, subject_line: str) -> list[str]:
    warnings = []
    if _size(parts) >= WARN_AT:
        warnings.append(
            f"The mail has {_size(parts) // 1024} KB; Gmail hides everything beyond {CLIPPED_AT // 1024} KB. "
            "Shorten the text if you can."
        )
    if len(subject_line) > MAX_SUBJECT:
        warnings.append(
            f"The headline is longer than a subject can be: the subject ends after {MAX_SUBJECT} characters."
        )
    if primary_language(edition.language) not in available():
        warnings.append(f"There are no fixed phrases in {edition.language!r}: greeting and footer are in English.")
    return warnings


def _check(skeleton: Skeleton, fields: list[Field], parts: Parts, subject_line: str) -> None:
    """Read the finished message again as a mailbox would: the fields we wrote, no other, and both bodies whole.

    An encoded word can hide a line break that makes a field of its own in some readers (delivery traps).

    Raises:
        NotAllowed: it reads differently from what was meant.
    """
    message = message_from_bytes(splice(skeleton, _SAMPLE), policy=policy.default)
    expected = [name for name, _ in fields]
    read = [
        list(message.keys()) == expected,
        str(message["Subject"]) == shortened(one_line(subject_line), MAX_SUBJECT),
        _content(message, "plain") == _filled(parts.text, skeleton.greeting),
        _content(message, "html") == _filled(parts.html, skeleton.greeting),
    ]
    if not all(read):
        raise NotAllowed(
            "The composed message reads differently from the release, so nothing is sent. "
            "Look for unusual characters in headline, sender and text, remove them and try again."
        )


def _content(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return "" if part is None else str(part.get_content()).replace("\r\n", "\n")
