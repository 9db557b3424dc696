"""How long each pass of the suite took on this machine: what is left of a run, and a table by commit."""

import json
import subprocess
import time
from collections.abc import Mapping, Sequence

from scripts.command_steps import ROOT

# Seconds that each pass took the last time on this machine, to say how far the suite is.
LAST_TIMES = ROOT / "var" / "suite-times.json"
# The same for each run, with its commit: a slide is seen there.
TABLE_OF_TIMES = ROOT / "var" / "suite-times.tsv"


def time_left(label: str, passes: Sequence[str]) -> str:
    """Return what is left from this pass on, by the last run of the whole suite on this machine, if there was one."""
    last = json.loads(LAST_TIMES.read_text()) if LAST_TIMES.exists() else {}
    left = passes[passes.index(label) :]
    if not all(name in last for name in left):
        return ""
    return f" ; reste environ {max(1, round(sum(last[name] for name in left) / 60))} min, d’après la dernière fois"


def note_times(times: Mapping[str, float], *, whole: bool) -> None:
    """Keep the seconds of each pass of a run of the whole suite."""
    LAST_TIMES.parent.mkdir(exist_ok=True)
    LAST_TIMES.write_text(json.dumps(times))
    command = ["git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()
    day = time.strftime("%Y-%m-%d %H:%M")
    passes = "\t".join(f"{label} {seconds:.0f}" for label, seconds in times.items())
    with TABLE_OF_TIMES.open("a") as table:
        table.write(f"{day}\t{commit}\t{'whole' if whole else 'day'}\t{passes}\n")
