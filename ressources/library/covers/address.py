"""Which picture stands for a sheet: the one that its authors chose, otherwise the drawn cover."""

from typing import NamedTuple

from django.urls import reverse

from reseau.documents.drawings.colours import Theme
from ressources.files.models.picture import SMALL
from ressources.library.covers.cover import Cover
from ressources.sheets.models.sheet import Sheet
from search.engines.base import Hit

# The theme that a person chose (`extranet.interface.display`).
THEMES = {"light": Theme.LIGHT, "dark": Theme.DARK}
# Sources of the search whose results are sheets (`ressources.declarations.search`).
SHEET_KINDS = frozenset({"sheet", "watch", "story", "media"})


class CoverAddress(NamedTuple):
    url: str
    is_drawn: bool


def cover_address(subject: Sheet | Hit, chosen_theme: str = "") -> CoverAddress | None:
    """Return the address of the cover of a sheet, or of a result of the search; None if the result is no sheet.

    `chosen_theme`: « light » or « dark »; without it the system of the reader decides.
    """
    theme = THEMES.get(chosen_theme, Theme.AUTO)
    if isinstance(subject, Sheet):
        if key := chosen_picture(subject):
            return CoverAddress(reverse("ressources:picture", args=[key, SMALL]), is_drawn=False)
        return CoverAddress(Cover.of_sheet(subject).url(theme), is_drawn=True)
    if subject.kind not in SHEET_KINDS:
        return None
    if subject.picture:
        return CoverAddress(subject.picture, is_drawn=False)
    return CoverAddress(Cover.of_hit(subject).url(theme), is_drawn=True)


def chosen_picture(sheet: Sheet) -> int | None:
    """Return the key of the picture that its authors put on the cover, joined or not by the query of the sheet."""
    if hasattr(sheet, "cover_key"):
        return sheet.cover_key
    return sheet.pictures.filter(is_cover=True).values_list("pk", flat=True).first() if sheet.pk else None
