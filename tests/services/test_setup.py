"""Setting up: pages are kept and checked against real servers, and a password goes nowhere it did not go before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from an_office import new_sqlite
from scripted_smtp import EHLO, ScriptedServer

from distrib import app, config
from distrib.core.health import Health
from distrib.core.setup_pages import PAGES
from distrib.errors import SettingsError, UsageError
from distrib.services.context import Context
from distrib.services.office import setup

SECRET = "hunter2-Tr0ub4dor"
SERVER = {"host": "mail.office.example", "protection": "tls", "port": "", "user": "ana", "password": SECRET}
LOGIN = EHLO.replace("250 SIZE", "250-AUTH PLAIN LOGIN\r\n250 SIZE")


@pytest.fixture
def context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Context]:
    monkeypatch.delenv("DISTRIB_SMTP", raising=False)
    new_sqlite(tmp_path)
    office = app.build(config.load({"DISTRIB_HOME": str(tmp_path)}))
    yield office.context
    office.close()


def local(server: ScriptedServer, **others: str) -> dict[str, str]:
    """A server on this machine, as it is typed."""
    host, port = server.url.removeprefix("smtp://").split(":")
    return {"host": host, "port": port, "protection": "none", "user": "", "password": ""} | others


def changed(kept: setup.Kept) -> tuple[tuple[str, str], ...]:
    """What somebody else changed, by the labels of questions."""
    return tuple((one.label, answer) for one, answer in kept.others)


def test_every_page_answers_what_it_asks(context: Context) -> None:
    """And an empty page keeps the defaults."""
    for page in PAGES:
        assert set(setup.answers(context.settings, page.key)) == {one.key for one in page.questions}
    with pytest.raises(UsageError, match="organisation, sender"):
        setup.page("nothing")


def test_a_page_that_is_kept_is_read_again(context: Context) -> None:
    """Emptied answers take a setting out."""
    kept = setup.keep(context, "sender", {"name": "Press", "address": "press@office.example", "reply_to": ""}).context
    assert kept.settings.sender.address == "press@office.example"
    again = setup.keep(kept, "sender", {"name": "", "address": "press@office.example"}).context
    assert again.settings.sender.name is None
    with pytest.raises(SettingsError, match="self or four-eyes"):
        setup.keep(again, "approval", {"approval": "six-eyes"})


def test_the_password_stays_with_its_user_at_its_host(context: Context) -> None:
    """Empty keeps it; another host or user gets none, and neither answers nor settings tell it."""
    kept = setup.keep(context, "server", SERVER).context
    assert kept.settings.smtp_password == SECRET
    assert SECRET not in str(setup.answers(kept.settings, "server")) + repr(kept.settings)
    assert setup.has_password(kept.settings)
    other_port = setup.keep(kept, "server", SERVER | {"password": "", "port": "4650"}).context
    assert other_port.settings.smtp_password == SECRET
    with ScriptedServer({"EHLO": LOGIN}) as server:
        findings = setup.check_server(other_port, local(server, user="ana"))
    assert [one.health for one in findings] == [Health.GOOD]
    assert not any("AUTH" in line for line in server.commands)


def test_a_login_that_is_refused_is_bad_and_says_what_to_do(context: Context) -> None:
    """The code of the server stands in it, the password does not."""
    with ScriptedServer({"EHLO": LOGIN, "AUTH": "535 5.7.8 no"}) as server:
        (finding,) = setup.check_server(context, local(server, user="ana", password=SECRET))
    assert finding.health is Health.BAD
    assert "Check the user name and the password" in finding.text
    assert SECRET not in finding.text


def test_a_server_without_tls_is_bad(context: Context) -> None:
    """Nothing goes on in the clear."""
    with ScriptedServer() as server:
        (finding,) = setup.check_server(context, local(server, protection="starttls"))
    assert finding.health is Health.BAD
    assert "Check the host name" in finding.text


@pytest.mark.parametrize(
    "given",
    [{"protection": "ssl"}, {"port": "far"}, {"host": ""}, {"protection": "none"}],
    ids=["protection", "port", "host", "login in the clear"],
)
def test_a_server_that_cannot_be_named_so_changes_nothing(context: Context, given: dict[str, str]) -> None:
    """And the sentence holds no password."""
    with pytest.raises(UsageError) as fault:
        setup.keep(context, "server", SERVER | given)
    assert SECRET not in str(fault.value)
    assert not (context.settings.home / "config.toml").exists()


def test_several_routes_and_the_variable_are_left_to_the_person(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes before the file would hide what is kept in it."""
    monkeypatch.setenv("DISTRIB_SMTP", "smtp://127.0.0.1:25")
    with pytest.raises(UsageError, match="DISTRIB_SMTP"):
        setup.keep(context, "server", SERVER)
    shown = setup.as_it_is(context)
    assert setup.keep(shown, "server", setup.answers(shown.settings, "server")).is_kept


def test_advice_names_the_domain_once_there_is_a_sender(context: Context) -> None:
    """Before that it says what is missing."""
    assert "Name the sender first" in str(setup.advice(context)[0])
    kept = setup.keep(context, "sender", {"address": "press@office.example"}).context
    kept = setup.keep(kept, "server", SERVER).context
    assert any("_dmarc.office.example" in str(one) for one in setup.advice(kept))


def test_only_what_was_changed_is_written(context: Context) -> None:
    """What a colleague changed on the same page meanwhile stays, and is told."""
    shown = setup.keep(context, "organisation", {"name": "Harbour Office", "country": "CH"}).context
    setup.keep(shown, "organisation", {"name": "Harbour Office", "country": "FR"})
    kept = setup.keep(shown, "organisation", {"name": "Quay Office", "country": "CH"})
    assert (kept.is_kept, changed(kept)) == (True, (("Country", "FR"),))
    assert (kept.context.settings.office.name, kept.context.settings.office.country) == ("Quay Office", "FR")


def test_a_setting_that_two_change_is_written_by_neither_unasked(context: Context) -> None:
    """The second is told, and whoever keeps again means it."""
    shown = setup.keep(context, "organisation", {"name": "Harbour Office"}).context
    setup.keep(shown, "organisation", {"name": "Port Office"})
    kept = setup.keep(shown, "organisation", {"name": "Quay Office"})
    assert (kept.is_kept, changed(kept)) == (False, (("Name", "Port Office"),))
    assert config.load({"DISTRIB_HOME": str(context.settings.home)}).office.name == "Port Office"
    again = setup.keep(kept.context, "organisation", {"name": "Quay Office"})
    assert (again.is_kept, again.context.settings.office.name) == (True, "Quay Office")


def test_a_mail_server_that_somebody_else_named_is_not_replaced_unasked(context: Context) -> None:
    """Host, port and login are one setting; an unchanged page writes none of it."""
    shown = setup.keep(context, "server", SERVER).context
    there = {**setup.answers(shown.settings, "server")}
    other = setup.keep(shown, "server", there | {"host": "other.office.example", "password": SECRET}).context
    assert setup.keep(shown, "server", there).context.settings.smtp.url == other.settings.smtp.url
    kept = setup.keep(shown, "server", there | {"port": "4650"})
    assert (kept.is_kept, changed(kept)) == (False, (("Host", "other.office.example"),))


def test_an_address_of_several_lines_keeps_them(context: Context) -> None:
    """A box shows it on one line; keeping another box does not make it one."""
    (context.settings.home / "config.toml").write_text('[office]\npostal_address = "12 Harbour Street\\n1201 Geneva"\n')
    shown = setup.as_it_is(context)
    kept = setup.keep(
        shown, "organisation", {"name": "Quay Office", "postal_address": "12 Harbour Street, 1201 Geneva"}
    )
    assert kept.context.settings.office.postal_address == "12 Harbour Street\n1201 Geneva"
