"""The same document uploaded twice, and read by two workers at once: one draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ressources.files.models.attachment import Attachment
from ressources.imports.models import ImportedFile
from ressources.imports.services import open_import, read_imported
from ressources.sheets.models.workshop import WorkshopPage
from tests.ressources.collections.test_double_press_parallel import run_at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_imports_of_one_document_make_one_draft(animator, colleague, epm):
    files = [
        open_import(by=member, epm=epm, files=[SimpleUploadedFile("a.md", b"# Nouer")]).files.get()
        for member in (animator, colleague)
    ]
    run_at_once(*[lambda file=file: read_imported(file=file.pk) for file in files * 2])
    assert sorted(ImportedFile.objects.values_list("outcome", flat=True)) == ["before", "draft"]
    assert (WorkshopPage.objects.count(), Attachment.objects.count()) == (1, 1)
