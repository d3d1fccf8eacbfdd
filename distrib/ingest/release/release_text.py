"""A release's text to a draft: runs the steps of reading in order. Invents nothing and never raises on any text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from distrib.core.release import Contact, Dateline, Draft
from distrib.ingest.contacts.entry import as_contact
from distrib.ingest.contacts.merging import merge
from distrib.ingest.contacts.offices import without_letterhead, without_offices
from distrib.ingest.contacts.reading import read_contacts
from distrib.ingest.contacts.table import by_columns
from distrib.ingest.formats.document import MAX_CHARACTERS, Document
from distrib.ingest.formats.documents import text_document
from distrib.ingest.labels.contact import has_ways, is_further_information
from distrib.ingest.labels.dateline import read_date_line
from distrib.ingest.labels.phones import regions_for, to_e164
from distrib.ingest.lines import MAX_LINES, Block, Line, Note, make_line
from distrib.ingest.release.blocks import join_blocks, wrap_width
from distrib.ingest.release.body import as_markdown
from distrib.ingest.release.closing import Closing, read_closing
from distrib.ingest.release.corrected import without_correction
from distrib.ingest.release.heads import Head, read_head
from distrib.ingest.release.language import guess_language
from distrib.ingest.release.layout import Layout, lay_out, lay_out_short
from distrib.ingest.release.quotes import read_quotes
from distrib.ingest.release.signed import read_signed

FULL_LINE = 50
"""A contact's line is broken for want of room when it is so long."""

_BREAKS_OFF = re.compile(
    r"(?:,|-|\d|\b(?:of|at|or|and|the|for|de|des|du|la|und|für|der|del|e|et|y))\n(?=[\d(+]|[^\W\d_]+(?:[\s,]|$))"
)
SHORT_WORDS = 150
"""Below this a text may hold no paragraph that is prose by its form."""


def read_release(text: str, *, office_country: str | None = None) -> Draft:
    """What can be recognised in a pasted text, page or mail.

    `office_country` is the ISO 3166 code of the office's own country, for numbers without a prefix. A text without a
    release yields a draft with missing fields.
    """
    return recognise(text_document(text[:MAX_CHARACTERS]), office_country=office_country)


def recognise(document: Document, *, office_country: str | None = None) -> Draft:
    """What can be recognised in the lines of a document; see `read_release`."""
    subject, lines = document.subject, document.lines[:MAX_LINES]
    layout, head, closing = _parts(lines, subject)
    paragraphs = _paragraphs(closing.body, layout)
    language = guess_language("\n".join([head.headline or "", *paragraphs]))
    dateline = _dateline(layout, head, closing)
    return Draft(
        language=language,
        headline=head.headline,
        subheadline=head.subheadline,
        dateline=dateline,
        embargo=head.embargo,
        markers=head.markers,
        release_line=head.release_line,
        body=as_markdown(closing.body, paragraphs),
        quotes=read_quotes(paragraphs, _blockquotes(closing.body)),
        boilerplate=as_markdown(closing.description, [block.raw for block in closing.description]) or None,
        end_mark=closing.end_mark,
        contacts=_contacts(head, closing, dateline.place, language, office_country),
    )


def _parts(lines: tuple[Line, ...], subject: str | None) -> tuple[Layout, Head, Closing]:
    """Head, story and what stands below; a text too short to show prose is laid out by its order alone."""
    blocks, width = without_correction(join_blocks(lines)), wrap_width(lines)
    layout = lay_out(blocks)
    head, closing = read_head(layout.head, subject, width=width), read_closing(layout.story, layout.head)
    is_short = sum(block.words for block in blocks) <= SHORT_WORDS
    is_dated = layout.dateline is not None and layout.dateline.is_strong
    if (closing.body and (head.headline or is_dated)) or not is_short:
        return layout, head, closing
    layout = lay_out_short(blocks)
    return layout, read_head(layout.head, subject, width=width), read_closing(layout.story, layout.head)


def _paragraphs(body: list[Block], layout: Layout) -> list[str]:
    """The body's paragraphs, one for each block; the first without its dateline."""
    paragraphs = [block.raw for block in body]
    if layout.dateline and paragraphs:
        paragraphs[0] = layout.opening[layout.dateline.end :].strip()
    return paragraphs


def _blockquotes(body: list[Block]) -> frozenset[int]:
    """Paragraphs that markup sets apart as somebody's words, where they carry no marks of their own."""
    return frozenset(
        number for number, block in enumerate(body) if block.note is Note.QUOTE and block.text[:1] not in '“„«"‘'
    )


def _dateline(layout: Layout, head: Head, closing: Closing) -> Dateline:
    """The dateline of the first sentence, completed by lines of their own above it, or below the story."""
    found = layout.dateline.dateline if layout.dateline else Dateline()
    below = (read_date_line(block.text) for block in closing.description[:12])
    for other in (head.dateline, *below, read_signed([*closing.contacts, *closing.description])):
        if other and found.date_text is None:
            found = Dateline(found.place or other.place, other.date_text, other.date)
    return found


def _contact_lines(block: Block) -> tuple[Line, ...]:
    """A sentence that was broken over lines is one line; a list of names and numbers is many."""
    is_sentence = len(block.lines) > 1 and is_further_information(block.text) and not block.lines[0].text.endswith(":")
    return (make_line(block.text),) if is_sentence else block.lines


def _whole(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of contacts, those that were broken within a number or a phrase in one."""
    current: Line | None = None
    for line in lines:
        if (
            current
            and not line.gap
            and len(current.raw) >= FULL_LINE
            and _BREAKS_OFF.search(f"{current.raw}\n{line.raw}")
            and not _stands_alone(current, line)
        ):
            current = replace(current, raw=f"{current.raw} {line.raw}", text=f"{current.text} {line.text}")
            continue
        if current:
            yield current
        current = line
    if current:
        yield current


def _stands_alone(above: Line, line: Line) -> bool:
    """A line with a number of its own below one that ends with its number: "In Geneva, Jane Doe, 555 0101" each."""
    return above.raw[-1].isdigit() and not line.raw[0].islower() and has_ways(above.text) and has_ways(line.text)


def _contacts(
    head: Head, closing: Closing, place: str | None, language: str | None, office_country: str | None
) -> tuple[Contact, ...]:
    below = by_columns(list(_whole(line for block in closing.contacts for line in _contact_lines(block))))
    story = "\n".join([head.headline or "", *(block.text for block in closing.body)])
    about = "\n".join(block.text for block in closing.description)
    read = read_contacts(below, labelled=True)
    read = [*without_letterhead(read_contacts(head.rest, labelled=False), read), *read]
    entries = merge(without_offices(read, story, about))
    written = [phone for entry in entries for phone in entry.phones]
    regions = regions_for(written, place, language, office_country)
    e164 = {phone: to_e164(phone, regions) for phone in written}
    return tuple(as_contact(entry, e164) for entry in entries)
