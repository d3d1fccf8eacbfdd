"""What the database holds in English is shown in the person's language: histories, versions, refusals of its rules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import words

from distrib.core.delivery.outcome import Fault, Outcome, Scope, Verdict, heard
from distrib.core.release import Edition, Release, ReleaseState
from distrib.core.release.differences import differences
from distrib.core.release.embargo import Embargo
from distrib.core.smtp.stages import Stage
from distrib.core.stored_words import recognised
from distrib.core.trail import Event
from distrib.db.refusals import RULES
from distrib.tui.trail_words import DONE, REASONS, SOURCES, details, done, stored
from distrib.tui.wording import SOURCE, said, speak

SERVICES = words.ROOT / "distrib" / "services"
MIGRATIONS = words.ROOT / "migrations" / "versions"
OF_SPOKESPEOPLE = ("availability.py", "roster_editing.py")
"""Their history is not shown on the screen."""
ONLY_ADDED_TO = "is only added to; what was done stays as it was written"
PLACES = {"recorded": 3, "change": 4}
"""Calls that note what was done to a release, and at which place."""


@pytest.fixture(autouse=True)
def _in_english_again() -> Iterator[None]:
    yield
    speak(SOURCE)


def as_stored(node: ast.expr) -> str | None:
    """A literal as it comes into the database, its fields filled; None for what is no literal."""
    if isinstance(node, ast.Call) and words.called(node) == "phrase":
        return as_stored(node.args[0])
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else "x1" for one in node.values)
    return None


def actions() -> Iterator[str]:
    """Every literal that the services note as done to a release."""
    for path in sorted(SERVICES.rglob("*.py")):
        if path.name in OF_SPOKESPEOPLE:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and words.called(node) in PLACES:
                given = node.args[PLACES[words.called(node)] :]
                yield from filter(None, map(as_stored, given[:1]))
            if isinstance(node, ast.Call) and (words.called(node), path.name) == ("_record", "editions.py"):
                yield as_stored(node.args[3]) or ""


def test_whatever_is_done_to_a_release_is_known_again() -> None:
    """An action that is new would stand in English in its history."""
    found = set(actions()) - {"release x1", "x1 begun"}
    assert len(found) > 15
    assert sorted(one for one in found if recognised(one, DONE) is None) == []
    for kind in ("correction", "refile", "hold", "kill", "advisory"):
        assert recognised(f"{kind} of 2026-001 begun", DONE)


def test_every_rule_of_the_database_is_known_again() -> None:
    """Its sentence comes to the screen when it refuses."""
    found: list[str] = []
    for path in sorted(MIGRATIONS.glob("*.py")):
        text = path.read_text("utf-8").replace("{_ONLY_ADDED_TO}", ONLY_ADDED_TO)
        raised = re.findall(r"RAISE EXCEPTION ((?:'[^']*'\s*)+)", text)
        found += ["".join(re.findall(r"'([^']*)'", one)).replace("%", "x1") for one in raised]
    assert len(found) > 9
    assert [one for one in found if recognised(one, RULES) is None] == []


def test_a_refusal_is_said_in_french() -> None:
    """With what stands in it."""
    speak("fr")
    found = recognised("2026-001 was killed and stays so. Nothing was changed.", RULES)
    assert found is not None
    assert said(found) == "2026-001 a été annulé et le reste. Rien n'a été changé."


def test_an_event_is_told_in_french() -> None:
    """Action, names, what changed and moments; English is as it was stored."""
    at = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    detail = {
        "version": 4,
        "changed": ["headline of the fr edition", "files (map.png added) of the en edition"],
        "own text": True,
        "policy": "four-eyes",
        "not before": at.isoformat(),
        "because": "release added",
    }
    event = Event(at, "ana", "edition fr held", None, detail)
    assert done(event.action) == "edition fr held"
    assert details(event, lambda one: f"{one:%H:%M}") == (
        "version: 4; changed: headline of the fr edition, files (map.png added) of the en edition; own text: yes; "
        "policy: a second pair of eyes; not before: 09:00; because: release added"
    )
    speak("fr")
    assert done(event.action) == "édition fr retenue"
    assert details(event, lambda one: f"{one:%H:%M}").replace("\u00a0", " ") == (
        "version : 4 ; modifié : titre de l'édition fr, fichiers (map.png : ajouté) de l'édition en ; "
        "texte de sa main : oui ; politique : quatre yeux ; pas avant : 09:00 ; motif : release added"
    )


def test_an_embargo_and_an_audience_that_were_changed_are_told_in_french() -> None:
    """Each as the rule of differences says it; a query stays as it was written."""
    at = datetime(2026, 11, 24, tzinfo=UTC)
    plain = Release(1, "2026-001", ReleaseState.DRAFT, 1, (Edition("en", "Rain", "It rains."),), at, at)
    before = replace(plain, audience="country:LY")
    after = replace(plain, embargo=Embargo(datetime(2026, 12, 3, 5, tzinfo=UTC), "Europe/Zurich"))
    there, back = ([str(one) for one in differences(*pair)] for pair in ((before, after), (after, before)))
    event = Event(at, "ana", "embargo set", None, {"changed": [*there, *back]})
    speak("fr")
    assert details(event, str).replace("\u00a0", " ") == (
        "modifié : embargo : aucun → 2026-12-03 06:00 Europe/Zurich, diffusion : country:LY → aucune, "
        "embargo : 2026-12-03 06:00 Europe/Zurich → aucun, diffusion : aucune → country:LY"
    )


def test_what_a_mail_server_did_not_say_is_ours_to_say() -> None:
    """Kept in English beside the words of servers, which stay as they came."""
    ours = Outcome(Stage.CONNECT, Verdict.DEFERRED, Scope.SITE, fault=Fault.UNREACHABLE).text
    assert str(heard(ours)) == ours == "the mail server could not be reached (while connecting)"
    speak("fr")
    assert said(heard(ours)) == "le serveur de messagerie n'a pas pu être joint (à la connexion)"
    assert said(heard("450 4.7.1 the mail server is busy (while connecting)")).startswith("450 4.7.1 the mail")
    assert heard(None) == ""


def test_what_is_not_ours_stays_as_it_came() -> None:
    """Whatever it holds, on one line."""
    speak("fr")
    assert done("something {new}\x1b") == "something {new}"
    assert stored("press\nlist.csv", SOURCES) == "press list.csv"
    assert (stored("recorded by ana", SOURCES), stored("in press.csv", REASONS)) == ("noté par ana", "dans press.csv")
    assert (done(None), stored(None, SOURCES)) == ("", "")
