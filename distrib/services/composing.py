"""The message of a claimed delivery: one skeleton per edition and sender, spliced for each recipient."""

from __future__ import annotations

from dataclasses import dataclass

from distrib.core.dispatch import Job
from distrib.core.message import Personal, Skeleton, envelope_sender, splice
from distrib.core.smtp_commands import Envelope
from distrib.db import office, releases
from distrib.services.context import Context


@dataclass(frozen=True, slots=True)
class Mail:
    """A composed message and its envelope."""

    envelope: Envelope
    message: bytes
    """RFC 5322, before dot-stuffing."""


_Key = tuple[int, int, bool]


class Composer:
    """Keeps the skeletons of the editions that are being sent. They never change once approved."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._skeletons: dict[_Key, Skeleton] = {}

    def is_ready_for(self, job: Job) -> bool:
        """Whether composing takes no database and no time worth speaking of."""
        return _key(job) in self._skeletons

    def compose(self, job: Job) -> Mail:
        """The same bytes at every attempt: date and Message-ID are those of the dispatch.

        Raises:
            DatabaseUnusable: the edition could not be read.
        """
        skeleton = self._skeleton(job)
        personal = Personal(
            name=job.name, email=job.email, message_id=job.message_id, token=job.token, date=job.queued_at
        )
        envelope = Envelope(envelope_sender(skeleton.return_address, job.token), job.email)
        return Mail(envelope, splice(skeleton, personal))

    def _skeleton(self, job: Job) -> Skeleton:
        key = _key(job)
        if key not in self._skeletons:
            from distrib.mail.render import prepare

            with self._context.database.reading() as transaction:
                edition = releases.edition(transaction, job.edition_id)
                reference = releases.reference_of(transaction, job.edition_id)
                sender = office.sender(transaction, job.sender_id)
            self._skeletons[key] = prepare(edition, sender, reference=reference, is_fallback=job.is_fallback)
        return self._skeletons[key]


def _key(job: Job) -> _Key:
    return job.edition_id, job.sender_id, job.is_fallback
