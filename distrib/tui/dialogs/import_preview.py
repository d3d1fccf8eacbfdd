"""A dialog with what bringing a list in would do, line by line. Brings nothing in itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Button, Static

from distrib.tui.dialogs.dialog import Dialog, button
from distrib.tui.keys import bind
from distrib.tui.plain import line
from distrib.tui.widgets.choices import Choices
from distrib.tui.widgets.columns import Column
from distrib.tui.widgets.paged_list import PagedList
from distrib.tui.widgets.pages import source_of
from distrib.tui.wording import _, figure, said

if TYPE_CHECKING:
    from distrib.services.people.import_report import ImportReport

Told = tuple[str, str]
"""Line of the file, and what is said of it."""


class ImportPreview(Dialog[str]):
    """Returns `import`, `columns`, or nothing."""

    EXPLANATION = _(
        "Nothing is kept yet. Each figure above is a group of lines, and the list shows one group at a time: "
        "{key[next_fate]}, or left and right, leads to the next one."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("bring_in", "take('import')", _("Bring them in"), show=False),
        bind("list_columns", "take('columns')", _("Columns"), show=False),
        Binding("left", "step(-1)", "Before", show=False),
        Binding("right", "step(1)", "Next", show=False),
        bind("next_fate", "step(1)", _("Next"), show=False),
    ]

    def __init__(self, name: str, report: ImportReport, *, has_columns: bool) -> None:
        super().__init__()
        self._name = name
        self._report = report
        self._has_columns = has_columns
        self._told = _told(report)

    @property
    def heading(self) -> str:
        """Which list."""
        return _("If {name} is brought in").format(name=line(self._name))

    def compose_content(self) -> ComposeResult:
        """Fates with their counts; below them the lines."""
        report = self._report
        counts = (
            ("new", _("Added"), report.added),
            ("changed", _("Changed"), report.updated),
            ("same", _("Same"), report.unchanged),
            ("duplicate", _("Duplicate"), len(report.duplicates)),
            ("rejected", _("Rejected"), len(report.rejected)),
            ("notes", _("Notes"), len(report.notes)),
        )
        yield Choices([(key, f"{label} {figure(count)}") for key, label, count in counts], id="fates")
        columns: list[Column[Told]] = [
            Column(_("Line"), lambda one: one[0], 7),
            Column(_("What"), lambda one: one[1]),
        ]
        yield PagedList(columns, empty=_("None."), id="lines")
        yield Static("", id="line-words", markup=False)

    def compose_buttons(self) -> ComposeResult:
        """Bring in, put right, leave."""
        count = self._report.added + self._report.updated
        yield button(
            _("Bring {count} in").format(count=figure(count)),
            "import",
            key="bring_in",
            is_main=True,
            is_ready=bool(count),
        )
        if self._has_columns:
            yield button(_("Columns"), "columns", key="list_columns")
        yield button(_("Cancel"), "cancel", key="cancel")

    def on_mount(self) -> None:
        """What needs looking at comes first."""
        fates = self.query_one("#fates", Choices)
        fates.taken = next((key for key in ("rejected", "duplicate", "new", "changed") if self._told[key]), "same")
        self._show()
        self.query_one(PagedList).focus()

    @on(Choices.Taken)
    def _show(self) -> None:
        taken = self.query_one("#fates", Choices).taken
        self.query_one(PagedList).show(source_of(self._told[taken]), empty=self._empty(taken))

    @on(PagedList.Highlighted)
    def _say(self) -> None:
        """The whole of the line under the cursor, which the list may have cut."""
        one: Told | None = self.query_one(PagedList).current
        self.query_one("#line-words", Static).update(Content(line(one[1]) if one else ""))

    def _empty(self, taken: str) -> str:
        if taken == "same" and self._report.unchanged:
            return _("Whoever is the same stays as they are, and is not listed.")
        return _("None.")

    def action_step(self, by: int) -> None:
        """The next fate."""
        self.query_one("#fates", Choices).action_step(by)

    def action_take(self, deed: str) -> None:
        """Hand back what is wanted, where that can be done."""
        is_ready = {"import": self._report.added + self._report.updated > 0, "columns": self._has_columns}
        if is_ready.get(deed):
            self.dismiss(deed)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "cancel":
            self.dismiss(None)
        else:
            self.action_take(str(event.button.id))


def _told(report: ImportReport) -> dict[str, list[Told]]:
    of_lines = {
        "new": report.news,
        "changed": report.changes,
        "duplicate": report.duplicates,
        "rejected": report.rejected,
    }
    counts = {"new": report.added, "changed": report.updated}
    found: dict[str, list[Told]] = {"same": [], "notes": [("", said(note)) for note in report.notes]}
    for key, rows in of_lines.items():
        found[key] = [(str(one.line), said(one.said)) for one in rows]
        if rows and (more := counts.get(key, 0) - len(rows)) > 0:
            found[key].append(("", _("and {count} more").format(count=figure(more))))
    return found
