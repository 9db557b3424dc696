"""Separate process: time to print the published sheets of the demo, as JSON lines."""

import json

import typst
from django.contrib.auth.models import AnonymousUser

from bench.timing import milliseconds
from reseau.documents.papers.paper import FONTS
from ressources.library.downloads.paper import sheet_paper
from ressources.sheets.models.workshop import WorkshopPage

URL = "https://extranet.example.org/"
ONE_LINE = b'#set document(title: [Une ligne])\n#set text(lang: "fr")\nUne ligne.'


def main() -> None:
    """Print milliseconds of each sheet, its content read beforehand, and of one-line documents of the same standard."""
    reader = AnonymousUser()
    sheets = WorkshopPage.objects.visible_to(reader).with_record().prefetch_related("pictures").order_by("pk")
    papers = [sheet_paper(sheet, url=URL, reader=reader) for sheet in sheets[:100]]
    one_line()
    print(json.dumps({"papers": [milliseconds(paper.pdf) for paper in papers]}))
    print(json.dumps({"one_line": [milliseconds(one_line) for _ in papers]}))


def one_line() -> bytes:
    return typst.compile(ONE_LINE, font_paths=FONTS, ignore_system_fonts=True, pdf_standards=["ua-1"])
