"""Checksums of the committed icons and fonts."""

import hashlib
from pathlib import Path

from scripts.command_steps import ROOT

HERE = Path(__file__).parent
# What `python -m scripts.assets` made, in the format of `sha256sum --check`.
CHECKSUMS = HERE / "checksums.txt"


def checksum_line(path: Path) -> str:
    return f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT)}\n"
