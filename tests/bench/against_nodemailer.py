"""The worker against nodemailer's pooled transport, which composes each message and records nothing.

    python tests/bench/against_nodemailer.py [recipients] [rounds]

As many connections for both, messages of 30 KB in two parts. Needs node and npm; says so loudly where they are missing.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from comparison import Rival, compare
from nodemailer import nodemailer

CONNECTIONS = 16

if __name__ == "__main__":
    run = nodemailer(CONNECTIONS)
    if run is not None:
        compare(Rival("nodemailer, pooled, no record", run, share=0.1), must_reach=15, connections=CONNECTIONS)
