"""What the guide asks who sets an office up, page by page. Values only; it keeps and checks nothing."""

from __future__ import annotations

from dataclasses import dataclass

from distrib.core.phrase import phrase


@dataclass(frozen=True, slots=True)
class Question:
    """Something to fill in."""

    key: str
    label: str
    hint: str = ""
    is_secret: bool = False
    is_long: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    """What can be answered where that is little: pairs of a setting and its words for people."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked together."""

    key: str
    title: str
    why: str
    questions: tuple[Question, ...]


PAGES = (
    Page(
        "organisation",
        "Organisation",
        "Who you are. The postal address stands below every mail; many countries' laws on mail to lists want one.",
        (
            Question("name", "Name", "Harbour Office for People on the Move"),
            Question("country", "Country", "two letters, such as CH; telephone numbers without a code are read as its"),
            Question("language", "Language", "two letters, such as en or fr"),
            Question("zone", "Time zone", "such as Europe/Zurich; the screen shows times in it"),
            Question("postal_address", "Postal address", "12 Harbour Street, 1201 Geneva", is_long=True),
        ),
    ),
    Page(
        "sender",
        "Sender",
        "Who the mails come from. Bounces and opt-outs come back to the sender's address unless others are named.",
        (
            Question("name", "Name", "as readers see it; the organisation's where empty"),
            Question("address", "Address", "press@office.example"),
            Question("reply_to", "Replies to", "where answers go; the address where empty"),
            Question("return_address", "Bounces to", "where bounces go; the address where empty"),
        ),
    ),
    Page(
        "server",
        "Mail server",
        "Through which server mail leaves; whoever runs your mail knows. A password never leaves without TLS.",
        (
            Question("host", "Host", "mail.office.example"),
            Question(
                "protection",
                "Protection",
                "starttls, tls, or none on this machine only",
                choices=(
                    ("starttls", "STARTTLS"),
                    ("tls", phrase("TLS at once")),
                    ("none", phrase("none, on this machine only")),
                ),
            ),
            Question("port", "Port", "the usual one where empty: 587, 465 or 25"),
            Question("user", "User", "where the server wants a login"),
            Question("password", "Password", "is kept in secrets.toml and never shown again", is_secret=True),
        ),
    ),
    Page(
        "signing",
        "Signing",
        "DKIM tells mailboxes that a mail is really yours. A key is made here; its record goes into your DNS.",
        (),
    ),
    Page(
        "approval",
        "Approval",
        "Whether whoever wrote a text may approve it. A policy kept in the database can only be stricter.",
        (
            Question(
                "approval",
                "Who approves",
                "self, or four-eyes: somebody else has to approve",
                choices=(
                    ("self", phrase("anybody, the writer too")),
                    ("four-eyes", phrase("somebody else than the writer")),
                ),
            ),
        ),
    ),
)
