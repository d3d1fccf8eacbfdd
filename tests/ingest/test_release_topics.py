"""Heads of councils, courts and mails: topics above a headline, cases, greetings, standfirsts and lists."""

from __future__ import annotations

import pytest
from release_samples import MORE, QUOTE, STORY, STORY_DE

from distrib.ingest.formats.mail_head import split_mail
from distrib.ingest.release.release_text import read_release

HEADLINE = "A State may not require a skipper to speak its language"


def read(*parts: str) -> tuple[str | None, str | None, str]:
    """Headline, subheadline and body of these paragraphs."""
    draft = read_release("\n\n".join(parts) + "\n")
    return draft.headline, draft.subheadline, draft.body


def test_a_headline_that_begins_with_its_topic() -> None:
    """The line above ends in a colon and is no label of anything else."""
    head = "Hochwasserschutz am Mühlgraben:\nStadtrat beschließt Bau der dritten Stufe"
    headline, _, body = read("Pressemitteilung\nEllernried, 2. April 2025", head, STORY_DE, STORY_DE)
    assert headline == "Hochwasserschutz am Mühlgraben: Stadtrat beschließt Bau der dritten Stufe"
    assert body == f"{STORY_DE}\n\n{STORY_DE}"


@pytest.mark.parametrize("label", ["From:", "Press contact:", "Headline:"])
def test_a_label_is_no_topic(label: str) -> None:
    """What it leads to stands alone."""
    headline, _, _ = read(
        "News from the harbour of Rivabella", f"{label}\nExample Harbour opens a second school", STORY, MORE
    )
    assert label.rstrip(":") not in (headline or "")


@pytest.mark.parametrize(
    "act",
    [
        "Judgment of the Court in Case R-412/23 | Delta Barges and Others",
        "Arrêt de la Cour dans l'affaire R-412/23 | Delta Barges",
        "Urteil des Gerichtshofs in der Rechtssache R-412/23",
    ],
)
def test_a_case_by_its_number_is_no_headline(act: str) -> None:
    """What was decided is said below it."""
    headline, _, body = read("PRESS RELEASE No 34/25\nLuxembourg, 20 March 2025", act, HEADLINE, STORY, MORE)
    assert (headline, body) == (HEADLINE, f"{STORY}\n\n{MORE}")


def test_a_standfirst_without_a_full_stop_is_no_paragraph_of_the_story() -> None:
    """However many words it has."""
    standfirst = (
        "The requirement that at least one member of the crew speak the language of the State restricts the freedom "
        "to provide services and goes further than safety on the water demands"
    )
    assert read("PRESS RELEASE", HEADLINE, standfirst, STORY, QUOTE, MORE) == (
        HEADLINE,
        standfirst,
        f"{STORY}\n\n{QUOTE}\n\n{MORE}",
    )


def test_a_greeting_of_two_sentences_is_no_story() -> None:
    """It leads to the release in a mail."""
    greeting = "Please find below an appeal for use today. A photograph of the van is attached to this message."
    assert read("Good morning,", greeting, HEADLINE, STORY, MORE) == (HEADLINE, None, f"{STORY}\n\n{MORE}")


def test_a_list_below_the_headline_is_no_subheadline() -> None:
    """Highlights stand there, of which one says no more than the others."""
    points = "* Colonies in wet summers chose blue flowers twice as often\n* The effect lasted for three generations"
    assert read("PRESS RELEASE", HEADLINE, points, STORY, MORE)[:2] == (HEADLINE, None)


@pytest.mark.parametrize(
    "sent", ["Enviada em: terça-feira, 8 de abril de 2025", "Enviado el: martes, 8 de abril de 2025"]
)
def test_a_mail_head_whose_fields_have_two_words(sent: str) -> None:
    """As some programs write the day."""
    subject, text, is_mail = split_mail(f"De: Imprensa <press@example.org>\n{sent}\nAssunto: {HEADLINE}\n\n{STORY}\n")
    assert (subject, text.strip(), is_mail) == (HEADLINE, STORY, True)


@pytest.mark.parametrize(
    "office",
    [
        "Câmara Municipal de Vila Formosa do Mar",
        "Ayuntamiento de Rivabella",
        "Ministère de la Forêt",
        "Stadt Ellernried",
    ],
)
def test_an_institution_above_the_headline_is_none(office: str) -> None:
    """It is named in full, and nothing is said of it."""
    assert (
        read("2 April 2025", office, HEADLINE, "Captains and pilots agree on common words", STORY, MORE)[0] == HEADLINE
    )


@pytest.mark.parametrize("line", ["COMUNICATO STAMPA N. 57", "+++ Presseinformation +++ Presseinformation +++"])
def test_a_release_line_with_its_number_or_among_signs(line: str) -> None:
    """It is no headline and no subheadline."""
    assert read("Montelupo, 3 giugno 2025", line, HEADLINE, STORY, MORE)[:2] == (HEADLINE, None)
    assert read("Montelupo, 3 giugno 2025", HEADLINE, line, STORY, MORE)[:2] == (HEADLINE, None)


def test_thirty_between_long_dashes_is_an_end_mark() -> None:
    """As releases in French have it, below what they say of their sender."""
    about = "About Example Rail\n\nExample Rail runs trains."
    draft = read_release(f"{HEADLINE}\n\n{STORY}\n\n{MORE}\n\n{about}\n\n– 30 –\n\nContact: Jane Doe, 555 555 0123\n")
    assert (draft.end_mark, draft.boilerplate) == ("– 30 –", about)
