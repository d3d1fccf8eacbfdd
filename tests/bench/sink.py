"""A mail server that swallows messages as fast as one Python process can. It checks nothing and keeps nothing.

    python tests/bench/sink.py [DOMAIN]         prints the port, then serves until its standard input closes;
                                                answers 421 and hangs up for recipients of DOMAIN
    python tests/bench/sink.py --rate [count]   shows its own rate, with a bare generator that sends as fast as it can

Text is received into one buffer that all connections share and is never copied. Its end is looked for among the last
octets only: whoever waits for 354 before a text, as RFC 2920 §3.1 demands, can have sent but a few commands behind it.
"""

from __future__ import annotations

import os
import selectors
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

OK, GO, BYE = b"250 2.0.0 ok\r\n", b"354 go\r\n", b"221 2.0.0 bye\r\n"
BUSY = b"421 4.7.0 too much mail\r\n"
GREETING = b"220 sink.example ESMTP\r\n"
EHLO = b"250-sink.example\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"
ANSWERS = {b"DATA": GO, b"EHLO": EHLO, b"HELO": OK, b"QUIT": BYE}
END = b"\r\n.\r\n"
TAIL = 2_048
"""Octets at the end of what came that can hold the end of a text and the commands behind it."""

BUFFER = bytearray(1 << 18)
VIEW = memoryview(BUFFER)

CONNECTIONS, SIZE, ROUNDS = 16, 30_720, 5


class Talk:
    """One connection: answers each command line; inside a message it looks for the end only."""

    __slots__ = ("is_over", "is_text", "left", "socket")
    busy = b""
    """What stands in the address of recipients who are turned away."""

    def __init__(self, connection: socket.socket) -> None:
        self.socket, self.left, self.is_text, self.is_over = connection, b"", False, False
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.send(GREETING)

    def read(self) -> bool:
        """Take what has come and answer it; False at the end of the connection."""
        start = len(self.left)
        BUFFER[:start] = self.left
        try:
            came = self.socket.recv_into(VIEW[start:])
        except BlockingIOError:
            return True
        except ConnectionError:
            return False
        if not came:
            return False
        answers = self.answers(start + came)
        if answers:
            with suppress(ConnectionError):
                self.socket.send(answers)
        return not self.is_over

    def answers(self, end: int) -> bytes:
        """What to say to the first octets of the buffer; what is not complete yet is kept."""
        at, said = 0, []
        while True:
            found = BUFFER.find(END, max(at, end - TAIL), end) if self.is_text else BUFFER.find(b"\r\n", at, end)
            if found < 0:
                break
            if self.is_text:
                at, self.is_text = found + len(END), False
                said.append(OK)
                continue
            verb = bytes(VIEW[at : at + 4]).upper()
            if self.busy and verb == b"RCPT" and BUFFER.find(self.busy, at, found) > 0:
                self.is_over = True
                said.append(BUSY)
                break
            self.is_text = verb == b"DATA"
            at = found if self.is_text else found + 2  # an empty message ends with the line end of DATA
            said.append(ANSWERS.get(verb, OK))
        keep = max(at, end - len(END) + 1) if self.is_text else at
        self.left = bytes(VIEW[keep:end])
        return b"".join(said)


def serve() -> None:
    """Until standard input closes."""
    chosen = selectors.DefaultSelector()
    listening = socket.create_server(("127.0.0.1", 0), backlog=1_000)
    listening.setblocking(False)
    chosen.register(listening, selectors.EVENT_READ)
    threading.Thread(target=_end_with_input, daemon=True).start()
    print(listening.getsockname()[1], flush=True)
    while True:
        for key, _ in chosen.select():
            talk = key.data
            if talk is None:
                with suppress(BlockingIOError):
                    talk = Talk(listening.accept()[0])
                    chosen.register(talk.socket, selectors.EVENT_READ, talk)
            elif not talk.read():
                chosen.unregister(talk.socket)
                talk.socket.close()


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


@contextmanager
def sink(busy: str = "") -> Iterator[int]:
    """Run one that turns away a domain, where one is named; yields its port."""
    process = subprocess.Popen(
        [sys.executable, __file__, *([busy] if busy else [])], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        yield int(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


COMMANDS = b"MAIL FROM:<press@office.example>\r\nRCPT TO:<reporter@news.example>\r\nDATA\r\n"
TEXT = b"Subject: x\r\n\r\n" + (b"x" * 70 + b"\r\n") * (SIZE // 72) + b".\r\n"


class Source:
    """A connection of the bare generator: it sends a text, its dot and the next commands in one piece at each 354."""

    __slots__ = ("heard", "left", "rest", "socket")

    def __init__(self, port: int, count: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.left, self.heard, self.rest = count, b"", memoryview(b"")
        self.socket.sendall(COMMANDS)
        self.socket.setblocking(False)

    def read(self) -> bool:
        """Hear the answers, and send what they ask for; False when the last message has been answered."""
        self.heard = (self.heard + self.socket.recv(65_536))[-256:]
        if self.left and self.heard.endswith(GO):
            self.left, self.heard = self.left - 1, b""
            self.rest = memoryview(TEXT + COMMANDS if self.left else TEXT)
        return bool(self.left or self.rest) or not self.heard.endswith(OK)

    def write(self) -> bool:
        """As much as goes; False when some is left."""
        with suppress(BlockingIOError):
            self.rest = self.rest[self.socket.send(self.rest) :]
        return not self.rest


def blast(port: int, count: int, connections: int = CONNECTIONS) -> float:
    """Seconds to send so many messages over all connections and to hear every answer."""
    start = time.perf_counter()
    chosen = selectors.DefaultSelector()
    with ExitStack() as stack:
        for _ in range(connections):
            source = Source(port, count // connections)
            stack.callback(source.socket.close)
            chosen.register(source.socket, selectors.EVENT_READ, source)
        while chosen.get_map():
            for key, what in chosen.select():
                _drive(chosen, key.data, what)
    return time.perf_counter() - start


def _drive(chosen: selectors.BaseSelector, source: Source, what: int) -> None:
    if what & selectors.EVENT_READ and not source.read():
        chosen.unregister(source.socket)
    elif source.rest:
        is_sent = source.write()
        chosen.modify(source.socket, selectors.EVENT_READ if is_sent else selectors.EVENT_WRITE, source)


def rate(count: int, run: Callable[[int, int], float] = blast) -> list[float]:
    """Messages a second that the sink takes from the bare generator, each round."""
    with sink() as port:
        return [count / run(port, count) for _ in range(ROUNDS)]


def show_rate(count: int) -> None:
    """One line: what the sink takes at most."""
    found = rate(count)
    middle = statistics.median(found)
    spread = f"({min(found):.0f}-{max(found):.0f})"
    print(f"the sink itself, from a bare generator      {middle:7.0f}/s  {spread}  {CONNECTIONS} connections, 30 KB")


if __name__ == "__main__":
    words = sys.argv[1:]
    if words[:1] == ["--rate"]:
        show_rate(int(words[1]) if len(words) > 1 else 32_000)
    else:
        Talk.busy = b"@" + words[0].encode() if words else b""
        serve()
