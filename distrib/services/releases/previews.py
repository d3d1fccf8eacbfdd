"""An edition as its readers will see it, before anything is sent."""

from __future__ import annotations

from dataclasses import dataclass

from distrib.config import TRIAL_ADDRESS
from distrib.core.delivery.audience import edition_for
from distrib.core.delivery.dispatch import Sender
from distrib.core.people import address_key
from distrib.core.plain_text import one_line
from distrib.core.release import Edition, Release
from distrib.db import people as people_rows
from distrib.errors import MailServerUnusable, NotFound
from distrib.services import audiences, office
from distrib.services.context import Context
from distrib.services.office import look
from distrib.services.releases import embargoes
from distrib.services.releases.message_files import files_of


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader gets."""

    language: str
    page: str
    """HTML, for a browser."""
    text: str
    is_fallback: bool = False
    """No edition is in a language of theirs."""


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
    raise NotFound(
        "{reference} has no edition in {language!r}. There is: {known}.",
        reference=release.reference,
        language=language,
        known=known,
    )


def as_html(context: Context, release: Release, language: str | None = None) -> str:
    """A complete page for a browser."""
    return as_anybody(context, release, language).page


def as_text(context: Context, release: Release, language: str | None = None) -> str:
    """The text part."""
    return as_anybody(context, release, language).text


def as_anybody(context: Context, release: Release, language: str | None = None) -> Seen:
    """As somebody gets it whose name is not known.

    Raises:
        NotFound: there is no edition in that language.
    """
    return _seen(context, release, edition_of(release, language))


def as_reader(context: Context, release: Release, email: str, language: str | None = None) -> Seen:
    """As the journalist with this address would get it: their edition, unless one is named, and their greeting.

    Raises:
        NotFound: nobody on the list has the address, or there is no edition in that language.
    """
    key = address_key(email)
    with context.database.reading() as transaction:
        one = people_rows.by_addresses(transaction, [key]).get(key) if email.isprintable() else None
    if one is None:
        raise NotFound(
            "Nobody on the list has the address {email}. Check it, or leave --as out.", email=one_line(email)
        )
    languages = [edition.language for edition in release.editions]
    fallback = audiences.fallback(context, languages)
    theirs, is_fallback = edition_for(one.languages, frozenset(languages), fallback)
    if language is not None:
        theirs, is_fallback = language, False
    return _seen(context, release, edition_of(release, theirs), one.name, is_fallback=is_fallback)


def _seen(context: Context, release: Release, edition: Edition, name: str = "", *, is_fallback: bool = False) -> Seen:
    from distrib.mail.render import Reader, preview_html, preview_text

    edition = embargoes.as_shown(context, release, edition)
    sender, reader, reference = sender_or_trial(context), Reader(name, is_fallback), release.reference
    with context.database.reading() as transaction:
        files = files_of(context, transaction, edition, sender)
    page = preview_html(edition, sender, reference=reference, files=files, reader=reader)
    text = preview_text(edition, sender, reference=reference, files=files, reader=reader)
    return Seen(edition.language, page, text, is_fallback)


def typed_as_text(context: Context, release: Release, edition: Edition) -> str:
    """The text part of an edition that is being written and is not kept."""
    from distrib.mail.render import preview_text

    edition, sender = embargoes.as_shown(context, release, edition), sender_or_trial(context)
    with context.database.reading() as transaction:
        files = files_of(context, transaction, edition, sender)
    return preview_text(edition, sender, reference=release.reference, files=files)


def sender_or_trial(context: Context) -> Sender:
    """A text can be looked at before anything is set up."""
    try:
        return office.sender(context)
    except MailServerUnusable:
        name = context.settings.office.name
        return Sender(name, name, TRIAL_ADDRESS, None, TRIAL_ADDRESS, TRIAL_ADDRESS, look=look.of(context))
