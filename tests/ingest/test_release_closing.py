"""Where a story ends: end marks, descriptions, notes, contacts."""

from __future__ import annotations

import pytest
from release_samples import MORE, QUOTE, STORY, release

from distrib.ingest.release.release_text import read_release

BODY = f"{STORY}\n\n{QUOTE}\n\n{MORE}"


@pytest.mark.parametrize(
    "mark",
    [
        "###",
        "# # #",
        "#",
        "-30-",
        "- 30 -",
        "-ENDS-",
        "- end -",
        "ENDS",
        "Ends",
        "– Fin –",
        "FIN",
        "ENDE",
        "* * *",
        "انتهى",
        "-###-",
    ],
)
def test_an_end_mark_ends_the_body(mark: str) -> None:
    """It is kept as written, apart from the body."""
    draft = read_release(release(tail=f"{mark}\n\nAbout Relief Example\n\nRelief Example is a charity."))
    assert (draft.end_mark, draft.body) == (mark, BODY)


@pytest.mark.parametrize(
    "heading",
    [
        "About Relief Example",
        "About Relief Example:",
        "À propos de Secours Exemple",
        "Acerca de Ejemplo",
        "Über Hilfe Beispiel",
        "Notes to editors",
        "Notes to Editors:",
        "Note aux rédactions",
        "Hinweis für die Redaktion",
        "Background",
        "## About Relief Example",
    ],
)
def test_a_description_is_the_boilerplate(heading: str) -> None:
    """With its heading; the body ends before it."""
    draft = read_release(release(tail=f"{heading}\n\nRelief Example is a charity that works in forty countries."))
    assert draft.body == BODY
    assert draft.boilerplate is not None
    assert draft.boilerplate.endswith("forty countries.")


def test_contacts_and_description_in_any_order() -> None:
    """What follows the contacts is the description again."""
    draft = read_release(
        release(
            tail="Media contact:\nJane Doe\njane@example.org\n\nAbout Relief Example\n\n"
            "Relief Example is a charity.\n\n"
            "Notes for editors:\nPhotos are available on request."
        )
    )
    assert draft.body == BODY
    assert [contact.emails for contact in draft.contacts] == [("jane@example.org",)]
    assert draft.boilerplate is not None
    assert "charity" in draft.boilerplate
    assert "Jane" not in draft.boilerplate


@pytest.mark.parametrize(
    "inside",
    [
        "About 200 people have returned to the villages since the end of last week, and more are on their way.",
        "Anyone who needs help can call the office at (714) 555-0123 or write to help@example.org before March.",
        "For more information on the villages and the people who live there, please visit www.example.org.",
        "More than half of the roads will open again before the winter, according to the ministry of transport.",
    ],
)
def test_a_sentence_is_no_heading(inside: str) -> None:
    """A number, a link or the word "about" inside the story ends nothing."""
    draft = read_release(release(opening=f"{STORY}\n\n{inside}"))
    assert inside in draft.body
    assert draft.body.endswith(MORE)


def test_a_page_break_inside_a_story() -> None:
    """(more), a page number and a rule are not the story's words."""
    draft = read_release(release(opening=f"{STORY}\n\n(more)\n\nPage 2\n\n----------"))
    assert draft.body == BODY


def test_a_wires_source_line_closes_the_story() -> None:
    """SOURCE and the sender."""
    assert read_release(release(tail="SOURCE Example Corp")).body == BODY


def test_contacts_run_together_with_the_description() -> None:
    """A page that lost its line breaks."""
    draft = read_release(
        release(
            tail="About Relief ExampleRelief Example is a charity that works in forty countries. For more information, "
            "please contact:Jane DoeSenior Director Relief Examplejane.doe@example.org "
            "Mary MajorAccount Executive mary@example.org"
        )
    )
    assert [(contact.name, contact.emails) for contact in draft.contacts] == [
        ("Jane Doe", ("jane.doe@example.org",)),
        ("Mary Major", ("mary@example.org",)),
    ]
