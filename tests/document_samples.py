"""One invented release as a Word, OpenDocument and RTF document, as a page and as a mail; and parts to vary it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from xml.sax.saxutils import escape

from release_samples import HEADLINE, MORE, QUOTE, STORY

ROOT = "http://schemas.openxmlformats.org"
WORD = f'xmlns:w="{ROOT}/wordprocessingml/2006/main" xmlns:r="{ROOT}/officeDocument/2006/relationships"'
LINK = "https://water.example/report"
EMBARGO = "EMBARGOED UNTIL 00:01 GMT, Tuesday 12 March 2024"
CONTACT = "Jane Doe, spokesperson, +41 22 730 01 23, jane@example.org"
DATELINE = f"GENEVA, 12 March 2024 – {STORY}"
ITEMS = ("Four villages have water", "Five have none")
ROWS = (("Village", "Wells"), ("Upper Rill", "3"), ("Lower Rill", "0"))
FURTHER = "The full report says how the wells were counted and who has looked after them since the spring."
BODY = "\n\n".join(
    (
        STORY,
        QUOTE,
        "* Four villages have water",
        "    1. Five have none",
        "| Village | Wells |\n| --- | --- |\n| Upper Rill | 3 |\n| Lower Rill | 0 |",
        f"> {MORE}",
        FURTHER.replace("full report", f"[full report]({LINK})"),
    )
)
"""What every format says, as Markdown."""

HEADER = f"<w:hdr {WORD}><w:p><w:r><w:t>{EMBARGO}</w:t></w:r></w:p></w:hdr>"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """An archive of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in parts.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, packing)
    return data.getvalue()


def run(text: str) -> str:
    """Words of a paragraph in Word."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(inside: str, *, style: str = "", number: str = "", level: int = 0) -> str:
    """A paragraph in Word; `inside` is XML."""
    is_listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if number else ""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{is_listed}<w:rPr><w:ins/></w:rPr></w:pPr>{inside}</w:p>"


def word_table(rows: tuple[tuple[str, ...], ...]) -> str:
    """A table in Word."""
    cells = ("".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def word_body() -> str:
    """The release's paragraphs in Word."""
    before, link, after = FURTHER.partition("full report")
    linked = f'{run(before)}<w:hyperlink r:id="link">{run(link)}</w:hyperlink>{run(after)}'
    return "".join(
        (
            paragraph(run(HEADLINE), style="Titel"),
            paragraph(run(DATELINE)),
            paragraph(run(QUOTE)),
            paragraph(run(ITEMS[0]), number="1"),
            paragraph(run(ITEMS[1]), number="2", level=1),
            word_table(ROWS),
            paragraph(run(MORE), style="Zitat"),
            paragraph(linked),
            paragraph(run("ENDS")),
            paragraph(run("Media contact:")),
            paragraph(run(CONTACT)),
        )
    )


def docx(body: str | None = None, **parts: str | bytes) -> bytes:
    """A Word document with a page header that holds the embargo."""
    kinds = f"{ROOT}/officeDocument/2006/relationships"
    relations = (
        ("styles", "styles", "styles.xml", ""),
        ("numbering", "numbering", "numbering.xml", ""),
        ("header", "header", "header1.xml", ""),
        ("link", "hyperlink", LINK, 'TargetMode="External"'),
    )
    named = "".join(
        f'<Relationship Id="{key}" Type="{kinds}/{kind}" Target="{target}" {mode}/>'
        for key, kind, target, mode in relations
    )
    levels = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="{n - 1}"><w:numFmt w:val="{form}"/></w:lvl>'
        "</w:abstractNum>"
        for n, form in ((1, "bullet"), (2, "decimal"))
    )
    numbers = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    styles = "".join(
        f'<w:style w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Titel", "Title"), ("Zitat", "Quote"))
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {WORD}><w:body>{body or word_body()}</w:body></w:document>",
            "word/_rels/document.xml.rels": f"<Relationships>{named}</Relationships>",
            "word/styles.xml": f"<w:styles {WORD}>{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {WORD}>{levels}{numbers}</w:numbering>",
            "word/header1.xml": HEADER,
            **parts,
        }
    )


OPEN = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
)


def odt_body() -> str:
    """The release's paragraphs in OpenDocument."""
    before, link, after = FURTHER.partition("full report")
    rows = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in ROWS
    )
    return (
        f'<text:h text:outline-level="1">{HEADLINE}</text:h><text:p>{DATELINE}</text:p><text:p>{QUOTE}</text:p>'
        f'<text:list text:style-name="B"><text:list-item><text:p>{ITEMS[0]}</text:p>'
        f'<text:list text:style-name="N"><text:list-item><text:p>{ITEMS[1]}</text:p></text:list-item></text:list>'
        f"</text:list-item></text:list><table:table>{rows}</table:table>"
        f'<text:p text:style-name="P1">{MORE}</text:p>'
        f'<text:p>{before}<text:a xlink:href="{LINK}">{link}</text:a>{after}</text:p>'
        f"<text:p>ENDS</text:p><text:p>Media contact:</text:p><text:p>{CONTACT}</text:p>"
    )


def odt(body: str | None = None) -> bytes:
    """An OpenDocument text with a page header that holds the embargo."""
    styles = (
        '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
        '<text:list-style style:name="B"><text:list-level-style-bullet/></text:list-style>'
        '<text:list-style style:name="N"><text:list-level-style-number/></text:list-style>'
    )
    xlink = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {OPEN} {xlink}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:text>{body or odt_body()}</office:text></office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {OPEN}><style:header><text:p>{EMBARGO}</text:p></style:header>"
            "</office:document-styles>",
        }
    )


def rtf_text(text: str) -> str:
    """Words in RTF."""
    return "".join(one if " " <= one <= "~" else f"\\u{ord(one)}?" for one in text)


def rtf(body: str | None = None) -> bytes:
    """An RTF document with a page header that holds the embargo."""
    before, link, after = (rtf_text(part) for part in FURTHER.partition("full report"))
    rows = "".join(
        "\\trowd\\cellx3000\\cellx6000 " + "".join(f"\\pard\\intbl {cell}\\cell" for cell in row) + "\\row\n"
        for row in ROWS
    )
    linked = f'{{\\field{{\\*\\fldinst{{HYPERLINK "{LINK}"}}}}{{\\fldrslt{{\\ul {link}}}}}}}'
    whole = (
        f"\\pard\\s1 {rtf_text(HEADLINE)}\\par\n\\pard {rtf_text(DATELINE)}\\par\n{rtf_text(QUOTE)}\\par\n"
        f"{{\\listtext\\'b7\\tab}}{ITEMS[0]}\\par\n\\pard\\ilvl1{{\\listtext 1.\\tab}}{ITEMS[1]}\\par\n{rows}"
        f"\\pard\\s2 {rtf_text(MORE)}\\par\n\\pard {before}{linked}{after}\\par\n"
        f"ENDS\\par\nMedia contact:\\par\n{CONTACT}\\par\n"
    )
    return (
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset178 Arial;}}"
        "{\\stylesheet{\\s1 heading 1;}{\\s2\\sbasedon0 Quote;}}\\headery708"
        f"{{\\header\\pard {EMBARGO}\\par}}\n{body or whole}}}"
    ).encode("ascii")


def page(body: str | None = None) -> str:
    """A saved web page."""
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    linked = FURTHER.replace("full report", f'<a href="{LINK}">full report</a>')
    return body or (
        "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body>"
        f"<p>{EMBARGO}</p><h1>{HEADLINE}</h1>"
        f"<p>{DATELINE}</p><p>{QUOTE}</p><ul><li>{ITEMS[0]}<ol><li>{ITEMS[1]}</li></ol></li></ul><table>{rows}</table>"
        f"<blockquote><p>{MORE}</p></blockquote><p>{linked}</p><p>ENDS</p><p>Media contact:</p><p>{CONTACT}</p>"
        "</body></html>"
    )


def mail() -> bytes:
    """A mail with text, page and an attachment."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "press@example.org", "desk@example.com", f"Fwd: {HEADLINE}"
    message.set_content("See the other part.")
    message.add_alternative(page(), subtype="html", cte="quoted-printable")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="Bericht – März.pdf")
    return message.as_bytes()


def markdown() -> str:
    """The release as text."""
    return f"{EMBARGO}\n\n# {HEADLINE}\n\nGENEVA, 12 March 2024 – {BODY}\n\nENDS\n\nMedia contact:\n{CONTACT}\n"


FORMATS: dict[str, Callable[[], bytes]] = {
    "docx": docx,
    "odt": odt,
    "rtf": rtf,
    "html": lambda: page().encode(),
    "eml": mail,
    "md": lambda: markdown().encode(),
}
