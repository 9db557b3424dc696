"""Files of a sheet in the browser: attached, refused without loss, removed, downloaded by its readers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ressources.files.models.attachment import Attachment
from tests.factories.b2i import LearnerFactory
from tests.factories.ressources import AttachmentFactory, SubmittedFactory
from tests.reseau.documents.files.documents import OFFICE, PROGRAM, page, pdf, tagged_pdf
from tests.ressources import sheet_budgets

pytestmark = pytest.mark.django_db
MINE = "/ressources/mes-fiches/"


@pytest.fixture
def author(client_of, animator):
    """The browser of `animator`."""
    return client_of(animator)


@pytest.fixture
def learner(epm):
    return LearnerFactory(epm=epm).member


@pytest.fixture
def secret(member_sheet):
    """A file for members of the network."""
    return AttachmentFactory(sheet=member_sheet, name="Liste discrète.txt")


def files_url(sheet) -> str:
    return f"/ressources/fiches/{sheet.pk}/fichiers/"


def upload_data(content: bytes = b"Une pelote", file_name: str = "pelote.txt", **fields) -> dict:
    return {"file": SimpleUploadedFile(file_name, content), **fields}


def status(reader, url: str) -> int:
    """Return the status of the response, read to its end as a browser does, so that the file is closed."""
    response = reader.get(url)
    assert sum(len(piece) for piece in response)
    return response.status_code


def count_queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured_queries:
        assert client.get(url).status_code == 200
    return len(captured_queries)


def test_author_attaches_a_file(author, sheet):
    response = author.post(files_url(sheet), upload_data(OFFICE["odp"], "diapos.odp", name="Diapos"), follow=True)
    file = Attachment.objects.get()
    assert (response.redirect_chain, file.name, file.sheet) == (
        [(files_url(sheet), 302)],
        "Diapos.odp",
        sheet.sheet_ptr,
    )
    text = response.content.decode()
    assert "Le fichier «\u00a0Diapos.odp\u00a0» est joint à la fiche." in text
    assert "Son texte sera lu d’ici une minute" in text


@pytest.mark.parametrize(("content", "warnings"), [(pdf(page("Mémo")), 1), (tagged_pdf(), 0), (OFFICE["odt"], 0)])
def test_untagged_pdf_is_joined_with_a_warning(author, sheet, content, warnings):
    response = author.post(files_url(sheet), upload_data(content, "memo"), follow=True)

    assert (Attachment.objects.count(), response.text.count("n’est pas balisé")) == (1, warnings)


def test_limits_are_shown_beside_the_field(author, sheet):
    text = author.get(files_url(sheet)).content.decode()
    assert "PDF, ODT, DOCX, ODP, PPTX ou texte, 20\u00a0Mo au plus." in text
    assert 'accept=".pdf,.odt,' in text
    assert 'enctype="multipart/form-data"' in text


@pytest.mark.parametrize(
    ("form_data", "sentence"),
    [
        ({}, "Choisissez un fichier sur votre ordinateur."),
        (upload_data(b"", "vide.pdf"), "Ce fichier est vide."),
        (upload_data(PROGRAM, "mémo.pdf"), "Ce fichier est un programme"),
    ],
)
def test_refusal_is_shown_beside_the_field_and_form_data_is_kept(author, sheet, form_data, sentence):
    response = author.post(files_url(sheet), form_data | {"name": "Mémo <b>à imprimer"})
    text = response.content.decode()
    assert (response.status_code, Attachment.objects.count()) == (200, 0)
    assert f'<div class="error" id="id_file_error"><p>{sentence}' in text
    assert f'<a href="#id_file">Fichier</a> : {sentence}' in text
    assert 'value="Mémo &lt;b&gt;à imprimer"' in text


def test_same_file_again_is_refused_with_its_name(author, sheet):
    author.post(files_url(sheet), upload_data())
    text = author.post(files_url(sheet), upload_data(name="autre.txt")).content.decode()
    assert "Ce fichier est déjà joint à la fiche, sous le nom «\u00a0pelote.txt\u00a0»." in text


def test_page_shows_the_reading_state_of_each_file(author, sheet, draft):
    AttachmentFactory(sheet=sheet, reading="unreadable", unreadable="protected")
    AttachmentFactory(sheet=sheet, reading="empty", text="")
    AttachmentFactory(sheet=draft)
    text = author.get(files_url(sheet)).content.decode()
    assert "Son texte n’a pas pu être lu\u00a0: protégé par un mot de passe. Enregistrez-le sans mot de passe" in text
    assert "Il ne contient pas de texte" in text
    assert "dans la recherche, une fois la fiche en ligne." in author.get(files_url(draft)).content.decode()


@pytest.mark.parametrize("is_known", [True, False])
def test_page_names_who_attached_a_file_if_it_is_known(author, animator, sheet, is_known):
    AttachmentFactory(sheet=sheet, added_by=animator if is_known else None)
    page = author.get(files_url(sheet)).content.decode()
    assert (f"par {animator}." in page, "par None" in page) == (is_known, False)


def test_reviewer_attaches_a_file_to_a_sheet_of_their_territory(client_of, territorial, submitted):
    assert client_of(territorial).post(files_url(submitted), upload_data()).status_code == 302
    assert Attachment.objects.get().added_by == territorial


@pytest.mark.parametrize("who", ["colleague", "stranger", "other_territorial", "learner"])
def test_other_users_cannot_attach_or_remove(request, client_of, sheet, who):
    reader = client_of(request.getfixturevalue(who))
    file = AttachmentFactory(sheet=sheet)
    answers = [
        reader.get(files_url(sheet)),
        reader.post(files_url(sheet), upload_data()),
        reader.post(f"/ressources/fichiers/{file.pk}/retirer/"),
    ]
    assert ([answer.status_code for answer in answers], list(Attachment.objects.all())) == ([404] * 3, [file])


def test_visitor_is_redirected_to_login(client, sheet):
    file = AttachmentFactory(sheet=sheet)
    for answer in (
        client.post(files_url(sheet), upload_data()),
        client.post(f"/ressources/fichiers/{file.pk}/retirer/"),
    ):
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/connexion/")
    assert list(Attachment.objects.all()) == [file]


def test_author_removes_a_file(author, sheet):
    file = AttachmentFactory(sheet=sheet, name="Vieux mémo.txt")
    response = author.post(f"/ressources/fichiers/{file.pk}/retirer/", follow=True)
    assert (response.redirect_chain, Attachment.objects.count()) == ([(files_url(sheet), 302)], 0)
    assert "Le fichier «\u00a0Vieux mémo.txt\u00a0» n’est plus joint à la fiche." in response.content.decode()


def test_removal_requires_post(author, sheet):
    file = AttachmentFactory(sheet=sheet)
    assert author.get(f"/ressources/fichiers/{file.pk}/retirer/").status_code == 405


def test_file_is_sent_as_attachment_with_safe_headers(client, sheet):
    file = AttachmentFactory(sheet=sheet, name="Mémo été.txt", words="<script>alert(1)</script>")
    response = client.get(file.get_absolute_url(), headers={"accept-encoding": "gzip"})
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert {name: response[name] for name in ("Content-Type", "Content-Length", "Content-Encoding")} == {
        "Content-Type": "text/plain",
        "Content-Length": "25",
        "Content-Encoding": "identity",
    }
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''M%C3%A9mo%20%C3%A9t%C3%A9.txt"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-cache"


def test_file_of_a_members_sheet_is_downloaded_by_members_only(client, client_of, learner, stranger, animator, secret):
    readers = [client, client_of(learner), client_of(stranger), client_of(animator)]
    assert [status(reader, secret.get_absolute_url()) for reader in readers] == [404, 404, 200, 200]


def test_file_of_draft_is_downloaded_by_authors_and_reviewers(client, client_of, epm, animator, stranger, territorial):
    url = AttachmentFactory(sheet=SubmittedFactory(epm=epm, author=animator)).get_absolute_url()
    readers = [client, client_of(stranger), client_of(animator), client_of(territorial)]
    assert [status(reader, url) for reader in readers] == [404, 404, 200, 200]


def test_file_lost_by_the_storage_gives_404(client, sheet):
    file = AttachmentFactory(sheet=sheet)
    file.file.storage.delete(file.file.name)
    assert client.get(file.get_absolute_url()).status_code == 404


def test_file_accepts_only_get(client, sheet):
    assert client.post(AttachmentFactory(sheet=sheet).get_absolute_url()).status_code == 405


def test_readers_of_a_sheet_see_its_files(client, sheet):
    file = AttachmentFactory(sheet=sheet, name="<b>Mémo.txt", size=34_500)
    text = client.get(sheet.get_absolute_url()).content.decode()
    assert f'href="{file.get_absolute_url()}" download>&lt;b&gt;Mémo.txt</a>' in text
    assert "texte brut, 34\u00a0ko" in text
    assert "Fichiers joints" not in text


def test_preview_and_review_show_the_files_of_a_draft(client_of, territorial, submitted):
    file = AttachmentFactory(sheet=submitted)
    for part in ("apercu", "relire"):
        answer = client_of(territorial).get(f"/ressources/fiches/{submitted.pk}/{part}/")
        assert file.get_absolute_url() in answer.content.decode()


def test_pages_of_the_sheet_link_to_its_files(author, sheet):
    for url in (
        sheet.get_absolute_url(),
        MINE,
        *(f"/ressources/fiches/{sheet.pk}/{p}/" for p in ("apercu", "modifier")),
    ):
        assert f'href="{files_url(sheet)}"' in author.get(url).content.decode(), url


def test_pages_use_the_same_queries_for_one_and_five_files(author, client, sheet, secret):
    AttachmentFactory(sheet=sheet)
    pages = [
        (author, files_url(sheet), 9),
        (client, sheet.get_absolute_url(), sheet_budgets.VISITOR),
        (author, sheet.get_absolute_url(), sheet_budgets.MEMBER),
    ]
    before = [count_queries(reader, url) for reader, url, _ in pages]
    AttachmentFactory.create_batch(4, sheet=sheet)
    assert [count_queries(reader, url) for reader, url, _ in pages] == before
    assert [limit for cost, (_, _, limit) in zip(before, pages, strict=True) if cost > limit] == []


def test_lists_do_not_load_the_texts(author, sheet):
    file = AttachmentFactory(sheet=sheet)
    for url in (sheet.get_absolute_url(), files_url(sheet), file.get_absolute_url()):
        with CaptureQueriesContext(connection) as captured_queries:
            status(author, url)
        assert [query["sql"] for query in captured_queries if '"ressources_attachment"."text"' in query["sql"]] == []
