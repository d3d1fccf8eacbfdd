"""Page labels: what belongs to the page or mail around a release. Judges one line; knows no site."""

from __future__ import annotations

import re

from distrib.ingest.labels.contact import has_ways
from distrib.ingest.labels.page_words import (
    BUTTON_LABELS,
    CREDIT_OPENINGS,
    FOOTER_LABELS,
    FOOTER_OPENINGS,
    META_OPENINGS,
    NAVIGATION_LABELS,
)
from distrib.ingest.labels.release import SHORT, bare
from distrib.ingest.labels.vocabulary import alternatives, compiled

CREDIT = 100
"""A photographer and an agency have no more characters."""

_RULE = re.compile(r"[\s\-–—_=*.·•|+~×]+$")
_FOOTER = compiled(alternatives(FOOTER_LABELS))
_FOOTER_OPENING = compiled(rf"\W*{alternatives(FOOTER_OPENINGS)}")
_NAVIGATION = compiled(alternatives(NAVIGATION_LABELS, BUTTON_LABELS))
_BUTTON = compiled(alternatives(BUTTON_LABELS))
_CREDIT = compiled(rf"[(\[]?{alternatives(CREDIT_OPENINGS)}")
_META = compiled(rf"\W*{alternatives(META_OPENINGS)}")
_FILE_SIZE = re.compile(
    r"\b\d[\d.,]*\s?[KM]B\b\W*$|\b\d[\d.,]*\s?[KM]B\s\|[^|]{0,40}$|\w\.(?:pdf|docx?|xlsx?|pptx?|zip)$", re.IGNORECASE
)
"""A file to download, by its name or size."""

_CRUMB = re.compile(r"\s(?:[>»«‹›|/·•]|[→←]|::)\s|\s?>\s?")
_PATH = re.compile(r"\s(?:>|»|›|→|::)\s")
"""Signs that lead from a page to one below it, and are not written for anything else."""

_WIRE_SOURCE = re.compile(r"SOURCE:?\s+\S")
_LINK_ONLY = re.compile(r"(?:!?\[[^\[\]]*\]\(\S+\)|<?https?://\S+>?|www\.\S+)$")
_MARKED = re.compile(r"!\[[^\[\]]*\]\(\S+\)")
"""A picture in Markdown."""

_IMAGE = re.compile(rf"{_MARKED.pattern}|https?://\S+\.(?:jpe?g|png|gif|webp|svg)$", re.I)
_PHOTO = (
    r"(?:photos?|pictures?|images?|foto(?:s|graf\w*)?|photograph(?:s|er|y)?|imagen|bild(?:er)?|zdjęci[ae]|фото"
    "|صورة|الصورة)"
)
_CAPTION = compiled(
    rf"\W*(?:(?:{_PHOTO}(?: (?:credit|caption|by))?|(?:photo )?caption"
    r"|crédits?(?: photo)?|créditos?(?: de la foto)?|légende|bildunterschrift)"
    r"\s?[:©]|©(?!\s?\d{4}\b))"
)
_ARCHIVE = re.compile(r"[A-Z][\w&.-]{1,15}/[\w.-]{0,20}\d{3}[\w.-]{0,20}(?:/[^/\d]{2,40})?$")
"""A picture by its agency, number and photographer: "UNICEF/UN0551234/Doe"."""

_CREDITED = compiled(
    rf"(?:{_PHOTO}(?: credit)?|credit|crédit(?: photo)?|créditos?|copyright|bildnachweis)\s?[:©/]\s?\S.{{0,60}}$"
    rf"|©\s?\S.{{1,60}}$|\({_PHOTO} (?:by|courtesy of|par|de|von) [^()]{{2,60}}\)$"
)
_GREETING = compiled(
    r"(?:dear|hi|hello|good (?:morning|afternoon)|sehr geehrte|liebe|cher|chère|bonjour|estimad|hola|prezad|gentil|caro"
    r"|cara)\w{0,3}\b[^.]{0,60}$|(?:please )?(?:find|see) (?:below|attached|the (?:attached|following))"
    r"|報道(?:関係者|機関)?\s?の?(?:皆様|各位)"
    r"|(?:bitte finden|anbei|veuillez trouver|ci-joint|ci-dessous|adjunt|a continuación|segue)\b"
)
_COOKIES = compiled(
    r"\bcookies?\b[^\n]{0,200}\b(?:accept|consent|agree|policy|browser|experience|acceptez|navigation|einverstanden|zustimm"
    r"|aceptar|navegación|consentimiento|preferences|settings)|javascript (?:is|must be|to be) |your browser"
)
_PAGE = compiled(
    r"\W*(?:page|pg\.?|seite|página)\s?\d+(?:\s?(?:of|/|von|de)\s?\d+)?\W*$|\W*(?:more|continued|suite|mehr|sigue)\W*$"
)


def is_greeting(text: str) -> bool:
    """What a sender writes above a release in a mail."""
    return len(text) < 160 and bool(_GREETING.match(text))


def is_page_furniture(text: str) -> bool:
    """(more), page 2."""
    return len(text) < 30 and bool(_PAGE.match(text))


def is_rule(text: str) -> bool:
    """A line drawn with signs."""
    return bool(_RULE.match(text)) if len(text) < 200 else False


def is_navigation(text: str) -> bool:
    """A menu entry, a share button, a breadcrumb, the size of a file."""
    inner = bare(text)
    if not inner or inner.isdigit() or _is_trail(inner) or _FILE_SIZE.search(inner[:SHORT]):
        return True
    return len(inner) < 60 and bool(_NAVIGATION.fullmatch(inner))


def _is_trail(inner: str) -> bool:
    """Breadcrumbs, with or without spaces: "Home > News > 2025", "Home/News/Harbour opens"."""
    if len(inner) >= 160:
        return False
    path, parts = _PATH.split(inner), inner.split("/")
    is_trail = (
        (len(path) > 1 and bool(_NAVIGATION.fullmatch(path[0])))
        or len(_CRUMB.findall(inner)) >= 2
        or (len(parts) > 2 and bool(_NAVIGATION.fullmatch(parts[0])))
    )
    return is_trail and not has_ways(inner)


def is_meta(text: str) -> bool:
    """When a page published an article, who wrote it, how long it takes to read."""
    return len(text) < 120 and bool(_META.match(text))


def is_button(text: str) -> bool:
    """Download, print: what is pressed."""
    inner = bare(text)
    return len(inner) < 60 and bool(_BUTTON.fullmatch(inner))


def is_caption(text: str) -> bool:
    """What is said below a picture: it opens with that, or ends in the photographer's credit."""
    return len(text) < 500 and bool(_CAPTION.match(text) or _CREDITED.search(text[-CREDIT:]) or _ARCHIVE.match(text))


def is_credit(text: str) -> bool:
    """Who reported and edited it, on a line of its own."""
    return len(text) < 160 and bool(_CREDIT.match(text))


def is_cookie_notice(text: str) -> bool:
    """What a page says of itself before it says anything."""
    return bool(_COOKIES.search(text[:1000]))


def is_star_line(raw: str) -> bool:
    """* * *, *** and their kin: an end where no story follows, else a break."""
    return raw.count("*") >= 3 and not raw.strip("* \t")


def is_footer(text: str) -> bool:
    """What a page puts under a release."""
    inner = bare(text)
    if _FOOTER_OPENING.match(text[:SHORT]):
        return True
    return len(inner) < 70 and bool(_FOOTER.fullmatch(inner))


def is_wire_source(text: str) -> bool:
    """SOURCE and the sender, as wires close a release."""
    return len(text) < 200 and bool(_WIRE_SOURCE.match(text))


def is_link(raw: str) -> bool:
    """An address or linked words and nothing else."""
    return bool(_LINK_ONLY.match(raw)) if len(raw) < 600 else False


def is_image(raw: str) -> bool:
    """A picture's address."""
    return bool(_IMAGE.match(raw)) if len(raw) < 600 else False


def is_picture(raw: str) -> bool:
    """A picture in Markdown on a line of its own; what is read of a text leaves it out."""
    return bool(_MARKED.fullmatch(raw.strip())) if len(raw) < 600 else False
