"""What is said of an office document beside its text, and how its page headers and footers join it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from distrib.ingest.characters import fold
from distrib.ingest.lines import Line

_LEFT_OUT = (
    ("pictures", "picture"),
    ("footnotes", "footnote"),
    ("comments", "comment"),
)


def tracked(insertions: int, deletions: int, deleted: str, *, is_moved: bool = False) -> Iterator[str]:
    """How changes that nobody accepted or rejected yet were read."""
    if not (insertions or deletions or is_moved):
        return
    changes = [
        _counted(insertions, "insertion") + " kept" if insertions else "",
        _counted(deletions, "deletion") + " left out" if deletions else "",
        "what was moved stands at its new place" if is_moved else "",
    ]
    which = f" The first deletion begins: “{deleted}”." if deleted else ""
    yield (
        f"It has tracked changes that nobody accepted or rejected yet. They were read as if all were accepted: "
        f"{', '.join(change for change in changes if change)}.{which} Compare the text with what was agreed."
    )


def left_out(counts: Mapping[str, int]) -> Iterator[str]:
    """What the document has and a release keeps no place for."""
    things = [_counted(counts[key], word) for key, word in _LEFT_OUT if counts.get(key)]
    if things:
        yield f"Not taken over: {', '.join(things)}."
    if counts.get("hidden"):
        yield "It has hidden text, which was not read."


def with_edges(headers: Sequence[Line], text: Sequence[Line], footers: Sequence[Line]) -> tuple[Line, ...]:
    """The text with what stands above and below its pages, each line of those once."""
    return (*_once(headers), *text, *_once(footers))


def _once(lines: Sequence[Line]) -> Iterator[Line]:
    told: set[str] = set()
    for line in lines:
        if fold(line.text) not in told:
            told.add(fold(line.text))
            yield line


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
