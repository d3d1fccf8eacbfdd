"""Tasks of a hand on a dispatch: pausing, stopping, holding, settling, and looking closely at one recipient."""

from __future__ import annotations

from distrib.core.delivery.dispatch import Dispatch, Doubt
from distrib.core.delivery.history import History, SentMessage
from distrib.core.delivery.reasons import Group
from distrib.tui.desk import Desk
from distrib.tui.tasks.workers import ensure_worker


def pause(desk: Desk, dispatch_id: int) -> Dispatch:
    """Nothing more goes out until it is resumed."""
    from distrib.services.delivery import hands

    return hands.pause(desk.context, dispatch_id)


def resume(desk: Desk, dispatch_id: int) -> Dispatch:
    """Go on, or begin what was held, and see that somebody delivers it."""
    from distrib.services.delivery import hands

    dispatch = hands.resume(desk.context, dispatch_id)
    ensure_worker(desk)
    return dispatch


def stop(desk: Desk, dispatch_id: int) -> Dispatch:
    """For good."""
    from distrib.services.delivery import hands

    return hands.stop(desk.context, dispatch_id)


def held_domains(desk: Desk) -> tuple[str, ...]:
    """Domains that get nothing."""
    from distrib.services.delivery import hands

    return tuple(one.domain for one in hands.held_domains(desk.context))


def hold(desk: Desk, domain: str) -> int:
    """How many wait because of it."""
    from distrib.services.delivery import hands

    return hands.hold(desk.context, domain)


def release(desk: Desk, domain: str) -> int:
    """How many may go because of it; somebody delivers them."""
    from distrib.services.delivery import hands

    freed = hands.release(desk.context, domain)
    if freed:
        ensure_worker(desk)
    return freed


def doubts(desk: Desk, dispatch_id: int) -> tuple[Doubt, ...]:
    """Who is in doubt, with what is known of them."""
    from distrib.services.delivery import settling

    return settling.doubts(desk.context, dispatch_id)


def settle(desk: Desk, dispatch_id: int, word: str, email: str | None) -> int:
    """A person's word on one of them or on all; how many it was about."""
    from distrib.services.delivery import settling

    settled = settling.settle(desk.context, dispatch_id, settling.Word(word), email=email)
    if word == settling.Word.AGAIN:
        ensure_worker(desk)
    return len(settled)


def reasons(desk: Desk, dispatch_id: int) -> tuple[Group, ...]:
    """Who did not get it, by reason."""
    from distrib.services.delivery import figures

    return figures.reasons(desk.context, dispatch_id)


def mark(desk: Desk, dispatch_id: int) -> int:
    """Nobody writes to addresses that are unknown any more; how many people that is."""
    from distrib.services.delivery import figures

    return figures.mark(desk.context, dispatch_id)


def histories(desk: Desk, email: str) -> tuple[History, ...]:
    """Everything one address was sent."""
    from distrib.services.delivery import history

    return history.of_address(desk.context, email)


def as_sent(desk: Desk, delivery_id: int) -> SentMessage:
    """The message of a delivery."""
    from distrib.services.delivery import history

    return history.as_sent(desk.context, delivery_id)
