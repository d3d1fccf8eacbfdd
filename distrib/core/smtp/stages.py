"""The stages of an SMTP conversation, by which a reply or a fault is judged. One table of names; no rule."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """The step of the conversation that was answered or failed."""

    CONNECT = "connect"
    GREETING = "greeting"
    HELLO = "hello"
    TLS = "tls"
    LOGIN = "login"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    """Up to the final dot, exclusive."""
    DOT = "dot"
    """From the final dot on."""
