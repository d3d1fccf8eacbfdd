"""A release under embargo until 06:00 in Tripoli, one of three journalists who keeps embargoes, and both waves."""

from __future__ import annotations

from datetime import UTC, datetime

from an_office import AnOffice

from distrib.core.delivery.dispatch import Dispatch
from distrib.core.people.agreements import AgreementEvent
from distrib.services import sending
from distrib.services.people import agreements
from distrib.services.releases import approving, embargoes

LIFT = datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
TRUSTED = "reporter1@news.example"
OTHERS = ("reporter0@news.example", "reporter2@news.example")


def put_under_embargo(office: AnOffice) -> None:
    """The release of the office, approved anew; one journalist has accepted embargoes."""
    embargoes.set_embargo(office.context, office.reference, "2026-11-25T06:00", "Tripoli")
    approving.approve(office.context, office.reference)
    agreements.set_agreement(office.context, TRUSTED, AgreementEvent.ACCEPTED, "mail of 3 November 2026")


def in_two_waves(office: AnOffice) -> tuple[Dispatch, Dispatch]:
    """The copies under embargo, and everybody else at the lift."""
    put_under_embargo(office)
    plan = sending.plan(office.context, office.reference, "all", embargoed_copies=True)
    first, second = sending.freeze_waves(office.context, plan)
    return first, second
