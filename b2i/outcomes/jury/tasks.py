"""Background jobs that make the archives for a jury."""

from functools import partial

from django.db import transaction
from django_tasks import task

from b2i.outcomes.jury.jury_archive import JuryContents
from b2i.outcomes.jury.models.session import JuryDossier
from jobs.recovery import before_retry, enqueue_missing
from reseau.documents.dossiers.dossier_build import build_dossier, free_claim


@task()
def make_files(dossier: int) -> str:
    """Make the archive of dossier `dossier`; return its state."""
    return build_dossier(JuryDossier, dossier, JuryContents)


before_retry(make_files, lambda dossier: free_claim(JuryDossier, dossier))


def enqueue_files(dossier: JuryDossier) -> None:
    """Enqueue the job after commit. If that fails, `reap_stuck_files` enqueues it later."""
    if dossier.is_unfinished:
        transaction.on_commit(partial(make_files.enqueue, dossier=dossier.pk), robust=True)


def reap_stuck_files() -> int:
    """Enqueue again every job without recent progress; return how many."""
    dossier_keys = JuryDossier.objects.silent().values_list("pk", flat=True)
    return enqueue_missing(make_files, [{"dossier": key} for key in dossier_keys])
