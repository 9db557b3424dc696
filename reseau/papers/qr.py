"""QR codes, black on white whatever the colours around them, since readers expect it so."""

import io

import segno


def qr_svg(url: str, *, title: str = "") -> str:
    """Return an SVG element for a page, as large as its container."""
    return segno.make(url, error="m").svg_inline(scale=4, light="#fff", omitsize=True, title=title or None)


def qr_image(url: str) -> str:
    """Return a whole SVG image, for a paper."""
    image = io.BytesIO()
    segno.make(url, error="m").save(image, kind="svg", light="#fff", border=2)
    return image.getvalue().decode()
