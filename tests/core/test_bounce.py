"""What the fields of a report mean, and what follows for the delivery they name."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.delivery.bounce import (
    MOST_TOKENS,
    Kind,
    follows,
    read_status,
    tokens_in_addresses,
    tokens_in_message_ids,
)
from distrib.core.delivery.ledger import Event, State, move

ACTIONS = [
    ("failed", "5.1.1", Kind.FAILED),
    ("Failed", "4.4.7", Kind.FAILED),
    (" failed ", "5.1.1 (bad destination)", Kind.FAILED),
    ("failed", "", Kind.FAILED),
    ("failed", "2.0.0", Kind.UNCLEAR),
    ("delayed", "4.4.1", Kind.DELAYED),
    ("delayed", "5.4.1", Kind.UNCLEAR),
    ("delivered", "2.1.5", Kind.DELIVERED),
    ("delivered", "5.1.1", Kind.UNCLEAR),
    ("delivered", "nonsense", Kind.DELIVERED),
    ("relayed", "2.0.0", Kind.RELAYED),
    ("expanded", "2.0.0", Kind.EXPANDED),
    ("exploded", "5.1.1", Kind.UNCLEAR),
    ("", "5.1.1", Kind.UNCLEAR),
    ("unclear", "", Kind.UNCLEAR),
]


@pytest.mark.parametrize(("action", "status", "kind"), ACTIONS)
def test_action_and_status_must_agree(action: str, status: str, kind: Kind) -> None:
    """Whatever contradicts itself proves nothing."""
    assert read_status({}, [{"action": action, "status": status}], ()).kind is kind


def test_what_is_said_of_several_addresses_is_a_failure_only_when_all_failed() -> None:
    """An address of ours may stand for several behind it."""
    groups = {kind: {"action": kind.value} for kind in Kind}
    for one, other in itertools.product(Kind, Kind):
        kind = read_status({}, [groups[one], groups[other]], ()).kind
        assert (kind is Kind.FAILED) == (one is other is Kind.FAILED)
        assert kind in (one, other)
    assert read_status({}, [], ()).kind is Kind.UNCLEAR


def test_the_words_are_those_of_the_group_that_decides() -> None:
    """Types go, and so does what a terminal would obey."""
    message = {"reporting-mta": "dns; mx.news.example", "original-envelope-id": "TOKEN0000001"}
    failed = {"action": "failed", "status": "5.1.1", "diagnostic-code": "smtp; 550 no"}
    delayed = {"action": "delayed", "status": "4.2.2", "diagnostic-code": "X-Local; full\x1b[2J \u202e"}
    report = read_status(message, [failed, delayed], ["other"])
    assert (report.kind, report.status, report.diagnostic) == (Kind.DELAYED, "4.2.2", "full[2J")
    assert (report.reporter, report.tokens) == ("mx.news.example", ("token0000001", "other"))
    assert report.text == "delayed, says mx.news.example: full[2J"
    assert read_status({}, [{"action": "failed"}], ()).text == "failed"


def test_tokens_are_found_in_addresses_and_message_ids() -> None:
    """Only where distrib puts them."""
    text = "Press <press+abc@office.example>, a+b+C-1@x, plain@y, <+@z>, +@z"
    assert list(tokens_in_addresses(text)) == ["abc", "c-1"]
    assert list(tokens_in_message_ids("<abc@office.example> <-x@y> z@y")) == ["abc"]
    many = [f"t{number}" for number in range(50)]
    assert read_status({"original-envelope-id": "not a token"}, [], many).tokens == tuple(many[:MOST_TOKENS])


@given(st.dictionaries(st.sampled_from(["action", "status", "diagnostic-code"]), st.text()), st.text())
def test_no_field_raises_and_none_can_steer_a_terminal(fields: dict[str, str], text: str) -> None:
    """They are written by strangers."""
    report = read_status({"original-envelope-id": text, "reporting-mta": text}, [fields], tokens_in_addresses(text))
    hidden = {one for one in report.text if unicodedata.category(one) in ("Cc", "Cf", "Cs")}
    assert hidden <= {"\u200c", "\u200d"}


MOVED = {
    (State.IN_DOUBT, Kind.DELIVERED): State.SETTLED_SENT,
    (State.IN_DOUBT, Kind.EXPANDED): State.SETTLED_SENT,
    (State.IN_DOUBT, Kind.RELAYED): State.SETTLED_SENT,
    (State.IN_DOUBT, Kind.FAILED): State.SETTLED_NOT_SENT,
    (State.ACCEPTED, Kind.FAILED): State.BOUNCED,
    (State.SETTLED_SENT, Kind.FAILED): State.BOUNCED,
}


@pytest.mark.parametrize(("state", "kind"), itertools.product(State, Kind))
def test_what_follows(state: State, kind: Kind) -> None:
    """A legal move or nothing; a delay and a riddle never change anything, nor does a report on what was not sent."""
    event = follows(state, kind, is_repeat=False)
    assert (None if event is None else move(state, event)) == MOVED.get((state, kind))


@pytest.mark.parametrize(("state", "kind"), itertools.product(State, Kind))
def test_a_failure_of_what_was_sent_twice_is_only_noted(state: State, kind: Kind) -> None:
    """It may speak of either, while the other arrived."""
    event = follows(state, kind, is_repeat=True)
    assert event in (None, Event.SETTLE_SENT)
    assert (event is None) == (kind is Kind.FAILED or (state, kind) not in MOVED)
