"""The steps of a way, each with a sign and a colour that tell how it stands; one is taken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, TypeVar

from rich.segment import Segment
from textual.strip import Strip

from distrib.core.send_steps import Light
from distrib.tui.plain import line
from distrib.tui.widgets.choices import Choices

Name = TypeVar("Name", bound=str)

SIGNS = {Light.OPEN: "·", Light.GREEN: "✓", Light.AMBER: "!", Light.RED: "✗"}
"""Words and signs never depend on the colour."""


class StepBar(Choices):
    """A row of choices with lights."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"step-bar--{one.value}" for one in Light}

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.lights: dict[str, Light] = {}

    def set_lights(self, lights: Mapping[Name, Light], labels: Mapping[Name, str]) -> None:
        """Keys in their order, each with light and label."""
        self.lights = {str(key): one for key, one in lights.items()}
        self.offer([(str(key), f"{SIGNS[one]} {labels[key]}") for key, one in lights.items()])

    def render_line(self, y: int) -> Strip:
        """The whole widget."""
        ground = self.get_component_rich_style("choices--open", partial=False)
        if y > 0:
            return Strip.blank(self.size.width, ground)
        segments = []
        for key, label in self._options:
            style = self.get_component_rich_style(
                "choices--taken" if key == self.taken else f"step-bar--{self.lights[key].value}", partial=False
            )
            segments.append(Segment(f" {line(label)} ", style))
        return Strip(segments).crop(self._hidden).adjust_cell_length(self.size.width, ground)
