"""Waves: nobody in both, nobody lost, and nobody early who has not agreed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from distrib.core.delivery.audience import Audience, LeftOut, Reason, Recipient
from distrib.core.delivery.waves import waves

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
OPTED_OUT = LeftOut(99, "R", "r99@news.example", Reason.OPTED_OUT)


def audience(ids: list[int]) -> Audience:
    """Recipients with these ids, and one who wants no mail."""
    recipients = tuple(Recipient(one, f"R{one}", f"r{one}@news.example", "en") for one in ids)
    return Audience(recipients, (OPTED_OUT,))


@given(
    st.lists(st.integers(1, 9), unique=True),
    st.frozensets(st.integers(1, 9)),
    st.none() | st.integers(-2, 2),
    st.booleans(),
)
def test_the_waves_are_the_audience(ids: list[int], agreed: frozenset[int], hours: int | None, copies: bool) -> None:
    """Each recipient is in exactly one, whatever was agreed and whenever it lifts; so is whoever is left out."""
    lifts_at = None if hours is None else NOW + timedelta(hours=hours)
    divided = waves(audience(ids), dict.fromkeys(agreed), lifts_at=lifts_at, begins=NOW, copies=copies)
    assert sorted(one.journalist_id or 0 for wave in divided for one in wave.audience.recipients) == sorted(ids)
    assert [one for wave in divided for one in wave.audience.left_out if one == OPTED_OUT] == [OPTED_OUT]
    for wave in divided:
        is_under_embargo = lifts_at is not None and lifts_at > NOW
        assert wave.waits == (is_under_embargo and wave.lifts_at is not None)
        if is_under_embargo and wave.lifts_at is None:
            assert copies
            assert {one.journalist_id for one in wave.audience.recipients} <= agreed
        else:
            assert wave.lifts_at == lifts_at


def test_without_early_copies_everybody_waits() -> None:
    """Whoever has agreed, too."""
    (only,) = waves(audience([1, 2]), {1: None, 2: None}, lifts_at=NOW + timedelta(1), begins=NOW, copies=False)
    assert (only.waits, len(only.audience.recipients)) == (True, 2)


def test_whoever_waits_is_named_in_the_first_wave_with_the_reason() -> None:
    """So its record says why somebody was not early."""
    first, second = waves(audience([1, 2]), {2: "Asia/Tokyo"}, lifts_at=NOW + timedelta(1), begins=NOW, copies=True)
    assert [(one.journalist_id, one.reason) for one in first.audience.left_out] == [(1, Reason.NO_EMBARGO_AGREEMENT)]
    assert [(one.journalist_id, one.zone) for one in first.audience.recipients] == [(2, "Asia/Tokyo")]
    assert [(one.journalist_id, one.zone) for one in second.audience.recipients] == [(1, None)]
