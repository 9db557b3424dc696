"""A published sheet on paper: A4 for those who run or read it, a memo in large type for learners.

`url` is the full address of its page. Its authors are named to members of the network only, as on that page. The
layouts are `ressources/data/fiche.typ`, whose words are set by `corps-de-fiche.typ`, and `memo.typ`.
"""

from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models.fields.files import FieldFile

from reseau.documents.drawings.colours import Theme
from reseau.documents.papers.paper import Paper
from reseau.documents.papers.qr import qr_image
from reseau.permissions import is_network_member
from reseau.places.models.epm import EPM
from reseau.texts.markdown.blocks import to_blocks, to_lines, to_runs
from reseau.texts.wording import day_in_full, minutes_in_words, place_in_words
from ressources.files.models.picture import Picture
from ressources.library.covers.cover import Cover
from ressources.sheets.content import SheetContent, WorkshopContent
from ressources.sheets.enums import PartNature
from ressources.sheets.models.sheet import Sheet
from ressources.sheets.models.sheet_origins import Sources

TEMPLATES = Path(__file__).parents[2] / "data"
SHEET_BODY = TEMPLATES / "corps-de-fiche.typ"


def sheet_paper(sheet: Sheet, *, url: str, reader) -> Paper:
    """Return the whole sheet on A4, of any kind."""
    return Paper.of(
        TEMPLATES / "fiche.typ",
        imported=(SHEET_BODY,),
        images=sheet_images(sheet),
        **sheet_words(sheet, url=url, reader=reader),
    )


def sheet_words(sheet: Sheet, *, url: str, reader) -> dict:
    """Return what `corps-de-fiche.typ` says of a sheet, with the names of its `sheet_images`."""
    content = sheet.content_class.of_page(sheet)
    members_only = "" if _is_public(sheet) else " · réservée aux membres du réseau"
    pictures = available_pictures(sheet)
    words = _workshop_words(content, pictures) if isinstance(content, WorkshopContent) else _short_words(content)
    return {
        "cover": _cover(sheet, pictures),
        "pictures": [_picture(picture) for picture in content.pictures_apart(pictures)],
        **_common(sheet, content, url),
        **words,
        "kind": f"{sheet.kind.label}{members_only}",
        "facts": content.facts,
        "skills": [str(skill) for skill in sheet.skills.all()],
        "signature": _signature(sheet, reader),
        "licence": _licence(content),
        "qr": qr_image(url),
    }


def sheet_images(sheet: Sheet) -> dict[str, FieldFile]:
    """Return the pictures of a sheet by the name that its words give them."""
    return {_image_name(picture): picture.file for picture in available_pictures(sheet)}


def available_pictures(sheet: Sheet) -> list[Picture]:
    return [picture for picture in sheet.pictures.all() if picture.is_available]


def memo_paper(sheet: Sheet, *, url: str, reader) -> Paper | None:
    """Return the memo of a learner; None when the sheet has no takeaways.

    It gives the place of the member who prints it as the place to ask for help. A sheet for members has no address that
    a learner could open.
    """
    content = sheet.content_class.of_page(sheet)
    if not getattr(content, "takeaway_list", ()):
        return None
    of_library = f"D’après une fiche de la bibliothèque ({sheet.epm}), licence {content.terms.label}"
    return Paper.of(
        TEMPLATES / "memo.typ",
        **_common(sheet, content, url),
        takeaways=[to_runs(line) for line in content.takeaway_list],
        skills=[skill.plain_wording for skill in sheet.skills.all() if skill.plain_wording],
        help=_where_to_ask(reader),
        credit=". ".join([of_library, *Sources(sheet, AnonymousUser()).credit_sentences]) + ".",
        qr=qr_image(url) if _is_public(sheet) else "",
    )


def _workshop_words(content: WorkshopContent, pictures: list[Picture]) -> dict:
    steps = [
        {
            "clock": timed.clock,
            "duration": minutes_in_words(timed.step.minutes or 0),
            "title": timed.step.title,
            "animator": _marked(timed.step.animator),
            "learners": _marked(timed.step.learners),
            "pictures": [_picture(picture) for picture in timed.pictures],
        }
        for timed in content.run_sheet(pictures)
    ]
    return {
        "introduction": _marked(content.introduction),
        "facts_title": "En pratique",
        "equipment": [to_runs(line) for line in content.equipment_list],
        "duration": minutes_in_words(content.minutes),
        "steps": steps,
        "tips": [to_runs(line) for line in content.tip_list],
        "takeaways": [to_runs(line) for line in content.takeaway_list],
        "sources": [to_runs(line) for line in content.source_list],
    }


def _marked(text: str) -> dict:
    """Return a text with its marks for `papier.typ`: its blocks, and its lines, which tell how long it is."""
    return {"blocks": to_blocks(text), "lines": to_lines(text)}


def _short_words(content: SheetContent) -> dict:
    """Return its texts one after the other, under the labels of the form, and its link."""
    texts = [(part.label, getattr(content, part.name)) for part in content.parts if part.nature is PartNature.TEXT]
    return {
        "facts_title": "En bref",
        "sections": [{"title": label, "text": _marked(text)} for label, text in texts if text],
        "link": getattr(content, "link", ""),
    }


def _cover(sheet: Sheet, pictures: list[Picture]) -> dict:
    """Return the picture that its authors chose, otherwise its landscape, as on its page."""
    chosen = next((picture for picture in pictures if picture.is_cover), None)
    return {"file": _image_name(chosen)} if chosen else {"svg": Cover.of_sheet(sheet).svg(Theme.LIGHT)}


def _picture(picture: Picture) -> dict:
    return {
        "file": _image_name(picture),
        "proportion": picture.width / picture.height,
        "alternative": picture.alternative,
        "caption": " ".join(words for words in (picture.caption, picture.credit and f"({picture.credit})") if words),
    }


def _image_name(picture: Picture) -> str:
    """Return a name that changes with the bytes, since it identifies the paper. Typst needs no extension."""
    return picture.sha256[:32]


def _common(sheet: Sheet, content: SheetContent, url: str) -> dict:
    return {
        "title": content.title,
        "aim": content.aim,
        "tags": content.tags,
        "origin": str(sheet.epm),
        "licence_label": content.terms.label,
        "site": settings.WAGTAIL_SITE_NAME,
        "url": url,
        "address": url.partition("://")[2],
    }


def _is_public(sheet: Sheet) -> bool:
    return sheet.audience == "public"


def _signature(sheet: Sheet, reader) -> str:
    authors = [str(sheet.owner), *map(str, sheet.coauthors)] if sheet.owner and is_network_member(reader) else []
    words = f"Fiche de\u00a0: {', '.join([*authors, str(sheet.epm)])}"
    first, last = sheet.first_published_at, sheet.last_published_at
    if first:
        words += f", publiée le {day_in_full(first)}"
    if first and last and day_in_full(last) != day_in_full(first):
        words += f", revue le {day_in_full(last)}"
    sources = Sources(sheet, reader)
    if sources.contributors:
        words += f". Avec un apport de\u00a0: {', '.join(map(str, sources.contributors))}"
    return ". ".join([words, *sources.credit_sentences]) + "."


def _licence(content: SheetContent) -> str:
    """Return the licence and its address without « https », as people type it."""
    address = content.terms.address.partition("://")[2]
    return f"Licence {content.terms.label}\u00a0: {content.terms.means}" + (f" ({address})." if address else ".")


def _where_to_ask(reader) -> str:
    epm = _own_epm(reader)
    if epm is None:
        return ""
    place = place_in_words(epm.name, epm.commune, epm.address)
    return f"{place}, {epm.phone}" if epm.phone else place


def _own_epm(reader) -> EPM | None:
    return reader.main_position.epm if is_network_member(reader) else None
