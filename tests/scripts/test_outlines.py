"""The drawing of the communes is the one that its data give."""

from scripts.assets.outlines import DRAWING, draw_outlines


def test_drawing_is_made_from_the_data():
    assert DRAWING.read_text(encoding="utf-8") == draw_outlines(), "Run `python -m scripts.assets.outlines`."
