"""What a database on a server does not let a login do, as a sentence for a person."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from distrib.core.phrase import Said, phrase, phrased
from distrib.core.stored_words import recognised

RULE = "DR001"
"""SQLSTATE of the rules in the migrations; their messages are sentences already."""

RULES = (
    phrase("The table {table} is only added to; what was done stays as it was written."),
    phrase("{reference} has a newer version, so it was not approved. Read that one and approve it."),
    phrase(
        "{reference} was not approved: {author} wrote some of it, and this office wants a second pair of eyes. "
        "Somebody else has to read and approve it."
    ),
    phrase("{reference} was killed and stays so. Nothing was changed."),
    phrase(
        "{reference} counts as approved only once an approver has approved its newest version. Nothing was changed."
    ),
    phrase(
        "Only who writes the newest version adds texts, contacts and files to it, and only until it is approved. "
        "Nothing was changed. A changed text is a new version."
    ),
    phrase("This text is not approved, so it was not sent. Read it and have it approved first."),
    phrase("This text was approved for another audience, so it was not sent."),
    phrase("A dispatch sends texts of the version that was approved and no other. Nothing was queued."),
    phrase("{reference} is approved or was queued, so it is not discarded. Nothing was changed."),
    phrase("The embargo of a message is not brought forward before its release is lifted. Nothing was changed."),
)
"""What they say; a test finds those that are missing."""

_INSUFFICIENT_PRIVILEGE = "42501"


def sentence(fault: DBAPIError, login: str | None) -> Said | None:
    """Why it was refused; None where it failed for another reason."""
    state = getattr(fault.orig, "sqlstate", None)
    if state == RULE:
        said = getattr(getattr(fault.orig, "diag", None), "message_primary", None)
        words = str(said or fault.orig)
        return recognised(words, RULES) or phrased("{rule}", rule=words)
    if state == _INSUFFICIENT_PRIVILEGE:
        return phrased(
            "The database does not let {who} do this. Nothing was changed by this step. A worker's login only "
            "delivers, an editor's writes and sends, an approver's approves as well; erasing a person and changing "
            "these rules is the owner's. Ask whoever keeps the database, or have somebody do it who may.",
            who=f"`{login}`" if login else phrased("your login"),
        )
    return None
