"""The office's command that prints an OAuth 2.0 access token. It runs without a shell and is not spoken of in a log."""

from __future__ import annotations

import asyncio
import re
import subprocess

SECONDS = 30
"""How long the command may take; it may have to ask a server for a new token."""

LONGEST_TOKEN = 8_000
"""Characters: with a user's name it still fits on a line of a login (RFC 4954 §4)."""

_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")
"""RFC 6750 §2.1."""


class TokenCommand:
    """Shared by the connections of a run. A token is fetched for each login, so that none is used past its time."""

    def __init__(self, words: tuple[str, ...], *, seconds: float = SECONDS) -> None:
        self._words = words
        self._seconds = seconds
        self._running: asyncio.Task[str | None] | None = None

    async def token(self) -> str | None:
        """A fresh token, or None where the command failed. Whoever asks while it runs gets the same answer."""
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(asyncio.to_thread(printed_token, self._words, self._seconds))
        return await asyncio.shield(self._running)


def printed_token(words: tuple[str, ...], seconds: float = SECONDS) -> str | None:
    """Run the command and wait for it; None where it fails, takes too long, or prints something else."""
    try:
        ended = subprocess.run(  # noqa: S603 - the office's own command, from its secrets file, without a shell
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    token = ended.stdout.decode("ascii", "replace").strip()
    return token if len(token) <= LONGEST_TOKEN and _TOKEN.fullmatch(token) else None
