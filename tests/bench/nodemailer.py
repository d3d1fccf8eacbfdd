"""nodemailer as a rival: found or installed outside the checkout, run in a process of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from against_smtplib import PAGE, TEXT

VERSION = "7.0.13"
SCRIPT = Path(__file__).with_name("nodemailer_pool.mjs")


def nodemailer(connections: int) -> Callable[[int, int], float] | None:
    """Port and number of messages → seconds, start of node not counted. None, said loudly, where it cannot be had."""
    folder = _installed()
    if folder is None:
        return None
    material = json.dumps({"text": TEXT, "page": PAGE}).encode()

    def run(port: int, count: int) -> float:
        command = ["node", str(SCRIPT), str(port), str(count), str(connections), str(folder)]
        return float(subprocess.run(command, input=material, stdout=subprocess.PIPE, check=True).stdout)

    return run


def _installed() -> Path | None:
    """A folder with it; fetched once by npm, and kept among the temporary files."""
    if not (shutil.which("node") and shutil.which("npm")):
        print("NOT MEASURED: nodemailer, because node and npm are not on the PATH")
        return None
    folder = Path(tempfile.gettempdir()) / f"distrib-bench-nodemailer-{VERSION}"
    if not (folder / "node_modules" / "nodemailer" / "package.json").exists():
        folder.mkdir(exist_ok=True)
        fetch = ["npm", "install", "--no-fund", "--no-audit", "--ignore-scripts", f"nodemailer@{VERSION}"]
        if subprocess.run(fetch, cwd=folder, capture_output=True, check=False).returncode:
            print("NOT MEASURED: nodemailer, because npm could not fetch it from its registry")
            return None
    return folder
