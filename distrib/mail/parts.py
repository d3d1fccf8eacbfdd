"""The two bodies of a message: templates filled, sanitised, CSS inlined. Personal places stay marked, not filled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import css_inline
from jinja2 import FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from distrib.core.message import Slot
from distrib.core.message.words import header_address
from distrib.mail.markdown_html import LEFT_TO_RIGHT, Shown, to_html
from distrib.mail.markdown_text import RULE, to_text
from distrib.mail.phrases import templates_folder
from distrib.mail.quoted import MARKS
from distrib.mail.view import LEFT_TO_RIGHT_MARK, LOGO_ID, View, mail_link

OPT_OUT_SUBJECT = "?subject=opt-out%20"

_FONTS = {
    "ltr": "'Helvetica Neue', Helvetica, Arial, sans-serif",
    "rtl": "'Segoe UI', Tahoma, 'Geeza Pro', Arial, sans-serif",
}
_EMPTY_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Parts:
    """Both bodies with marks for the personal places; they end in a line feed."""

    text: str
    html: str


def make_parts(view: View, opt_out_address: str) -> Parts:
    """Both bodies, saying the same."""
    link = mail_link(header_address(opt_out_address)) + OPT_OUT_SUBJECT
    return Parts(_text(view, link), _html(view, link))


def _text(view: View, link: str) -> str:
    filled = (
        _environment()
        .get_template("release.txt.j2")
        .render(
            view,
            greeting=MARKS[Slot.TEXT_GREETING],
            opt_out_address_link=link + MARKS[Slot.TEXT_TOKEN],
            body_text=_in_order(view, _body_text(view)),
            notes_text=_in_order(view, to_text(view["notes"])),
            about_text=_in_order(view, to_text(view["about"])),
        )
    )
    return _EMPTY_LINES.sub("\n\n", filled).strip("\n") + "\n"


def _html(view: View, link: str) -> str:
    is_rtl = view["dir"] == "rtl"
    filled = (
        _environment()
        .get_template("release.html.j2")
        .render(
            view,
            start="right" if is_rtl else "left",
            logo_address=f"cid:{LOGO_ID}",
            fonts=Markup(_FONTS[view["dir"]]),  # noqa: S704 - our own constant
            greeting=MARKS[Slot.HTML_GREETING],
            opt_out_address_link=link + MARKS[Slot.HTML_TOKEN],
            body_html=Markup(_body(view, is_rtl=is_rtl)),  # noqa: S704 - sanitised
            notes_html=Markup(to_html(view["notes"], is_rtl=is_rtl)),  # noqa: S704 - sanitised
            about_html=Markup(to_html(view["about"], is_rtl=is_rtl)),  # noqa: S704 - sanitised
        )
    )
    inlined: str = _inliner().inline(filled)
    return inlined.replace(' data-css-inline="keep"', "").strip("\n") + "\n"


def _body(view: View, *, is_rtl: bool) -> str:
    pictures = {name: Shown(**values) for name, values in view["pictures"].items()}
    body = to_html(view["body"], lead=view["dateline"], is_rtl=is_rtl, pictures=pictures)
    return _below(view, to_html(view["correction"], is_rtl=is_rtl) + "\n<hr>", body)


def _body_text(view: View) -> str:
    body = to_text(view["body"], lead=view["dateline"], pictures=_described(view))
    return _below(view, f"{to_text(view['correction'])}\n\n{RULE}", body)


def _in_order(view: View, text: str) -> str:
    """Numbers and addresses read from left to right on a page that does not."""
    return LEFT_TO_RIGHT.sub(rf"{LEFT_TO_RIGHT_MARK}\g<0>", text) if view["dir"] == "rtl" else text


def _described(view: View) -> dict[str, str]:
    return {name: str(values["alt"]) for name, values in view["pictures"].items()}


def _below(view: View, correction: str, body: str) -> str:
    """The text below what it corrects, where it does."""
    return f"{correction.strip()}\n\n{body}" if view["correction"] else body


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False)


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates_folder()),
        undefined=StrictUndefined,
        autoescape=select_autoescape(enabled_extensions=("html.j2", "css.j2"), default=False),
        trim_blocks=True,
        lstrip_blocks=True,
    )
