"""How long a worker rests when it is not served."""

from __future__ import annotations

from dataclasses import dataclass

from distrib.worker.rest import MOST_DOTS_NOT_ALLOWED, Rest


@dataclass
class Clock:
    """Set by hand."""

    at: float = 100.0

    def __call__(self) -> float:
        return self.at


def test_rests_from_the_mail_server_grow_and_begin_anew_once_it_serves() -> None:
    """15 seconds, a minute, five minutes; failures of other connections during a rest count once."""
    clock = Clock()
    rest, lengths = Rest(clock), []
    assert rest.seconds_left == 0
    for _ in range(4):
        rest.after_site_failure()
        rest.after_site_failure()
        lengths.append(rest.seconds_left)
        clock.at += lengths[-1]
        assert rest.seconds_left == 0
    rest.served()
    rest.after_site_failure()
    assert [*lengths, rest.seconds_left] == [15, 60, 300, 300, 15]


def test_a_rest_from_the_database_is_short_and_ends_no_longer_one() -> None:
    """A database is back in seconds; a mail server that was to be left alone still is."""
    clock = Clock()
    rest = Rest(clock)
    rest.after_database_failure()
    assert rest.seconds_left == 5
    clock.at += 5
    rest.after_site_failure()
    rest.after_database_failure()
    assert rest.seconds_left == 15


def test_a_ledger_that_allows_no_dot_again_and_again_is_unusable() -> None:
    """Once is a moment's trouble."""
    rest = Rest(Clock())
    assert [rest.is_ledger_unusable() for _ in range(MOST_DOTS_NOT_ALLOWED)][-2:] == [False, True]
    rest.served()
    assert not rest.is_ledger_unusable()
