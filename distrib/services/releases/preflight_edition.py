"""What preflight finds in one composed edition: its page, its pictures, and the embargo above its headline."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from distrib.core.phrase import phrased
from distrib.core.plain_text import one_line
from distrib.core.preflight import Finding, Part, Place, Severity
from distrib.core.preflight.page import flaws
from distrib.core.preflight.text import parts_of
from distrib.core.release import Edition, Release
from distrib.ingest.dates import find_date


def page_findings(edition: Edition, page: str) -> Iterator[Finding]:
    """Flaws of the page, each with the part of the text that it comes from."""
    for flaw in flaws(page):
        named = next((one.name for one in edition.attachments if flaw.needle == f"cid:{one.content_id}"), None)
        if named is not None:
            place = Place(Part.FILES, edition.language, one_line(named))
        else:
            place = Place(_part_with(edition, flaw.needle), edition.language)
        yield Finding(flaw.severity, place, flaw.said)


def picture_findings(edition: Edition) -> Iterator[Finding]:
    """Pictures that the text names and that do not go with it: nothing is ever fetched by opening a mail."""
    from distrib.mail.markdown import pictures_in

    there = {one.name for one in edition.attachments if one.content_id}
    for part, text in ((Part.BODY, edition.body), (Part.BOILERPLATE, edition.boilerplate or "")):
        for name in dict.fromkeys(pictures_in(text)):
            if name in there and part is Part.BODY:
                continue
            yield Finding(
                Severity.STOP,
                Place(part, edition.language),
                phrased(
                    "The text names a picture, {name}, that does not stand in it: it loads nothing from "
                    "elsewhere. Attach the file (distrib release attach --inline) and name it as it is called "
                    "there.",
                    name=one_line(name)[:80],
                ),
            )


def date_findings(edition: Edition) -> Iterator[Finding]:
    """A date that no calendar has, such as 31 February 2026: a slip that every reader sees."""
    found = find_date(edition.dateline.date_text or "")
    if found is not None and found.is_impossible:
        yield Finding(
            Severity.STOP,
            Place(Part.DATELINE, edition.language),
            phrased("There is no such day as {date}. Correct the date.", date=one_line(found.text)[:80]),
        )


def embargo_findings(release: Release, edition: Edition, parts: tuple[str, str]) -> Iterator[Finding]:
    """Under embargo the reader must be told above the headline."""
    from distrib.mail.phrases import phrases_for

    if release.embargo is None:
        return
    above = parts[0].partition(one_line(edition.headline))[0].casefold()
    is_said = any(word in above for word in phrases_for(edition.language).embargo_words)
    line = one_line(edition.embargo or "")
    if not is_said or any(line not in one_line(unescape(part)) for part in parts):
        yield Finding(
            Severity.STOP,
            Place(Part.EMBARGO, edition.language),
            phrased(
                "{reference} is under embargo, and no line above the headline says so. Write one in this edition.",
                reference=release.reference,
            ),
        )


def _part_with(edition: Edition, needle: str) -> Part:
    return next((part for part, text in parts_of(edition) if needle and needle in text), Part.BODY)
