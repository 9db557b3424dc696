"""Tasks of saved searches: check them a minute after the index has changed."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from alertes.occasions.saved_searches.services import check_saved_searches
from search.engines.base import EngineUnavailableError

# Changes made meanwhile are notified together.
PATIENCE = timedelta(minutes=1)


@task()
def check_searches() -> dict[str, int | str]:
    """Notify owners of what their searches newly find; if the engine is down, the next `tick` tries again."""
    try:
        return {"with_news": check_saved_searches()}
    except EngineUnavailableError as error:
        return {"unavailable": str(error)}


def check_soon() -> None:
    """Queue a check of the saved searches in a minute, unless one waits already."""
    waiting_jobs = DBTaskResult.objects.filter(task_path=check_searches.module_path, status=TaskResultStatus.READY)
    if not waiting_jobs.exists():
        check_searches.using(run_after=timezone.now() + PATIENCE).enqueue()
