"""The browser that the journeys drive, where this machine has one."""

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """Return the path of Chromium, under one of its names."""
    return next(filter(None, map(shutil.which, NAMES)), None)
