"""What signatures cost, in one run: composing alone, and delivery through a worker with its ledger.

    python tests/bench/dkim.py [recipients] [rounds]

Messages of 30 KB. The variants take turns within each round, so that a busy machine slows all of them; rates are
medians, with their spread. The bare cost of a signature, one thread, is printed beside them.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from deliver import furnish, timed
from mail_samples import AMAL, ENGLISH, REFERENCE, SENDER
from sink import sink

from distrib.core.message import Skeleton, splice
from distrib.core.message.dkim import Algorithm, Signer, seal
from distrib.mail.dkim_keys import make_key
from distrib.mail.render import prepare
from distrib.services.office import dkim

PARAGRAPH = "Relief Alliance said today that aid has reached the northern valleys after nine days of waiting. " * 4
PARAGRAPHS = 28
"""Make a message of 30 KB."""

CONNECTIONS = 16
VARIANTS: dict[str, tuple[Algorithm, ...]] = {
    "off": (),
    "ed25519": (Algorithm.ED25519,),
    "rsa-2048": (Algorithm.RSA,),
    "both": (Algorithm.ED25519, Algorithm.RSA),
}
RELEASE = "Harbour Office raises alarm for families\n\nGeneva - Families left.\n\n" + "\n\n".join(
    [PARAGRAPH] * PARAGRAPHS
)


def main() -> None:
    """Measure and print."""
    words = [int(word) for word in sys.argv[1:]]
    count, rounds = words[0] if words else 2_000, words[1] if len(words) > 1 else 5
    skeleton = prepare(replace(ENGLISH, body="\n\n".join([PARAGRAPH] * PARAGRAPHS)), SENDER, reference=REFERENCE)
    with tempfile.TemporaryDirectory() as folder:
        signers = {one: _signer(Path(folder), one) for one in Algorithm}
    print(f"message of {len(splice(skeleton, AMAL)) / 1024:.1f} KB, {count} recipients, {rounds} rounds")
    for algorithm, signer in signers.items():
        print(f"{algorithm:28} {_bare(signer) * 1e6:7.0f} µs a signature")
    composers = {name: _composing(skeleton, [signers[one] for one in chosen]) for name, chosen in VARIANTS.items()}
    _show("composing", _rates(composers, count, rounds))
    with sink() as port:
        deliveries = {name: _delivering(port, chosen) for name, chosen in VARIANTS.items()}
        _show(f"delivering, {CONNECTIONS} connections, ledger", _rates(deliveries, count, rounds))


def _rates(runs: dict[str, Callable[[int], float]], count: int, rounds: int) -> dict[str, list[float]]:
    """Messages a second of each variant, once a round."""
    rates: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            rates[name].append(count / run(count))
    return rates


def _composing(skeleton: Skeleton, signers: list[Signer]) -> Callable[[int], float]:
    sealed = seal(skeleton, signers)

    def run(count: int) -> float:
        readers = [replace(AMAL, email=f"reader{number}@news.example") for number in range(count)]
        start = time.perf_counter()
        for reader in readers:
            sealed.message(reader)
        return time.perf_counter() - start

    return run


def _delivering(port: int, algorithms: tuple[Algorithm, ...]) -> Callable[[int], float]:
    def run(count: int) -> float:
        with tempfile.TemporaryDirectory() as folder:
            office, reference = furnish(Path(folder), port, count, RELEASE)
            for algorithm in algorithms:
                dkim.new(office.context, algorithm=algorithm)
            return timed(office, reference, accepted=count, connections=CONNECTIONS)

    return run


def _signer(folder: Path, algorithm: Algorithm) -> Signer:
    return make_key(folder, domain="relief.example", selector=algorithm.key_type, algorithm=algorithm).signer


def _bare(signer: Signer, count: int = 500) -> float:
    start = time.perf_counter()
    for _ in range(count):
        signer.sign(bytes(32))
    return (time.perf_counter() - start) / count


def _show(title: str, rates: dict[str, list[float]]) -> None:
    print(title)
    base = statistics.median(rates["off"])
    for name, found in rates.items():
        rate = statistics.median(found)
        spread = f"({min(found):.0f}-{max(found):.0f})"
        print(f"  {name:26} {rate:7.0f}/s  {spread:16} {1e6 / rate:6.0f} µs  ratio {rate / base:.2f}")


if __name__ == "__main__":
    main()
