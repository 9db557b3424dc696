"""The worker's part of the files for a jury."""

from functools import partial

from django.db import transaction
from django_tasks import task

from b2i.jury.archive import JuryContents
from b2i.jury.models import JuryDossier
from reseau.dossiers.making import make
from reseau.task_recovery import enqueue_missing


@task()
def make_files(dossier: int) -> str:
    return make(JuryDossier, dossier, JuryContents)


def make_soon(dossier: JuryDossier) -> None:
    """What is not asked for in time, `reap_stuck_files` asks for."""
    if dossier.is_unfinished:
        transaction.on_commit(partial(make_files.enqueue, dossier=dossier.pk), robust=True)


def reap_stuck_files() -> int:
    """Asks anew for all of which nothing is heard any more; returns how many."""
    silent = JuryDossier.objects.silent().values_list("pk", flat=True)
    return enqueue_missing(make_files, [{"dossier": key} for key in silent])
