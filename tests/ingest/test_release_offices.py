"""Forms of regulators, authorities and printed pages: offices, running heads, corrected texts, numbers copied askew."""

from __future__ import annotations

import pytest
from release_samples import HEADLINE, MORE, QUOTE, STORY, STORY_AR, STORY_ES, release

from distrib.ingest.labels.dateline import read_dateline
from distrib.ingest.labels.phones import to_e164
from distrib.ingest.labels.ways import find_ways
from distrib.ingest.release.release_text import read_release


def named(tail: str, **parts: str) -> list[tuple[str | None, tuple[str, ...], tuple[str, ...]]]:
    """Name, numbers as written and addresses of the contacts of a release that ends with `tail`."""
    return [(one.name, one.phones_as_written, one.emails) for one in read_release(release(tail=tail, **parts)).contacts]


def test_a_corrected_release_is_read_below_the_note_that_replaces_it() -> None:
    """The note gives the dateline; headline and story are those of the corrected text."""
    note = (
        "NORTHTOWN--(EXAMPLE WIRE)--Please replace the release dated May 2, 2024, with the following corrected version."
    )
    text = "\n\n".join(
        [
            "CORRECTING and REPLACING Example Rail opens its second tunnel",
            "CORRECTION...by Example Rail",
            note,
            "The updated release reads:",
            "EXAMPLE RAIL OPENS ITS SECOND TUNNEL",
            "Trains run every ten minutes from Monday",
            *(STORY, QUOTE, MORE),
        ]
    )
    draft = read_release(text)
    assert (draft.headline or "").casefold() == "example rail opens its second tunnel"
    assert draft.subheadline == "Trains run every ten minutes from Monday"
    assert draft.dateline.place == "NORTHTOWN"
    assert draft.body == f"{STORY}\n\n{QUOTE}\n\n{MORE}"


def test_a_release_about_a_corrected_version_keeps_its_story() -> None:
    """Only a line that leads to the corrected text makes a note of what stands above it."""
    opening = f"Please replace the filter, the Example Works said in a release. {STORY}"
    assert read_release(release(opening=opening)).body.startswith("Please replace the filter")


def test_a_page_break_in_the_story_is_no_end_of_it() -> None:
    """ "– more –", the page's number, and the letterhead that the next page repeats."""
    letterhead, number = "EXAMPLE HARBOUR TRUST", "PRESS RELEASE No. 7/2024"
    between = ["– more –", "Page 1 of 2", letterhead, number]
    text = "\n\n".join([letterhead, number, HEADLINE, STORY, MORE, *between, QUOTE, STORY_ES, "– end –"])
    draft = read_release(text)
    assert draft.headline == HEADLINE
    assert draft.body == "\n\n".join([STORY, MORE, QUOTE, STORY_ES])


@pytest.mark.parametrize("office", ["Office of the Comptroller", "Department of Harbours and Coasts"])
def test_an_office_told_twice_in_a_head_is_no_title(office: str) -> None:
    """A letterhead repeats its offices and whoever heads them; a page's title is repeated too."""
    chief = "Jane M. Example, Comptroller"
    head = f"State of Exampleland\n{office}\n{chief}\n\nFor Immediate Release: May 2, 2024\n\n{office}\n- {chief}"
    desk = "For Further Information:\nMedia Inquiries-\nJohn Sample\n(609) 555-0148"
    text = "\n\n".join([head, desk, HEADLINE, "View Order", f"NORTHTOWN – {STORY}", QUOTE, MORE])
    draft = read_release(text)
    assert draft.headline == HEADLINE
    assert [one.name for one in draft.contacts] == ["John Sample"]


def test_terms_in_parentheses_are_no_headline() -> None:
    """A stock exchange notice defines them above its headline."""
    head = 'Example Mills plc\n("Example", the "Company" or the "Group")\n\nFull-year trading update'
    assert read_release(release(head=head)).headline == "Full-year trading update"


def test_people_below_their_firm_have_its_number() -> None:
    """As enquiries are listed for a stock exchange: the firm and its number, and who sits there."""
    tail = (
        "Enquiries:\n\nExample Mills plc                       Tel: +44 113 496 0102\nAnna Example, Chief Executive\n"
        "Bernd Sample, Chief Financial Officer\n\nSample Advisers (Financial PR)          Tel: +44 20 7946 0188\n"
        "Cara Model                              mills@sample.example\nDora Muster"
    )
    assert named(tail) == [
        ("Anna Example", ("+44 113 496 0102",), ()),
        ("Bernd Sample", ("+44 113 496 0102",), ()),
        ("Cara Model", (), ("mills@sample.example",)),
        ("Dora Muster", ("+44 20 7946 0188",), ()),
    ]


@pytest.mark.parametrize(
    "office",
    [
        "Example Savings Bank\nDirectorate General Communications",
        "The Example Museum\n10 East Street\nNew Haven, CT 06510",
        "Consejería de Hacienda",
        "Example Pottery plc",
    ],
)
def test_an_organisation_and_its_town_are_nobody(office: str) -> None:
    """A bank, a museum and its address, a region's ministry, a company by its legal form."""
    assert [name for name, _, _ in named(f"Media contact:\nJane Example\n+44 20 7946 0188\n\n{office}")] == [
        "Jane Example"
    ]
    assert [name for name, _, _ in named(f"Media contact:\n{office}\n+44 20 7946 0188")] == [None]


def test_who_prepared_a_police_release_answers_for_it() -> None:
    """The form of a report: fields above the story, the number in the one below the name."""
    form = "Prepared by: Sergeant Jane Example, Public Information Officer\nContact: (510) 555-0137"
    text = "\n\n".join([f"PRESS RELEASE\n\nDate: July 22, 2024\nSubject: {HEADLINE}\n{form}", STORY, QUOTE, MORE])
    draft = read_release(text)
    assert [(one.name, one.phones_as_written) for one in draft.contacts] == [
        ("Sergeant Jane Example", ("(510) 555-0137",))
    ]
    other = read_release(text.replace(", Public Information Officer", ""))
    assert [one.name for one in other.contacts] == [None]


def test_quotations_and_the_public_below_a_story_are_no_contacts() -> None:
    """A page sets what was said in a part of its own, and sends everybody else to a number for everybody."""
    tail = (
        "For More Information\n\nQuestions and answers\n\nQuote(s)\n\n“It will rain.”\nBirgit Example, Commissioner\n\n"
        "Contacts for media\n\nJane Sample\nSpokesperson\nPhone\n+32 2 555 01 61\n\n"
        "If you do not work for a media organisation, you are welcome to call 00 800 6 7 8 9 10 11."
    )
    assert named(tail) == [("Jane Sample", ("+32 2 555 01 61",), ())]


def test_opening_hours_are_not_for_the_press() -> None:
    """Nor is the address that stands with them."""
    tail = (
        "INFORMAZIONI\nOrari: da martedì a domenica, 10-18\ninfo@museo.example\n\n"
        "UFFICIO STAMPA\nGiovanna Esempio\nstampa@museo.example"
    )
    assert named(tail) == [("Giovanna Esempio", (), ("stampa@museo.example",))]


@pytest.mark.parametrize("label", ["Categoría", "Categoria", "Catégories", "Rubrique"])
def test_a_pages_category_below_a_desk_is_nobody(label: str) -> None:
    """It is of the page, in any language."""
    tail = f"Press office\n+55 61 5555-0160\n\n{label}\nRelaciones Ejemplares"
    assert named(tail) == [(None, ("+55 61 5555-0160",), ())]


def test_a_place_between_bars_beside_the_date() -> None:
    """What follows it is who publishes."""
    draft = read_release(
        release(head=f"{HEADLINE}\n\nMay 5, 2024 | Sampleburg, West Shore | Coasts Agency", opening=STORY)
    )
    assert (draft.dateline.place, draft.dateline.date_text) == ("Sampleburg, West Shore", "May 5, 2024")


def test_a_wire_between_strokes_ends_a_dateline_without_a_year() -> None:
    """As Arabic agencies have it; a short paragraph with two strokes is no trail of links either."""
    found = read_dateline(f"الميناء في 12 مايو / وكالة / {STORY_AR}")
    assert found
    assert (found.dateline.place, found.dateline.date_text) == ("الميناء", "12 مايو")
    opening = "الميناء في 12 مايو / وكالة / قالت الوكالة إن العائلات التي فرت من الوادي بدأت في العودة إلى منازلها أمس."
    draft = read_release(release(opening=opening))
    assert (draft.dateline.place, draft.dateline.date_text) == ("الميناء", "12 مايو")


def test_an_underscore_parts_a_dateline_from_the_story() -> None:
    """Some Italian offices write it for a dash."""
    draft = read_release(release(opening=f"Esempio, 2 ottobre 2024_{STORY}"))
    assert (draft.dateline.place, draft.dateline.date_text) == ("Esempio", "2 ottobre 2024")
    assert draft.body.startswith(STORY[:40])


def test_a_dash_parts_two_numbers() -> None:
    """Within one number it stands between groups."""
    assert [way.text for way in find_ways("Tél. : 03 55 55 01 20 – 06 55 50 01 21")] == [
        "03 55 55 01 20",
        "06 55 50 01 21",
    ]
    assert [way.text for way in find_ways("Tel. 030 - 5555 0120")] == ["030 - 5555 0120"]


def test_a_plus_behind_a_number_copied_from_right_to_left() -> None:
    """It belongs before the country code."""
    (way,) = find_ways("هاتف: 0123 5555 965+")
    assert to_e164(way.text, ()) == "+96555550123"
    assert to_e164("96555550123+", ()) == "+96555550123"


def test_years_of_a_life_are_no_number() -> None:
    """They have as many digits as one."""
    assert not find_ways("Jane Example (1931–2025)")


@pytest.mark.parametrize(
    ("sender", "to", "sent", "subject"),
    [
        ("Van", "Aan", "Verzonden", "Onderwerp"),
        ("De", "À", "Envoyé", "Objet"),
        ("De", "Para", "Enviada", "Assunto"),
        ("Från", "Till", "Skickat", "Ämne"),
    ],
)
def test_the_head_of_a_mail_in_its_readers_language(sender: str, to: str, sent: str, subject: str) -> None:
    """Its subject is the headline, and its sender no contact."""
    head = f"{sender}: Desk <desk@example.org>\n{sent}: 2024-05-02 09:14\n{to}: news@example.net\n{subject}: {HEADLINE}"
    draft = read_release(f"{head}\n\n" + release(opening=STORY, tail="Media contact: Jane Example, jane@example.org"))
    assert draft.headline == HEADLINE
    assert [one.emails for one in draft.contacts] == [("jane@example.org",)]


def test_a_dutch_or_between_number_and_address_is_no_office() -> None:
    """It is English "of", which leads to an office."""
    tail = "Voor meer informatie: Joost Voorbeeld, persvoorlichter, 030 555 01 44 of joost@example.org"
    (one,) = read_release(release(tail=tail)).contacts
    assert (one.name, one.role, one.office) == ("Joost Voorbeeld", "persvoorlichter", None)
