"""From a pasted release and a spreadsheet to "sent, and here is who got it", by the commands of the README."""

from __future__ import annotations

import hashlib
import json
import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from command_line import CommandLine
from mail_reading import read

from distrib.mail.capture import INDEX, capture

PEOPLE = 1_000
UNSUBSCRIBE = re.compile(r"<mailto:press@office\.example\?subject=opt-out%20([a-z0-9]+)>")


@pytest.mark.timeout(120)
def test_a_thousand_journalists_get_the_release_once_and_the_log_agrees_with_the_server(tmp_path: Path) -> None:
    """Every message is read back by the standard library and compared with the ledger, byte for byte."""
    mail = tmp_path / "mail"
    with capture(mail) as url:
        office = CommandLine(tmp_path / "home", url)
        reference = office.furnish(PEOPLE)
        printed = office.run("send", reference, "--to", "all", "--yes")
        assert f"{PEOPLE} recipients: {PEOPLE} accepted" in printed
        log = office.json("log", reference, "--json")
        parsed = json.loads(office.run("release", "parse", str(office.home / "release.txt"), "--json"))

    kept = [json.loads(line) for line in (mail / INDEX).read_text("utf-8").splitlines()]
    by_recipient = {line["rcpt_to"][0]: line for line in kept}
    assert len(log) == len(kept) == len(by_recipient) == PEOPLE
    assert {row["email"] for row in log} == set(by_recipient)
    for row in log:
        line = by_recipient[row["email"]]
        content = (mail / line["file"]).read_bytes()
        message = read(content)
        assert (row["state"], row["code"], row["attempts"]) == ("accepted", 250, 1)
        assert row["sha256"] == hashlib.sha256(content).hexdigest()
        assert row["message_id"] == message["Message-ID"]
        _check_message(message, row["name"], line["mail_from"], parsed)


def _check_message(message: EmailMessage, name: str, mail_from: str, parsed: dict[str, object]) -> None:
    headline, contacts = parsed["headline"], parsed["contacts"]
    assert message["Subject"] == headline
    unsubscribe = UNSUBSCRIBE.fullmatch(message["List-Unsubscribe"])
    assert unsubscribe
    assert mail_from == f"press+{unsubscribe[1]}@office.example"
    assert message["To"].addresses[0].display_name == name
    parts = [message.get_body(("plain",)), message.get_body(("html",))]
    assert message.get_content_type() == "multipart/alternative"
    assert isinstance(contacts, list)
    assert len(contacts) == 2
    for part in parts:
        assert part is not None
        text = part.get_content()
        assert str(headline) in text
        for contact in contacts:
            assert contact["name"] in text
            assert contact["emails"][0] in text
    first_words = str(parsed["body"]).split("\n", 1)[0][:60]
    assert parts[0] is not None
    assert first_words in parts[0].get_content()
    assert name in parts[0].get_content()
