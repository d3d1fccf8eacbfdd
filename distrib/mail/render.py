"""An edition to what is sent and shown: the skeleton of its messages, and previews. Sends and stores nothing."""

from __future__ import annotations

import html
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from functools import lru_cache
from types import MappingProxyType

from jinja2 import UndefinedError

from distrib.core.delivery.dispatch import Sender
from distrib.core.message import Greeting, Personal, Skeleton, Slot, splice
from distrib.core.message.attachments import PNG
from distrib.core.message.words import MAX_SUBJECT, shortened
from distrib.core.phrase import Said, phrased
from distrib.core.plain_text import one_line
from distrib.core.release import Attachment, Edition
from distrib.errors import NotAllowed
from distrib.mail.head import Field, make_fields, subject_text
from distrib.mail.mime import make_body
from distrib.mail.parts import Parts, make_parts
from distrib.mail.phrases import available, phrases_for, primary_language
from distrib.mail.pictures import dimensions
from distrib.mail.quoted import MARKS, joined
from distrib.mail.view import LOGO_ID, make_view

CLIPPED_AT = 102 * 1024
"""Bytes of HTML from which Gmail hides the rest of a message, contacts and opt-out with it."""

WARN_AT = 90 * 1024

NO_FILES: Mapping[str, bytes] = MappingProxyType({})

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


_READING = policy.default.clone(header_factory=lru_cache(maxsize=64)(HeaderRegistry()))
"""Every question for the kind of a part has the parser read its field anew, twenty times in a message; here once."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at a preview."""

    name: str = ""
    is_fallback: bool = False
    """No edition is in a language of theirs."""


NOBODY = Reader()


def prepare(
    edition: Edition,
    sender: Sender,
    *,
    reference: str,
    files: Mapping[str, bytes] = NO_FILES,
    is_test: bool = False,
    is_fallback: bool = False,
    is_answer: bool = False,
) -> Skeleton:
    """Compose an edition once, for `core.message.splice` to finish for each recipient.

    Takes and raises what `prepare_with_parts` does.
    """
    skeleton, _ = prepare_with_parts(
        edition,
        sender,
        reference=reference,
        files=files,
        is_test=is_test,
        is_fallback=is_fallback,
        is_answer=is_answer,
    )
    return skeleton


def prepare_with_parts(
    edition: Edition,
    sender: Sender,
    *,
    reference: str,
    files: Mapping[str, bytes] = NO_FILES,
    is_test: bool = False,
    is_fallback: bool = False,
    is_answer: bool = False,
) -> tuple[Skeleton, Parts]:
    """As `prepare`, with the bodies that were composed for it, for whoever looks at them too.

    `files` has the bytes of attachments and logo, by their hash. `is_fallback` adds the note that there is no edition
    in the reader's language, `is_test` what says that this is no release yet; `is_answer` threads the message under
    those that it is about.

    Raises:
        NotAllowed: the text is too long for a mail, or something in it cannot be sent as it stands.
    """
    parts = make_both(edition, sender, reference=reference, files=files, is_fallback=is_fallback, is_test=is_test)
    subject_line = subject_text(edition, is_test=is_test)
    body = make_body(parts, with_logo(edition, sender), files)
    fields = make_fields(edition, sender, subject_line, body.content_type, is_answer=is_answer)
    skeleton = Skeleton(
        pieces=joined([*_head(fields), b"\r\n", *body.content]),
        greeting=phrases_for(edition.language).greeting,
        return_address=sender.return_address,
        opt_out_address=sender.opt_out_address,
        warnings=tuple(_warnings(edition, parts, subject_line)),
    )
    _check(skeleton, fields, parts, subject_line)
    return skeleton, parts


def preview_html(
    edition: Edition, sender: Sender, *, reference: str, files: Mapping[str, bytes] = NO_FILES, reader: Reader = NOBODY
) -> str:
    """The HTML part as a complete page, its pictures within it; as `reader` gets it.

    Raises:
        NotAllowed: the text is too long for a mail.
    """
    parts = make_both(edition, sender, reference=reference, files=files, is_fallback=reader.is_fallback)
    page = _filled(parts.html, phrases_for(edition.language).greeting, reader.name)
    for one in with_logo(edition, sender):
        if one.content_id:
            held = f"data:{one.media_type};base64,{b64encode(files[one.sha256]).decode()}"
            page = page.replace(f"cid:{one.content_id}", held)
    return page


def preview_text(
    edition: Edition, sender: Sender, *, reference: str, files: Mapping[str, bytes] = NO_FILES, reader: Reader = NOBODY
) -> str:
    """The text part, as `reader` gets it.

    Raises:
        NotAllowed: the text is too long for a mail.
    """
    parts = make_both(edition, sender, reference=reference, files=files, is_fallback=reader.is_fallback)
    return _filled(parts.text, phrases_for(edition.language).greeting, reader.name)


def make_both(
    edition: Edition,
    sender: Sender,
    *,
    reference: str,
    files: Mapping[str, bytes] = NO_FILES,
    is_fallback: bool = False,
    is_test: bool = False,
) -> Parts:
    """Both bodies, with marks where personal places are.

    Raises:
        NotAllowed: the text is too long for a mail, or a template names what there is not.
    """
    _refuse_beyond(CLIPPED_AT, len(str(asdict(edition)).encode(errors="replace")))
    view = make_view(
        edition,
        sender,
        phrases_for(edition.language),
        reference=reference,
        widths={one.sha256: dimensions(files[one.sha256])[0] for one in edition.attachments if one.content_id},
        is_fallback=is_fallback,
        is_test=is_test,
    )
    try:
        parts = make_parts(view, sender.opt_out_address)
    except UndefinedError as fault:
        raise NotAllowed(
            "A template of the mail names something that there is not ({why}), so nothing can be sent. Put the "
            "template right, or install distrib anew.",
            why=one_line(str(fault)),
        ) from fault
    _refuse_beyond(CLIPPED_AT, html_size(parts))
    return parts


def with_logo(edition: Edition, sender: Sender) -> tuple[Attachment, ...]:
    """All files of a message, the office's logo first."""
    logo = sender.look.logo
    if logo is None:
        return edition.attachments
    return Attachment("logo.png", PNG, 0, logo.sha256, logo.alt, LOGO_ID), *edition.attachments


def html_size(parts: Parts) -> int:
    """Bytes that the HTML of a recipient's message has at most."""
    return len(parts.html.encode()) + _PERSONAL_ROOM


def _refuse_beyond(limit: int, size: int) -> None:
    if size > limit:
        raise NotAllowed(
            "The release makes a mail of about {size} KB; Gmail hides everything beyond {limit} KB, contacts "
            "and opt-out with it, so it cannot be sent. Shorten the text.",
            size=size // 1024,
            limit=limit // 1024,
        )


def _head(fields: list[Field]) -> list[bytes | Slot]:
    pieces: list[bytes | Slot] = []
    for name, value in fields:
        pieces += [f"{name}: ".encode(), *value, b"\r\n"]
    return pieces


def _filled(part: str, greeting: Greeting, name: str = "") -> str:
    """The part as a recipient of that name gets it."""
    greetings = {Slot.TEXT_GREETING: greeting.to(name), Slot.HTML_GREETING: html.escape(greeting.to(name))}
    for slot, mark in MARKS.items():
        part = part.replace(mark, greetings.get(slot, _SAMPLE.token))
    return part


def _warnings(edition: Edition, parts: Parts, subject_line: str) -> list[Said]:
    warnings = []
    if html_size(parts) >= WARN_AT:
        warnings.append(
            phrased(
                "The mail has {size} KB; Gmail hides everything beyond {limit} KB. Shorten the text if you can.",
                size=html_size(parts) // 1024,
                limit=CLIPPED_AT // 1024,
            )
        )
    if len(subject_line) > MAX_SUBJECT:
        warnings.append(
            phrased(
                "The headline is longer than a subject can be: the subject ends after {most} characters.",
                most=MAX_SUBJECT,
            )
        )
    if primary_language(edition.language) not in available():
        warnings.append(
            phrased(
                "There are no fixed phrases in {language!r}: greeting and footer are in English.",
                language=edition.language,
            )
        )
    return warnings


def _check(skeleton: Skeleton, fields: list[Field], parts: Parts, subject_line: str) -> None:
    """Read the finished message again as a mailbox would: the fields we wrote, no other, and both bodies whole.

    An encoded word can hide a line break that makes a field of its own in some readers (delivery traps).

    Raises:
        NotAllowed: it reads differently from what was meant.
    """
    message = message_from_bytes(splice(skeleton, _SAMPLE), policy=_READING)
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
