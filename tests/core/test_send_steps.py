"""The lights of a send: each fact turns the steps it concerns, and nothing that is red can be confirmed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.delivery.audience import Audience, LeftOut, Reason, Recipient
from distrib.core.send_steps import Facts, Light, Step, light

ONE = Recipient(1, "Amal Haddad", "amal@news.example", "ar")
OTHER = Recipient(2, "Zoë Ng", "zoe@wire.example", "en", is_fallback=True)
OUT = LeftOut(3, "Bianca", "b@news.example", Reason.OPTED_OUT)
SOME = Audience((ONE,), (OUT,))
READY = Facts(is_refused=False, names_people=True, audience=SOME, looked_at=frozenset({"ar"}), is_tested=True)


def lights(facts: Facts) -> str:
    """The first letter of each light, in the order of the steps."""
    return "".join(light(step, facts).value[0] for step in Step)


def of(**changed: object) -> Facts:
    """What is ready, but for this."""
    values = {name: getattr(READY, name) for name in Facts.__slots__} | changed
    return Facts(**values)


@pytest.mark.parametrize(
    ("facts", "wanted"),
    [
        (READY, "gggggg"),
        (of(is_refused=True, audience=None, looked_at=frozenset()), "rooogr"),
        (of(was_sent=True), "agggga"),
        (of(has_warnings=True), "agggga"),
        (of(unsure=frozenset({"ar"})), "gaggga"),
        (of(audience=Audience((ONE, OTHER), ()), looked_at=frozenset({"ar", "en"})), "gaggga"),
        (of(names_people=False, audience=None), "gorogr"),
        (of(has_trouble=True, audience=None), "gorogr"),
        (of(audience=Audience((), (OUT,))), "ggrggr"),
        (of(has_drifted=True), "ggagga"),
        (of(looked_at=frozenset()), "gggaga"),
        (of(is_tested=False), "ggggag"),
        (of(audience=None), "gooogo"),
    ],
)
def test_each_fact_turns_the_steps_it_concerns(facts: Facts, wanted: str) -> None:
    """Text, languages, people, preview, test, confirm: green, amber, red or open."""
    assert lights(facts) == wanted


@given(
    st.builds(
        Facts,
        is_refused=st.booleans(),
        has_trouble=st.booleans(),
        names_people=st.booleans(),
        audience=st.sampled_from([None, SOME, Audience((), (OUT,)), Audience((ONE, OTHER), ())]),
        was_sent=st.booleans(),
        has_warnings=st.booleans(),
        unsure=st.sampled_from([frozenset(), frozenset({"ar"})]),
        looked_at=st.sampled_from([frozenset(), frozenset({"ar"}), frozenset({"ar", "en"})]),
        has_drifted=st.booleans(),
    )
)
def test_nothing_can_be_confirmed_behind_a_red_step(facts: Facts) -> None:
    """And green says that every step is, but for the test, which can be left out."""
    *before, last = (light(step, facts) for step in Step if step is not Step.TEST)
    if Light.RED in before:
        assert last is Light.RED
    if last is Light.GREEN:
        assert set(before) == {Light.GREEN}
