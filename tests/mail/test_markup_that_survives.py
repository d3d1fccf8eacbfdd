"""What mail programs leave of markup, line by line, on the golden message of each language."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from golden_mail import FILES, GOLDEN, LOGO

from distrib.mail.pictures import reencoded

MOST_STYLE = 16 * 1024
LANGUAGES = sorted(GOLDEN)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def message_of(language: str) -> EmailMessage:
    """The message as a mailbox reads it."""
    return message_from_bytes(GOLDEN[language].message, policy=policy.default)


def page_of(language: str) -> str:
    """Its HTML part."""
    body = message_of(language).get_body(("html",))
    assert body is not None
    return str(body.get_content())


def tags(page: str, name: str) -> list[str]:
    """All opening tags of a name."""
    return re.findall(rf"<{name}(?:\s[^>]*)?>", page)


class _Words(HTMLParser):
    """The words that a reader of the page sees, and no hidden ones."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("style", "title") or ("class", "preheader") in attrs:
            self.hidden += 1

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and tag in ("style", "title", "div"):
            self.hidden -= 1

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words += re.findall(r"\w+", data)


@every_language
def test_the_width_is_an_attribute_and_a_style(language: str) -> None:
    """600 pixels, padding on cells only, every style inline, and little in <style>."""
    page = page_of(language)
    (sheet,) = [tag for tag in tags(page, "table") if 'class="sheet"' in tag]
    assert 'width="600"' in sheet
    assert "max-width: 600px" in sheet
    assert not any("padding:" in tag for name in ("table", "div", "p") for tag in tags(page, name))
    assert all('style="' in tag for name in ("h1", "h2", "p", "td", "a") for tag in tags(page, name) if "class" in tag)
    assert sum(map(len, re.findall(r"(?s)<style.*?</style>", page))) < MOST_STYLE


@every_language
def test_language_and_direction_are_on_every_level(language: str) -> None:
    """And alignment is explicit, to the right where the text runs so; nothing says `start` or `bdi`."""
    page = page_of(language)
    direction, side, other = ("rtl", "right", "left") if language == "ar" else ("ltr", "left", "right")
    for name in ("html", "body", "div"):
        assert any(f'lang="{language}"' in tag and f'dir="{direction}"' in tag for tag in tags(page, name))
    assert f'align="{side}"' in page
    assert f"text-align: {side}" in page
    assert f'align="{other}"' not in page
    assert f"text-align: {other}" not in page
    assert not re.search(r"text-align:\s*start|<bdi|(?:padding|border|margin)-inline", page)


def test_numbers_and_addresses_in_right_to_left_text_have_their_span() -> None:
    """Each of them, in text, notes and contacts."""
    page = page_of("ar")
    for kept in (r"\+41 22 730 25 90", r"press@relief\.example", r"\+216 22 241 842", r"(?<!\w)s@relief\.example"):
        outside_attributes = re.findall(rf">[^<]*{kept}[^<]*<", page)
        assert outside_attributes
        assert all(re.fullmatch(rf">{kept}<", one) for one in outside_attributes)
        assert re.search(rf'<span [^>]*dir="ltr"[^>]*>{kept}</span>', page)


@every_language
def test_colours_and_pictures_are_of_the_plain_kind(language: str) -> None:
    """Hex colours, both metas for dark mode, no SVG, WebP, base64 or variables."""
    page = page_of(language)
    colours = re.findall(r"(?<![-\w])(?:background-color|color):\s*([^;\"}!]+)", page)
    colours = [one.strip() for one in colours if one.strip() != "scheme"]
    assert all(re.fullmatch(r"#[0-9a-f]{6}", one) for one in colours)
    for name in ("color-scheme", "supported-color-schemes"):
        assert f'<meta name="{name}" content="light dark">' in page
    assert not re.search(r"<svg|webp|data:|var\(|rgba?\(", page)
    kinds = {part.get_content_type() for part in message_of(language).walk()}
    assert kinds <= {
        *("multipart/mixed", "multipart/alternative", "multipart/related"),
        *("text/plain", "text/html", "image/png", "application/pdf"),
    }


def test_the_logo_is_opaque() -> None:
    """A transparent one would be black on black in dark mode; one that is given so is laid on a ground."""
    assert LOGO[25] == 2, "colour type 2 of a PNG has no transparency"
    assert reencoded(LOGO, "logo.png").data[:4] == b"\x89PNG"
    assert LOGO in FILES.values()


@every_language
def test_the_hidden_preheader_comes_first(language: str) -> None:
    """In every way that one or another program knows."""
    page = page_of(language)
    found = re.search(r'<body[^>]*>\s*<div class="preheader" style="([^"]*)">[^<]+</div>', page)
    assert found is not None
    assert all(rule in found[1] for rule in ("display: none", "max-height: 0", "overflow: hidden", "mso-hide: all"))


@every_language
def test_a_wide_table_does_not_widen_the_page_of_a_phone(language: str) -> None:
    """The sheet keeps the width of the phone, and text breaks there; the table is scrolled in it, its words whole."""
    narrow = page_of(language).partition("@media (max-width: 480px)")[2].partition("@media")[0]
    assert re.search(r"\.sheet\s*\{[^}]*table-layout: fixed", narrow)
    assert re.search(r"\.body\s*\{[^}]*overflow-x: auto", narrow)


@every_language
def test_only_tables_of_layout_are_presentation(language: str) -> None:
    """A table of the text has header cells instead; headings, lists and paragraphs are real; links have words."""
    page = page_of(language)
    for tag in tags(page, "table"):
        is_layout = "cellpadding" in tag
        assert ('role="presentation"' in tag) is is_layout
    assert len(tags(page, "h1")) == 1
    assert tags(page, "h2")
    assert ("<ol" in page) if language == "es" else ("<ul" in page)
    assert all('scope="col"' in tag for tag in tags(page, "th"))
    assert all("word-break: normal" in tag for tag in tags(page, "th")), "else phones break short words of a table"
    assert len(tags(page, "th")) == (2 if language == "en" else 0)
    links = re.findall(r"(?s)<a [^>]*>(.*?)</a>", page)
    assert links
    assert not any(re.sub(r"<[^>]*>", "", words).strip().casefold() in ("", "here", "click here") for words in links)


@every_language
def test_the_text_part_comes_first_and_says_the_same(language: str) -> None:
    """All words of it stand on the page, in its order, but for addresses that only links have and marks of lists."""
    message = message_of(language)
    order = [part.get_content_type() for part in message.walk() if part.get_content_maintype() == "text"]
    assert order == ["text/plain", "text/html"]
    plain = message.get_body(("plain",))
    assert plain is not None
    text = re.sub(
        r"\s\(https?://\S+\)|mailto:\S+|^\[.*\]$|^\d\. ", "", plain.get_content().replace("\r", ""), flags=re.MULTILINE
    )
    page = _Words()
    page.feed(re.sub(r"(?s)<!--.*?-->", "", page_of(language)))
    # The page names the office by its logo above, and says what the link at its end does.
    bar, link = re.findall(r"\w+", "Relief Alliance"), re.findall(r">([^<]*)</a></p>", page_of(language))[-1]
    words = page.words[: -len(re.findall(r"\w+", link))]
    said = re.findall(r"\w+", text)
    for start in range(len(said)):
        if said[start : start + 2] == bar:
            del said[start : start + 2]
            break
    assert said == words


@every_language
def test_the_header_has_what_email_message_spoils(language: str) -> None:
    """List-Unsubscribe is raw on one line, and no space of the subject is lost."""
    raw = GOLDEN[language].message
    line = b"\r\nList-Unsubscribe: <mailto:optout@relief.example?subject=opt-out%20k3v9x2m7q4>\r\n"
    assert raw.count(line) == 1
    golden = GOLDEN[language]
    markers = "".join(f"{one}: " for one in golden.edition.markers)
    test = "TEST: " if golden.options.get("is_test") else ""
    assert message_of(language)["Subject"] == f"{test}{markers}{golden.edition.headline}"
