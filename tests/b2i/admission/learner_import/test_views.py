"""Tests of the import pages and of the export of a group."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from odfdo import Document

from b2i.admission.learner_import.models import LearnerImport
from b2i.people.learners.models.learner import Learner
from tests.factories.b2i import (
    EvidenceFactory,
    LearnerFactory,
    PositioningFactory,
    RecordFactory,
    RetractedEvidenceFactory,
)
from tests.factories.reseau import PositionFactory

pytestmark = pytest.mark.django_db
PATH = "/b2i/livrets/importer/"
GROUP = "/b2i/livrets/livrets.ods"
HEADER = "Prénom;Nom;Année de naissance;Accord;Date de l’accord;Santé;D1.1"
LINES = [HEADER, "Odette;Bru;1950;oral;12/03/2026;;3/2/2026", "Yvette;;;;;;"]


def file(*lines: str, name: str = "apprenants.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join(lines or LINES).encode("cp1252"))


@pytest.fixture
def client(client_of, animator, b2i_adultes):
    return client_of(animator)


@pytest.fixture
def preview(client) -> str:
    """Address of a table that waits for confirmation."""
    return client.post(PATH, {"file": file()})["Location"]


def test_table_is_previewed_before_import(client, preview):
    page = client.get(preview).content.decode()
    assert [page.count(text) for text in ("Odette Bru, 1950", "Livret à ouvrir</span>", "Refusée</span>")] == [1, 1, 1]
    assert page.count("Colonnes qui ne sont pas lues\u00a0: Santé.") == 1
    assert " ".join(page.split()).count("1 travaillée, 0 réponse de la personne") == 1
    assert page.index("Yvette") < page.index("Odette Bru")
    assert client.get(PATH).content.decode().count("Un tableau attend votre accord") == 1
    assert Learner.objects.count() == 0


def test_confirmation_opens_records(client, preview):
    response = client.post(f"{preview}confirmer/", follow=True)
    assert response.content.decode().count("1\u00a0livret ouvert.") == 1
    assert [str(learner) for learner in Learner.objects.all()] == ["Odette Bru"]
    assert client.get(preview).status_code == 404


def test_waiting_table_can_be_deleted(client, preview):
    client.post(f"{preview}oublier/")
    assert (LearnerImport.objects.count(), Learner.objects.count()) == (0, 0)


def test_file_imported_meanwhile_is_reported(client, client_of, colleague, preview):
    client_of(colleague).post(f"{client_of(colleague).post(PATH, {'file': file()})['Location']}confirmer/")
    response = client.post(f"{preview}confirmer/", follow=True)
    assert response.content.decode().count("vient d’importer ce fichier") == 1
    assert Learner.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong_file", "message"),
    [
        (SimpleUploadedFile("a.csv", b"x" * (10 * 1024 * 1024)), "trop lourd"),
        (SimpleUploadedFile("a.ods", b"PK\x03\x04"), "pas un tableau CSV ou ODS"),
        (SimpleUploadedFile("a.csv", b""), "Ce fichier est vide"),
        (SimpleUploadedFile("a.csv", b"Nom;Ville\nBru;Gramat"), "Il manque dans la première ligne"),
    ],
)
def test_wrong_file_is_refused_beside_field(client, wrong_file, message):
    response = client.post(PATH, {"file": wrong_file})
    assert (response.status_code, list(response.context["form"].errors)) == (422, ["file"])
    assert message in response.content.decode()
    assert LearnerImport.objects.count() == 0


def test_member_of_several_epm_chooses_one(client, animator, other_epm):
    PositionFactory(member=animator, epm=other_epm)
    assert list(client.post(PATH, {"file": file()}).context["form"].errors) == ["epm"]
    client.post(PATH, {"file": file(), "epm": other_epm.pk})
    assert LearnerImport.objects.get().epm == other_epm


def test_long_preview_is_paginated_at_constant_query_count(client):
    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    with_one = queries(client.post(PATH, {"file": file()})["Location"])
    lines = [f"Odette;Bru{n};1950;oral;12/03/2026;;" for n in range(60)]
    preview_path = client.post(PATH, {"file": file(HEADER, *lines)})["Location"]
    assert queries(preview_path) == with_one <= 12
    response = client.get(preview_path, {"page": 2})
    assert len(response.context["page_obj"]) == 20
    assert len(client.get(preview_path).content) < 30_000


@pytest.mark.parametrize("name", ["modele.ods", "modele.csv"])
def test_template_can_be_downloaded(client, name):
    response = client.get(f"{PATH}{name}")
    assert (response.status_code, response["Content-Disposition"].count("modele-apprenants")) == (200, 1)


@pytest.mark.parametrize("person", ["colleague", "stranger", "territorial", "coordinator"])
def test_table_is_visible_to_its_author_only(request, client_of, preview, person):
    other_client = client_of(request.getfixturevalue(person))
    assert other_client.get(preview).status_code == 404
    assert other_client.post(f"{preview}confirmer/").status_code == 404
    assert other_client.post(f"{preview}oublier/").status_code == 404
    assert (LearnerImport.objects.count(), Learner.objects.count()) == (1, 0)


@pytest.mark.parametrize("path", [PATH, f"{PATH}modele.ods", GROUP])
def test_import_and_export_are_for_followers_only(client_of, coordinator, territorial, record, path):
    assert {
        client_of(person).get(path).status_code for person in (coordinator, territorial, record.learner.member)
    } == {404}
    assert Client().get(path).status_code == 302


def test_group_is_exported_as_spreadsheet(client_of, animator, record, skill, other_record):
    EvidenceFactory(record=record, skill=skill)
    PositioningFactory(record=record)
    RetractedEvidenceFactory(record=record)
    RetractedEvidenceFactory(record=record, skill=skill)
    record.learner.member.last_name = "=cmd()"
    record.learner.member.save()
    document = Document(BytesIO(client_of(animator).get(GROUP).content))
    rows = document.body.get_table(0).get_values()
    header, line = rows[0], dict(zip(rows[0], rows[1], strict=True))
    assert (len(rows), header[:3]) == (2, ["Carte", "Prénom", "Nom"])
    assert (line["Nom"], line["D1.1"], line["D1.2"], line["Pratiquées"]) == (
        "'=cmd()",
        "la personne s’est située",
        "pratiquée",
        1,
    )


def test_larger_group_costs_no_more_queries(client_of, animator, epm, record):
    client = client_of(animator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(GROUP)
        return len(captured)

    with_one = queries()
    for learner in LearnerFactory.create_batch(9, epm=epm):
        EvidenceFactory(record=RecordFactory(learner=learner, framework=record.framework))
    assert queries() == with_one <= 11  # the last one notes the names that are new that day
