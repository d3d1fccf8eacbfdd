"""What a database on a server does not let a login do, as a sentence for a person."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

from distrib.core.phrase import Said, phrased

RULE = "DR001"
"""SQLSTATE of the rules in the migrations; their messages are sentences already."""

_INSUFFICIENT_PRIVILEGE = "42501"


def sentence(fault: DBAPIError, login: str | None) -> Said | None:
    """Why it was refused; None where it failed for another reason."""
    state = getattr(fault.orig, "sqlstate", None)
    if state == RULE:
        said = getattr(getattr(fault.orig, "diag", None), "message_primary", None)
        return phrased("{rule}", rule=str(said or fault.orig))
    if state == _INSUFFICIENT_PRIVILEGE:
        return phrased(
            "The database does not let {who} do this. Nothing was changed by this step. A worker's login only "
            "delivers, an editor's writes and sends, an approver's approves as well; erasing a person and changing "
            "these rules is the owner's. Ask whoever keeps the database, or have somebody do it who may.",
            who=f"`{login}`" if login else phrased("your login"),
        )
    return None
