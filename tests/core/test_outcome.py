"""Every stage with every reply and fault means exactly one thing."""

from __future__ import annotations

import itertools

import pytest

from distrib.core.delivery.outcome import Fault, Scope, Verdict, judge
from distrib.core.smtp.reply import Reply
from distrib.core.smtp.stages import Stage

CODES = (220, 250, 354, 421, 450, 451, 452, 500, 501, 530, 535, 550, 552, 553, 554)
PREPARING = (Stage.CONNECT, Stage.GREETING, Stage.HELLO, Stage.TLS, Stage.LOGIN)


@pytest.mark.parametrize(("stage", "code"), itertools.product(Stage, CODES))
def test_only_the_dot_can_accept_or_doubt(stage: Stage, code: int) -> None:
    """Before the final dot nothing is accepted and nothing is in doubt; after it a 5yz refuses and a 4yz defers."""
    outcome = judge(stage, Reply(code, ("words",)))
    if stage is Stage.DOT and code != 421:
        expected = {2: Verdict.ACCEPTED, 3: Verdict.IN_DOUBT, 4: Verdict.DEFERRED, 5: Verdict.REFUSED}
        assert outcome.verdict is expected[code // 100]
    else:
        assert outcome.verdict in (Verdict.DEFERRED, Verdict.REFUSED)
    assert outcome.is_after_dot is (stage is Stage.DOT)


@pytest.mark.parametrize(("stage", "fault"), itertools.product(Stage, Fault))
def test_a_fault_after_the_dot_leaves_doubt_and_before_it_never(stage: Stage, fault: Fault) -> None:
    """RFC 5321 §4.5.3.2.6, RFC 1047: the window is between the dot and its reply, nowhere else."""
    assert (judge(stage, fault).verdict is Verdict.IN_DOUBT) is (stage is Stage.DOT)


@pytest.mark.parametrize(("stage", "code"), itertools.product(PREPARING, (421, 454, 500, 535, 554)))
def test_what_fails_before_mail_concerns_the_server(stage: Stage, code: int) -> None:
    """It spends no recipient's retries and refuses nobody."""
    outcome = judge(stage, Reply(code))
    assert (outcome.verdict, outcome.scope) == (Verdict.DEFERRED, Scope.SITE)


@pytest.mark.parametrize("stage", list(Stage))
def test_421_concerns_the_domain_once_the_server_knows_for_whom(stage: Stage) -> None:
    """Until then it is closing to everybody."""
    knows = stage in (Stage.RCPT, Stage.DATA, Stage.DOT)
    assert judge(stage, Reply(421)).scope is (Scope.DOMAIN if knows else Scope.SITE)
    assert judge(stage, Reply(421)).verdict is Verdict.DEFERRED


@pytest.mark.parametrize(("code", "verdict"), [(450, Verdict.DEFERRED), (550, Verdict.REFUSED), (551, Verdict.REFUSED)])
def test_a_reply_to_rcpt_concerns_the_recipient(code: int, verdict: Verdict) -> None:
    """Greylisting waits, an unknown address is refused; nobody else is touched."""
    outcome = judge(Stage.RCPT, Reply(code))
    assert (outcome.verdict, outcome.scope) == (verdict, Scope.RECIPIENT)


def test_a_sender_that_is_refused_refuses_nobody() -> None:
    """A wrong sender would otherwise turn a whole audience into refusals."""
    outcome = judge(Stage.MAIL, Reply(553))
    assert (outcome.verdict, outcome.scope) == (Verdict.DEFERRED, Scope.SITE)


def test_every_outcome_can_be_told_in_words() -> None:
    """A person reads what happened and where, whatever it was."""
    for stage, fault in itertools.product(Stage, Fault):
        assert judge(stage, fault).text.endswith(")")
    assert judge(Stage.RCPT, Reply(550, ("5.1.1 no",))).text == "550 5.1.1 no"
