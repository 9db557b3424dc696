"""Kits of the demo’s sheets: whole, printable, and holding what their sheet asks to print."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from extranet.demo.content import read_folder
from extranet.demo.files.kits import NAME, kit_paper
from extranet.demo.library.reviews import UNPUBLISHED
from reseau.documents.extraction import reader
from reseau.documents.files.enums import FileKind
from ressources.files.models.attachment import Attachment

KITS = read_folder("kits")
SHEETS = {sheet["slug"]: sheet for sheet in read_folder("sheets")}
# What a sheet asks for and a printer makes.
PRINTED = re.compile(
    r"imprimé|capture|bandelette|affichette|photocopie|planche|formulaire|étiquettes? de"
    r"|\bfiches?\b|\bcartes? (?:à|de|«|portant)",
    re.IGNORECASE,
)
# Real objects that these words name too.
OBJECTS = re.compile(r"carte routière|lecteur de cartes|étiquettes repositionnables", re.IGNORECASE)


def equipped(kit: dict) -> list[str]:
    return [paper["equips"] for paper in kit["papers"] if "equips" in paper]


def test_every_sheet_has_its_kit():
    assert {kit["slug"] for kit in KITS} == set(SHEETS)


@pytest.mark.drawn(one_in=8)
@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit["slug"])
def test_kit_is_printed_for_all_readers(kit, papers):
    pdf = kit_paper(kit, title=SHEETS[kit["slug"]]["title"]).pdf()
    (papers / f"kit-{kit['slug']}.pdf").write_bytes(pdf)

    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit["slug"])
def test_kit_holds_what_its_sheet_asks_to_print(kit):
    equipment = SHEETS[kit["slug"]]["equipment"]
    to_print = [line for line in equipment if PRINTED.search(line) and not OBJECTS.search(line)]

    assert [line for line in to_print if line not in equipped(kit)] == []
    assert [line for line in equipped(kit) if line not in equipment] == []


@pytest.mark.django_db
def test_demo_attaches_kits_with_the_words_that_are_printed(demo, settings):
    settings.MEDIA_ROOT = demo
    kits = Attachment.objects.filter(name__startswith=NAME, sheet__live=True)
    kit = kits.select_related("sheet").first()
    with kit.file.open("rb") as file:
        printed = words(reader.read_text(file, kind=FileKind.PDF))

    assert len(kits) == len([kit for kit in KITS if kit["slug"] not in UNPUBLISHED])
    assert words(kit.text) - printed == set()


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text) if len(word) > 5}


def pages(**paper) -> list:
    """Return the pages of a kit of one paper, after the one that lists what it holds."""
    content = {"lead": "Un papier.", "papers": [{"title": "Le papier", "use": "Étape 1.", "copies": "1", **paper}]}
    return PdfReader(BytesIO(kit_paper(content, title="Une fiche").pdf())).pages[1:]


def test_paper_lies_on_its_side_where_asked():
    sides = [[float(side) for side in page.mediabox[2:]] for page in pages(layout="words", items=[{"text": "Un mot."}])]
    across = pages(layout="words", landscape=True, items=[{"text": "Un mot."}])

    assert [[float(side) for side in page.mediabox[2:]] for page in across] == [[*reversed(sides[0])]]


def largest_letters(page) -> float:
    """Return the size in points of the largest letters of a page."""
    sizes = []
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: sizes.append(size * abs(cm[0] * tm[0])))
    return max(sizes)


def test_large_poster_has_the_largest_letters_that_hold():
    usual, large, long = (
        largest_letters(pages(layout="poster", large=is_large, items=[{"heading": words}])[0])
        for words, is_large in (("VRAI", False), ("VRAI", True), ("Anticonstitutionnellement", True))
    )

    assert long < usual < large


def test_drawings_stand_one_a_page_or_together():
    items = [
        {"drawing": name, "alternative": "Une photo.", "width": 60}
        for name in ("photo-refusee.svg", "photo-acceptee.svg")
    ]

    assert [len(pages(layout="drawings", items=items, **more)) for more in ({}, {"columns": 1}, {"columns": 2})] == [
        2,
        1,
        1,
    ]


def test_rows_to_write_in_are_as_tall_as_asked():
    table = {"layout": "table", "header": ["Quoi", "Qui"], "items": [["Un", "Deux"]], "empty": 12}

    assert [len(pages(**table, **more)) for more in ({}, {"row_height": 20})] == [1, 2]


def test_choice_of_a_screen_is_ticked_or_not():
    blocks = [{"kind": "choice", "text": "Express", "ticked": True}, {"kind": "choice", "text": "Retrait"}]
    words = pages(layout="screens", items=[{"blocks": blocks}])[0].extract_text()

    assert (words.count("✓"), "Express" in words, "Retrait" in words) == (1, True, True)
