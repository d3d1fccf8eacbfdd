"""Where something is to be found: what a person wants to look at, named so that every face can lead there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is meant."""

    RELEASE = "release"
    SPOKESPERSON = "spokesperson"
    JOURNALIST = "journalist"
    DISPATCH = "dispatch"


@dataclass(frozen=True, slots=True)
class Target:
    """One thing, and the part of it that matters."""

    kind: Kind
    key: str
    """Reference of a release, id of a dispatch or spokesperson, primary address of a journalist."""
    part: str = ""
    """Of a dispatch: a group of its people such as `doubt`, or `delivery` and an id."""
