"""Files for the jury in an archive, made by the worker for a whole session."""

import io
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from b2i.jury.archive import NOBODY, SUMMARY, archive_of
from b2i.jury.models import Candidacy, JuryDossier
from b2i.jury.services import ask_for_files, withdraw_candidacy
from b2i.jury.tasks import make_files, make_soon, reap_stuck_files
from b2i.records.models.record import Record
from reseau.dossiers.making import forget_old
from reseau.dossiers.models import KEPT_FOR, SILENT_AFTER
from tests.b2i.statements.test_paper import words_of
from tests.b2i.validated import validated
from tests.factories.b2i import EvidenceFileFactory
from tests.factories.statements import CandidacyFactory, JurySessionFactory

pytestmark = pytest.mark.django_db
PAPER = "Dossier pour le jury.pdf"


@pytest.fixture
def jury(record, other_record):
    jury = JurySessionFactory()
    for one in (record, other_record):
        validated(one, "D1.1")
        CandidacyFactory(record=one, jury=jury)
    return jury


def made(jury, by) -> JuryDossier:
    dossier = ask_for_files(jury=jury, by=by)
    assert make_files.call(dossier=dossier.pk) == "ready"
    dossier.refresh_from_db()
    return dossier


def content(dossier) -> dict[str, bytes]:
    with dossier.file.open("rb") as file, ZipFile(file) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_each_candidate_has_her_folder_and_her_paper(jury, coordinator, other_record):
    dossier = made(jury, coordinator)
    files = content(dossier)
    rosalie = f"Vayssieres Rosalie {other_record.learner.card_number}"
    assert list(files) == [f"Delpech Jeanne 46-0007/{PAPER}", f"{rosalie}/{PAPER}", SUMMARY]
    assert words_of(PdfReader(io.BytesIO(files[f"{rosalie}/{PAPER}"]))).count("Rosalie Vayssières") >= 1
    assert (dossier.done, dossier.total, dossier.size) == (2, 2, dossier.file.size)
    assert [line["name"] for line in dossier.report] == ["Jeanne Delpech", "Rosalie Vayssières"]
    assert files[SUMMARY].decode("utf-8-sig").count("Jeanne Delpech") == 1


def test_what_was_joined_to_her_evidence_goes_with_it_and_what_is_lost_is_told(jury, coordinator, record):
    line = record.evidence.get()
    for name in ("Été.txt", "été.txt"):
        EvidenceFileFactory(evidence=line, name=name)
    EvidenceFileFactory(evidence=line, kind="link", name="Page", file="", address="https://example.org/page")
    lost = EvidenceFileFactory(evidence=line, name="perdu.txt")
    lost.file.storage.delete(lost.file.name)
    dossier = made(jury, coordinator)
    folder, named = "Delpech Jeanne 46-0007/Preuves", f"D1.1 {line.observed_on}"
    joined = {name: data for name, data in content(dossier).items() if "Preuves" in name}
    assert joined == {f"{folder}/{named} Ete.txt": b"Bonjour", f"{folder}/{named} ete (2).txt": b"Bonjour"}
    assert dossier.report[0]["files"] == 2
    assert dossier.report[0]["problems"] == [f"{named} perdu.txt\u00a0: le stockage ne l’a plus."]


def test_one_who_changed_her_mind_is_not_in_it(jury, coordinator, animator, record):
    withdraw_candidacy(candidacy=Candidacy.objects.get(record=record), by=animator)
    assert "Delpech" not in "".join(content(made(jury, coordinator)))


def test_when_nobody_is_left_it_says_so(jury, coordinator):
    dossier = ask_for_files(jury=jury, by=coordinator)
    Candidacy.objects.update(jury=None)
    assert make_files.call(dossier=dossier.pk) == "failed"
    dossier.refresh_from_db()
    assert dossier.problem == NOBODY


def test_one_record_leaves_as_an_archive_of_its_own(record):
    validated(record, "D1.1")
    with archive_of(Record.objects.with_learner().get(pk=record.pk)) as file, ZipFile(file) as archive:
        assert archive.namelist() == [f"Delpech Jeanne 46-0007/{PAPER}"]


def test_it_is_asked_of_the_worker_and_asked_anew_when_that_was_killed(
    jury, coordinator, django_capture_on_commit_callbacks
):
    dossier = ask_for_files(jury=jury, by=coordinator)
    with django_capture_on_commit_callbacks(execute=True):
        make_soon(dossier)
    asked = DBTaskResult.objects.filter(task_path=make_files.module_path)
    assert asked.get().args_kwargs["kwargs"] == {"dossier": dossier.pk}
    asked.delete()
    assert reap_stuck_files() == 0
    JuryDossier.objects.update(told=timezone.now() - SILENT_AFTER - timedelta(seconds=1))
    assert reap_stuck_files() == 1


def test_its_file_is_forgotten_after_a_week(jury, coordinator, django_capture_on_commit_callbacks):
    dossier = made(jury, coordinator)
    JuryDossier.objects.update(finished=timezone.now() - KEPT_FOR - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        forget_old(JuryDossier)
    assert not JuryDossier.objects.exists()
    assert not dossier.file.storage.exists(dossier.file.name)
