"""What is wrong with a ledger that should add up, in words. It finds nothing itself and repairs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """A way in which the ledger would contradict itself."""

    COUNTS = "counts"
    UNCLAIMED = "unclaimed"
    NO_PROOF = "no_proof"
    NO_ATTEMPT = "no_attempt"
    FREE_CLAIM = "free_claim"


@dataclass(frozen=True, slots=True)
class Unsound:
    """Rows of one dispatch with one fault."""

    fault: Fault
    dispatch_id: int
    rows: int
    examples: tuple[int, ...] = ()
    """Ids of some deliveries."""
    audience: int = 0
    """What was frozen, where the counts do not add up."""

    def __str__(self) -> str:
        where = f" (deliveries {', '.join(map(str, self.examples))})" if self.examples else ""
        return (
            f"Dispatch {self.dispatch_id}: {_WORDS[self.fault].format(rows=self.rows, audience=self.audience)}{where}"
        )


_WORDS = {
    Fault.COUNTS: "it was made for {audience} recipients and has {rows} rows",
    Fault.UNCLAIMED: "{rows} are being sent and bear no claim, worker or lease",
    Fault.NO_PROOF: "{rows} were accepted and lack the checksum of the message or the server's code",
    Fault.NO_ATTEMPT: "{rows} ended and have no attempt that says so",
    Fault.FREE_CLAIM: "{rows} wait in the queue and bear somebody's lease",
}
