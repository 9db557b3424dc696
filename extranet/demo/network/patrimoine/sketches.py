"""Drawings of heritage places of the demo, with the same pixels each time."""

from extranet.demo.files.drawings import HEIGHT, INK, LINE, RIVER, SAFFRON, SURFACE, TINT, WIDTH, Pen


def sketch_bridge() -> bytes:
    pen = Pen()
    pen.box(0, 0, WIDTH, HEIGHT, fill=TINT, corner=0, stroke=TINT)
    pen.disc(330, 60, 24, fill=SAFFRON, stroke=SAFFRON)
    pen.box(0, 215, WIDTH, 85, fill=RIVER, corner=0, stroke=RIVER)
    pen.shape((0, 150), (200, 118), (400, 150), (400, 232), (0, 232), fill=LINE)
    for middle in (75, 200, 325):
        pen.disc(middle, 232, 44, fill=RIVER, stroke=INK)
    pen.box(0, 232, WIDTH, 68, fill=RIVER, corner=0, stroke=RIVER)
    pen.line((0, 150), (200, 118), (400, 150), weight=3)
    for row in (248, 268, 286):
        pen.line((40, row), (140, row), colour=TINT)
        pen.line((220, row - 6), (350, row - 6), colour=TINT)
    return pen.png()


def sketch_fountain() -> bytes:
    pen = Pen()
    pen.box(0, 0, WIDTH, HEIGHT, fill=TINT, corner=0, stroke=TINT)
    pen.box(0, 240, WIDTH, 60, fill=LINE, corner=0, stroke=LINE)
    pen.box(176, 70, 48, 150, fill=SURFACE, corner=4)
    pen.shape((160, 72), (200, 34), (240, 72), fill=LINE)
    pen.line((160, 72), (200, 34), (240, 72), (160, 72))
    pen.line((176, 120), (146, 120), (146, 132), weight=5)
    pen.line((146, 136), (146, 204), colour=RIVER, weight=5)
    pen.box(80, 200, 240, 56, fill=SURFACE, corner=10)
    pen.box(92, 210, 216, 14, fill=RIVER, corner=6, stroke=RIVER)
    return pen.png()


SKETCHES = {"bridge": sketch_bridge, "fountain": sketch_fountain}
