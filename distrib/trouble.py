"""What a person is told when the program itself has a fault: a sentence, and the file that holds the details."""

from __future__ import annotations

import os
import traceback
from datetime import UTC, datetime

from distrib import __version__
from distrib.core.phrase import Said, phrased
from distrib.core.plain_text import many_lines
from distrib.core.system_words import why

FILE = "errors.log"


def explain(bug: BaseException) -> Said:
    """Write the trace to the office's folder and say where it is. Values of variables are not part of it."""
    if isinstance(bug, OSError) and bug.strerror:
        where = f" ({bug.filename})" if bug.filename else ""
        return phrased(
            "The system refused: {reason}{where}. This step was not done. Put that right and try again.",
            reason=why(bug),
            where=where,
        )
    trace = many_lines("".join(traceback.format_exception(bug)))
    try:
        from distrib.config import load

        path = load().home / FILE
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8") as file:
            file.write(f"{datetime.now(UTC).isoformat()} distrib {__version__}\n{trace}\n")
    except Exception:  # the trace must reach somebody
        return phrased("distrib has a fault, and this step was not done.\n{trace}", trace=trace)
    return phrased(
        "distrib has a fault ({kind}), and this step was not done. What was saved before is kept. "
        "The details are in {path}; please report them.",
        kind=type(bug).__name__,
        path=path,
    )
