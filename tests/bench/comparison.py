"""The worker against another sender, in turns within one run, into the same sinks: rates, spread, ratio, target."""

from __future__ import annotations

import shutil
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from deliver import ours
from load_generator import TEXT, c_sink
from sink import sink

Run = Callable[[int, int], float]
"""Port and number of messages → seconds."""


@dataclass(frozen=True)
class Rival:
    """Another sender. It is given fewer messages where it is slow; what is compared are rates."""

    name: str
    run: Run
    share: float = 1.0
    """Of the messages that ours gets."""


def sinks() -> Iterator[tuple[str, Callable[[], AbstractContextManager[int]]]]:
    """Every sink there is on this machine."""
    yield "own sink", sink
    if shutil.which("smtp-sink"):
        yield "smtp-sink", c_sink
    else:
        print("not measured: into smtp-sink, which is not on the PATH (Debian: apt-get install postfix)")


def compare(rival: Rival, *, must_reach: float, connections: int, count: int = 10_000, rounds: int = 5) -> None:
    """Measure and print; the command line may give count and rounds."""
    count, rounds = chosen(count, rounds)
    for name, serving in sinks():
        theirs, ours_ = [], []
        with serving() as port:
            for _ in range(rounds):
                theirs.append(rate(rival.run, port, max(1, int(count * rival.share))))
                ours_.append(rate(lambda port, count: ours(port, count, connections, TEXT), port, count))
        show(f"{rival.name}, into {name}", theirs)
        show(f"distrib worker, ledger, into {name}", ours_)
        show_ratio(ours_, theirs, must_reach)


def chosen(count: int, rounds: int) -> tuple[int, int]:
    """Count and rounds, from the command line where it names them."""
    words = [int(word) for word in sys.argv[1:]]
    return words[0] if words else count, words[1] if len(words) > 1 else rounds


def rate(run: Run, port: int, count: int) -> float:
    """Messages a second."""
    return count / run(port, count)


def show(name: str, rates: list[float]) -> None:
    """One line: the median and the spread."""
    spread = f"({min(rates):.0f}-{max(rates):.0f})"
    print(f"{name:58} {statistics.median(rates):7.0f}/s  {spread}", flush=True)


def show_ratio(ours_: list[float], theirs: list[float], must_reach: float) -> None:
    """One line: the ratio of the medians, and its spread round by round."""
    ratio = statistics.median(ours_) / statistics.median(theirs)
    each = [one / other for one, other in zip(ours_, theirs, strict=True)]
    verdict = "reached" if ratio >= must_reach else "MISSED"
    print(
        f"{'  ratio':58} {ratio:8.2f}   ({min(each):.2f}-{max(each):.2f})  must reach {must_reach}: {verdict}",
        flush=True,
    )
