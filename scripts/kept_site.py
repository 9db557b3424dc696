"""A prepared demo site, kept beside the caches of this machine: the next first start of the same day copies it.

Its dates are counted from the day when it is made. It holds keys of its own, that its copies share: none but the demo
is kept, in a folder of its owner alone.
"""

import hashlib
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from scripts.command_steps import ROOT
from scripts.layout import APPS

# What decides of a prepared site, besides the locked libraries.
FOLDERS = (*APPS, "locale", "static", "templates")
# Settings that change nothing of what is prepared.
WITHOUT_EFFECT = {"EXTRANET_VAR", "EXTRANET_DEBUG", "EXTRANET_REQUIRE_ALL", "EXTRANET_SKIPPED"}
# What the site writes last: without it, a copy that was interrupted is prepared again.
LAST = ("extranet.sqlite3", "preparation.json")
KEPT_COUNT = 2
# Those of `make run`; tests keep theirs apart.
SITES = "sites"
UNDER_WAY = ".new-"
A_DAY = 86400  # seconds


def folder_of_sites(kind: str = SITES) -> Path:
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return caches / "extranet" / kind


def name_of_site(env: Mapping[str, str]) -> str:
    """Return a hash of the code, the content, the libraries, the settings and the day that make a site."""
    settings = sorted(
        (name, value)
        for name, value in env.items()
        if (name.startswith("EXTRANET_") and name not in WITHOUT_EFFECT) or name in {"DJANGO_SETTINGS_MODULE", "TZ"}
    )
    digest = hashlib.sha256(repr((settings, time.strftime("%Y-%m-%d"), sys.version_info)).encode())
    digest.update((ROOT / "uv.lock").read_bytes())
    for path in sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if is_part(path)):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def is_part(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc"


def keep(site: Path, name: str, *, kind: str = SITES) -> None:
    """Keep a copy of a prepared site under `name`; forget the older ones. Nothing happens if the disk refuses."""
    sites = folder_of_sites(kind)
    with suppress(OSError):
        sites.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = Path(tempfile.mkdtemp(prefix=UNDER_WAY, dir=sites))
        try:
            shutil.copytree(site, fresh, dirs_exist_ok=True, ignore=shutil.ignore_patterns("cache.sqlite3*"))
            os.utime(fresh)
            # Another start may have kept the same site meanwhile: then this copy goes.
            fresh.rename(sites / name)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        prune(sites)


def prune(sites: Path) -> None:
    """Leave the newest sites, and the copies that may be under way."""
    newest_first = sorted(sites.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
    whole = [path for path in newest_first if not path.name.startswith(UNDER_WAY)]
    given_up = [path for path in newest_first if path not in whole and path.stat().st_mtime < time.time() - A_DAY]
    for path in [*whole[KEPT_COUNT:], *given_up]:
        shutil.rmtree(path, ignore_errors=True)


def copy_into(site: Path, name: str, *, kind: str = SITES) -> bool:
    """Copy the kept site to the empty folder `site`; return whether there was one. A broken copy leaves it empty."""
    kept = folder_of_sites(kind) / name
    try:
        shutil.copytree(kept, site, dirs_exist_ok=True, ignore=shutil.ignore_patterns(*LAST))
        for last in LAST:
            shutil.copy2(kept / last, site / f"{last}.new")
            (site / f"{last}.new").replace(site / last)
    except OSError:
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir(parents=True, exist_ok=True)
        return False
    return True
