"""HTML to lines: a page or fragment as the text a reader sees. One pass, linear in time; obeys nothing in the page.

Written by hand because html.parser of Python 3.11 takes quadratic time on unclosed tags, and an HTML5 tree builder on
deep nesting: https://github.com/python/cpython/issues/135462
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from distrib.ingest.characters import collapse
from distrib.ingest.lines import Line, Note, make_line

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})\b([^<>]*)>")
_ATTRIBUTE = re.compile(r"""\b(class|href|itemprop)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|li|table|html|body|article|section|span|blockquote)\b[^<>]*>", re.I)

_UNREAD = frozenset(("script", "style", "noscript", "template", "svg", "select", "button", "iframe", "head"))
_CHROME = frozenset(("nav", "footer", "aside", "form"))
_BLOCK_NAMES = (
    "address article blockquote br dd div dl dt fieldset figcaption figure footer form header hr li main nav ol p "
    "section table tbody td th thead title tr ul h1 h2 h3 h4 h5 h6"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_PARAGRAPHS = _BLOCKS - {"br", "td", "th", "tr", "li", "dd", "span"}

_LEAD = re.compile(r"\b(?:lead|lede|standfirst|subhead|subheading|subtitle|intro|summary)\b|lead-?paragraph", re.I)
_CARD = re.compile(r"\bv?card\b|\bcontact", re.I)


def looks_like_html(text: str) -> bool:
    """Whether tags, not a stray angle bracket, make up the text."""
    head = text[:20_000]
    return len(_MARKUP.findall(head)) >= 2 or bool(re.match(r"\s*<(?:!doctype|html)\b", head, re.IGNORECASE))


@dataclass(slots=True)
class _Page:
    """What has been read so far."""

    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    gap: int = 0
    level: int = 0
    notes: list[tuple[str, Note]] = field(default_factory=list)
    """Open elements that carry a note, innermost last."""
    bullet: str = ""
    href: str | None = None
    link_from: int = 0

    def end_line(self) -> None:
        text = collapse("".join(self.pieces))
        if text:
            note = self.notes[-1][1] if self.notes else Note.PLAIN
            self.lines.append(make_line(self.bullet + text, gap=self.gap, level=self.level, note=note))
            self.gap, self.bullet = 0, ""
        self.pieces.clear()
        self.link_from = 0

    def open(self, tag: str, attributes: str) -> None:
        if tag in _BLOCKS:
            self.end_line()
            self.gap = max(self.gap, 1 if tag in _PARAGRAPHS else 0)
        if tag[0] == "h" and tag[1:].isdigit():
            self.level = int(tag[1:])
        elif tag == "li":
            self.bullet = "* "
        elif tag == "a":
            self.href, self.link_from = _attribute(attributes, "href"), len(self.pieces)
        note = _note(tag, attributes)
        if note and tag not in ("br", "hr", "img", "input", "meta", "link"):
            self.notes.append((tag, note))

    def close(self, tag: str) -> None:
        if tag == "a":
            self._end_link()
        if tag not in _BLOCKS:
            return
        self.end_line()
        self.gap = max(self.gap, 1 if tag in _PARAGRAPHS else 0)
        if tag[0] == "h":
            self.level = 0
        if self.notes and self.notes[-1][0] == tag:
            self.notes.pop()

    def _end_link(self) -> None:
        """Keeps a link to another site as Markdown; a relative one leads nowhere outside its page."""
        label = collapse("".join(self.pieces[self.link_from :]))
        target, self.href = self.href, None
        if not target or not label or not re.match(r"https?://[^\s()\[\]]+$", target):
            return
        if "[" in label or "]" in label or target.rstrip("/").endswith(label.rstrip("/")):
            return
        del self.pieces[self.link_from :]
        self.pieces.append(f" [{label}]({target})" if self.link_from else f"[{label}]({target})")


def _attribute(attributes: str, name: str) -> str | None:
    for found in _ATTRIBUTE.finditer(attributes[:4000]):
        if found[1].lower() == name:
            return html.unescape(found[2] or found[3] or found[4] or "")
    return None


def _note(tag: str, attributes: str) -> Note | None:
    if tag == "blockquote":
        return Note.QUOTE
    if "class" not in attributes and "CLASS" not in attributes:
        return None
    names = _attribute(attributes, "class") or ""
    if tag in ("p", "div", "h2", "h3") and _LEAD.search(names):
        return Note.LEAD
    return Note.CONTACT if tag in ("div", "section", "address", "li", "p") and _CARD.search(names) else None


def html_lines(text: str) -> tuple[Line, ...]:
    """The lines of a page. Where it has an `<article>` or `<main>` of some length, only that."""
    source = _main_part(_without_comments(text))
    page = _Page()
    skipping: list[str] = []
    at = 0
    for tag in _TAG.finditer(source):
        if not skipping:
            page.pieces.append(html.unescape(source[at : tag.start()]))
        at = tag.end()
        closing, name, attributes = tag[1], tag[2].lower(), tag[3]
        if name in _UNREAD or name in _CHROME:
            _skip(skipping, closing=bool(closing), name=name, empty=attributes.endswith("/"))
        elif skipping:
            continue
        elif closing:
            page.close(name)
        else:
            page.open(name, attributes)
    if not skipping:
        page.pieces.append(html.unescape(source[at:]))
    page.end_line()
    return tuple(page.lines)


def _skip(skipping: list[str], *, closing: bool, name: str, empty: bool) -> None:
    """Keeps the stack of elements whose text nobody reads."""
    if not closing:
        if not empty:
            skipping.append(name)
    elif name in skipping[-8:]:
        while skipping.pop() != name:
            pass


def _without_comments(text: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            break
        kept.append(text[at:start])
        at = end + 3
    kept.append(text[at:])
    return " ".join(kept)


def _main_part(text: str) -> str:
    lower = text.lower()
    for name in ("article", "main"):
        start, end = lower.find(f"<{name}"), lower.rfind(f"</{name}>")
        if start >= 0 and end - start > 600:
            return text[start:end]
    return text
