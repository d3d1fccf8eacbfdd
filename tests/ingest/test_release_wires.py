"""What wires and pages put around a story: strokes, names in parentheses, signs across the page, lines below it."""

from __future__ import annotations

import pytest
from release_samples import HEADLINE, MORE, QUOTE, STORY, STORY_AR, STORY_DE, release

from distrib.ingest.release.release_text import read_release


@pytest.mark.parametrize(
    ("opening", "place", "date"),
    [
        ("VANCOUVER, BC / EXAMPLEWIRE / February 12, 2024 / ", "VANCOUVER, BC", "February 12, 2024"),
        ("**VANCOUVER, BC / EXAMPLEWIRE / February 12, 2024 /** ", "VANCOUVER, BC", "February 12, 2024"),
        ("(New York/Geneva: 3 May 2005): ", "New York/Geneva", "3 May 2005"),
        ("Austin, Texas | May 14, 2024 08:00 AM Eastern Daylight Time - ", "Austin, Texas", "May 14, 2024"),
        ("LONDON, 3 May 2005, 0900 GMT – ", "LONDON", "3 May 2005"),
        ("London, UK – 3rd May 2005: ", "London, UK", "3rd May 2005"),
        ("Geneva (EXR). ", "Geneva", None),
    ],
)
def test_datelines_between_strokes_and_in_parentheses(opening: str, place: str, date: str | None) -> None:
    """The last stroke ends it, and a colon parts a place from its date as a comma does."""
    draft = read_release(release(opening=f"{opening}{STORY}"))
    assert (draft.dateline.place, draft.dateline.date_text) == (place, date)
    assert draft.body.startswith(STORY)


def test_the_sender_in_parentheses_is_no_part_of_the_place() -> None:
    """In a script without capitals its kind tells it from a country."""
    draft = read_release("\n\n".join(["عودة العائلات إلى الوادي", f"جنيف (لجنة الإغاثة) – {STORY_AR}", STORY_AR]))
    assert draft.dateline.place == "جنيف"


@pytest.mark.parametrize(
    "opening", ["Ahornbach (ots) - Einbruch in Bäckerei", "Ahornbach (ots)\n\nEinbruch in Bäckerei"]
)
def test_a_heading_may_come_first_behind_a_wires_name(opening: str) -> None:
    """A text that tells of several incidents has a heading above each, and its story begins with the first."""
    head = "Polizeiinspektion Ahornbach\n\nPOL-AHB: Zwei Einbrüche in einer Nacht"
    draft = read_release("\n\n".join([head, opening, STORY_DE, "Rasenmäher gestohlen", STORY_DE]))
    assert draft.headline == "POL-AHB: Zwei Einbrüche in einer Nacht"
    assert draft.dateline.place == "Ahornbach"
    assert draft.body.startswith("Einbruch in Bäckerei\n\n")


def test_hashes_across_the_page_end_a_story() -> None:
    """However far apart they stand."""
    draft = read_release(release(tail=f"#{' ' * 30}#{' ' * 33}#\n\nExample Relief helps people.\n\nFollow us"))
    assert draft.body.endswith(MORE)
    assert draft.end_mark is not None


def test_a_signature_ends_a_story_without_a_word_before_it() -> None:
    """Place and date alone, and the office that signs."""
    tail = "Bern, 12. Mai 1999\n\nDEPARTEMENT FÜR VERKEHR\nPressedienst\n\nAuskünfte:\nHans Muster, Tel. 031 555 57 11"
    draft = read_release("\n\n".join(["Bundesrat setzt Verordnung in Kraft", STORY_DE, STORY_DE, tail]))
    assert (draft.dateline.place, draft.dateline.date_text) == ("Bern", "12. Mai 1999")
    assert draft.body == f"{STORY_DE}\n\n{STORY_DE}"


def test_several_places_with_their_dates_are_part_of_a_story() -> None:
    """A list of events is no signature."""
    tour = "Köln, 12. Mai 2024\n\nUlm, 13. Mai 2024\n\nTrier, 14. Mai 2024"
    draft = read_release("\n\n".join(["Orchester geht auf Reisen", f"Bonn, 2. Mai 2024 – {STORY_DE}", STORY_DE, tour]))
    assert draft.body.endswith("14. Mai 2024")


def test_a_senders_description_without_a_heading_is_none_of_the_story() -> None:
    """It says what the sender is, whom the story named before; it is kept as the description."""
    about = "Example Relief (EXR) is the largest invented agency fighting hunger. It helps people in 80 countries."
    opening = f"ROME – Example Relief said it will go on. {STORY}"
    draft = read_release(release(opening=opening, tail=f"{about}\n\nContact:\nJane Doe, +39 06 6555 2602"))
    assert draft.body.endswith(MORE)
    assert draft.boilerplate == about


@pytest.mark.parametrize(
    "last",
    [
        "Northland is one of the poorest countries of the continent, and its people have nobody else to turn to.",
        "The bridge is the longest that a company has built in Northland, and opens in the summer of next year.",
        "Elsewhere Relief is the largest agency of the region, and has promised to send its own boats to the valley.",
    ],
)
def test_a_sentence_about_something_else_stays_the_storys_last(last: str) -> None:
    """A country, a thing, and an organisation that the story did not name."""
    draft = read_release(
        release(
            opening=f"ROME – Northland is under water. {STORY}", tail=f"{last}\n\nContact:\nJane Doe, +39 06 6555 2602"
        )
    )
    assert draft.body.endswith(last)


def test_a_signature_below_the_end_mark_does_not_make_a_sentence_a_contact() -> None:
    """Whoever passed a release on is not whom its last sentence asks to call."""
    last = (
        "Reporters who wish to attend the test in the desert should call the information office before noon on Monday."
    )
    draft = read_release(release(tail=f"{last}\n\n#####\n\nRon Keeper\nkeeper@star.example"))
    assert draft.body.endswith(last)


def test_marker_and_headline_between_strokes() -> None:
    """As a wire sends what it sent before."""
    assert read_release(release(head=f"/R E P R I S E -- {HEADLINE}/")).headline == HEADLINE
    assert read_release(release(head=f"/{HEADLINE}/")).headline == HEADLINE


def test_a_sentence_below_a_credit_is_a_caption() -> None:
    """The headline comes after it."""
    draft = read_release(
        release(head=f"News Stories, 12 March 2010\n\n© Relief/J.Doe\nFamilies board a bus.\n\n{HEADLINE}")
    )
    assert draft.headline == HEADLINE


def test_how_to_help_is_none_of_the_story() -> None:
    """A page's call for money stands between the story and its end mark."""
    call = "How to help: For more information or to give, please contact the Fund:\n\nToll free: 1-800-555-0154"
    draft = read_release(
        release(tail=f"{call}\n\n# # #\n\nFor more information, please contact:\nJane Doe, 917.555.6508")
    )
    assert draft.body.endswith(MORE)
    assert [one.phones for one in draft.contacts] == [("+19175556508",)]
    assert QUOTE in draft.body


def test_town_and_region_in_parentheses_above_a_story_are_its_place() -> None:
    """Below the office of a statesman who travels."""
    office = "Office of the Press Secretary\n(Newport, Rhode Island)\n\nFor Immediate Release\nApril 27, 1993"
    draft = read_release(release(head=f"{office}\n\n{HEADLINE}", opening=STORY))
    assert (draft.dateline.place, draft.dateline.date_text) == ("Newport, Rhode Island", "April 27, 1993")


def test_the_letterhead_at_a_pages_foot_is_no_part_of_the_last_paragraph() -> None:
    """It follows without a gap in a text whose lines were broken, with dots between building, street and number."""
    line = "that the families who fled from the valley last week have begun to return to their homes"
    last = "and that all of them are well, and will stay in the houses of their own for good."
    foot = "Example Courts Building • 133 N. Orchard Blvd. • Exampleton, Calif. 93999 • 214/555-3600"
    draft = read_release("\n".join([HEADLINE, "", "(EXAMPLETON) – The agency said on Monday", *[line] * 6, last, foot]))
    assert draft.body.endswith("for good.")


@pytest.mark.parametrize("mark", ["//ENDS//", "/ENDS", "<ENDS>", "- E N D S -", "- o -", "---oo0oo---", "o0o"])
def test_end_marks_in_strokes_spelt_out_and_drawn(mark: str) -> None:
    """A sentence for editors may stand between them and the contacts."""
    remark = "Jane Doe, press officer, is available for interviews in the town on Monday and on Tuesday morning."
    draft = read_release(release(tail=f"{mark}\n\n{remark}\n\nContact: Jane Doe, +41 22 555 01 23"))
    assert draft.body.endswith(MORE)
    assert draft.end_mark == mark


@pytest.mark.parametrize(
    "line",
    [
        "Photos and video are available here: https://media.relief.example/1",
        "Download multimedia content at https://media.relief.example/1",
        "B-roll and photos available here",
    ],
)
def test_an_offer_of_pictures_below_a_story_is_for_editors(line: str) -> None:
    """It is none of the story, and kept with what stands below it."""
    draft = read_release(release(tail=f"{line}\n\nFor more information, please contact:\nJane Doe, +41 22 555 01 23"))
    assert draft.body.endswith(MORE)
    assert line in (draft.boilerplate or "")


@pytest.mark.parametrize(
    "heading",
    [
        "ots Originaltext: Polizei Ahornbach",
        "Quick facts",
        "Faits saillants :",
        "Associated Links",
        "Liens connexes",
        "Note ai redattori:",
        "Nota a los medios:",
    ],
)
def test_headings_of_facts_links_and_notes_end_a_story(heading: str) -> None:
    """In the languages of those who put them there."""
    draft = read_release(release(tail=f"{heading}\n\n- It rained for nine days.\n\nJane Doe, +41 22 555 01 23"))
    assert draft.body.endswith(MORE)


@pytest.mark.parametrize("foot", ["Follow EXR on Twitter, Facebook and Instagram", "Tags: floods, Northland"])
def test_a_pages_foot_names_the_sender_or_the_topics(foot: str) -> None:
    """What stands below it is the page's."""
    draft = read_release(release(tail=f"{foot}\n\nSheep come home from the hills"))
    assert draft.body.endswith(MORE)
