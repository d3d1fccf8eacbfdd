"""The message of one planned recipient, as it would be composed for them: head, text and page. Sends nothing."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from distrib.core.delivery.audience import Recipient
from distrib.core.message import Personal, splice
from distrib.services import embargo_waves
from distrib.services.context import Context
from distrib.services.releases.message_files import files_of
from distrib.services.releases.previews import edition_of

if TYPE_CHECKING:
    from distrib.core.delivery.waves import Wave
    from distrib.services.sending import Plan

_TOKEN = "preview"  # noqa: S105 - stands where the token of a delivery will


@dataclass(frozen=True, slots=True)
class Seen:
    """What a recipient would see."""

    subject: str
    sender: str
    text: str
    page: str
    """HTML."""


def seen_by(context: Context, plan: Plan, recipient: Recipient) -> Seen:
    """The message of a recipient of the plan, composed by what also composes the real one.

    Raises:
        NotAllowed: it cannot be composed.
    """
    from distrib.mail.render import Reader, prepare, preview_html

    wave, zone = _wave_of(plan, recipient)
    release = embargo_waves.as_sent(plan.release, wave, *((zone,) if zone else ()))
    shown, reference = edition_of(release, recipient.language), release.reference
    with context.database.reading() as transaction:
        files = files_of(context, transaction, shown, plan.sender)
    skeleton = prepare(
        shown,
        plan.sender,
        reference=reference,
        files=files,
        is_fallback=recipient.is_fallback,
        is_answer=bool(recipient.answers),
    )
    personal = Personal(
        recipient.name, recipient.email, f"<{_TOKEN}@office.example>", _TOKEN, context.now(), recipient.answers
    )
    message = message_from_bytes(bytes(splice(skeleton, personal)), policy=policy.default)
    reader = Reader(recipient.name, recipient.is_fallback)
    page = preview_html(shown, plan.sender, reference=reference, files=files, reader=reader)
    text = message.get_body(("plain",))
    return Seen(str(message["Subject"]), str(message["From"]), text.get_content() if text else "", page)


def _wave_of(plan: Plan, recipient: Recipient) -> tuple[Wave, str | None]:
    """With the zone that a copy under embargo names."""
    planned = ((wave, one) for wave in plan.waves for one in wave.audience.recipients)
    return next((wave, one.zone) for wave, one in planned if one.email == recipient.email)
