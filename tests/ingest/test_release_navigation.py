"""Pages pasted whole: menus above, teasers and newsletters below."""

from __future__ import annotations

import pytest
from release_samples import HEADLINE, MORE, QUOTE, STORY

from distrib.ingest.release.release_text import read_release

MENU = """\
-
Who we are
Who we areThe Relief Example Organisation has worked since 1951 for the benefit of all who had to leave their homes.
-
Our Work
Our WorkThe Relief Example Organisation plays a key role and supports people in more than a hundred countries.
What We Do
What We Do
Take Action
Take Action
- Where we work
- Data and Research"""

COOKIES = "We use cookies to improve your experience on this site. By clicking accept you agree to our privacy policy."


@pytest.mark.parametrize(
    "above",
    [
        MENU,
        f"{COOKIES}\nAccept all\nHome > News > Press releases",
        "Skip to main content\nHome\nNews\nSearch\nContact us",
        f"{HEADLINE} - Example County Office\nSkip to content\n4 min read\n{HEADLINE}\nAuthor\nMary Major\nHome\nPress",
    ],
)
def test_what_stands_above_a_release_is_gone(above: str) -> None:
    """Headline, dateline and body are those of the release."""
    draft = read_release(f"{above}\n{HEADLINE}\nGeneva - {STORY}\n{QUOTE}\n{MORE}\n")
    assert draft.headline == HEADLINE
    assert draft.dateline.place == "Geneva"
    assert draft.body == f"{STORY}\n\n{QUOTE}\n\n{MORE}"
    assert draft.contacts == ()


@pytest.mark.parametrize(
    "below",
    [
        "Share\nLatest Posts\nAnother story about something else entirely\nMay 28, 2026",
        "Related news\nAnother story about something else entirely in the north of the country.",
        "Partager cet article",
        "Weitere Meldungen: Beispielamt\nDas könnte Sie auch interessieren:",
        "Tagged with:\nVALLEY",
        "---\n[Original](https://example.org/a)\n[Pickup](https://example.com/b)",
    ],
)
def test_what_stands_below_a_release_is_gone(below: str) -> None:
    """A footer ends the body, even when stories follow it."""
    draft = read_release(f"{HEADLINE}\n\nGeneva - {STORY}\n{QUOTE}\n{MORE}\n{below}\n")
    assert draft.body == f"{STORY}\n\n{QUOTE}\n\n{MORE}"


def test_press_contacts_below_the_footer_are_found() -> None:
    """Some pages set them under their newsletter form."""
    below = "Subscribe to our newsletter\nMedia contacts\nJane Doe\nTelephone: +41 22 730 01 23"
    draft = read_release(f"{HEADLINE}\n\n{STORY}\n{QUOTE}\n{MORE}\n{below}\n")
    assert [contact.name for contact in draft.contacts] == ["Jane Doe"]


def test_an_html_page() -> None:
    """Scripts, menus and footers are not read; a break is a line; a lead is the subheadline."""
    draft = read_release(
        f"""<!doctype html><html><head><title>x</title><style>p {{}}</style></head><body>
        <nav><ul><li>Home</li><li>News</li></ul></nav><main><h1>{HEADLINE}</h1>
        <p class="lead-paragraph">Roads are closed in four of the districts.</p>
        <p><strong>GENEVA</strong>, 12 March 2024 – {STORY}</p><p>{MORE}</p>
        <h2>Media contact</h2><p>Jane Doe<br>Phone: +41 22 730 01 23<br>
        <a href="mailto:j@example.org">j@example.org</a></p>
        </main><footer>About us</footer><script>alert(1)</script></body></html>"""
    )
    assert (draft.headline, draft.subheadline) == (HEADLINE, "Roads are closed in four of the districts.")
    assert (draft.dateline.place, draft.body) == ("GENEVA", f"{STORY}\n\n{MORE}")
    assert [(contact.name, contact.phones) for contact in draft.contacts] == [("Jane Doe", ("+41227300123",))]


def test_a_mail_with_a_greeting() -> None:
    """Head, greeting and signature are not the release; its subject tells the headline."""
    draft = read_release(
        f"From: Press <press@example.org>\nTo: desk@example.com\nDate: Tue, 12 Mar 2024 08:00:00 +0000\n"
        f"Subject: Fwd: PRESS RELEASE: {HEADLINE}\n\nDear colleagues,\n\nPlease find below our release.\n\n"
        f"{HEADLINE}\n\nGeneva, 12 March 2024 - {STORY}\n\n{MORE}\n\n-- \nMary Major\nmary@example.org\n"
    )
    assert (draft.headline, draft.body) == (HEADLINE, f"{STORY}\n\n{MORE}")
    assert draft.contacts == ()


def test_the_subject_is_the_headline_when_the_text_has_none() -> None:
    """A posting that begins with its story."""
    draft = read_release(
        f"From: a@example.org\nSubject: {HEADLINE}\nDate: x\n\nFOR IMMEDIATE RELEASE\n\n{STORY}\n\n{MORE}\n"
    )
    assert (draft.headline, draft.release_line) == (HEADLINE, "FOR IMMEDIATE RELEASE")


def test_hard_wrapped_text_becomes_paragraphs_again() -> None:
    """Lines broken at a column are joined, and so is a headline over two lines."""
    text = (
        "Families return to flooded valley after two weeks in camps of the\nnorth\n\n"
        "Nairobi, 12 March 2024 - The agency said that families who fled the\nvalley last week have begun to return to "
        "their\nhomes, although many of the roads remain closed to the traffic of the\nregion and its towns.\n\n"
        "Aid workers have reached four of the nine villages and they expect to\n"
        "reach the others before the end of the week.\n"
    )
    draft = read_release(text)
    assert draft.headline == "Families return to flooded valley after two weeks in camps of the north"
    assert draft.body.count("\n\n") == 1
    assert "fled the valley last week" in draft.body
