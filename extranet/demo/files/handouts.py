"""A page or two of A4 of the demo, as a PDF."""

import json
from collections.abc import Sequence

import typst

from extranet.demo.content import CONTENT
from extranet.demo.files.office import DocumentSection


def handout_pdf(title: str, sections: Sequence[DocumentSection]) -> bytes:
    """Return a PDF that is tagged for screen readers (PDF/UA-1)."""
    content = [{"heading": section.heading, "lines": section.lines} for section in sections]
    return typst.compile(
        (CONTENT / "handout.typ").read_bytes(),
        sys_inputs={"data": json.dumps({"title": title, "sections": content})},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
