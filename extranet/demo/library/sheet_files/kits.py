"""Kits of the demo’s sheets (`content/kits`): what is to print for a workshop, as one PDF attached to the sheet."""

from collections.abc import Iterator

from extranet.demo.content import read_folder
from extranet.demo.files.kits import fields_of, printed_kit
from ressources.files.models.attachment import Attachment
from ressources.sheets.models.workshop import WorkshopPage

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
