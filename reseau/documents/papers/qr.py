"""QR codes, black on white whatever the colours around them, since readers expect it so."""

import io

import segno
from django.utils.html import format_html


def qr_svg(url: str, *, title: str) -> str:
    """Return an SVG element for a page, as large as its container, named by `title`."""
    drawing = segno.make(url, error="m").svg_inline(scale=4, light="#fff", omitsize=True)
    return drawing.replace("<svg ", format_html('<svg role="img" aria-label="{}" ', title), 1)


def qr_image(url: str) -> str:
    """Return a whole SVG image, for a paper."""
    image = io.BytesIO()
    segno.make(url, error="m").save(image, kind="svg", light="#fff", border=2)
    return image.getvalue().decode()
