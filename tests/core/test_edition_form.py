"""An edition as a form in an editor: what is not changed comes back as it was, what is not understood is located."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.plain_text import many_lines, one_line
from distrib.core.release import Contact, Dateline, Edition
from distrib.core.release.edition_form import as_form, from_form
from distrib.core.release.field_form import FormFault

EDITION = Edition(
    language="en",
    headline="Water reaches Derna",
    body="The pumps run again.\n\n- one\n- two",
    dateline=Dateline("Tripoli", "24 November 2026", date(2026, 11, 24)),
    markers=("CORRECTION",),
    boilerplate="About us.",
    contacts=(Contact(name="Ana Lima"),),
)

short = st.text(max_size=30).map(one_line)
maybe = short.map(lambda text: text or None)
pieces = st.sampled_from(["Water", "\\", "======== Text ========", "======== About ========", "\\======== x ========"])
long = st.lists(pieces | short, min_size=1, max_size=5).map(lambda rows: many_lines("\n".join(rows)).strip("\n"))
editions = st.builds(
    Edition,
    language=st.just("en"),
    headline=short.filter(bool),
    body=long.filter(str.strip),
    subheadline=maybe,
    dateline=st.builds(Dateline, maybe, maybe, st.none() | st.dates()),
    embargo=maybe,
    markers=st.lists(st.sampled_from(["CORRECTION", "MEDIA ADVISORY"]), max_size=2).map(tuple),
    release_line=maybe,
    notes=st.none() | long.filter(str.strip),
    boilerplate=st.none() | long.filter(str.strip),
)


@pytest.mark.parametrize("language", ["en", "fr"])
@given(edition=editions)
def test_what_nobody_changes_comes_back_as_it_was(language: str, edition: Edition) -> None:
    """Also a text that looks like the form itself, whatever language the labels are in."""
    assert from_form(as_form(edition, language), edition) == edition


def test_labels_of_several_languages_are_read() -> None:
    """What is wrong is said in those that the form has; a language without labels has the English ones."""
    form = as_form(EDITION, "fr")
    assert form.startswith("Titre: Water reaches Derna\nSous-titre:\nLieu: Tripoli\n")
    assert "======== À propos ========\nAbout us." in form
    mixed = form.replace("Titre:", "headline:").replace("======== Texte", "======== TEXT")
    assert from_form(mixed, EDITION) == EDITION
    with pytest.raises(FormFault, match="there is no field `Titres`; there are Titre, Sous-titre, Lieu"):
        from_form(form.replace("Titre:", "Titres:"), EDITION)
    with pytest.raises(FormFault, match="there is no text below `======== Texte ========`"):
        from_form(form.replace(EDITION.body, ""), EDITION)
    assert as_form(EDITION, "xx") == as_form(EDITION)


def test_a_change_is_taken_and_the_rest_kept() -> None:
    """Contacts do not stand in the form; a date in other words is read anew elsewhere."""
    form = as_form(EDITION).replace("reaches Derna", "reaches Tobruk").replace("24 November", "25 November")
    changed = from_form(form, EDITION)
    assert changed.headline == "Water reaches Tobruk"
    assert changed.dateline == Dateline("Tripoli", "25 November 2026", None)
    assert changed.contacts == EDITION.contacts


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("Headline: Water reaches Derna", "Headline:", 1, "no headline"),
        ("Place: Tripoli", "Town: Tripoli", 3, "no field `Town`"),
        ("Place: Tripoli", "Tripoli", 3, "`Tripoli` is no field"),
        ("======== About", "======== Abut", 17, "no field `Abut`"),
        ("======== Text ========\nThe pumps run again.\n\n- one\n- two", "", 1, "no text"),
    ],
)
def test_what_cannot_be_understood_is_located(old: str, new: str, line: int, words: str) -> None:
    """The person is still in the editor, so the line helps."""
    with pytest.raises(FormFault, match=words) as caught:
        from_form(as_form(EDITION).replace(old, new), EDITION)
    assert caught.value.line == line


@pytest.mark.parametrize("label", ["A propos", "A\u0300 propos", "à PROPOS"])
def test_a_label_is_known_however_its_letters_are_written(label: str) -> None:
    """Some keyboards and files part a letter from its accent, and capitals often go without."""
    form = as_form(EDITION, "fr").replace("À propos", label)
    assert from_form(form, EDITION) == EDITION
