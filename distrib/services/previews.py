"""An edition as its readers will see it, before anything is sent."""

from __future__ import annotations

from distrib.config import TRIAL_ADDRESS
from distrib.core.dispatch import Sender
from distrib.core.release import Edition, Release
from distrib.errors import MailServerUnusable, NotFound
from distrib.services import embargoes, office
from distrib.services.context import Context


def edition_of(release: Release, language: str | None) -> Edition:
    """The edition in a language, or the source edition.

    Raises:
        NotFound: there is no edition in that language.
    """
    if language is None:
        return release.source
    for edition in release.editions:
        if edition.language == language.lower():
            return edition
    known = ", ".join(edition.language for edition in release.editions)
    raise NotFound(f"{release.reference} has no edition in {language!r}. There is: {known}.")


def as_html(context: Context, release: Release, language: str | None = None) -> str:
    """A complete page for a browser."""
    from distrib.mail.render import preview_html

    edition = embargoes.as_shown(context, release, edition_of(release, language))
    return preview_html(edition, _sender(context), reference=release.reference)


def as_text(context: Context, release: Release, language: str | None = None) -> str:
    """The text part."""
    from distrib.mail.render import preview_text

    edition = embargoes.as_shown(context, release, edition_of(release, language))
    return preview_text(edition, _sender(context), reference=release.reference)


def _sender(context: Context) -> Sender:
    """A text can be looked at before anything is set up."""
    try:
        return office.sender(context)
    except MailServerUnusable:
        name = context.settings.office.name
        return Sender(name, name, TRIAL_ADDRESS, None, TRIAL_ADDRESS, TRIAL_ADDRESS)
