"""`python -m distrib` and the `distrib` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and end the process with its exit status."""
    from distrib.cli.main import run

    sys.exit(run())


if __name__ == "__main__":
    main()
