"""Importing a list: once or twice, without reviving anybody, and nothing at all when it is only tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from people_office import people_office
from sqlalchemy import select

from distrib.core.people import ConsentKind, JournalistStatus, NewSpokesperson, Phone
from distrib.db.schema import AuditEventRow, ConsentEventRow
from distrib.errors import UnreadableText, UsageError
from distrib.services import people
from distrib.services.context import Context
from distrib.services.people.spokespeople import FIELD_NAMES

LIST = (
    "Name,Email,Outlet,Role,Country,Languages,Beats\n"
    "Ana Sílva,ana@x.example,Radio Tunis,Editor,Tunisia,ar;fr,migration\n"
    "Bea,bea@x.example,Post,,LY,en,\n"
    "Cyrus,nobody,Post,,LY,en,\n"
).encode()


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """An empty office."""
    with people_office(tmp_path) as made:
        yield made


def counts(report: people.ImportReport) -> tuple[int, int, int, int]:
    """Added, updated, unchanged, rejected."""
    return report.added, report.updated, report.unchanged, len(report.rejected)


def test_a_list_comes_in_once_however_often_it_is_imported(context: Context) -> None:
    """Good rows are added, the bad one is named; the second time nothing changes."""
    first = people.import_journalists(context, LIST, "list.csv")
    assert counts(first) == (2, 0, 0, 1)
    assert first.rejected[0].line == 4
    before = people.find_journalists(context, "all")
    assert counts(people.import_journalists(context, LIST, "list.csv")) == (0, 0, 2, 1)
    assert people.find_journalists(context, "all") == before
    assert people.count_journalists(context, "region:northern-africa") == 2


def test_each_new_journalist_has_a_consent_event_with_the_file_as_its_source(context: Context) -> None:
    """And the audit trail counts, without names."""
    people.import_journalists(context, LIST, "press\x1b[1m list.csv")
    people.import_journalists(context, LIST, "again.csv")
    with context.database.reading() as connection:
        events = connection.execute(select(ConsentEventRow.kind, ConsentEventRow.source)).all()
        audit = connection.execute(select(AuditEventRow.actor, AuditEventRow.subject, AuditEventRow.detail)).all()
    assert [tuple(event) for event in events] == [(ConsentKind.IMPORTED, "press[1m list.csv")] * 2
    assert [row.subject for row in audit] == ["file press[1m list.csv", "file again.csv"]
    assert audit[0].detail == {"added": 2, "updated": 0, "unchanged": 0, "rejected": 1}


def test_a_dry_run_says_the_same_and_changes_nothing(context: Context) -> None:
    """Not even the audit trail."""
    tried = people.import_journalists(context, LIST, "list.csv", dry_run=True)
    assert people.find_journalists(context, "all") == ()
    assert replace(people.import_journalists(context, LIST, "list.csv"), import_id=None) == tried
    with context.database.reading() as connection:
        assert len(connection.execute(select(AuditEventRow.id)).all()) == 1


def test_a_known_address_is_brought_up_to_date(context: Context) -> None:
    """However it is spelt; an empty cell leaves what is kept, and so does an outlet spelt another way."""
    people.import_journalists(context, LIST, "list.csv")
    newer = b"Name,Email,Outlet,Country,Languages\nAna Costa,ANA@x.example,RADIO TUNIS,,pt\n,bea@x.example,Gazette,,\n"
    assert counts(people.import_journalists(context, newer, "newer.csv")) == (0, 2, 0, 0)
    ana, bea = people.find_journalists(context, "all")
    assert (ana.name, ana.email, ana.outlet, ana.role) == ("Ana Costa", "ana@x.example", "Radio Tunis", "Editor")
    assert (ana.country, ana.languages, ana.beats) == ("TN", ("pt",), ("migration",))
    assert (bea.name, bea.outlet) == ("Bea", "Gazette")
    assert counts(people.import_journalists(context, newer, "newer.csv")) == (0, 0, 2, 0)


def test_an_import_never_revives_an_opt_out(context: Context) -> None:
    """The details may change, the status does not, and the report says so."""
    people.import_journalists(context, LIST, "list.csv")
    people.opt_out(context, "ana@x.example")
    report = people.import_journalists(context, LIST.replace(b"Editor", b"Chief"), "list.csv")
    assert counts(report) == (0, 1, 1, 1)
    assert "1 of them opted out earlier and stay opted out (line 2)" in map(str, report.notes)
    (ana,) = people.find_journalists(context, "name:ana")
    assert (ana.status, ana.role) == (JournalistStatus.OPTED_OUT, "Chief")


def test_a_suppressed_address_comes_in_suppressed(context: Context) -> None:
    """Somebody opted out before any list named them."""
    assert people.opt_out(context, "Bea@X.example") is None
    tried = people.import_journalists(context, LIST, "list.csv", dry_run=True)
    report = people.import_journalists(context, LIST, "list.csv")
    assert replace(report, import_id=None) == tried
    assert "1 of them must never be mailed again and stay suppressed (line 3)" in map(str, report.notes)
    assert [one.email for one in people.find_journalists(context, "status:suppressed")] == ["bea@x.example"]
    assert people.count_by_status(context) == {JournalistStatus.SUBSCRIBED: 1, JournalistStatus.SUPPRESSED: 1}


def test_a_file_that_is_no_list_changes_nothing(context: Context) -> None:
    """One sentence names the columns."""
    with pytest.raises(UnreadableText, match="Name, Phone"):
        people.import_journalists(context, b"Name,Phone\nAna,1\n", "list.csv")


PEOPLE = (
    b"Name,Title,Phone,Internal phone,Email,Languages,Topics,Places\n"
    b"Amal Haddad,Spokesperson,+216 70 123 456,4711,amal@x.example,ar,migration,Libya\n"
    b"Bruno,Chief,+33 1 70 18 99 00,,,fr,,Africa\n"
    b",,,,,,,Mars\n"
)


def test_spokespeople_come_in_once_and_are_found(context: Context) -> None:
    """By place, topic and language, with the reason; an internal number stays marked."""
    assert counts(people.import_spokespeople(context, PEOPLE, "p.csv", dry_run=True)) == (2, 0, 0, 1)
    assert people.find_spokespeople(context) == ()
    assert counts(people.import_spokespeople(context, PEOPLE, "p.csv")) == (2, 0, 0, 1)
    assert counts(people.import_spokespeople(context, PEOPLE, "p.csv")) == (0, 0, 2, 1)
    found = people.find_spokespeople(context, place="Libye", topic="migration", language="Arabic")
    assert [(one.spokesperson.name, one.place_steps) for one in found] == [("Amal Haddad", 0), ("Bruno", 2)]
    assert found[0].explanation == "speaks for Libya; migration; Arabic"
    assert found[0].spokesperson.phones == (Phone("+21670123456"), Phone("4711", is_public=False))


def test_a_spokesperson_is_known_again_by_name_and_reach(context: Context) -> None:
    """A change is laid over what is kept; somebody with the same name and another address is somebody else."""
    people.import_spokespeople(context, PEOPLE, "p.csv")
    newer = (
        b"Name,Email,Phone,Title,Places\n"
        b"AMAL HADDAD,Amal@x.example,,Head,TN\n"
        b"Bruno,,+33170189900,,\n"
        b"Bruno,bruno@x.example,,,\n"
    )
    assert counts(people.import_spokespeople(context, newer, "n.csv")) == (1, 1, 1, 0)
    (amal,) = [one.spokesperson for one in people.find_spokespeople(context, place="TN") if one.place_steps == 0]
    assert (amal.title, amal.topics, len(amal.phones)) == ("Head", ("migration",), 2)


def test_one_spokesperson_on_two_lines_is_changed_once(context: Context) -> None:
    """The second line is rejected, whichever address it names."""
    people.import_spokespeople(context, b"Name,Email\nAmal,a@x.example;b@x.example\n", "p.csv")
    report = people.import_spokespeople(context, b"Name,Email,Title\nAmal,b@x.example,X\nAmal,a@x.example,Y\n", "p.csv")
    assert counts(report) == (0, 1, 0, 1)
    assert report.rejected[0].reason == "the same spokesperson stands on line 2"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"place": "Lybia"}, "did you mean `Libya`"),
        ({"place": "\x1b[31mxyzzy"}, "Write a code or a name"),
        ({"language": "arabik"}, "did you mean `Arabic`"),
        ({"language": "qqqqqq"}, "Write a code or a name"),
    ],
)
def test_an_unknown_place_or_language_is_answered_with_suggestions(
    context: Context, asked: dict[str, str], said: str
) -> None:
    """Never with a guess."""
    with pytest.raises(UsageError) as caught:
        people.find_spokespeople(context, **asked)
    assert said in str(caught.value)
    assert str(caught.value).isprintable()


def test_every_field_that_a_list_may_change_has_a_name() -> None:
    """By which a preview says what changes in whom, in any language."""
    assert list(FIELD_NAMES) == [one.name for one in fields(NewSpokesperson)]


def test_a_list_that_gives_less_mail_to_who_is_known_says_that_it_does_not(context: Context) -> None:
    """Else somebody believes that an opt-out came in with it."""
    plain = b"name,email\nAna,ana@x.example\nBea,bea@x.example\n"
    stricter = b"name,email,status\nAna,ana@x.example,opted out\nBea B,bea@x.example,unsubscribed\n"
    assert not _less_mail(people.import_journalists(context, plain, "a.csv"))
    (note,) = _less_mail(people.import_journalists(context, stricter, "b.csv"))
    assert note.startswith("2 of them want less mail by this list than they get, which it does not change (")
    people.opt_out(context, "ana@x.example")
    people.opt_out(context, "bea@x.example")
    assert not _less_mail(people.import_journalists(context, stricter, "c.csv"))


def _less_mail(report: people.ImportReport) -> list[str]:
    return [str(one) for one in report.notes if "less mail" in str(one)]
