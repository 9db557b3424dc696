"""Background task that makes a dossier, and recovery of tasks that a killed worker left."""

from functools import partial

from django.db import transaction
from django_tasks import task

from formation.proof.dossiers.models import SessionDossier
from formation.proof.dossiers.services import make_dossier
from jobs.recovery import before_retry, enqueue_missing
from reseau.documents.dossiers.dossier_build import free_claim


@task()
def make(dossier: int) -> str:
    return make_dossier(dossier=dossier)


before_retry(make, lambda dossier: free_claim(SessionDossier, dossier))


def make_soon(dossier: SessionDossier) -> None:
    """Enqueue the task after commit. If that fails, `reap_stuck_dossiers` does it later."""
    if dossier.is_unfinished:
        transaction.on_commit(partial(make.enqueue, dossier=dossier.pk), robust=True)


def reap_stuck_dossiers() -> int:
    """Enqueue again every dossier without news; return how many."""
    stuck_dossiers = SessionDossier.objects.silent().values_list("pk", flat=True)
    return enqueue_missing(make, [{"dossier": key} for key in stuck_dossiers])
