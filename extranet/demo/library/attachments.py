"""Files attached to some sheets of the demo (`content/attachments`): real files, read like any other."""

import json
from collections.abc import Callable, Sequence

import typst
from django.core.files.base import ContentFile

from extranet.demo.content import CONTENT, read_folder
from extranet.demo.files.office import DocumentSection, docx, odp, odt
from extranet.demo.files.slides import pptx
from ressources.files.services.attachments import attach
from ressources.files.text_extraction import read_attachment
from ressources.sheets.models.workshop import WorkshopPage


def pdf(title: str, sections: Sequence[DocumentSection]) -> bytes:
    """A page or two of A4, tagged for screen readers (PDF/UA-1)."""
    content = [{"heading": section.heading, "lines": section.lines} for section in sections]
    return typst.compile(
        (CONTENT / "handout.typ").read_bytes(),
        sys_inputs={"data": json.dumps({"title": title, "sections": content})},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )


def txt(title: str, sections: Sequence[DocumentSection]) -> bytes:
    paragraphs = ["\n".join([section.heading, *section.lines]) for section in sections]
    return "\r\n\r\n".join([title, *paragraphs]).encode("cp1252")


WRITERS: dict[str, Callable[[str, Sequence[DocumentSection]], bytes]] = {
    "pdf": pdf,
    "odt": odt,
    "docx": docx,
    "odp": odp,
    "pptx": pptx,
    "txt": txt,
}


def file_of(content: dict) -> ContentFile:
    """The file that a text of `content/attachments` describes."""
    sections = [DocumentSection(section["heading"], tuple(section["lines"])) for section in content["sections"]]
    data = WRITERS[content["kind"]](content["title"], sections)
    return ContentFile(data, name=f"{content['slug']}.{content['kind']}")


def build_attachments(sheets: dict[str, WorkshopPage]) -> None:
    """Attach each file to its sheet. `sheets`: name of the sheet's content file → page."""
    for content in read_folder("attachments"):
        sheet = sheets[content["sheet"]]
        attachment = attach(sheet=sheet, by=sheet.owner, file=file_of(content), name=content["name"])
        read_attachment(attachment.pk)
