"""Pictures of sheets of the demo (`content/pictures.toml`): drawn here, stored like any other picture."""

import hashlib

from django.core.files.base import ContentFile

from extranet.demo.content import read_file
from extranet.demo.files.drawings import render_drawing
from ressources.files.models.picture import mark_of
from ressources.files.services.pictures import add_picture
from ressources.sheets.models.sheet import Sheet


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
