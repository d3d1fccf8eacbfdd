"""A worker and an embargo: before the lift its server sees only copies for those who agreed, at the lift the others."""

from __future__ import annotations

import email
from collections.abc import Sequence
from datetime import timedelta
from email import policy

import pytest
from a_worker import PATIENT, AWorker
from an_office import NOW, AnOffice
from embargo_office import LIFT, OTHERS, TRUSTED, in_two_waves
from scripted_smtp import ScriptedServer

from distrib.core.delivery.ledger import State
from distrib.services.delivery import delivering, dispatches
from distrib.services.delivery.delivering import Answer, CommitToSend, Step
from distrib.services.releases import lifting

LINE = "SOUS EMBARGO JUSQU’AU mercredi 25 novembre 2026 à 06 h 00, heure de Tripoli (04 h 00 GMT)"


def run(office: AnOffice, **options: object) -> list[tuple[str, str]]:
    """A worker's run now; each recipient with the text of their message."""
    with ScriptedServer() as server:
        AWorker(office, server, timeouts=PATIENT, **options).run()  # type: ignore[arg-type]
        return [(one.recipient, _text(one.content)) for one in server.received]


def _text(data: bytes) -> str:
    part = email.message_from_bytes(data, policy=policy.default).get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def test_each_wave_goes_at_its_time_and_once(office: AnOffice) -> None:
    """The copies say until when; the others are free of it."""
    in_two_waves(office)
    ((recipient, text),) = run(office)
    assert recipient == TRUSTED
    assert LINE in text
    assert run(office) == []
    office.clock.at = LIFT
    late = run(office, connections=2)
    assert sorted(recipient for recipient, _ in late) == list(OTHERS)
    assert not any("EMBARGO" in text for _, text in late)
    assert run(office) == []
    assert set(office.states()) == {State.ACCEPTED}


def test_a_worker_that_comes_too_late_sends_nothing(office: AnOffice) -> None:
    """The lift's wave is held for a person."""
    in_two_waves(office)
    run(office)
    office.clock.at = LIFT + timedelta(minutes=16)
    assert run(office) == []


def test_a_clock_set_back_before_the_dot_forbids_it(office: AnOffice) -> None:
    """D3 asks for the embargo itself, whatever was claimed."""
    in_two_waves(office)
    run(office)
    office.clock.at = LIFT

    def apply(steps: Sequence[Step]) -> list[Answer]:
        if any(isinstance(step, CommitToSend) for step in steps):
            office.clock.at = NOW + timedelta(hours=1)
        return delivering.apply(office.context, steps)

    assert run(office, apply=apply) == []
    assert State.ACCEPTED not in {row.state for row in office.deliveries() if row.email in OTHERS}


@pytest.mark.parametrize("connections", [1, 3])
def test_an_early_lift_lets_the_others_go_and_tells_who_holds_it(office: AnOffice, connections: int) -> None:
    """Nobody gets both, and nobody twice."""
    in_two_waves(office)
    run(office)
    done = lifting.lift(office.context, office.reference)
    sent = run(office, connections=connections)
    assert sorted(recipient for recipient, _ in sent) == sorted((TRUSTED, *OTHERS))
    assert done.notice is not None
    notices = {row.email for row in dispatches.deliveries(office.context, done.notice.id)}
    for recipient, text in sent:
        assert ("Embargo levé" in text) == (recipient in notices)
        assert "JUSQU’AU" not in text
