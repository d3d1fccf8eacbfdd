"""Pages by address: what is fetched, what is refused before anybody is asked, and what a server may not do."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
import trustme
from document_samples import page

from distrib.errors import UnreadableText
from distrib.ingest.formats import web as rules
from distrib.ingest.formats.web import Web, fetch
from distrib.ingest.formats.web_address import is_address, is_public, read_address
from distrib.services.releases.reading import read

PUBLIC = "93.184.215.14"


@dataclass
class Site:
    """A server on loopback that the fetcher believes to be in the internet."""

    port: int
    resolved: dict[str, list[str]] = field(default_factory=dict)
    dialled: list[str] = field(default_factory=list)
    asked: list[bytes] = field(default_factory=list)

    def web(self, **given: object) -> Web:
        """A fetcher whose names are resolved here and whose connections end here."""

        def dial(address: str, port: int, seconds: float) -> socket.socket:
            self.dialled.append(address)
            return socket.create_connection(("127.0.0.1", self.port), seconds)

        return Web(resolve=lambda host, port: self.resolved.get(host, [PUBLIC]), dial=dial, **given)  # type: ignore[arg-type]


def answer(body: bytes = b"hello", head: str = "", status: str = "200 OK") -> bytes:
    """What a server says."""
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode() + body


@contextmanager
def serving(*answers: bytes, keeps_open: bool = False, drips: bytes = b"") -> Iterator[Site]:
    """A server that gives one answer after the other, a connection each; `drips` follow without end, one by one."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        site = Site(listener.getsockname()[1])
        done = threading.Event()

        def serve() -> None:
            for one in answers:
                connection, _ = listener.accept()
                with connection:
                    site.asked.append(connection.recv(65_536))
                    connection.sendall(one)
                    while drips and not done.wait(0.02):
                        try:
                            connection.sendall(drips)
                        except OSError:
                            return
                    if keeps_open:
                        done.wait(10)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            done.set()


def test_a_page_is_read_with_its_links_and_encoding() -> None:
    """Relative links lead somewhere, because the address is known; the server's word on the encoding counts."""
    body = page().replace("https://water.example/report", "../report").replace("Jane", "Jüne").encode("cp1252")
    with serving(answer(body, "Content-Type: text/html; charset=windows-1252\r\n")) as site:
        fetched = fetch("http://news.example/a/b?q=ä", site.web())
    assert site.asked[0].startswith(b"GET /a/b?q=%C3%A4 HTTP/1.1\r\nHost: news.example\r\n")
    assert site.dialled == [PUBLIC]
    draft = read(fetched, "page", None).draft
    assert "[full report](http://news.example/report)" in draft.body
    assert draft.contacts[0].name == "Jüne Doe"


def test_an_encoding_in_pieces_that_do_not_fit_is_no_encoding() -> None:
    """Some numbered and some not; the page is read by its own word."""
    with serving(answer(page().encode(), "Content-Type: text/html; charset*0=utf-8; charset*=x\r\n")) as site:
        fetched = fetch("http://news.example/a", site.web())
    assert fetched.encoding is None
    assert read(fetched, "page", None).draft.headline


def test_every_redirect_is_checked_anew() -> None:
    """From a public server to one inside."""
    moved = answer(b"", "Location: http://inside.example/\r\n", "302 Found")
    with serving(moved) as site:
        site.resolved["inside.example"] = ["10.0.0.7"]
        with pytest.raises(UnreadableText, match="private network"):
            fetch("http://news.example/", site.web())
    assert site.dialled == [PUBLIC]


def test_redirects_are_followed_a_few_times() -> None:
    """Five, and no more."""
    moved = answer(b"", "Location: /next\r\n", "301 Moved")
    with serving(moved, moved, answer(b"there")) as site:
        assert fetch("http://news.example/", site.web()).address == "http://news.example/next"
    with serving(*[moved] * 6) as site, pytest.raises(UnreadableText, match="more than 5 times"):
        fetch("http://news.example/", site.web())


@pytest.mark.parametrize("found", [["127.0.0.1"], [PUBLIC, "192.168.1.1"], ["::1"], ["169.254.169.254"]])
def test_a_name_that_means_a_private_machine_is_not_asked(found: list[str]) -> None:
    """One private address among several is enough, because a name may mean another at every question."""
    with serving() as site:
        site.resolved["trap.example"] = found
        with pytest.raises(UnreadableText, match="private network"):
            fetch("http://trap.example/", site.web())
    assert site.dialled == []


@pytest.mark.parametrize(
    "text",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.1.1", "100.64.0.1", "0.0.0.0"),
        *("224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::127.0.0.1", "localhost", ""),
        "2001:0:7f00:1::80ff:fffe",
    ],
)
def test_addresses_that_are_never_asked(text: str) -> None:
    """Loopback, private, link-local, shared, multicast and reserved ones, also packed into others."""
    assert not is_public(text)


@pytest.mark.parametrize("text", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"])
def test_addresses_of_the_internet(text: str) -> None:
    """They may be asked."""
    assert is_public(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ftp://files.example/a", "http:// or https://"),
        ("file:///etc/passwd", "http:// or https://"),
        ("javascript://x", "http:// or https://"),
        ("http://user:secret@news.example/", "user name or password"),
        ("http://", "no address"),
        ("http://[::1/", "no address"),
        ("http://news.example:99999/", "no address"),
        ("http://" + "a" * 80 + ".example/", "no address"),
        ("https://news.example/" + "a" * 3000, "no address"),
    ],
)
def test_what_is_no_address_of_a_page(text: str, why: str) -> None:
    """Refused before anything is resolved; a password is not repeated."""
    assert is_address(text)
    with pytest.raises(UnreadableText, match=why) as refused:
        read_address(text)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("name", ["release.txt", "-", "C:\\release.txt", "news.example/a", "a:b"])
def test_a_file_is_no_address(name: str) -> None:
    """Only what a person wrote as an address is fetched."""
    assert not is_address(name)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (answer(status="404 Not Found"), "answers 404"),
        (answer(head="Content-Encoding: gzip\r\n"), "packs it"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", "broke off"),
        (b"nonsense\r\n\r\n", "as one should"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n", "as one should"),
        (b"", "as one should"),
    ],
)
def test_servers_that_do_not_give_a_page(said: bytes, why: str) -> None:
    """Half a page is none."""
    with serving(said) as site, pytest.raises(UnreadableText, match=why):
        fetch("http://news.example/", site.web())


def test_a_page_without_end_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the limit, whatever the server says of its size."""
    monkeypatch.setattr(rules, "MAX_BYTES", 1_000)
    endless = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * 50_000
    with serving(endless) as site, pytest.raises(UnreadableText, match="more than 1,000 bytes"):
        fetch("http://news.example/", site.web())


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\nA", b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf"])
def test_a_server_that_stalls_is_left(said: bytes) -> None:
    """In its head as in its body; what came so far is no page."""
    with serving(said, keeps_open=True) as site, pytest.raises(UnreadableText, match="took longer"):
        fetch("http://news.example/", site.web(seconds=0.3))


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\nA", b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf"])
def test_a_server_that_drips_is_left(said: bytes) -> None:
    """No single read is ever late, but all together are."""
    with serving(said, drips=b"x") as site, pytest.raises(UnreadableText, match="took longer"):
        fetch("http://news.example/", site.web(seconds=0.3))


def test_the_certificate_must_be_that_of_the_name() -> None:
    """The name is checked although the connection goes to a number."""
    authority = trustme.CA()
    context = ssl.create_default_context()
    authority.configure_trust(context)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(server)

    def ask(host: str) -> bytes:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            site = Site(listener.getsockname()[1])

            def serve() -> None:
                connection, _ = listener.accept()
                with connection:
                    try:
                        with server.wrap_socket(connection, server_side=True) as wrapped:
                            wrapped.recv(65_536)
                            wrapped.sendall(answer(b"secure"))
                    except OSError:
                        return

            thread = threading.Thread(target=serve, daemon=True)
            thread.start()
            try:
                return fetch(f"https://{host}/", site.web(tls=context)).data
            finally:
                thread.join(5)

    assert ask("news.example") == b"secure"
    with pytest.raises(UnreadableText, match="certificate"):
        ask("other.example")


def test_a_name_that_is_not_known() -> None:
    """A sentence, as for a server that is not there."""

    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror

    with pytest.raises(UnreadableText, match="no such server"):
        fetch("http://nowhere.example/", Web(resolve=unknown))
