"""How much faster a splice is than composing each recipient's message with the standard library.

    python tests/bench/compose.py [recipients]

Prints microseconds a message for both, and their ratio. The standard library is given bodies that are rendered
already; a splice pays for its templates once.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from mail_samples import AMAL, ENGLISH, REFERENCE, SENDER, long_way

from distrib.core.message import Personal, splice
from distrib.mail.render import prepare, preview_html, preview_text

ROUNDS = 5
PARAGRAPH = "Relief Alliance said today that aid has reached the northern valleys after nine days of waiting. " * 4
EDITION = replace(ENGLISH, body="\n\n".join([PARAGRAPH] * 8))
TEXT = preview_text(EDITION, SENDER, reference=REFERENCE)
PAGE = preview_html(EDITION, SENDER, reference=REFERENCE)


def people(count: int) -> list[Personal]:
    """Recipients with ASCII and accented names."""
    names = ("Amal Haddad", "Zoë Müller", "أمل حداد", "Jean-Luc d’Arcy", "")
    return [
        replace(AMAL, name=names[number % 5], email=f"reader{number}@news.example", token=f"t{number:010}")
        for number in range(count)
    ]


def spliced(readers: Sequence[Personal]) -> int:
    """Bytes composed by one skeleton, which is prepared here too."""
    skeleton = prepare(EDITION, SENDER, reference=REFERENCE)
    return sum(len(splice(skeleton, reader)) for reader in readers)


def composed(readers: Sequence[Personal]) -> int:
    """Bytes composed one EmailMessage at a time, from bodies that are rendered already."""
    return sum(len(long_way(SENDER, reader, EDITION.headline, "en", TEXT, PAGE)) for reader in readers)


def seconds(run: Callable[[Sequence[Personal]], int], readers: Sequence[Personal]) -> float:
    """The best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run(readers)
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    readers = people(count)
    size = spliced(readers) // count
    fast, slow = (
        seconds(spliced, readers) / count,
        seconds(composed, readers[: max(1, count // 10)]) / max(1, count // 10),
    )
    start = time.perf_counter()
    prepare(EDITION, SENDER, reference=REFERENCE)
    once = time.perf_counter() - start
    print(f"message           {size / 1024:8.1f} KB")
    print(f"prepare, once     {once * 1e3:8.1f} ms")
    print(f"spliced           {fast * 1e6:8.1f} µs a message, prepare included, {count} recipients")
    print(f"EmailMessage      {slow * 1e6:8.1f} µs a message")
    print(f"ratio             {slow / fast:8.0f} : 1")


if __name__ == "__main__":
    main()
