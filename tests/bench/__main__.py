"""`make bench`: every measurement in turn, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

NOT_MEASUREMENTS = {"__main__", "comparison", "nodemailer", "relay", "roster", "sink"}
SINK = [str(Path(__file__).with_name("sink.py")), "--rate"]


def main() -> None:
    """Run them; a measurement that fails ends the run."""
    print("sink", flush=True)
    subprocess.run([sys.executable, *SINK], check=True)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.stem not in NOT_MEASUREMENTS:
            print(f"\n{path.stem}", flush=True)
            subprocess.run([sys.executable, str(path)], check=True)


if __name__ == "__main__":
    main()
