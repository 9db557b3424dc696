"""Data that a release keeps: queued jobs, open sessions, signed links, kept texts.

The values below are those in databases, cookies and mails of running sites: they are written in full, and never follow
a renaming.
"""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core import signing
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from alertes.choices.preferences.models import MailChoice
from alertes.enums import Matter, Rhythm
from tests.factories.b2i import LearnerFactory, RecordFactory
from tests.factories.ressources import KeptTextFactory

pytestmark = pytest.mark.django_db

move = import_module("extranet.migrations.0019_task_paths_of_rooms")
# Path of a task before the modules moved → arguments of a job that does nothing.
JOBS = {
    "alertes.mails.tasks.send_mails": {},
    "alertes.push.tasks.send_pushes": {},
    "alertes.saved_searches.tasks.check_searches": {},
    "b2i.jury.tasks.make_files": {"dossier": 0},
    "enquetes.answer_files.tasks.read_brought": {"file": 0},
    "formation.dossiers.tasks.make": {"dossier": 0},
    "ressources.imports.tasks.read_document": {"file": 0},
    "ressources.watch_inbox.tasks.read_one_feed": {"feed": 0},
}


def enqueue_job(path: str, *, status: str = "READY") -> DBTaskResult:
    """A job as written by the previous release."""
    return DBTaskResult.objects.create(
        task_path=path,
        status=status,
        args_kwargs={"args": [], "kwargs": JOBS[path]},
        backend_name="default",
        run_after=timezone.now(),
    )


def run_worker() -> None:
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0, reload=False)


def test_every_moved_task_is_tested():
    assert set(move.MOVED) == JOBS.keys()


# The worker closes its connection between jobs: within a transaction, a database server would then refuse the test.
@pytest.mark.django_db(transaction=True)
def test_jobs_queued_before_the_move_are_run():
    jobs = [enqueue_job(path) for path in JOBS]

    move.follow_moves(apps, None)
    run_worker()

    for job in jobs:
        job.refresh_from_db()
    assert {job.task_path: job.status for job in jobs} == dict.fromkeys(move.MOVED.values(), "SUCCESSFUL")


def test_job_of_a_killed_worker_takes_the_new_path_and_a_finished_one_keeps_its_own():
    running_job, finished_job = (
        enqueue_job("b2i.jury.tasks.make_files", status="RUNNING"),
        enqueue_job("b2i.jury.tasks.make_files", status="SUCCESSFUL"),
    )

    move.follow_moves(apps, None)

    running_job.refresh_from_db()
    finished_job.refresh_from_db()
    assert (running_job.task_path, finished_job.task_path) == (
        "b2i.outcomes.jury.tasks.make_files",
        "b2i.jury.tasks.make_files",
    )


def test_jobs_return_to_the_old_path_when_the_release_is_undone():
    job = enqueue_job("b2i.jury.tasks.make_files")
    move.follow_moves(apps, None)

    move.take_back_moves(apps, None)

    job.refresh_from_db()
    assert job.task_path == "b2i.jury.tasks.make_files"


def log_in_before_release(client, member, backend: str) -> None:
    """Open the session as stored by a login of the previous release."""
    session = client.session
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.save()


@pytest.mark.usefixtures("site_tree")
def test_learner_logged_in_with_a_card_stays_logged_in(client):
    learner = LearnerFactory()
    RecordFactory(learner=learner)
    log_in_before_release(client, learner.member, "b2i.backends.CardBackend")

    assert client.get("/", follow=True).context["learner"] == learner


@pytest.mark.usefixtures("site_tree")
def test_member_logged_in_with_a_password_stays_logged_in(client, animator):
    log_in_before_release(client, animator, "allauth.account.auth_backends.AuthenticationBackend")

    assert client.get("/").context["dashboard"].role == str(animator.main_position)


def test_unsubscribe_link_of_an_earlier_mail_still_works(client, animator):
    token = signing.dumps([animator.pk, "forums"], salt="alertes.unsubscribing")

    assert client.post(f"/alertes/courriels/arreter/{token}/").status_code == 200
    assert MailChoice.objects.get(member=animator, matter=Matter.FORUMS).rhythm == Rhythm.NEVER


def test_form_set_aside_by_an_expired_login_comes_back(client_of, animator):
    client, path = client_of(animator), reverse("ressources:propose")
    session = client.session
    session["set_aside"] = {
        "path": path,
        "writer": signing.Signer(salt="ressources.set_aside").sign(str(animator.pk)),
        "window": "fenetre",
        "typed": "title=Trier+ses+photos",
    }
    session.save()

    assert client.get(path).context["form"]["title"].value() == "Trier ses photos"


def test_text_kept_before_the_release_comes_back_in_its_form(client_of, animator):
    KeptTextFactory(member=animator, form="atelier", typed="title=Trier+ses+photos")

    page = client_of(animator).get(reverse("ressources:propose"))

    assert page.context["form"]["title"].value() == "Trier ses photos"
