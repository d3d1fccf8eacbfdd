"""An e-mail as it is saved (RFC 5322, MIME), or a page saved as one (MHTML), as lines.

Its HTML is read where there is any, because that has links, lists and tables; attachments are named and not opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from itertools import islice

from distrib.core.phrase import Joined, Said, phrase, phrased
from distrib.core.plain_text import one_line
from distrib.errors import UnreadableText
from distrib.ingest.characters import clean
from distrib.ingest.formats.document import Document
from distrib.ingest.formats.encodings import declared_in, decode
from distrib.ingest.formats.files import MAX_BYTES
from distrib.ingest.formats.html_text import read_html
from distrib.ingest.formats.kinds import Kind
from distrib.ingest.formats.mail_head import readable_subject, without_signature
from distrib.ingest.formats.mail_parts import MOST_PARTS, Head, leaves, read_head
from distrib.ingest.formats.text_lines import text_lines

MOST_LEVELS = 6
"""mixed, signed, related, alternative, and two to spare."""

MOST_FORWARDS = 3
"""Messages within each other that are opened."""

MOST_NAMED = 10
"""Attachments that are named."""

_FLOWED = re.compile(r"(?<!^--)(?<!\n--)(?<=\S) \n(?=[^\s>])")


def read_mail(data: bytes, name: str, *, forwards: int = MOST_FORWARDS) -> Document:
    """The release in a message, or in one that was forwarded with it.

    Raises:
        UnreadableText: it has no text.
    """
    head = read_head(data)
    parts = list(islice(leaves(head, MOST_LEVELS), MOST_PARTS))
    pages = [part for part in parts if part.get_content_type() == "text/html" and not _is_attached(part)]
    texts = [part for part in parts if part.get_content_type() == "text/plain" and not _is_attached(part)]
    subject = readable_subject(str(head.get("subject", ""))) or None
    remarks = tuple(_attached(parts))
    if pages:
        lines, told = read_html(clean("\n".join(map(_decoded, pages))), _address(pages[0]))
        if lines:
            return Document(lines, phrase("an e-mail, its HTML part"), subject=subject, remarks=(*told, *remarks))
    text = clean("\n\n".join(map(_decoded, texts)))
    if text.strip():
        lines = text_lines(without_signature(text))
        return Document(lines, phrase("an e-mail, its text part"), subject=subject, remarks=remarks)
    inner = next((part for part in parts if part.get_content_type() == "message/rfc822"), None)
    if inner is not None and forwards:
        return read_mail(_content(inner), name, forwards=forwards - 1)
    raise UnreadableText(
        "{name} is {kind} without a text of its own; nothing was read. {remarks} Save the attachment that holds "
        "the release, and bring that in.",
        name=name,
        kind=phrased(Kind.MAIL),
        remarks=Joined(remarks, " "),
    )


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _attached(parts: list[Head]) -> Iterator[Said]:
    names = [one_line(part.get_filename() or part.get_content_type()) for part in parts if _is_attached(part)]
    if names:
        named, more = ", ".join(names[:MOST_NAMED]), len(names) - MOST_NAMED
        if more > 0:
            yield phrased("Attachments were not opened: {names} and {more:,} more.", names=named, more=more)
        else:
            yield phrased("Attachments were not opened: {names}.", names=named)


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content[:MAX_BYTES] if isinstance(content, bytes) else b""


def _decoded(part: Message) -> str:
    data = _content(part)
    declared = part.get_content_charset() or (declared_in(data) if part.get_content_subtype() == "html" else None)
    text = decode(data, declared)
    if str(part.get_param("format", "")).casefold() == "flowed":
        text = _FLOWED.sub(" ", text.replace("\r\n", "\n"))  # soft line breaks (RFC 3676)
    return text


def _address(part: Message) -> str | None:
    """Where a saved page came from (RFC 2557)."""
    address = str(part.get("content-location", "")).strip()
    return address if address.startswith(("http://", "https://")) else None
