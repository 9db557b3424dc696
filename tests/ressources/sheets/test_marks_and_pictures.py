"""A sheet with marks and pictures in its steps, wherever its text goes: page, paper, search, comparison, copies."""

import io
from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.utils import timezone
from pypdf import PdfReader

from ressources.files.services.pictures import add_picture
from ressources.library.downloads.paper import sheet_paper
from ressources.review.adaptations.services import adapt
from ressources.review.versions.comparison import compare_contents
from ressources.sheets.content import StepContent, WorkshopContent
from ressources.sheets.models.workshop import WorkshopPage
from ressources.sheets.services.drafts import create_published, save_draft
from search.sources.registry import source
from tests.factories.ressources import PictureFactory, SheetContentFactory, SheetFactory
from tests.reseau.documents.files.pictures import telephone_photo

pytestmark = pytest.mark.django_db
ANIMATOR = "Montrez **la pince** :\n\n- ouvrir\n- [le guide](https://exemple.fr/guide)\n\n<b>x</b>"


@pytest.fixture
def illustrated(epm, animator):
    """A published sheet whose second step has the first of its two pictures."""
    steps = (StepContent("Accueil", 10, "Saluez."), StepContent("Pince", 20, ANIMATOR, "*Ils* ouvrent."))
    content = SheetContentFactory(steps=steps, takeaways="- **Jamais** dans l’eau", tips="Voir https://exemple.fr")
    sheet = SheetFactory(epm=epm, author=animator, data=content)
    beside = add_picture(
        sheet=sheet, by=animator, file=ContentFile(telephone_photo("JPEG"), "a.jpg"), alternative="Pince"
    )
    PictureFactory(sheet=sheet, alternative="Sous le texte")
    steps = (steps[0], replace(steps[1], pictures=(beside.mark,)))
    page = WorkshopPage.objects.get(pk=sheet.pk)
    page.write(replace(content, steps=steps))
    page.save_revision(clean=False).publish()
    return WorkshopPage.objects.get(pk=sheet.pk)


def test_page_shows_marks_as_html_and_the_picture_in_its_step(client, illustrated):
    text = client.get(illustrated.get_absolute_url()).content.decode()
    first, second = text.split('id="etape-2"')
    assert "<strong>la pince</strong>" in second
    assert '<a href="https://exemple.fr/guide" rel="nofollow noopener">le guide</a>' in second
    assert "&lt;b&gt;x&lt;/b&gt;" in second
    assert "<li><strong>Jamais</strong> dans l’eau</li>" in second
    run, apart = second.split("En images")
    assert ('alt="Pince"' in run, 'alt="Pince"' in first + apart) == (True, False)
    assert ('alt="Sous le texte"' in apart, 'alt="Sous le texte"' in first + run) == (True, False)


def test_version_keeps_the_place_of_its_pictures(illustrated, animator):
    (mark,) = illustrated.latest_content.steps[1].pictures
    moved = replace(illustrated.latest_content, steps=illustrated.latest_content.steps[::-1])
    save_draft(page=illustrated, by=animator, data=moved, base_revision=illustrated.latest_revision_id)
    page = WorkshopPage.objects.get(pk=illustrated.pk)
    assert [step.pictures for step in page.latest_content.steps] == [(mark,), ()]
    assert [step.pictures for step in WorkshopContent.of_page(page).steps] == [(), (mark,)]


@pytest.mark.parametrize("paper", ["fiche.pdf", "memo.pdf"])
def test_papers_print_no_raw_mark_and_the_address_of_links(client, illustrated, paper):
    illustrated.pictures.exclude(alternative="Pince").delete()  # its bytes are no picture
    pdf = PdfReader(io.BytesIO(client.get(f"{illustrated.get_absolute_url()}{paper}").content))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "Jamais dans l’eau" in text
    assert "**" not in text
    if paper == "fiche.pdf":
        assert "Montrez la pince" in text
        assert "le guide (exemple.fr/guide)" in " ".join(text.split())
        assert "[le guide]" not in text


def test_picture_is_printed_inside_its_step(illustrated):
    data = sheet_paper(illustrated, url="https://exemple.fr/", reader=AnonymousUser()).data
    assert data.index('"alternative": "Sous le texte"') < data.index('"steps"') < data.index('"alternative": "Pince"')


def test_search_reads_words_without_marks(illustrated):
    document = source("sheet").document(source("sheet").queryset().get(pk=illustrated.pk))
    assert "Montrez la pince" in document.body
    assert "Jamais dans l’eau" in document.body
    assert "**" not in document.body


def test_comparison_shows_words_and_says_when_marks_or_pictures_alone_change(illustrated):
    before = illustrated.latest_content
    bare = replace(before.steps[1], animator=ANIMATOR.replace("**", ""))
    other = replace(before.steps[1], pictures=("b" * 16,))
    changed = replace(before, tips="**Voir** https://exemple.fr")

    def notes(after) -> list[tuple]:
        return [(block.title, block.note) for part in compare_contents(before, after) for block in part.blocks]

    assert notes(replace(before, steps=(before.steps[0], bare))) == [("Étape 2, Pince", "mise en forme")]
    assert notes(replace(before, steps=(before.steps[0], other))) == [("Étape 2, Pince", "autres images")]
    assert notes(changed) == [("Seule la mise en forme change", "")]
    lines = compare_contents(before, replace(before, steps=before.steps[:1]))[0].blocks[0].lines
    assert "**" not in "".join(piece.text for line in lines for piece in line.pieces)


def test_adaptation_shows_the_same_picture_in_the_same_step(illustrated, stranger, other_epm, client):
    adapted = adapt(origin=illustrated, by=stranger, epm=other_epm, title="Sur tablette")
    assert adapted.latest_content.steps == illustrated.latest_content.steps
    timed = adapted.latest_content.run_sheet(list(adapted.pictures.all()))
    assert [[picture.sheet_id for picture in step.pictures] for step in timed] == [[], [adapted.pk]]


def test_old_texts_without_pictures_still_open(epm, animator):
    page = create_published(author=animator, epm=epm, data=SheetContentFactory(), published_at=timezone.now())
    data = page.latest_revision.content
    for step in data["steps"]:
        del step["pictures"]
    assert [step.pictures for step in WorkshopContent.of_revision(data, {}).steps] == [(), ()]
