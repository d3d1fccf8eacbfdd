"""What is configured, frozen. Every setting has a default, so that an office needs none to begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from distrib.config.screen import ScreenSettings
from distrib.core.delivery.pacing import NO_RULES, Rules
from distrib.core.delivery.retry import PATIENCE, Patience
from distrib.core.delivery.routes import CONNECTIONS, FIRST, Route
from distrib.core.smtp.dsn import Notify
from distrib.core.smtp.target import Timeouts

LONGEST_GRACE = 7 * 24 * 60
"""Minutes: after a week a person decides."""

TRIAL_ADDRESS = "press@office.example"
"""Stands in for the sender until one is configured; usable with a mail server on this machine only."""


@dataclass(frozen=True, slots=True)
class OfficeSettings:
    """[office]"""

    name: str = "Press Office"
    country: str | None = None
    """ISO 3166-1 alpha-2; numbers written without a country code are read as this country's."""
    language: str = "en"
    zone: str = "UTC"
    """IANA zone in which the screens show times."""
    postal_address: str | None = None
    late_start_minutes: int = 15
    """How late a scheduled dispatch may begin by itself; after that it is held. Later news may be wrong."""
    approval: str = "self"
    """`self`, or `four-eyes`: whoever wrote a text cannot approve it."""


@dataclass(frozen=True, slots=True)
class SenderSettings:
    """[sender]"""

    name: str | None = None
    address: str | None = None
    reply_to: str | None = None
    return_address: str | None = None
    """Bounces come back to it, with a token after a plus sign. Default: `address`."""
    opt_out_address: str | None = None
    """Opt-outs by mail come to it. Default: `address`."""


@dataclass(frozen=True, slots=True)
class LookSettings:
    """[look]: how mail looks. Colours are written as "#16324f"."""

    logo: str | None = None
    """A PNG or JPEG file; its name counts from the office's folder on."""
    logo_alt: str | None = None
    """What the logo says. Default: the office's name."""
    bar_colour: str = "#16324f"
    bar_text_colour: str = "#ffffff"
    heading_colour: str = "#10243a"
    link_colour: str = "#0b5394"
    footer: str | None = None
    """Lines below the postal address."""


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """[smtp]"""

    url: str | None = field(default=None, repr=False)
    ca_file: str | None = None
    """PEM file of a private certificate authority."""
    connections: int | None = None
    """Of all workers together; where nothing is said each worker opens as many as a route takes by default."""
    largest_message_mb: int = 10
    """Most mailboxes take that much; a server that takes less goes before it."""
    timeouts: Timeouts = field(default_factory=Timeouts)
    """[smtp.timeouts]"""

    @property
    def most_octets(self) -> int:
        """Of a whole message."""
        return self.largest_message_mb * 1_000_000


@dataclass(frozen=True, slots=True)
class DkimSettings:
    """[dkim]; without it every key in the folder `dkim` that fits the sender signs."""

    domain: str | None = None
    selector: str | None = None
    """One, or several parted by commas."""

    @property
    def selectors(self) -> tuple[str, ...]:
        """None named: any."""
        return tuple(one.strip() for one in self.selector.split(",")) if self.selector is not None else ()


REPORTS = {"failures": Notify.FAILURES, "all": Notify.RECEIPTS}
"""What mail servers are asked for, by the words of [returns] reports."""


@dataclass(frozen=True, slots=True)
class ReturnsSettings:
    """[returns]"""

    reports: str = "failures"
    """`failures`: also of delays; `all`: also of every success, where the mail server offers it (DSN)."""
    url: str | None = field(default=None, repr=False)
    """The mailbox of the return address, imaps://."""
    ca_file: str | None = None
    """PEM file of a private certificate authority."""

    @property
    def notify(self) -> Notify:
        """As the mail server is asked."""
        return REPORTS[self.reports]


MOST_UNDO = 120
"""Seconds: a longer wait before a send is a schedule."""


@dataclass(frozen=True, slots=True)
class SendingSettings:
    """[sending]: what stands between a confirmation and the first message, on the screen and on a terminal."""

    type_number_above: int = 500
    """Recipients; for more of them the number is typed by hand."""
    undo_seconds: int = 10
    """How long a confirmation can be taken back, before anything is queued."""


@dataclass(frozen=True, slots=True)
class LogSettings:
    """[log]: the worker's event log."""

    level: str = "info"
    """off, warning, info or debug."""
    addresses: bool = False
    """Whole addresses in it, and servers' words as they came; else no more of an address than its domain."""


@dataclass(frozen=True, slots=True)
class MetricsSettings:
    """[metrics]"""

    file: str | None = None
    """Where a worker leaves its numbers for Prometheus."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is configured."""

    home: Path
    database_url: str = field(repr=False)
    office: OfficeSettings = field(default_factory=OfficeSettings)
    sender: SenderSettings = field(default_factory=SenderSettings)
    smtp: SmtpSettings = field(default_factory=SmtpSettings)
    look: LookSettings = field(default_factory=LookSettings)
    dkim: DkimSettings = field(default_factory=DkimSettings)
    returns: ReturnsSettings = field(default_factory=ReturnsSettings)
    several_routes: tuple[Route, ...] = ()
    """[routes]; none where [smtp] or a variable names the one there is."""
    pacing: Rules = NO_RULES
    retry: Patience = PATIENCE
    sending: SendingSettings = field(default_factory=SendingSettings)
    log: LogSettings = field(default_factory=LogSettings)
    metrics: MetricsSettings = field(default_factory=MetricsSettings)
    screen: ScreenSettings = field(default_factory=ScreenSettings)
    keys: Mapping[str, str] = field(default_factory=dict)
    """Name of an action of the screen → its keys, where they are not the usual ones."""
    smtp_password: str | None = field(default=None, repr=False)
    smtp_token_command: tuple[str, ...] = field(default=(), repr=False)
    """Program and arguments that print an OAuth 2.0 access token for the mail server's user."""
    returns_password: str | None = field(default=None, repr=False)
    returns_token_command: tuple[str, ...] = field(default=(), repr=False)
    """The same for the mailbox of [returns]."""
    is_demo: bool = False
    """A demo office talks to nothing but this machine, whatever else is configured."""

    @property
    def routes(self) -> tuple[Route, ...]:
        """Every mail server, the preferred one first; none where none is set up."""
        if self.several_routes:
            return tuple(sorted(self.several_routes, key=lambda one: (one.preference, one.name)))
        smtp = self.smtp
        login = (self.smtp_password, self.smtp_token_command)
        most = smtp.connections
        return (Route(FIRST, smtp.url, 0, most or CONNECTIONS, smtp.ca_file, *login, places=most),) if smtp.url else ()

    @property
    def connections(self) -> int:
        """That a worker opens at the same time: as many as the widest route takes."""
        return max((route.connections for route in self.routes), default=CONNECTIONS)
