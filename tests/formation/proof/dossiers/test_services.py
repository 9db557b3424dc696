"""Dossiers of sessions: content of the archive, and recovery from killed workers."""

import io
import uuid
from datetime import timedelta
from itertools import islice
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from formation.offer.catalogue.models.training import TrainingPage
from formation.proof.dossiers import materials
from formation.proof.dossiers.dossier_archive import SUMMARY, write_archive
from formation.proof.dossiers.dossier_pieces import folders_of, pieces_of, sessions_in_order
from formation.proof.dossiers.models import SessionDossier
from formation.proof.dossiers.services import EMPTY, MOST_SESSIONS, NOTHING, ask_for_dossier, make_dossier
from formation.proof.dossiers.tasks import make, make_soon, reap_stuck_dossiers
from formation.sessions.models.session import Session
from reseau.documents.dossiers.dossier_build import GIVEN_UP, delete_old_dossiers, restart_dossier
from reseau.documents.dossiers.models import FOLDER, KEPT_FOR, SILENT_AFTER
from tests.clock import freeze_time
from tests.factories.formation import EnrolmentFactory, KitFileFactory, SessionFactory, TrainingPageFactory, in_days
from tests.factories.reseau import MemberFactory
from tests.formation.full_sessions import SCAN, full_session
from tests.interleaving import just_before
from tests.moments import A_MINUTE, end_of, start_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def complete_session(training, epm, coordinator):
    return full_session(training, epm, by=coordinator)


def request_dossier(coordinator, *sessions) -> SessionDossier:
    return ask_for_dossier(sessions=sessions, by=coordinator)


def build_dossier(dossier) -> SessionDossier:
    assert make_dossier(dossier=dossier.pk) == "ready"
    dossier.refresh_from_db()
    return dossier


def content(dossier) -> dict[str, bytes]:
    with dossier.file.open("rb") as file, ZipFile(file) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def archive_bytes(dossier) -> bytes:
    with dossier.file.open("rb") as file:
        return file.read()


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def kept_files() -> list[str]:
    return default_storage.listdir(FOLDER)[1] if default_storage.exists(FOLDER) else []


def test_archive_holds_every_proof_of_a_session(complete_session, coordinator, training):
    files = content(build_dossier(request_dossier(coordinator, complete_session)))
    top, day = f"{in_days(-7)} Animer un atelier collectif", in_days(-7)
    folders = [name.removeprefix(f"{top}/") for name in files]
    assert [name for name in folders if "Convocation" not in name and "Attestation " not in name] == [
        "Programme.pdf",
        f"2 Emargement/Emargement {day} matin.pdf",
        f"2 Emargement/Feuilles signees/Feuille signee {day} matin.pdf",
        "3 Evaluations/Evaluation A chaud.pdf",
        "5 Supports/Choisir un mot de passe.pdf",
        "5 Supports/Choisir un mot de passe - Memo ete.pdf",
        SUMMARY,
    ]
    assert sum(name.startswith("1 Convocations/Convocation ") for name in folders) == 5
    assert sum(name.startswith("4 Attestations/Attestation ") for name in folders) == 5
    assert files[f"{top}/2 Emargement/Feuilles signees/Feuille signee {day} matin.pdf"] == SCAN
    assert all(name.isascii() for name in files)


def test_files_of_the_training_come_before_its_sheets(training, session, coordinator):
    KitFileFactory(training=training, name="Kit à imprimer.txt", words="Papier 1")
    KitFileFactory(training=training, name="Suspect.txt", quarantined=True)
    KitFileFactory(training=TrainingPageFactory(), name="Autre.txt")

    files = content(build_dossier(request_dossier(coordinator, session)))

    supports = {name.rpartition("/")[2]: data for name, data in files.items() if "/5 Supports/" in name}
    assert supports == {"Kit a imprimer.txt": b"Papier 1"}


def test_file_too_heavy_for_the_archive_is_named_with_its_page(training, session, coordinator, monkeypatch):
    monkeypatch.setattr(materials, "MOST_BYTES", 1024)
    KitFileFactory(training=training, name="Diapos.txt", size=2048)

    dossier = build_dossier(request_dossier(coordinator, session))

    (problem,) = dossier.report[0]["problems"]
    assert problem.startswith(
        "«\u00a0Diapos.txt\u00a0» (2\u00a0ko) est à télécharger sur la page de la formation\u00a0: "
    )


def test_papers_have_the_expected_content(complete_session, coordinator, training):
    TrainingPage.objects.update(week_after="Racontez-la à deux visiteurs.")
    files = content(build_dossier(request_dossier(coordinator, complete_session)))
    text_by_name = {name.rpartition("/")[2]: text_of(data) for name, data in files.items() if b"%%EOF" in data}
    member = complete_session.enrolments.first().member
    sheet = f"Convocation {member.last_name} {member.first_name}.pdf"
    assert text_by_name[sheet].count(member.get_full_name()) >= 1
    assert training.programme.first().title in text_by_name["Programme.pdf"]
    assert "Zoé Formatrice" in text_by_name["Programme.pdf"]
    assert "La semaine suivante Racontez-la à deux visiteurs." in " ".join(text_by_name["Programme.pdf"].split())
    assert member.get_full_name() in text_by_name[f"Emargement {in_days(-7)} matin.pdf"]
    assert "5\u00a0réponses" in text_by_name["Evaluation A chaud.pdf"]


def test_evaluations_are_totals_and_absent_under_five_answers(training, epm, coordinator):
    five, four = (full_session(training, epm, by=coordinator, answers=answers, days=answers) for answers in (5, 4))
    dossier = build_dossier(request_dossier(coordinator, five, four))
    evaluations = {name: text_of(data) for name, data in content(dossier).items() if "Evaluation" in name}
    assert list(evaluations) == [f"{in_days(-5)} Animer un atelier collectif/3 Evaluations/Evaluation A chaud.pdf"]
    assert "Mot secret" not in "".join(evaluations.values())
    problems = [line["problems"] for line in dossier.report]
    assert problems == [[], ["Évaluation à chaud\u00a0: moins de cinq réponses, rien n’est montré."]]


def test_too_few_answers_are_reported_once_the_period_began(training, epm, coordinator):
    old_session = full_session(training, epm, by=coordinator, answers=1, days=100)
    to_come = SessionFactory(training=training, epm=epm)
    problems = [line["problems"] for line in build_dossier(request_dossier(coordinator, old_session, to_come)).report]
    assert problems == [["Évaluation à chaud et à trois mois\u00a0: moins de cinq réponses, rien n’est montré."], []]


def test_report_counts_the_pieces(complete_session, session, coordinator):
    dossier = build_dossier(request_dossier(coordinator, session, complete_session))
    assert dossier.totals == [2, 5, 2, 1, 1, 5, 4]
    assert [line["counts"] for line in dossier.report] == [
        {
            "programme": 1,
            "convocation": 5,
            "sheet": 1,
            "scan": 1,
            "evaluation": 1,
            "certificate": 5,
            "support": 2,
        },
        {"programme": 1, "sheet": 1, "support": 2},
    ]
    assert (dossier.done, dossier.total, dossier.size) == (20, 20, dossier.file.size)
    summary = content(dossier)[SUMMARY].decode("utf-8-sig")
    assert summary.count("Attestations\u00a0: 5") == summary.count("Attestations\u00a0: 0") == 1


def test_same_content_gives_the_same_bytes(complete_session, coordinator):
    dossier = build_dossier(request_dossier(coordinator, complete_session))
    first = archive_bytes(dossier)
    SessionDossier.objects.update(state="waiting", finished=None)
    assert archive_bytes(build_dossier(dossier)) == first


def test_lost_file_is_reported_and_the_rest_is_written(complete_session, coordinator):
    scan = complete_session.signed_sheets.get()
    scan.file.storage.delete(scan.file.name)
    dossier = build_dossier(request_dossier(coordinator, complete_session))
    assert (
        f"2 Emargement/Feuilles signees/Feuille signee {in_days(-7)} matin.pdf\u00a0: le stockage ne l’a plus."
        in (dossier.report[0]["problems"])
    )
    assert dossier.totals == [1, 5, 1, 0, 1, 5, 2]


def test_sessions_with_the_same_name_have_distinct_folders(training, epm, coordinator):
    sessions = [SessionFactory(training=training, epm=epm) for _ in range(2)]
    folders = {name.split("/")[0] for name in content(build_dossier(request_dossier(coordinator, *sessions)))}
    title = f"{in_days(7)} Animer un atelier collectif"
    assert folders == {title, f"{title} (2)", SUMMARY}


def test_none_or_too_many_sessions_are_refused(coordinator, session):
    with pytest.raises(ValidationError, match=EMPTY):
        request_dossier(coordinator)
    too_many = [Session(pk=key) for key in range(MOST_SESSIONS + 1)]
    with pytest.raises(ValidationError, match="60"):
        request_dossier(coordinator, *too_many)
    assert not SessionDossier.objects.exists()


def test_second_click_returns_the_same_dossier(coordinator, session, past_session):
    first = request_dossier(coordinator, session)
    assert request_dossier(coordinator, session) == first
    assert request_dossier(coordinator, session, past_session) != first
    build_dossier(first)
    assert request_dossier(coordinator, session) != first


def test_second_run_does_nothing(coordinator, complete_session):
    dossier = build_dossier(request_dossier(coordinator, complete_session))
    assert (make.call(dossier=dossier.pk), len(kept_files())) == ("", 1)
    assert make.call(dossier=0) == ""


def killed_in_the_middle(dossier, pieces: int) -> None:
    """The state of a run whose worker is killed after so many pieces."""
    now = timezone.now()
    SessionDossier.objects.filter(pk=dossier.pk).update(
        state="running", claim="12345678-1234-5678-1234-567812345678", attempts=1, done=pieces, told=now, total=17
    )


def test_killed_run_is_resumed(coordinator, complete_session):
    dossier = request_dossier(coordinator, complete_session)
    make_soon(dossier)
    killed_in_the_middle(dossier, 3)
    assert make_dossier(dossier=dossier.pk) == ""  # it may be alive
    SessionDossier.objects.update(told=timezone.now() - SILENT_AFTER - timedelta(seconds=1))
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=timezone.now() - timedelta(hours=1))
    assert reap_stuck_dossiers() == 1
    assert reap_stuck_dossiers() == 0  # enqueued already
    assert build_dossier(dossier).done == dossier.total == 16
    assert (dossier.attempts, len(kept_files())) == (2, 1)


@pytest.mark.parametrize(("seconds", "is_silent"), [(0, False), (1, True)])
def test_dossier_is_silent_once_five_minutes_are_over(coordinator, complete_session, seconds, is_silent):
    dossier = request_dossier(coordinator, complete_session)
    with freeze_time(dossier.told + SILENT_AFTER + timedelta(seconds=seconds)):
        assert dossier.is_silent == is_silent
        assert SessionDossier.objects.silent().filter(pk=dossier.pk).exists() == is_silent


def test_run_that_lost_its_dossier_changes_nothing(coordinator, complete_session):
    """A run that was silent for long resumes after another run has built the dossier."""
    dossier, other_run = request_dossier(coordinator, complete_session), []

    def overtake(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith("UPDATE") and '"total"' in sql and not other_run:
            other_run.append("")
            SessionDossier.objects.update(told=timezone.now() - SILENT_AFTER - timedelta(seconds=1))
            other_run[0] = make_dossier(dossier=dossier.pk)
        return result

    with connection.execute_wrapper(overtake):
        assert (make_dossier(dossier=dossier.pk), other_run) == ("", ["ready"])
    dossier.refresh_from_db()
    assert (dossier.state, len(kept_files())) == ("ready", 1)


def test_run_overtaken_at_its_end_leaves_the_dossier_to_the_other_run(coordinator, complete_session):
    dossier, other_claim = request_dossier(coordinator, complete_session), uuid.uuid4()
    outcome = 'UPDATE "formation_sessiondossier" SET "told" = %s, "finished"'

    with just_before(outcome, lambda: SessionDossier.objects.update(claim=other_claim, file="")):
        assert make_dossier(dossier=dossier.pk) == ""

    dossier.refresh_from_db()
    assert (dossier.state, dossier.claim, dossier.finished, kept_files()) == ("running", other_claim, None, [])


def test_file_of_a_killed_run_is_deleted(coordinator, complete_session):
    dossier = request_dossier(coordinator, complete_session)
    killed_in_the_middle(dossier, 16)
    name = default_storage.save(f"{FOLDER}/perdu.zip", io.BytesIO(b"a moitie"))
    SessionDossier.objects.update(file=name, told=timezone.now() - SILENT_AFTER - timedelta(seconds=1))
    build_dossier(dossier)
    assert (default_storage.exists(name), len(kept_files())) == (False, 1)


def test_third_killed_run_fails_and_may_be_restarted(coordinator, complete_session):
    dossier = request_dossier(coordinator, complete_session)
    SessionDossier.objects.update(attempts=3)
    assert make_dossier(dossier=dossier.pk) == "failed"
    dossier.refresh_from_db()
    assert (dossier.problem, make_dossier(dossier=dossier.pk)) == (GIVEN_UP, "")
    assert (restart_dossier(dossier), restart_dossier(dossier)) == (True, False)
    assert build_dossier(dossier).problem == ""


def test_installation_error_is_raised(coordinator, complete_session, settings, tmp_path):
    (tmp_path / "media" / FOLDER).write_text("pas un dossier")
    dossier = request_dossier(coordinator, complete_session)
    with pytest.raises(FileExistsError):
        make_dossier(dossier=dossier.pk)
    dossier.refresh_from_db()
    assert (dossier.state, dossier.problem.split(".")[0]) == ("failed", "La préparation a échoué")


def test_dossier_of_a_deleted_requester_fails(coordinator, complete_session):
    dossier = request_dossier(coordinator, complete_session)
    SessionDossier.objects.update(asked_by=None)
    assert make_dossier(dossier=dossier.pk) == "failed"
    dossier.refresh_from_db()
    assert (dossier.problem, kept_files()) == (NOTHING, [])


def test_dossier_is_deleted_with_its_file_once_its_last_day_is_over(
    coordinator, complete_session, django_capture_on_commit_callbacks
):
    dossier = build_dossier(request_dossier(coordinator, complete_session))
    SessionDossier.objects.update(finished=start_of(timezone.localdate() - KEPT_FOR) + A_MINUTE)
    dossier.refresh_from_db()
    assert dossier.kept_until == timezone.localdate()
    assert delete_old_dossiers(SessionDossier, at=end_of(dossier.kept_until)) == 0
    SessionDossier.objects.update(finished=start_of(timezone.localdate() - KEPT_FOR) - A_MINUTE)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("tick", verbosity=0)
    assert (SessionDossier.objects.count(), kept_files(), Session.objects.count()) == (0, [], 1)


def test_tick_enqueues_forgotten_dossiers(coordinator, complete_session):
    request_dossier(coordinator, complete_session)
    SessionDossier.objects.update(told=timezone.now() - SILENT_AFTER - timedelta(minutes=1))
    call_command("tick", verbosity=0)
    assert DBTaskResult.objects.filter(task_path=make.module_path, status=TaskResultStatus.READY).count() == 1


def test_pieces_query_count_is_constant(training, epm, coordinator, django_assert_num_queries):
    small_session, large_session = (
        full_session(training, epm, by=coordinator, people=people, days=people) for people in (1, 4)
    )
    list_of_pieces(small_session, coordinator)  # the roles of the reader are loaded once
    with django_assert_num_queries(15):
        list_of_pieces(small_session, coordinator)
    with django_assert_num_queries(15):
        list_of_pieces(large_session, coordinator)


def list_of_pieces(session, reader):
    (session,) = sessions_in_order(Session.objects.filter(pk=session.pk))
    return pieces_of(session, folder="d", reader=reader, day=in_days(0))


def test_pieces_are_made_lazily(complete_session, coordinator, tmp_path):
    (session,) = sessions_in_order(Session.objects.filter(pk=complete_session.pk))
    with (tmp_path / "d.zip").open("wb") as target:
        build_dossier = pieces_of(session, folder=folders_of([session])[0], reader=coordinator, day=in_days(0))
        reports = write_archive(target, [build_dossier], day=timezone.now())
        (report,) = next(islice(reports, 1, None))
        assert sum(report.counts.values()) == 2
        reports.close()


def test_member_without_accentless_name_still_has_a_file(training, epm, coordinator):
    session = SessionFactory(training=training, epm=epm)
    EnrolmentFactory(session=session, member=MemberFactory(first_name="Мария", last_name="Иванова"))
    names = list(content(build_dossier(request_dossier(coordinator, session))))
    assert names[1].rpartition("/")[2] == "Convocation.pdf"
