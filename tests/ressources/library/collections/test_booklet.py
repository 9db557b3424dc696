"""A collection as one booklet: every word of its sheets, on numbered pages, for those who may open the collection."""

import io

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from ressources.authoring.publication.services import withdraw
from ressources.files.services.pictures import add_picture
from ressources.library.collections import booklet
from ressources.sheets.services.drafts import create_published
from ressources.sheets.short_contents import MediaContent, StoryContent, WatchContent
from tests.factories.b2i import LearnerFactory
from tests.factories.readers import CollectedSheetFactory, CollectionFactory
from tests.factories.ressources import AuthorshipFactory, PictureFactory, SheetFactory, StepContentFactory
from tests.reseau.documents.files.pictures import encoded, flag

pytestmark = pytest.mark.django_db
HEADS = 2  # pages before the first sheet


@pytest.fixture
def collection(animator):
    return CollectionFactory(owner=animator, title="Ateliers d’automne", note="Le mardi matin.", shared=True)


@pytest.fixture
def workshop(epm, animator):
    steps = (StepContentFactory(title="Accueil", minutes=30), StepContentFactory(title="Bilan", minutes=45))
    data = {"data__introduction": "On en perd trop.", "data__tips": "Ralentir.", "data__takeaways": "Je note."}
    return SheetFactory(epm=epm, author=animator, data__title="Choisir un mot de passe", data__steps=steps, **data)


@pytest.fixture
def each_kind(collection, workshop, member_sheet, epm, animator):
    """A sheet of each kind and one for members, the first two with a note of the collection."""
    contents = (
        WatchContent(title="Fin du wifi gratuit", aim="À savoir.", link="https://example.org/", why="Affichez-le."),
        StoryContent(title="Un car au village", aim="Une fois par semaine.", story="Un vieux car.", result="Douze."),
        MediaContent(title="Le film", aim="Trois minutes.", form="video", link="https://example.org/", minutes=3),
    )
    pages = [create_published(author=animator, epm=epm, data=data, published_at=timezone.now()) for data in contents]
    sheets = [workshop, *pages, member_sheet]
    for sheet, note in zip(sheets, ("Pour commencer", "À lire avant", "", "", ""), strict=True):
        CollectedSheetFactory(collection=collection, sheet=sheet, note=note)
    return sheets


def add_drawing(sheet) -> None:
    file = ContentFile(encoded(flag()), "photo.jpg")
    add_picture(sheet=sheet, by=sheet.owner, file=file, alternative="Un drapeau", caption="Le drapeau")


def own_url(collection) -> str:
    return reverse("ressources:collection_booklet", args=[collection.pk])


def shared_url(collection) -> str:
    return reverse("ressources:shared_booklet", args=[collection.token])


def content(response) -> bytes:
    return b"".join(response) if response.streaming else response.content


def pdf(client, url: str) -> PdfReader:
    return PdfReader(io.BytesIO(content(client.get(url))))


def words(page) -> str:
    return " ".join(page.extract_text().replace("\u00a0", " ").split())


def without_foot(page) -> list[str]:
    """Return the lines of a page above its foot."""
    lines = [" ".join(line.replace("\u00a0", " ").split()) for line in page.extract_text().split("\n")]
    foot = next(rank for rank, line in enumerate(lines) if " sur " in line and "page " in line)
    return [line for line in [*lines[:foot], *lines[foot + 1 :]] if line and "https://" not in line]


def outline(reader: PdfReader) -> list[tuple[int, str, int]]:
    """Return the bookmarks: (depth, title, page counted from 1)."""

    def walk(items, depth):
        for item in items:
            if isinstance(item, list):
                yield from walk(item, depth + 1)
            else:
                yield depth, item.title.replace("\u00a0", " "), reader.get_destination_page_number(item) + 1

    return list(walk(reader.outline, 1))


def test_title_page_counts_sheets_and_minutes(client_of, stranger, collection, each_kind):
    first = words(pdf(client_of(stranger), shared_url(collection)).pages[0])
    minutes = "Durée des 2 ateliers"
    assert [
        text
        for text in (collection.title, "Le mardi matin.", f"Collection de {collection.owner}", minutes)
        if text not in first
    ] == []
    assert "Fiches : 5" in first
    assert "Une fiche est réservée aux membres du réseau" in first


def test_contents_give_the_page_of_each_sheet(client_of, stranger, collection, each_kind):
    reader = pdf(client_of(stranger), shared_url(collection))
    starts = {title: page for depth, title, page in outline(reader) if depth == 2}
    assert list(starts) == [sheet.title for sheet in each_kind]
    contents = words(reader.pages[HEADS - 1])
    for title, page in starts.items():
        assert title in words(reader.pages[page - 1])
        # « 1 Choisir un mot de passe Fiche d’atelier, Débutant 3 »
        entry = contents.partition(title)[2]
        assert entry.split()[: entry.split().index(str(page)) + 1][-1] == str(page)
    assert starts[each_kind[0].title] == HEADS + 1
    assert len(set(starts.values())) == len(each_kind)
    assert f"page 1 sur {len(reader.pages)}" in words(reader.pages[0])
    assert f"page {len(reader.pages)} sur {len(reader.pages)}" in words(reader.pages[-1])


def test_headings_of_a_sheet_hang_under_its_title(client_of, stranger, collection, workshop):
    CollectedSheetFactory(collection=collection, sheet=workshop)
    levels = [(depth, title) for depth, title, _ in outline(pdf(client_of(stranger), shared_url(collection)))]
    assert levels[:2] == [(1, collection.title), (2, workshop.title)]
    assert [title for depth, title in levels if depth == 4] == ["Accueil  0:00, 30 min", "Bilan  0:30, 45 min"]
    assert {depth for depth, _ in levels[2:]} == {3, 4}


def test_booklet_holds_every_line_of_each_sheet(client_of, stranger, collection, each_kind, colleague):
    AuthorshipFactory(sheet=each_kind[0], member=colleague)
    client = client_of(stranger)
    whole = [line for page in pdf(client, shared_url(collection)).pages for line in without_foot(page)]
    for sheet in each_kind:
        alone = [
            line for page in pdf(client, f"{sheet.get_absolute_url()}fiche.pdf").pages for line in without_foot(page)
        ]
        assert len(alone) > 5
        assert [line for line in alone if line not in whole] == []


def test_each_sheet_keeps_its_licence_and_signature(client_of, stranger, collection, epm, animator):
    for licence, label in (("cc0", "CC0"), ("cc-by", "CC BY 4.0")):
        sheet = SheetFactory(epm=epm, author=animator, data__title=f"Fiche {label}", data__licence=licence)
        CollectedSheetFactory(collection=collection, sheet=sheet)
    reader = pdf(client_of(stranger), shared_url(collection))
    starts = [page for depth, _, page in outline(reader) if depth == 2]
    ends = [*starts[1:], len(reader.pages) + 1]
    parts = [
        " ".join(words(page) for page in reader.pages[start - 1 : end - 1])
        for start, end in zip(starts, ends, strict=True)
    ]
    assert [f"Fiche de : {animator}, EPM de Gramat" in part for part in parts] == [True, True]
    assert [("Licence CC0" in part, "Licence CC BY 4.0" in part) for part in parts] == [(True, False), (False, True)]
    assert "Licence" not in words(reader.pages[0])
    assert "garde ses auteurs et sa licence" in words(reader.pages[0])


def test_note_of_the_collection_stands_before_the_words_of_its_sheet(client_of, stranger, collection, workshop):
    CollectedSheetFactory(collection=collection, sheet=workshop, note="Prévoir\ndeux séances")
    page = words(pdf(client_of(stranger), shared_url(collection)).pages[HEADS])
    assert (
        page.index(workshop.aim) < page.index("Note de la collection : Prévoir deux séances") < page.index("On en perd")
    )


def test_booklet_is_tagged_in_french_with_its_title(client_of, animator, collection, workshop):
    CollectedSheetFactory(collection=collection, sheet=workshop)
    response = client_of(animator).get(own_url(collection))
    reader = PdfReader(io.BytesIO(content(response)))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"].value, reader.metadata.title) == ("fr", True, collection.title)
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "application/pdf",
        'inline; filename="livret-ateliers-dautomne.pdf"',
    )


def test_sheet_that_the_reader_may_not_read_is_left_out(client_of, stranger, animator, collection, workshop):
    CollectedSheetFactory(collection=collection, sheet=workshop)
    secret = SheetFactory(data__title="Retirée depuis", data__introduction="Le secret de la retirée.")
    CollectedSheetFactory(collection=collection, sheet=secret, note="Note sur la retirée")
    withdraw(page=secret, by=secret.owner)
    for client, url in ((client_of(stranger), shared_url(collection)), (client_of(animator), own_url(collection))):
        text = " ".join(words(page) for page in pdf(client, url).pages)
        assert (workshop.title in text, "etirée" in text, "Fiches : 1" in text) == (True, False, True)


def test_booklet_is_for_those_who_may_open_the_collection(
    client, client_of, animator, colleague, coordinator, territorial, epm, collection, workshop
):
    CollectedSheetFactory(collection=collection, sheet=workshop)
    learner = LearnerFactory(epm=epm).member
    readers = [client_of(reader) for reader in (animator, colleague, coordinator, territorial, learner)]
    assert [reader.get(own_url(collection)).status_code for reader in readers] == [200, 404, 404, 404, 404]
    assert [reader.get(shared_url(collection)).status_code for reader in readers] == [200, 200, 200, 200, 404]
    assert [client.get(url(collection)).status_code for url in (own_url, shared_url)] == [302, 302]
    link = shared_url(collection)
    client_of(animator).post(reverse("ressources:unshare_collection", args=[collection.pk]))
    assert [reader.get(link).status_code for reader in readers] == [404] * 5


def test_button_stands_on_both_pages_of_a_filled_collection(client_of, animator, stranger, collection, workshop):
    pages = ((client_of(animator), collection.get_absolute_url()), (client_of(stranger), collection.shared_url))
    assert [client.get(page).text.count("Imprimer le livret") for client, page in pages] == [0, 0]
    CollectedSheetFactory(collection=collection, sheet=workshop)
    links = [f'href="{url(collection)}"' for url in (own_url, shared_url)]
    assert [link in client.get(page).text for (client, page), link in zip(pages, links, strict=True)] == [True, True]


def refusal(client, url: str, page: str) -> str:
    """Return what the page of the collection, to which the booklet sends back, says."""
    response = client.get(url, follow=True)
    assert response.redirect_chain == [(page, 302)]
    return " ".join(str(message) for message in response.context["messages"]).replace("\u00a0", " ")


def test_collection_without_readable_sheet_is_refused_in_words(client_of, animator, stranger, collection, workshop):
    mine = (client_of(animator), own_url(collection), collection.get_absolute_url())
    assert refusal(*mine).startswith("Il n’y a rien à imprimer")
    CollectedSheetFactory(collection=collection, sheet=workshop)
    withdraw(page=workshop, by=workshop.owner)
    theirs = (client_of(stranger), shared_url(collection), collection.shared_url)
    assert [refusal(*mine), refusal(*theirs)] == [booklet.EMPTY.replace("\u00a0", " ")] * 2


def test_too_many_pictures_are_refused_in_words(client_of, animator, collection, workshop, monkeypatch):
    CollectedSheetFactory(collection=collection, sheet=workshop)
    other = CollectedSheetFactory(collection=collection).sheet
    # The same picture twice is held once.
    for sheet in (workshop, other):
        PictureFactory(sheet=sheet, sha256="a" * 64, size=800 * 1024)
    PictureFactory(sheet=other, size=800 * 1024)
    mine = (client_of(animator), own_url(collection), collection.get_absolute_url())
    monkeypatch.setattr(booklet, "MOST_PICTURES", 1024 * 1024)
    assert refusal(*mine) == (
        "Les images de ces fiches font plus de 1 Mo : c’est trop pour un livret."
        " Faites deux collections, ou emportez les fiches une par une (ZIP)."
    )


def test_same_picture_on_two_sheets_is_printed_on_both(client_of, animator, collection, workshop):
    other = SheetFactory()
    for sheet in (workshop, other):
        add_drawing(sheet)
        CollectedSheetFactory(collection=collection, sheet=sheet)
    reader = pdf(client_of(animator), own_url(collection))
    assert " ".join(words(page) for page in reader.pages).count("Le drapeau") == 2


def test_odd_words_are_printed(client_of, animator, collection, epm):
    note = "😀🫶 مرحبا بكم 👨‍👩‍👧 漢字 " + "x" * 200
    collection.title, collection.note = "العربية 🎉 #panic() = titre", "\n".join("abcdefghijklmnopqrstuvwxyz" * 20)
    collection.save()
    sheet = SheetFactory(epm=epm, author=animator, data__title="مرحبا 🎈 *gras* #let", data__tips="🤖 نصيحة")
    CollectedSheetFactory(collection=collection, sheet=sheet, note=note)
    CollectedSheetFactory(collection=collection, note="\n".join("a" * 149))
    text = " ".join(words(page) for page in pdf(client_of(animator), own_url(collection)).pages)
    assert [word for word in ("#panic() = titre", "*gras* #let", "□", "x" * 60) if word not in text] == []


def test_unchanged_booklet_is_not_built_again(client_of, animator, collection, workshop):
    item = CollectedSheetFactory(collection=collection, sheet=workshop)
    client, etags = client_of(animator), []
    for note in ("", "Une note"):
        item.note = note
        item.save()
        response = client.get(own_url(collection), headers={"If-None-Match": etags[-1]} if etags else {})
        assert response.status_code == 200
        etags.append(response["ETag"])
    assert client.get(own_url(collection), headers={"If-None-Match": etags[-1]}).status_code == 304


def test_booklet_uses_the_same_queries_for_one_and_three_sheets(client_of, stranger, collection):
    client = client_of(stranger)

    def add() -> None:
        sheet = SheetFactory()
        AuthorshipFactory(sheet=sheet)
        add_drawing(sheet)
        CollectedSheetFactory(collection=collection, sheet=sheet)

    def count() -> int:
        client.get(shared_url(collection))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(shared_url(collection)).status_code == 200
        return len(queries)

    add()
    before = count()
    add()
    add()
    assert count() == before
