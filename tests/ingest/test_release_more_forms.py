"""Forms beyond those of wire services: other languages' labels, heads that say two things, contacts in prose."""

from __future__ import annotations

import pytest
from release_samples import MORE, QUOTE, STORY, STORY_DE, STORY_ES, release

from distrib.ingest.formats.html_text import html_lines
from distrib.ingest.release.release_text import read_release

STORY_PT = (
    "As famílias que fugiram do vale na semana passada começaram a voltar para as suas casas, embora muitas das "
    "estradas continuem fechadas ao trânsito."
)
STORY_NL = (
    "De gezinnen die vorige week uit de vallei zijn gevlucht keren terug naar hun huizen, hoewel veel van de wegen in "
    "het gebied nog altijd zijn afgesloten."
)


@pytest.mark.parametrize(
    ("story", "about", "label"),
    [
        (STORY_PT, "Sobre a Câmara do Vale", "Contacto para a imprensa:"),
        (STORY_PT, "Sobre os Bombeiros do Vale", "Contactos para a comunicação social:"),
        (STORY_DE, "Über das Wasserwerk Musterstadt", "Ansprechpartnerin für die Medien:"),
        (STORY_DE, "Über die Gemeinde Musterdorf", "Auskünfte"),
        (STORY_ES, "Acerca del Museo del Río", "Gabinete de comunicación"),
        (STORY_NL, "Over de gemeente Waterdam", "Noot voor de redactie, niet voor publicatie:"),
    ],
)
def test_descriptions_and_contacts_of_more_languages(story: str, about: str, label: str) -> None:
    """An article behind the word for "about" is no matter; a note that is not to be printed is a note."""
    tail = f"{about}\nEs gibt sie seit 1898.\n\n{label}\nAna Modelo\nTel.: +351 21 555 01 01\nana@vale.example"
    draft = read_release("\n\n".join(["Familias regresan al valle inundado", story, story, tail]))
    assert draft.body == f"{story}\n\n{story}"
    assert [(one.name, one.phones, one.emails) for one in draft.contacts] == [
        ("Ana Modelo", ("+351215550101",), ("ana@vale.example",))
    ]
    assert (draft.boilerplate or "").startswith(about)


@pytest.mark.parametrize(
    ("head", "release_line", "embargo"),
    [
        (
            "PRESS RELEASE – Embargoed until 10:00, 12 April 2024",
            "PRESS RELEASE",
            "Embargoed until 10:00, 12 April 2024",
        ),
        ("**MEDIA RELEASE** · EMBARGO: 0600 Monday", "MEDIA RELEASE", "EMBARGO: 0600 Monday"),
        (
            "COMMUNIQUÉ DE PRESSE | Sous embargo jusqu'au 12 avril",
            "COMMUNIQUÉ DE PRESSE",
            "Sous embargo jusqu'au 12 avril",
        ),
        ("NOTA DE PRENSA | 12 de junio de 2024", "NOTA DE PRENSA", None),
        ("Bern, 2. Mai 2024 – Embargo: 11 Uhr", None, "Embargo: 11 Uhr"),
    ],
)
def test_a_head_that_says_two_things(head: str, release_line: str | None, embargo: str | None) -> None:
    """Neither is the headline."""
    draft = read_release(f"{head}\n\n{release(opening=STORY)}")
    assert (draft.release_line, draft.embargo) == (release_line, embargo)
    assert draft.headline == "Families return to flooded valley"


@pytest.mark.parametrize("label", ["Subject", "Headline", "Betreff", "Titre", "Asunto", "What"])
def test_a_headline_behind_its_label(label: str) -> None:
    """The label is not part of it; a date beside it is no event."""
    text = release(head=f"Date: 7 May 2024\n{label}: Families return to flooded valley", opening=f"GENEVA – {STORY}")
    draft = read_release(text)
    assert draft.headline == "Families return to flooded valley"
    assert draft.body.startswith(STORY)


def test_a_contact_in_running_prose() -> None:
    """It ends the story, and names who, where and how."""
    prose = (
        "Reporters who want to ride the first train should contact Tom Placeholder of the press office on "
        "+44 1632 960 123 or at tom@rail.example before Friday noon."
    )
    draft = read_release(release(tail=prose))
    assert draft.body.endswith(MORE)
    [contact] = draft.contacts
    assert (contact.name, contact.office) == ("Tom Placeholder", "press office")
    assert (contact.phones, contact.emails) == (("+441632960123",), ("tom@rail.example",))


def test_an_address_without_a_label_that_ends_the_story() -> None:
    """Several lines are whoever can be asked; a single one is the paper's letterhead."""
    block = "Ufficio stampa Porto di Rivabella\nElena Campione\ntel. +39 06 5550123\nufficio@porto.example"
    assert [one.name for one in read_release(release(tail=block)).contacts] == ["Elena Campione"]
    assert not read_release(release(tail="City Hall • 133 Riverfront Blvd. • 214/653-3600")).contacts


def test_a_label_that_is_glued_to_the_release_line() -> None:
    """As pages run their columns together."""
    draft = read_release("FOR IMMEDIATE RELEASEContact: Pat Example +1 555 201 0142\n\n" + release())
    assert draft.release_line == "FOR IMMEDIATE RELEASE"
    assert [(one.name, one.office) for one in draft.contacts] == [("Pat Example", None)]


def test_vowel_signs_and_a_word_before_the_date_in_arabic_datelines() -> None:
    """A place keeps its signs, and loses what leads to the date."""
    story = "أطلقت جمعية القرى اليوم برنامجا لتعليم القراءة والكتابة للكبار في ست وثلاثين قرية في الشمال والبقاع."
    for line, place in (("عمّان، 14 آذار 2024 - ", "عمّان"), ("بيروت في 5 نيسان 2024: ", "بيروت")):
        assert read_release(f"عنوان الخبر في القرى\n\n{line}{story}\n\n{story}").dateline.place == place


@pytest.mark.parametrize("mark", ["th", "td"])
def test_contacts_below_each_other_under_heads_side_by_side(mark: str) -> None:
    """A table is read down its columns; the other column is not the press's."""
    rows = (
        ("Press contact", "Membership"),
        ("Lena Specimen", "Hotline"),
        ("+44 1632 960 789", "+44 1632 960 700"),
        ("lena@trust.example", "members@trust.example"),
    )
    table = "".join("<tr>" + "".join(f"<{mark}>{cell}</{mark}>" for cell in row) + "</tr>" for row in rows)
    page = f"<h1>Families return</h1><p>{STORY}</p><p>{QUOTE}</p><table>{table}</table>"
    draft = read_release(page)
    assert "Lena Specimen" in [one.name for one in draft.contacts]
    contact = next(one for one in draft.contacts if one.name == "Lena Specimen")
    assert (contact.phones, contact.emails) == (("+441632960789",), ("lena@trust.example",))
    assert len(html_lines(page)) == 3 + 8
