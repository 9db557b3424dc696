"""The quarantine: a file is shown to nobody until the antivirus has let it through."""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import cache

from django.db import transaction
from django.db.models import Q

from jobs.declared import declared
from reseau.documents.files import antivirus
from reseau.documents.files.antivirus import AntivirusAwayError
from reseau.documents.files.stored_files import delete_after_commit
from reseau.web.queries.row_locks import lock_rows
from ressources.files import notices
from ressources.files.enums import Scan
from ressources.files.models.attachment import Attachment
from ressources.files.models.picture import Picture
from ressources.files.models.scanned_file import ScannedFile

logger = logging.getLogger(__name__)


@cache
def scanned_models() -> dict[str, type[ScannedFile]]:
    """Return the models whose files are scanned, by their name in the tasks."""
    return {model._meta.model_name: model for model in _notices()}


@cache
def _notices() -> dict[type[ScannedFile], Callable[[ScannedFile], None]]:
    """Return, by model, the notice of a file that the antivirus deleted: ours, and `SCANNED` in the module
    `declarations.scanned_files` of apps above.
    """
    own = dict.fromkeys((Attachment, Picture), notices.notify_infected)
    return own | dict(declared("scanned_files", "SCANNED"))


def state_of_new_file() -> Scan:
    return Scan.WAITING if antivirus.is_configured() else Scan.NOT_ASKED


def scan_file(model: type[ScannedFile], key: int) -> str:
    """Scan the file once, however often it is called; return its state (`Scan`), empty if it was not waiting."""
    file = model.objects.unscanned().filter(pk=key).first()
    if file is None:
        return ""
    if not antivirus.is_configured():
        # The antivirus was removed from the settings.
        return _let_through(file, Scan.NOT_ASKED)
    try:
        threat = _threat_in(file)
    except AntivirusAwayError as error:
        logger.warning("%s %s stays as it is (%s): %s", model.__name__, key, file.scan, error)
        return file.scan
    except FileNotFoundError:
        # Lost by the storage: the next reader reports it.
        return _let_through(file, Scan.NOT_ASKED)
    return _condemn(file, threat) if threat else _let_through(file, Scan.CLEAN)


def quarantine() -> tuple[int, datetime | None]:
    """Return the number of files that wait for the antivirus, and since when the oldest waits."""
    querysets = [model.objects.in_quarantine() for model in scanned_models().values()]
    dates = [date for files in querysets for date in files.order_by("added").values_list("added", flat=True)[:1]]
    return sum(files.count() for files in querysets), min(dates, default=None)


def _threat_in(file: ScannedFile) -> str:
    for stored_file in file.stored:
        with stored_file.open("rb") as content:
            if threat := antivirus.find_threat(content):
                return threat
    return ""


@transaction.atomic
def _let_through(file: ScannedFile, state: Scan) -> str:
    # Removed, or scanned by another worker meanwhile.
    if not type(file).objects.select_for_update().unscanned().filter(pk=file.pk).exists():
        return ""
    file.scan = state
    file.save(update_fields=["scan"])
    return state


@transaction.atomic
def _condemn(file: ScannedFile, threat: str) -> str:
    """Delete the bytes of the file on every page that shares it, and notify who keeps each."""
    same_bytes = Q(**{field: getattr(file, field).name for field in file.stored_fields})
    for infected_file in lock_rows(type(file).objects.filter(same_bytes)):
        delete_after_commit(infected_file)
        infected_file.note_threat(threat)
        infected_file.save(update_fields=[*infected_file.changed_by_threat, *infected_file.stored_fields])
        _notices()[type(infected_file)](infected_file)
    return Scan.INFECTED
