"""Pages of a printed sheet are full: the last holds a quarter of a page at least, the others two thirds."""

from pathlib import Path

import pytest
import typst
from django.contrib.auth.models import AnonymousUser
from PIL import Image

from reseau.documents.papers.paper import FONTS, MAIN, Paper
from ressources.library.downloads.paper import SHEET_BODY, TEMPLATES, sheet_words
from tests.factories.ressources import SheetFactory
from tests.reseau.documents.files.pictures import encoded, flag

pytestmark = pytest.mark.django_db
# In millimetres: an A4 page, and what stands between its upper margin and its foot.
HEIGHT, TOP, BOTTOM = 297, 16, 281
POINTS_AN_INCH = 40
ANIMATOR = "Ralentissez le pointeur poste par poste, puis demandez qui est gaucher dans le groupe. " * 4
GROUP = "Ils branchent leur souris et suivent le pointeur des yeux autour de l’écran."
LINE = "Si le double-clic ne vient pas\u00a0: un clic, puis la touche Entrée."
DRAWING = "dessin"
PICTURE = {"file": DRAWING, "proportion": 1.3, "alternative": "", "caption": "1\u00a0: cliquer, choisir."}


@pytest.fixture
def words(epm, animator) -> dict:
    sheet = SheetFactory(epm=epm, author=animator, data__title="Apprivoiser la souris")
    return sheet_words(sheet, url="https://example.org/souris/", reader=AnonymousUser())


def marked(text: str) -> dict:
    return {"blocks": [{"kind": "paragraph", "runs": [{"text": text}]}], "lines": text}


def step(*, length: int, pictures: int) -> dict:
    words = {"title": "Le double-clic", "clock": "0:10", "duration": "10\u00a0min", "pictures": [PICTURE] * pictures}
    return words | {"animator": marked(ANIMATOR * length), "learners": marked(GROUP)}


def filled_shares(paper: Paper, folder: Path) -> list[float]:
    """Return how far down each page is written, from 0 to 1."""
    for name, content in (paper._sources() | {DRAWING: encoded(flag())}).items():
        (folder / name).write_bytes(content)
    typst.compile(
        folder / MAIN,
        output=folder / "page-{0p}.png",
        sys_inputs=paper._inputs(paper.data),
        font_paths=FONTS,
        ignore_system_fonts=True,
        format="png",
        ppi=POINTS_AN_INCH,
    )
    return [_filled_share(path) for path in sorted(folder.glob("page-*.png"))]


def _filled_share(path: Path) -> float:
    with Image.open(path) as image:
        top, bottom = (round(image.height * place / HEIGHT) for place in (TOP, BOTTOM))
        body = image.convert("L").crop((0, top, image.width, bottom))
    written = body.point(lambda tone: 255 if tone < 250 else 0).getbbox()
    return written[3] / body.height if written else 0


@pytest.mark.parametrize("count", range(2, 12))
def test_no_page_is_left_half_blank(words, tmp_path, count):
    pictures = {0: 1, 3: 2, 6: 4}
    words |= {
        "steps": [step(length=3 - rank % 3, pictures=pictures.get(rank, 0)) for rank in range(count)],
        "equipment": [[{"text": "Des souris filaires"}]] * count,
        "tips": [[{"text": LINE}]] * (count % 4),
        "takeaways": [[{"text": LINE}]] * (2 + count % 5),
        "sources": [[{"text": "CNIL, délibération 2022-100"}]] * (count % 3),
        "skills": ["D1.1 Utiliser le vocabulaire des éléments matériels"],
    }

    *others, last = filled_shares(Paper.of(TEMPLATES / "fiche.typ", imported=(SHEET_BODY,), **words), tmp_path)

    assert [share for share in others if share < 2 / 3] == []
    assert last >= 1 / 4


def test_several_pages_are_measured(words, tmp_path):
    words |= {"steps": [step(length=3, pictures=0)] * 8}
    assert len(filled_shares(Paper.of(TEMPLATES / "fiche.typ", imported=(SHEET_BODY,), **words), tmp_path)) > 2
