"""The shorter kinds on paper: their words in an accessible PDF, for their readers."""

import io
from datetime import date
from zipfile import ZipFile

import pytest
from django.utils import timezone
from pypdf import PdfReader

from ressources.sheets.services.drafts import create_published
from ressources.sheets.short_contents import MediaContent, StoryContent, WatchContent

pytestmark = pytest.mark.django_db
CONTENTS = {
    "watch": WatchContent(
        title="La fin du wifi gratuit",
        aim="Ce qui change en mai.",
        link="https://example.org/wifi/",
        source="Le Journal",
        published_on=date(2026, 3, 12),
        why="On nous le demande.\n\nAffichez-le.",
    ),
    "story": StoryContent(
        title="Un car au village",
        aim="Un atelier par semaine.",
        period="En 2025",
        story="Un vieux car.",
        partners="La mairie",
        cost="300 €",
        result="Douze personnes.",
        advice="Prévenir plus tôt\nGarer à l’ombre",
    ),
    "media": MediaContent(
        title="Le film des mots de passe",
        aim="Trois minutes.",
        form="video",
        link="https://example.org/film/",
        minutes=3,
        description="On y voit un carnet.",
        credits="Une association",
    ),
}


@pytest.fixture(params=CONTENTS)
def page(request, epm, animator):
    return create_published(author=animator, epm=epm, data=CONTENTS[request.param], published_at=timezone.now())


def pdf_of(client, page) -> PdfReader:
    return PdfReader(io.BytesIO(b"".join(client.get(f"{page.get_absolute_url()}fiche.pdf"))))


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).replace("\u00a0", " ").split())


def test_paper_holds_every_word_and_is_accessible(client, page):
    paper, content = pdf_of(client, page), page.content_class.of_page(page)

    words = words_of(paper)
    lines = [line for text in (content.title, content.aim, *content.texts) for line in text.split("\n") if line]
    lines += [f"{label} : {value}" for label, value in content.facts]
    lines += [page.kind.label, getattr(content, "link", "") or content.title, "CC BY-SA 4.0", "EPM de Gramat"]
    assert [line for line in lines if line.replace("\u00a0", " ") not in words] == []
    root = paper.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == ("fr", True, True)
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert "Déroulé" not in words


def test_page_offers_the_paper_and_no_memo(client, page):
    html = client.get(page.get_absolute_url()).content.decode()
    links = [f'href="{page.get_absolute_url()}{name}"' in html for name in ("fiche.pdf", "atelier.zip", "memo.pdf")]
    assert links == [True, True, False]
    assert client.get(f"{page.get_absolute_url()}memo.pdf").status_code == 404


def test_archive_holds_everything(client, page):
    archive = ZipFile(io.BytesIO(b"".join(client.get(f"{page.get_absolute_url()}atelier.zip"))))
    assert archive.namelist() == ["fiche.pdf"]


def test_paper_of_a_members_page_is_for_members(client, client_of, stranger, epm, animator):
    content = WatchContent(title="Entre nous", aim="Chut.", link="https://example.org/", why="Chut.", audience="member")
    page = create_published(author=animator, epm=epm, data=content, published_at=timezone.now())
    assert client.get(f"{page.get_absolute_url()}fiche.pdf").status_code == 404
    assert f"Fiche de : {animator}, EPM de Gramat" in words_of(pdf_of(client_of(stranger), page))
