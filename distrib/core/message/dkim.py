"""DKIM signatures (RFC 6376, relaxed/relaxed) of messages that share a skeleton.

What all recipients share is canonicalised once; per recipient only the personal pieces are. It never holds a private
key: whoever has one hands in the primitive as a function. The same message and date give the same bytes, because
both algorithms are deterministic.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from distrib.core.message import Personal, Skeleton, Slot, filled, splice, values_for
from distrib.core.smtp.transparency import Transparent

OVERSIGNED = ("From", "To", "Cc", "Subject", "Date", "Reply-To", "Message-ID", "MIME-Version", "Content-Type")
"""Signed once more than they occur, so that nobody can add a second one that a mailbox would show (§8.15)."""

SIGNED = ("List-ID", "List-Unsubscribe", "List-Unsubscribe-Post", "Content-Language", "Content-Transfer-Encoding")
"""Signed where they stand: RFC 8058 §4 wants both opt-out fields. A mailing list may add those that are missing."""

MAX_STRING = 255
"""Octets in one string of a TXT record (RFC 1035 §3.3.14)."""

SAFE_RSA_BITS = 2048

_SPACES = re.compile(rb"[ \t]+")
_FIELD_END = re.compile(rb"\r\n(?![ \t])")
_BARE = re.compile(rb"\r(?!\n)|(?<!\r)\n")
_PLACE = re.compile(rb"\0([a-z ]+)\0")
_ROOM = 72
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL}){{0,20}}")


class Algorithm(StrEnum):
    """How a header is signed."""

    RSA = "rsa-sha256"
    """RSASSA-PKCS1-v1_5; every mailbox verifies it."""
    ED25519 = "ed25519-sha256"
    """RFC 8463; a tenth of the time, and large mailbox providers do not verify it yet."""

    @property
    def key_type(self) -> str:
        """Value of k= in DNS, and what commands call it."""
        return self.value.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Signer:
    """A key as core sees it."""

    domain: str
    selector: str
    algorithm: Algorithm
    sign: Callable[[bytes], bytes] = field(repr=False)
    """From the SHA-256 digest of the header, 32 bytes, to the signature (RFC 6376 §3.7, RFC 8463 §3)."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What is published in DNS for a key."""

    domain: str
    selector: str
    algorithm: Algorithm
    bits: int
    data: bytes = field(repr=False)
    """RSA: SubjectPublicKeyInfo in DER; Ed25519: the 32 bytes of the key (RFC 8463 §4.2)."""

    @property
    def name(self) -> str:
        """Where verifiers look for it."""
        return f"{self.selector}._domainkey.{self.domain}"

    @property
    def is_short(self) -> bool:
        """Whether signers should not use it any more (RFC 8301 §3.2)."""
        return self.algorithm is Algorithm.RSA and self.bits < SAFE_RSA_BITS

    @property
    def strings(self) -> tuple[str, ...]:
        """The TXT record in strings of at most 255 octets; verifiers join them without spaces (§3.6.2.2)."""
        text = f"v=DKIM1; k={self.algorithm.key_type}; p={b64encode(self.data).decode()}"
        return tuple(text[place : place + MAX_STRING] for place in range(0, len(text), MAX_STRING))


@dataclass(frozen=True, slots=True)
class _Span:
    """A part of a body, relaxed as far as its neighbours do not matter."""

    lead: bytes
    """White space and line ends before the first word, as they were."""
    words: bytes
    rest: bytes
    """White space and line ends after the last word, as they were."""


class _BodyHash:
    """SHA-256 of a relaxed body that comes in spans (§3.4.4); white space waits until it is known what follows."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._waiting = b""
        self._is_empty = True

    def add(self, span: _Span) -> None:
        waiting = self._waiting + span.lead
        if not span.words:
            self._waiting = waiting
            return
        if waiting:
            self._digest.update(_relaxed(waiting))
        self._digest.update(span.words)
        self._waiting, self._is_empty = span.rest, False

    def digest(self) -> bytes:
        """A body that is not empty ends in one CRLF, whatever it ended in."""
        ended = self._digest.copy()
        if not self._is_empty:
            ended.update(b"\r\n")
        return ended.digest()

    def copy(self) -> _BodyHash:
        """The same state; what is added to either does not touch the other."""
        twin = _BodyHash()
        twin._digest, twin._waiting, twin._is_empty = self._digest.copy(), self._waiting, self._is_empty
        return twin


_Pieces = tuple[bytes | Slot, ...]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A skeleton whose messages are signed; without signers they are spliced and nothing else. Made by `seal`."""

    skeleton: Skeleton
    signers: tuple[Signer, ...]
    _names: bytes
    """Value of h=, folded."""
    _fields: tuple[bytes | _Pieces, ...]
    """In the order of h=: those without a personal place relaxed, the others as pieces."""
    _opening: _BodyHash
    """The body up to the first personal place."""
    _body: tuple[_Span | Slot, ...]
    """The body from there on."""

    @property
    def is_slow(self) -> bool:
        """Whether signing takes so long that it should not hold up anything else."""
        return any(signer.algorithm is Algorithm.RSA for signer in self.signers)

    def message(self, personal: Personal) -> Transparent:
        """The complete message as `splice` makes it, its signatures before it; t= is the message's date.

        Raises:
            NotAllowed, ValueError: as `splice`.
        """
        if not self.signers:
            return splice(self.skeleton, personal)
        values = values_for(self.skeleton.greeting, personal)
        return Transparent(self._signatures(values, personal.date) + filled(self.skeleton, values))

    def _signatures(self, values: Mapping[Slot, bytes], at: datetime) -> bytes:
        body = self._opening.copy()
        for part in self._body:
            body.add(_span(values[part]) if isinstance(part, Slot) else part)
        header = b"".join([one if isinstance(one, bytes) else _filled(one, values) for one in self._fields])
        tail = _tail(at, self._names, body)
        return b"".join([_signature(signer, header, tail) for signer in self.signers])


def seal(skeleton: Skeleton, signers: Sequence[Signer]) -> Sealed:
    """Prepare a skeleton for signing.

    Raises:
        ValueError: a piece holds a NUL, or there is no header.
    """
    names, fields, opening, body = _prepare(skeleton.pieces)
    return Sealed(skeleton, tuple(signers), names, fields, opening, body)


def signatures(message: bytes, signers: Sequence[Signer], at: datetime) -> bytes:
    """The DKIM-Signature fields of one whole message with CRLF line ends, to be put before it.

    Raises:
        ValueError: a bare CR or LF, a NUL, or no header.
    """
    if _BARE.search(message):
        raise ValueError("a message holds a bare CR or LF")
    names, fields, body, _ = _prepare((message,))
    tail = _tail(at, names, body)
    header = b"".join(one for one in fields if isinstance(one, bytes))
    return b"".join([_signature(signer, header, tail) for signer in signers])


def _prepare(pieces: _Pieces) -> tuple[bytes, tuple[bytes | _Pieces, ...], _BodyHash, tuple[_Span | Slot, ...]]:
    if any(b"\0" in piece for piece in pieces if not isinstance(piece, Slot)):
        raise ValueError("a message holds a NUL")
    whole = b"".join(b"\0%b\0" % piece.value.encode() if isinstance(piece, Slot) else piece for piece in pieces)
    head, gap, text = whole.partition(b"\r\n\r\n")
    if not gap:
        raise ValueError("a message has no end of its header")
    names, fields = _chosen(_FIELD_END.split(head))
    body = [part if isinstance(part, Slot) else _span(part) for part in _parted(text)]
    opening = _BodyHash()
    while body and isinstance(body[0], _Span):
        opening.add(body.pop(0))  # type: ignore[arg-type]  # just seen to be a span
    return names, fields, opening, tuple(body)


def _chosen(fields: Iterable[bytes]) -> tuple[bytes, tuple[bytes | _Pieces, ...]]:
    """Value of h=, and what it names; the last of several is signed first (§5.4.2)."""
    found: dict[bytes, list[bytes]] = {}
    for one in fields:
        found.setdefault(one.partition(b":")[0].strip().lower(), []).insert(0, one)
    names: list[str] = []
    chosen: list[bytes | _Pieces] = []
    for name in (*OVERSIGNED, *SIGNED):
        present = found.get(name.lower().encode(), [])
        names += [name] * (len(present) + (name in OVERSIGNED))
        chosen += [relaxed_field(one) if b"\0" not in one else _parted(one) for one in present]
    return _folded(names).encode(), tuple(chosen)


def _folded(names: Iterable[str]) -> str:
    lines = [""]
    for name in names:
        if len(lines[-1]) + len(name) > _ROOM:
            lines.append("")
        lines[-1] += f"{name}:"
    return "\r\n  ".join(lines).removesuffix(":")


def _parted(text: bytes) -> _Pieces:
    parts = _PLACE.split(text)
    return tuple(Slot(part.decode()) if number % 2 else part for number, part in enumerate(parts) if part)


def _filled(pieces: _Pieces, values: Mapping[Slot, bytes]) -> bytes:
    return relaxed_field(b"".join([values[one] if isinstance(one, Slot) else one for one in pieces]))


def relaxed_field(one: bytes) -> bytes:
    """A header field, with or without its CRLF, as it is signed (§3.4.2)."""
    name, _, value = one.partition(b":")
    return name.strip().lower() + b":" + _SPACES.sub(b" ", value.replace(b"\r\n", b"")).strip(b" \t") + b"\r\n"


def _span(part: bytes) -> _Span:
    words = part.strip(b" \t\r\n")
    if not words:
        return _Span(part, b"", b"")
    start = len(part) - len(part.lstrip(b" \t\r\n"))
    return _Span(part[:start], _relaxed(words), part[start + len(words) :])


def _relaxed(text: bytes) -> bytes:
    """Runs of white space as one space, none at the end of a line."""
    return _SPACES.sub(b" ", text).replace(b" \r\n", b"\r\n")


def _tail(at: datetime, names: bytes, body: _BodyHash) -> bytes:
    """What the signatures of a message have in common, up to b=."""
    body_hash = b64encode(body.digest())
    return b"\r\n t=%d;\r\n h=%b;\r\n bh=%b;\r\n b=" % (int(at.timestamp()), names, body_hash)


def _signature(signer: Signer, header: bytes, tail: bytes) -> bytes:
    start = (
        f"DKIM-Signature: v=1; a={signer.algorithm}; c=relaxed/relaxed;\r\n d={signer.domain};\r\n s={signer.selector};"
    )
    unsigned = start.encode() + tail
    signed = header + relaxed_field(unsigned).removesuffix(b"\r\n")
    value = b64encode(signer.sign(hashlib.sha256(signed).digest()))
    lines = [value[place : place + _ROOM] for place in range(0, len(value), _ROOM)]
    return unsigned + b"\r\n  ".join(lines) + b"\r\n"


def is_name(text: str) -> bool:
    """Whether this can be a selector or a domain: labels in lower case, no dots at the ends, no other character."""
    return len(text) <= 253 and _NAME.fullmatch(text) is not None


def is_aligned(sender_domain: str, signing_domain: str) -> bool:
    """Whether a mailbox that follows DMARC counts the signature for the sender (RFC 7489 §3.1.1, relaxed).

    Without the list of public suffixes, domains of two labels or more count as organisations.
    """
    longer, shorter = sorted((sender_domain.lower(), signing_domain.lower()), key=len, reverse=True)
    return longer == shorter or ("." in shorter and longer.endswith("." + shorter))
