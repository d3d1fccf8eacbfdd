"""Messages that come back, written from the grammar of RFC 3464 in the shapes that servers give them; all invented."""

from __future__ import annotations

TOKEN = "token0000001"
RETURN_TO = f"press+{TOKEN}@office.example"

_HEAD = """\
Return-Path: <>
Delivered-To: {delivered_to}
From: {sender}
To: {to}
Subject: {subject}
Date: Tue, 24 Nov 2026 10:00:00 +0000
Message-ID: <{message_id}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
"""
_PARTS = """\
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="{boundary}"

This is a MIME-encapsulated message.

--{boundary}
Content-Type: text/plain; charset=us-ascii
Content-Description: Notification

{words}

--{boundary}
Content-Type: message/delivery-status
Content-Description: Delivery report

{status}
--{boundary}
Content-Type: text/rfc822-headers

Return-Path: <{return_to}>
From: Harbour Office Press <press@office.example>
To: reporter0@news.example
Subject: Harbour Office raises alarm
Message-ID: <{token}@office.example>

--{boundary}--
"""


def report(
    status: str,
    *,
    token: str = TOKEN,
    to: str | None = None,
    number: int = 1,
    boundary: str = "=_part/1.2.3",
    words: str = "The mail system had something to say about your message.",
) -> bytes:
    """A multipart/report around a delivery status; `number` tells one such message from another."""
    return_to = f"press+{token}@office.example"
    head = _HEAD.format(
        delivered_to=to or return_to,
        to=to or return_to,
        sender="Mail Delivery System <MAILER-DAEMON@mx.relay.example>",
        subject="Delivery Status Notification",
        message_id=f"{number}.report@mx.relay.example",
    )
    parts = _PARTS.format(boundary=boundary, words=words, status=status, return_to=return_to, token=token)
    return (head + parts).replace("\n", "\r\n").encode()


def status(
    action: str,
    code: str,
    *,
    token: str | None = TOKEN,
    diagnostic: str = "smtp; 550 5.1.1 <reporter0@news.example>: no such user here",
) -> str:
    """The fields of a delivery status, in the order in which Postfix gives them."""
    envelope_id = f"Original-Envelope-Id: {token}\n" if token else ""
    return f"""\
Reporting-MTA: dns; mx.relay.example
{envelope_id}X-Queue-ID: 4ABCDEF123
Arrival-Date: Tue, 24 Nov 2026 09:59:00 +0000 (UTC)

Final-Recipient: rfc822; reporter0@news.example
Original-Recipient: rfc822;reporter0@news.example
Action: {action}
Status: {code}
Remote-MTA: dns; mx.news.example
Diagnostic-Code: {diagnostic}
"""


def failed(token: str = TOKEN, number: int = 1) -> bytes:
    """As Postfix says that it is for good."""
    return report(status("failed", "5.1.1", token=token), token=token, number=number)


def delivered(token: str = TOKEN, number: int = 2) -> bytes:
    """A receipt, as asked for by NOTIFY=SUCCESS."""
    text = status("delivered", "2.1.5", token=token, diagnostic="smtp; 250 2.1.5 kept")
    return report(text, token=token, number=number)


def relayed(token: str = TOKEN, number: int = 3) -> bytes:
    """Handed on to a server that knows no DSN."""
    text = status("relayed", "2.0.0", token=token, diagnostic="smtp; 250 queued as 99")
    return report(text, token=token, number=number)


def delayed(token: str = TOKEN, number: int = 4) -> bytes:
    """It will be tried again by the server."""
    text = status("delayed", "4.4.1", token=token, diagnostic="X-Postfix; connect to mx.news.example: timed out")
    return report(text, token=token, number=number)


EXCHANGE = report(
    """\
Reporting-MTA: dns;EXCH01.news.example
Received-From-MTA: dns;relay.example
Arrival-Date: Tue, 24 Nov 2026 10:00:00 +0000

Final-Recipient: rfc822;reporter0@news.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full;
 STOREDRV.Deliver.Exception:QuotaExceededException
X-Display-Name: Reporter 0
""",
    boundary="9B095B5ADSN=_01D3unbalanced?",
)
"""No envelope id, folded lines; the token stands in the address it came to."""

EXIM = report(
    """\
Reporting-MTA: dns; mx.host.example

Action: failed
Final-Recipient: rfc822;reporter0@news.example
Status: 5.0.0
Remote-MTA: dns; mx.news.example
Diagnostic-Code: smtp; 550 Unrouteable address
""",
    boundary="1700000000-eximdsn-42",
)
"""The action comes before the recipient."""

MICROSOFT_SUCCESS = report(
    f"""\
Original-Envelope-Id: {TOKEN.upper()}
Reporting-MTA: dns;AM0PR01.mail.example

Original-Recipient: rfc822;reporter0@news.example
Final-Recipient: rfc822;reporter0@news.example
Action: relayed
Status: 2.0.0
""",
    to="press@office.example",
)
"""Sent to the bare address; only the envelope id, in capitals, names the delivery."""

PLAIN_TEXT = f"""\
Return-Path: <>
To: {RETURN_TO}
From: MAILER-DAEMON@mx.host.example
Subject: Undeliverable
Message-ID: <5@mx.host.example>

It did not work out with reporter0@news.example: no such user.
""".encode()
"""A bounce in words that no program knows."""

WORDED = f"""\
Return-Path: <>
X-Failed-Recipients: Reporter0@news.example
To: {RETURN_TO}
From: Mail Delivery System <Mailer-Daemon@mx.host.example>
Subject: Mail delivery failed
Message-ID: <7@mx.host.example>

It could not be delivered to reporter0@news.example.
""".encode()
"""As older versions of Exim: no report, but a header that names who failed."""

ON_HOLIDAY = f"""\
To: {RETURN_TO}
From: Reporter 0 <reporter0@news.example>
Subject: On holiday
Message-ID: <6@news.example>

I am away. Try the desk.
""".encode()

NAMELESS = report(status("failed", "5.1.1", token=None), to="press@office.example").replace(TOKEN.encode(), b"a b")
"""Nothing in it names a delivery."""
