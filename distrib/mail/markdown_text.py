"""Markdown to the text part: the same words, with as little punctuation as keeps lists, quotes and links readable.

Lines are not wrapped: a paragraph is one line, so that phones reflow it and a newsroom can paste it. The transfer
encoding breaks long lines by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from distrib.mail.markdown import parse, picture_name

RULE = "* * *"

_BREAKS = ("softbreak", "hardbreak")


def to_text(source: str, *, lead: str = "", pictures: Mapping[str, str] | None = None) -> str:
    """Blocks separated by one empty line; `lead` is put before the first paragraph.

    `pictures` are those that the text may name, by name, with what they show.
    """
    known = pictures or {}
    tokens = parse(source, lead=lead, pictures=known)
    for token in tokens:
        if token.children is not None:
            for child in token.children:
                if child.type == "image":
                    child.content = f"[{child.content.strip() or known[picture_name(child)]}]"
            # Emphasis nests without bound: flat text first, or the tree below runs out of stack.
            token.children = [Token("text", "", 0, content=_inline(token.children))]
    return _blocks(SyntaxTreeNode(tokens))


def _blocks(node: SyntaxTreeNode, gap: str = "\n\n") -> str:
    return gap.join(filter(None, map(_block, node.children)))


def _block(node: SyntaxTreeNode) -> str:
    return _BLOCKS.get(node.type, _lines)(node)


def _lines(node: SyntaxTreeNode) -> str:
    """A paragraph, heading or cell: one inline child with one text."""
    return "".join(text.content for inline in node.children for text in inline.children)


def _inline(tokens: list[Token]) -> str:
    """The text of a paragraph's tokens; links do not nest."""
    parts: list[str] = []
    start, address = 0, ""
    for token in tokens:
        if token.type == "link_open":
            start, address = len(parts), str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            parts[start:] = [_link("".join(parts[start:]), address)]
        else:
            parts.append("\n" if token.type in _BREAKS else token.content)
    return "".join(parts)


def _link(shown: str, address: str) -> str:
    """`text (address)`; the address alone where the text says no more than it."""
    bare = address.removeprefix("mailto:").removeprefix("tel:")
    if not shown.strip():
        return bare
    is_same = shown.strip().rstrip("/") in (address.rstrip("/"), bare.rstrip("/"), bare.partition("://")[2].rstrip("/"))
    return shown if is_same else f"{shown} ({bare})"


def _bullets(node: SyntaxTreeNode) -> str:
    return "\n".join(_hanging("- ", item) for item in node.children)


def _numbers(node: SyntaxTreeNode) -> str:
    first = int(node.attrs.get("start", 1))
    return "\n".join(_hanging(f"{number}. ", item) for number, item in enumerate(node.children, first))


def _hanging(mark: str, item: SyntaxTreeNode) -> str:
    lines = _blocks(item, "\n").split("\n")
    return mark + ("\n" + " " * len(mark)).join(lines)


def _quote(node: SyntaxTreeNode) -> str:
    return "\n".join(f"> {line}".rstrip() for line in _blocks(node).split("\n"))


def _table(node: SyntaxTreeNode) -> str:
    rows = [row for part in node.children for row in part.children]
    return "\n".join(" | ".join(_lines(cell) for cell in row.children) for row in rows)


def _rule(_node: SyntaxTreeNode) -> str:
    return RULE


_BLOCKS: dict[str, Callable[[SyntaxTreeNode], str]] = {
    "bullet_list": _bullets,
    "ordered_list": _numbers,
    "blockquote": _quote,
    "table": _table,
    "hr": _rule,
}
