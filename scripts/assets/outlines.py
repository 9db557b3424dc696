"""Outlines of the communes, drawn once into the file that the map uses: `python -m scripts.assets.outlines`."""

import json
import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
COMMUNES = ROOT / "reseau" / "data" / "communes_contours.json"
CODES = ROOT / "reseau" / "data" / "communes_lot.json"
DRAWING = ROOT / "static" / "img" / "communes.svg"


def draw_outlines() -> str:
    """Return an SVG file with the outlines, in whole units of the map.

    `communes` is all of them, made of a path for each intercommunality (`outline_id`).
    """
    from reseau.directory.place_map.projection import outline_id, projection  # noqa: PLC0415 - after the settings

    flat = projection()
    communes = json.loads(CODES.read_text(encoding="utf-8"))["communes"]
    areas = {commune["code_insee"]: commune["epci_nom"] for commune in communes}
    paths: dict[str, str] = {}
    for commune in json.loads(COMMUNES.read_text(encoding="utf-8"))["communes"]:
        area = outline_id(areas[commune["code_insee"]])
        for ring in commune["contours"]:
            path = _closed_path([flat.point(latitude, longitude) for longitude, latitude in ring])
            paths[area] = paths.get(area, "") + path
    shapes = "".join(f'<path id="{area}" d="{path}"/>' for area, path in sorted(paths.items()))
    return f'<svg xmlns="http://www.w3.org/2000/svg"><g id="communes">{shapes}</g></svg>\n'


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
