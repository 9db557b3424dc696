"""Entries of an archive: names that any system accepts, dates that make archives reproducible."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from zipfile import ZipInfo

from django.utils import timezone

READABLE = 0o644 << 16  # permissions, for systems that have them
# Names that Windows reserves for its devices, whatever follows the first dot.
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def entry(name: str, moment: datetime, size: int = 0) -> ZipInfo:
    info = ZipInfo(name, timezone.localtime(moment).timetuple()[:6])
    info.external_attr, info.file_size = READABLE, size
    return info


def distinct_names(names: Sequence[str], *, reserved_names: Iterable[str] = ()) -> list[str]:
    """Return the names made distinct, whatever their capitals, which some systems ignore: « memo (2).pdf »."""
    used_names, result = {name.casefold() for name in reserved_names}, []
    for name in names:
        path = PurePosixPath(name)
        stem = f"_{path.stem}" if path.stem.split(".")[0].strip().casefold() in DEVICES else path.stem
        candidate, rank = f"{stem}{path.suffix}", 1
        while candidate.casefold() in used_names:
            rank += 1
            candidate = f"{stem} ({rank}){path.suffix}"
        used_names.add(candidate.casefold())
        result.append(candidate)
    return result
