"""Downloads of a sheet: its PDF, the learners' memo, the ZIP; for its readers, cached for each of them."""

import io
import json
import re
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from ressources.authoring.publication.services import withdraw
from ressources.files.models.picture import Picture
from ressources.files.services.pictures import add_picture
from ressources.library.downloads.paper import sheet_paper
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import AttachmentFactory, PictureFactory, SheetFactory, StepContentFactory
from tests.reseau.documents.files.pictures import encoded, flag

pytestmark = pytest.mark.django_db
QR = "Code QR qui ouvre la page de la fiche"
PIECES = ("fiche.pdf", "memo.pdf", "atelier.zip")


@pytest.fixture
def full_sheet(epm, animator, skill_keys):
    """A public sheet with all the content that a sheet may have."""
    steps = (
        StepContentFactory(title="Accueil", minutes=15, animator="Montrez.\n\nRecommencez."),
        StepContentFactory(title="Bilan", minutes=75, learners=""),
    )
    return SheetFactory(
        epm=epm,
        author=animator,
        data__title="Choisir un mot de passe",
        data__introduction="On en perd trop.",
        data__equipment="Un poste\nUne clé",
        data__prerequisites="Savoir lire ses courriels",
        data__steps=steps,
        data__tips="Ne demandez jamais à voir un mot de passe.",
        data__takeaways="Je l’écris dans un carnet.\nJe le garde pour moi.",
        data__sources="CNIL, délibération 2022-100\u00a0: https://www.cnil.fr/fr/mots-de-passe",
        data__screens="Windows 11",
        data__skills=skill_keys("D2.3"),
        data__tags=("sécurité",),
    )


@pytest.fixture
def discreet_sheet(epm, animator):
    """A sheet for members, with a memo and a file."""
    sheet = SheetFactory(epm=epm, author=animator, data__audience="member", data__takeaways="Je me tais.")
    AttachmentFactory(sheet=sheet, name="Liste discrète.txt")
    return sheet


def address(sheet, piece: str) -> str:
    return f"{sheet.get_absolute_url()}{piece}"


def content(response) -> bytes:
    return b"".join(response)


def fetched(reader, url: str, **headers):
    """Read the response to its end, as a browser does, so that its files are closed."""
    response = reader.get(url, headers=headers)
    content(response)
    return response


def pdf(reader, url: str) -> PdfReader:
    return PdfReader(io.BytesIO(content(reader.get(url))))


def text(reader, url: str) -> str:
    """Return all the words, lines joined; non-breaking spaces are kept."""
    lines = [line for page in pdf(reader, url).pages for line in page.extract_text().split("\n")]
    return " ".join(line.strip(" ") for line in lines)


def names(reader, url: str) -> list[str]:
    return ZipFile(io.BytesIO(content(reader.get(url)))).namelist()


def test_paper_has_the_content_of_the_page(client, full_sheet):
    words = text(client, address(full_sheet, "fiche.pdf"))
    for expected in (
        "Choisir un mot de passe",
        "À la fin, chacun retrouve une photo en moins d’une minute.",
        "On en perd trop.",
        "Pour qui : Adultes qui débutent",
        "Durée : 1\u00a0h\u00a030",
        "Groupe : 8 personnes au plus",
        "Prérequis : Savoir lire ses courriels",
        "Un poste",
        "Bilan 0:15, 1\u00a0h\u00a015",
        "Le groupe : ",
        "Montrez. Recommencez.",
        "Ne demandez jamais à voir un mot de passe.",
        "Je l’écris dans un carnet.",
        "D2.3 ",
        "Licence CC BY-SA 4.0",
        "EPM de Gramat, publiée le jeudi 12 mars 2026",
        "testserver/ressources/choisir-un-mot-de-passe/",
    ):
        assert expected in words


def test_pdf_is_a4_tagged_in_french_and_shown_in_the_browser(client, full_sheet):
    for piece in ("fiche.pdf", "memo.pdf"):
        response = client.get(address(full_sheet, piece))
        paper = PdfReader(io.BytesIO(content(response)))
        root = paper.trailer["/Root"]
        assert [round(float(side) / 72 * 25.4) for side in paper.pages[0].mediabox[2:]] == [210, 297]
        assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value) == ("fr", True)
        assert paper.metadata.title == "Choisir un mot de passe"
        assert (response["Content-Type"], response["Content-Disposition"]) == (
            "application/pdf",
            f'inline; filename="choisir-un-mot-de-passe-{piece}"',
        )


def test_paper_has_headings_down_to_its_steps_for_screen_readers(client, full_sheet):
    tags = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, list):
            for kid in node:
                walk(kid)
        elif isinstance(node, dict) and "/S" in node:
            tags.append(node["/S"])
            walk(node.get("/K", []))

    walk(pdf(client, address(full_sheet, "fiche.pdf")).trailer["/Root"]["/StructTreeRoot"]["/K"])
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/Figure", "/Link"} - set(tags) == set()
    assert (tags.count("/H1"), tags.count("/H3")) == (1, 2)


def test_step_is_never_cut_in_two(client, epm):
    words = "Montrez le geste, puis laissez faire. " * 25
    steps = [
        StepContentFactory(title=f"Pas n° {number}", animator=f"{words}Fin {number}.", learners="")
        for number in range(8)
    ]
    sheet = SheetFactory(epm=epm, data__steps=tuple(steps))
    pages = [page.extract_text() for page in pdf(client, address(sheet, "fiche.pdf")).pages]
    places = [[(f"Pas n° {number}" in text, f"Fin {number}." in text) for text in pages] for number in range(8)]
    assert len(pages) > 1
    assert [set(place) - {(True, True), (False, False)} for place in places] == [set()] * 8


def test_step_longer_than_a_page_goes_on_over_the_next_ones(client, epm):
    step = StepContentFactory(animator="\n".join(f"Geste n° {number}." for number in range(150)))
    sheet = SheetFactory(epm=epm, data__steps=(step,))
    pages = [page.extract_text() for page in pdf(client, address(sheet, "fiche.pdf")).pages]
    counts = [text.count("Geste n° ") for text in pages]
    assert (sum(counts), max(counts) < 60) == (150, True)


def test_memo_is_for_learners_in_large_type(client, full_sheet):
    sizes, words = set(), text(client, address(full_sheet, "memo.pdf"))

    def note_size(part, _matrix, _text_matrix, _font, size):
        if "carnet" in part:
            sizes.add(round(size))

    pdf(client, address(full_sheet, "memo.pdf")).pages[0].extract_text(visitor_text=note_size)
    assert sizes == {20}
    assert "Je l’écris dans un carnet." in words
    assert "Je sais choisir un bon mot de passe et le garder pour moi." in words
    assert [
        words_of_others
        for words_of_others in ("Montrez.", "Ne demandez jamais", "Un poste")
        if words_of_others in words
    ] == []


def test_long_memo_stays_on_one_page_in_smaller_type(client, epm):
    lines = [f"Je relis le message {number} avant de l’envoyer à la mairie ou à la banque." for number in range(14)]
    sheet = SheetFactory(epm=epm, data__takeaways="\n".join(lines))
    (page,) = pdf(client, address(sheet, "memo.pdf")).pages
    sizes = set()

    def note_size(part, _matrix, _text_matrix, _font, size):
        if "Je relis" in part:
            sizes.add(round(size))

    page.extract_text(visitor_text=note_size)
    assert len(sizes & {14, 16, 18}) == len(sizes) == 1


def test_memo_shows_the_epm_of_the_reader(client, client_of, stranger, other_epm, full_sheet):
    other_epm.phone = "05 65 00 00 46"
    other_epm.save()
    url = address(full_sheet, "memo.pdf")
    assert ("EPM de Luzech" in text(client_of(stranger), url), "EPM de Luzech" in text(client, url)) == (True, False)
    assert "05 65 00 00 46" in text(client_of(stranger), url)


def test_memo_of_a_members_sheet_does_not_link_to_its_page(client_of, stranger, discreet_sheet):
    assert "testserver" not in text(client_of(stranger), address(discreet_sheet, "memo.pdf"))


def test_sheet_without_key_points_has_no_memo(client, sheet):
    assert client.get(address(sheet, "memo.pdf")).status_code == 404
    assert names(client, address(sheet, "atelier.zip")) == ["fiche.pdf"]
    page = client.get(sheet.get_absolute_url()).content.decode()
    assert ("memo.pdf" in page, "fiche.pdf" in page, "atelier.zip" in page) == (False, True, True)


def test_archive_holds_the_papers_and_the_files(client, full_sheet):
    AttachmentFactory(sheet=full_sheet, name="Mémo été.txt", words="un")
    AttachmentFactory(sheet=full_sheet, name="FICHE.pdf", kind="pdf", words="deux")
    response = client.get(address(full_sheet, "atelier.zip"), headers={"accept-encoding": "gzip"})
    archive = ZipFile(io.BytesIO(content(response)))
    assert archive.namelist() == ["fiche.pdf", "memo.pdf", "Mémo été.txt", "FICHE (2).pdf"]
    assert (archive.testzip(), archive.read("Mémo été.txt")) == (None, b"un")
    assert archive.read("fiche.pdf") == content(client.get(address(full_sheet, "fiche.pdf")))
    assert response["Content-Disposition"] == 'attachment; filename="choisir-un-mot-de-passe.zip"'
    assert (response["Content-Type"], response["Content-Encoding"]) == ("application/zip", "identity")
    assert int(response["Content-Length"]) > 0


@pytest.mark.parametrize("piece", PIECES)
def test_member_sheet_is_downloaded_by_members_only(client, client_of, epm, stranger, animator, discreet_sheet, piece):
    learner = LearnerFactory(epm=epm).member
    readers = [client, client_of(learner), client_of(stranger), client_of(animator)]
    answers = [reader.get(address(discreet_sheet, piece)) for reader in readers]
    assert [(answer.status_code, bool(content(answer))) for answer in answers] == [
        (404, True),
        (404, True),
        (200, True),
        (200, True),
    ]


@pytest.mark.parametrize("piece", PIECES)
def test_draft_and_withdrawn_sheet_are_not_downloaded(
    client, client_of, animator, territorial, draft, full_sheet, piece
):
    withdraw(page=full_sheet, by=territorial)
    for sheet in (draft, full_sheet):
        readers = [client, client_of(animator), client_of(territorial)]
        assert [reader.get(address(sheet, piece)).status_code for reader in readers] == [404, 404, 404]


def test_authors_are_named_to_members_only(client, client_of, stranger, animator, colleague, full_sheet):
    full_sheet.authorships.create(member=colleague)
    url = address(full_sheet, "fiche.pdf")
    for member in (animator, colleague):
        name = member.get_full_name()
        assert (name in text(client, url), name in text(client_of(stranger), url)) == (False, True)


@pytest.mark.parametrize("piece", PIECES)
def test_unchanged_paper_is_not_built_again(client, client_of, animator, full_sheet, epm, piece):
    url = address(full_sheet, piece)
    first = fetched(client, url)
    headers = {"if-none-match": first["ETag"]}
    second = fetched(client, url, **headers)
    assert (second.status_code, second["ETag"], second["Cache-Control"]) == (304, first["ETag"], "private, no-cache")
    # Another reader gets other words, and the place of origin may change its name.
    assert fetched(client_of(animator), url, **headers).status_code == 200
    epm.name = "EPM de Rocamadour"
    epm.save()
    assert fetched(client, url, **headers).status_code == 200


def test_archive_changes_with_its_files(client, full_sheet):
    url = address(full_sheet, "atelier.zip")
    before = fetched(client, url)["ETag"]
    AttachmentFactory(sheet=full_sheet)
    assert fetched(client, url, **{"if-none-match": before}).status_code == 200


def test_pictures_are_printed_with_their_descriptions(client, full_sheet):
    description = {"alternative": "Un cadenas fermé", "caption": "Le cadenas", "credit": "Colette, CC BY"}
    picture = add_picture(
        sheet=full_sheet, by=full_sheet.owner, file=ContentFile(encoded(flag()), "photo.jpg"), **description
    )
    add_picture(sheet=full_sheet, by=full_sheet.owner, file=ContentFile(encoded(flag(90)), "filet.jpg"), alternative="")
    file = pdf(client, address(full_sheet, "fiche.pdf"))
    assert "En images" in text(client, address(full_sheet, "fiche.pdf"))
    assert "Le cadenas (Colette, CC BY)" in text(client, address(full_sheet, "fiche.pdf"))
    assert sum(len(page.images) for page in file.pages) == 2
    assert alternatives(file.trailer["/Root"]["/StructTreeRoot"]) == {"Un cadenas fermé", QR}
    picture.file.storage.delete(picture.file.name)
    assert len(pdf(client, address(full_sheet, "fiche.pdf")).pages) == len(file.pages)


def test_head_shows_the_picture_that_authors_chose_instead_of_the_landscape(client, full_sheet):
    picture = add_picture(
        sheet=full_sheet, by=full_sheet.owner, file=ContentFile(encoded(flag()), "photo.jpg"), alternative="Un drapeau"
    )
    url = address(full_sheet, "fiche.pdf")
    assert cover_of(full_sheet).keys() == {"svg"}
    Picture.objects.filter(pk=picture.pk).update(is_cover=True)
    assert cover_of(full_sheet) == {"file": picture.sha256[:32]}
    # At the head it is decoration; its description stands once, lower down.
    assert alternatives(pdf(client, url).trailer["/Root"]["/StructTreeRoot"]) == {"Un drapeau", QR}


def cover_of(sheet) -> dict:
    return json.loads(sheet_paper(sheet, url="https://example.org/", reader=AnonymousUser()).data)["cover"]


def alternatives(node) -> set[str]:
    """Return the alternative texts of the images of the PDF."""
    node = node.get_object()
    if isinstance(node, list):
        return set().union(*map(alternatives, node))
    if not isinstance(node, dict):
        return set()
    own_text = {str(node["/Alt"])} if "/Alt" in node else set()
    return own_text | (alternatives(node["/K"]) if "/K" in node else set())


def test_paper_changes_with_its_pictures(client, full_sheet):
    url = address(full_sheet, "fiche.pdf")
    before = fetched(client, url)["ETag"]
    add_picture(
        sheet=full_sheet, by=full_sheet.owner, file=ContentFile(encoded(flag()), "photo.jpg"), alternative="Un drapeau"
    )
    after = fetched(client, url, **{"if-none-match": before})
    assert (after.status_code, after["ETag"] == before) == (200, False)


def test_files_in_quarantine_are_left_out(client, full_sheet):
    AttachmentFactory(sheet=full_sheet, quarantined=True)
    PictureFactory(sheet=full_sheet, quarantined=True)
    assert names(client, address(full_sheet, "atelier.zip")) == ["fiche.pdf", "memo.pdf"]
    assert "En images" not in text(client, address(full_sheet, "fiche.pdf"))


@pytest.mark.parametrize("piece", PIECES)
def test_download_writes_nothing_and_costs_few_queries(client, client_of, animator, full_sheet, piece):
    for reader, limit in ((client, 6), (client_of(animator), 10)):
        with CaptureQueriesContext(connection) as captured_queries:
            assert content(reader.get(address(full_sheet, piece)))
        assert [query["sql"] for query in captured_queries if not query["sql"].lstrip("(").startswith("SELECT")] == []
        assert len(captured_queries) <= limit


@pytest.mark.parametrize("piece", PIECES)
def test_downloads_accept_only_get(client_of, animator, full_sheet, piece):
    assert client_of(animator).post(address(full_sheet, piece)).status_code == 405


def test_hostile_text_is_printed_as_typed(client, epm):
    hostile = '#import "@preview/x:1.0.0": * #panic("x") [[ ]) }{ $x*'
    step = StepContentFactory(title=hostile, animator=hostile, learners=hostile)
    sheet = SheetFactory(
        epm=epm,
        data__title=hostile,
        data__aim=hostile,
        data__introduction=hostile,
        data__learners=hostile,
        data__equipment=hostile,
        data__tips=hostile,
        data__takeaways=hostile,
        data__tags=("#tag ]",),
        data__steps=(step,),
    )
    paper_text = "".join(text(client, address(sheet, "fiche.pdf")).split()).replace("\u00ad", "")
    assert paper_text.count("".join(hostile.split())) == 10
    assert pdf(client, address(sheet, "fiche.pdf")).metadata.title == hostile


def test_page_links_to_the_three_downloads(client, full_sheet):
    page = client.get(full_sheet.get_absolute_url()).content.decode()
    words = re.sub("<[^>]+>", "", page)
    for piece, label in zip(PIECES, ("Imprimer (PDF)", "Mémo à distribuer (PDF)", "Tout emporter (ZIP)"), strict=True):
        assert page.count(f'href="{address(full_sheet, piece)}"') == 1
        assert words.count(label) == 1
