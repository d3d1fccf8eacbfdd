"""An embargo in words, made from the instant: weekday, date and zone agree in every language and through DST."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from mail_samples import ENGLISH, REFERENCE, SENDER

from distrib.core.release.embargo import Embargo, shown_in
from distrib.mail.embargo_line import moment_in_words, with_embargo, worded
from distrib.mail.render import preview_html, preview_text

TRIPOLI = Embargo(datetime(2026, 12, 1, 4, 0, tzinfo=UTC), "Africa/Tripoli")


@pytest.mark.parametrize(
    ("instant", "zone", "language", "line"),
    [
        ("2019-04-09T00:01", "UTC", "en", "EMBARGOED UNTIL 00:01 GMT, Tuesday 9 April 2019"),
        (
            "2026-12-01T04:00",
            "Africa/Tripoli",
            "en",
            "EMBARGOED UNTIL 06:00 Tripoli time, Tuesday 1 December 2026 (04:00 GMT)",
        ),
        (
            "2026-12-01T04:00",
            "Africa/Tripoli",
            "fr",
            "SOUS EMBARGO JUSQU’AU mardi 1er décembre 2026 à 06 h 00, heure de Tripoli (04 h 00 GMT)",
        ),
        (
            "2026-12-01T04:00",
            "Africa/Tripoli",
            "es",
            "EMBARGADO HASTA EL martes 1 de diciembre de 2026, a las 06:00, hora de Trípoli (04:00 GMT)",
        ),
        (
            "2026-12-01T04:00",
            "Africa/Tripoli",
            "ar",
            "محظور النشر حتى الثلاثاء 1 ديسمبر 2026، الساعة 06:00 بتوقيت طرابلس (04:00 بتوقيت غرينتش)",
        ),
        (
            "2026-11-30T23:30",
            "Europe/Zurich",
            "en",
            "EMBARGOED UNTIL 00:30 Zurich time, Tuesday 1 December 2026 (23:30 GMT, Monday 30 November 2026)",
        ),
        (
            "2027-07-01T08:00",
            "CET",
            "en",
            "EMBARGOED UNTIL 10:00 CEST, Thursday 1 July 2027 (08:00 GMT)",
        ),
        (
            "2026-12-01T04:00",
            "Etc/GMT-3",
            "en",
            "EMBARGOED UNTIL 07:00 GMT+3, Tuesday 1 December 2026 (04:00 GMT)",
        ),
        (
            "2026-12-01T04:00",
            "Africa/Tripoli",
            "sw",
            "EMBARGOED UNTIL 06:00 Tripoli time, Tuesday 1 December 2026 (04:00 GMT)",
        ),
    ],
)
def test_the_line(instant: str, zone: str, language: str, line: str) -> None:
    """Complete in four languages, English where there is no file."""
    assert worded(Embargo(datetime.fromisoformat(instant).replace(tzinfo=UTC), zone), language) == line


@pytest.mark.parametrize(
    ("before", "after", "zone", "clocks"),
    [
        ("2027-03-28T00:59", "2027-03-28T01:00", "Europe/Zurich", ("01:59", "03:00")),
        ("2027-10-31T00:30", "2027-10-31T01:30", "Europe/Zurich", ("02:30", "02:30")),
        ("2027-03-14T06:59", "2027-03-14T07:00", "America/New_York", ("01:59", "03:00")),
        ("2027-04-03T14:30", "2027-04-03T15:00", "Australia/Lord_Howe", ("01:30", "01:30")),
        ("2027-03-27T21:59", "2027-03-27T22:00", "Asia/Beirut", ("23:59", "01:00")),
        ("2027-09-05T03:59", "2027-09-05T04:00", "America/Santiago", ("23:59", "01:00")),
    ],
)
def test_the_clock_is_that_of_the_instant(before: str, after: str, zone: str, clocks: tuple[str, str]) -> None:
    """Beside the hours that clocks skip or show twice; GMT beside it tells two equal ones apart."""
    lines = []
    for instant, clock in zip((before, after), clocks, strict=True):
        at = datetime.fromisoformat(instant).replace(tzinfo=UTC)
        lines.append(worded(Embargo(at, zone), "en"))
        assert f"UNTIL {clock} " in lines[-1]
        assert f"{at:%H:%M} GMT" in lines[-1]
    assert lines[0] != lines[1]


def test_other_clocks_follow_once_each() -> None:
    """The office's and the reader's, and none that was named."""
    shown = [one.zone for one in shown_in(TRIPOLI, "Africa/Tripoli", "Europe/Zurich", "Europe/Zurich", "UTC")]
    assert shown == ["Africa/Tripoli", "UTC", "Europe/Zurich"]
    words = moment_in_words(TRIPOLI, "en", "Europe/Zurich")
    assert words == "06:00 Tripoli time, Tuesday 1 December 2026 (04:00 GMT / 05:00 Zurich time)"


def test_a_mail_shows_the_object_and_never_the_line_that_was_written() -> None:
    """In both parts; once it is over nothing speaks of an embargo, and nothing of an immediate release before."""
    edition = with_embargo(ENGLISH, TRIPOLI)
    for make in (preview_text, preview_html):
        early = make(edition, SENDER, reference=REFERENCE)
        assert "EMBARGOED UNTIL 06:00 Tripoli time, Tuesday 1 December 2026 (04:00 GMT)" in early
        assert "or immediate release" not in early.lower()
        late = make(with_embargo(edition, None), SENDER, reference=REFERENCE)
        assert "mbargo" not in late.lower().replace("embargo-", "")
