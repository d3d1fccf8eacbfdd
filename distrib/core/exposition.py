"""Numbers in Prometheus' text format, version 0.0.4.

https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

_METRIC_NAME = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_LABEL_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")


class Kind(StrEnum):
    """How a number may change."""

    COUNTER = "counter"
    """Only up, within one process."""
    GAUGE = "gauge"


Sample = tuple[Mapping[str, str], float]
"""Labels and value."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A number, or one for each set of labels."""

    name: str
    kind: Kind
    help: str
    samples: tuple[Sample, ...]

    def __post_init__(self) -> None:
        names = [name for labels, _ in self.samples for name in labels]
        if not _METRIC_NAME.fullmatch(self.name) or not all(map(_LABEL_NAME.fullmatch, names)):
            raise ValueError(f"Prometheus knows no such name: {self.name} {names}")
        if (self.kind is Kind.COUNTER) != self.name.endswith("_total"):
            raise ValueError(f"a counter's name ends in _total, and no other's: {self.name}")


def exposition(metrics: Iterable[Metric]) -> str:
    """The whole text, ending in a line feed."""
    lines: list[str] = []
    for one in metrics:
        lines += [f"# HELP {one.name} {_escaped(one.help)}", f"# TYPE {one.name} {one.kind}"]
        lines += [f"{one.name}{_labels(labels)} {value!r}" for labels, value in one.samples]
    return "".join(f"{line}\n" for line in lines)


def _labels(labels: Mapping[str, str]) -> str:
    pairs = ",".join(f'{name}="{_quoted(value)}"' for name, value in labels.items())
    return f"{{{pairs}}}" if pairs else ""


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("\n", r"\n")


def _quoted(text: str) -> str:
    return _escaped(text).replace('"', r"\"")
