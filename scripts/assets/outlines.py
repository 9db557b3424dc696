"""Outlines of the communes, drawn once into the file that the map uses: `python -m scripts.assets.outlines`."""

import json
import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMUNES = ROOT / "reseau" / "data" / "communes_contours.json"
DRAWING = ROOT / "static" / "img" / "communes.svg"


def draw_outlines() -> str:
    """Return an SVG file with one symbol, `communes`: the outlines in units of the map, to the unit."""
    from reseau.place_map.projection import projection  # noqa: PLC0415 - after the settings

    flat = projection()
    path = []
    for commune in json.loads(COMMUNES.read_text(encoding="utf-8"))["communes"]:
        for ring in commune["contours"]:
            path.append(_closed_path([flat.point(latitude, longitude) for longitude, latitude in ring]))
    shape = "".join(path)
    return f'<svg xmlns="http://www.w3.org/2000/svg"><path id="communes" d="{shape}"/></svg>\n'


def _closed_path(points: list[tuple[float, float]]) -> str:
    """Return the path of a ring in whole units, relative to its first point, without steps of no length."""
    rounded = [(round(x), round(y)) for x, y in points]
    x, y = rounded[0]
    steps = [f"M{x} {y}"]
    for next_x, next_y in rounded[1:-1]:
        if (next_x, next_y) != (x, y):
            steps.append(f"l{next_x - x} {next_y - y}")
            x, y = next_x, next_y
    return "".join([*steps, "z"])


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "extranet.settings.test")
    DRAWING.write_text(draw_outlines(), encoding="utf-8")


if __name__ == "__main__":
    main()
