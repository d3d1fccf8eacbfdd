"""A real SMTP server on loopback that does what a test's script says: replies, stalls, resets and hangs up anywhere.

It keeps every message whose final dot it saw, whatever it answered, so that a test can compare what the server
has with what the ledger says.
"""

from __future__ import annotations

import asyncio
import base64
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from types import TracebackType
from typing import Self


class Act(Enum):
    """What a server can do instead of answering."""

    CLOSE = "close"
    RESET = "reset"
    STALL = "stall"


@dataclass(frozen=True)
class Then:
    """Answer, then do something else."""

    reply: str
    act: Act


@dataclass(frozen=True)
class Late:
    """Answer after so many seconds."""

    reply: str
    seconds: float


@dataclass(frozen=True)
class Once:
    """Answer once something has happened."""

    reply: str
    happened: threading.Event


@dataclass(frozen=True)
class Drip:
    """Answer one byte at a time, with a pause after each; `is_endless` begins again and again."""

    reply: str
    pause: float = 0
    is_endless: bool = False


Step = str | Act | Then | Late | Once | Drip
Steps = Step | Sequence[Step] | Callable[[str], Step]
"""One for every time, a list of which the last is repeated, or a function of the recipient."""


@dataclass(frozen=True)
class Received:
    """A message as it arrived, dots unstuffed."""

    sender: str
    recipient: str
    content: bytes


EHLO = "\r\n".join(
    [
        "250-scripted.example",
        "250-PIPELINING",
        "250-8BITMIME",
        "250-SMTPUTF8",
        "250-ENHANCEDSTATUSCODES",
        "250 SIZE 10000000",
    ]
)
DEFAULTS: dict[str, Steps] = {
    "greeting": "220 scripted.example ESMTP",
    "EHLO": EHLO,
    "STARTTLS": "220 2.0.0 go ahead",
    "AUTH": "235 2.7.0 welcome",
    "MAIL": "250 2.1.0 ok",
    "RCPT": "250 2.1.5 ok",
    "DATA": "354 go ahead",
    "middle": "",
    "dot": "250 2.0.0 kept",
    "RSET": "250 2.0.0 ok",
    "QUIT": "221 2.0.0 bye",
}


@dataclass
class _Talk:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    sender: str = ""
    recipient: str = ""


class _HungUp(Exception):
    """The script ended the connection."""


@dataclass
class ScriptedServer:
    """Use as a context manager; `url` is where it listens."""

    script: Mapping[str, Steps] = field(default_factory=dict)
    tls: ssl.SSLContext | None = None
    is_implicit_tls: bool = False
    received: list[Received] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    connections: int = 0
    on_dot: Callable[[Received], None] | None = None
    port: int = 0
    _used: dict[str, int] = field(default_factory=dict)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.new_event_loop)
    _talks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        scheme = "smtps" if self.is_implicit_tls else "smtp+starttls" if self.tls else "smtp"
        return f"{scheme}://localhost:{self.port}"

    def __enter__(self) -> Self:
        started = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(started,), daemon=True)
        self._thread.start()
        assert started.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _serve(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._main(started))
        self._loop.close()

    async def _main(self, started: threading.Event) -> None:
        self._stop = asyncio.Event()
        tls = self.tls if self.is_implicit_tls else None
        server = await asyncio.start_server(self._accept, "127.0.0.1", self.port, ssl=tls)
        self.port = server.sockets[0].getsockname()[1]
        started.set()
        await self._stop.wait()
        server.close()
        for talk in self._talks:
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._talks.add(task)
        self.connections += 1
        try:
            await self._talk(_Talk(reader, writer))
        except (_HungUp, ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError):
            pass
        finally:
            writer.close()
            self._talks.discard(task)

    async def _talk(self, talk: _Talk) -> None:
        await self._do(talk, "greeting")
        while line := await talk.reader.readline():
            words = line.decode().strip()
            self.commands.append(words)
            verb = words.split(" ", 1)[0].upper()
            if verb == "MAIL":
                talk.sender = _path(words)
            elif verb == "RCPT":
                talk.recipient = _path(words)
            reply = await self._do(talk, verb)
            if verb == "STARTTLS" and reply.startswith("220"):
                assert self.tls is not None
                await talk.writer.start_tls(self.tls)
            elif verb == "AUTH" and reply.startswith("334"):
                await self._login(talk, reply)
            elif verb == "DATA" and reply.startswith("354"):
                await self._message(talk)
            elif verb == "QUIT":
                return

    async def _login(self, talk: _Talk, reply: str) -> None:
        for _ in range(2):
            answer = (await talk.reader.readline()).strip()
            self.commands.append(base64.b64decode(answer).decode())
            reply = await self._do(talk, "AUTH")
            if not reply.startswith("334"):
                return

    async def _message(self, talk: _Talk) -> None:
        first = await talk.reader.readline()
        if self._step("middle", talk.recipient):
            await self._do(talk, "middle")
        lines = [first]
        while lines[-1] != b".\r\n":
            line = await talk.reader.readline()
            if not line:
                return
            lines.append(line)
        content = b"".join(line.removeprefix(b".") for line in lines[:-1])
        message = Received(talk.sender, talk.recipient, content)
        self.received.append(message)
        if self.on_dot:
            self.on_dot(message)
        await self._do(talk, "dot")

    async def _do(self, talk: _Talk, name: str) -> str:
        step = self._take(name, talk.recipient)
        if isinstance(step, Drip):
            await self._drip(talk, step)
            return step.reply
        if isinstance(step, Late):
            await self._pause(step.seconds)
            step = step.reply
        if isinstance(step, Once):
            assert await asyncio.to_thread(step.happened.wait, 30)
            step = step.reply
        reply = step.reply if isinstance(step, Then) else step if isinstance(step, str) else ""
        act = step.act if isinstance(step, Then) else step if isinstance(step, Act) else None
        if reply:
            talk.writer.write(reply.encode() + b"\r\n")
            await talk.writer.drain()
        if act is Act.STALL:
            await self._stop.wait()
        if act is Act.RESET:
            talk.writer.transport.abort()
        if act is not None:
            raise _HungUp
        return reply

    async def _pause(self, seconds: float) -> None:
        """The server takes its time, but no longer than it lives."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stop.wait()

    async def _drip(self, talk: _Talk, step: Drip) -> None:
        while True:
            for byte in f"{step.reply}\r\n" if step.pause else (f"{step.reply}\r\n",):
                talk.writer.write(byte.encode())
                await talk.writer.drain()
                await self._pause(step.pause)
            if not step.is_endless or self._stop.is_set():
                return

    def _take(self, name: str, recipient: str) -> Step:
        step = self._step(name, recipient)
        self._used[name] = self._used.get(name, 0) + 1
        return step

    def _step(self, name: str, recipient: str) -> Step:
        steps = self.script.get(name, DEFAULTS.get(name, "500 5.5.1 unknown"))
        if callable(steps):
            return steps(recipient)
        if isinstance(steps, (str, Act, Then, Late, Once, Drip)):
            return steps
        return steps[min(self._used.get(name, 0), len(steps) - 1)]


def _path(words: str) -> str:
    return words.partition("<")[2].partition(">")[0]
