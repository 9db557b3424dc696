"""Drawings of the demo's pictures: workshop subjects, in the colours of the site, with the same pixels each time."""

import io
from collections.abc import Callable, Sequence
from functools import cache

from PIL import Image, ImageDraw, ImageFont

# A sheet of 400 by 300, drawn eight times as large, then halved to soften the edges.
WIDTH, HEIGHT, SCALE = 400, 300, 8
PAPER, SURFACE, INK, SOFT, LINE = "#faf7f2", "#ffffff", "#1e2b2e", "#4a5a5e", "#d9d3c8"
RIVER, TINT, SAFFRON, WALNUT = "#0b5d5e", "#e3f0ef", "#f2a900", "#5b3a1e"

Point = tuple[float, float]


class Pen:
    """Draw on a sheet in its own units; strokes are two units wide by default."""

    def __init__(self) -> None:
        self.sheet = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
        self._draw = ImageDraw.Draw(self.sheet)

    def box(self, x: float, y: float, width: float, height: float, *, fill=SURFACE, corner=8, stroke=INK, weight=2):
        area = [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE]
        self._draw.rounded_rectangle(area, corner * SCALE, fill, stroke, round_up(weight))

    def disc(self, x: float, y: float, radius: float, *, fill=SURFACE, stroke=INK, weight=2):
        area = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
        self._draw.ellipse(area, fill, stroke, round_up(weight))

    def line(self, *points: Point, colour=INK, weight=2):
        self._draw.line([(x * SCALE, y * SCALE) for x, y in points], colour, round_up(weight), joint="curve")

    def shape(self, *points: Point, fill=SURFACE):
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill)

    def arc(self, x: float, y: float, radius: float, start: float, end: float, *, colour=RIVER, weight=5):
        area = [(x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE]
        self._draw.arc(area, start, end, colour, round_up(weight))

    def text(self, x: float, y: float, words: str, *, size=16, colour=INK):
        """Write text centred on that point."""
        font = ImageFont.load_default(size * SCALE)
        self._draw.text((x * SCALE, y * SCALE), words, colour, font, anchor="mm")

    def number(self, x: float, y: float, number: int, *, to: Point | None = None):
        """Draw a numbered mark, with a line to the part that the caption names."""
        if to:
            self.line((x, y), to, colour=SAFFRON, weight=2.5)
            self.disc(*to, 3, fill=SAFFRON, stroke=SAFFRON)
        self.disc(x, y, 13, fill=SAFFRON, stroke=WALNUT)
        self.text(x, y, str(number), size=17)

    def png(self) -> bytes:
        buffer = io.BytesIO()
        self.sheet.reduce(2).save(buffer, "PNG")
        return buffer.getvalue()


def round_up(weight: float) -> int:
    return round(weight * SCALE)


def mouse(pen: Pen) -> None:
    pen.line((200, 60), (200, 34), (236, 16), (300, 16), colour=SOFT, weight=5)
    pen.box(130, 60, 140, 210, corner=70)
    pen.shape((134, 148), (198, 148), (198, 62), (170, 68), (144, 94), (134, 122), fill=TINT)
    pen.box(130, 60, 140, 210, corner=70, fill=None, weight=3)
    pen.line((132, 150), (268, 150), weight=3)
    pen.line((200, 62), (200, 150), weight=3)
    pen.box(190, 88, 20, 40, corner=10, fill=RIVER)
    pen.number(52, 110, 1, to=(158, 112))
    pen.number(348, 60, 2, to=(206, 100))
    pen.number(348, 140, 3, to=(244, 112))


def keyboard(pen: Pen) -> None:
    pen.box(16, 70, 368, 160, corner=12, fill=LINE)
    for row in range(4):
        for place in range(13):
            is_marked = (row, place) in {(0, 12), (3, 0)}
            fill = SAFFRON if is_marked else SURFACE
            pen.box(25 + 27.1 * place, 79 + 30 * row, 24, 26, corner=4, fill=fill, weight=1.2)
    pen.box(350.2, 109, 24, 56, corner=4, fill=SAFFRON, weight=1.2)
    pen.box(106, 199, 184, 24, corner=4, fill=SAFFRON, weight=1.2)
    pen.number(362, 34, 1, to=(362, 86))
    pen.number(362, 266, 2, to=(362, 150))
    pen.number(37, 266, 3, to=(37, 186))
    pen.number(198, 266, 4, to=(198, 214))


def computer(pen: Pen) -> None:
    pen.box(60, 20, 280, 260, corner=6, fill=LINE, weight=3)
    pen.box(76, 36, 170, 160, corner=3, fill=TINT)
    pen.box(112, 66, 56, 56, corner=3, fill=SOFT)
    pen.box(124, 78, 32, 32, corner=2, fill=SURFACE)
    for rank in range(3):
        pen.box(192 + 16 * rank, 52, 9, 92, corner=1, fill=RIVER, weight=1)
    for rank in range(2):
        pen.box(92, 158 + 16 * rank, 96, 8, corner=1, fill=WALNUT, weight=1)
    pen.box(262, 150, 62, 46, corner=3, fill=SURFACE)
    pen.disc(284, 173, 14, fill=TINT)
    pen.box(76, 212, 120, 54, corner=3, fill=SURFACE)
    pen.disc(116, 239, 20, fill=LINE)
    pen.number(30, 94, 1, to=(140, 94))
    pen.number(370, 60, 2, to=(228, 82))
    pen.number(370, 172, 3, to=(306, 173))
    pen.number(30, 240, 4, to=(92, 239))


def usb_key(pen: Pen) -> None:
    pen.box(20, 96, 150, 108, corner=8, fill=LINE, weight=3)
    pen.box(58, 134, 74, 32, corner=3, fill=INK)
    pen.box(62, 138, 66, 10, corner=1, fill=SURFACE, weight=1)
    pen.line((252, 150), (192, 150), colour=SAFFRON, weight=6)
    pen.shape((192, 136), (192, 164), (176, 150), fill=SAFFRON)
    pen.box(264, 128, 42, 44, corner=2, fill=SURFACE, weight=3)
    for side in (136, 156):
        pen.box(278, side, 10, 8, corner=1, fill=INK, weight=1)
    pen.box(304, 116, 78, 68, corner=12, fill=RIVER, weight=3)
    pen.disc(364, 150, 7, fill=PAPER)
    pen.number(95, 54, 1, to=(95, 138))
    pen.number(342, 72, 2, to=(342, 128))


def wireless(pen: Pen) -> None:
    pen.box(30, 170, 120, 46, corner=8, fill=RIVER, weight=3)
    for x in (48, 132):
        pen.line((x, 170), (x, 104), weight=5)
    for rank in range(3):
        pen.disc(56 + 22 * rank, 194, 5, fill=SAFFRON, weight=1)
    for rank, radius in enumerate((30, 50, 70)):
        pen.arc(150, 140, radius, -38, 38, colour=RIVER if rank else WALNUT)
    pen.box(270, 62, 98, 186, corner=14, fill=INK, weight=3)
    pen.box(278, 80, 82, 146, corner=4)
    pen.arc(319, 122, 14, 180, 360, colour=INK, weight=4)
    pen.box(301, 120, 36, 30, corner=4, fill=SAFFRON)
    pen.box(288, 168, 62, 18, corner=4, fill=TINT, weight=1.2)
    pen.text(319, 177, "* * * * * *", size=11)
    pen.box(288, 196, 62, 20, corner=5, fill=RIVER, weight=1.2)
    pen.number(90, 258, 1, to=(90, 206))
    pen.number(382, 38, 2, to=(330, 134))
    pen.number(246, 258, 3, to=(296, 178))


def address(pen: Pen) -> None:
    for x, width, fill, words in (
        (14, 172, TINT, "colette.paul"),
        (196, 44, SAFFRON, "@"),
        (250, 136, SURFACE, "exemple.fr"),
    ):
        pen.box(x, 110, width, 62, fill=fill)
        pen.text(x + width / 2, 141, words, size=25)
    pen.number(100, 226, 1, to=(100, 172))
    pen.number(218, 60, 2, to=(218, 110))
    pen.number(318, 226, 3, to=(318, 172))


def gestures(pen: Pen) -> None:
    marks: Sequence[tuple[float, float, int]] = ((12, 12, 1), (204, 12, 2), (12, 154, 3), (204, 154, 4))
    for x, y, rank in marks:
        pen.box(x, y, 184, 134)
        pen.number(x + 22, y + 22, rank)
    for radius, fill in ((26, TINT), (12, RIVER)):
        pen.disc(104, 84, radius, fill=fill)
    for radius, fill in ((40, PAPER), (26, TINT), (12, RIVER)):
        pen.disc(296, 84, radius, fill=fill)
    pen.disc(66, 226, 12, fill=RIVER)
    pen.line((84, 226), (146, 226), colour=SAFFRON, weight=5)
    pen.shape((146, 214), (146, 238), (162, 226), fill=SAFFRON)
    for x, way in ((268, -1), (324, 1)):
        pen.disc(x, 226, 12, fill=RIVER)
        pen.line((x + 16 * way, 226), (x + 34 * way, 226), colour=SAFFRON, weight=5)
        pen.shape((x + 34 * way, 216), (x + 34 * way, 236), (x + 46 * way, 226), fill=SAFFRON)


def poster(pen: Pen) -> None:
    pen.box(110, 10, 180, 280, corner=3, weight=3)
    pen.box(124, 24, 152, 44, corner=3, fill=WALNUT)
    pen.text(200, 46, "BAL", size=30, colour=SURFACE)
    pen.box(124, 80, 152, 112, corner=3, fill=TINT)
    pen.disc(240, 108, 14, fill=SAFFRON)
    pen.shape((126, 190), (174, 120), (222, 190), fill=RIVER)
    pen.shape((190, 190), (232, 144), (274, 190), fill=SOFT)
    pen.box(124, 204, 152, 30, corner=3, fill=SAFFRON)
    pen.text(200, 219, "samedi 20 h", size=17)
    for y in (248, 262):
        pen.line((136, y), (264, y), colour=SOFT, weight=4)
    pen.line((160, 276), (240, 276), colour=LINE, weight=3)
    for rank, y in enumerate((46, 136, 219, 262), start=1):
        pen.number(60 if rank % 2 else 340, y, rank, to=(124 if rank % 2 else 276, y))


DRAWINGS: dict[str, Callable[[Pen], None]] = {
    "souris": mouse,
    "clavier": keyboard,
    "ordinateur": computer,
    "cle-usb": usb_key,
    "wifi": wireless,
    "adresse": address,
    "gestes": gestures,
    "affiche": poster,
}


@cache
def render_drawing(name: str) -> bytes:
    """Return the drawing of that name, as a PNG of 1600 by 1200 pixels."""
    pen = Pen()
    DRAWINGS[name](pen)
    return pen.png()
