"""An invented office, its editions in two directions, and a recipient; and a message composed the long way."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from distrib.core.delivery.dispatch import Sender
from distrib.core.message import Personal
from distrib.core.message.words import MAX_NAME
from distrib.core.plain_text import one_line
from distrib.core.release import Contact, Dateline, Edition

REFERENCE = "2026-014"
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

SENDER = Sender(
    organisation="Relief Alliance",
    name="Relief Alliance Press Office",
    address="press@relief.example",
    reply_to="media@relief.example",
    return_address="bounce@relief.example",
    opt_out_address="optout@relief.example",
    postal_address="12 Lake Street\n1202 Geneva",
)

ENGLISH = Edition(
    language="en",
    headline="Aid reaches the northern valleys",
    subheadline="First lorries arrive after nine days",
    dateline=Dateline("GENEVA", "23 November 2026", date(2026, 11, 23)),
    body="Relief Alliance said today that aid has arrived.\n\nIt calls for *safe routes*; read the "
    "[full report](https://relief.example/report).\n\n- Water\n- Medicine",
    boilerplate="Relief Alliance works in 41 countries.",
    contacts=(
        Contact(
            "Leonard Roth",
            "Head of Media",
            "Geneva",
            ("+41227302590",),
            ("+41 22 730 25 90",),
            ("roth@relief.example",),
        ),
        Contact("Safa Mansour", None, "Tripoli", ("+21622241842",), (), ()),
    ),
)

ARABIC = Edition(
    language="ar",
    headline="وصول المساعدات إلى الوديان الشمالية",
    dateline=Dateline("جنيف", None, date(2026, 11, 23)),
    body="أعلن تحالف الإغاثة اليوم وصول المساعدات. للاستفسار: +41 22 730 25 90 أو press@relief.example.",
    contacts=(
        Contact("صفاء منصور", "مسؤولة الإعلام", None, ("+21622241842",), ("+216 22 241 842",), ("s@relief.example",)),
    ),
)

AMAL = Personal(
    name="Amal Haddad",
    email="amal@news.example",
    message_id="<d1.k3@relief.example>",
    token="k3v9x2m7q4",
    date=NOW,
)


def check_lines(raw: bytes) -> None:
    """CRLF only; the head within RFC 5322 §2.1.1, the body within RFC 2045 §6.7."""
    assert raw.endswith(b"\r\n")
    bare = raw.replace(b"\r\n", b"")
    assert b"\r" not in bare
    assert b"\n" not in bare
    head, _, body = raw.partition(b"\r\n\r\n")
    assert max(map(len, head.split(b"\r\n"))) <= 998
    assert max(map(len, body.split(b"\r\n"))) <= 76


def read_name(raw: bytes) -> str:
    """The display name in To, read as RFC 2047 §6.2 says: white space between two encoded words is not shown.

    `policy.default` shows it in a name (https://github.com/python/cpython/issues/128110), so it is no judge of names.
    """
    value = str(message_from_bytes(raw, policy=policy.compat32)["To"])
    phrase = value.rpartition("<")[0].strip()
    if phrase.startswith('"'):
        return re.sub(r"\\(.)", r"\1", phrase[1:-1])
    return str(make_header(decode_header(phrase)))


def long_way(sender: Sender, personal: Personal, subject: str, language: str, text: str, html: str) -> bytes:
    """The same message composed by the standard library alone, as one would for a single recipient.

    Nothing is folded: folding is where EmailMessage loses spaces and encodes what must stay raw.
    """
    message = EmailMessage(policy=policy.SMTP)
    message["Date"] = format_datetime(personal.date)
    message["From"] = Address(one_line(sender.name), addr_spec=sender.address)
    message["To"] = Address(one_line(personal.name)[:MAX_NAME].strip(), addr_spec=personal.email)
    if sender.reply_to:
        message["Reply-To"] = sender.reply_to
    message["Subject"] = subject
    message["Message-ID"] = personal.message_id
    message["List-ID"] = f'"{sender.organisation}" <press-releases.{sender.address.partition("@")[2]}>'
    message["List-Unsubscribe"] = f"<mailto:{sender.opt_out_address}?subject=opt-out%20{personal.token}>"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = language
    return message.as_bytes(policy=policy.SMTP.clone(max_line_length=None))
