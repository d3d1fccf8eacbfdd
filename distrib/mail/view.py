"""What the templates are given: plain strings, lists and dicts, cleaned. No template ever gets an object of ours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote

from distrib.core.delivery.dispatch import Sender
from distrib.core.look import Look
from distrib.core.message.words import shortened
from distrib.core.plain_text import many_lines, one_line
from distrib.core.release import Attachment, Contact, Edition
from distrib.mail.markdown import pictures_in
from distrib.mail.markdown_text import to_text
from distrib.mail.phrases import Phrases, fill, primary_language

PREHEADER = 140
"""Characters a mailbox shows beside the subject."""

LEFT_TO_RIGHT_MARK = "\u200e"
"""Before numbers in right-to-left text it keeps their groups in order (UAX #9, rule W7)."""

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages whose pages run from right to left, with phrases of their own or not."""

_E164 = re.compile(r"\+[0-9]{5,15}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}")

View = dict[str, Any]


WIDTH = 600
"""Pixels of the layout."""

_COLUMN = 536
"""Pixels of the text in it."""

LOGO_ID = "logo@picture.invalid"


def make_view(
    edition: Edition,
    sender: Sender,
    phrases: Phrases,
    *,
    reference: str,
    widths: Mapping[str, int],
    is_fallback: bool = False,
    is_test: bool = False,
) -> View:
    """All that both parts say, except greeting and opt-out link, which are personal.

    `widths` has the pixels of every picture that stands in the text, by the hash of its bytes.
    """
    organisation = one_line(sender.organisation)
    is_rtl = phrases.direction == "rtl" or primary_language(edition.language) in RIGHT_TO_LEFT
    postal_address = _lines(many_lines(sender.postal_address or "").split("\n"))
    return {
        "lang": language_tag(edition.language),
        "dir": "rtl" if is_rtl else "ltr",
        "organisation": organisation,
        "test": phrases.test if is_test else "",
        "look": _look(sender.look, organisation, is_rtl=is_rtl),
        "markers": _lines(edition.markers),
        "embargo": _embargo(edition, phrases),
        "release_line": _release_line(edition, phrases),
        "headline": one_line(edition.headline),
        "subheadline": one_line(edition.subheadline or ""),
        "preheader": _preheader(edition),
        "dateline": _dateline(edition, phrases),
        "correction": _clean(edition.correction or ""),
        "body": _with_pictures(edition),
        "pictures": {one.name: _shown(one, widths[one.sha256]) for one in edition.attachments if one.content_id},
        "notes_heading": _notes_heading(edition, phrases),
        "notes": _clean(edition.notes or ""),
        "contacts_heading": phrases.contacts,
        "contacts": [_contact(contact, phrases) for contact in edition.contacts],
        "phone_label": phrases.phone + phrases.colon,
        "email_label": phrases.email + phrases.colon,
        "about_heading": _about_heading(edition, phrases, organisation),
        "about": _clean(edition.boilerplate or ""),
        "postal_address": [_in_order(line) for line in postal_address] if is_rtl else postal_address,
        "why": fill(phrases.why, organisation=organisation),
        "opt_out": phrases.opt_out,
        "opt_out_link": phrases.opt_out_link,
        "fallback": fill(phrases.fallback, language=phrases.language) if is_fallback else "",
        "before_number": LEFT_TO_RIGHT_MARK if is_rtl else "",
        "reference": fill(phrases.reference, reference=(_in_order if is_rtl else str)(one_line(reference))),
    }


def _look(look: Look, organisation: str, *, is_rtl: bool) -> View:
    logo = look.logo
    footer = _lines(many_lines(look.footer or "").split("\n"))
    return {
        "bar": look.bar,
        "on_bar": look.on_bar,
        "heading": look.heading,
        "link": look.link,
        "footer": [_in_order(line) for line in footer] if is_rtl else footer,
        "logo": {"width": logo.width, "height": logo.height, "alt": one_line(logo.alt or "") or organisation}
        if logo
        else None,
    }


def _with_pictures(edition: Edition) -> str:
    """The body; a picture that it does not place stands below it."""
    body = _clean(edition.body)
    pictures = [one.name for one in edition.attachments if one.content_id]
    if not pictures:
        return body
    placed = pictures_in(body)
    return "\n\n".join([body, *(f"![](<{name}>)" for name in pictures if name not in placed)])


def _shown(attachment: Attachment, width: int) -> View:
    address = f"cid:{attachment.content_id}"
    return {"address": address, "width": min(width, _COLUMN), "alt": one_line(attachment.alt or "")}


def _in_order(text: str) -> str:
    """For a right-to-left page: text without right-to-left letters keeps its own order."""
    has_rtl = any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
    return text if has_rtl else LEFT_TO_RIGHT_MARK + text


def mail_link(address: str) -> str:
    """A mailto: address (RFC 6068) whose parts cannot end it."""
    return "mailto:" + quote(address, safe="@+")


def language_tag(language: str) -> str:
    """The language where it has the form of a tag (RFC 5646), else `und`."""
    return language if _LANGUAGE.fullmatch(language) else "und"


def _clean(text: str) -> str:
    return many_lines(text).strip("\n")


def _lines(texts: tuple[str, ...] | list[str]) -> list[str]:
    return [line for line in map(one_line, texts) if line]


def _dateline(edition: Edition, phrases: Phrases) -> str:
    place = one_line(edition.dateline.place or "")
    day = one_line(edition.dateline.date_text or "")
    if not day and edition.dateline.date is not None:
        day = _written(edition.dateline.date, edition.language, phrases.date_format)
    if place and day:
        return fill(phrases.dateline, place=place, date=day)
    if place or day:
        return fill(phrases.dateline_place if place else phrases.dateline_date, place=place, date=day)
    return ""


def _written(day: date, language: str, pattern: str) -> str:
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    return format_date(day, pattern, locale=locale)


def _embargo(edition: Edition, phrases: Phrases) -> str:
    text = one_line(edition.embargo or "")
    says_so = any(word in text.casefold() for word in phrases.embargo_words)
    return text if says_so or not text else fill(phrases.embargo, text=text)


def _release_line(edition: Edition, phrases: Phrases) -> str:
    """As written; nothing contradicts an embargo or a marker such as KILL."""
    if edition.release_line:
        return one_line(edition.release_line)
    return "" if edition.embargo or edition.markers else phrases.immediate


def _notes_heading(edition: Edition, phrases: Phrases) -> str:
    return _heading(edition.notes, phrases.notes_words, phrases.notes)


def _about_heading(edition: Edition, phrases: Phrases, organisation: str) -> str:
    return _heading(edition.boilerplate, phrases.about_words, fill(phrases.about, organisation=organisation))


def _heading(text: str | None, own: tuple[str, ...], heading: str) -> str:
    """The heading, unless there is nothing below it or the text brings one of its own."""
    opening = one_line(text or "").lstrip("#*_ ").casefold()
    return "" if not opening or opening.startswith(own) else heading


def _preheader(edition: Edition) -> str:
    return shortened(one_line(edition.subheadline or "") or _opening(edition), PREHEADER)


def _opening(edition: Edition) -> str:
    pictures = {one.name: one_line(one.alt or "") for one in edition.attachments if one.content_id}
    return one_line(to_text(_clean(edition.body)[:2000], pictures=pictures))


def _contact(contact: Contact, phrases: Phrases) -> View:
    about = _lines([contact.role or "", contact.office or ""])
    written = contact.phones_as_written if len(contact.phones_as_written) == len(contact.phones) else contact.phones
    pairs = zip(contact.phones, written, strict=True)
    return {
        "name": one_line(contact.name or ""),
        "about": phrases.comma.join(about),
        "phones": [_phone(number, shown) for number, shown in pairs],
        "emails": [{"shown": one_line(email), "link": mail_link(one_line(email))} for email in contact.emails],
    }


def _phone(number: str, shown: str) -> View:
    """Linked only where the number is known to be one; a number nobody wrote is shown in groups."""
    number, shown = one_line(number), one_line(shown)
    is_known = _E164.fullmatch(number) is not None
    return {
        "shown": _grouped(number) if is_known and shown == number else shown,
        "link": f"tel:{number}" if is_known else "",
    }


def _grouped(number: str) -> str:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
