"""The cover of a sheet: its landscape in the colours of its domains, with the pictogram of its subject on a pebble.

Everything that a cover shows stands in its address, so that it is drawn without the database and kept for good.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Self
from urllib.parse import unquote

from django.urls import reverse

from reseau.documents.drawings.colours import Theme, palette
from reseau.documents.drawings.landscape import HEIGHT, NO_DOMAIN, PEBBLE_Y, WIDTH, Landscape, Tones, coloured, tones_of
from reseau.documents.drawings.sprite import drawings
from ressources.library.covers.pictograms import DOMAIN_PICTOGRAMS, PICTOGRAMS, find_subject
from ressources.sheets.models.sheet import Sheet
from search.engines.base import Hit

DOMAINS = re.compile(r"0|([1-5])(?!\1)[1-5]?")
SLUG = re.compile(r"[-\w]{1,255}")
PICTOGRAM_SIZE = 54


@dataclass(frozen=True, slots=True)
class Cover:
    """`domains`: the numbers of one or two domains, 0 for none; `slug`: the end of the address of the sheet."""

    slug: str
    domains: tuple[int, ...]
    pictogram: str

    @classmethod
    def of_words(cls, slug: str, *, title: str, tags: Iterable[str], domain_codes: Iterable[str]) -> Self:
        """Return the cover of a sheet by its title, its keywords and the codes of its domains, « D2 »."""
        numbers = sorted({int(code[1:]) for code in domain_codes if re.fullmatch("D[1-5]", code)})
        subject = find_subject(title, tags)
        if subject and subject.domain in numbers:
            numbers.sort(key=lambda number: number != subject.domain)
        domains = tuple(numbers[:2]) or (NO_DOMAIN,)
        return cls(slug, domains, subject.pictogram if subject else DOMAIN_PICTOGRAMS[domains[0]])

    @classmethod
    def of_sheet(cls, sheet: Sheet) -> Self:
        """Return the drawn cover; no query for a sheet of a list (`with_cover`)."""
        codes = [domain.code for domain in sheet.domains]
        return cls.of_words(sheet.slug, title=sheet.title, tags=tag_names(sheet), domain_codes=codes)

    @classmethod
    def of_hit(cls, hit: Hit) -> Self:
        """Return the drawn cover of a sheet found by the search, without the sheet."""
        slug = unquote(hit.url.rstrip("/").rpartition("/")[2])
        return cls.of_words(slug, title=hit.title, tags=hit.tags, domain_codes=hit.facets.get("theme", ()))

    @classmethod
    def of_address(cls, slug: str, domains: str, pictogram: str) -> Self:
        """Return the cover that the parts of its address describe. Raises ValueError if one of them is odd."""
        if not (SLUG.fullmatch(slug) and DOMAINS.fullmatch(domains) and pictogram in PICTOGRAMS):
            raise ValueError("not the address of a cover")
        return cls(slug, tuple(map(int, domains)), pictogram)

    @property
    def tones(self) -> Tones:
        """The tokens of its first domain."""
        return tones_of(self.domains[0])

    def url(self, theme: Theme) -> str:
        domains = "".join(map(str, self.domains))
        return reverse("ressources:cover", args=[drawing_version(), theme.value, domains, self.pictogram, self.slug])

    def svg(self, theme: Theme) -> str:
        """Return the picture, a file of its own; where it is narrower than the whole, the pebble stays in sight."""
        landscape = Landscape(self.slug)
        kept_side = "xMin" if landscape.is_pebble_left else "xMax"
        left, top = landscape.pebble_x - PICTOGRAM_SIZE // 2, PEBBLE_Y - PICTOGRAM_SIZE // 2
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
            f' preserveAspectRatio="{kept_side}YMid slice"><style>{self.style(theme)}</style>'
            f"<defs>{landscape.grounds}</defs>{landscape.shapes}{landscape.pebble}"
            f'<g class="pictogram" transform="translate({left} {top}) scale({PICTOGRAM_SIZE / 24})">'
            f"{drawings()[self.pictogram]}</g></svg>"
        )

    def style(self, theme: Theme) -> str:
        if theme is not Theme.AUTO:
            return self.rules(palette(theme))
        dark_rules = self.rules(palette(Theme.DARK))
        return f"{self.rules(palette(Theme.LIGHT))}@media(prefers-color-scheme:dark){{{dark_rules}}}"

    def rules(self, colours: dict[str, str]) -> str:
        """Return the rules of the style for one palette."""
        text = colours[self.tones.text]
        return (
            f"{coloured(self.domains, colours)}.pebble{{fill:{colours['surface']}}}.pictogram{{fill:none;stroke:{text};"
            "stroke-linecap:round;stroke-linejoin:round;stroke-width:1.7}"
        )


def tag_names(sheet: Sheet) -> list[str]:
    """Return the names of its tags, joined or not by the query of the sheet."""
    if hasattr(sheet, "tag_rows"):
        return [row["name"] for row in sheet.tag_rows]
    return [tag.name for tag in sheet.tags.all()]


@cache
def drawing_version() -> str:
    """Return what changes when a release draws or colours covers otherwise: eight signs of a hash of samples."""
    samples = [
        Cover(f"sample-{place}", (place % 5 + 1, (place + 2) % 5 + 1), pictogram).svg(Theme.AUTO)
        for place, pictogram in enumerate(PICTOGRAMS)
    ]
    samples.append(Cover("sample", (NO_DOMAIN,), PICTOGRAMS[0]).svg(Theme.AUTO))
    return hashlib.sha256("".join(samples).encode()).hexdigest()[:8]
