"""Forms of houses, committees and agencies: appointments above a story, two calendars, signatories below it."""

from __future__ import annotations

import pytest
from release_samples import HEADLINE, MORE, QUOTE, STORY, STORY_AR, STORY_ES, STORY_FR, release

from distrib.ingest.labels.dateline import read_date_line
from distrib.ingest.labels.page import is_navigation
from distrib.ingest.labels.release import is_release_line
from distrib.ingest.release.release_text import read_release

TITLE = "Salt and Paper: Five Centuries of Maps"


def test_an_appointment_and_a_span_of_time_above_a_story() -> None:
    """What a museum lists below its title: no headline, and not the date of the release."""
    head = (
        f"FOR IMMEDIATE RELEASE\nMay 2, 2024\n\nEXAMPLE MUSEUM OF ART PRESENTS\n\n{TITLE}\n\n"
        "June 4, 2024–October 11, 2024\n\nPress preview: Monday, June 3, 10 a.m. to noon"
    )
    draft = read_release(release(head=head, opening=STORY))
    assert (draft.headline, draft.dateline.date_text) == (TITLE, "May 2, 2024")


def test_an_appointment_alone_is_the_headline() -> None:
    """Better one than none."""
    assert read_release(release(head="Open day: 4 June 2024 at the harbour", opening=STORY)).headline


@pytest.mark.parametrize("label", ["Credit lines", "Associations signataires :", "Organizaciones firmantes"])
def test_who_signed_and_who_paid_stand_below_the_story(label: str) -> None:
    """The body ends above them."""
    draft = read_release(release(opening=STORY, tail=f"{label}\n\nExample Roads, Sample Aid, Muster Relief."))
    assert draft.body == f"{STORY}\n\n{QUOTE}\n\n{MORE}"


@pytest.mark.parametrize(
    "line",
    [
        "Press Notice No. 31 of Session 2024-25, dated 16 July 2025",
        "NOTA DE PRENSA N.° 048/OC/2025",
        "Nota de prensa n. º 12",
    ],
)
def test_numbered_notices_are_release_lines(line: str) -> None:
    """A sentence that begins like one is none."""
    assert is_release_line(line)
    assert not is_release_line(f"{line} and the many things that it did not say about the harbour")


def test_place_and_date_below_a_story_are_nobody() -> None:
    """They stand above the office that signs."""
    tail = "Puerto Modelo, 11 de febrero de 2024\nOficina de Comunicaciones\n(01) 555-0140\nprensa@ejemplo.example"
    text = "\n\n".join(["Familias regresan al valle inundado", STORY_ES, STORY_ES, tail])
    draft = read_release(text)
    assert [(one.name, one.emails) for one in draft.contacts] == [(None, ("prensa@ejemplo.example",))]
    assert (draft.dateline.place, draft.dateline.date_text) == ("Puerto Modelo", "11 de febrero de 2024")


@pytest.mark.parametrize("dash", ["‒", "―"])
def test_dashes_of_any_length_end_a_dateline(dash: str) -> None:
    """Type setters have several."""
    draft = read_release(release(opening=f"Port Sample, Northland {dash} {STORY}"))
    assert draft.dateline.place == "Port Sample, Northland"
    assert draft.body.startswith(STORY)


@pytest.mark.parametrize("behind", ["", " م", " م واس"])
def test_a_day_in_both_calendars(behind: str) -> None:
    """The lunar day leads to the one that is kept."""
    line = f"وادي المثال 10 رمضان 1445 هـ الموافق 20 مارس 2024{behind}"
    found = read_date_line(line)
    assert found
    assert (found.place, found.date_text) == ("وادي المثال", "20 مارس 2024")
    draft = read_release(f"عودة العائلات إلى الوادي\n\n{line}\n\n{STORY_AR}\n\n{STORY_AR}")
    assert (draft.dateline.place, draft.dateline.date_text) == ("وادي المثال", "20 مارس 2024")


def test_a_trail_of_one_step_is_no_headline() -> None:
    """It repeats the headline; a headline may have the mark itself."""
    assert is_navigation(f"News > {HEADLINE}")
    assert not is_navigation(f"Valley > coast: {HEADLINE}")
    draft = read_release(release(head=f"News > {HEADLINE}\n\n{HEADLINE}", opening=STORY))
    assert draft.headline == HEADLINE


@pytest.mark.parametrize("label", ["Contacto prensa", "Contactos medios", "Contatto stampa", "Contatti media"])
def test_labels_without_a_preposition(label: str) -> None:
    """As headings are often set."""
    note = "Referencia bibliográfica: Example, J. (2024)."
    draft = read_release(release(opening=STORY_FR, tail=f"{note}\n\n{label}: Juana Ejemplo. Tel.: 961 55 01 44"))
    assert [(one.name, one.phones_as_written) for one in draft.contacts] == [("Juana Ejemplo", ("961 55 01 44",))]


@pytest.mark.parametrize(
    "office",
    ["State Attorney's Office, District of Northland", "Northland County Sheriff’s Office", "Office of the Prosecutor"],
)
def test_an_office_below_the_headline_is_none_itself(office: str) -> None:
    """Between the release line and the story; alone it would be all there is."""
    head = f"{HEADLINE}\nThursday, March 14, 2024\n\nFor Immediate Release\n{office}"
    assert read_release(release(head=head)).headline == HEADLINE
    assert read_release(release(head="Fire guts the old Mayor's Office")).headline == "Fire guts the old Mayor's Office"


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("Example Pottery Co., Ltd.", "Example Pottery"),
        ("Example Pottery Works, Inc.", "Example Pottery Works"),
        ("The Example Tile Works plc", "The Example Tile Works"),
    ],
)
def test_a_company_above_a_headline_that_opens_with_its_name(sender: str, name: str) -> None:
    """The first line is who sends it; one that says what happened is a headline."""
    headline = f"{name} to build a second kiln"
    head = f"News Release\nMay 2, 2024\n{sender}\n\n{headline}"
    assert read_release(release(head=head, opening=STORY)).headline == headline
    assert read_release(release(head="Acme Example Buys Sample Inc.", opening=STORY)).headline == (
        "Acme Example Buys Sample Inc."
    )


def test_what_a_release_is_about_is_nobody_below_a_label() -> None:
    """A theme in capitals below a letterhead that ends in the press office."""
    head = f"TOWN OF SAMPLE\nPress office\n\nPress release – 14/10/2024\n\nEARLY CHILDHOOD\n\n{HEADLINE}"
    draft = read_release(release(head=head, opening=STORY, tail="Media contact: Jane Example, jane@example.org"))
    assert (draft.headline, [one.name for one in draft.contacts]) == (HEADLINE, ["Jane Example"])


def test_the_codes_a_wire_sent_a_text_by_are_no_headline() -> None:
    """Codes and a day; an event whose name ends in its year is none."""
    draft = read_release(release(head=f"EXA0123 5 II 0312 SAM0001 Wed, 12.Mar 2024\n\n{HEADLINE}", opening=STORY))
    assert draft.headline == HEADLINE
    event = "EXPO2024 opens in Sample on 12 May"
    assert read_release(release(head=event, opening=STORY)).headline == event
