"""The drawings of pictograms, for pictures that are files of their own."""

import re
from functools import cache

from django.conf import settings

PICTOGRAMS = settings.BASE_DIR / "reseau" / "data" / "pictograms.svg"
SYMBOL = re.compile(r'<symbol id="(?P<name>[^"]+)"[^>]*>(?P<shapes>.*?)</symbol>')


@cache
def drawings() -> dict[str, str]:
    """Return name → shapes, in a square of 24 units."""
    return {symbol["name"]: symbol["shapes"] for symbol in SYMBOL.finditer(PICTOGRAMS.read_text(encoding="utf-8"))}
