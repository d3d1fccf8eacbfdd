"""Why somebody is in an audience or out of it, and what changed while a person was being asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from an_office import AnOffice, an_office

from distrib.core.delivery.audience import Reason
from distrib.core.delivery.drift import drift
from distrib.errors import NotFound
from distrib.services import explaining, people, sending
from distrib.services.delivery import dispatches
from distrib.services.people import editing, saved_audiences

LIST = (
    b"Name,Email,Other emails,Country,Languages,Tags\n"
    b"Ana,ana@x.example,ana@home.example,TN,fr,circle\n"
    b"Bea,bea@x.example,,LY,ar,\n"
    b"Cyrus,cyrus@x.example,,LY,en,circle\n"
)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """A release in English and French, and three people beside those of the office."""
    with an_office(tmp_path, people=0) as made:
        people.import_journalists(made.context, LIST, "list.csv")
        saved_audiences.save(made.context, "Maghreb", "region:northern-africa")
        saved_audiences.save(made.context, "Circle", "tag:circle")
        yield made


def said(office: AnOffice, query: str, email: str, *, only_theirs: bool = False) -> tuple[bool, str]:
    """In or out, and the sentences."""
    found = explaining.explain(office.context, office.reference, query, email, only_theirs=only_theirs)
    return found.is_in, " ".join(found.sentences)


def test_who_is_in_is_told_why(office: AnOffice) -> None:
    """By any of their addresses; in several audiences they count once."""
    assert said(office, "all", "ANA@home.example") == (
        True,
        "Ana is found by the query. They get the French edition at ana@x.example.",
    )
    assert said(office, "audience:maghreb OR audience:circle", "ana@x.example") == (
        True,
        (
            "Ana is found by the query, in the audiences `maghreb` and `circle`, and counts once. "
            "They get the French edition at ana@x.example."
        ),
    )
    assert sending.plan(
        office.context, office.reference, "audience:maghreb OR audience:circle"
    ).audience.by_language == {
        "en": 2,
        "fr": 1,
    }
    assert said(office, "audience:maghreb OR country:FR", "bea@x.example") == (
        True,
        (
            "Bea is found by the query, in the audience `maghreb`. "
            "They get the English edition at bea@x.example: none is in a language they read."
        ),
    )


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("country:LY language:en", "country:LY; language:en is not true of them."),
        ("audience:maghreb -audience:circle", "-audience:circle is not true of them."),
        ("country:FR OR beat:sports", "country:FR OR beat:sports is not true of them."),
        ('audience:circle "bea x"', '"bea x" is not true of them.'),
        ("audience:maghreb -(tag:circle OR type:radio)", "-(tag:circle OR type:radio) is not true of them."),
    ],
)
def test_whom_the_query_does_not_name_is_told_which_part_of_it(office: AnOffice, query: str, reason: str) -> None:
    """As it would be typed."""
    is_in, sentences = said(office, query, "ana@x.example")
    assert not is_in
    assert sentences == f"Ana is not found by the query: {reason}"


def test_who_is_left_out_is_told_why(office: AnOffice) -> None:
    """Opted out, no edition, already has it, not on the list; also when the query does not name them."""
    assert said(office, "all", "bea@x.example", only_theirs=True) == (
        False,
        (
            "Bea is found by the query. "
            "Left out: no edition is in a language of theirs, and no other is to take its place."
        ),
    )
    people.opt_out(office.context, "bea@x.example")
    assert said(office, "all", "bea@x.example") == (False, "Bea is found by the query. Left out: opted out.")
    assert said(office, "country:FR", "bea@x.example") == (
        False,
        "Bea is not found by the query: country:FR is not true of them. They would be left out anyway: opted out.",
    )
    office.dispatch("tag:circle")
    assert "already has it" in said(office, "all", "cyrus@x.example")[1]
    assert said(office, f"sent:{office.reference}", "cyrus@x.example")[1].startswith("Cyrus is found by the query.")
    assert said(office, "all", "zoe@x.example") == (False, "Nobody on the list has the address zoe@x.example.")
    with pytest.raises(NotFound):
        explaining.explain(office.context, "2020-001", "all", "ana@x.example")


def test_with_only_theirs_nobody_gets_a_language_they_do_not_read(office: AnOffice) -> None:
    """It is frozen so; without it they get the office's own."""
    plan = sending.plan(office.context, office.reference, "all", only_theirs=True)
    assert plan.audience.by_reason == {Reason.NO_EDITION: 1}
    dispatch = sending.freeze(office.context, plan)
    assert dispatch.tally.audience == 2
    assert [one.name for one in dispatches.left_out(office.context, dispatch.id)] == ["Bea"]


def test_what_changed_since_somebody_looked_is_told_and_nothing_is_queued(office: AnOffice) -> None:
    """Who came, who went with the reason, who gets another edition."""
    before = sending.plan(office.context, office.reference, "audience:maghreb")
    editing.edit(office.context, "ana@x.example", {"languages": "en"})
    editing.edit(office.context, "bea@x.example", {"country": "France"})
    people.opt_out(office.context, "cyrus@x.example")
    people.import_journalists(office.context, b"Name,Email,Country\nDana,dana@x.example,DZ\n", "more.csv")
    with pytest.raises(sending.AudienceChanged):
        sending.freeze(office.context, before)
    assert office.deliveries() == ()
    now = sending.plan(office.context, office.reference, "audience:maghreb")
    changed = drift(before.audience, now.audience)
    assert [one.name for one in changed.came] == ["Dana"]
    assert [(one.name, why) for one, why in changed.went] == [
        ("Bea", "is not found by the query any more"),
        ("Cyrus", "opted out"),
    ]
    assert [(one.language, other.language) for one, other in changed.changed] == [("fr", "en")]
    assert not changed.is_none
    assert drift(now.audience, now.audience).is_none
    assert sending.freeze(office.context, now).tally.audience == 2
