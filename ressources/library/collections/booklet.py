"""A collection as one booklet: title page, contents, then each sheet with the note of the collection on it.

Each sheet keeps its signature and its licence. The layout is `ressources/data/livret-de-fiches.typ`.
"""

from collections.abc import Callable, Sequence

from django.conf import settings
from django.core.exceptions import ValidationError

from reseau.documents.files.file_names import size_in_words
from reseau.documents.papers.paper import Paper
from reseau.people.members.models.member import Member
from reseau.texts.elision import of
from reseau.texts.wording import minutes_in_words
from ressources.library.collections.models import Collection
from ressources.library.collections.paper import sheets_to_print
from ressources.library.downloads.paper import SHEET_BODY, TEMPLATES, available_pictures, sheet_images, sheet_words
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.workshop import WorkshopPage

# Bytes of pictures: they are all held in memory while the booklet is made.
MOST_PICTURES = 60 * 1024 * 1024
EMPTY = "Il n’y a rien à imprimer\u00a0: cette collection ne contient aucune fiche que vous puissiez lire."


def booklet_of(collection: Collection, *, reader: Member, address: Callable[[str], str]) -> Paper:
    """Return the booklet of the sheets that `reader` may read; `address` makes a full address of a path of this site.

    Raises `ValidationError` for a collection without such a sheet, or with too many pictures for one paper.
    """
    entries = sheets_to_print(collection, reader=reader)
    sheets = [sheet for _, sheet in entries]
    _check(sheets)
    words = [
        sheet_words(sheet, url=address(sheet.get_absolute_url()), reader=reader)
        | {"note": entry.note, "brief": ", ".join([sheet.kind.label, *sheet.in_short[:2]])}
        for entry, sheet in entries
    ]
    return Paper.of(
        TEMPLATES / "livret-de-fiches.typ",
        imported=(SHEET_BODY,),
        images={name: file for sheet in sheets for name, file in sheet_images(sheet).items()},
        title=collection.title,
        aim=collection.note,
        note=collection.note,
        owner=of(collection.owner),
        origin=str(collection.owner),
        site=settings.WAGTAIL_SITE_NAME,
        facts=_facts(sheets),
        remarks=_remarks(sheets),
        sheets=words,
    )


def _check(sheets: Sequence[Sheet]) -> None:
    if not sheets:
        raise ValidationError(EMPTY)
    weights = {picture.sha256: picture.size for sheet in sheets for picture in available_pictures(sheet)}
    if sum(weights.values()) > MOST_PICTURES:
        raise ValidationError(
            f"Les images de ces fiches font plus de {size_in_words(MOST_PICTURES)}\u00a0: c’est trop pour un livret."
            " Faites deux collections, ou emportez les fiches une par une (ZIP)."
        )


def _facts(sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """Return what the title page counts: sheets, and minutes of the workshops among them."""
    minutes = [sheet.duration for sheet in sheets if isinstance(sheet, WorkshopPage)]
    facts = [("Fiches", str(len(sheets)))]
    if sum(minutes):
        workshops = "de l’atelier" if len(minutes) == 1 else f"des {len(minutes)} ateliers"
        facts.append((f"Durée {workshops}", minutes_in_words(sum(minutes))))
    return facts


def _remarks(sheets: Sequence[Sheet]) -> list[str]:
    """Return the terms of the booklet: it has none of its own."""
    remarks = ["Chaque fiche garde ses auteurs et sa licence, écrits à la fin de la fiche. Le livret n’en change rien."]
    reserved = sum(sheet.audience != "public" for sheet in sheets)
    if reserved:
        which = "Une fiche est réservée" if reserved == 1 else f"{reserved} fiches sont réservées"
        remarks.append(f"{which} aux membres du réseau\u00a0: retirez-la avant de donner ce livret à d’autres.")
    return remarks
