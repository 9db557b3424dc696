"""The picture that programs show beside a shared link: the cover, large, with the title beside its pebble."""

import json
from dataclasses import dataclass
from pathlib import Path

import typst

from reseau.documents.drawings.colours import Theme, palette
from reseau.documents.drawings.landscape import Landscape
from reseau.documents.papers.paper import FONTS
from ressources.library.covers.cover import Cover

TEMPLATE = Path(__file__).parents[2] / "data" / "partage.typ"
WIDTH, HEIGHT = 1200, 630
# One point of the paper is one point of the picture.
POINTS_PER_INCH = 72
# Size of the title by its length, so that it fits; a longer one is cut.
SIZES = ((45, 60), (80, 50), (130, 42))
LONGEST = 130


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """`kind` stands above the title, `site` under it."""

    cover: Cover
    kind: str
    title: str
    site: str

    @property
    def data(self) -> str:
        """What the template shows, as JSON."""
        colours = palette(Theme.LIGHT)
        title = self.title if len(self.title) <= LONGEST else f"{self.title[: LONGEST - 1].rstrip()}…"
        shown = {
            "cover": self.cover.svg(Theme.LIGHT),
            "pebble": "left" if Landscape(self.cover.slug).is_pebble_left else "right",
            "kind": self.kind,
            "title": title,
            "size": next(size for length, size in SIZES if len(title) <= length),
            "site": self.site,
            "colours": {name: colours[name] for name in ("ink", "soft", "surface")}
            | {"accent": colours[self.cover.tones.text]},
        }
        return json.dumps(shown, ensure_ascii=False, sort_keys=True)

    def png(self) -> bytes:
        return typst.compile(
            {"main.typ": TEMPLATE.read_bytes()},
            sys_inputs={"data": self.data},
            font_paths=FONTS,
            ignore_system_fonts=True,
            format="png",
            ppi=POINTS_PER_INCH,
        )
