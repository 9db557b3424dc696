"""Files of a training: joined and removed by the coordination, refused without loss, downloaded by everybody."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from alertes.channels.notices.models import Notice
from formation.offer.catalogue import services
from formation.offer.catalogue.models.kit_file import KitFile
from formation.offer.catalogue.models.training import TrainingPage
from ressources.files.services import documents
from ressources.files.tasks import scan
from tests.factories.b2i import LearnerFactory
from tests.factories.formation import EnrolmentFactory, KitFileFactory, SessionFactory, TrainingPageFactory, in_days
from tests.factories.reseau import MemberFactory
from tests.reseau.documents.files.clamd import EICAR, VIRUS, running
from tests.reseau.documents.files.documents import OFFICE, PROGRAM, page, pdf, tagged_pdf
from tests.reseau.documents.files.pictures import encoded, flag

FILES = "/formation/animer-un-atelier/fichiers/"


@pytest.fixture
def clamd(settings):
    with running() as server:
        settings.ANTIVIRUS_URL = server.url
        yield server


@pytest.fixture
def editor(client_of, training):
    """The browser of an editor who may edit every page."""
    return client_of(MemberFactory(coordinator=True, is_superuser=True))


def upload_data(content: bytes = b"Une pelote", file_name: str = "pelote.txt", **fields) -> dict:
    return {"file": SimpleUploadedFile(file_name, content), **fields}


def status(reader, url: str) -> int:
    """Return the status of the response, read to its end as a browser does, so that the file is closed."""
    response = reader.get(url)
    assert sum(len(piece) for piece in response)
    return response.status_code


def test_coordinator_joins_a_file(as_coordinator, coordinator, training):
    response = as_coordinator.post(FILES, upload_data(OFFICE["odp"], "diapos.odp", name="Diapos"), follow=True)

    file = KitFile.objects.get()
    assert response.redirect_chain == [(FILES, 302)]
    assert (file.name, file.kind, file.scan) == ("Diapos.odp", "odp", "not_asked")
    assert (file.training, file.added_by, file.size) == (training, coordinator, len(OFFICE["odp"]))
    assert response.text.count("Le fichier «\u00a0Diapos.odp\u00a0» est joint à la formation.") == 1


@pytest.mark.parametrize(("content", "warnings"), [(pdf(page("Mémo")), 1), (tagged_pdf(), 0)])
def test_untagged_pdf_is_joined_with_a_warning(as_coordinator, training, content, warnings):
    response = as_coordinator.post(FILES, upload_data(content, "memo"), follow=True)

    assert (KitFile.objects.count(), response.text.count("n’est pas balisé")) == (1, warnings)


@pytest.mark.parametrize(
    ("form_data", "sentence"),
    [
        ({}, "Choisissez un fichier sur votre ordinateur."),
        (upload_data(b"", "vide.pdf"), "Ce fichier est vide. Choisissez-en un autre."),
        (
            upload_data(PROGRAM, "mémo.pdf"),
            "Ce fichier est un programme, quel que soit son nom\u00a0: il ne se joint pas à une formation.",
        ),
        (
            upload_data(encoded(flag()), "photo.pdf"),
            "Ce fichier est une image. Mettez-la dans un PDF ou dans un document, puis joignez celui-ci.",
        ),
    ],
)
def test_refusal_is_shown_beside_the_field_and_form_data_is_kept(as_coordinator, training, form_data, sentence):
    response = as_coordinator.post(FILES, form_data | {"name": "Mémo <b>à imprimer"})

    assert (response.status_code, KitFile.objects.count()) == (200, 0)
    assert response.context["form"].errors == {"file": [sentence]}
    assert response.text.count('value="Mémo &lt;b&gt;à imprimer"') == 1


def test_file_that_is_too_large_is_refused_with_its_size(as_coordinator, training, monkeypatch):
    monkeypatch.setattr(documents, "MAX_SIZE", 1024)

    response = as_coordinator.post(FILES, upload_data(b"o" * 2048))

    assert response.context["form"].errors["file"] == [
        "Ce fichier fait 2\u00a0ko, 1\u00a0ko au plus sont acceptés. Réduisez ses images, ou découpez-le."
    ]
    assert KitFile.objects.count() == 0


def test_infected_file_is_refused_and_a_clean_one_is_noted_as_such(as_coordinator, training, clamd):
    response = as_coordinator.post(FILES, upload_data(EICAR, "facture.txt", name="Facture"))
    assert response.context["form"].errors["file"] == [f"Ce fichier contient un virus ({VIRUS}). Il n’a pas été gardé."]
    assert (KitFile.objects.count(), response.text.count('value="Facture"')) == (0, 1)

    as_coordinator.post(FILES, upload_data())
    assert KitFile.objects.get().scan == "clean"


def test_file_is_refused_while_the_antivirus_is_away(as_coordinator, training, settings):
    settings.ANTIVIRUS_URL = "unix:///nulle/part"

    response = as_coordinator.post(FILES, upload_data())

    assert response.context["form"].errors["file"] == [
        "Ce fichier n’a pas pu être vérifié. Réessayez dans quelques minutes."
    ]


def test_file_found_infected_later_is_deleted_and_its_sender_notified(as_coordinator, coordinator, training, settings):
    as_coordinator.post(FILES, upload_data(EICAR, "facture.txt"))
    file = KitFile.objects.get()
    stored = file.file.name

    with running() as server:
        settings.ANTIVIRUS_URL = server.url
        assert scan.call(model="kitfile", file=file.pk) == "infected"

    file.refresh_from_db()
    assert (file.scan, file.threat, file.file.name) == ("infected", VIRUS, "")
    assert (list(KitFile.objects.visible_to(coordinator)), stored.startswith("formations/")) == ([], True)
    assert Notice.objects.get(member=coordinator).url == FILES
    assert as_coordinator.get(FILES).text.count(f"L’antivirus y a trouvé un virus ({VIRUS})") == 1


def test_same_file_again_is_refused_with_its_name(as_coordinator, training):
    as_coordinator.post(FILES, upload_data())

    response = as_coordinator.post(FILES, upload_data(name="autre.txt"))

    assert response.context["form"].errors["file"] == [
        "Ce fichier est déjà joint à la formation, sous le nom «\u00a0pelote.txt\u00a0»."
    ]
    with pytest.raises(IntegrityError):
        KitFileFactory(training=training, sha256=KitFile.objects.get().sha256)


def test_training_bears_six_files(as_coordinator, training):
    KitFileFactory.create_batch(services.MAX_FILES, training=training)

    response = as_coordinator.post(FILES, upload_data())

    assert response.context["form"].errors["file"] == [
        "Une formation porte 6 fichiers au plus\u00a0: retirez-en un d’abord."
    ]
    assert KitFile.objects.count() == services.MAX_FILES


def test_others_than_the_coordination_neither_join_nor_remove(client, client_of, animator, territorial, epm, training):
    file = KitFileFactory(training=training)
    learner = LearnerFactory(epm=epm).member
    refused = [(client_of(member), 404) for member in (animator, territorial, learner)]
    for browser, expected in [(client, 302), *refused]:
        answers = [
            browser.get(FILES),
            browser.post(FILES, upload_data()),
            browser.post(f"/formation/fichiers/{file.pk}/retirer/"),
        ]
        assert [answer.status_code for answer in answers] == [expected] * 3
    assert list(KitFile.objects.all()) == [file]


def test_coordinator_removes_a_file_and_its_bytes(as_coordinator, training, django_capture_on_commit_callbacks):
    file = KitFileFactory(training=training, name="Vieux papiers.txt")

    with django_capture_on_commit_callbacks(execute=True):
        response = as_coordinator.post(f"/formation/fichiers/{file.pk}/retirer/", follow=True)

    assert (response.redirect_chain, KitFile.objects.count()) == ([(FILES, 302)], 0)
    assert response.text.count("Le fichier «\u00a0Vieux papiers.txt\u00a0» n’est plus joint à la formation.") == 1
    assert not default_storage.exists(file.file.name)
    assert as_coordinator.get(f"/formation/fichiers/{file.pk}/retirer/").status_code == 405


def test_page_deleted_in_the_editor_takes_its_files_with_it(editor, training, django_capture_on_commit_callbacks):
    file = KitFileFactory(training=training)
    url = f"/admin/pages/{training.pk}/delete/"

    editor.get(url)
    assert default_storage.exists(file.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(url)

    assert (KitFile.objects.count(), default_storage.exists(file.file.name)) == (0, False)


def test_editor_shows_the_files_and_leads_to_their_page(editor, training):
    KitFileFactory(training=training, name="Papiers.txt")

    text = editor.get(f"/admin/pages/{training.pk}/edit/").text

    assert (text.count("Papiers.txt"), text.count(f'href="{FILES}"')) == (2, 1)


def test_file_is_sent_as_attachment_with_safe_headers(client, training):
    file = KitFileFactory(training=training, name="Mémo été.txt", words="<script>alert(1)</script>")

    response = client.get(file.get_absolute_url())

    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Type"] == "text/plain"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''M%C3%A9mo%20%C3%A9t%C3%A9.txt"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-cache"


def test_file_of_a_draft_is_for_the_coordination_alone(client, as_animator, as_coordinator, training):
    url = KitFileFactory(training=training).get_absolute_url()
    assert [status(browser, url) for browser in (client, as_animator, as_coordinator)] == [200, 200, 200]

    TrainingPage.objects.update(live=False)

    assert [status(browser, url) for browser in (client, as_animator, as_coordinator)] == [404, 404, 200]
    assert as_coordinator.get(FILES).text.count("la coordination seule ouvre ses fichiers") == 1


def test_file_in_quarantine_is_neither_shown_nor_sent(client, as_coordinator, training):
    file = KitFileFactory(training=training, quarantined=True, name="Suspect.txt")

    assert [browser.get(file.get_absolute_url()).status_code for browser in (client, as_coordinator)] == [404, 404]
    assert client.get(training.get_absolute_url()).text.count("Suspect.txt") == 0
    assert as_coordinator.get(FILES).text.count("En cours de vérification") == 1


def test_page_of_the_training_offers_its_files_with_kind_and_size(client, training):
    other = TrainingPageFactory()
    KitFileFactory(training=other, name="Autre.txt")
    assert client.get(training.get_absolute_url()).text.count("Fichiers à télécharger") == 0
    file = KitFileFactory(training=training, name="Papiers.txt", size=2048)

    text = client.get(training.get_absolute_url()).text

    assert text.count(f'<a class="title" href="{file.get_absolute_url()}" download>Papiers.txt</a>') == 1
    assert (text.count("texte brut, 2\u00a0ko"), text.count("Autre.txt"), text.count('href="#fichiers"')) == (1, 0, 1)


def test_page_of_the_session_offers_them_to_members(as_animator, animator, session, training):
    file = KitFileFactory(training=training, name="Papiers.txt")
    EnrolmentFactory(session=session, member=animator)
    assert as_animator.get(session.get_absolute_url()).text.count(f'href="{file.get_absolute_url()}"') == 1

    TrainingPage.objects.update(live=False)

    assert as_animator.get(session.get_absolute_url()).text.count("Papiers.txt") == 0


@pytest.mark.parametrize("visitor", ["client", "as_animator", "as_coordinator"])
def test_files_cost_no_query(request, visitor, training, epm):
    browser = request.getfixturevalue(visitor)
    addresses = [training.get_absolute_url()]
    if visitor != "client":
        addresses.append(SessionFactory(training=training, epm=epm, dates=[in_days(4)]).get_absolute_url())

    def counts() -> list[int]:
        numbers = []
        for url in addresses:
            browser.get(url)
            with CaptureQueriesContext(connection) as queries:
                browser.get(url)
            numbers.append(len(queries))
        return numbers

    without = counts()
    KitFileFactory.create_batch(3, training=training)

    assert counts() == without


def test_list_of_files_costs_the_same_whatever_their_number(as_coordinator, coordinator, training):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_coordinator.get(FILES)
        return len(queries)

    KitFileFactory(training=training, added_by=coordinator)
    as_coordinator.get(FILES)
    with_one = count()
    KitFileFactory.create_batch(2, training=training, added_by=coordinator)

    assert count() == with_one
