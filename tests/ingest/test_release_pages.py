"""Pages around a release: bylines, share buttons and labels between headline and story are none of it."""

from __future__ import annotations

import pytest

from distrib.ingest.labels.dateline import read_place_line
from distrib.ingest.labels.page import is_meta, is_navigation
from distrib.ingest.labels.release import is_release_line
from distrib.ingest.labels.ways import find_ways
from distrib.ingest.release.release_text import read_release

BODY = """The harbour of Rivabella opened a school for pilots today, the first of its kind in forty years.

The school will teach sixty pilots a year and is paid for by the shipping companies that call at the harbour.
"""


def headline(head: str) -> tuple[str | None, str | None]:
    draft = read_release(f"{head}\n\n{BODY}")
    return draft.headline, draft.subheadline


def test_a_standfirst_below_the_share_buttons_is_no_headline() -> None:
    """A wire's page puts sender, time and buttons between the two."""
    head = """News
Search

Harbour opens its own school for pilots

News provided by
Example Harbour
Jan 14, 2026, 09:00 ET

Share this article

Sixty pilots a year learn to bring ships through the strait"""
    assert headline(head)[0] == "Harbour opens its own school for pilots"


def test_a_sentence_with_a_full_stop_below_the_date_is_no_headline() -> None:
    """The line above the date, which has none, is one."""
    head = """Harbour opens its own school for pilots

Thursday 23 October 2025

Article summary

Sixty pilots a year learn to bring ships in."""
    assert headline(head)[0] == "Harbour opens its own school for pilots"


def test_what_stands_below_a_label_is_no_headline() -> None:
    """ "From:" and an office of four words."""
    head = """Press release
Harbour opens its own school for pilots
Sixty pilots a year learn to bring ships in.

From:
Department for Maritime Affairs
Published
18 September 2025"""
    assert headline(head)[0] == "Harbour opens its own school for pilots"


@pytest.mark.parametrize(
    "line",
    [
        "Головна → Новини → Соціальна сфера",
        "الصفحة الرئيسية / الأخبار / بيانات صحفية",
        "Home/News/Item/Harbour opens a school",
        "Download PDF (PDF | 233.1 KB)",
    ],
)
def test_trails_and_files_are_navigation(line: str) -> None:
    """Whatever sign parts the steps of a trail."""
    assert is_navigation(line)


@pytest.mark.parametrize("line", ["Either/or: harbour decides", "Tea / coffee at the harbour", "Harbour opens school"])
def test_a_headline_with_a_stroke_is_no_trail(line: str) -> None:
    """One stroke makes no steps."""
    assert not is_navigation(line)


@pytest.mark.parametrize("line", ["Publicado em 12/03/2025 às 14h32", "Mis en ligne le 3 mai", "发布时间:2025-04-08"])
def test_what_a_page_says_of_an_article_is_known(line: str) -> None:
    """In the words of its language."""
    assert is_meta(line)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Place: Cairo", "Cairo"),
        ("Lieu : Dakar", "Dakar"),
        ("Location: Rivabella, Italy", "Rivabella, Italy"),
        ("Location: 12 Harbour Road", None),
        ("Place: at the old pier", None),
        ("Cairo", None),
    ],
)
def test_a_place_on_a_line_of_its_own(line: str, place: str | None) -> None:
    """An address or a description is no place to date a release from."""
    assert read_place_line(line) == place


def test_a_labelled_place_and_date_are_the_dateline() -> None:
    """And what heads them is no contact."""
    draft = read_release(f"Place: Cairo\nDate: 14 June 2025\n\nHARBOUR OPENS SCHOOL\n\n{BODY}")
    assert (draft.dateline.place, draft.dateline.date_text) == ("Cairo", "14 June 2025")
    assert draft.headline == "HARBOUR OPENS SCHOOL"
    assert draft.contacts == ()


def test_a_labelled_place_of_an_event_stays_in_the_body() -> None:
    """Only beside the date of the release is it the release's own."""
    draft = read_release(f"Harbour invites the press\n\nLieu : Dakar\n\nHeure : 10 h\n\n{BODY}")
    assert draft.dateline.place is None


def test_a_release_signed_at_its_foot_has_place_and_date() -> None:
    """A ministry's letter names them below the signature."""
    draft = read_release(
        f"Harbour opens school\n\n{BODY}\nIssued by:\nJane Doe\n020 7946 0123\nRIVABELLA\n22 October 2025"
    )
    assert (draft.dateline.place, draft.dateline.date_text) == ("RIVABELLA", "22 October 2025")
    assert [one.name for one in draft.contacts] == ["Jane Doe"]


def test_a_name_above_a_date_at_the_foot_is_no_place() -> None:
    """Only capitals or a well-known seat are one."""
    draft = read_release(f"Harbour opens school\n\n{BODY}\nIssued by:\n020 7946 0123\nJane Doe\n22 October 2025")
    assert (draft.dateline.place, draft.dateline.date_text) == (None, "22 October 2025")


def test_a_directors_signature_ends_the_body() -> None:
    """As in the releases of listed companies."""
    draft = read_release(
        f"Harbour opens school\n\n{BODY}\nOn behalf of the Board of Directors\n\nJane Doe\nPresident and CEO"
    )
    assert (draft.body or "").endswith("call at the harbour.")


@pytest.mark.parametrize(
    "line", ["PRESS RELEASE – FOR IMMEDIATE USE", "Press Release N° 44–2025", "News and Press Release", "ΔΕΛΤΙΟ ΤΥΠΟΥ"]
)
def test_two_release_lines_or_a_number_with_a_dash_are_one(line: str) -> None:
    """Neither is a headline."""
    assert is_release_line(line)


def test_hours_behind_a_number_are_no_part_of_it() -> None:
    """A bracket that closes behind words opened something else."""
    (way,) = find_ways("Press desk: +44 20 7946 0555 (24 hours)")
    assert way.text == "+44 20 7946 0555"
    assert [one.text for one in find_ways("Tel. (020) 7946 0555, +44 (0)20 7946 0123")] == [
        "(020) 7946 0555",
        "+44 (0)20 7946 0123",
    ]


def test_who_gives_accreditations_is_a_contact() -> None:
    """The last line of an invitation in French."""
    draft = read_release(
        f"Harbour invites the press\n\n{BODY}\nAccréditation obligatoire auprès de Jeanne Doe : 06 55 55 01 33"
    )
    assert [one.name for one in draft.contacts] == ["Jeanne Doe"]


@pytest.mark.parametrize("foot", ["![Boats](boats.jpg)", "Share this article"])
def test_a_contact_on_one_line_below_a_page_s_foot_is_read(foot: str) -> None:
    """With the name behind its label, as where the name stands below it."""
    contact = "Contact: Jane Doe, Harbour Office Tripoli, +218 91 555 0142"
    draft = read_release(f"Harbour opens school\n\nCairo - {BODY}\n\n{foot}\n\n{contact}")
    assert [(one.name, one.phones) for one in draft.contacts] == [("Jane Doe", ("+218915550142",))]
    assert foot not in draft.body
