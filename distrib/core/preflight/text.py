"""What can be seen in the words of an edition: fields nobody filled, weekdays that are wrong, subjects like spam."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from distrib.core.phrase import Said, phrased
from distrib.core.plain_text import one_line
from distrib.core.preflight import Finding, Part, Place, Severity
from distrib.core.preflight.dates import wrong_weekdays
from distrib.core.release import Edition

_FIELD = re.compile(
    r"\{\{.{0,80}?\}\}|\{%.{0,80}?%\}|\$\{[^{}]{1,60}\}|\{[A-Za-z_][\w .-]{0,40}\}|\*\|[^|\n]{1,40}\|\*"
    r"|%%[^%\n]{1,40}%%|\[\[[^\[\]\n]{1,60}\]\]|<<[A-Za-z_][^<>\n]{0,40}>>"
    r"|\[(?:INSERT|Insert|insert)\b[^\[\]\n]{0,80}\]"
    r"|\[(?:NAME|DATE|TITLE|QUOTE|PLACE|PHONE|EMAIL|NUMBER|LINK|TBC|TBD|TK|XX+|X+)\]"
)
"""A place that a template, a mailing program or a colleague left open. Square brackets alone are an editor's."""

_UNFINISHED = re.compile(r"\b(?:XXX+|TBC|TBD|TKTK|TK|lorem ipsum)\b", re.IGNORECASE)
_SHOUTED_LETTERS = 10
_PUSHY = re.compile(r"!{2,}|\?{2,}|[!?]{3,}|\.{4,}|…\s*…|[$€£]{2,}")
_FALSE_REPLY = re.compile(r"^(?:re|fw|fwd|aw|tr|rv)\s*:", re.IGNORECASE)
_OFFERS = re.compile(r"\b(?:act now|click here|limited offer|100% free|you have won|risk[- ]free)\b", re.IGNORECASE)


def look_over(edition: Edition, today: date) -> Iterator[Finding]:
    """Everything that the words alone tell; `today` is the day that dates without a year are near to."""
    if not one_line(edition.headline):
        yield _stop(
            edition, Part.HEADLINE, phrased("There is no headline, so the mail would have no subject. Write one.")
        )
    for part, text in parts_of(edition):
        yield from _fields(edition, part, text)
        near = edition.dateline.date or today
        for wrong in wrong_weekdays(text, near, edition.language):
            yield _stop(edition, part, phrased("{wrong} Correct the day or the date.", wrong=wrong))
    yield from _subject(edition)


def parts_of(edition: Edition) -> tuple[tuple[Part, str], ...]:
    """The texts that people wrote, with where they stand."""
    contacts = "\n".join(" ".join(filter(None, (one.name, one.role, one.office))) for one in edition.contacts)
    return (
        (Part.HEADLINE, edition.headline),
        (Part.SUBHEADLINE, edition.subheadline or ""),
        (Part.DATELINE, " ".join(filter(None, (edition.dateline.place, edition.dateline.date_text)))),
        (Part.EMBARGO, edition.embargo or ""),
        (Part.BODY, edition.body),
        (Part.BOILERPLATE, edition.boilerplate or ""),
        (Part.NOTES, edition.notes or ""),
        (Part.CONTACTS, contacts),
    )


def _fields(edition: Edition, part: Part, text: str) -> Iterator[Finding]:
    for found in dict.fromkeys(_FIELD.findall(text)):
        yield _stop(
            edition,
            part,
            phrased("{found} is a place that nobody filled. Write what belongs there.", found=one_line(found)),
        )
    for found in dict.fromkeys(_UNFINISHED.findall(text)):
        yield _warn(
            edition, part, phrased("{found} looks like something that was to be written later.", found=one_line(found))
        )


def _subject(edition: Edition) -> Iterator[Finding]:
    """What filters count against a mail, and readers too."""
    headline = one_line(edition.headline)
    cased = [letter for letter in headline if letter.isupper() or letter.islower()]
    if len(cased) >= _SHOUTED_LETTERS and sum(letter.isupper() for letter in cased) > 0.8 * len(cased):
        yield _warn(edition, Part.HEADLINE, phrased("The subject is in capitals, which spam filters count against it."))
    if _PUSHY.search(headline):
        yield _warn(
            edition,
            Part.HEADLINE,
            phrased("The subject repeats marks such as !!!, which spam filters count against it."),
        )
    if _FALSE_REPLY.search(headline):
        yield _warn(
            edition, Part.HEADLINE, phrased("The subject begins like an answer, which spam filters count against it.")
        )
    if found := _OFFERS.search(headline):
        yield _warn(
            edition, Part.HEADLINE, phrased("“{found}” in a subject is what spam filters look for.", found=found[0])
        )


def _stop(edition: Edition, part: Part, said: Said) -> Finding:
    return Finding(Severity.STOP, Place(part, edition.language), said)


def _warn(edition: Edition, part: Part, said: Said) -> Finding:
    return Finding(Severity.WARNING, Place(part, edition.language), said)
