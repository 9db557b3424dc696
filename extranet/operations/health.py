"""Health of the site, for monitoring: database, index, worker, mails, storage, antivirus if there is one."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tasks_db.models import DBTaskResult

from alertes.mails.models.mail import Mail
from jobs.models import JobStatus
from jobs.services import failing_for_long, is_tick_late, last_tick
from reseau.files.antivirus import AntivirusAwayError, check_alive
from ressources.files.scanning import quarantine
from search.engines.base import EngineUnavailableError
from search.engines.choice import get_engine
from search.index.services import lag
from search.index.wording import age_in_words

LATE = timedelta(minutes=2)
# The index is normally seconds late; beyond this delay, changes no longer reach it.
INDEX_LATE = timedelta(minutes=10)
# Mails leave within a minute; they wait longer when the mail server refuses them all.
MAIL_LATE = timedelta(hours=1)


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
        raise RuntimeError(f"{waiting} tâches attendent depuis plus de deux minutes")
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
    last = last_tick()
    status = f"dernier passage il y a {age_in_words(last)}" if last else "pas encore passés"
    for job in JobStatus.objects.failing():
        success = f"réussi il y a {age_in_words(job.succeeded)}" if job.succeeded else "jamais réussi"
        status += f"\u00a0; en échec\u00a0: «\u00a0{job.name}\u00a0» ({job.error}, {success})"
    if is_tick_late() or failing_for_long():
        raise HealthError(status)
    return status


def check_storage() -> str:
    if not settings.STORAGES["default"]["BACKEND"].endswith("FileSystemStorage"):
        default_storage.listdir("")
        return "répond"
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    return "prêt"


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
}


@require_safe
@login_not_required
def health(request):
    """200 when all is well, 503 otherwise; JSON for `Accept: application/json`, a short page for a person."""
    report = {}
    for name, check in (CHECKS | ({"antivirus": check_antivirus} if settings.ANTIVIRUS_URL else {})).items():
        try:
            report[name] = {"ok": True, "detail": check()}
        except HealthError as problem:
            report[name] = {"ok": False, "detail": str(problem)}
        except (DatabaseError, OSError, RuntimeError, ValueError) as problem:
            report[name] = {"ok": False, "detail": str(problem) if settings.DEBUG else type(problem).__name__}
    healthy = all(part["ok"] for part in report.values())
    status = 200 if healthy else 503
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        return JsonResponse({"ok": healthy, "checks": report}, status=status)
    jobs = JobStatus.objects.all() if report["base de données"]["ok"] else ()
    context = {"report": report, "healthy": healthy, "jobs": jobs}
    return render(request, "extranet/operations/health.html", context, status=status)
