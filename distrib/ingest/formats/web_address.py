"""Which addresses of the web may be read: http and https, and no machine of a private network. Resolves nothing."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from distrib.core.plain_text import one_line
from distrib.errors import UnreadableText

MAX_ADDRESS = 2_000

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_EMBEDDED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))
"""IPv6 networks that stand for IPv4 addresses (RFC 6052, RFC 4291)."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An address, taken apart."""

    text: str
    host: str
    port: int
    is_secure: bool
    path: str
    """With the query, as it is asked for."""


def is_address(text: str) -> bool:
    """Whether a person wrote an address of some kind, and no name of a file."""
    return bool(_SCHEME.match(text.strip()))


def read_address(text: str) -> WebAddress:
    """An address that may be asked for.

    Raises:
        UnreadableText: it is none, of another kind than http, or holds a password.
    """
    shown = one_line(text)[:200]
    parts = _split(text, shown)
    if parts.scheme not in ("http", "https"):
        raise UnreadableText(
            "{shown} was not read: only addresses that begin with http:// or https:// are. Save the release as a file.",
            shown=shown,
        )
    if parts.username or parts.password:
        raise UnreadableText(
            "The address holds a user name or password and was not read, because it would be kept and shown. "
            "Save the page from your browser and bring the file in."
        )
    host = (parts.hostname or "").rstrip(".")
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as fault:
        raise _no_address(shown) from fault
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not host or not path.isprintable() or len(text) > MAX_ADDRESS:
        raise _no_address(shown)
    return WebAddress(text, host, port, parts.scheme == "https", _ascii(path))


def follow(address: WebAddress, target: str) -> WebAddress:
    """Where an answer sends whoever asked for `address`.

    Raises:
        UnreadableText: as `read_address`.
    """
    try:
        return read_address(urljoin(address.text, target))
    except ValueError as fault:
        raise _no_address(one_line(target)[:200]) from fault


def is_public(text: str) -> bool:
    """Whether an IP address is one of the internet at large, also where it is packed into another."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and any(address in network for network in _EMBEDDED):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    is_special = (
        address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_multicast
        or address.is_reserved
        or address.is_unspecified
    )
    return address.is_global and not is_special


def _split(text: str, shown: str) -> SplitResult:
    try:
        return urlsplit(text.strip())
    except ValueError as fault:
        raise _no_address(shown) from fault


def _ascii(path: str) -> str:
    """Letters outside ASCII as browsers send them."""
    return "".join(one if "!" <= one <= "~" else "".join(f"%{byte:02X}" for byte in one.encode()) for one in path)


def _no_address(shown: str) -> UnreadableText:
    return UnreadableText(
        "{shown} is no address of a page. Nothing was read. Copy it from the browser once more.", shown=shown
    )
