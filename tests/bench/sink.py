"""A mail server that swallows messages as fast as Python can, in a process of its own. It checks nothing.

python tests/bench/sink.py [DOMAIN]   prints the port, then serves until its standard input closes

It answers 421 and hangs up for recipients of DOMAIN, where one is named.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

OK, GO, BYE = b"250 2.0.0 ok\r\n", b"354 go\r\n", b"221 2.0.0 bye\r\n"
BUSY = b"421 4.7.0 too much mail\r\n"
EHLO = b"250-sink.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"


class Sink(asyncio.Protocol):
    """Answers each command line; inside a message it looks for the end only."""

    busy = b""
    """Recipients that are turned away."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.buffer, self.is_text = transport, b"", False
        transport.write(b"220 sink.example ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        answers: list[bytes] = []
        while True:
            mark = b"\r\n.\r\n" if self.is_text else b"\r\n"
            head, found, rest = self.buffer.partition(mark)
            if not found:
                break
            self.buffer = rest
            answers.append(self.answer(head))
            if answers[-1] is BUSY:
                break
        if answers:
            self.transport.write(b"".join(answers))
        if answers and answers[-1] is BUSY:
            self.transport.close()

    def answer(self, head: bytes) -> bytes:
        if self.is_text:
            self.is_text = False
            return OK
        verb = head[:4].upper()
        if self.busy and verb == b"RCPT" and self.busy in head:
            return BUSY
        self.is_text = verb == b"DATA"
        return {b"DATA": GO, b"EHLO": EHLO, b"QUIT": BYE}.get(verb, OK)


async def serve() -> None:
    """Until standard input closes."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Sink, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


@contextmanager
def sink(busy: str = "") -> Iterator[int]:
    """Run one that turns away a domain, where one is named; yields its port."""
    process = subprocess.Popen([sys.executable, __file__, busy], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


if __name__ == "__main__":
    Sink.busy = b"@" + sys.argv[1].encode() if sys.argv[1:2] > [""] else b""
    asyncio.run(serve())
