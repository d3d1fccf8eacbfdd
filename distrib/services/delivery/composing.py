"""The message of a claimed delivery: one skeleton per edition and sender, spliced and signed for each recipient."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

from distrib.core.delivery.dispatch import Job
from distrib.core.message import Personal, envelope_sender
from distrib.core.message.dkim import Sealed, seal
from distrib.core.smtp.commands import Envelope
from distrib.core.smtp.transparency import Transparent
from distrib.db import editions, embargoes, office
from distrib.services.context import Context
from distrib.services.office import dkim
from distrib.services.releases.message_files import files_of


@dataclass(frozen=True, slots=True)
class Mail:
    """A composed message and its envelope."""

    envelope: Envelope
    message: Transparent
    """RFC 5322, as it goes over the wire."""


_Key = tuple[int, int, bool, bool, str | None, bool]


class Composer:
    """Keeps the skeletons of the editions that are being sent. They never change once approved."""

    def __init__(self, context: Context) -> None:
        """Read the DKIM keys: one that cannot be used stops a worker before it claims anything.

        Raises:
            SettingsError: a key that is to sign cannot be used.
        """
        self._context = context
        self._signers = dkim.signers(context)
        self._notify = context.settings.returns.notify
        self._sealed: dict[_Key, Sealed] = {}
        self._preparing = Lock()
        """Lanes that begin together wait for one skeleton, in place of making it once each."""

    def is_ready_for(self, job: Job) -> bool:
        """Whether composing takes no database and no time worth speaking of."""
        sealed = self._sealed.get(_key(job))
        return sealed is not None and not sealed.is_slow

    def compose(self, job: Job) -> Mail:
        """The same bytes at every attempt: date and Message-ID are those of the dispatch.

        Raises:
            DatabaseUnusable: the edition could not be read.
        """
        sealed = self._for(job)
        personal = Personal(
            name=job.name,
            email=job.email,
            message_id=job.message_id,
            token=job.token,
            date=job.queued_at,
            answers=job.answers,
        )
        sender = envelope_sender(sealed.skeleton.return_address, job.token)
        envelope = Envelope(sender, job.email, job.token, self._notify)
        return Mail(envelope, sealed.message(personal))

    def _for(self, job: Job) -> Sealed:
        key = _key(job)
        with self._preparing:
            if key not in self._sealed:
                self._sealed[key] = self._prepared(job)
        return self._sealed[key]

    def _prepared(self, job: Job) -> Sealed:
        from distrib.mail.embargo_line import with_embargo
        from distrib.mail.render import prepare

        with self._context.database.reading() as transaction:
            edition = editions.edition(transaction, job.edition_id)
            reference = editions.reference_of(transaction, job.edition_id)
            sender = office.sender(transaction, job.sender_id)
            embargo = embargoes.of_edition(transaction, job.edition_id)
            files = files_of(self._context, transaction, edition, sender)
        if embargo is not None:
            zones = (job.reader_zone,) if job.reader_zone else ()
            edition = with_embargo(edition, embargo if job.lifts_at is None else None, *zones)
        skeleton = prepare(
            edition,
            sender,
            reference=reference,
            files=files,
            is_fallback=job.is_fallback,
            is_answer=bool(job.answers),
        )
        return seal(skeleton, dkim.for_sender(self._signers, sender.address))


def _key(job: Job) -> _Key:
    return job.edition_id, job.sender_id, job.is_fallback, job.lifts_at is None, job.reader_zone, bool(job.answers)
