"""The capture server of the demo: what is sent to it is kept, on every Python that distrib runs on."""

from __future__ import annotations

import json
import smtplib
from pathlib import Path

from distrib.core.smtp.target import parse_smtp_url
from distrib.mail import capture


def test_a_message_is_kept_with_its_envelope(tmp_path: Path) -> None:
    """One .eml with the bytes as they came, one line of the index."""
    with capture.capture(tmp_path / "mail") as url, smtplib.SMTP(capture.HOST, parse_smtp_url(url).port) as client:
        client.sendmail("press@office.example", ["ana@news.example"], b"Subject: Hello\r\n\r\nText.\r\n")
    (line,) = (tmp_path / "mail" / capture.INDEX).read_text("utf-8").splitlines()
    assert json.loads(line) == {
        "file": "000001.eml",
        "mail_from": "press@office.example",
        "rcpt_to": ["ana@news.example"],
    }
    assert (tmp_path / "mail" / "000001.eml").read_bytes() == b"Subject: Hello\r\n\r\nText.\r\n"


def test_what_the_smtp_library_reads_through_has_no_slots() -> None:
    """`inspect.getmembers` fails on a dataclass with slots before Python 3.11.3, and every connection is closed."""
    assert "__slots__" not in vars(capture._Keeper)
