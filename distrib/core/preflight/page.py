"""What can be seen in the finished page: pictures without words, anchors and links that lead nowhere, or elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from distrib.core.phrase import Said, phrased
from distrib.core.plain_text import one_line
from distrib.core.preflight import Severity

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_ADDRESS = re.compile(r"(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_MAILBOX = re.compile(r"[\w.%+-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something on the page."""

    severity: Severity
    needle: str
    """What to look for in the source to find its place."""
    said: Said


@dataclass(slots=True)
class _Link:
    address: str
    shown: str = ""


@dataclass(slots=True)
class _Page(HTMLParser):
    """Collects links, targets and pictures."""

    links: list[_Link] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    open_link: _Link | None = None

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Of every element its targets; of links and pictures what they lead to and say."""
        values = {name: value or "" for name, value in attrs}
        self.targets |= {values[name] for name in ("id", "name") if values.get(name)}
        if tag == "a":
            self.open_link = _Link(values.get("href", ""))
            self.links.append(self.open_link)
        elif tag == "img":
            self.pictures.append((values.get("src", ""), values.get("alt", "").strip()))
            if self.open_link is not None:
                self.open_link.shown += values.get("alt", "")

    def handle_endtag(self, tag: str) -> None:
        """A link's words end with it."""
        if tag == "a":
            self.open_link = None

    def handle_data(self, data: str) -> None:
        """The words of a link."""
        if self.open_link is not None:
            self.open_link.shown += data


def flaws(page: str) -> Iterator[Flaw]:
    """Everything that is wrong with a page, in its order."""
    found = _Page()
    found.feed(page)
    found.close()
    for address, alt in found.pictures:
        if not alt:
            yield Flaw(
                Severity.STOP,
                address,
                phrased("A picture has no words for readers who do not see it. Say what it shows."),
            )
    for link in found.links:
        yield from _dead(link, found.targets)
        yield from _differing(link)


def _dead(link: _Link, targets: set[str]) -> Iterator[Flaw]:
    shown, address = _short(link.shown), link.address
    if address.startswith("#"):
        if address[1:] not in targets:
            yield Flaw(
                Severity.STOP,
                address,
                phrased(
                    "The link “{shown}” leads to {address}, and there is no such place in the mail. Take it out, "
                    "or write the whole address.",
                    shown=shown,
                    address=_short(address),
                ),
            )
    elif urlsplit(address).scheme not in _SCHEMES:
        where = _short(address) or phrased("nothing that a mail program opens")
        yield Flaw(
            Severity.STOP,
            address or link.shown,
            phrased(
                "The link “{shown}” leads to {where}, which leads nowhere from a mail. Write the whole address, "
                "https://…",
                shown=shown,
                where=where,
            ),
        )
    elif not link.shown.strip():
        yield Flaw(
            Severity.STOP,
            address,
            phrased("A link to {address} has no words, so nobody sees it. Write some.", address=_short(address)),
        )


def _differing(link: _Link) -> Iterator[Flaw]:
    shown = one_line(link.shown).strip("<>()[]“”\"' ")
    parts = urlsplit(link.address)
    if parts.scheme == "mailto":
        mailbox = _MAILBOX.fullmatch(shown)
        is_other = mailbox is not None and mailbox[0].casefold() not in link.address.casefold()
    else:
        named = _ADDRESS.fullmatch(shown)
        is_other = named is not None and _host(named[1]) != _host(parts.hostname or "")
    if is_other:
        yield Flaw(
            Severity.WARNING,
            link.address,
            phrased(
                "The link says {shown} and leads to {address}; mailboxes take that for a trick.",
                shown=_short(shown),
                address=_short(link.address),
            ),
        )


def _host(name: str) -> str:
    return name.casefold().removeprefix("www.").rstrip(".")


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
