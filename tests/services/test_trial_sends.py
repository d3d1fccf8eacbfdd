"""A test goes to the office alone, is marked so that nobody takes it for a release, and counts nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from an_office import AnOffice, an_office
from scripted_smtp import ScriptedServer
from sqlalchemy import text

from distrib.config import SmtpSettings
from distrib.core.release import ReleaseState
from distrib.errors import MailServerUnusable, NotAllowed
from distrib.services import releases
from distrib.services.context import Context
from distrib.services.trial import send_test


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """Three journalists and an approved release in two languages."""
    with an_office(tmp_path) as opened:
        yield opened


def through(office: AnOffice, server: ScriptedServer) -> Context:
    """The office, mailing through this server."""
    return replace(office.context, settings=replace(office.context.settings, smtp=SmtpSettings(url=server.url)))


def test_a_test_is_marked_and_counted_nowhere(office: AnOffice) -> None:
    """Subject and banner say it; the trail does, the ledger does not, and everybody still gets the release."""
    with ScriptedServer() as server:
        sent = send_test(through(office, server), office.reference, "desk@office.example", "fr")
    (received,) = server.received
    message = message_from_bytes(received.content, policy=policy.default)
    assert str(message["Subject"]).startswith("TEST: Harbour Office raises alarm (fr)")
    assert message["Message-ID"] == sent.message_id
    assert "test-" in sent.message_id
    for kind in ("plain", "html"):
        body = message.get_body((kind,))
        assert body is not None
        assert "ESSAI – envoyé au seul bureau de presse" in body.get_content()
    assert office.deliveries() == ()
    assert releases.get(office.context, office.reference).state is ReleaseState.APPROVED
    with office.database.reading() as transaction:
        rows = transaction.execute(text("SELECT action, detail FROM audit_events WHERE action = 'test sent'")).all()
    assert len(rows) == 1
    assert office.dispatch().tally.audience == 3


def test_nobody_on_the_list_gets_a_test(office: AnOffice) -> None:
    """However the address is written: it may not be approved, or under embargo."""
    with ScriptedServer() as server, pytest.raises(NotAllowed, match="is on the press list"):
        send_test(through(office, server), office.reference, "Reporter0@News.Example")
    assert server.received == []


def test_a_server_that_does_not_take_it_is_said(office: AnOffice) -> None:
    """With its words."""
    with (
        ScriptedServer(script={"RCPT": "550 5.1.1 no such user"}) as server,
        pytest.raises(MailServerUnusable, match="no such user"),
    ):
        send_test(through(office, server), office.reference, "desk@office.example")
