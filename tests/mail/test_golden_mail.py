"""A message of each language, kept byte for byte, so that no change of the mail goes unseen."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from golden_mail import GOLDEN, path_of
from mail_samples import check_lines

from distrib.mail.phrases import available


@pytest.mark.parametrize("language", sorted(GOLDEN))
def test_a_message_has_the_bytes_that_were_looked_at(language: str) -> None:
    """`make golden` writes them anew after a change that is meant."""
    message = GOLDEN[language].message
    check_lines(message)
    assert message == path_of(language).read_bytes()


def test_every_language_has_its_message() -> None:
    """A file of phrases brings one along."""
    assert sorted(GOLDEN) == sorted(available())


@pytest.mark.parametrize(("language", "field"), [("fr", "In-Reply-To"), ("fr", "References")])
def test_a_correction_is_threaded(language: str, field: str) -> None:
    """And the others are not."""
    for one in GOLDEN:
        message = message_from_bytes(path_of(one).read_bytes(), policy=policy.default)
        assert (field in message) == (one == language)
