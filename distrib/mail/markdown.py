"""The Markdown of a release: which of it is understood. What is not is text, and shown as it was typed.

Releases are pasted prose, not programs: code, images, HTML, entities and link references are therefore never obeyed.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_NOT_UNDERSTOOD = (
    *("code", "fence", "reference", "html_block", "lheading"),
    *("backticks", "image", "html_inline", "entity"),
)
_ONLY_LOOKS_LIKE_A_LIST = re.compile(
    r"^([ \t]{0,20})(?:(\+)(?=[ \t]{1,4}\(?\d)|(\d{3,9})([.)])(?=[ \t]|$))", re.MULTILINE
)
"""A telephone number with its plus apart, or a sentence that begins with a year."""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False, "typographer": False})
    parser.enable("table").disable(_NOT_UNDERSTOOD)
    # Its rules are put in order at the first use, and a thread that comes in the middle of that finds none of them
    # (`Ruler.__compile__` of markdown-it-py 4): whoever gets the parser finds it used.
    parser.parse("*used*")
    return parser


def parse(source: str, *, lead: str = "") -> list[Token]:
    """The source as tokens; `lead` stands in bold before the first paragraph and is text only."""
    escaped = _ONLY_LOOKS_LIKE_A_LIST.sub(_escape, source)
    tokens = _parser().parse(escaped)
    return _with_lead(tokens, lead.rstrip()) if lead.strip() else tokens


def render(tokens: list[Token]) -> str:
    """The tokens as HTML that nobody has sanitised yet."""
    parser = _parser()
    rendered: str = parser.renderer.render(tokens, parser.options, {})
    return rendered


def _escape(match: re.Match[str]) -> str:
    indent, plus, number, mark = match.groups()
    return f"{indent}\\{plus}" if plus else f"{indent}{number}\\{mark}"


def _with_lead(tokens: list[Token], lead: str) -> list[Token]:
    bold = [Token("strong_open", "strong", 1), _text(lead), Token("strong_close", "strong", -1)]
    if len(tokens) > 1 and tokens[0].type == "paragraph_open":
        tokens[1].children = [*bold, _text(" "), *(tokens[1].children or [])]
        return tokens
    inline = Token("inline", "", 0, children=bold, content=lead)
    return [
        Token("paragraph_open", "p", 1, block=True),
        inline,
        Token("paragraph_close", "p", -1, block=True),
        *tokens,
    ]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
