"""Files that go with a release: taking them in as they will be sent, and taking them off. It composes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from distrib.core.message.attachments import MAX_ALT, PDF, Refused, clean_name, content_id, message_size, recognised
from distrib.core.phrase import phrased
from distrib.core.plain_text import one_line
from distrib.core.release import Attachment, Edition, Release
from distrib.db import blobs
from distrib.errors import NotAllowed, NotFound, UnreadableText, UsageError
from distrib.services.context import Context
from distrib.services.delivery import message_sizes
from distrib.services.releases import change, found
from distrib.services.releases.previews import edition_of


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it will be sent."""

    data: bytes
    media_type: str


def attach(
    context: Context,
    reference: str,
    data: bytes,
    name: str,
    *,
    alt: str | None = None,
    is_inline: bool = False,
    language: str | None = None,
) -> tuple[Release, Attachment]:
    """Let a file go with an edition, or with all of them; one of the same name is replaced.

    Raises:
        UnreadableText: it is neither PDF nor picture, or damaged.
        UsageError: a picture in the text without words for those who do not see it, or no picture.
        NotFound: there is no such release, or no edition in that language.
        NotAllowed: the release was sent, or its mail would be larger than the mail server takes.
    """
    file = _as_sent(data, name)
    words = one_line(alt or "")
    _check_words(file, name, words, is_inline=is_inline)
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        digest = blobs.keep(transaction, file.data)
        attachment = Attachment(
            clean_name(name, file.media_type),
            file.media_type,
            len(file.data),
            digest,
            words or None,
            content_id(digest) if is_inline else None,
        )
        wanted = None if language is None else edition_of(release, language)
        editions = [_with(one, attachment) if wanted in (None, one) else one for one in release.editions]
        _check_size(message_sizes.limit(context, transaction), editions, attachment)
        changed = replace(release, editions=tuple(editions))
        return change(context, transaction, release, changed, f"{attachment.name} attached"), attachment


def detach(context: Context, reference: str, name: str, *, language: str | None = None) -> Release:
    """Take a file off an edition, or off all of them.

    Raises:
        NotFound: there is no such release, edition or file.
        NotAllowed: the release was sent.
    """
    with context.database.writing() as transaction:
        release = found(transaction, reference, lock=True)
        wanted = None if language is None else edition_of(release, language)
        editions = [_without(one, name) if wanted in (None, one) else one for one in release.editions]
        if tuple(editions) == release.editions:
            there = sorted({file.name for one in release.editions for file in one.attachments})
            raise NotFound(
                "No file called {name} goes with {reference}, so nothing was changed. There is: {there}.",
                name=one_line(name),
                reference=reference,
                there=", ".join(there) or phrased("none"),
            )
        return change(context, transaction, release, replace(release, editions=tuple(editions)), f"{name} detached")


def _as_sent(data: bytes, name: str) -> _File:
    kind = recognised(data, name)
    shown = one_line(name)
    if isinstance(kind, Refused):
        raise UnreadableText(
            "{shown} is {what}, and only PDF files and pictures (PNG, JPEG, GIF, WebP) go with a release: mail "
            "servers and newsrooms throw others away. It was not attached. Save it as PDF, or link to it in the "
            "text.",
            shown=shown,
            what=kind.what,
        )
    if kind == "PDF":
        return _File(data, PDF)
    from distrib.mail.pictures import reencoded

    picture = reencoded(data, shown)
    return _File(picture.data, picture.media_type)


def _check_words(file: _File, name: str, words: str, *, is_inline: bool) -> None:
    if is_inline and file.media_type == PDF:
        raise UsageError(
            "{name} is a PDF and cannot stand in the text. Attach it without --inline.", name=one_line(name)
        )
    if is_inline and not words:
        raise UsageError(
            "Say in a few words what {name} shows (--alt), for readers who do not see it. It was not attached.",
            name=one_line(name),
        )
    if len(words) > MAX_ALT:
        raise UsageError(
            "The words for {name} are longer than {most} characters. It was not attached. Describe the "
            "picture in a sentence, and tell the rest in the text.",
            name=one_line(name),
            most=MAX_ALT,
        )


def _check_size(limit: int, editions: Iterable[Edition], added: Attachment) -> None:
    size = max(message_size(one.attachments) for one in editions)
    if size > limit:
        raise NotAllowed(
            "With {name} the mail would have about {size:.1f} MB, and your mail server or [smtp] "
            "largest_message_mb allows {limit:.1f} MB. It was not attached. Make the file smaller, or put it on "
            "your site and link to it.",
            name=added.name,
            size=size / 1e6,
            limit=limit / 1e6,
        )


def _with(edition: Edition, file: Attachment) -> Edition:
    names = [one.name for one in edition.attachments]
    if file.name not in names:
        return replace(edition, attachments=(*edition.attachments, file))
    return replace(edition, attachments=tuple(file if one.name == file.name else one for one in edition.attachments))


def _without(edition: Edition, name: str) -> Edition:
    return replace(edition, attachments=tuple(one for one in edition.attachments if one.name != name))
