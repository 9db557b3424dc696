"""What a first visit to the public page brings over a slow line: page, style, font, drawings, scripts."""

import gzip
import re

import pytest
from django.conf import settings

from extranet.stylesheet import SHEET, gather

STATIC = settings.BASE_DIR / "static"
IMPORT = re.compile(r'^import .*?from "\./([\w-]+\.js)";', re.MULTILINE)
# Bodies alone: the headers of some fifteen answers add about 5 kB.
MOST_BYTES = 55_000


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 9))


def scripts_of(name: str) -> set[str]:
    """Return the modules that a page loads with this one, itself included."""
    found = {name}
    for imported in IMPORT.findall((STATIC / "js" / name).read_text(encoding="utf-8")):
        found |= scripts_of(imported)
    return found


@pytest.mark.django_db
def test_first_visit_to_the_public_page_is_light(client, site_tree):
    drawings = [*(STATIC / "img").glob("*.svg"), *(STATIC / "img" / "domains").glob("*.svg")]
    files = [*drawings, *(STATIC / "js" / name for name in scripts_of("site.js"))]
    parts = {
        "page": packed(client.get("/").content),
        "style": packed(gather(STATIC / SHEET).encode()),
        "font": sum(path.stat().st_size for path in (STATIC / "fonts").glob("*.woff2")),
        "drawings and scripts": sum(packed(path.read_bytes()) for path in files),
    }

    assert sum(parts.values()) < MOST_BYTES, parts
