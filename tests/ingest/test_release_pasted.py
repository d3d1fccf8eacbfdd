"""Releases as they come out of mails, word processors and narrow windows: quoted, spaced, broken off."""

from __future__ import annotations

import time
from datetime import date

import pytest

from distrib.ingest.formats.documents import text_document
from distrib.ingest.formats.mail_head import split_mail, unquoted
from distrib.ingest.labels.release import is_embargo, is_release_line
from distrib.ingest.release.blocks import wrap_width
from distrib.ingest.release.release_text import read_release
from distrib.ingest.release.signed import is_signature

RELEASE = """PRESS RELEASE

Harbour opens a school for pilots

Rivabella, 4 May 2023 - The harbour of Rivabella opened a school for pilots today, the first in forty years.

The school will teach sixty pilots a year and is paid for by the shipping companies that call at the harbour.

Ends

Jane Doe
Head of Press
020 7946 0123
"""


def said(text: str) -> tuple[str | None, str | None, date | None, list[tuple[str | None, tuple[str, ...]]]]:
    draft = read_release(text)
    people = [(one.name, one.phones_as_written) for one in draft.contacts]
    return draft.headline, draft.dateline.place, draft.dateline.date, people


EXPECTED = ("Harbour opens a school for pilots", "Rivabella", date(2023, 5, 4), [("Jane Doe", ("020 7946 0123",))])


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "  > "])
def test_a_release_that_a_mail_quotes_is_read_without_the_marks(mark: str) -> None:
    """All of it is quoted, so nothing in it is a quotation."""
    quoted = "\n".join(mark + row for row in RELEASE.split("\n"))
    assert said(quoted) == EXPECTED
    assert not (read_release(quoted).body or "").startswith(">")


def test_a_quotation_in_a_release_stays_one() -> None:
    """Few lines of many."""
    assert unquoted("A story.\n\n> Said somebody.\n\nAnd on.") == ("A story.\n\n> Said somebody.\n\nAnd on.", 0)


def test_places_count_the_marks_of_a_quoted_mail() -> None:
    """Row and column lead to the words in what was pasted."""
    quoted = "\n".join("> " + row for row in RELEASE.split("\n"))
    line = next(one for one in text_document(quoted).lines if one.text.startswith("Harbour"))
    assert (line.row, line.column) == (3, 3)


@pytest.mark.parametrize(
    "text",
    [
        RELEASE.replace("\n\n", "\n"),
        RELEASE.replace("\n\n", "\n").replace("\n", "\n\n"),
        "\n".join(f"   {row}  " for row in RELEASE.split("\n")),
    ],
    ids=["no blank lines", "a blank line between any two", "indented"],
)
def test_blank_lines_and_indentation_decide_nothing(text: str) -> None:
    """A signature below the end mark is a contact with or without blank lines around it."""
    assert said(text) == EXPECTED


def test_a_mail_head_with_blank_lines_in_it_is_a_head() -> None:
    """As it is pasted from a window; its addresses are nobody's contacts."""
    head = "From: John Roe <john@desk.example>\n\nTo: Mary Major\n\nSubject: Harbour opens a school for pilots\n\n"
    subject, rest, is_mail = split_mail(head + RELEASE)
    assert (subject, is_mail) == ("Harbour opens a school for pilots", True)
    assert rest.startswith("PRESS RELEASE")
    assert said(head + RELEASE) == EXPECTED


def test_a_short_text_shows_its_width() -> None:
    """Two full lines that break off within a sentence, and none longer than a window."""
    text = """Harbour opens a school for pilots

The harbour of Rivabella opened a school for pilots on Monday, with
24 places for a start, the first of its kind in forty years. It will
teach sixty pilots a year.
"""
    lines = text_document(text).lines
    assert wrap_width(lines) > 0
    assert (read_release(text).body or "").startswith(
        "The harbour of Rivabella opened a school for pilots on Monday, with 24"
    )


def test_a_subheadline_below_a_short_headline_is_not_its_second_line() -> None:
    """In a hard-wrapped text the headline goes on only where its line was full."""
    text = """Harbour opens a school for pilots
Sixty places a year

The harbour of Rivabella opened a school for pilots on Monday, with 24
places for a start, the first of its kind in forty years. It will soon
teach sixty pilots a year, and is paid for by the shipping companies
that call at the harbour, which have asked for one since the last was
closed.
"""
    draft = read_release(text)
    assert (draft.headline, draft.subheadline) == ("Harbour opens a school for pilots", "Sixty places a year")


def test_a_contact_line_that_breaks_off_goes_on() -> None:
    """Within its number, for want of room."""
    block = (
        "For more information:\n\nIn Geneva: Jane Doe, jane.doe@harbour-office.example, +41 22 555\n01 33\n"
        "In Nairobi: John Roe, john.roe@harbour-office.example, +254 20 555\n01 22\n"
    )
    draft = read_release(RELEASE[: RELEASE.index("Ends")] + block)
    assert [one.phones_as_written for one in draft.contacts] == [("+41 22 555 01 33",), ("+254 20 555 01 22",)]


@pytest.mark.parametrize("line", ["EMBARGO: NONE", "Embargo: no", "Sperrfrist: keine", "Embargo : aucun"])
def test_no_embargo_is_no_embargo(line: str) -> None:
    """A field of a form that says there is none."""
    assert not is_embargo(line)


def test_an_embargo_until_noon_is_one() -> None:
    """The time is in the line."""
    assert is_embargo("Embargo: noon")


def test_a_time_with_points_is_a_release_line() -> None:
    """ "For release at 4:30 p.m. EST" is no part of a headline."""
    assert is_release_line("For release at 4:30 p.m. EST")
    assert not is_release_line("Release at 4:30 a.m. The ship sails at five. Nobody saw it")


def test_a_place_and_a_full_stop_that_the_story_names_again() -> None:
    """As local papers in German write it; a first word that is not named again is none."""
    story = (
        "Jane Doe leitet seit Montag die Lotsenschule in Rivabella. Sie kommt aus dem Norden und war dort Kapitänin."
    )
    assert read_release(f"Neue Leiterin der Schule\n\nRivabella. {story}").dateline.place == "Rivabella"
    assert read_release(f"Neue Leiterin der Schule\n\nEndlich. {story}").dateline.place is None


def test_a_night_on_a_day_is_no_place_with_a_date() -> None:
    """A title of four words before a date stays a headline."""
    draft = read_release(
        "Rivabella, den 28. August 2026\n\nLange Nacht der Archive am 12. September\n\n" + RELEASE[52:]
    )
    assert draft.headline == "Lange Nacht der Archive am 12. September"


@pytest.mark.parametrize(
    "line", ["Fait à Rivabella, le 7 juin 2025", "Done at Geneva, 2 May 2024", "Hecho en Lima, 3 de abril de 2026"]
)
def test_a_signature_closes_a_story_and_dates_it(line: str) -> None:
    """What stands below it is whoever signs."""
    assert is_signature(line)
    story = RELEASE[RELEASE.index("The school") : RELEASE.index("Ends")]
    draft = read_release(f"PRESS RELEASE\n\nHarbour opens a school\n\n{story}{story}{line}\n\nThe Minister\n\nJane DOE")
    assert (draft.body or "").endswith("call at the harbour.")
    assert draft.dateline.date_text is not None
    assert draft.dateline.place in {"Rivabella", "Geneva", "Lima"}


def test_a_single_name_and_number_below_the_end_mark_is_a_contact() -> None:
    """A label nobody listed stands before the name."""
    draft = read_release(f"{RELEASE[: RELEASE.index('Ends')]}Ends\n\nOn-site media: Jane Doe (020 7946 0123)")
    assert [one.name for one in draft.contacts] == ["Jane Doe"]


def test_a_picture_made_of_signs_is_no_contact() -> None:
    """Below old postings."""
    picture = " ___| | | |__) |/     Jane Doe         | jane@lab.example\n/___| | | |  __/      Example Lab      |\n"
    assert read_release(f"{RELEASE[: RELEASE.index('Ends')]}- end -\n{picture}").contacts == ()


@pytest.mark.parametrize(
    "sign", ["> ", "\n> a", "a\n\n", "From: ", "(", "Fait à ", "/ ", "| ", "a" * 70 + "\n", "5 ", "Rivabella. "]
)
def test_a_hundred_thousand_signs_take_no_time(sign: str) -> None:
    """Whatever is repeated, each rule looks at each character a few times at most."""
    begun = time.perf_counter()
    read_release(sign * (100_000 // len(sign)))
    assert time.perf_counter() - begun < 10
