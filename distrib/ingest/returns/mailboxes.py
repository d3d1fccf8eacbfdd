"""Files and folders of mail → the messages in them, one by one. It reads, and leaves everything as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from distrib.core.system_words import why
from distrib.errors import UnreadableText
from distrib.ingest.returns.reports import MOST_OCTETS

_LINE = 65_536
_FROM = b"From "


@dataclass(frozen=True, slots=True)
class Returned:
    """A message as it lies there; of a very long one only the beginning."""

    source: str
    """Where it lies, for people."""
    data: bytes


def messages(path: Path) -> Iterator[Returned]:
    """Those of a single message (.eml), an mbox, or a Maildir.

    Raises:
        UnreadableText: there is nothing of the kind, or it may not be read.
    """
    try:
        if path.is_dir():
            yield from _maildir(path)
        else:
            with path.open("rb") as file:
                yield from messages_in(file, path.name)
    except OSError as fault:
        raise UnreadableText(
            "{path} cannot be read: {reason}. What was read before it counts. Check the name and its permissions.",
            path=path,
            reason=why(fault),
        ) from fault


def messages_in(stream: BinaryIO, name: str) -> Iterator[Returned]:
    """An mbox (RFC 4155) where it begins as one, else a single message; none where it is empty.

    Raises:
        UnreadableText: it is no mail, which has no octet that is zero (RFC 5322 §4.1).
    """
    first = stream.readline(_LINE)
    if not first.startswith(_FROM):
        data = first + stream.read(MOST_OCTETS)
        if b"\0" in data:
            raise UnreadableText(
                "{name} is no mail. What was read before it counts. Check which file it is.", name=name
            )
        if data:
            yield Returned(name, data)
        return
    message, number, is_after_blank = bytearray(), 1, False
    for line in iter(lambda: stream.readline(_LINE), b""):
        if is_after_blank and line.startswith(_FROM):
            yield Returned(f"{name}, message {number}", bytes(message))
            message.clear()
            number += 1
        elif len(message) < MOST_OCTETS:
            message += line
        is_after_blank = line in (b"\n", b"\r\n")
    yield Returned(f"{name}, message {number}", bytes(message))


def _maildir(folder: Path) -> Iterator[Returned]:
    """https://cr.yp.to/proto/maildir.html: what is delivered lies in `new` and `cur`."""
    places = [folder / "new", folder / "cur"]
    if not all(place.is_dir() for place in places):
        raise UnreadableText(
            "{folder} is no Maildir: it lacks the folders `new` and `cur`. Nothing of it was read. Name the "
            "Maildir itself, or the files.",
            folder=folder,
        )
    for place in places:
        for path in sorted(place.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                with path.open("rb") as file:
                    yield Returned(f"{folder.name}/{place.name}/{path.name}", file.read(MOST_OCTETS))
