"""HTML to lines: a page or fragment as the text a reader sees. One pass, linear in time; obeys nothing in the page.

Written by hand because html.parser of Python 3.11 takes quadratic time on unclosed tags, and an HTML5 tree builder on
deep nesting: https://github.com/python/cpython/issues/135462
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from distrib.core.phrase import Said, phrased
from distrib.ingest.formats.html_page import Page, is_hidden
from distrib.ingest.formats.office_words import left_out
from distrib.ingest.lines import Line

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})\b([^<>]*)>")

_UNREAD = frozenset(("script", "style", "noscript", "template", "svg", "select", "button", "iframe", "head"))
_CHROME = frozenset(("nav", "footer", "aside", "form"))
_HIDEABLE = frozenset(("div", "span", "p", "section", "table", "td", "tr", "ul", "li", "a", "b", "strong", "em"))


@dataclass(slots=True)
class _Unread:
    """Elements that are open and whose text nobody reads, innermost last."""

    source: str
    _open: list[str] = field(default_factory=list)
    _last: dict[str, int] = field(default_factory=dict)
    """Where each kind of element is closed for the last time."""

    def __bool__(self) -> bool:
        return bool(self._open)

    def takes(self, tag: re.Match[str]) -> bool:
        """Whether the tag is one of theirs."""
        name, attributes = tag[2].lower(), tag[3]
        if name == "p" and self._open[-1:] == ["p"] and not tag[1]:
            self._open.pop()  # no paragraph stands in another: its end was left out
        hides = name in _HIDEABLE and (name in self._open[-1:] or (not tag[1] and is_hidden(attributes)))
        if not (name in _UNREAD or name in _CHROME or hides):
            return False
        if tag[1]:
            self._close(name)
        elif not attributes.endswith("/") and (not hides or self._is_closed(name, tag.end())):
            self._open.append(name)
        return True

    def _close(self, name: str) -> None:
        if name in self._open[-8:]:
            while self._open.pop() != name:
                pass

    def _is_closed(self, name: str, at: int) -> bool:
        """Hidden or not, an element that is never closed would take the rest of the page with it."""
        if name not in self._last:
            self._last[name] = self.source.lower().rfind(f"</{name}")
        return self._last[name] >= at


def html_lines(text: str, base: str | None = None) -> tuple[Line, ...]:
    """The lines of a page. Where it has an `<article>` or `<main>` of some length, only that."""
    return read_html(text, base)[0]


def read_html(text: str, base: str | None = None) -> tuple[tuple[Line, ...], tuple[Said, ...]]:
    """(lines, remarks) of a page; `base` is its address, which relative links need."""
    source = _without_comments(text)
    start, end = _main_part(source)
    page, unread = Page(base), _Unread(source)
    at = start
    for tag in _TAG.finditer(source, start, end):
        if not unread:
            page.text(source[at : tag.start()], at)
        at = tag.end()
        if unread.takes(tag) or unread:
            continue
        if tag[1]:
            page.close(tag[2].lower())
        else:
            page.open(tag[2].lower(), tag[3])
    if not unread:
        page.text(source[at:end], at)
    page.end_line()
    return tuple(_placed(page.flow.finish(), text)), _remarks(page)


def _placed(lines: list[Line], text: str) -> list[Line]:
    """The lines with row and column instead of their place in characters."""
    breaks = [-1, *(found.start() for found in re.finditer("\n", text))]
    rows = [bisect_right(breaks, line.row - 1) for line in lines]
    return [replace(line, row=row, column=line.row - breaks[row - 1]) for line, row in zip(lines, rows, strict=True)]


def _remarks(page: Page) -> tuple[Said, ...]:
    running = page.counts["links"]
    told = tuple(left_out(page.counts))
    return (*told, phrased("Left out: {number:,} links that run something.", number=running)) if running else told


def _without_comments(text: str) -> str:
    """The page with blanks for its comments, so that every place stays where it is."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        kept += [text[at:start], re.sub(r"[^\n]", " ", text[start : end + 3])]
        at = end + 3
    kept.append(text[at:])
    return "".join(kept)


def _main_part(text: str) -> tuple[int, int]:
    """Where the part begins and ends that holds the story."""
    lower = text.lower()
    for name in ("article", "main"):
        start, end = lower.find(f"<{name}"), lower.rfind(f"</{name}>")
        if start >= 0 and end - start > 600:
            return start, end
    return 0, len(text)
