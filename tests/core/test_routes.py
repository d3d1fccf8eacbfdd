"""The preferred route that serves is used; what fails rests longer each time, and is asked by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from distrib.core.delivery.routes import RESTS, WELL, Health, Route, after_failure, best

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MAIN, SPARE, OTHER = Route("main", "", 1), Route("spare", "", 2), Route("other", "", 2)
ROUTES = (SPARE, OTHER, MAIN)


def test_the_preferred_route_is_used_and_of_equals_the_first_by_name() -> None:
    """Whatever the order in which they are written."""
    assert best(ROUTES, {}, NOW) == MAIN
    assert best(ROUTES, {"main": after_failure(WELL, NOW, "421 busy")}, NOW) == OTHER


def test_rests_grow_and_failures_within_one_count_once() -> None:
    """Several connections and workers hear of the same trouble."""
    health, now, rests = WELL, NOW, []
    for _ in range(len(RESTS) + 1):
        health = after_failure(health, now, "no")
        assert after_failure(health, now + timedelta(seconds=1), "again") == health
        assert health.rests_until is not None
        rests.append(health.rests_until - now)
        now = health.rests_until
    assert rests == [*RESTS, RESTS[-1]]


def test_a_route_that_has_rested_is_asked_by_one_connection() -> None:
    """The others stay where they are until it serves."""
    healths = {"main": Health(1, NOW, "no")}
    assert best(ROUTES, healths, NOW - timedelta(seconds=1)) == OTHER
    assert best(ROUTES, healths, NOW) == MAIN
    assert best(ROUTES, healths, NOW, asked=frozenset({"main"})) == OTHER
    assert best(ROUTES, {}, NOW, asked=frozenset({"main"})) == MAIN


@given(st.dictionaries(st.sampled_from(["main", "spare", "other"]), st.integers(1, 9)), st.integers(-800, 800))
def test_no_route_rests_for_ever(failures: dict[str, int], days: int) -> None:
    """Not even by a clock that was wrong: after the longest rest the preferred one is used."""
    wrong = NOW + timedelta(days=days)
    healths = {name: after_failure(Health(number), wrong, "no") for name, number in failures.items()}
    assert best(ROUTES, healths, max(wrong, NOW) + RESTS[-1]) == MAIN
    if abs(days) > 1:
        assert best(ROUTES, healths, NOW) == MAIN


def test_where_all_rest_there_is_none() -> None:
    """The worker rests then."""
    healths = {route.name: after_failure(WELL, NOW, "no") for route in ROUTES}
    assert best(ROUTES, healths, NOW) is None


def test_a_route_shows_no_secret() -> None:
    """A repr ends up in traces."""
    assert "hunter2" not in repr(Route("main", "smtps://press:hunter2@mail.example", password="hunter2"))
