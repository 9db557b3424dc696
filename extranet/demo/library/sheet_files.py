"""Files of sheets of the demo: pictures, attachments, kits to print."""

import hashlib
from collections.abc import Callable, Iterator, Sequence

from django.core.files.base import ContentFile

from extranet.demo.content import read_file, read_folder
from extranet.demo.files.drawings import render_drawing
from extranet.demo.files.handouts import handout_pdf
from extranet.demo.files.kits import fields_of, printed_kit
from extranet.demo.files.office import DocumentSection, docx, odp, odt
from extranet.demo.files.slides import pptx
from extranet.demo.files.work_ahead import WORK_AHEAD
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import mark_of
from ressources.files.services.attachments import attach
from ressources.files.services.pictures import add_picture
from ressources.files.text_extraction import read_attachment
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.workshop import WorkshopPage


# Pictures of sheets of the demo (`content/pictures.toml`): drawn here, stored like any other picture.
def marks_of_steps(sheet: str) -> dict[int, tuple[str, ...]]:
    """Return rank of a step, from 1 → marks of the pictures beside it; `sheet`: name of its content file."""
    marks: dict[int, tuple[str, ...]] = {}
    for content in read_file("pictures")["pictures"]:
        if content["sheet"] == sheet and "step" in content:
            mark = mark_of(hashlib.sha256(render_drawing(content["drawing"])).hexdigest())
            marks[content["step"]] = (*marks.get(content["step"], ()), mark)
    return marks


def build_pictures(sheets: dict[str, Sheet]) -> None:
    """Add each picture to its sheet. `sheets`: name of the sheet's content file → page."""
    for content in read_file("pictures")["pictures"]:
        sheet = sheets[content["sheet"]]
        add_picture(
            sheet=sheet,
            by=sheet.owner,
            file=ContentFile(render_drawing(content["drawing"]), f"{content['drawing']}.png"),
            alternative=content["alternative"],
            caption=content["caption"],
            credit=content.get("credit", ""),
        )


# Files attached to some sheets of the demo (`content/attachments`): real files, read like any other.
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


# Kits of the demo’s sheets (`content/kits`): what is to print for a workshop, as one PDF attached to the sheet.
# What people read in a kit; other values lay it out.
LAID_OUT = {"layout", "kind", "device", "drawing", "columns", "equips", "slug"}


def build_kits(sheets: dict[str, WorkshopPage]) -> None:
    """Attach each kit to its sheet. `sheets`: name of the sheet's content file → page."""
    for content in read_folder("kits"):
        if sheet := sheets.get(content["slug"]):
            attach_kit(sheet, content)


def attach_kit(sheet: WorkshopPage, content: dict) -> None:
    """Attach a kit as if it had been sent and read: the text of what was just printed is known."""
    kit = printed_kit(content, title=sheet.title)
    attachment = Attachment(sheet=sheet, **fields_of(kit, sender=sheet.owner))
    attachment.note_text("\n".join(texts(content)))
    attachment.file.save(kit.name, kit, save=False)
    attachment.save()


def texts(part) -> Iterator[str]:
    """Yield each text that people read in a part of a kit."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for name, value in part.items():
            if name not in LAID_OUT:
                yield from texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from texts(value)
