"""What is said of an office document beside its text or instead of it, and how its page headers and footers join it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from distrib.core.phrase import Joined, Said, numbered, phrased
from distrib.errors import UnreadableText
from distrib.ingest.characters import fold
from distrib.ingest.formats.package import TooLarge
from distrib.ingest.lines import Line


@contextmanager
def explained(name: str) -> Iterator[None]:
    """What reads the document `name` within it says in words that it is too large.

    Raises:
        UnreadableText: it is larger than any release.
    """
    try:
        yield
    except TooLarge as fault:
        raise UnreadableText(
            "{name} is no release: {why}. Nothing was read. Copy the release into a document of its own.",
            name=name,
            why=fault.said,
        ) from fault


def tracked(insertions: int, deletions: int, deleted: str, *, is_moved: bool = False) -> Iterator[Said]:
    """How changes that nobody accepted or rejected yet were read."""
    changes = []
    if insertions:
        changes.append(numbered("{number} insertion kept", "{number} insertions kept", insertions))
    if deletions:
        changes.append(numbered("{number} deletion left out", "{number} deletions left out", deletions))
    if is_moved:
        changes.append(phrased("what was moved stands at its new place"))
    if changes:
        yield phrased(
            "It has tracked changes that nobody accepted or rejected yet. They were read as if all were accepted: "
            "{changes}.{first} Compare the text with what was agreed.",
            changes=Joined(tuple(changes)),
            first=phrased(" The first deletion begins: “{deleted}”.", deleted=deleted) if deleted else "",
        )


def left_out(counts: Mapping[str, int]) -> Iterator[Said]:
    """What the document has and a release keeps no place for."""
    pictures, footnotes, comments = (counts.get(key, 0) for key in ("pictures", "footnotes", "comments"))
    said = (
        pictures and numbered("{number} picture", "{number} pictures", pictures),
        footnotes and numbered("{number} footnote", "{number} footnotes", footnotes),
        comments and numbered("{number} comment", "{number} comments", comments),
    )
    things = tuple(one for one in said if one)
    if things:
        yield phrased("Not taken over: {things}.", things=Joined(things))
    if counts.get("hidden"):
        yield phrased("It has hidden text, which was not read.")


def with_edges(headers: Sequence[Line], text: Sequence[Line], footers: Sequence[Line]) -> tuple[Line, ...]:
    """The text with what stands above and below its pages, each line of those once."""
    return (*_once(headers), *text, *_once(footers))


def _once(lines: Sequence[Line]) -> Iterator[Line]:
    told: set[str] = set()
    for line in lines:
        if fold(line.text) not in told:
            told.add(fold(line.text))
            yield line
