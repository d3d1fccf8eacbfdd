"""The doctor: what is wrong with a set-up is found and said, in the order in which it is put right."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
from an_office import AnOffice, an_office
from scripted_smtp import Act, ScriptedServer, Steps

from distrib.config import SenderSettings, SmtpSettings
from distrib.core.delivery.routes import Route
from distrib.core.health import Finding, Health
from distrib.db import migrate
from distrib.services.delivery import workers
from distrib.services.office.doctor import examine


@pytest.fixture
def office(tmp_path: Path) -> Iterator[AnOffice]:
    """Three journalists and an approved release."""
    tmp_path.chmod(0o700)
    with an_office(tmp_path) as opened:
        yield opened


def look(office: AnOffice, url: str, **smtp: str) -> list[Finding]:
    """All findings with mail going to this address."""
    settings = replace(office.context.settings, smtp=SmtpSettings(url=url, **smtp))  # type: ignore[arg-type]
    return list(examine(replace(office.context, settings=settings)))


def test_a_set_up_that_works(office: AnOffice) -> None:
    """Nothing is bad; a sender and a postal address are asked for."""
    with ScriptedServer() as server:
        findings = look(office, server.url)
    assert [one.health for one in findings].count(Health.BAD) == 0
    assert any("The SQLite database is sound and at revision" in one.text for one in findings)
    assert any("mail is sent as press@office.example" in one.text for one in findings)
    assert any("0 deliveries wait; 0 workers run" in one.text for one in findings)
    assert server.received == []


CASES: list[tuple[dict[str, Steps], str]] = [
    ({"greeting": Act.CLOSE}, "Check that the port is that of a mail server."),
    ({"greeting": "SSH-2.0-OpenSSH"}, "Check that the port is that of a mail server."),
    (
        {"EHLO": "250-x.example\r\n250 AUTH PLAIN", "AUTH": "535 5.7.8 no"},
        "Check the user name and the password; for a token, run",
    ),
    ({"EHLO": "250 x.example"}, "offers no known way to log in"),
]


@pytest.mark.parametrize(("script", "advice"), CASES)
def test_what_is_wrong_with_the_mail_server(office: AnOffice, script: dict[str, Steps], advice: str) -> None:
    """By the stage at which it failed, with what to check."""
    with ScriptedServer(script) as server:
        findings = look(office, server.url.replace("smtp://", "smtp://press:secret@"))
    (bad,) = [one for one in findings if one.health is Health.BAD]
    assert advice in bad.text
    assert "secret" not in bad.text


def test_each_of_several_routes_is_named_and_looked_at(office: AnOffice) -> None:
    """By its name and address, whether it serves or not."""
    with ScriptedServer() as good, ScriptedServer({"greeting": "554 5.3.2 closed"}) as bad:
        both = (Route("main", bad.url), Route("spare", good.url))
        settings = replace(office.context.settings, several_routes=both)
        said = [one.text for one in examine(replace(office.context, settings=settings)) if "Route" in one.text]
    assert said[0].startswith(f"Route main ({bad.url}): 554 5.3.2 closed.")
    assert said[1].startswith(f"Route spare ({good.url}) answers without encryption")


def test_certificates_are_checked(office: AnOffice) -> None:
    """An authority nobody knows is named as such; with its file it is well."""
    import ssl

    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with authority.cert_pem.tempfile() as ca_file, ScriptedServer(tls=context, is_implicit_tls=True) as server:
        bad = [one.text for one in look(office, server.url) if one.health is Health.BAD]
        good = [one.text for one in look(office, server.url, ca_file=ca_file) if one.health is Health.GOOD]
    assert len(bad) == 1
    assert "for a private authority set [smtp] ca_file" in bad[0]
    assert any("answers over TLS with a valid certificate" in text for text in good)


def test_work_left_lying(office: AnOffice) -> None:
    """Deliveries without a worker want one; with one they are in good hands."""
    office.dispatch()
    with ScriptedServer() as server:
        lying = look(office, server.url)[-1]
        with workers.at_work(office.context):
            at_work = look(office, server.url)[-1]
    assert (lying.health, "3 deliveries wait" in lying.text) == (Health.ATTENTION, True)
    assert "distrib worker --once" in lying.text
    assert (at_work.health, at_work.text) == (Health.GOOD, "3 deliveries wait; 1 worker runs on this machine.")


def test_a_folder_that_others_can_read(office: AnOffice, tmp_path: Path) -> None:
    """With the command that closes it."""
    tmp_path.chmod(0o755)
    first = look(office, "smtp://localhost:2")[0]
    assert (first.health, f"chmod 700 {tmp_path}" in first.text) == (Health.ATTENTION, True)


def test_a_disk_that_is_nearly_full(office: AnOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it stops a send."""
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=5_000_000))
    first = look(office, "smtp://localhost:2")[0]
    text = f"Only 5 MB are free on the disk of {office.context.settings.home}. Make room."
    assert (first.health, first.text) == (Health.ATTENTION, text)


def test_a_damaged_database(office: AnOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest backup is what helps."""
    monkeypatch.setattr(migrate, "integrity", lambda _: "row 1 missing from index")
    texts = [one.text for one in look(office, "smtp://localhost:2") if one.health is Health.BAD]
    assert "The database is damaged (row 1 missing from index). Restore the newest backup." in texts


def test_a_real_server_needs_a_sender(office: AnOffice) -> None:
    """Without one nothing could be sent; with one it is named."""
    assert any(
        "No sender is set up, so nothing can be sent" in one.text for one in look(office, "smtps://127.1.example")
    )
    settings = replace(office.context.settings, sender=SenderSettings(name="Press", address="press@our.example"))
    context = replace(office.context, settings=settings)
    assert any(one.text == "Mail is sent as Press <press@our.example>." for one in examine(context))
