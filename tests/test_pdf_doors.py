"""Doors by which a PDF comes in: each field for a file warns of a PDF without tags, or says why it does not."""

from collections.abc import Iterator

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from reseau.documents.files.accessibility import UNTAGGED
from tests.b2i.records.evidence.test_views import FACT
from tests.factories.b2i import LearnerFactory, RecordFactory
from tests.factories.committee import SteeringMeetingFactory
from tests.factories.formation import TrainingPageFactory
from tests.factories.projets import ProjectFactory
from tests.factories.qualite import AssessmentFactory
from tests.factories.reseau import PositionFactory
from tests.factories.ressources import DraftFactory
from tests.reseau.documents.files.documents import page, pdf, tagged_pdf
from tests.ressources.authoring.imports.test_views import IMPORT, read_all
from tests.ressources.authoring.writing.form_posts import edit_url, form_data
from tests.test_architecture import complain
from tests.test_form_fields import form_classes

pytestmark = pytest.mark.django_db

# Fields that take no PDF, or a PDF that is the picture of a signed paper: it has no tags, and no other original.
NOT_ASKED = {
    "b2i.outcomes.adoption.forms.VersionFileForm.file": "a file in JSON",
    "b2i.records.evidence.forms.FactForm.photo": "a picture",
    "enquetes.findings.adjustment.forms.MarginTableForm.file": "a table",
    "enquetes.preparation.answer_files.forms.AnswerFileForm.file": "a table",
    "enquetes.fieldwork.paper.forms.SheetScanForm.file": "a scan of paper",
    "b2i.records.evidence.forms.FactForm.sound": "a recording",
    "b2i.admission.learner_import.forms.LearnerImportForm.file": "a table",
    "patrimoine.works.forms.HeritageWorkForm.file": "a picture or a recording",
    "reseau.directory.place_import.forms.PlaceImportForm.file": "a table",
    "reseau.directory.place_pictures.forms.PlacePictureForm.file": "a picture",
    "qualite.lending.equipment.forms.EquipmentForm.photo": "a picture",
    "qualite.lending.loans.forms.ConditionForm.photo": "a picture",
    "ressources.files.forms.PictureForm.file": "a picture",
    "ressources.authoring.writing.forms.uploads.PhotoForm.file": "a picture",
    "b2i.people.learners.forms.ConsentForm.paper": "a signed paper",
    "b2i.people.learners.forms.JoinForm.paper": "a signed paper",
    "b2i.admission.registration.forms.LearnerForm.paper": "a signed paper",
    "formation.proof.attendance.forms.SignedSheetForm.file": "a signed paper",
}


def evidence(client, epm, file) -> str:
    record = RecordFactory(learner=LearnerFactory(epm=epm))
    skill = record.framework.domains.first().skills.first()
    data = FACT | {"document": file}
    return client.post(f"/b2i/livrets/{record.learner_id}/competences/{skill.pk}/", data, follow=True).text


def sheet_files(client, epm, file) -> str:
    draft = DraftFactory(epm=epm, author=epm.animator)
    return client.post(f"/ressources/fiches/{draft.pk}/fichiers/", {"file": file}, follow=True).text


def sheet_form(client, epm, file) -> str:
    draft = DraftFactory(epm=epm, author=epm.animator)
    return client.post(edit_url(draft), form_data(upload="joined", **{"joined-file": file, "joined-name": "Mémo"})).text


def imports(client, epm, file) -> str:
    batch = client.post(IMPORT, {"files": [file]}).url
    read_all()
    return client.get(batch).text


def charter_proof(client, epm, file) -> str:
    draft = AssessmentFactory(epm=epm)
    url = f"/qualite/dossiers/{draft.pk}/criteres/{draft.charter.criteria[0].pk}/pieces/"
    return client.post(url, {"file": file}, follow=True).text


def training_files(client, epm, file) -> str:
    training = TrainingPageFactory()
    PositionFactory(member=epm.animator, coordinator=True)
    return client.post(f"/formation/{training.slug}/fichiers/", {"file": file}, follow=True).text


def project_files(client, epm, file) -> str:
    project = ProjectFactory(epm=epm, by=epm.animator)
    return client.post(f"/projets/{project.pk}/documents/", {"file": file}, follow=True).text


def steering_papers(client, epm, file) -> str:
    PositionFactory(member=epm.animator, coordinator=True)
    item = SteeringMeetingFactory().items.get()
    url = f"/projets/comite/seances/{item.meeting_id}/points/{item.pk}/pieces/"
    return client.post(url, {"file": file}, follow=True).text


DOORS = {
    "projets.portfolio.documents.forms.ProjectFileForm.file": project_files,
    "projets.steering.meetings.forms.SteeringPaperForm.file": steering_papers,
    "formation.offer.catalogue.forms.KitFileForm.file": training_files,
    "qualite.labelling.self_assessment.forms.ProofForm.file": charter_proof,
    "b2i.records.evidence.forms.FactForm.document": evidence,
    "ressources.files.forms.AttachmentForm.file": sheet_files,
    "ressources.authoring.writing.forms.uploads.FileForm.file": sheet_form,
    "ressources.authoring.imports.forms.ImportForm.files": imports,
}


def file_fields() -> Iterator[str]:
    for form in form_classes():
        fields = {**getattr(form, "declared_fields", {}), **getattr(form, "base_fields", {})}
        for name, field in fields.items():
            if isinstance(field, forms.FileField):
                yield f"{form.__module__}.{form.__name__}.{name}"


def test_each_field_for_a_file_is_a_known_door():
    complain(sorted(set(file_fields()) - {*DOORS, *NOT_ASKED}), "Warn of a PDF without tags here, or say why not:")
    assert {*DOORS, *NOT_ASKED} - set(file_fields()) == set()


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(("content", "warnings"), [(pdf(page("Pelote")), 1), (tagged_pdf(), 0)])
def test_each_door_warns_of_a_pdf_without_tags(site_tree, client_of, animator, epm, door, content, warnings):
    epm.animator = animator

    text = DOORS[door](client_of(animator), epm, SimpleUploadedFile("memo.pdf", content))

    assert text.replace("&nbsp;", "\u00a0").count(UNTAGGED.partition("«")[0]) == warnings
