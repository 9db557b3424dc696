"""Fonts cut from one variable family: French letters alone, and a zero without its slash.

The slash makes prices, dates and hours harder to read for beginners; the open zero still differs from the letter O,
which is wider. It is taken away from the outline: the two halves of the hollow become one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates
from fontTools.varLib.instancer import instantiateVariableFont

# The letters of Western Europe, œ, dashes, quotation marks, the euro and the minus sign.
LETTERS = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    0x152,
    0x153,
    0x2009,
    0x2013,
    0x2014,
    0x2018,
    0x2019,
    0x201C,
    0x201D,
]
LETTERS += [0x2022, 0x2026, 0x20AC, 0x2212]
THIN_SPACE, NARROW_UNBROKEN_SPACE = 0x2009, 0x202F
FEATURES = ["kern", "frac", "locl", "tnum", "pnum"]
# Points of the zero: outline, both halves of the hollow, and the hollow in one line.
OUTLINE, HALVES = 16, (27, 39)
HOLLOW = [*range(16, 20), *range(28, 39), 27, *range(20, 27)]


@dataclass(frozen=True, slots=True)
class Cut:
    """One file to make, its path inside the project: of one `weight`, or variable between two `weights`."""

    path: str
    weights: tuple[int, int] | None = None
    weight: int | None = None
    style: str = ""


def cut_family(source: Path, cuts: Iterable[Cut], root: Path) -> list[Path]:
    """Write each cut of the variable font `source` under `root`; return their paths."""
    return [_write(source, cut, root / cut.path) for cut in cuts]


def _write(source: Path, cut: Cut, target: Path) -> Path:
    font = TTFont(source, recalcTimestamp=False)
    _open_zero(font)
    for table in font["cmap"].tables:
        if THIN_SPACE in table.cmap:
            table.cmap[NARROW_UNBROKEN_SPACE] = table.cmap[THIN_SPACE]
    if cut.weight:
        font = instantiateVariableFont(font, {"wght": cut.weight})
        _rename(font, cut)
    options = Options(layout_features=FEATURES, hinting=False, name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*LETTERS, NARROW_UNBROKEN_SPACE])
    subsetter.subset(font)
    if cut.weights:
        font = instantiateVariableFont(font, {"wght": tuple(cut.weights)})
    font.flavor = "woff2" if target.suffix == ".woff2" else None
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)
    return target


def _open_zero(font: TTFont) -> None:
    zero, variations = font["glyf"]["zero"], font["gvar"].variations["zero"]
    if tuple(end + 1 for end in zero.endPtsOfContours) != (OUTLINE, *HALVES):
        raise ValueError("The outline of the zero is not the one that this script knows.")
    order = [*range(OUTLINE), *HOLLOW]
    zero.coordinates = GlyphCoordinates([zero.coordinates[point] for point in order])
    zero.flags = bytearray(zero.flags[point] for point in order)
    zero.endPtsOfContours = [OUTLINE - 1, len(order) - 1]
    zero.numberOfContours = 2
    for variation in variations:
        moves = variation.coordinates
        variation.coordinates = [moves[point] for point in order] + moves[len(order) :]


def _rename(font: TTFont, cut: Cut) -> None:
    """Name the static font by its family and style, as programs that set texts look them up."""
    family = "Atkinson Hyperlegible Next"
    names = {2: cut.style, 4: f"{family} {cut.style}", 6: f"{family}-{cut.style}".replace(" ", ""), 16: family}
    for number, words in {**names, 1: family, 17: cut.style}.items():
        font["name"].setName(words, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = cut.weight
