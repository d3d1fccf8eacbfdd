"""`distrib returns`: from a lost reply to a settled delivery, and from a bounce to the reason in the log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_office import Cli
from return_samples import NAMELESS, ON_HOLIDAY, delayed, delivered, failed, relayed
from scripted_imap import ScriptedMailbox
from scripted_smtp import EHLO, Act, ScriptedServer, Steps

AMAL, ZOE = "amal@news.example", "zoe@wire.example"
ENVELOPE_ID = re.compile(r"MAIL FROM:<press\+(\w+)@office\.example> .*RET=HDRS ENVID=(\w+)")
RECIPIENT = re.compile(r"RCPT TO:<(\S+)> NOTIFY=(\S+) ORCPT=rfc822;(\S+)")
DSN = EHLO.replace("250 SIZE", "250-DSN\r\n250 SIZE")


def send(cli: Cli, dot: Steps) -> dict[str, str]:
    """Send to both over a server that offers DSN; token by recipient, as the server was told them."""
    with ScriptedServer({"EHLO": DSN, "dot": dot}) as server:
        cli.smtp(server.url)
        cli("send", cli.furnish(), "--to", "all", "--yes")
    tokens: dict[str, str] = {}
    for line in server.commands:
        if found := ENVELOPE_ID.match(line):
            assert found[1] == found[2]
            token = found[2]
        if found := RECIPIENT.match(line):
            assert found[1] == found[3]
            tokens[found[1]] = token
    return tokens


def lost_to(recipient: str) -> Steps:
    """The server takes the message and the connection breaks before it can say so."""
    return lambda one: Act.CLOSE if one == recipient else "250 2.0.0 kept"


def states(cli: Cli) -> dict[str, str]:
    """State by recipient."""
    return {row["email"]: row["state"] for row in cli.done("log", "2026-001", "--json").objects}


@pytest.mark.parametrize("reports", ["failures", "all"])
def test_a_lost_reply_is_settled_by_the_receipt(cli: Cli, reports: str) -> None:
    """Accepted, reply lost, in doubt; then the server's own report says that it was delivered."""
    (cli.home / "config.toml").write_text(f"[returns]\nreports = '{reports}'\n")
    tokens = send(cli, lost_to(AMAL))
    assert states(cli) == {AMAL: "in_doubt", ZOE: "accepted"}
    ended = cli.done("returns", "read", cli.file("receipt.eml", delivered(tokens[AMAL])))
    text = "delivered, says mx.relay.example: 250 2.1.5 kept"
    assert ended.out == f"{AMAL}: in_doubt → settled_sent (dispatch 1): {text}\n"
    assert "1 message read: 1 settled a delivery, 0 were noted" in ended.err
    assert states(cli) == {AMAL: "settled_sent", ZOE: "accepted"}
    again = cli.done("returns", "read", "-", stdin=delivered(tokens[AMAL]))
    assert again.out == ""
    assert "1 had been read before" in again.err
    assert "Nobody is in doubt" in cli.done("settle", "1").err


def test_a_bounce_stands_in_the_log_with_its_reason(cli: Cli) -> None:
    """On the screen, for a spreadsheet and for programs; the exit status tells that somebody was not reached."""
    tokens = send(cli, "250 2.0.0 kept")
    ended = cli("returns", "read", cli.file("bounce.eml", failed(tokens[ZOE])))
    assert ended.status == 3
    reason = "failed, says mx.relay.example: 550 5.1.1 <reporter0@news.example>: no such user here"
    log = cli.done("log", "2026-001").out
    assert re.search(rf"{ZOE}.*bounced.*{re.escape(reason)}", log)
    assert f'bounced,1,,5.1.1,"{reason}",' in cli.done("log", "2026-001", "--csv").out
    row = next(row for row in cli.done("log", "2026-001", "--json").objects if row["email"] == ZOE)
    assert (row["state"], row["code"], row["enhanced"], row["reply"]) == ("bounced", None, "5.1.1", reason)


def test_evidence_is_shown_beside_the_doubt_with_where_it_came_from(cli: Cli) -> None:
    """In words and for programs; nothing of it is decided."""
    tokens = send(cli, lost_to(AMAL))
    cli.done("returns", "read", cli.file("later.eml", delayed(tokens[AMAL])))
    shown = cli.done("settle", "1").out
    assert "delayed, says mx.relay.example: connect to mx.news.example: timed out (read from later.eml)" in shown
    (doubt,) = cli.done("settle", "1", "--json").objects
    (evidence,) = doubt["evidence"]
    assert (evidence["kind"], evidence["status"], evidence["source"]) == ("delayed", "4.4.1", "later.eml")
    assert states(cli)[AMAL] == "in_doubt"


def test_a_folder_a_file_and_standard_input_together(cli: Cli, tmp_path: Path) -> None:
    """Each message is counted under what became of it, and strangers' are named."""
    tokens = send(cli, "250 2.0.0 kept")
    box = tmp_path / "Maildir"
    for place in ("new", "cur", "tmp"):
        (box / place).mkdir(parents=True)
    (box / "new" / "1").write_bytes(failed(tokens[AMAL]))
    (box / "cur" / "2:2,S").write_bytes(ON_HOLIDAY)
    mbox = b"From x\n" + NAMELESS.replace(b"\r\n", b"\n") + b"\nFrom x\n" + delayed(tokens[ZOE]).replace(b"\r\n", b"\n")
    ended = cli("returns", "read", str(box), cli.file("mbox", mbox), "-", stdin=failed(tokens[AMAL]))
    assert ended.status == 3
    assert f"{ZOE}: stays accepted (dispatch 1): delayed" in ended.out
    assert "Maildir/cur/2:2,S: names a delivery that was never made here; ignored." in ended.err
    assert (
        "5 messages read: 1 settled a delivery, 1 was noted, 1 had been read before, "
        "1 names a delivery that was never made here, 1 names none." in ended.err
    )
    assert states(cli) == {AMAL: "bounced", ZOE: "accepted"}


def test_for_programs(cli: Cli) -> None:
    """One object a message."""
    tokens = send(cli, "250 2.0.0 kept")
    bounce, stranger = cli.file("a.eml", failed(tokens[AMAL])), cli.file("b.eml", failed("stranger"))
    one, other = cli("returns", "read", "--json", bounce, stranger).objects
    assert (one["fate"], one["email"], one["before"], one["after"], one["kind"]) == (
        *("moved", AMAL, "accepted", "bounced", "failed"),
    )
    assert (other["fate"], other["email"], other["after"]) == ("foreign", None, None)


def test_what_cannot_be_read_is_said_and_what_was_read_before_it_counts(cli: Cli) -> None:
    """A slip in one name does not undo the others."""
    tokens = send(cli, "250 2.0.0 kept")
    ended = cli("returns", "read", cli.file("a.eml", failed(tokens[AMAL])), "nowhere.eml")
    assert ended.status == 1
    assert "nowhere.eml cannot be read: No such file or directory. What was read before it counts." in ended.err
    assert "1 message read: 1 settled" in ended.err
    assert states(cli)[AMAL] == "bounced"


def test_a_hostile_report_cannot_steer_the_terminal(cli: Cli) -> None:
    """Its words are shown as text."""
    tokens = send(cli, "250 2.0.0 kept")
    data = failed(tokens[AMAL]).replace(b"no such user", b"\x1b]0;owned\x07\xe2\x80\xaeuser")
    for arguments in (["returns", "read", cli.file("a.eml", data)], ["log", "2026-001"], ["log", "2026-001", "--json"]):
        ended = cli(*arguments)
        assert not {"\x1b", "\x07", "\u202e"} & set(ended.out + ended.err)
        assert "owned" in ended.out


@pytest.fixture
def box(cli: Cli) -> Iterator[ScriptedMailbox]:
    """The mailbox of the return address, and settings that name it."""
    mailbox = ScriptedMailbox()
    with mailbox.open():
        config = f"[returns]\nurl = '{mailbox.url}'\nca_file = '{mailbox.ca_file}'\n"
        (cli.home / "config.toml").write_text(config)
        secrets = cli.home / "secrets.toml"
        secrets.write_text(f"returns_password = '{mailbox.password}'\n")
        secrets.chmod(0o600)
        yield mailbox


def test_the_mailbox_is_read_over_imap(cli: Cli, box: ScriptedMailbox) -> None:
    """Once; the second time there is nothing new, and with --all it counts once."""
    tokens = send(cli, lost_to(AMAL))
    box.lay(relayed(tokens[AMAL]), failed(tokens[ZOE]), ON_HOLIDAY)
    ended = cli("returns", "fetch")
    assert ended.status == 3
    assert f"{AMAL}: in_doubt → settled_sent" in ended.out
    assert states(cli) == {AMAL: "settled_sent", ZOE: "bounced"}
    again = cli.done("returns", "fetch")
    assert (again.out, again.err) == ("", "There was nothing new to read.\n")
    assert "2 had been read before" in cli.done("returns", "fetch", "--all").err
    assert len(cli.done("returns", "fetch", "--all", "--json").objects) == 3


def test_no_command_shows_the_mailboxs_password(cli: Cli, box: ScriptedMailbox) -> None:
    """Whether the login is granted, refused, or the connection breaks."""
    cli.done("returns", "fetch")
    for step in ("AUTHENTICATE", "SELECT"):
        box.breaks_at = step
        assert cli("returns", "fetch").status == 1
    box.breaks_at, password, box.password = "", box.password, "another"
    ended = cli("returns", "fetch")
    assert (ended.status, ended.out) == (1, "")
    assert "could not be read ([AUTHENTICATIONFAILED] no)" in ended.err
    assert not any(password in text for text in cli.seen)
    for path in cli.home.rglob("*"):
        assert not path.is_file() or path.name == "secrets.toml" or password.encode() not in path.read_bytes()


def test_without_a_mailbox_it_is_said_what_to_write(cli: Cli) -> None:
    """And nothing else happens."""
    ended = cli("returns", "fetch")
    assert ended.status == 1
    assert '[returns] url = "imaps://user@host"' in ended.err


def test_a_demo_office_reads_mail_on_this_machine_only(cli: Cli) -> None:
    """Whatever is configured."""
    (cli.home / "demo-office").touch()
    (cli.home / "config.toml").write_text("[returns]\nurl = 'imaps://r:x@mail.example'\n")
    ended = cli("returns", "fetch")
    assert ended.status == 1
    assert "This is a demo office" in ended.err
