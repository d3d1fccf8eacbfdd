"""What stands above a story: headline, subheadline, markers, embargo, release line, date."""

from __future__ import annotations

import pytest
from release_samples import HEADLINE, MORE, STORY, release

from distrib.ingest.release.release_text import read_release


@pytest.mark.parametrize(
    "line",
    [
        "EMBARGOED UNTIL 00:01 GMT ON 5 MAY 2024",
        "Embargo: 5 May 2024, 10:00 CET",
        "STRICTLY UNDER EMBARGO until 6 a.m. Friday",
        "SOUS EMBARGO jusqu’au 5 mai 2024 à 10 h",
        "Bajo embargo hasta el 5 de mayo",
        "Sperrfrist: 12. März 2024, 10:00 Uhr",
        "Not for publication before 5 May 2024, 10:00",
        "محظور النشر حتى 5 مايو",
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_an_embargo_line_is_kept_as_written(line: str, place: str) -> None:
    """Above the headline or between it and the story; it is neither headline nor body."""
    head = f"{line}\n\n{HEADLINE}" if place == "above" else f"{HEADLINE}\n\n{line}"
    draft = read_release(release(head=head))
    assert (draft.embargo, draft.headline) == (line, HEADLINE)
    assert line not in draft.body


def test_a_story_about_an_embargo_has_none() -> None:
    """The word inside a sentence is no instruction."""
    draft = read_release(
        release(tail="The council lifted the arms embargo on Friday after a vote that had been put off twice.")
    )
    assert draft.embargo is None


@pytest.mark.parametrize(
    "line",
    [
        "FOR IMMEDIATE RELEASE",
        "Press Release No. 10/139",
        "PRESS RELEASE",
        "Pour diffusion immédiate",
        "COMMUNIQUÉ DE PRESSE",
        "NOTA DE PRENSA",
        "Pressemitteilung Nr. 12/2024",
        "بيان صحفي",
    ],
)
def test_a_release_line_is_kept_as_written(line: str) -> None:
    """And is not the headline."""
    draft = read_release(release(head=f"{line}\n\n{HEADLINE}"))
    assert (draft.release_line, draft.headline) == (line, HEADLINE)


@pytest.mark.parametrize(
    ("head", "headline", "markers"),
    [
        (f"MEDIA ADVISORY\n\n{HEADLINE}", HEADLINE, ("MEDIA ADVISORY",)),
        (f"CORRECTION: {HEADLINE}", HEADLINE, ("CORRECTION",)),
        (f"KILL – KILL – KILL\n{HEADLINE}", HEADLINE, ("KILL",)),
        (f"CORRECTING AND REPLACING {HEADLINE}", HEADLINE, ("CORRECTING AND REPLACING",)),
        (f"FOR IMMEDIATE RELEASE: {HEADLINE}", HEADLINE, ()),
        ("Corrections officers strike in the valley", "Corrections officers strike in the valley", ()),
    ],
)
def test_markers_and_the_headline_behind_them(head: str, headline: str, markers: tuple[str, ...]) -> None:
    """A marker before a colon is no part of the headline."""
    draft = read_release(release(head=head))
    assert (draft.headline, draft.markers) == (headline, markers)


def test_the_line_below_the_headline_is_the_subheadline() -> None:
    """Whatever the markup."""
    plain = read_release(release(head=f"{HEADLINE}\nRoads closed in four districts"))
    markdown = read_release(release(head=f"# {HEADLINE}\n\n*Roads closed in four districts*"))
    assert plain.subheadline == markdown.subheadline == "Roads closed in four districts"


def test_a_date_below_the_headline_is_no_subheadline() -> None:
    """It is the release's date."""
    draft = read_release(f"{HEADLINE}\n12 March 2024 08:00 AM Eastern Daylight Time\n\n{STORY}\n\n{MORE}\n")
    assert (draft.subheadline, draft.dateline.date_text) == (None, "12 March 2024")


def test_an_advisory_begins_with_its_first_label() -> None:
    """WHO, WHAT, WHEN and WHERE are its body."""
    draft = read_release(
        "MEDIA ADVISORY\n\nMinister to open new bridge\n\nWHAT: Opening of the Long Bridge\n"
        "WHO: Minister Jane Example\n"
        "WHERE: Long Bridge, Northland\n\nMedia contact: John Doe, john@example.org\n"
    )
    assert draft.headline == "Minister to open new bridge"
    assert draft.body.startswith("WHAT: Opening")
    assert draft.body.endswith("WHERE: Long Bridge, Northland")
    assert [contact.name for contact in draft.contacts] == ["John Doe"]


def test_a_number_and_a_date_above_the_headline() -> None:
    """File numbers are nothing; the date is the release's."""
    draft = read_release(f"For Immediate Release\nCase # 24-9094\nMarch 12, 2024\n\n{HEADLINE}\n\n{STORY}\n\n{MORE}\n")
    assert (draft.headline, draft.dateline.date_text) == (HEADLINE, "March 12, 2024")
