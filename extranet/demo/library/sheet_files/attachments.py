"""Files attached to some sheets of the demo (`content/attachments`): real files, read like any other."""

from collections.abc import Callable, Sequence

from django.core.files.base import ContentFile

from extranet.demo.content import read_folder
from extranet.demo.files.handouts import handout_pdf
from extranet.demo.files.office import DocumentSection, docx, odp, odt
from extranet.demo.files.slides import pptx
from extranet.demo.files.work_ahead import WORK_AHEAD
from ressources.files.services.attachments import attach
from ressources.files.text_extraction import read_attachment
from ressources.sheets.models.workshop import WorkshopPage


def txt(title: str, sections: Sequence[DocumentSection]) -> bytes:
    paragraphs = ["\n".join([section.heading, *section.lines]) for section in sections]
    return "\r\n\r\n".join([title, *paragraphs]).encode("cp1252")


WRITERS: dict[str, Callable[[str, Sequence[DocumentSection]], bytes]] = {
    "pdf": handout_pdf,
    "odt": odt,
    "docx": docx,
    "odp": odp,
    "pptx": pptx,
    "txt": txt,
}


def file_of(content: dict) -> ContentFile:
    """The file that a text of `content/attachments` describes."""
    data = WORK_AHEAD.result(("attachment", content["slug"]), lambda: written(content))
    return ContentFile(data, name=f"{content['slug']}.{content['kind']}")


def written(content: dict) -> bytes:
    sections = [DocumentSection(section["heading"], tuple(section["lines"])) for section in content["sections"]]
    return WRITERS[content["kind"]](content["title"], sections)


def build_attachments(sheets: dict[str, WorkshopPage]) -> None:
    """Attach each file to its sheet. `sheets`: name of the sheet's content file → page."""
    for content in read_folder("attachments"):
        sheet = sheets[content["sheet"]]
        attachment = attach(sheet=sheet, by=sheet.owner, file=file_of(content), name=content["name"])
        read_attachment(attachment.pk)
