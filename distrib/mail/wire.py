"""Bytes to and from a server over TCP and TLS, with a limit on every wait. It knows nothing of SMTP."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Awaitable
from typing import cast

from distrib.core.delivery.outcome import Fault
from distrib.mail.waiting import Waiting

MAX_UNREAD = 1_000_000
"""Octets a server may send unasked before it is cut off."""


class WireFault(Exception):
    """The connection failed; `fault` says how."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


class Wire(asyncio.Protocol):
    """One connection. Reading and writing raise WireFault."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._unread = b""
        self._waiting = Waiting()
        self._is_lost = False
        self._is_full = False

    @property
    def is_lost(self) -> bool:
        """Nothing can be written any more."""
        return self._is_lost or self._transport is None or self._transport.is_closing()

    @property
    def has_unread(self) -> bool:
        """Something has arrived that was not taken."""
        return bool(self._unread)

    async def connect(self, host: str, port: int, *, tls: ssl.SSLContext | None, within: float) -> None:
        """Connect; with `tls` the first byte is TLS already and the certificate must be `host`'s."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(within):
                await loop.create_connection(
                    lambda: self, host, port, ssl=tls, server_hostname=host if tls is not None else None
                )
        except (OSError, UnicodeError) as fault:
            raise WireFault(_fault(fault)) from fault

    async def start_tls(self, host: str, tls: ssl.SSLContext, *, within: float) -> None:
        """Go on in TLS; what was read in the clear and not taken is thrown away (RFC 3207 §4.2)."""
        if self._transport is None:
            raise WireFault(Fault.CLOSED)
        self._unread = b""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(within):
                transport = await loop.start_tls(self._transport, self, tls, server_hostname=host)
        except OSError as fault:
            raise WireFault(Fault.TIMEOUT if isinstance(fault, TimeoutError) else Fault.TLS) from fault
        if transport is None:
            raise WireFault(Fault.TLS)
        self._transport = transport

    def local_name(self) -> str:
        """This end as an address literal (RFC 5321 §4.1.3): no name has to be looked up or given away."""
        address = self._transport.get_extra_info("sockname") if self._transport else None
        host = str(address[0]) if address else "127.0.0.1"
        return f"[IPv6:{host.partition('%')[0]}]" if ":" in host else f"[{host}]"

    async def write(self, data: bytes, *, within: float) -> None:
        """Write all of it; returns once the system has taken most."""
        if self._transport is None or self.is_lost:
            raise WireFault(Fault.CLOSED)
        self._transport.write(data)
        if self._is_full:
            await _in_time(self._waiting.until(lambda: self._is_lost or not self._is_full, within=within))
        if self._is_lost:
            raise WireFault(Fault.CLOSED)

    async def read(self, *, within: float) -> bytes:
        """What has arrived; waits until something has."""
        if not self._unread:
            await _in_time(self._waiting.until(lambda: self._is_lost or bool(self._unread), within=within))
        if not self._unread:
            raise WireFault(Fault.CLOSED)
        data, self._unread = self._unread, b""
        return data

    def close(self) -> None:
        """Let go; what was written and not yet sent still goes out."""
        if self._transport is not None:
            self._transport.close()

    def cut(self) -> None:
        """Let go at once; nothing more goes out."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by asyncio. TCP_NODELAY: a dot behind its body must not wait for an acknowledgement."""
        self._transport = cast("asyncio.Transport", transport)  # uvloop's are no subclass of it
        connected = transport.get_extra_info("socket")
        if connected is not None:
            with contextlib.suppress(OSError):
                connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def data_received(self, data: bytes) -> None:
        """Called by asyncio."""
        self._unread += data
        if len(self._unread) > MAX_UNREAD:
            self.cut()
        self._waiting.wake()

    def pause_writing(self) -> None:
        """Called by asyncio."""
        self._is_full = True

    def resume_writing(self) -> None:
        """Called by asyncio."""
        self._is_full = False
        self._waiting.wake()

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """Called by asyncio."""
        self._is_lost = True
        self._waiting.end()


async def _in_time(waiting: Awaitable[None]) -> None:
    try:
        await waiting
    except TimeoutError as fault:
        raise WireFault(Fault.TIMEOUT) from fault


def _fault(fault: Exception) -> Fault:
    if isinstance(fault, TimeoutError):
        return Fault.TIMEOUT
    return Fault.TLS if isinstance(fault, ssl.SSLError) else Fault.UNREACHABLE
