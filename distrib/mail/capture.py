"""A mail server on this machine that keeps every message as an .eml file and sends nothing on.

Messages of one run are numbered; `index.jsonl` holds each envelope. Must never listen beyond loopback.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
INDEX = "index.jsonl"
MOST_BYTES = 33_554_432


@dataclass(slots=True)
class _Keeper:
    folder: Path
    count: int = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802
        """aiosmtpd's hook: keep the message, then say so."""
        self.count += 1
        name = f"{self.count:06}.eml"
        content = envelope.original_content or b""
        (self.folder / name).write_bytes(content)
        line = {"file": name, "mail_from": envelope.mail_from, "rcpt_to": envelope.rcpt_tos}
        with (self.folder / INDEX).open("a", encoding="utf-8") as index:
            index.write(json.dumps(line) + "\n")
        return "250 2.0.0 kept"


class _Loopback(Controller):
    """Tells the port it was given, and takes its own word that it listens."""

    def factory(self) -> SMTP:
        return SMTP(self.handler, data_size_limit=MOST_BYTES, enable_SMTPUTF8=True, ident="capture")

    def _trigger_server(self) -> None:
        """Not needed: nothing is made lazily here, and port 0 cannot be connected to."""


@contextmanager
def capture(folder: Path) -> Iterator[str]:
    """Serve on a free port of this machine while the block runs; yields the `smtp://` address."""
    folder.mkdir(parents=True, exist_ok=True)
    controller = _Loopback(_Keeper(folder), hostname=HOST, port=0)
    controller.start()
    try:
        server = controller.server
        assert isinstance(server, asyncio.Server)  # noqa: S101 - started just now
        yield f"smtp://{HOST}:{server.sockets[0].getsockname()[1]}"
    finally:
        controller.stop()
