"""The Markdown of a release: which of it is understood. What is not is text, and shown as it was typed.

Releases are pasted prose, not programs: code, HTML, entities and link references are therefore never obeyed, and of
pictures only those that travel with the mail: nothing is ever fetched by opening it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

_NOT_UNDERSTOOD = (
    *("code", "fence", "reference", "html_block", "lheading"),
    *("backticks", "html_inline", "entity"),
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


def parse(source: str, *, lead: str = "", pictures: Collection[str] = ()) -> list[Token]:
    """The source as tokens; `lead` stands in bold before the first paragraph and is text only.

    Of pictures those that are named here stay; any other is text.
    """
    escaped = _ONLY_LOOKS_LIKE_A_LIST.sub(_escape, source)
    tokens = _parser().parse(escaped)
    for token in tokens:
        if token.children:
            token.children = list(_with_known_pictures(token.children, pictures))
    return _with_lead(tokens, lead.rstrip()) if lead.strip() else tokens


def pictures_in(source: str) -> list[str]:
    """The names of all pictures that the source names, in order."""
    children = [child for token in _parser().parse(source) for child in token.children or ()]
    return [picture_name(child) for child in children if child.type == "image"]


def picture_name(token: Token) -> str:
    """As a person wrote it: the parser has coded its letters."""
    return unquote(str(token.attrs.get("src", "")))


def render(tokens: list[Token]) -> str:
    """The tokens as HTML that nobody has sanitised yet."""
    parser = _parser()
    rendered: str = parser.renderer.render(tokens, parser.options, {})
    return rendered


def _with_known_pictures(tokens: list[Token], pictures: Collection[str]) -> Iterator[Token]:
    """The tokens; in place of a picture that is not there its words, with a link where it leads somewhere."""
    is_linked = False
    for token in tokens:
        if token.type != "image" or picture_name(token) in pictures:
            is_linked = token.type == "link_open" or (is_linked and token.type != "link_close")
            yield token
        elif "://" in (address := str(token.attrs.get("src", ""))) and not is_linked:
            yield _text("!")
            yield Token("link_open", "a", 1, attrs={"href": address})
            yield _text(token.content or address)
            yield Token("link_close", "a", -1)
        else:
            yield _text(f"![{token.content}]({picture_name(token)})")


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
