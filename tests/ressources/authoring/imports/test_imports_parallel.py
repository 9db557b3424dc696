"""The same document uploaded twice, and read by two workers at once: one draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ressources.authoring.imports.models import ImportedFile
from ressources.authoring.imports.services import open_import, read_imported
from ressources.files.models.attachment import Attachment
from ressources.sheets.models.workshop import WorkshopPage

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def test_two_imports_of_one_document_make_one_draft_on_postgresql(animator, colleague, epm, in_parallel):
    files = [
        open_import(by=member, epm=epm, files=[SimpleUploadedFile("a.md", b"# Nouer")]).files.get()
        for member in (animator, colleague)
    ]

    in_parallel(lambda file: read_imported(file=file.pk), files * 2)

    assert sorted(ImportedFile.objects.values_list("outcome", flat=True)) == ["before", "draft"]
    assert (WorkshopPage.objects.count(), Attachment.objects.count()) == (1, 1)
