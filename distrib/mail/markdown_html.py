"""Markdown to the HTML of a mail body: rendered, then sanitised whatever the renderer did."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import nh3
from markdown_it.token import Token

from distrib.mail.markdown import parse, picture_name, render

_TAGS = {
    *("p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "hr", "h2", "h3", "h4", "span", "img"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "span": {"dir", "class"},
    "img": {"src", "alt", "width"},
    "th": {"scope"},
}
_SCHEMES = {"http", "https", "mailto", "tel", "cid"}
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3"}
"""The headline is the only h1; everything below h3 looks alike."""

LEFT_TO_RIGHT = re.compile(r"\+\d[\d ().\-]{5,30}\d|[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,190}[A-Za-z]")
"""Telephone numbers and addresses, whose parts a right-to-left line would put in another order."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that travels with the mail."""

    address: str
    """Of the part that holds it: `cid:…` (RFC 2392)."""
    width: int
    """Pixels in the layout."""
    alt: str
    """Where the text does not describe it."""


def to_html(source: str, *, lead: str = "", is_rtl: bool = False, pictures: Mapping[str, Shown] | None = None) -> str:
    """A fragment of paragraphs, lists, headings, quotes and tables; `lead` is put before the first paragraph.

    `pictures` are those that the text may name, by name.
    """
    shown = pictures or {}
    tokens = parse(source, lead=lead, pictures=shown)
    for token in tokens:
        if token.type.startswith("heading"):
            token.tag = _HEADINGS.get(token.tag, "h4")
        if token.type == "th_open":
            token.attrs = {"scope": "col"}
        for child in token.children or ():
            if child.type == "image":
                _show(child, shown[picture_name(child)])
        if is_rtl and token.children:
            token.children = [part for child in token.children for part in _isolated(child)]
    return _cleaner().clean(render(tokens))


def _show(token: Token, picture: Shown) -> None:
    """The renderer takes the words for those who do not see it from the token's children."""
    attributes: dict[str, Any] = {"src": picture.address, "alt": "", "width": str(picture.width)}
    token.attrs = attributes
    if not token.content.strip():
        token.children = [Token("text", "", 0, content=picture.alt)]


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None)


def _isolated(token: Token) -> list[Token]:
    """The token, its telephone numbers and addresses wrapped to run from left to right."""
    if token.type != "text":
        return [token]
    parts, end = [], 0
    for match in LEFT_TO_RIGHT.finditer(token.content):
        parts += [
            Token("text", "", 0, content=token.content[end : match.start()]),
            Token("span_open", "span", 1, attrs=_attributes(match[0])),
            Token("text", "", 0, content=match[0]),
            Token("span_close", "span", -1),
        ]
        end = match.end()
    return [*parts, Token("text", "", 0, content=token.content[end:])]


def _attributes(shown: str) -> dict[str, str | int | float]:
    """A number stays on one line; an address may be longer than a line."""
    return {"dir": "ltr", "class": "number"} if shown.startswith("+") else {"dir": "ltr"}
