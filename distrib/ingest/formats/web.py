"""Fetches the one page whose address a person gave. Asks no machine of a private network, and runs nothing.

A name is resolved once, all its addresses are checked, and the connection goes to a checked one, so that a name cannot
mean one machine when it is checked and another when it is asked. Every redirect is an address anew.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from distrib.core.phrase import Said, phrased
from distrib.errors import UnreadableText
from distrib.ingest.formats.web_address import WebAddress, follow, is_address, is_public, read_address

__all__ = ["Fetched", "Web", "fetch", "is_address"]

MAX_BYTES = 10_000_000
"""As much as a page or text may have."""

MOST_SECONDS = 20.0
"""For everything, redirects included."""

MOST_REDIRECTS = 5

_PIECE = 64_000
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_TOO_LONG = phrased("it took longer than {seconds:.0f} seconds", seconds=MOST_SECONDS)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was read: the bytes of a page, or of a file that came by another way."""

    data: bytes
    address: str | None = None
    """Where it was found, after all redirects."""
    encoding: str | None = None
    """As the server says."""


def _resolve(host: str, port: int) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _dial(address: str, port: int, seconds: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=seconds)


@dataclass(frozen=True, slots=True)
class Web:
    """How names are resolved, machines reached and servers believed."""

    resolve: Callable[[str, int], list[str]] = _resolve
    """IP addresses of a host."""
    dial: Callable[[str, int, float], socket.socket] = _dial
    """A connection to an IP address and port, within so many seconds."""
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    seconds: float = MOST_SECONDS


def fetch(text: str, web: Web) -> Fetched:
    """The page at an address.

    Raises:
        UnreadableText: it cannot be had, is too large, too slow, or stands in a private network.
    """
    address = read_address(text)
    ends = time.monotonic() + web.seconds
    for _ in range(MOST_REDIRECTS + 1):
        try:
            answer = _ask(address, web, ends)
        except (OSError, http.client.HTTPException, ValueError) as fault:
            why = _TOO_LONG if time.monotonic() >= ends or isinstance(fault, TimeoutError) else _in_words(fault)
            raise _unreadable(address, why) from fault
        if isinstance(answer, Fetched):
            return answer
        address = follow(address, answer)
    raise _unreadable(address, phrased("it sends its readers on more than {most} times", most=MOST_REDIRECTS))


def _ask(address: WebAddress, web: Web, ends: float) -> Fetched | str:
    """The page, or where the server sends whoever asks for it."""
    with _connected(address, web, ends) as connection:
        headers = {"Accept": "text/html, text/*, */*;q=0.5", "Accept-Encoding": "identity", "User-Agent": "distrib"}
        connection.request("GET", address.path, headers=headers)
        response = connection.getresponse()
        target = response.headers.get("Location")
        if response.status in _REDIRECTS and target:
            return target
        if response.status != 200:
            raise _unreadable(address, phrased("the server answers {status}", status=response.status))
        if response.headers.get("Content-Encoding", "identity").casefold() != "identity":
            raise _unreadable(address, phrased("the server packs it although it was asked not to"))
        data = _body(response, address, ends)
        return Fetched(data, address.text, _charset(response.headers))


def _charset(headers: http.client.HTTPMessage) -> str | None:
    """What the server says; None where its name is in pieces that the library cannot put together (RFC 2231 §3)."""
    try:
        return headers.get_content_charset()
    except (TypeError, ValueError):
        return None


def _body(response: http.client.HTTPResponse, address: WebAddress, ends: float) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_BYTES:
            raise _unreadable(address, phrased("it has more than {most:,} bytes", most=MAX_BYTES))
        if time.monotonic() >= ends:
            break
    if time.monotonic() >= ends:
        raise TimeoutError
    if response.length:  # `read1` ends quietly where a connection breaks off
        raise _unreadable(address, phrased("it broke off on the way"))
    return b"".join(pieces)


@contextmanager
def _connected(address: WebAddress, web: Web, ends: float) -> Iterator[http.client.HTTPConnection]:
    """A connection to a checked address that ends when its time is over, whatever the server does meanwhile."""
    connection = http.client.HTTPConnection(address.host, address.port)
    wire = web.dial(_checked(address, web), address.port, max(0.1, ends - time.monotonic()))
    guard = wire.dup()
    # A server may send a byte now and then, within a line of its head as well; each read alone is never late.
    late = threading.Timer(max(0.1, ends - time.monotonic()), _hang_up, (guard,))
    late.daemon = True
    late.start()
    try:
        connection.sock = web.tls.wrap_socket(wire, server_hostname=address.host) if address.is_secure else wire
        yield connection
    finally:
        late.cancel()
        connection.close()
        wire.close()
        guard.close()


def _hang_up(guard: socket.socket) -> None:
    with suppress(OSError):
        guard.shutdown(socket.SHUT_RDWR)


def _checked(address: WebAddress, web: Web) -> str:
    """An address of the host; none of them may be in a private network."""
    found = web.resolve(address.host, address.port)
    if not found:
        raise _unreadable(address, phrased("there is no such server"))
    if not all(map(is_public, found)):
        raise UnreadableText(
            "{text} was not read: it leads to this machine or into a private network, and only public pages are "
            "fetched. Open it in your browser, save the page, and bring the file in.",
            text=address.text,
        )
    return found[0]


def _in_words(fault: Exception) -> Said:
    if isinstance(fault, socket.gaierror):
        return phrased("there is no such server")
    if isinstance(fault, ssl.SSLError):
        return phrased("its certificate cannot be trusted, or the connection cannot be secured")
    return phrased("the server does not answer as one should")


def _unreadable(address: WebAddress, why: Said) -> UnreadableText:
    return UnreadableText(
        "{text} could not be read: {why}. Nothing was kept. Open it in your browser, save the page or copy its "
        "text, and bring that in.",
        text=address.text,
        why=why,
    )
