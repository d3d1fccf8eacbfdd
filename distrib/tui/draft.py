"""An edition while it is written: what was read of it, and what may be said of the text that stands in the editor now.

It draws nothing and saves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from distrib.core.plain_text import many_lines
from distrib.core.release import Edition, Release, ReleaseState
from distrib.tui.keys import SHOWN
from distrib.tui.tasks.release_writing import Typed, Written
from distrib.tui.wording import _


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read; `text` is always that of the editor."""

    written: Written
    base: int
    """The version that what is typed builds on."""
    saved: str
    """The editor's text as the version has it."""

    @classmethod
    def of(cls, written: Written) -> Draft:
        """The newest version, or what was typed and not saved."""
        base = written.unsaved.base if written.unsaved else written.release.version
        return cls(written, base, many_lines(written.form))

    @property
    def first_text(self) -> str:
        """What the editor begins with."""
        unsaved = self.written.unsaved
        return many_lines(unsaved.form if unsaved else self.written.form)

    def saved_as(self, release: Release) -> Draft:
        """What was typed is a version; whoever typed on meanwhile goes on from there."""
        return replace(self, base=release.version)

    def merged_with(self, release: Release, edition: Edition) -> Draft:
        """Two people's work stands in the editor, and is no version yet."""
        return replace(self, base=release.version, written=Written(release, edition, self.written.form))

    def typed(self, text: str) -> Typed:
        """To be kept, shown or saved."""
        return Typed(self.written.edition, text, self.base)

    def is_touched(self, text: str) -> bool:
        """Whether it is no version."""
        return text != self.saved

    def words(self, text: str) -> str:
        """How it stands."""
        if self.written.release.state is ReleaseState.DISCARDED:
            return _("It is discarded, so its text stays as it is. {key[discard]} brings it back.").format(key=SHOWN)
        if not self.written.is_open:
            words = _(
                "It was sent, so its text stays as it is. {key[correct]} begins a correction, "
                "{key[refile]} sends it again mended."
            )
            return words.format(key=SHOWN)
        if self.is_touched(text):
            return _("Typed and kept, not saved yet: {key[save_text]} makes a version of it.").format(key=SHOWN)
        return _("Version {version}, as it is saved.").format(version=self.written.release.version)
