"""Settings: every mistake is named at once with what to write instead, and no secret is ever shown."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from distrib.config import Settings, load, make_home
from distrib.config.reading import KNOWN
from distrib.core.delivery.pacing import NO_RULES, Limits
from distrib.core.delivery.retry import PATIENCE, Patience
from distrib.core.smtp.dsn import Notify
from distrib.core.smtp.target import LONGEST_WAIT, Timeouts
from distrib.db.engine import Database
from distrib.db.recording import COMMIT_LEASE
from distrib.errors import SettingsError
from distrib.services.context import Context
from distrib.services.office import mail_server

SECRET = "hunter2-Tr0ub4dor"


def office(folder: Path, config: str = "", secrets: str = "", **variables: str) -> Settings:
    """Load the settings of an office whose folder holds these files."""
    if config:
        folder.joinpath("config.toml").write_text(config, "utf-8")
    if secrets:
        path = folder / "secrets.toml"
        path.write_text(secrets, "utf-8")
        path.chmod(0o600)
    return load({"DISTRIB_HOME": str(folder), **variables})


def test_an_office_needs_no_settings_to_begin(tmp_path: Path) -> None:
    """Everything has a default, and reading writes nothing."""
    settings = office(tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path / 'distrib.sqlite'}"
    assert (settings.office.name, settings.office.zone, settings.smtp.url) == ("Press Office", "UTC", None)
    assert not settings.is_demo
    assert list(tmp_path.iterdir()) == []


def test_what_is_written_is_read_and_variables_go_before_files(tmp_path: Path) -> None:
    """A variable for one command, the file for always."""
    config = """
        [office]
        name = "Harbour Office"
        country = "CH"
        [sender]
        address = "press@office.example"
        [smtp]
        url = "smtps://press@mail.office.example"
        connections = 8
        [database]
        url = "postgresql://db.office.example/press"
    """
    settings = office(tmp_path, config, f'smtp_password = "{SECRET}"')
    assert (settings.office.name, settings.office.country) == ("Harbour Office", "CH")
    assert settings.smtp.url == "smtps://press@mail.office.example"
    assert settings.smtp.connections == 8
    assert settings.database_url == "postgresql://db.office.example/press"
    assert settings.smtp_password == SECRET
    settings = office(tmp_path, DISTRIB_SMTP="smtp://localhost:2525", DISTRIB_DATABASE="sqlite:////tmp/x")
    assert settings.smtp.url == "smtp://localhost:2525"
    assert settings.smtp.connections == 8
    assert settings.database_url == "sqlite:////tmp/x"


@pytest.mark.parametrize(
    ("config", "notify"),
    [
        ("", Notify.FAILURES),
        ("[returns]\nreports = 'failures'", Notify.FAILURES),
        ("[returns]\nreports = 'all'", Notify.RECEIPTS),
    ],
)
def test_which_reports_are_asked_for(tmp_path: Path, config: str, notify: Notify) -> None:
    """Receipts for everybody only where somebody wants them."""
    assert office(tmp_path, config).returns.notify is notify


def test_every_wait_can_be_set(tmp_path: Path) -> None:
    """Those of RFC 5321 §4.5.3.2 and our own; what is not written keeps its default."""
    settings = office(tmp_path, "[smtp]\nconnections = 2\n[smtp.timeouts]\nrcpt = 30\ndot = 700.5")
    assert settings.smtp.timeouts == Timeouts(rcpt=30, dot=700.5)
    assert settings.smtp.connections == 2
    (only,) = replace(settings, smtp=replace(settings.smtp, url="smtps://mail.example")).routes
    assert (only.connections, only.places) == (2, 2)
    context = Context(replace(settings, smtp=replace(settings.smtp, url="smtps://mail.example")), *[None] * 4)  # type: ignore[arg-type]
    assert mail_server(context).timeouts == Timeouts(rcpt=30, dot=700.5)


def test_no_wait_outlasts_the_lease_of_a_delivery_past_its_dot() -> None:
    """Else another worker would put it in doubt while its reply may still come."""
    assert timedelta(seconds=LONGEST_WAIT) < COMMIT_LEASE


def test_limits_and_patience(tmp_path: Path) -> None:
    """A domain is compared in the form in which addresses are; without the sections nothing is limited."""
    assert office(tmp_path).pacing == NO_RULES
    assert office(tmp_path).retry == PATIENCE
    config = """
        [pacing]
        messages_per_minute = 600
        [pacing.domains."Big.example"]
        messages_per_minute = 60
        connections = 2
        [retry]
        minutes = [1, 10]
        give_up_hours = 6
    """
    settings = office(tmp_path, config)
    assert settings.pacing.limits("big.example") == Limits(60, 2)
    assert settings.pacing.limits("small.example") == Limits(600)
    assert settings.retry == Patience((timedelta(minutes=1), timedelta(minutes=10)), timedelta(hours=6))


def test_several_mail_servers(tmp_path: Path) -> None:
    """Each with its own password; the preferred one first. A variable for one command goes before all of them."""
    config = """
        [routes.spare]
        url = "smtps://press@spare.example"
        preference = 2
        [routes.main]
        url = "smtp+starttls://press@mail.example"
        preference = 1
        connections = 8
        messages_per_minute = 300
    """
    settings = office(tmp_path, config, f"[smtp_passwords]\nmain = '{SECRET}'")
    main, spare = settings.routes
    assert (main.name, main.connections, main.password, main.limits) == ("main", 8, SECRET, Limits(300))
    assert (spare.name, spare.connections, spare.password, spare.limits) == ("spare", 4, None, Limits())
    assert (main.places, spare.places) == (8, None)
    assert settings.connections == 8
    assert SECRET not in repr(settings)
    (only,) = office(tmp_path, DISTRIB_SMTP="smtp://localhost:2525").routes
    assert (only.name, only.url) == ("smtp", "smtp://localhost:2525")
    assert (only.connections, only.places) == (4, None)
    assert office(tmp_path / "nowhere").routes == ()


@pytest.mark.parametrize(
    ("secrets", "expected"),
    [
        (f"[smtp_passwords]\nmian = '{SECRET}'", "there is no route `mian`; did you mean `main`?"),
        (f"smtp_passwords = '{SECRET}'", "write the name of each route and its password in quotes"),
        ("[smtp_passwords]\nmain = 5", "write the name of each route and its password in quotes"),
    ],
)
def test_a_mistake_in_a_routes_password_shows_no_secret(tmp_path: Path, secrets: str, expected: str) -> None:
    """By the name of the route."""
    with pytest.raises(SettingsError) as caught:
        office(tmp_path, "[routes.main]\nurl = 'smtps://press@mail.example'", secrets)
    assert expected in str(caught.value)
    assert SECRET not in str(caught.value)


MISTAKES = [
    ("[ofice]\nname = 'x'", "there is no section [ofice]; did you mean `office`?"),
    ("office = 'x'", "write [office] on a line of its own"),
    ("database = 'x'", "write [database] on a line of its own"),
    ("[database]\nurll = 'x'", "there is no setting `urll`; did you mean `url`?"),
    ("[database]\nurl = 5", "[database] url: write text in quotes"),
    ("[office]\ncountri = 'CH'", "did you mean `country`?"),
    ("[office]\nname = 5", "[office] name: write text in quotes"),
    ("[office]\nname = ' '", "[office] name: write the name on one line"),
    ('[office]\nname = "Harbour\\nOffice"', "[office] name: write the name on one line"),
    (f"[smtp]\nca_file = '{__file__}'", "[smtp] ca_file: " + __file__ + " holds no certificates that can be read"),
    (f"[returns]\nca_file = '{__file__}'", "[returns] ca_file: " + __file__ + " holds no certificates"),
    (f"[routes.main]\nurl = 'smtp://localhost'\nca_file = '{__file__}'", "[routes.main] ca_file: "),
    ("[office]\ncountry = 'Switzerland'", "two capital letters"),
    ("[office]\ncountry = 'ch'", "two capital letters"),
    ("[office]\nzone = 'Mars/Base'", "'Mars/Base' is no time zone"),
    ("[office]\nzone = '../../etc/passwd'", "is no time zone"),
    ("[office]\nlate_start_minutes = -1", "late_start_minutes: write a number from 0 to 10080"),
    ("[office]\nlate_start_minutes = '60'", "write a number"),
    ("[smtp]\nconnections = 0", "from 1 to 64"),
    ("[smtp]\nconnections = true", "write a number"),
    ("[smtp]\nconnections = '4'", "write a number"),
    ("[smtp.timeouts]\ndott = 600", "[smtp.timeouts]: there is no setting `dott`; did you mean `dot`?"),
    ("[smtp.timeouts]\ndot = '600'", "[smtp.timeouts] dot: write a number"),
    ("[smtp.timeouts]\ndot = true", "[smtp.timeouts] dot: write a number"),
    ("[smtp.timeouts]\ndot = 900", "[smtp.timeouts] dot: write seconds from 1 to 840"),
    ("[smtp.timeouts]\nmail = 0", "[smtp.timeouts] mail: write seconds from 1 to 840"),
    ("[smtp.timeouts]\nmail = nan", "[smtp.timeouts] mail: write seconds from 1 to 840"),
    ("[smtp]\ntimeouts = 5", "write [smtp.timeouts] on a line of its own"),
    ("[returns]\nreports = 'none'", "[returns] reports: write 'failures' or 'all'"),
    ("[returns]\nca_file = '/nowhere/ca.pem'", "[returns] ca_file: there is no file /nowhere/ca.pem"),
    ("[returns]\nurl = 'imap://r@mail.example'", "[returns] url: the address must begin with imaps://"),
    ("[returns]\nurl = 'imaps://r@mail.example'", "[returns] url: a user and a password are needed"),
    ("[smtp]\nca_file = '/nowhere/ca.pem'", "ca_file: there is no file /nowhere/ca.pem"),
    ("[smtp]\nurl = 'mail.example'", "must begin with smtp+starttls://"),
    ("[sender]\naddress = 'press'", "[sender] address:"),
    ("[sender]\nreturn_address = 'a@b@c.example'", "[sender] return_address:"),
    ("pacing = 5", "write [pacing] on a line of its own"),
    ("[pacing]\nconections = 2", "there is no setting `conections`; did you mean `connections`?"),
    ("[pacing]\nmessages_per_minute = 0", "[pacing] messages_per_minute: write a number from 1 to 100000"),
    ("[pacing]\ndomains = 5", "write [pacing.domains."),
    ("[pacing.domains.'big.example']\nconnections = '2'", 'big.example"] connections: write a number from 1 to 1000'),
    ("[pacing.domains]\nbig = 5", "that is no domain"),
    ("[pacing.domains]\n'big.example' = 5", 'write [pacing.domains."big.example"] on a line of its own'),
    ("[pacing.domains.'a@b.example']\nconnections = 2", "that is no domain; write what stands after the @"),
    ("routes = 5", "write [routes.main] on a line of its own"),
    ("[routes]\nmain = 5", "write [routes.main] on a line of its own"),
    ("[routes.main]\nurl = 'mail.example'", "[routes.main] url: the address must begin with"),
    ("[routes.main]\nconnections = 2", "[routes.main] url: the address must begin with"),
    ("[routes.main]\nurl = 'smtp://localhost'\nprefer = 2", "there is no setting `prefer`; did you mean `preference`?"),
    ("[routes.main]\nurl = 'smtp://localhost'\nconnections = 65", "connections: write a number from 1 to 64"),
    ("[routes.main]\nurl = 'smtp://localhost'\nca_file = '/no.pem'", "ca_file: there is no file /no.pem"),
    ("[smtp]\nurl = 'smtp://localhost'\n[routes.main]\nurl = 'smtp://localhost'", "write [smtp] url or [routes]"),
    ("retry = 5", "write [retry] on a line of its own"),
    ("[retry]\nminute = [2]", "there is no setting `minute`; did you mean `minutes`?"),
    ("[retry]\nminutes = 5", "[retry] minutes: write a list of numbers from 1 to 1440"),
    ("[retry]\nminutes = []", "[retry] minutes: write a list"),
    ("[retry]\nminutes = [2, 0]", "[retry] minutes: write a list"),
    ("[retry]\ngive_up_hours = true", "[retry] give_up_hours: write a number from 1 to 720"),
    ("[office\nname = 'x'", "config.toml cannot be read"),
    ("[office]\nlanguage = 'English'", "[office] language: write the code of a language, such as en."),
    ("[office]\nname = 'x'\nname = 'y'", "config.toml cannot be read"),
]


@pytest.mark.parametrize(("config", "expected"), MISTAKES)
def test_a_mistake_is_named_with_what_to_write_instead(tmp_path: Path, config: str, expected: str) -> None:
    """By file, section and setting."""
    with pytest.raises(SettingsError) as caught:
        office(tmp_path, config)
    assert expected in str(caught.value)
    assert len(caught.value.mistakes) == 1


def test_all_mistakes_are_listed_at_once(tmp_path: Path) -> None:
    """Nobody mends a file ten times."""
    with pytest.raises(SettingsError) as caught:
        office(tmp_path, "[office]\nnaem = 'x'\nzone = 5\n[smpt]\n", "smtp_pasword = 5")
    assert len(caught.value.mistakes) == 4
    with pytest.raises(SettingsError) as caught:
        office(tmp_path, "[office]\nzone = 'x'\ncountry = 'x'\n[smtp]\nconnections = 99", "smtp_password = ''")
    assert len(caught.value.mistakes) == 3


def test_wrong_values_stand_beside_what_cannot_be_read_as_a_setting(tmp_path: Path) -> None:
    """An unknown setting or a value of another kind hides no other mistake, and makes none."""
    config = (
        "[office]\nzne = 'x'\nzone = 'Nowhere'\ncountry = 5\n[log]\nlevel = 'x'\n[smtp]\nurl = 'smtps://u@h.example'"
    )
    with pytest.raises(SettingsError) as caught:
        office(tmp_path, config, "smtp_pasword = 'x'")
    told = "\n".join(caught.value.mistakes)
    for words in ("setting `zne`", "'Nowhere' is no time zone", "country: write text", "[log] level", "`smtp_pasword`"):
        assert words in told
    assert len(caught.value.mistakes) == 5


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[office]\nname = '\xe9'\n", "line 2 has a character that is not written in UTF-8"),
        (b"[smtp]\nconnections = " + b"9" * 5_000, "something in it is too long or too deep"),
        (b"x = " + b"[" * 3_000 + b"]" * 3_000, "something in it is too long or too deep"),
    ],
)
def test_a_file_that_cannot_be_read_names_no_fault_of_python(tmp_path: Path, content: bytes, reason: str) -> None:
    """The reason is one that a person can mend."""
    for name in ("config.toml", "secrets.toml"):
        (tmp_path / name).write_bytes(content)
        (tmp_path / name).chmod(0o600)
        with pytest.raises(SettingsError) as caught:
            load({"DISTRIB_HOME": str(tmp_path)})
        assert f"{name} cannot be read: {reason}." in str(caught.value)
        (tmp_path / name).unlink()


def test_a_file_may_begin_with_the_mark_of_an_editor(tmp_path: Path) -> None:
    """Editors on Windows put one before UTF-8."""
    (tmp_path / "config.toml").write_bytes(b"\xef\xbb\xbf[office]\nname = 'Harbour Office'\n")
    assert load({"DISTRIB_HOME": str(tmp_path)}).office.name == "Harbour Office"


@pytest.mark.parametrize(
    ("secrets", "expected"),
    [
        (f'smtp_pasword = "{SECRET}"', "there is no secret `smtp_pasword`; did you mean `smtp_password`?"),
        (f'smtp_password = ["{SECRET}"]', "smtp_password: write text in quotes"),
        (f'smtp_password = "{SECRET}', "secrets.toml cannot be read"),
        (f'smtp_password = {SECRET}"', "secrets.toml cannot be read"),
        (f'smtp_oauth2_token_comand = "{SECRET}"', "did you mean `smtp_oauth2_token_command`?"),
        (f'smtp_oauth2_token_command = "show \'{SECRET}"', "smtp_oauth2_token_command: a quotation mark is not closed"),
        (
            f'smtp_oauth2_token_command = "show"\nsmtp_password = "{SECRET}"',
            "write `smtp_password` or `smtp_oauth2_token_command`, not both",
        ),
    ],
)
def test_a_mistake_in_the_secrets_shows_no_secret(tmp_path: Path, secrets: str, expected: str) -> None:
    """A mistyped file is read aloud to colleagues."""
    with pytest.raises(SettingsError) as caught:
        office(tmp_path, "", secrets, DISTRIB_SMTP="smtps://press@mail.example")
    assert expected in str(caught.value)
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        f"smtp://press:{SECRET}@mail.example",
        f"smtps://press:{SECRET}@mail.example:99999",
        f"smtps://press:{SECRET}@mail.example:port",
        f"smtps://press:{SECRET}@mail.example/path",
        f"smtps://press:{SECRET}@",
        f"https://press:{SECRET}@mail.example",
        f"smtps://press:{SECRET}%0d%0aRSET@mail.example",
        f"smtps://press:{SECRET}@[mail.example",
    ],
)
def test_a_mistake_in_the_mail_servers_address_shows_no_password(tmp_path: Path, url: str) -> None:
    """Wherever it stands in the address, and however that is broken."""
    with pytest.raises(SettingsError) as caught:
        office(tmp_path, DISTRIB_SMTP=url)
    assert "The mail server (DISTRIB_SMTP or [smtp] url)" in str(caught.value)
    assert SECRET not in str(caught.value)


def test_settings_show_no_secret(tmp_path: Path) -> None:
    """A repr ends up in traces and screens."""
    settings = office(
        tmp_path,
        "",
        f'smtp_password = "{SECRET}"',
        DISTRIB_SMTP=f"smtps://press:{SECRET}@mail.example",
        DISTRIB_DATABASE=f"postgresql://press:{SECRET}@db.example/press",
    )
    assert SECRET not in repr(settings)
    assert SECRET not in repr(settings.smtp)


def test_the_command_that_prints_a_token_is_split_as_a_shell_would_without_one(tmp_path: Path) -> None:
    """And it is used for the user of the mail server's address."""
    secrets = """smtp_oauth2_token_command = "token-helper --account 'press office' $HOME" """
    settings = office(tmp_path, "", secrets, DISTRIB_SMTP="smtps://press%40office.example@mail.example")
    words = ("token-helper", "--account", "press office", "$HOME")
    assert settings.smtp_token_command == words
    assert mail_server(Context(settings, *[None] * 4)).token_command == words  # type: ignore[arg-type]
    assert "token-helper" not in repr(settings)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_secrets_that_others_can_read_are_refused(tmp_path: Path, mode: int) -> None:
    """With the command that closes the file."""
    path = tmp_path / "secrets.toml"
    path.write_text('smtp_password = "x"')
    path.chmod(mode)
    with pytest.raises(SettingsError, match=f"chmod 600 {path}"):
        load({"DISTRIB_HOME": str(tmp_path)})


def test_a_config_file_that_is_no_text(tmp_path: Path) -> None:
    """Named, not traced."""
    tmp_path.joinpath("config.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read: line 1 has a character that is not written in UTF-8"):
        load({"DISTRIB_HOME": str(tmp_path)})


def test_a_demo_office_is_known_by_its_mark(tmp_path: Path) -> None:
    """The file that `distrib demo` lays."""
    tmp_path.joinpath("demo-office").touch()
    assert office(tmp_path).is_demo


@pytest.mark.parametrize("name", ["plain", "with space", "what?", "100%20", "a#b", "a@b:c", "пресса"])
def test_the_database_lies_in_the_folder_whatever_its_name(tmp_path: Path, name: str) -> None:
    """No character of a path is taken for a part of an address."""
    folder = tmp_path / name
    folder.mkdir()
    database = Database(office(folder).database_url)
    assert database.sqlite_file == folder / "distrib.sqlite"
    with database.writing():
        pass
    database.close()
    assert (folder / "distrib.sqlite").exists()


def test_the_folder_is_made_closed_to_others(tmp_path: Path) -> None:
    """It will hold addresses of journalists."""
    home = tmp_path / "a" / "b"
    make_home(home)
    assert home.stat().st_mode & 0o777 == 0o700
    make_home(home)
    tmp_path.joinpath("file").touch()
    with pytest.raises(SettingsError, match="Name another one in DISTRIB_HOME"):
        make_home(tmp_path / "file" / "home")


def test_the_readme_names_every_setting() -> None:
    """And its table; nobody has to read the code to find one."""
    readme = (Path(__file__).parent.parent / "README.md").read_text("utf-8")
    words = set(re.findall(r"\w+", readme))
    assert [table for table in KNOWN if f"[{table}]" not in readme] == []
    assert {name for names in KNOWN.values() for name in names} - words == set()
