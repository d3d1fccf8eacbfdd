"""The bytes of what goes with an edition, for whoever composes it."""

from __future__ import annotations

from collections.abc import Mapping

from distrib.core.delivery.dispatch import Sender
from distrib.core.release import Edition
from distrib.db import blobs
from distrib.db.engine import Transaction
from distrib.services.context import Context
from distrib.services.office import look


def files_of(context: Context, transaction: Transaction, edition: Edition, sender: Sender) -> Mapping[str, bytes]:
    """The bytes of everything that goes with an edition of a sender, by their hash; what `mail.render` asks for."""
    files = {one.sha256: blobs.read(transaction, one.sha256) for one in edition.attachments}
    logo = sender.look.logo
    if logo is not None:
        # A look that no dispatch has used yet is kept nowhere but in the settings.
        kept = blobs.find(transaction, logo.sha256)
        files[logo.sha256] = look.files(context)[logo.sha256] if kept is None else kept
    return files
