"""The worker against the script that many offices have: smtplib, EmailMessage, and a commit for each message.

    python tests/bench/against_smtplib.py [recipients] [rounds]

The script composes, sends over one connection and then marks the recipient as sent, in SQLite, durably. The worker has
sixteen connections. Messages of 30 KB in two parts, both personal.
"""

from __future__ import annotations

import smtplib
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from comparison import Rival, compare
from dkim import PARAGRAPH, PARAGRAPHS
from mail_samples import AMAL, ENGLISH, REFERENCE, SENDER, long_way

from distrib.mail.render import preview_html, preview_text

EDITION = replace(ENGLISH, body="\n\n".join([PARAGRAPH] * PARAGRAPHS))
TEXT = preview_text(EDITION, SENDER, reference=REFERENCE)
PAGE = preview_html(EDITION, SENDER, reference=REFERENCE)


def script(port: int, count: int) -> float:
    """Seconds for so many recipients, who wait in the file before the clock starts."""
    with tempfile.TemporaryDirectory() as folder, closing(_queue(Path(folder) / "mail.sqlite", count)) as rows:
        start = time.perf_counter()
        with smtplib.SMTP("127.0.0.1", port) as client:
            for (email,) in rows.execute("SELECT email FROM mail WHERE state = 'queued'").fetchall():
                message = long_way(SENDER, replace(AMAL, email=email), EDITION.headline, "en", TEXT, PAGE)
                client.sendmail(SENDER.address, [email], message)
                rows.execute("UPDATE mail SET state = 'sent' WHERE email = ?", (email,))
        return time.perf_counter() - start


def _queue(file: Path, count: int) -> sqlite3.Connection:
    rows = sqlite3.connect(file, isolation_level=None)
    rows.execute("PRAGMA synchronous = FULL")
    rows.execute("CREATE TABLE mail (email TEXT PRIMARY KEY, state TEXT)")
    rows.execute("BEGIN")
    rows.executemany(
        "INSERT INTO mail VALUES (?, 'queued')", [(f"reporter{one}@news.example",) for one in range(count)]
    )
    rows.execute("COMMIT")
    return rows


if __name__ == "__main__":
    compare(Rival("smtplib, EmailMessage, a commit each", script, share=0.03), must_reach=40, connections=16)
