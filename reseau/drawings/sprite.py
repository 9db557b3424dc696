"""The drawings of the sprite of icons, for pictures that are files of their own."""

import re
from functools import cache

from django.conf import settings

SPRITE = settings.BASE_DIR / "static" / "img" / "icons.svg"
SYMBOL = re.compile(r'<symbol id="(?P<name>[^"]+)"[^>]*>(?P<shapes>.*?)</symbol>')


@cache
def drawings() -> dict[str, str]:
    """Return name → shapes, in a square of 24 units."""
    return {symbol["name"]: symbol["shapes"] for symbol in SYMBOL.finditer(SPRITE.read_text(encoding="utf-8"))}
