"""Build a dossier once and keep one file, even when workers die.

A run claims a dossier and reports its progress. A run that was given up for dead and comes back finds the claim of
another run, and stops.
"""

import datetime
import time
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from tempfile import TemporaryFile
from typing import BinaryIO, Protocol, TypeVar

from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reseau.documents.dossiers.enums import DossierState
from reseau.documents.dossiers.models import Dossier, kept_under

MOST_ATTEMPTS = 3
REPORT_EVERY = 1.0  # seconds
GIVEN_UP = (
    "La préparation s’est arrêtée trois fois. Prévenez l’administration du site, ou demandez un dossier plus petit."
)
FAILED = "La préparation a échoué. Recommencez\u00a0; si cela se répète, prévenez l’administration du site."

D = TypeVar("D", bound=Dossier)


class Contents(Protocol):
    """Contents of one dossier."""

    def count(self) -> int:
        """Return the number of pieces."""

    def write(self, target: BinaryIO) -> Iterator[list[dict]]:
        """Write the archive to `target`; after each piece, yield the report so far."""


class NothingInItError(Exception):
    """The dossier would be empty; `str()` is a French sentence for the person who asked for it."""


class TakenOverError(Exception):
    """Another run builds this dossier, or it was deleted."""


def build_dossier(model: type[D], key: int, contents: Callable[[D], Contents]) -> str:
    """Build the dossier; return its state, or an empty string when there is nothing to do. Safe to repeat."""
    dossier = _claim(model, key)
    if dossier is None:
        return ""
    if dossier.attempts > MOST_ATTEMPTS:
        return _record_outcome(dossier, state=DossierState.FAILED, problem=GIVEN_UP)
    try:
        return _build_and_store(dossier, contents(dossier))
    except NothingInItError as reason:
        return _record_outcome(dossier, state=DossierState.FAILED, problem=str(reason))
    except TakenOverError:
        return ""
    except Exception:
        _record_outcome(dossier, state=DossierState.FAILED, problem=FAILED)
        raise


def restart_dossier(dossier: Dossier) -> bool:
    """Put a failed dossier back in the queue; False if it has not failed."""
    initial_values = {"state": DossierState.WAITING, "problem": "", "attempts": 0, "done": 0, "finished": None}
    failed_dossiers = type(dossier).objects.filter(pk=dossier.pk, state=DossierState.FAILED)
    return bool(failed_dossiers.update(**initial_values, claim=None, told=timezone.now()))


def delete_old_dossiers(model: type[Dossier], *, at: datetime.datetime | None = None) -> int:
    """Delete the dossiers finished more than a week ago, and their files; return how many."""
    dossiers = list(model.objects.old(at))
    for dossier in dossiers:
        delete_dossier(dossier)
    return len(dossiers)


def free_claim(model: type[D], key: int) -> None:
    """Take a dossier away from a run whose worker was killed, so that the next one does not wait for its silence."""
    model.objects.unfinished().filter(pk=key).update(claim=None)


@transaction.atomic
def delete_dossier(dossier: Dossier) -> None:
    """Delete a dossier, then its file after commit."""
    dossier.delete()
    for file in dossier.stored:
        transaction.on_commit(partial(file.storage.delete, file.name), robust=True)


def _claim(model: type[D], key: int) -> D | None:
    """Claim the dossier for this run; None if another run holds it."""
    with transaction.atomic():
        dossier = model.objects.select_for_update(of=("self",)).unfinished().filter(pk=key).first()
        if dossier is None or (dossier.claim and not dossier.is_silent):
            return None
        dossier.claim, dossier.state, dossier.told = uuid.uuid4(), DossierState.RUNNING, timezone.now()
        dossier.done, dossier.attempts = 0, dossier.attempts + 1
        dossier.save(update_fields=["claim", "state", "told", "done", "attempts"])
    _delete_file(dossier)
    return dossier


def _delete_file(dossier: Dossier) -> None:
    """Delete the file that a killed run may have stored."""
    for file in dossier.stored:
        file.storage.delete(file.name)


def _build_and_store(dossier: Dossier, contents: Contents) -> str:
    _report_progress(dossier, total=contents.count())
    with TemporaryFile() as target:
        report = _write(dossier, target, contents)
        size = target.tell()
        target.seek(0)
        # The name is saved first, so that the next run can delete the file of a killed one.
        dossier.file.name = kept_under(dossier, "")
        _report_progress(dossier, file=dossier.file.name)
        dossier.file.storage.save(dossier.file.name, File(target))
    state = _record_outcome(dossier, state=DossierState.READY, report=report, size=size, done=F("total"))
    if not state:
        _delete_file(dossier)
    return state


def _write(dossier: Dossier, target: BinaryIO, contents: Contents) -> list[dict]:
    report: list[dict] = []
    last_report_time = time.monotonic()
    for piece_count, report in enumerate(contents.write(target), start=1):  # noqa: B007 - the last
        if time.monotonic() - last_report_time > REPORT_EVERY:
            _report_progress(dossier, done=piece_count)
            last_report_time = time.monotonic()
    return report


def _report_progress(dossier: Dossier, **progress) -> None:
    """Record progress. Raises `TakenOverError` if this run has lost its claim."""
    if not type(dossier).objects.filter(claim=dossier.claim).update(told=timezone.now(), **progress):
        raise TakenOverError


def _record_outcome(dossier: Dossier, **outcome) -> str:
    """Record the outcome; return the state, or an empty string if another run has the dossier."""
    now = timezone.now()
    claimed_dossiers = type(dossier).objects.filter(claim=dossier.claim).unfinished()
    return str(outcome["state"]) if claimed_dossiers.update(told=now, finished=now, claim=None, **outcome) else ""
