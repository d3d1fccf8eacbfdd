"""The notice that an embargo was lifted early, in fixed phrases, so that nobody has to write one in a hurry."""

from __future__ import annotations

from dataclasses import replace

from distrib.core.release import Dateline, Edition
from distrib.mail.phrases import fill, phrases_for


def lift_notice(edition: Edition, reference: str) -> Edition:
    """The notice about an edition, in its language and with its contacts."""
    phrases = phrases_for(edition.language)
    return replace(
        edition,
        headline=fill(phrases.lifted_headline, headline=edition.headline),
        body=fill(phrases.lifted_body, headline=_plain(edition.headline), reference=reference),
        subheadline=None,
        dateline=Dateline(),
        embargo=None,
        markers=(),
        release_line=None,
        boilerplate=None,
        notes=None,
        attachments=(),
        translation_of=None,
    )


def _plain(headline: str) -> str:
    """A headline inside a text that is read as Markdown: what looks like markup is not."""
    return "".join(f"\\{one}" if one in "\\`*_[]<>#&|~" else one for one in headline)
