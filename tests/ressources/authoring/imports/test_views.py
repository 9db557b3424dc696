"""Importing in the browser: upload, progress, and the private report."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from ressources.authoring.imports.models import ImportBatch
from ressources.authoring.imports.tasks import read_document
from ressources.authoring.imports.uploads import MAX_FILES
from ressources.sheets.models.workshop import WorkshopPage
from tests.factories.reseau import PositionFactory
from tests.ressources.archives import texts, zip_of

pytestmark = pytest.mark.django_db
IMPORT = "/ressources/importer/"


@pytest.fixture
def author(client_of, animator):
    return client_of(animator)


def bring(client, *names: str) -> str:
    """Upload an archive of these files and have them read; return the address of the report."""
    answer = client.post(IMPORT, {"files": [zip_of(*texts(names))]})
    read_all()
    return answer.url


def read_all() -> None:
    for result in DBTaskResult.objects.filter(task_path=read_document.module_path):
        read_document.call(**result.args_kwargs["kwargs"])


def test_limits_are_shown_beside_the_field(author):
    assert "100 fichiers au plus, 20\u00a0Mo chacun, 50\u00a0Mo en tout" in author.get(IMPORT).content.decode()


def test_import_shows_its_progress_then_its_report(author):
    address = author.post(IMPORT, {"files": [zip_of(*texts(["a.md", ".b.md"]))]}).url
    assert "1 fichier sur 2 traité" in author.get(address).content.decode()
    read_all()
    text = author.get(address).content.decode()
    sheet = WorkshopPage.objects.get()
    assert "2 fichiers sur 2 traités, 1 brouillon (EPM de Gramat)." in text
    assert f"/ressources/fiches/{sheet.pk}/apercu/" in text
    assert "Fichier caché ou de service" in text
    assert "2 fichiers, 1 brouillon" in author.get(IMPORT).content.decode()


def test_invalid_choice_is_explained_beside_the_field(author):
    assert author.post(IMPORT).context["form"].errors == {
        "files": ["Choisissez une archive ZIP ou des fichiers sur votre ordinateur."]
    }
    form = author.post(IMPORT, {"files": [zip_of()]}).context["form"]
    assert form.errors == {"files": ["« fiches.zip » est vide."]}
    form = author.post(IMPORT, {"files": [zip_of(name=f"{n}.zip") for n in range(MAX_FILES)] * 3}).context["form"]
    assert form.errors == {"files": ["Vous avez choisi 300 fichiers, 100 au plus sont acceptés."]}


def test_too_many_bytes_are_refused(author, monkeypatch):
    monkeypatch.setattr("ressources.authoring.imports.forms.MAX_TOTAL", 10)
    form = author.post(IMPORT, {"files": [zip_of(*texts(["a.md"]))]}).context["form"]
    assert form.errors["files"][0].startswith("Ces fichiers font 1\u00a0ko en tout")


def test_member_of_several_epms_chooses_one(client_of, animator, other_epm):
    PositionFactory(member=animator, epm=other_epm)
    files = [zip_of(*texts(["a.md"]))]
    client_of(animator).post(IMPORT, {"files": files, "epm": other_epm.pk})
    assert ImportBatch.objects.get().epm == other_epm


def test_report_is_for_its_owner_alone(author, client_of, colleague, stranger, coordinator, client):
    address = bring(author, "a.md")
    for member in (colleague, stranger, coordinator):
        assert client_of(member).get(address).status_code == 404
        assert "Import du" not in client_of(member).get(IMPORT).content.decode()
    assert client.get(address).status_code == 302


def test_draft_of_another_member_is_not_shown(author, client_of, colleague):
    bring(author, "a.md")
    text = client_of(colleague).get(bring(client_of(colleague), "a.md")).content.decode()
    assert "Déjà importé dans votre EPM" in text
    assert "/apercu/" not in text
    report = author.get(bring(author, "a.md")).content.decode()
    assert "/apercu/" in report


@pytest.mark.parametrize("page", ["report", "form"])
def test_pages_use_the_same_queries_for_one_file_and_three(author, page):
    def count_queries(*names: str) -> int:
        address = bring(author, *names)
        with CaptureQueriesContext(connection) as captured_queries:
            author.get(address if page == "report" else IMPORT)
        return len(captured_queries)

    query_count = count_queries("a.md")
    assert count_queries("b.md", "c.md", "d.md") == query_count
    assert query_count <= 12
