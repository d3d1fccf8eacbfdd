"""A relay on loopback that holds back every octet for a while in both directions, and counts round trips.

    python tests/bench/relay.py PORT MILLISECONDS     prints its port; at the end of standard input, the round trips

It runs in a process of its own and delays without limiting how much is on the way.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ONE_WAY = 10
"""Milliseconds."""


@dataclass
class Relayed:
    """What one run of a relay was."""

    port: int
    round_trips: int = 0
    """Known once the relay has ended."""


@contextmanager
def relay(to_port: int, milliseconds: int = ONE_WAY) -> Iterator[Relayed]:
    """Run one."""
    command = [sys.executable, str(Path(__file__)), str(to_port), str(milliseconds)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        relayed = Relayed(int(process.stdout.readline()))
        try:
            yield relayed
        finally:
            process.stdin.close()
            relayed.round_trips = int(process.stdout.readline() or 0)


class Records:
    """Round trips: how often somebody spoke who had been answered since they spoke last."""

    round_trips = 0


class Side(asyncio.Protocol):
    """One direction: what comes in here goes out at the other side, later and in order."""

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self.waiting: list[bytes] | None = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.set_write_buffer_limits(1 << 24)

    def meets(self, other: Side) -> None:
        """Both ends are there."""
        self.other = other
        held, self.waiting = self.waiting or [], None
        for data in held:
            self.data_received(data)

    def data_received(self, data: bytes) -> None:
        if self.waiting is not None:
            self.waiting.append(data)
            return
        self.came()
        asyncio.get_running_loop().call_later(self.delay, self.other.deliver, data)

    def came(self) -> None:
        """Somebody spoke."""

    def deliver(self, data: bytes) -> None:
        """The delay is over."""
        self.transport.write(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.waiting is None:
            asyncio.get_running_loop().call_later(self.delay, self.other.transport.close)


class Client(Side):
    """The side of whoever sends mail; it counts."""

    def __init__(self, delay: float, records: Records) -> None:
        super().__init__(delay)
        self.records, self.was_answered = records, True

    def came(self) -> None:
        if self.was_answered:
            self.records.round_trips += 1
            self.was_answered = False

    def deliver(self, data: bytes) -> None:
        super().deliver(data)
        self.was_answered = True


async def serve(to_port: int, delay: float) -> None:
    """Until standard input closes."""
    loop, records, joining = asyncio.get_running_loop(), Records(), set[asyncio.Task[None]]()

    def accept() -> Client:
        client = Client(delay, records)
        task = loop.create_task(join(client))
        joining.add(task)
        task.add_done_callback(joining.discard)
        return client

    async def join(client: Client) -> None:
        _, server = await loop.create_connection(lambda: Side(delay), "127.0.0.1", to_port)
        client.meets(server)
        server.meets(client)

    listening = await loop.create_server(accept, "127.0.0.1", 0, backlog=1_000)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    print(records.round_trips, flush=True)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]) / 1_000))
