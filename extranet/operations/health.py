"""Health of the site: database, index, worker, mails, storage, antivirus if there is one.

Members read it in words, and the operator by `manage.py health`. The public and probes learn whether all is well.
"""

import logging
import shutil
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from alertes.channels.mails.models.mail import Mail
from extranet.operations.troubles import trouble_of
from jobs.models import JobStatus
from jobs.services import read_health
from reseau.documents.files.antivirus import AntivirusAwayError, check_alive
from ressources.files.scanning import quarantine
from search.engines.base import EngineUnavailableError
from search.engines.choice import get_engine
from search.index.services import lag
from search.index.wording import age_in_words

logger = logging.getLogger(__name__)

LATE = timedelta(minutes=2)
# The index is normally seconds late; beyond this delay, changes no longer reach it.
INDEX_LATE = timedelta(minutes=10)
# Mails leave within a minute; they wait longer when the mail server refuses them all.
MAIL_LATE = timedelta(hours=1)
MEGABYTE = 1024 * 1024
# Below, the disk is said to be full before it is.
LEAST_FREE = 50 * MEGABYTE  # bytes


class HealthError(RuntimeError):
    """A problem, described in words that anybody may read."""


def check_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "répond"


def check_index() -> str:
    """Return the number of documents and the lag. A failing document is reported, but is no failure of the index."""
    state = lag()
    behind = f"{state.pending} en attente depuis {age_in_words(state.oldest)}" if state.pending else "rien en attente"
    if state.failing:
        behind += f", dont {state.failing} en échec"
    try:
        documents = get_engine().count()
    except EngineUnavailableError as error:
        raise HealthError(f"{type(error).__name__}, {behind}") from error
    if state.untried and state.untried < timezone.now() - INDEX_LATE:
        raise HealthError(behind)
    return f"{documents} documents, {behind}"


def check_worker() -> str:
    """The worker is late when a ready task has waited for more than two minutes."""
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - LATE).count()
    if waiting:
        raise HealthError(f"{waiting} en attente depuis plus de deux minutes")
    return "à jour"


def check_mail() -> str:
    """Return the waiting mails, and those that failed since yesterday, which are no failure of the site."""
    planned = Mail.objects.planned()
    oldest = planned.order_by("planned").values_list("planned", flat=True).first()
    status = f"{planned.count()} à envoyer depuis {age_in_words(oldest)}" if oldest else "rien à envoyer"
    if failed := Mail.objects.failed().filter(settled__gt=timezone.now() - timedelta(days=1)).count():
        status += f", {failed} en échec depuis hier"
    if oldest and oldest < timezone.now() - MAIL_LATE:
        raise HealthError(status)
    return status


def check_jobs() -> str:
    """Return the last tick and the periodic jobs that fail, with their last success.

    A job that fails is tried again at each tick, and is a failure of the site after an hour.
    """
    jobs = read_health()
    status = f"dernier passage il y a {age_in_words(jobs.last_tick)}" if jobs.last_tick else "pas encore passés"
    for job in jobs.failing:
        success = f"réussi il y a {age_in_words(job.succeeded)}" if job.succeeded else "jamais réussi"
        status += f"\u00a0; en échec\u00a0: «\u00a0{job.name}\u00a0» ({job.error}, {success})"
    if jobs.is_late or jobs.fails_for_long:
        raise HealthError(status)
    return status


def check_storage() -> str:
    """Return whether the storage of uploads answers; on this machine, the room that is left."""
    if not settings.STORAGES["default"]["BACKEND"].endswith("FileSystemStorage"):
        default_storage.listdir("")
        return "répond"
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    return f"prêt, {_free_space(settings.MEDIA_ROOT)}"


def check_disk() -> str:
    return _free_space(settings.VAR_DIR)


def _free_space(folder: Path) -> str:
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        raise HealthError(f"disque plein\u00a0: {free // MEGABYTE}\u00a0Mo libres")
    return f"{free // MEGABYTE}\u00a0Mo libres"


def check_antivirus() -> str:
    """Return whether the antivirus answers, and the files in quarantine, which nobody reads while it is away."""
    count, oldest = quarantine()
    waiting = f"{count} en quarantaine depuis {age_in_words(oldest)}" if count else "rien en quarantaine"
    try:
        check_alive()
    except AntivirusAwayError as error:
        raise HealthError(f"ne répond pas, {waiting}") from error
    return f"répond, {waiting}"


CHECKS = {
    "base de données": check_database,
    "index": check_index,
    "tâches": check_worker,
    "courriels": check_mail,
    "travaux périodiques": check_jobs,
    "fichiers": check_storage,
    "disque": check_disk,
}


def read_report() -> dict[str, dict]:
    """Return part → whether it is well (`ok`), and how it is in words (`detail`)."""
    report = {}
    for name, check in (CHECKS | ({"antivirus": check_antivirus} if settings.ANTIVIRUS_URL else {})).items():
        try:
            report[name] = {"ok": True, "detail": check()}
        except HealthError as problem:
            report[name] = {"ok": False, "detail": str(problem)}
        except Exception as problem:
            # Whatever a library raises: the other parts are still to be read.
            logger.warning("Health of %s: %r", name, problem)
            trouble = trouble_of(problem)
            report[name] = {"ok": False, "detail": trouble.words if trouble else type(problem).__name__}
    return report


def is_healthy(report: dict[str, dict]) -> bool:
    return all(part["ok"] for part in report.values())


@require_safe
@login_not_required
def health(request: HttpRequest) -> HttpResponse:
    """200 when all is well, 503 otherwise; JSON for `Accept: application/json`, a short page for a person."""
    report = read_report()
    healthy = is_healthy(report)
    status = 200 if healthy else 503
    user = request.user
    shown = report if user.is_authenticated and (user.is_in_network or user.is_superuser) else {}
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"ok": healthy, **({"checks": shown} if shown else {})}, status=status)
    jobs = JobStatus.objects.all() if shown and report["base de données"]["ok"] else ()
    context = {"report": shown, "healthy": healthy, "jobs": jobs}
    return render(request, "extranet/operations/health.html", context, status=status)
