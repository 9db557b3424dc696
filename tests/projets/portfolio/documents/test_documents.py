"""Documents of a project: joined by its people, read by members alone, gone with their bytes."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from projets.portfolio.documents.models import ProjectFile
from projets.portfolio.documents.services import MOST_FILES, join_file
from projets.portfolio.projects.services import add_person
from tests.factories.reseau import MemberFactory
from tests.reseau.documents.files.documents import PROGRAM

pytestmark = pytest.mark.django_db


def files_of(project) -> str:
    return reverse("projets:project_files", args=[project.pk])


def text(words: str = "Le compte rendu de la réunion.", name: str = "Compte rendu.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode())


def test_person_of_the_project_joins_a_file_that_members_read(
    client, client_of, animator, colleague, stranger, project, django_capture_on_commit_callbacks
):
    add_person(project=project, member=colleague, by=animator)
    browser = client_of(colleague)
    page = browser.post(files_of(project), {"file": text(), "name": "Réunion de mars"}, follow=True)
    document = ProjectFile.objects.get()
    assertContains(page, "Réunion de mars.txt")
    assertContains(page, f"par {colleague}")

    reader = client_of(stranger)
    assert b"".join(reader.get(document.get_absolute_url()).streaming_content).startswith(b"Le compte rendu")
    assertNotContains(reader.get(files_of(project)), "Retirer")
    assertNotContains(reader.get(files_of(project)), "Joindre un document")
    for path in (document.get_absolute_url(), files_of(project)):
        assert {client.get(path).status_code, client_of(MemberFactory()).get(path).status_code} <= {302, 404}
    removal = reverse("projets:project_file_remove", args=[document.pk])
    assert [reader.post(removal).status_code, reader.post(files_of(project), {"file": text("b")}).status_code] == [
        404
    ] * 2

    stored = document.file.name
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(removal)
    assert (ProjectFile.objects.count(), default_storage.exists(stored)) == (0, False)


def test_refused_files_are_said_beside_the_field(client_of, animator, project):
    browser = client_of(animator)
    browser.post(files_of(project), {"file": text()})
    answers = [
        browser.post(files_of(project), {"file": text(name="Autre nom.txt")}),
        browser.post(files_of(project), {"file": SimpleUploadedFile("memo.pdf", PROGRAM)}),
        browser.post(files_of(project), {}),
    ]
    for rank in range(MOST_FILES - 1):
        join_file(project=project, by=animator, file=text(f"Feuille {rank}"))
    answers.append(browser.post(files_of(project), {"file": text("Une de trop")}))

    assert [list(answer.context["form"].errors) for answer in answers] == [["file"]] * 4
    assert ["déjà joint", "programme", "Choisissez", f"{MOST_FILES} documents"] == [
        words
        for words, answer in zip(
            ("déjà joint", "programme", "Choisissez", f"{MOST_FILES} documents"), answers, strict=True
        )
        if words in answer.context["form"].errors["file"][0]
    ]
    assert ProjectFile.objects.count() == MOST_FILES


def test_list_costs_the_same_with_more_files(client_of, animator, project, queries_of):
    join_file(project=project, by=animator, file=text())
    few = queries_of(client_of(animator), files_of(project))
    for rank in range(2):
        join_file(project=project, by=animator, file=text(f"Feuille {rank}"))
    assert queries_of(client_of(animator), files_of(project)) == few <= 12
