"""One person: on the list, and in the whole ledger: every release an address was sent, the delivery of a Message-ID.

It answers from an index, however large the ledger is.
"""

from __future__ import annotations

from distrib.core.delivery.dispatch import Delivery
from distrib.core.people import Journalist, address_key
from distrib.core.phrase import phrased
from distrib.core.query.terms import shown
from distrib.db import dispatches as rows
from distrib.errors import NotFound, UsageError
from distrib.ingest.roster.cells import CellFault, address
from distrib.services.context import Context
from distrib.services.people.editing import known
from distrib.services.releases import found


def journalist(context: Context, email: str) -> Journalist:
    """The journalist with this address.

    Raises:
        NotFound: nobody on the list has it.
    """
    with context.database.reading() as transaction:
        return known(transaction, email)


def of_address(context: Context, email: str, reference: str | None = None) -> tuple[Delivery, ...]:
    """Every delivery to an address, or those of one release, the oldest first.

    Raises:
        UsageError: it is no address.
        NotFound: nothing was ever to be sent to it, or there is no such release.
    """
    try:
        key = address_key(address(email)[0])
    except CellFault as fault:
        raise UsageError("Nothing was looked up: {why}. Write the whole address.", why=fault.said) from fault
    with context.database.reading() as transaction:
        if reference is not None:
            found(transaction, reference)
        known = tuple(rows.deliveries(transaction, address=key, reference=reference))
    if not known:
        what = phrased("Nothing") if reference is None else phrased("Nothing of {reference}", reference=reference)
        raise NotFound(
            "{what} was ever queued for {email}. A person who was left out of a dispatch is named, with the "
            "reason, by: distrib dispatch show",
            what=what,
            email=shown(email),
        )
    return known


def of_message(context: Context, message_id: str) -> tuple[Delivery, ...]:
    """The delivery whose message bears a Message-ID, as a returned message or a mail server's log names it.

    Raises:
        NotFound: no message of this office bears it.
    """
    wanted = f"<{message_id.strip().strip('<>')}>"
    with context.database.reading() as transaction:
        known = tuple(rows.deliveries(transaction, message_id=wanted))
    if not known:
        raise NotFound(
            "No message from here bears the Message-ID {wanted}. Copy all of it, with what follows the @.",
            wanted=shown(wanted),
        )
    return known
