"""What preflight sees in words and page: each flaw once, with where it leads, and none where there is none."""

from __future__ import annotations

from datetime import date

import pytest

from distrib.core.preflight import Part, Severity
from distrib.core.preflight.dates import wrong_weekdays
from distrib.core.preflight.page import flaws
from distrib.core.preflight.text import look_over
from distrib.core.release import Dateline, Edition

TODAY = date(2019, 4, 1)


def found(**changes: object) -> list[tuple[Severity, Part]]:
    """What is found in an edition with these fields."""
    values: dict[str, object] = {
        "language": "en",
        "headline": "Water reaches Derna",
        "body": "The pumps run.",
    } | changes
    return [(one.severity, one.place.part) for one in look_over(Edition(**values), TODAY)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "written",
    [
        "Wednesday 9 April 2019",
        "Wednesday, April 9, 2019",
        "mercredi 9 avril 2019",
        "Mercredi 9 avril",
        "miércoles, 9 de abril de 2019",
        "الأربعاء 9 أبريل 2019",
        "الأربعاء ٩ نيسان ٢٠١٩",
        "يوم الأربعاء الموافق 9 أبريل/نيسان 2019",
    ],
)
def test_a_weekday_that_is_not_its_dates_is_found(written: str) -> None:
    """9 April 2019 was a Tuesday; in every language of the house, whatever the edition's is."""
    (sentence,) = wrong_weekdays(f"On {written}, it said.", TODAY, "en")
    assert "is a Tuesday" in str(sentence)


@pytest.mark.parametrize(
    "written",
    [
        *("Tuesday 9 April 2019", "Tuesday, April 9", "mardi 1er janvier 2019", "martes 9 de abril de 2019"),
        *("الثلاثاء 9 أبريل/نيسان 2019", "from Monday to 9 April 2019", "Wednesday. 9 April", "Wednesday 31 June 2019"),
    ],
)
def test_a_weekday_that_fits_or_belongs_to_no_date_is_left_alone(written: str) -> None:
    """A stop without a reason would keep news back."""
    assert list(wrong_weekdays(written, TODAY, "en")) == []


@pytest.mark.parametrize(
    "field",
    ["{{ first_name }}", "{name}", "${city}", "*|FNAME|*", "%%name%%", "[[date]]", "<<Name>>", "[INSERT QUOTE]"],
)
def test_a_field_that_nobody_filled_stops(field: str) -> None:
    """Wherever it stands."""
    assert found(body=f"Dear {field}, hello.") == [(Severity.STOP, Part.BODY)]
    assert found(dateline=Dateline(place=field)) == [(Severity.STOP, Part.DATELINE)]


@pytest.mark.parametrize("text", ["“[They] left,” she said.", "«Bonjour»", "a < b > c", "100% of {}", "[sic]"])
def test_an_editors_brackets_are_no_field(text: str) -> None:
    """Quotations are mended in square brackets."""
    assert found(body=text) == []


@pytest.mark.parametrize(
    "headline", ["WATER REACHES DERNA AT LAST", "Water!!! At last", "RE: Water", "Click here for water", "Water $$$"]
)
def test_a_subject_like_spam_is_warned_of(headline: str) -> None:
    """And sent all the same, when a person wants it so."""
    assert found(headline=headline) == [(Severity.WARNING, Part.HEADLINE)]


def test_ordinary_releases_pass_in_silence() -> None:
    """In Arabic too, which has no capitals."""
    assert found() == []
    assert found(language="ar", headline="وصول المياه إلى درنة", body="المضخات تعمل.") == []
    assert found(headline="UNHCR and WHO: What next?") == []


@pytest.mark.parametrize(
    ("page", "severity", "words"),
    [
        ('<img src="cid:a" alt="">', Severity.STOP, "no words"),
        ('<a href="#top">up</a>', Severity.STOP, "no such place"),
        ('<a href="/news">news</a>', Severity.STOP, "leads nowhere from a mail"),
        ("<a>news</a>", Severity.STOP, "leads nowhere from a mail"),
        ('<a href="https://x.example"> </a>', Severity.STOP, "has no words"),
        ('<a href="https://evil.example">www.office.example</a>', Severity.WARNING, "leads to https://evil.example"),
        ('<a href="mailto:x@evil.example">a@office.example</a>', Severity.WARNING, "leads to mailto:x@evil.example"),
    ],
)
def test_flaws_of_a_page(page: str, severity: Severity, words: str) -> None:
    """Each with its sentence."""
    (flaw,) = flaws(page)
    assert flaw.severity is severity
    assert words in str(flaw.said)


@pytest.mark.parametrize(
    "page",
    [
        '<img src="cid:a" alt="Tents">',
        '<h2 id="top">x</h2><a href="#top">up</a>',
        '<a href="https://www.office.example/a">office.example</a>',
        '<a href="mailto:A@office.example">a@office.example</a>',
        '<a href="https://x.example">the full report</a>',
        '<a href="tel:+41">+41</a>',
    ],
)
def test_a_sound_page_has_no_flaw(page: str) -> None:
    """Words, or the address itself, wherever it leads."""
    assert list(flaws(page)) == []
