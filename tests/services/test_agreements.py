"""Embargo agreements: recorded once and for all, asked for by the query, kept through merging and gone with erasing."""

from __future__ import annotations

import pytest
from an_office import AnOffice

from distrib.core.people.agreements import Agreement, AgreementEvent
from distrib.errors import NotFound, UsageError
from distrib.services import people
from distrib.services.people import agreements, merging, privacy

ZERO, ONE = "reporter0@news.example", "reporter1@news.example"


def record(office: AnOffice, email: str, *kinds: AgreementEvent) -> None:
    """Each with evidence."""
    for kind in kinds:
        agreements.set_agreement(office.context, email, kind, "mail of 3 November 2026")


def found(office: AnOffice, query: str) -> list[str]:
    """Whom a query names."""
    return [one.email for one in people.find_journalists(office.context, query)]


def test_the_last_event_counts_and_all_are_kept(office: AnOffice) -> None:
    """With who recorded it, when, and where it can be looked up."""
    record(office, ZERO, AgreementEvent.ACCEPTED, AgreementEvent.SANCTIONED)
    one, events = agreements.history(office.context, ZERO)
    login = office.database.login() or office.context.actor
    assert one.embargo is Agreement.SANCTIONED
    assert [(row.kind, row.at, row.by, row.evidence) for row in events] == [
        (kind, office.clock.at, login, "mail of 3 November 2026")
        for kind in (AgreementEvent.ACCEPTED, AgreementEvent.SANCTIONED)
    ]


def test_a_query_asks_for_each(office: AnOffice) -> None:
    """Withdrawn is as if nothing had ever been accepted."""
    record(office, ZERO, AgreementEvent.ACCEPTED)
    record(office, ONE, AgreementEvent.ACCEPTED, AgreementEvent.WITHDRAWN)
    assert found(office, "embargo:accepted") == [ZERO]
    assert found(office, "embargo:none") == [ONE, "reporter2@news.example"]
    record(office, ZERO, AgreementEvent.SANCTIONED)
    assert (found(office, "embargo:sanctioned"), found(office, "embargo:accepted")) == ([ZERO], [])


@pytest.mark.parametrize("evidence", ["", "  ", "\u200b"])
def test_an_agreement_without_evidence_is_refused(office: AnOffice, evidence: str) -> None:
    """What cannot be looked up proves nothing."""
    with pytest.raises(UsageError, match="--evidence"):
        agreements.set_agreement(office.context, ZERO, AgreementEvent.ACCEPTED, evidence)
    with pytest.raises(NotFound, match="not on the list"):
        agreements.set_agreement(office.context, "who@news.example", AgreementEvent.ACCEPTED, "a mail")
    assert found(office, "embargo:accepted") == []


@pytest.mark.parametrize("order", [(ZERO, ONE), (ONE, ZERO)])
def test_a_sanction_of_either_entry_outlives_a_merge(office: AnOffice, order: tuple[str, str]) -> None:
    """Also when the other one accepted later."""
    record(office, ZERO, AgreementEvent.SANCTIONED)
    record(office, ONE, AgreementEvent.ACCEPTED)
    assert merging.merge(office.context, *order).embargo is Agreement.SANCTIONED


def test_an_acceptance_goes_over_in_a_merge(office: AnOffice) -> None:
    """The history of both is one."""
    record(office, ONE, AgreementEvent.ACCEPTED)
    assert merging.merge(office.context, ZERO, ONE).embargo is Agreement.ACCEPTED


def test_erasing_takes_the_agreement_and_its_evidence(office: AnOffice) -> None:
    """And the dossier shows it before."""
    record(office, ZERO, AgreementEvent.ACCEPTED)
    (event,) = privacy.dossier(office.context, ZERO)["embargo agreement"]
    assert (event["kind"], event["evidence"]) == ("accepted", "mail of 3 November 2026")
    privacy.erase(office.context, ZERO)
    assert found(office, "embargo:accepted") == []
