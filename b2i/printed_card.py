"""The card as it is printed: its QR, which leads to the login page and holds no secret, and its PDF."""

import io
import json
from pathlib import Path

import segno
import typst

from b2i.models import Learner

TEMPLATE = Path(__file__).parent / "data" / "carte.typ"


def qr_svg(url: str, *, title: str = "") -> str:
    """A QR as an SVG element; black on white whatever the theme, since readers expect it so."""
    return segno.make(url, error="m").svg_inline(scale=4, light="#fff", omitsize=True, title=title or None)


def card_pdf(*, learner: Learner, login_url: str, secret: str = "") -> bytes:
    """One page A7, tagged for screen readers (PDF/UA-1); without `secret`, a line to write it by hand."""
    qr = io.BytesIO()
    segno.make(login_url, error="m").save(qr, kind="svg", light="#fff")
    data = {
        "name": str(learner),
        "number": learner.card_number,
        "secret": secret,
        "epm": learner.epm.name,
        "phone": learner.epm.phone,
        "address": login_url.partition("://")[2].partition("?")[0],
        "qr": qr.getvalue().decode(),
    }
    return typst.compile(
        TEMPLATE.read_bytes(),
        sys_inputs={"data": json.dumps(data)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
