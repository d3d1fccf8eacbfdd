"""What a worker writes to its log: the documented events, and what is left out of them.

Never in it: passwords, the text of a message, names of people; and of an address no more than its domain, unless the
office chose `addresses = true` below `[log]`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from distrib.config import LogSettings
from distrib.core.delivery.dispatch import Job
from distrib.core.delivery.outcome import Outcome, Verdict
from distrib.core.smtp.stages import Stage

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "worker started": "mode, connections, pid, host",
        "worker ended": "seconds, and how many attempts ended how; what ended it, where something did",
        "taken back": "what a dead worker had held: returned, in_doubt",
        "connection opened": "",
        "connection failed": "stage, code, enhanced, reply, fault",
        "connection closed": "messages: how many went through it",
        "attempt ended": "dispatch, delivery, attempt, domain, stage, verdict, scope, code, enhanced, reply, fault",
        "site failure": "the mail server serves nobody here: stage, code, enhanced, reply, fault, rest_seconds",
        "claim taken away": "dispatch, delivery: paused, stopped, held or opted out before its final dot",
        "dot not allowed": "messages: the database could not say whether their final dots may be sent",
        "database failure": "text",
    }
)
"""Event → its facts. `at`, `level`, `event` and `worker` stand in every line."""

LEVELS = {"off": logging.CRITICAL + 1, "warning": logging.WARNING, "info": logging.INFO, "debug": logging.DEBUG}
"""`info` has everything but accepted messages, which are counted; `debug` has these too."""

_ADDRESS = re.compile(r"[^\s<>()\[\]:;,\"']+@")
_LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class EventLog:
    """Writes events under their names."""

    logger: logging.Logger
    settings: LogSettings
    worker: str = ""

    def write(self, event: str, level: int = logging.INFO, **facts: object) -> None:
        """One line.

        Raises:
            KeyError: no such event is documented.
        """
        if event not in EVENTS:
            raise KeyError(event)
        self.logger.log(level, event, extra={"facts": {"worker": self.worker, **facts}})

    def attempt(self, job: Job, outcome: Outcome) -> None:
        """An attempt ended. Called for every message: those that were accepted cost one comparison by default."""
        level = logging.DEBUG if outcome.verdict is Verdict.ACCEPTED else logging.WARNING
        if self.logger.isEnabledFor(level):
            facts = {"dispatch": job.dispatch_id, "delivery": job.delivery_id, "attempt": job.attempt}
            where = {"email": job.email} if self.settings.addresses else {"domain": job.email.rpartition("@")[2]}
            self.write("attempt ended", level, **facts, **where, **self.said(outcome, job.email))

    def said(self, outcome: Outcome, email: str = "") -> dict[str, object]:
        """How something ended, with what the server said of it."""
        reply = outcome.reply
        return {
            "stage": outcome.stage.value,
            "verdict": outcome.verdict.value,
            "scope": outcome.scope.value,
            "code": reply.code if reply else None,
            "enhanced": reply.enhanced if reply else None,
            "reply": self.shown(reply.line, email) if reply and outcome.stage is not Stage.LOGIN else None,
            "fault": outcome.fault.value if outcome.fault else None,
        }

    def shown(self, text: str, email: str = "") -> str:
        """A server's words without the people in them. Servers repeat addresses, whole or their local part.

        Words about a login are never shown at all: some servers repeat what they were given.
        """
        if self.settings.addresses:
            return text
        local = email.rpartition("@")[0]
        if local:
            text = re.sub(rf"(?<!\w){re.escape(local)}(?!\w)", _LEFT_OUT, text, flags=re.IGNORECASE)
        return _ADDRESS.sub(f"{_LEFT_OUT}@", text)


def logger_to(handler: logging.Handler, settings: LogSettings) -> logging.Logger:
    """A logger of its own: it takes nothing from others and hands nothing on."""
    logger = logging.Logger("distrib.worker", LEVELS[settings.level])
    logger.addHandler(handler)
    return logger
