"""The import of the demo: its report holds every possible outcome."""

import pytest

from ressources.authoring.imports.models import ImportBatch

pytestmark = pytest.mark.django_db


def test_report_lists_drafts_duplicates_and_unread_files(demo):
    batch = ImportBatch.objects.get()

    outcomes = [(file.name.partition("/")[2], file.outcome) for file in batch.files.all()]
    assert outcomes == [
        ("Écrire une adresse électronique.md", "draft"),
        ("Ranger le bureau de l’ordinateur.odt", "draft"),
        ("Copie de Écrire une adresse électronique.md", "left_aside"),
        ("Liste des inscrits.docx", "not_read"),
    ]
    drafts = [file.sheet.specific.latest_content for file in batch.files.exclude(sheet=None)]
    assert [(draft.title, draft.minutes, len(draft.equipment_list)) for draft in drafts] == [
        ("Écrire une adresse électronique sans se tromper", 45, 2),
        ("Ranger le bureau de l’ordinateur", 0, 2),
    ]
    assert batch.owner.email == "animateur1@example.org"
