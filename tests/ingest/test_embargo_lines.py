"""Embargo lines: read where they are sure, asked about where they are not; what is worded is read again the same."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.release.embargo import Doubt, Embargo
from distrib.ingest.release.embargo_reading import read_embargo
from distrib.mail.embargo_line import worded

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ZONES = ("UTC", "Africa/Tripoli", "Europe/Zurich", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")


@pytest.mark.parametrize(
    ("line", "instant", "zone"),
    [
        ("EMBARGOED UNTIL 00:01 GMT, Tuesday 1 December 2026", "2026-12-01T00:01", "UTC"),
        ("EMBARGOED UNTIL 00:01 GMT ON TUESDAY 1 DECEMBER 2026", "2026-12-01T00:01", "UTC"),
        ("Embargo: 1 December 2026, 10:00 CET", "2026-12-01T09:00", "CET"),
        ("EMBARGOED UNTIL 00:01 EST ON TUESDAY 1 DECEMBER 2026", "2026-12-01T05:01", "America/New_York"),
        ("Embargoed until 8 a.m. CT/9 a.m. ET, Thursday, Dec. 3, 2026", "2026-12-03T14:00", "America/Chicago"),
        ("EMBARGOED UNTIL 10 a.m. Geneva time on 1 December 2026", "2026-12-01T09:00", "Europe/Zurich"),
        ("EMBARGOED UNTIL 10:00 on 1 December 2026, Geneva time", "2026-12-01T09:00", "Europe/Zurich"),
        ("EMBARGOED UNTIL 06:00 local time in Tripoli, 1 December 2026", "2026-12-01T04:00", "Africa/Tripoli"),
        ("EMBARGOED UNTIL noon Geneva time on 1 December 2026", "2026-12-01T11:00", "Europe/Zurich"),
        ("EMBARGOED UNTIL 0600hrs GMT 1 December 2026", "2026-12-01T06:00", "UTC"),
        ("FOR RELEASE AT 10:00 UTC+2 ON 1 DECEMBER 2026, EMBARGOED", "2026-12-01T08:00", "Etc/GMT-2"),
        ("EMBARGOED UNTIL 2026-12-01 06:00 Africa/Tripoli", "2026-12-01T04:00", "Africa/Tripoli"),
        ("EMBARGOED UNTIL 10:00 Central European Time, 1 December 2026", "2026-12-01T09:00", "CET"),
        ("EMBARGO bis Dienstag, 1. Dezember 2026, 10 Uhr MEZ", "2026-12-01T09:00", "CET"),
        ("SOUS EMBARGO jusqu’au mardi 1er décembre 2026 à 10 h, heure de Genève", "2026-12-01T09:00", "Europe/Zurich"),
        ("SOUS EMBARGO jusqu’au 1er décembre 2026 à 10h30 (heure de Tunis)", "2026-12-01T09:30", "Africa/Tunis"),
        (
            "Bajo embargo hasta el martes 1 de diciembre de 2026 a las 6:00 de la tarde, hora de Ginebra",
            "2026-12-01T17:00",
            "Europe/Zurich",
        ),
        (
            "محظور النشر حتى الثلاثاء 1 ديسمبر 2026، الساعة ٦:٠٠ صباحاً بتوقيت طرابلس",
            "2026-12-01T04:00",
            "Africa/Tripoli",
        ),
        ("حظر النشر حتى 1 ديسمبر 2026، الساعة 06:00 مساءً بتوقيت غرينتش", "2026-12-01T18:00", "UTC"),
        ("EMBARGOED UNTIL 02:30 CEST, 31 October 2027", "2027-10-31T00:30", "CET"),
        ("EMBARGOED UNTIL 02:30 CET, 31 October 2027", "2027-10-31T01:30", "CET"),
    ],
)
def test_a_line_that_is_sure(line: str, instant: str, zone: str) -> None:
    """Day, time and zone, in the ways newsrooms write them."""
    assert read_embargo(line, NOW) == Embargo(datetime.fromisoformat(instant).replace(tzinfo=UTC), zone)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("STRICTLY UNDER EMBARGO until 6 a.m. Friday", "names no day"),
        ("Bajo embargo hasta el 5 de diciembre a las 6:00 GMT", "not sure which day 5 de diciembre is"),
        ("EMBARGOED UNTIL 03/12/2026 10:00 GMT", "not sure which day 03/12/2026 is"),
        ("EMBARGOED 10:00 GMT 1 December 2026 until 10:00 GMT 2 December 2026", "names two days"),
        ("EMBARGOED UNTIL 1 December 2026", "names no time"),
        ("EMBARGOED UNTIL midnight GMT, 1 December 2026", "not sure which time midnight is"),
        ("EMBARGOED UNTIL 12 p.m. GMT, 1 December 2026", "not sure which time 12 p.m. is"),
        ("EMBARGOED UNTIL 24:00 GMT, 1 December 2026", "not sure which time 24:00 is"),
        ("EMBARGOED UNTIL 10:00, 1 December 2026", "by which clock it is 10:00"),
        ("EMBARGOED UNTIL 10:00 XYZ, 1 December 2026", "by which clock it is 10:00"),
        ("EMBARGOED UNTIL 10:00 Atlantis time, 1 December 2026", "knows the zone Atlantis"),
        ("EMBARGOED UNTIL 10:00 UTC+5:30, 1 December 2026", "knows the zone"),
        ("EMBARGOED UNTIL 10:00 IST, 1 December 2026", "the time of Kolkata, Jerusalem, Dublin"),
        ("EMBARGOED UNTIL 10:00 CST, 1 December 2026", "the time of Chicago, Shanghai, Havana"),
        ("SOUS EMBARGO À 6H00 EST LEVÉ LE 1ER DÉCEMBRE 2026", "by which clock it is 06:00"),
        ("EMBARGOED UNTIL 10:00 GMT, Wednesday 1 December 2026", "says Wednesday, and 1 December 2026 is a Tuesday"),
        ("محظور النشر حتى الاثنين 1 ديسمبر 2026، الساعة 06:00 بتوقيت غرينتش", "says Monday, and"),
        ("EMBARGOED UNTIL 10:00 CET, 1 July 2027", "no clock shows CET: it is CEST"),
        ("EMBARGOED UNTIL 8 a.m. CT/9:30 a.m. ET, December 3, 2026", "not one and the same moment"),
        ("EMBARGOED UNTIL 10:00 GMT, 1 December 2025", "is over"),
        ("EMBARGOED UNTIL 10:00 GMT, 1 December 2029", "more than a year away"),
        ("EMBARGOED UNTIL 02:30 Zurich time, 28 March 2027", "does not exist in Europe/Zurich"),
        ("EMBARGOED UNTIL 02:30 Zurich time, 31 October 2027", "comes twice in Europe/Zurich"),
        ("EMBARGOED UNTIL 02:30 New York time, 14 March 2027", "does not exist in America/New_York"),
        ("EMBARGOED UNTIL 01:30 New York time, 7 November 2027", "comes twice in America/New_York"),
        ("EMBARGOED UNTIL 02:10 Australia/Lord_Howe 3 October 2027", "does not exist in Australia/Lord_Howe"),
        ("EMBARGOED UNTIL 01:45 Australia/Lord_Howe 4 April 2027", "comes twice in Australia/Lord_Howe"),
        ("EMBARGOED UNTIL 00:30 Beirut time, 28 March 2027", "does not exist in Asia/Beirut"),
        ("EMBARGOED UNTIL 23:30 Beirut time, 30 October 2027", "comes twice in Asia/Beirut"),
        ("EMBARGOED UNTIL 00:15 Santiago time, 5 September 2027", "does not exist in America/Santiago"),
        ("EMBARGOED UNTIL 23:15 Santiago time, 3 April 2027", "comes twice in America/Santiago"),
        ("EMBARGOED", "names no day"),
    ],
)
def test_a_line_that_is_not_sure_asks(line: str, why: str) -> None:
    """With what is wrong about it; nothing is made up."""
    now = NOW if "2027" not in line else datetime(2027, 1, 15, tzinfo=UTC)
    reading = read_embargo(line, now)
    assert isinstance(reading, Doubt), reading
    assert why in reading.sentence


def test_the_year_is_that_of_the_dateline_where_the_day_is_the_same() -> None:
    """Nothing else stands for it."""
    line = "SOUS EMBARGO jusqu’au 1er décembre à 10 h, heure de Genève"
    at = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
    assert read_embargo(line, NOW, date(2026, 12, 1)) == Embargo(at, "Europe/Zurich")
    assert isinstance(read_embargo(line, NOW, date(2026, 11, 30)), Doubt)


@given(
    st.integers(1, 364 * 24 * 60),
    st.sampled_from(ZONES),
    st.sampled_from(("en", "fr", "es", "ar")),
    st.lists(st.sampled_from(ZONES), max_size=1),
)
def test_what_is_worded_is_never_read_as_another_moment(
    minutes: int, zone: str, language: str, also: list[str]
) -> None:
    """In every language, through summer and winter time: the same instant, or a question."""
    embargo = Embargo(NOW + timedelta(minutes=minutes), zone)
    reading = read_embargo(worded(embargo, language, *also), NOW)
    assert isinstance(reading, Doubt) or reading.until == embargo.until
    if isinstance(reading, Doubt):
        assert any(why in reading.sentence for why in ("two days", "comes twice")), reading


@given(st.text(max_size=300), st.sampled_from(("EMBARGOED UNTIL ", "10:00 GMT 1 December 2026 ")))
def test_any_text_is_read_or_asked_about(text: str, before: str) -> None:
    """Hostile ones too."""
    assert isinstance(read_embargo(before + text, NOW), Doubt | Embargo)
