"""The health of the site, for a probe and for a person."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django_tasks_db.models import DBTaskResult

from alertes.enums import MailState
from jobs.models import JobStatus
from search.index.outbox import OutboxEntry
from search.index.services import rebuild_index
from search.index.tasks import drain
from tests.clock import freeze_time
from tests.factories.alertes import MailFactory
from tests.factories.b2i import LearnerFactory
from tests.factories.jobs import JobStatusFactory
from tests.factories.reseau import MemberFactory
from tests.factories.ressources import AttachmentFactory, PictureFactory
from tests.factories.search import OutboxEntryFactory
from tests.jobs.releases import release
from tests.reseau.documents.files.clamd import running

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_sync")]


@pytest.fixture
def client(client_of):
    """The browser of an administrator, who reads the details and is in no document of the index."""
    client = client_of(MemberFactory(is_superuser=True))
    OutboxEntry.objects.all().delete()
    DBTaskResult.objects.all().delete()
    return client


@pytest.fixture
def index(without_frameworks):
    """A site that works: its index is there, its periodic jobs have just run."""
    JobStatusFactory(name="Convocations envoyées")
    rebuild_index()


def test_healthy_site_reports_no_problem(client, index):
    response = client.get("/sante/", headers={"accept": "application/json"})

    assert response.status_code == 200
    assert response.json()["ok"] is True
    assert set(response.json()["checks"]) == {
        "base de données",
        "index",
        "tâches",
        "courriels",
        "travaux périodiques",
        "fichiers",
        "disque",
    }
    assert index_of(response) == {"ok": True, "detail": "0 documents, rien en attente"}


def index_of(response) -> dict:
    return response.json()["checks"]["index"]


@pytest.mark.parametrize(
    ("minutes", "attempts", "expected"),
    [
        (3, 0, {"ok": True, "detail": "0 documents, 2 en attente depuis 3\u00a0minutes"}),
        (11, 0, {"ok": False, "detail": "2 en attente depuis 11\u00a0minutes"}),
        (60, 5, {"ok": True, "detail": "0 documents, 2 en attente depuis 1\u00a0heure, dont 1 en échec"}),
    ],
)
def test_index_check_reports_the_lag(client, index, minutes, attempts, expected):
    OutboxEntryFactory(created=timezone.now() - timedelta(minutes=minutes), attempts=attempts)
    OutboxEntryFactory()

    response = client.get("/sante/", headers={"accept": "application/json"})

    assert (response.status_code, index_of(response)) == (200 if expected["ok"] else 503, expected)


def test_person_gets_an_html_page(client, index):
    response = client.get("/sante/")

    assert response.status_code == 200
    assert response.context["healthy"] is True
    assert response["content-type"].startswith("text/html")


def test_missing_index_is_reported_without_details(client):
    response = client.get("/sante/", headers={"accept": "application/json"})

    assert response.status_code == 503
    assert response.json()["checks"]["index"]["ok"] is False
    assert response.json()["checks"]["index"]["detail"] == "IndexMissingError, rien en attente"


def test_late_worker_is_reported(client, index):
    drain.enqueue()
    enqueued = DBTaskResult.objects.get().enqueued_at
    for moment, is_ok in ((enqueued + timedelta(minutes=2), True), (enqueued + timedelta(minutes=3), False)):
        with freeze_time(moment):
            response = client.get("/sante/", headers={"accept": "application/json"})

        assert response.json()["checks"]["tâches"]["ok"] is is_ok
    assert response.json()["checks"]["tâches"]["detail"] == "1 en attente depuis plus de deux minutes"


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (59, {"ok": True, "detail": "2 à envoyer depuis 59\u00a0minutes, 1 en échec depuis hier"}),
        (61, {"ok": False, "detail": "2 à envoyer depuis 1\u00a0heure, 1\u00a0minute, 1 en échec depuis hier"}),
    ],
)
def test_mails_report_delay_and_failures(client, index, minutes, expected):
    now = timezone.now()
    MailFactory(planned=now - timedelta(minutes=minutes))
    MailFactory()
    MailFactory(state=MailState.FAILED, settled=now - timedelta(hours=23))
    MailFactory(state=MailState.FAILED, settled=now - timedelta(hours=25))

    response = client.get("/sante/", headers={"accept": "application/json"})

    assert (response.status_code, response.json()["checks"]["courriels"]) == (200 if expected["ok"] else 503, expected)


def test_site_without_mail_reports_no_delay(client, index):
    response = client.get("/sante/", headers={"accept": "application/json"})

    assert response.json()["checks"]["courriels"] == {"ok": True, "detail": "rien à envoyer"}


def test_health_checks_a_remote_storage(client, index, settings, monkeypatch):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}

    response = client.get("/sante/", headers={"accept": "application/json"})

    assert response.json()["checks"]["fichiers"] == {"ok": True, "detail": "répond"}


def antivirus_of(client) -> dict:
    return client.get("/sante/", headers={"accept": "application/json"}).json()["checks"]["antivirus"]


def test_antivirus_is_checked_if_configured(client, index, settings):
    with running() as server:
        settings.ANTIVIRUS_URL = server.url
        assert antivirus_of(client) == {"ok": True, "detail": "répond, rien en quarantaine"}


def test_absent_antivirus_is_reported_with_its_quarantine(client, index, settings):
    settings.ANTIVIRUS_URL = "unix:///nulle/part"
    AttachmentFactory(quarantined=True, added=timezone.now() - timedelta(minutes=12))
    PictureFactory(quarantined=True)
    assert antivirus_of(client) == {
        "ok": False,
        "detail": "ne répond pas, 2 en quarantaine depuis 12\u00a0minutes",
    }


def jobs_check(client) -> tuple[int, dict]:
    response = client.get("/sante/", headers={"accept": "application/json"})
    return response.status_code, response.json()["checks"]["travaux périodiques"]


def test_jobs_that_no_longer_run_are_a_failure(client, index):
    release(timezone.now() - timedelta(days=30))
    JobStatus.objects.update(started=timezone.now() - timedelta(hours=2))

    assert jobs_check(client) == (503, {"ok": False, "detail": "dernier passage il y a 2\u00a0heures"})


def test_jobs_that_never_ran_are_a_failure(client):
    release(timezone.now() - timedelta(days=30))
    rebuild_index()

    assert jobs_check(client) == (503, {"ok": False, "detail": "pas encore passés"})


@pytest.mark.parametrize(("hours", "status", "ok"), [(0, 200, True), (2, 503, False)])
def test_job_that_fails_is_named_with_its_last_success(client, index, hours, status, ok):
    now = timezone.now()
    JobStatusFactory(
        name="Avis demandés",
        failing=True,
        failing_since=now - timedelta(hours=hours),
        succeeded=now - timedelta(days=1),
        error="KeyError",
    )

    assert jobs_check(client) == (
        status,
        {
            "ok": ok,
            "detail": "dernier passage il y a 1\u00a0minute\u00a0; en échec\u00a0: "
            "«\u00a0Avis demandés\u00a0» (KeyError, réussi il y a 1\u00a0jour)",
        },
    )
    page = client.get("/sante/").content.decode()
    assert ("Avis demandés" in page, "1 échec de suite" in page) == (True, True)
    yesterday = date_format(timezone.localtime(now - timedelta(days=1)), r"j F à H:i")
    assert f"réussi le {yesterday}" in last_success("Avis demandés", page)
    JobStatus.objects.update(succeeded=None)
    assert "jamais réussi" in last_success("Avis demandés", client.get("/sante/").content.decode())


def last_success(name: str, page: str) -> str:
    """Return what the page says of the job."""
    row = next(row for row in BeautifulSoup(page, "html.parser").select("details li") if name in row.text)
    return " ".join(row.text.split())


@pytest.mark.parametrize("who", ["visitor", "learner"])
def test_public_learns_whether_all_is_well_and_no_more(who, index, client_of, epm):
    reader = Client() if who == "visitor" else client_of(LearnerFactory(epm=epm).member)
    JobStatusFactory(name="Avis demandés", failing=True, failing_since=timezone.now() - timedelta(hours=2))
    answer = reader.get("/sante/", headers={"accept": "application/json"})
    page = reader.get("/sante/")

    assert (answer.status_code, answer.json()) == (503, {"ok": False})
    assert (page.status_code, page.content.decode().count("Avis")) == (503, 0)
    assert "Quelque chose ne fonctionne pas" in page.content.decode()


def test_member_reads_each_part(index, client_of, animator):
    assert "Travaux périodiques" in client_of(animator).get("/sante/").content.decode()


def test_full_disk_is_said_in_words(client, index, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=3 * 1024 * 1024))
    response = client.get("/sante/", headers={"accept": "application/json"})

    assert response.status_code == 503
    assert response.json()["checks"]["disque"] == {"ok": False, "detail": "disque plein\u00a0: 3\u00a0Mo libres"}


def test_storage_that_raises_anything_is_said_in_words(client, index, settings, monkeypatch):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "storages.backends.s3.S3Storage"}}
    settings.STORAGES["default"]["OPTIONS"] = {"bucket_name": "nulle-part", "endpoint_url": "http://127.0.0.1:9"}
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "essai")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "essai")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    response = client.get("/sante/", headers={"accept": "application/json"})

    assert response.json()["checks"]["fichiers"] == {"ok": False, "detail": "ne répond pas"}


def test_command_tells_the_operator_which_part_is_not_well(index, capsys):
    release(timezone.now() - timedelta(days=30))
    JobStatus.objects.update(started=timezone.now() - timedelta(hours=2))

    with pytest.raises(SystemExit):
        call_command("health")

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "     bon  base de données\u00a0: répond"
    assert [line for line in lines if "EN PANNE" in line] == [
        "EN PANNE  travaux périodiques\u00a0: dernier passage il y a 2\u00a0heures"
    ]
