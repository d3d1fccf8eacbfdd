"""Tasks of the releases' room: bringing texts in, showing, approving and sending them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from distrib.core.phrase import phrased
from distrib.core.release import Release
from distrib.core.release.recognised import Recognised
from distrib.core.system_words import why
from distrib.errors import UnreadableText
from distrib.tui.desk import Desk
from distrib.tui.plain import line
from distrib.tui.wording import said

if TYPE_CHECKING:
    from distrib.services.releases.listing import ReleaseList

MOST_BYTES = 64_000_000
"""More is no release; reading it would only tie up the machine."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that was read and is not kept yet."""

    name: str
    recognised: Recognised


def listed(desk: Desk, wanted: str) -> ReleaseList:
    """What is looked for, to be read a part at a time."""
    from distrib.services.releases.listing import ReleaseList

    return ReleaseList(desk.context, wanted)


def release(desk: Desk, reference: str) -> Release:
    """A release as it is now.

    Raises:
        NotFound: there is none.
    """
    from distrib.services import releases

    return releases.get(desk.context, reference)


def read_file(desk: Desk, path: str) -> Reading:
    """What is recognised in a file, or on the page at an address.

    Raises:
        UnreadableText: there is no such file or page, or no text in it.
    """
    from distrib.services.releases import reading

    if reading.is_address(path):
        country = desk.context.settings.office.country
        return Reading(line(path), reading.read(reading.fetched(path), line(path), country))
    wanted = Path(path.strip()).expanduser()
    try:
        with wanted.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as fault:
        reason = why(fault) if isinstance(fault, OSError) else phrased("it is no file")
        raise UnreadableText(
            "{path} cannot be read: {why}. Nothing was kept. Check the name.", path=line(path), why=reason
        ) from fault
    if len(data) > MOST_BYTES:
        raise UnreadableText(
            "{path} is larger than {most:,} bytes. Nothing was kept.", path=line(path), most=MOST_BYTES
        )
    return recognise(desk, data, wanted.name)


def recognise(desk: Desk, data: bytes, name: str) -> Reading:
    """What is recognised in a text.

    Raises:
        UnreadableText: there is no text in it.
    """
    from distrib.services.releases import reading

    return Reading(name, reading.read(data, name, desk.context.settings.office.country))


def fields_of(read: Reading) -> dict[str, str]:
    """What was recognised, as a person would write it."""
    from distrib.services.releases import correcting

    return correcting.as_fields(read.recognised.draft)


def correct(desk: Desk, read: Reading, fields: Mapping[str, str]) -> Reading:
    """The same text with what a person wrote; a field that is as it was is left alone.

    Raises:
        UsageError: a language, a date or a contact cannot be understood.
    """
    from distrib.services.releases import correcting

    before = correcting.as_fields(read.recognised.draft)
    changed = {name: text for name, text in fields.items() if text.strip() != before[name].strip()}
    draft = correcting.correct(read.recognised.draft, changed, desk.context.settings.office.country)
    return replace(read, recognised=replace(read.recognised, draft=draft))


def keep(desk: Desk, read: Reading, to: str | None) -> Release:
    """Keep a text as a new release, or as another edition of the release `to`."""
    from distrib.services import releases

    return releases.keep(desk.context, read.recognised.draft, read.name, to=to)


def release_as_text(desk: Desk, release: Release, language: str | None) -> str:
    """The text part of an edition."""
    from distrib.services.releases import previews

    return previews.as_text(desk.context, release, language)


def to_approve(desk: Desk, reference: str) -> tuple[Release, str, tuple[str, ...]]:
    """A release as it is kept now, the text of every edition one after another, and what changed since an approval.

    Raises:
        NotAllowed: it was sent, corrected, killed or discarded.
    """
    from distrib.services.releases import approving, previews

    release = approving.approvable(desk.context, reference)
    parts = []
    for edition in release.editions:
        text = previews.as_text(desk.context, release, edition.language)
        parts.append(f"──── {line(edition.language)} ────\n\n{text.strip()}")
    _, changes = approving.last_approval(desk.context, release)
    return release, "\n\n\n".join(parts), tuple(map(said, changes))


def approve(desk: Desk, release: Release) -> Release:
    """Approve exactly the text that was shown."""
    from distrib.services.releases import approving

    return approving.approve(desk.context, release.reference, seen=release.version_hash)


def preview(desk: Desk, release: Release, language: str | None) -> tuple[Path, bool]:
    """Write the page and open it in the browser; whether there was one."""
    from distrib.services.releases import previews

    page = previews.as_html(desk.context, release, language)
    folder = desk.context.settings.home / "previews"
    folder.mkdir(mode=0o700, exist_ok=True)
    code = "".join(one for one in language or release.source.language if one.isalnum())[:20]
    path = folder / f"{release.reference}-{code}.html"
    path.write_text(page, "utf-8")
    return path, desk.open_page(path.as_uri())
