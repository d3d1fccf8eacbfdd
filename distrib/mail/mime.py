"""The body of a message as MIME: both texts, the pictures that stand in them, and the files that go along.

    mixed            only where files go along
      alternative
        text/plain
        related      only where pictures stand in the text
          text/html
          pictures
      files

Files are encoded once per edition; nothing of them is personal.
"""

from __future__ import annotations

import binascii
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from distrib.core.message import Slot
from distrib.core.message.file_names import file_name_parameter
from distrib.core.release import Attachment
from distrib.mail.parts import Parts
from distrib.mail.quoted import body_pieces

_LINE = 57
"""Octets that make 76 characters of base64 (RFC 2045 §6.8)."""

_Pieces = list[bytes | Slot]


@dataclass(frozen=True, slots=True)
class Entity:
    """A part: the value of its Content-Type, its other fields, and its content."""

    content_type: bytes
    fields: bytes
    content: _Pieces
    """Ends in CR LF."""


def make_body(parts: Parts, attachments: Sequence[Attachment], files: Mapping[str, bytes]) -> Entity:
    """Everything below the header. Plain text first: the last part is the one a program prefers (RFC 2046 §5.1.4)."""
    seed = hashlib.sha256((parts.text + parts.html).encode()).hexdigest()[:32]
    page = _text("html", parts.html)
    pictures = [_file(one, files[one.sha256]) for one in attachments if one.content_id]
    if pictures:
        page = _multipart("related", seed, [page, *pictures], b'; type="text/html"')
    body = _multipart("alternative", seed, [_text("plain", parts.text), page])
    along = [_file(one, files[one.sha256]) for one in attachments if not one.content_id]
    return _multipart("mixed", seed, [body, *along]) if along else body


def _text(kind: str, content: str) -> Entity:
    return Entity(
        f"text/{kind}; charset=utf-8".encode(),
        b"Content-Transfer-Encoding: quoted-printable\r\n",
        [*body_pieces(content), b"\r\n"],
    )


def _file(attachment: Attachment, data: bytes) -> Entity:
    place = b"inline" if attachment.content_id else b"attachment"
    fields = b"Content-Transfer-Encoding: base64\r\nContent-Disposition: " + place
    fields += file_name_parameter(attachment.name) + b"\r\n"
    if attachment.content_id:
        fields += f"Content-ID: <{attachment.content_id}>\r\n".encode()
    return Entity(attachment.media_type.encode(), fields, [_base64(data)])


def _base64(data: bytes) -> bytes:
    lines = [binascii.b2a_base64(data[place : place + _LINE], newline=False) for place in range(0, len(data), _LINE)]
    return b"\r\n".join(lines) + b"\r\n"


def _multipart(kind: str, seed: str, entities: Sequence[Entity], parameters: bytes = b"") -> Entity:
    """The boundary cannot stand in a part: quoted-printable and base64 know no `=_`."""
    boundary = f"=_{kind[:3]}_{seed}"
    content: _Pieces = []
    for one in entities:
        head = f"--{boundary}\r\nContent-Type: ".encode() + one.content_type + b"\r\n" + one.fields + b"\r\n"
        content += [head, *one.content]
    content.append(f"--{boundary}--\r\n".encode())
    content_type = f"multipart/{kind}".encode() + parameters + f';\r\n boundary="{boundary}"'.encode()
    return Entity(content_type, b"", content)
