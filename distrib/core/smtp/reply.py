"""An SMTP reply and its enhanced status code; and the reader that makes replies of bytes, within limits.

It judges nothing: `core.delivery.outcome` says what a reply means for a delivery.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MAX_LINE = 2_048
"""RFC 5321 §4.5.3.1.5 allows 512 octets a reply line; real servers go over it, none this far."""

MAX_LINES = 100
"""No reply has so many lines; a server that goes on is not speaking SMTP."""

MAX_KEPT = 1_000
"""Characters of a reply that are kept in the ledger."""

_KNOWN_LINES = 256
"""Lines remembered: a server says the same to most commands."""

_LINE = re.compile(rb"([2-5][0-9]{2})(?:([ -])(.*))?", re.DOTALL)
_ENHANCED = re.compile(r"([245]\.[0-9]{1,3}\.[0-9]{1,3})(?:\s|$)")


class MalformedReply(Exception):
    """What came is no SMTP reply: the connection cannot be used further."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A complete reply (RFC 5321 §4.2)."""

    code: int
    """Three digits."""
    lines: tuple[str, ...] = ()
    """The text of each line, free of control characters."""

    @property
    def is_positive(self) -> bool:
        """2yz: done as asked."""
        return 200 <= self.code < 300

    @property
    def is_transient(self) -> bool:
        """4yz: try again later."""
        return 400 <= self.code < 500

    @property
    def is_permanent(self) -> bool:
        """5yz: do not try again as it is."""
        return self.code >= 500

    @property
    def is_unknown_command(self) -> bool:
        """500 or 502: the server does not know the command (RFC 5321 §4.2.4)."""
        return self.code in (500, 502)

    @property
    def enhanced(self) -> str | None:
        """The enhanced status code (RFC 3463), where the text begins with one of the same class.

        Whether the server announced ENHANCEDSTATUSCODES (RFC 2034) does not matter: many send codes unannounced, the
        grammar and the class leave little to mistake, and nothing is decided by it.
        """
        found = _ENHANCED.match(self.lines[0]) if self.lines else None
        return found[1] if found and found[1][0] == str(self.code)[0] else None

    @property
    def line(self) -> str:
        """The whole text on one line, at most `MAX_KEPT` characters."""
        return " ".join(text for text in self.lines if text)[:MAX_KEPT]

    def __str__(self) -> str:
        return f"{self.code} {self.line}".rstrip()


class ReplyReader:
    """Bytes in, complete replies out. What is incomplete waits for more."""

    def __init__(self) -> None:
        self._rest = b""
        self._code: int | None = None
        self._lines: list[str] = []

    def feed(self, data: bytes) -> Iterator[Reply]:
        """The replies that are complete now, one by one: those before a malformed one still count.

        Raises:
            MalformedReply: a line is no reply line, or a limit is passed.
        """
        self._rest += data
        while (end := self._rest.find(b"\n")) >= 0:
            line, self._rest = self._rest[:end], self._rest[end + 1 :]
            reply = self._take(line.removesuffix(b"\r"))
            if reply is not None:
                yield reply
        if len(self._rest) > MAX_LINE:
            raise MalformedReply("a reply line does not end")

    def forget(self) -> None:
        """Throw away what is incomplete: after STARTTLS nothing said in the clear counts (RFC 3207 §4.2)."""
        self._rest = b""
        self._code = None
        self._lines.clear()

    def _take(self, line: bytes) -> Reply | None:
        code, is_last, words = _read(line)
        if self._code is not None and code != self._code:
            raise MalformedReply("the code changes within a reply")
        self._lines.append(words)
        if not is_last:
            self._code = code
            if len(self._lines) >= MAX_LINES:
                raise MalformedReply("a reply has too many lines")
            return None
        reply = Reply(code, tuple(self._lines))
        self._code, self._lines = None, []
        return reply


@lru_cache(_KNOWN_LINES)
def _read(line: bytes) -> tuple[int, bool, str]:
    """Code, whether it is the reply's last line, and text."""
    found = _LINE.fullmatch(line)
    if found is None or len(line) > MAX_LINE:
        raise MalformedReply("a line is no SMTP reply")
    return int(found[1]), found[2] != b"-", plain(found[3] or b"")


def plain(text: bytes) -> str:
    """A server's words without anything a terminal, a log or a spreadsheet could obey."""
    characters = text.decode("utf-8", "replace")
    if characters.isascii() and characters.isprintable():
        return characters.strip()
    return "".join(one if unicodedata.category(one)[0] != "C" else " " for one in characters).strip()
