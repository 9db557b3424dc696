"""The sprite of icons: one symbol for each drawing, shown by `<use href="icons.svg#name">`."""

import re
from pathlib import Path

DRAWING = re.compile(r'viewBox="(?P<box>[^"]+)".*?>(?P<shapes>.*)</svg>', re.DOTALL)


def sprite_of(drawings: Path, names: list[str], source: str) -> str:
    """Return the sprite of the named drawings, in the order of `names`, without their colours and strokes."""
    symbols = "\n".join(_symbol(name, (drawings / f"{name}.svg").read_text(encoding="utf-8")) for name in names)
    return f'<svg xmlns="http://www.w3.org/2000/svg"><!-- {source}: icons-LICENSE.txt -->\n{symbols}\n</svg>\n'


def _symbol(name: str, drawing: str) -> str:
    found = DRAWING.search(drawing)
    shapes = re.sub(r"\s+/>", "/>", re.sub(r"\s*\n\s*", "", found["shapes"]))
    return f'<symbol id="{name}" viewBox="{found["box"]}">{shapes}</symbol>'
