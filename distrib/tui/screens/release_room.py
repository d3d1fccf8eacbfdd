"""What the list of releases and an opened one have in common: which release a deed is about."""

from __future__ import annotations

from collections.abc import Mapping

from distrib.core.release import Release, ReleaseState
from distrib.core.release.workflow import Step, follow
from distrib.core.target import Kind, Target
from distrib.tui.screens.office_screen import OfficeScreen
from distrib.tui.targets import GoTo

NEEDS: Mapping[str, tuple[Step, ...]] = {
    "preview": (),
    "send": (Step.APPROVE, Step.ISSUE),
    "approve": (Step.APPROVE,),
    "submit": (Step.SUBMIT,),
    "send_back": (Step.RETURN,),
    "discard": (Step.DISCARD, Step.BRING_BACK),
    "notice": (Step.CORRECT, Step.KILL),
    **dict.fromkeys(("embargo", "save_text", "editor", "restore"), (Step.EDIT,)),
    **dict.fromkeys(("translated", "boilerplate", "take_contacts", "name_contacts", "set_audience"), (Step.EDIT,)),
}
"""Deeds about a release, by their actions: one of these steps must be open to it, where there are any. A draft is sent
too as far as the screen goes: the send room says what is missing.
"""


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

    def is_open(self, action: str) -> bool:
        """Whether this may be done with the release, as it was read last."""
        name = action.removeprefix("screen.").partition("(")[0]
        if name == "lift":
            return self._can_be_lifted()
        if name not in NEEDS:
            return True
        release, steps = self.selected, NEEDS[name]
        return release is not None and (not steps or any(follow(release.state, step) for step in steps))

    def _can_be_lifted(self) -> bool:
        one = self.selected
        until = one.lifts_at if one is not None and one.state is ReleaseState.ISSUED else None
        return until is not None and until > self.desk.context.now()

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
