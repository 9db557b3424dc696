"""Tests of the archives for the jury."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from b2i.outcomes.jury.jury_archive import NO_IDENTITY, NO_OPINION, NOBODY, SUMMARY, archive_of
from b2i.outcomes.jury.jury_file import build_jury_file
from b2i.outcomes.jury.models.candidacy import Candidacy
from b2i.outcomes.jury.models.session import JuryDossier
from b2i.outcomes.jury.services import request_files, withdraw_candidacy
from b2i.outcomes.jury.tasks import enqueue_files, make_files, reap_stuck_files
from b2i.records.models import Record
from reseau.documents.dossiers.dossier_build import delete_old_dossiers
from reseau.documents.dossiers.models import KEPT_FOR, SILENT_AFTER
from tests.b2i.outcomes.statements.test_paper import text_of
from tests.b2i.validation_builder import validate_skills
from tests.factories.b2i import EvidenceFactory, EvidenceFileFactory
from tests.factories.statements import CandidacyFactory, JurySessionFactory
from tests.moments import A_MINUTE, start_of

pytestmark = pytest.mark.django_db
PAPER, LIST = "Dossier pour le jury.pdf", "Liste de la session de jury.pdf"


@pytest.fixture
def jury(record, other_record):
    jury = JurySessionFactory()
    for candidate_record in (record, other_record):
        validate_skills(candidate_record, "D1.1")
        CandidacyFactory(record=candidate_record, jury=jury)
    return jury


def build_files(jury, member) -> JuryDossier:
    dossier = request_files(jury=jury, by=member)
    assert make_files.call(dossier=dossier.pk) == "ready"
    dossier.refresh_from_db()
    return dossier


def content(dossier) -> dict[str, bytes]:
    with dossier.file.open("rb") as file, ZipFile(file) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_candidate_has_folder_and_paper(jury, coordinator, other_record):
    dossier = build_files(jury, coordinator)
    files = content(dossier)
    rosalie = f"Vayssieres Rosalie {other_record.learner.card_number}"
    assert list(files) == [f"Delpech Jeanne 46-0007/{PAPER}", f"{rosalie}/{PAPER}", LIST, SUMMARY]
    assert text_of(PdfReader(io.BytesIO(files[f"{rosalie}/{PAPER}"]))).count("Rosalie Vayssières") >= 1
    assert (dossier.done, dossier.total, dossier.size) == (2, 2, dossier.file.size)
    assert [line["name"] for line in dossier.report] == ["Jeanne Delpech", "Rosalie Vayssières"]
    assert files[SUMMARY].decode("utf-8-sig").count("Jeanne Delpech") == 1


def test_attachments_are_included_and_lost_files_reported(jury, coordinator, record):
    line = record.evidence.first()
    for name in ("Été.txt", "été.txt"):
        EvidenceFileFactory(evidence=line, name=name)
    EvidenceFileFactory(evidence=line, kind="link", name="Page", file="", address="https://example.org/page")
    lost_file = EvidenceFileFactory(evidence=line, name="perdu.txt")
    lost_file.file.storage.delete(lost_file.file.name)
    dossier = build_files(jury, coordinator)
    folder, prefix = "Delpech Jeanne 46-0007/Preuves", f"D1.1 {line.observed_on}"
    attachments = {name: data for name, data in content(dossier).items() if "Preuves" in name}
    assert attachments == {f"{folder}/{prefix} Ete.txt": b"Bonjour", f"{folder}/{prefix} ete (2).txt": b"Bonjour"}
    assert dossier.report[0]["files"] == 2
    assert dossier.report[0]["problems"] == [
        f"{prefix} perdu.txt\u00a0: le stockage ne l’a plus.",
        NO_IDENTITY,
        NO_OPINION,
    ]


def test_paper_says_of_each_line_which_piece_the_archive_holds(jury, coordinator, record):
    line = record.evidence.order_by("pk").first()
    EvidenceFileFactory(evidence=line, name="rangement.txt")
    EvidenceFactory(record=record, skill=line.skill, text="A raconté sa recherche", observed_on=line.observed_on)
    files = content(build_files(jury, coordinator))
    paper = text_of(PdfReader(io.BytesIO(files[f"Delpech Jeanne 46-0007/{PAPER}"])))
    (name,) = (path.rpartition("/")[2] for path in files if "/Preuves/" in path)
    assert paper.replace(" ", "").count(name.replace(" ", "")) == 1
    assert paper.count("aucune pièce") == 2


def test_withdrawn_candidate_is_left_out(jury, coordinator, animator, record):
    withdraw_candidacy(candidacy=Candidacy.objects.get(record=record), by=animator)
    assert "Delpech" not in "".join(content(build_files(jury, coordinator)))


def test_archive_without_candidate_fails(jury, coordinator):
    dossier = request_files(jury=jury, by=coordinator)
    Candidacy.objects.update(jury=None)
    assert make_files.call(dossier=dossier.pk) == "failed"
    dossier.refresh_from_db()
    assert dossier.problem == NOBODY


def test_single_record_is_archived(record):
    validate_skills(record, "D1.1")
    file = build_jury_file(Record.objects.with_learner().get(pk=record.pk))
    with archive_of(file) as content, ZipFile(content) as archive:
        assert archive.namelist() == [f"Delpech Jeanne 46-0007/{PAPER}"]


def test_job_is_enqueued_and_recovered(jury, coordinator, django_capture_on_commit_callbacks):
    dossier = request_files(jury=jury, by=coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        enqueue_files(dossier)
    jobs = DBTaskResult.objects.filter(task_path=make_files.module_path)
    assert jobs.get().args_kwargs["kwargs"] == {"dossier": dossier.pk}
    jobs.delete()
    assert reap_stuck_files() == 0
    JuryDossier.objects.update(told=timezone.now() - SILENT_AFTER - timedelta(seconds=1))
    assert reap_stuck_files() == 1


def test_archive_is_deleted_after_a_week(jury, coordinator, django_capture_on_commit_callbacks):
    dossier = build_files(jury, coordinator)
    JuryDossier.objects.update(finished=start_of(timezone.localdate() - KEPT_FOR) - A_MINUTE)
    with django_capture_on_commit_callbacks(execute=True):
        delete_old_dossiers(JuryDossier)
    assert not JuryDossier.objects.exists()
    assert not dossier.file.storage.exists(dossier.file.name)
