"""Releases: the list, the text beside it, and what can be done with a release. Enter opens one."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Input

from distrib.core.release import Release
from distrib.core.target import Target
from distrib.tui.desk import Desk
from distrib.tui.keys import SHOWN, bind
from distrib.tui.release_words import HELP_LIST
from distrib.tui.screens.release import ReleaseScreen
from distrib.tui.screens.release_deeds import ReleaseDeeds
from distrib.tui.tasks import releases as tasks
from distrib.tui.widgets.edition_pane import EditionPane
from distrib.tui.widgets.entry import FindBox
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import Source
from distrib.tui.widgets.release_columns import release_columns
from distrib.tui.wording import _

if TYPE_CHECKING:
    from distrib.services.releases.listing import Listed


class ReleasesScreen(ReleaseDeeds):
    """List and text."""

    EXPLANATION = HELP_LIST
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("find_release", "search", _("Filter")),
        bind("language", "language", _("Language"), show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        empty = _(
            "No release yet. Press {key[new_release]} to bring one in from a file, "
            "or {key[paste_release]} to paste one."
        )
        columns = release_columns(desk.zone, desk.context.now)
        self.releases: PagedList[Listed] = PagedList(
            columns, empty=empty.format(key=SHOWN), id="releases", identity=_identity
        )
        self.edition = EditionPane(partial(tasks.release_as_text, desk))

    def compose_room(self) -> ComposeResult:
        """Box, list, languages and text."""
        hint = _("{key[find_release]}: a reference, words of a headline, draft, approved, …").format(key=SHOWN)
        yield FindBox(placeholder=hint, id="find")
        with Container(classes="split"):
            yield self.releases
            yield self.edition

    def on_mount(self) -> None:
        """The first page is read beside the loop."""
        self._find()
        self.releases.focus()

    @on(events.ScreenResume)
    def refresh_releases(self) -> None:
        """Read the list again; a worker or a colleague may have changed something."""
        self.releases.reload()

    def refresh_added(self, reference: str) -> None:
        """Read the list again; the cursor goes to what was added."""
        self.releases.reload(to=reference)

    def aim(self, target: Target) -> None:
        """Open this release."""
        self.call_later(self.open, target.key)

    def open(self, reference: str) -> None:
        """Show one release over the list."""
        self.app.push_screen(ReleaseScreen(self.desk, reference))

    @property
    def selected(self) -> Release | None:
        """The release under the cursor."""
        return self.releases.current.release if self.releases.current else None

    @property
    def language(self) -> str | None:
        """Of the edition in the pane."""
        return self.edition.language

    @on(FindBox.Asked)
    def _find(self) -> None:
        wanted = self.query_one("#find", Input).value
        found = cache(partial(tasks.listed, self.desk, wanted))  # made in the thread of the first read
        source: Source[Listed] = Source(lambda: found().count(), lambda at, most: found().page(at, most))
        self.releases.show(source, empty=_("No release fits. Esc leads back to the list.") if wanted else None)

    @on(Input.Submitted, "#find")
    def _submitted(self) -> None:
        self.action_back()

    @on(PagedList.Highlighted, "#releases")
    def _show(self) -> None:
        self.edition.show(self.selected)
        self.offer_deeds()

    @on(PagedList.Chosen, "#releases")
    def _open(self) -> None:
        if self.selected:
            self.open(self.selected.reference)

    def action_search(self) -> None:
        """To the box."""
        self.query_one("#find", Input).focus()

    def action_language(self) -> None:
        """The next edition."""
        self.edition.turn()


def _identity(one: Listed) -> object:
    return one.release.reference
