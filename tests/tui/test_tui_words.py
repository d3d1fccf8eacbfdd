"""The person's language: the catalogues are whole, and a screen in French says nothing in English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import words
from babel.messages.catalog import Catalog
from babel.numbers import get_decimal_symbol, get_group_symbol
from textual.pilot import Pilot
from textual.widgets import Input
from tui_office import WIDE, Script, TuiOffice, said, settled, text_of, tui_office, wait_for

from distrib.config import load
from distrib.config.screen import LANGUAGES
from distrib.core.contacts import resolve
from distrib.core.contacts.duty_text import duty_text, read_duty
from distrib.core.delivery.progress import span
from distrib.core.keys import KEYS
from distrib.core.people import DutyHours, Spokesperson
from distrib.core.phrase import Joined, phrased
from distrib.core.system_words import why
from distrib.errors import SettingsError
from distrib.services import releases
from distrib.services.people.import_report import ImportReport
from distrib.services.people.undoing import Undone
from distrib.services.releases import checks, writing
from distrib.tui import wording
from distrib.tui.dialogs.columns import ColumnsDialog
from distrib.tui.dialogs.form import FormDialog
from distrib.tui.dialogs.import_preview import ImportPreview
from distrib.tui.dialogs.message import MessageDialog
from distrib.tui.import_words import kept_words, undone_words
from distrib.tui.names import day_names, language_name, place_name
from distrib.tui.palette import commands
from distrib.tui.plain import moment
from distrib.tui.screens.office_screen import OfficeScreen
from distrib.tui.targets import ROOMS
from distrib.tui.wording import SOURCE, counted, language_of, speak

ALL = pytest.mark.parametrize("path", words.catalogues(), ids=lambda path: path.parent.parent.name)
_FIELD = re.compile(r"\{([^{}]*?)(?::<\d+)?\}")
"""Without its width: columns are as wide as the language wants them."""


pytestmark = pytest.mark.usefixtures("in_english_again")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[TuiOffice]:
    with tui_office(tmp_path) as office:
        yield office


def forms(catalogue: Catalog) -> Iterator[tuple[str, str]]:
    """English and translation; each form of a number by itself."""
    for message in catalogue:
        if isinstance(message.id, str):
            yield message.id, str(message.string)
        else:
            yield from zip(message.id, message.string or (), strict=True)


@ALL
def test_every_sentence_of_the_code_is_translated(path: Path) -> None:
    """`make words` brings new ones into the file; then somebody translates them."""
    assert [one.id for one in words.unfinished(words.updated(path))] == []


@ALL
def test_the_catalogue_holds_what_the_code_says_and_no_more(path: Path) -> None:
    """`make words` brings it up to date."""
    assert path.read_bytes() == words.as_po(words.updated(path))


@ALL
def test_what_gettext_reads_is_compiled_from_what_people_read(path: Path) -> None:
    """`make words` compiles it."""
    assert path.with_suffix(".mo").read_bytes() == words.as_mo(words.read(path))


@ALL
def test_a_translation_has_the_fields_of_its_sentence(path: Path) -> None:
    """Another field would break the screen where it is said."""
    wrong = [
        (english, told)
        for english, told in forms(words.read(path))
        if english and set(_FIELD.findall(english)) != set(_FIELD.findall(told))
    ]
    assert wrong == []


def test_sentences_are_found_wherever_they_stand() -> None:
    """In f-strings, in bindings, and both numbers; what is no plain text is left out."""
    source = """bind("back", "back", "Back"); counted("one", "many", 2); f"{_('since')} {_(label)}"; other("no")"""
    assert set(words.sentences(source)) == {"Back", ("one", "many"), "since"}
    assert list(words.sentences('counted("{number} new", "", 2)')) == [("{number} new", "{number} new")]


def test_the_settings_know_the_languages_that_there_are() -> None:
    """And no others."""
    assert set(LANGUAGES) == {SOURCE, *(path.parent.parent.name for path in words.catalogues())}


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr"}, "fr"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "fr_CH"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, "fr"),
        ({"LANG": "C.UTF-8"}, "c"),
        ({}, "c"),
    ],
)
def test_the_locale_names_the_language(environment: dict[str, str], language: str) -> None:
    """The first variable that says something counts."""
    assert language_of(environment) == language


def test_a_language_without_a_catalogue_is_english() -> None:
    """Such as that of the locale C."""
    speak("fr")
    speak("c")
    assert wording.spoken() == SOURCE
    assert counted("{number} journalist", "{number} journalists", 0) == "0 journalists"
    assert (counted("{number} new", "", 1), counted("{number} new", "", 2)) == ("1 new", "2 new")


def test_numbers_times_and_names_follow_the_language() -> None:
    """French counts nothing as one thing, and names months and places its own way."""
    speak("fr")
    assert counted("{number} journalist", "{number} journalists", 0) == "0 journaliste"
    assert moment(datetime(2026, 8, 1, 10, 5, tzinfo=UTC), ZoneInfo("Europe/Paris")) == "01 août 2026 12:05"
    assert wording.said(span(timedelta(hours=3))) == "environ 3 h 0 min"
    assert (language_name("ar"), place_name("LY")) == ("arabe", "Libye")


def test_numbers_are_grouped_as_the_language_does() -> None:
    """A narrow no-break space in French, in sentences and by themselves; what has no form of its own stays as it is."""
    speak("fr")
    assert wording.figure(1234567) == "1\u202f234\u202f567"
    assert counted("{number} journalist", "{number} journalists", 1200) == "1\u202f200 journalistes"
    assert (counted("{number} new", "", 1), counted("{number} new", "", 2)) == ("1 nouveau", "2 nouveaux")
    told = phrased("{size:.1f} MB, line {row:,} of {year}, {name}", size=1234.5, row=12000, year=2026, name="a,b.c")
    assert wording.said(told) == "1234,5 MB, line 12\u202f000 of 2026, a,b.c"
    assert str(told) == "1234.5 MB, line 12,000 of 2026, a,b.c"
    speak(SOURCE)
    assert (wording.figure(1234567), wording.figure(999)) == ("1,234,567", "999")


@ALL
def test_a_catalogue_writes_numbers_as_unicode_says(path: Path) -> None:
    """CLDR knows what stands between thousands in each language."""
    language = path.parent.parent.name
    told = words.read(path).get("1,234.5").string  # type: ignore[union-attr]
    assert told == f"1{get_group_symbol(language)}234{get_decimal_symbol(language)}5"


def test_no_screen_groups_a_number_by_itself() -> None:
    """It would have English commas in every language."""
    nodes = [
        (f"{path}:{getattr(node, 'lineno', 0)}", node)
        for path in sorted((words.ROOT / "distrib" / "tui").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    ]
    forms = [(where, node.format_spec) for where, node in nodes if isinstance(node, ast.FormattedValue)]
    assert [where for where, form in forms if form and "," in ast.unparse(form)] == []
    marked = [
        (where, node.args[0]) for where, node in nodes if isinstance(node, ast.Call) and words.called(node) == "_"
    ]
    assert [where for where, one in marked if re.search(r":\d*,", ast.unparse(one))] == []


def test_every_room_speaks_french(office: TuiOffice) -> None:
    """Bar, keys, palette and help; the keys were named when no language was chosen yet."""
    known = {english for english, told in forms(words.read(words.catalogues()[0])) if english != told}

    async def script(pilot: Pilot[None]) -> None:
        for room in ROOMS:
            await pilot.press(KEYS[room].keys)
            await settled(pilot, room)
            screen = pilot.app.screen
            assert isinstance(screen, OfficeScreen)
            labels = {one.binding.description for one in screen.active_bindings.values() if one.binding.id}
            titles = {one.title for one in commands(pilot.app, screen)}
            assert labels
            assert not (labels | titles) & known
            assert "F9 Bureau" in text_of(pilot)
        await pilot.press("f1")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, MessageDialog), "help")
        await wait_for(pilot, lambda: "Chaque destinataire est dans un groupe" in said(pilot), "French help")
        assert "Fermer" in text_of(pilot)

    run(office.in_french(), script)


def test_what_a_service_refuses_is_said_in_french(office: TuiOffice) -> None:
    """The sentence, the state in it, and what changed."""
    reference = "2026-001"
    release = releases.get(office.context, reference)
    writing.save(office.context, reference, replace(release.source, headline="Other words"), base=release.version)

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f2")
        await settled(pilot, "releases")
        await pilot.press("s")
        await settled(pilot, "send")
        await wait_for(pilot, lambda: "n'est plus ce qui a été validé" in text_of(pilot), "the refusal")
        words = " ".join(text_of(pilot).split())
        assert "titre de l'édition en" in words
        assert "so it was not sent" not in words

    run(office.in_french(), script)


def test_a_query_that_cannot_be_understood_is_pointed_at_in_french(office: TuiOffice) -> None:
    """With what it might have meant."""

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("f5")
        await settled(pilot, "journalists")
        pilot.app.screen.query_one(Input).value = "country:Lybia"
        await wait_for(pilot, lambda: "il n'y a pas de pays `Lybia`" in text_of(pilot), "the mistake")
        assert "vouliez-vous dire" in text_of(pilot)

    run(office.in_french(), script)


def test_the_checks_of_a_release_are_in_french(office: TuiOffice) -> None:
    """What services find is data, and is said as any other sentence."""
    speak("fr")
    found = checks.findings(office.context, "2026-001")
    assert found
    assert not {one.sentence for one in found} & {wording.said(one.said) for one in found}


def run(office: TuiOffice, script: Script) -> None:
    office.run(script, size=WIDE, room="desk")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[ofice]\n", "config.toml : il n'y a pas de section [ofice] ; vouliez-vous dire `office` ?"),
        ("[office]\nname = 5\n", "config.toml [office] name : écrivez du texte entre guillemets droits."),
        ("[sender]\naddress = 'press'\n", "une adresse électronique contient toujours une arobase (@)."),
        ("[keys]\nstop = 'ctrl+b'\n", "config.toml [keys] stop : 'ctrl+b' ne peut pas être sa touche : tmux la garde"),
        ("[office\n", "la ligne 1 est incompréhensible à partir de la colonne 8"),
    ],
)
def test_mistakes_in_the_settings_are_said_in_french(tmp_path: Path, written: str, expected: str) -> None:
    """Each of them, and not the frame alone."""
    (tmp_path / "config.toml").write_text(written)
    speak("fr")
    with pytest.raises(SettingsError) as caught:
        load({"DISTRIB_HOME": str(tmp_path)})
    told = wording.said(caught.value).replace("\u00a0", " ")
    assert expected in told
    assert not re.search(r"\b(write|there|must|cannot|the)\b", told)


def test_what_the_system_refuses_is_said_in_french() -> None:
    """In our words, where the system's would be English."""
    speak("fr")
    assert wording.said(Joined((why(FileNotFoundError(2, "No such file or directory")),))) == (
        "ce fichier ou dossier n'existe pas"
    )


def test_why_somebody_answers_is_said_in_french() -> None:
    """Places, languages and days by their French names."""
    duty = (DutyHours("UTC", 0, 540, 1080),)
    person = Spokesperson("Amal", topics=("migration",), languages=("ar",), places=("015",), duty=duty)
    at = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    (answer,) = resolve([person], at=at, place="LY", topic="migration", language="ar")
    speak("fr")
    assert wording.said(answer.said) == (
        "parle pour\u00a0: Afrique septentrionale (région de\u00a0: Libye)\u00a0; migration\u00a0; arabe\u00a0; "
        "au repos jusqu'à Lun 09:00 UTC"
    )
    assert duty_text(person.duty, day_names()) == "Lun 09:00-18:00"
    assert read_duty("Lun-Ven 09:00-18:00", "UTC") == read_duty("Mon-Fri 09:00-18:00", "UTC")


def test_a_form_takes_the_days_as_the_card_names_them() -> None:
    """In every language that there is."""
    for language in LANGUAGES:
        speak(language)
        written = "; ".join(f"{day} 09:00-18:00" for day in day_names())
        assert [one.day for one in read_duty(written, "UTC")] == list(range(7))


def test_what_an_import_did_is_counted_in_french(office: TuiOffice, tmp_path: Path) -> None:
    """One is not spoken of as several, in what is said and in what stands in the file's notes."""
    (tmp_path / "list.csv").write_text("Name,Email,Country\nAna Silva,ana@news.example,Atlantis\nNobody,nowhere,PT\n")

    async def script(pilot: Pilot[None]) -> None:
        await pilot.press("escape", "i")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, FormDialog), "the file")
        pilot.app.screen.query(Input).first().value = str(tmp_path / "list.csv")
        await pilot.press("f8")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ColumnsDialog), "the columns")
        await pilot.press("f8")
        await wait_for(pilot, lambda: isinstance(pilot.app.screen, ImportPreview), "what would happen")
        await pilot.press("right")
        await wait_for(pilot, lambda: "`Atlantis`, laissé de côté à 1 ligne (2)" in text_of(pilot), "the notes")
        await pilot.press("f8")
        await wait_for(pilot, lambda: "1 nouveau, 0 modifié, 1 refusé" in text_of(pilot), "what was done")

    office.in_french().run(script, room="journalists")


@pytest.mark.parametrize(
    ("number", "kept", "undone"),
    [
        (1, "1 nouveau, 1 modifié", "1 retiré, 1 comme avant, 0 laissé tel quel"),
        (2, "2 nouveaux, 2 modifiés", "2 retirés, 2 comme avant, 0 laissé tel quel"),
    ],
)
def test_one_and_several_of_an_import(number: int, kept: str, undone: str) -> None:
    """By the plural rules of the language."""
    speak("fr")
    assert kept_words(ImportReport(number, number, 0, (), ())) == kept
    assert undone_words(Undone(number, number)) == undone
