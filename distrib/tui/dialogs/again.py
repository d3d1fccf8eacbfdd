"""Says why a deed could not be done; where it was the database, the same deed is offered once more.

Whatever was typed and chosen on the way to it is in the deed, so that nothing of it is typed twice.
"""

from __future__ import annotations

from textual.app import App

from distrib.errors import DatabaseUnusable, OutcomeUnknown
from distrib.tui.background import Trouble
from distrib.tui.dialogs.confirm import ConfirmDialog
from distrib.tui.dialogs.message import trouble_dialog
from distrib.tui.wording import _


async def is_wanted_again(app: App[None], trouble: Trouble) -> bool:
    """Whether a person wants the deed tried once more; called in a worker of the app."""
    if not isinstance(trouble.fault, DatabaseUnusable):
        await app.push_screen_wait(trouble_dialog(trouble))
        return False
    title = _("It was not done")
    if isinstance(trouble.fault, OutcomeUnknown):
        title = _("It is not known whether it was done")
    words = _("What you chose and typed is not lost: try again once that is mended.")
    dialog = ConfirmDialog(title, f"{trouble.sentence}\n\n{words}", _("Try again"))
    answer = await app.push_screen_wait(dialog)
    return answer is True
