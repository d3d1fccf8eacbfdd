"""What the list of releases and an opened one have in common: which release a deed is about."""

from __future__ import annotations

from distrib.core.release import Release
from distrib.core.target import Kind, Target
from distrib.tui.screens.office_screen import OfficeScreen
from distrib.tui.targets import GoTo


class ReleaseRoom(OfficeScreen):
    """Deeds build on it; the two screens fill it."""

    CSS_PATH = ["../people.tcss", "../releases.tcss"]  # noqa: RUF012 - as Textual declares it
    ROOM = "releases"

    @property
    def selected(self) -> Release | None:
        """The release a deed is about."""
        raise NotImplementedError

    @property
    def language(self) -> str | None:
        """The edition a deed is about."""
        raise NotImplementedError

    def refresh_releases(self) -> None:
        """Something was changed."""
        raise NotImplementedError

    def refresh_added(self, reference: str) -> None:  # noqa: ARG002 - a list leads to it
        """This release was added."""
        self.refresh_releases()

    def changed(self) -> None:
        """Somebody changed something, here or elsewhere."""
        self.refresh_releases()

    def show_release(self, reference: str) -> None:
        """Open another release."""
        self.post_message(GoTo("releases", Target(Kind.RELEASE, reference)))
