"""What a first visit brings over the line besides the page: style, font, drawings, scripts."""

import gzip
import re
from functools import cache

from django.conf import settings

from extranet.interface.stylesheet import SHEET, gather

STATIC = settings.BASE_DIR / "static"
# The outlines of the communes, which the page of the map alone draws.
OF_ONE_PAGE = {"communes.svg"}
IMPORT = re.compile(r'^import .*?from "\./([\w-]+\.js)";', re.MULTILINE)


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def scripts_of(name: str) -> set[str]:
    """Return the modules that a page loads with this one, itself included."""
    found = {name}
    for imported in IMPORT.findall((STATIC / "js" / name).read_text(encoding="utf-8")):
        found |= scripts_of(imported)
    return found


@cache
def shared_parts() -> dict[str, int]:
    """Return the bytes of bodies on the wire, without headers, by kind of file."""
    drawings = [path for path in (STATIC / "img").rglob("*.svg") if path.name not in OF_ONE_PAGE]
    files = [*drawings, *(STATIC / "js" / name for name in scripts_of("site.js"))]
    return {
        "style": packed(gather(STATIC / SHEET).encode()),
        "font": sum(path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2")),
        "drawings and scripts": sum(packed(path.read_bytes()) for path in files),
    }
