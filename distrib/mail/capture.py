"""A mail server on this machine that keeps every message as an .eml file and sends nothing on.

Messages of one run are numbered; `index.jsonl` holds each envelope. Must never listen beyond loopback.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
INDEX = "index.jsonl"
MOST_BYTES = 33_554_432


@dataclass
class _Keeper:
    """aiosmtpd reads each attribute, which a dataclass with slots does not bear before 3.11.3 (cpython#102069)."""

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


@contextmanager
def capture(folder: Path) -> Iterator[str]:
    """Serve on a free port of this machine while the block runs; yields the `smtp://` address."""
    folder.mkdir(parents=True, exist_ok=True)
    loop = asyncio.new_event_loop()
    keeper = _Keeper(folder)
    server = loop.run_until_complete(loop.create_server(lambda: _protocol(keeper, loop), HOST, 0))
    thread = threading.Thread(target=_serve, args=(loop, server), name="capture", daemon=True)
    thread.start()
    try:
        yield f"smtp://{HOST}:{server.sockets[0].getsockname()[1]}"
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()


def _protocol(keeper: _Keeper, loop: asyncio.AbstractEventLoop) -> SMTP:
    return SMTP(keeper, loop=loop, data_size_limit=MOST_BYTES, enable_SMTPUTF8=True, ident="capture", hostname=HOST)


def _serve(loop: asyncio.AbstractEventLoop, server: asyncio.Server) -> None:
    asyncio.set_event_loop(loop)
    loop.run_forever()
    server.close()
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()
