"""The worker's part of a dossier of sessions, and coming back to those that a killed worker left."""

from functools import partial

from django.db import transaction
from django_tasks import task

from formation.dossiers.models import SessionDossier
from formation.dossiers.services import make_dossier
from reseau.task_recovery import enqueue_missing


@task()
def make(dossier: int) -> str:
    return make_dossier(dossier=dossier)


def make_soon(dossier: SessionDossier) -> None:
    """What is not asked for in time, `reap_stuck_dossiers` asks for."""
    if dossier.is_unfinished:
        transaction.on_commit(partial(make.enqueue, dossier=dossier.pk), robust=True)


def reap_stuck_dossiers() -> int:
    """Asks anew for every dossier of which nothing is heard any more; returns how many."""
    silent = SessionDossier.objects.silent().values_list("pk", flat=True)
    return enqueue_missing(make, [{"dossier": key} for key in silent])
