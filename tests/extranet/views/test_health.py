"""The health of the site, as a probe and as a person read it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from search.services import rebuild_index
from search.tasks import drain

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    rebuild_index()


def test_all_is_well(client, index):
    answer = client.get("/sante/", headers={"accept": "application/json"})

    assert answer.status_code == 200
    assert answer.json()["ok"] is True
    assert set(answer.json()["checks"]) == {"base de données", "index", "tâches", "fichiers"}


def test_a_person_reads_a_page(client, index):
    answer = client.get("/sante/")

    assert answer.status_code == 200
    assert answer.context["healthy"] is True
    assert answer["content-type"].startswith("text/html")


def test_missing_index_is_told_without_details(client):
    answer = client.get("/sante/", headers={"accept": "application/json"})

    assert answer.status_code == 503
    assert answer.json()["checks"]["index"]["ok"] is False
    assert "/" not in answer.json()["checks"]["index"]["detail"]


def test_worker_that_lags_is_told(client, index):
    drain.enqueue()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=5))

    answer = client.get("/sante/", headers={"accept": "application/json"})

    assert answer.json()["checks"]["tâches"] == {"ok": False, "detail": "RuntimeError"}


def test_health_asks_a_remote_storage(client, index, settings, monkeypatch):
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}

    answer = client.get("/sante/", headers={"accept": "application/json"})

    assert answer.json()["checks"]["fichiers"] == {"ok": True, "detail": "répond"}
