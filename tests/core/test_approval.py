"""Who may approve, and how a change since is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from distrib.core.release import Attachment, Contact, Dateline, Edition, Release, ReleaseKind, ReleaseState
from distrib.core.release.approval import Approval, Policy, refusal, stricter
from distrib.core.release.differences import Editions, differences, editions
from distrib.core.release.embargo import Embargo

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
FILE = Attachment("figures.pdf", "application/pdf", 1200, "a" * 64)
ANA = Contact("Ana Lima", phones=("+351215550101",), phones_as_written=("+351 21 555 0101",))
ENGLISH = Edition("en", "Water reaches Derna", "The pumps run again.", contacts=(ANA,), attachments=(FILE,))
FRENCH = replace(ENGLISH, language="fr", headline="L'eau arrive à Derna")
RELEASE = Release(
    *(1, "2026-001", ReleaseState.DRAFT, 1, (ENGLISH, FRENCH), NOW, NOW),
    embargo=Embargo(NOW, "Africa/Tripoli"),
    audience="country:LY",
)


def french(**changes: object) -> Release:
    """The release with another French edition."""
    return replace(RELEASE, editions=(ENGLISH, replace(FRENCH, **changes)))  # type: ignore[arg-type]


CHANGES: list[tuple[Release, tuple[str, ...]]] = [
    (french(headline="L'eau"), ("headline of the fr edition",)),
    (french(subheadline="Enfin"), ("subhead of the fr edition",)),
    (french(body="Les pompes marchent."), ("text of the fr edition",)),
    (french(dateline=Dateline("Tripoli")), ("dateline of the fr edition",)),
    (french(embargo="SOUS EMBARGO"), ("embargo line of the fr edition",)),
    (french(markers=("CORRECTION",)), ("markers of the fr edition",)),
    (french(release_line="À DIFFUSER"), ("release line of the fr edition",)),
    (french(boilerplate="Notre bureau"), ("boilerplate of the fr edition",)),
    (french(notes="Photos sur demande."), ("notes to editors of the fr edition",)),
    (french(correction="La ville est Derna."), ("correction note of the fr edition",)),
    (french(contacts=()), ("contacts (Ana Lima taken away) of the fr edition",)),
    (
        french(contacts=(replace(ANA, phones=("+1",)), Contact(emails=("b@x.example",)))),
        ("contacts (Ana Lima changed, b@x.example added) of the fr edition",),
    ),
    (french(attachments=()), ("files (figures.pdf taken away) of the fr edition",)),
    (french(attachments=(replace(FILE, sha256="b" * 64),)), ("files (figures.pdf changed) of the fr edition",)),
    (french(attachments=(replace(FILE, alt="A table"),)), ("files (figures.pdf changed) of the fr edition",)),
    (french(language="es"), ("fr edition taken away", "es edition added")),
    (replace(RELEASE, editions=(ENGLISH,)), ("fr edition taken away",)),
    (replace(RELEASE, kind=ReleaseKind.CORRECTION), ("kind release → correction",)),
    (replace(RELEASE, about="2026-000"), ("reference of the earlier release none → 2026-000",)),
    (replace(RELEASE, audience="all"), ("audience country:LY → all",)),
    (replace(RELEASE, audience=None), ("audience country:LY → none",)),
    (replace(RELEASE, embargo=None), ("embargo 2026-11-24 11:00 Africa/Tripoli → none",)),
    (
        replace(RELEASE, embargo=Embargo(NOW + timedelta(hours=1, seconds=5), "Africa/Tripoli")),
        ("embargo 2026-11-24 11:00 Africa/Tripoli → 2026-11-24 12:00:05 Africa/Tripoli",),
    ),
    (
        replace(RELEASE, embargo=Embargo(NOW, "Europe/Paris")),
        ("embargo 2026-11-24 11:00 Africa/Tripoli → 2026-11-24 10:00 Europe/Paris",),
    ),
    (
        replace(RELEASE, embargo=Embargo(NOW, "Mars/Olympus")),
        ("embargo 2026-11-24 11:00 Africa/Tripoli → 2026-11-24T09:00:00Z Mars/Olympus",),
    ),
]


@pytest.mark.parametrize(("after", "words"), CHANGES, ids=[words[0] for _, words in CHANGES])
def test_each_change_has_its_words(after: Release, words: tuple[str, ...]) -> None:
    """Everything an approval binds is among them."""
    assert tuple(map(str, differences(RELEASE, after))) == words
    assert after.version_hash != RELEASE.version_hash


def test_the_order_of_contacts_is_a_change_too() -> None:
    """Readers call the first one."""
    both = (ANA, Contact("Bo"))
    (change,) = differences(french(contacts=both), french(contacts=both[::-1]))
    assert str(change) == "contacts (their order) of the fr edition"


@given(st.lists(st.sampled_from(CHANGES), min_size=2, max_size=2))
def test_there_are_words_exactly_where_the_hashes_differ(two: list[tuple[Release, tuple[str, ...]]]) -> None:
    """No change without a word, no word without a change."""
    (before, _), (after, _) = two
    assert bool(differences(before, after)) == (before.version_hash != after.version_hash)


def test_every_field_that_is_hashed_has_a_name() -> None:
    """A field that comes later must not change unseen."""
    for field, value in {"markers": ("x",), "dateline": Dateline("x"), "contacts": (), "attachments": ()}.items():
        assert differences(RELEASE, french(**{field: value})), field
    named = {"translation_of", "language"}
    for field in set(Edition.__dataclass_fields__) - named - {"markers", "dateline", "contacts", "attachments"}:
        assert differences(RELEASE, french(**{field: "another"})), field


def test_what_is_not_sent_is_no_difference() -> None:
    """Nor is who stands first in the list of editions."""
    assert differences(RELEASE, french(translation_of="c" * 64)) == ()
    assert differences(RELEASE, replace(RELEASE, version=9, state=ReleaseState.ISSUED)) == ()


@pytest.mark.parametrize(
    ("policy", "authors", "is_refused"),
    [
        (Policy.SELF, {"ana"}, False),
        (Policy.FOUR_EYES, {"ana"}, True),
        (Policy.FOUR_EYES, {"ana", "ben"}, True),
        (Policy.FOUR_EYES, {"ben"}, False),
        (Policy.FOUR_EYES, set(), False),
    ],
)
def test_four_eyes_keep_every_author_from_approving(policy: Policy, authors: set[str], is_refused: bool) -> None:
    """Of whichever version since the last approval."""
    why = refusal(policy, "ana", authors)
    assert (why is not None) == is_refused
    assert why is None or str(why) == "ana wrote some of it, and this office wants a second pair of eyes"


def test_nobody_loosens_the_others_policy() -> None:
    """Settings of one machine are no way round the database's rule, nor the other way."""
    assert stricter(Policy.SELF, Policy.SELF) is Policy.SELF
    assert stricter(Policy.SELF, Policy.FOUR_EYES) is Policy.FOUR_EYES
    assert stricter(Policy.FOUR_EYES, Policy.SELF) is Policy.FOUR_EYES


def test_an_approval_in_words() -> None:
    """Which version, who, when, under which policy."""
    approval = Approval(2, "a" * 64, "ben", NOW, Policy.FOUR_EYES)
    assert approval.in_words == "version 2 by ben, 2026-11-24 09:00 UTC (four-eyes)"


def test_every_language_is_changed_or_not_or_came_or_went() -> None:
    """Of two states of a release."""
    spanish = replace(FRENCH, language="es")
    after = replace(RELEASE, editions=(replace(ENGLISH, headline="Water"), spanish))
    assert editions(RELEASE, RELEASE) == Editions((), ("en", "fr"), (), ())
    assert editions(RELEASE, after) == Editions(("en",), (), ("es",), ("fr",))
