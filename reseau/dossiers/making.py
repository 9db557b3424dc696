"""Making a dossier once, whatever happens to those who make it, and keeping its file once.

A run claims a dossier and tells how far it is; one that was given up for dead and comes back finds that another run
has it, and leaves.
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

from reseau.dossiers.enums import DossierState
from reseau.dossiers.models import Dossier, kept_under

MOST_ATTEMPTS = 3
REPORT_EVERY = 1.0  # seconds
GIVEN_UP = "La préparation s’est arrêtée trois fois. Prévenez qui tient le site, ou demandez un dossier plus petit."
FAILED = "La préparation a échoué. Recommencez\u00a0; si cela se répète, prévenez qui tient le site."

D = TypeVar("D", bound=Dossier)


class Contents(Protocol):
    """What goes into one dossier."""

    def count(self) -> int:
        """How many pieces there will be."""

    def write(self, target: BinaryIO) -> Iterator[list[dict]]:
        """Writes the archive; yields after each piece the report as it stands."""


class NothingInItError(Exception):
    """There is nothing to make; `str()` is a sentence for whoever asked."""


class TakenOverError(Exception):
    """Another run makes this dossier, or nobody wants it any more."""


def make(model: type[D], key: int, contents: Callable[[D], Contents]) -> str:
    """Makes it, whoever asks and however often; returns its state, or nothing when there is nothing to do."""
    dossier = _claim(model, key)
    if dossier is None:
        return ""
    if dossier.attempts > MOST_ATTEMPTS:
        return _settle(dossier, state=DossierState.FAILED, problem=GIVEN_UP)
    try:
        return _make(dossier, contents(dossier))
    except NothingInItError as reason:
        return _settle(dossier, state=DossierState.FAILED, problem=str(reason))
    except TakenOverError:
        return ""
    except Exception:
        _settle(dossier, state=DossierState.FAILED, problem=FAILED)
        raise


def restart_dossier(dossier: Dossier) -> bool:
    """Has one that failed made anew; false when it is not in that state."""
    fresh = {"state": DossierState.WAITING, "problem": "", "attempts": 0, "done": 0, "finished": None}
    failed = type(dossier).objects.filter(pk=dossier.pk, state=DossierState.FAILED)
    return bool(failed.update(**fresh, claim=None, told=timezone.now()))


def forget_old(model: type[Dossier], *, at: datetime.datetime | None = None) -> int:
    """Deletes those of more than a week, and their files; returns how many."""
    old = list(model.objects.old(at))
    for dossier in old:
        with transaction.atomic():
            dossier.delete()
            for stored in dossier.stored:
                transaction.on_commit(partial(stored.storage.delete, stored.name), robust=True)
    return len(old)


def _claim(model: type[D], key: int) -> D | None:
    """Takes the dossier for this run, unless another one is at it."""
    with transaction.atomic():
        dossier = model.objects.select_for_update(of=("self",)).unfinished().filter(pk=key).first()
        if dossier is None or (dossier.claim and not dossier.is_silent):
            return None
        dossier.claim, dossier.state, dossier.told = uuid.uuid4(), DossierState.RUNNING, timezone.now()
        dossier.done, dossier.attempts = 0, dossier.attempts + 1
        dossier.save(update_fields=["claim", "state", "told", "done", "attempts"])
    _forget_file(dossier)
    return dossier


def _forget_file(dossier: Dossier) -> None:
    """What a run that was killed may have kept."""
    for stored in dossier.stored:
        stored.storage.delete(stored.name)


def _make(dossier: Dossier, contents: Contents) -> str:
    _report_progress(dossier, total=contents.count())
    with TemporaryFile() as target:
        report = _write(dossier, target, contents)
        size = target.tell()
        target.seek(0)
        # Its name first: whoever takes over from a killed run deletes what it has kept.
        dossier.file.name = kept_under(dossier, "")
        _report_progress(dossier, file=dossier.file.name)
        dossier.file.storage.save(dossier.file.name, File(target))
    state = _settle(dossier, state=DossierState.READY, report=report, size=size, done=F("total"))
    if not state:
        _forget_file(dossier)
    return state


def _write(dossier: Dossier, target: BinaryIO, contents: Contents) -> list[dict]:
    report: list[dict] = []
    last_told = time.monotonic()
    for done, report in enumerate(contents.write(target), start=1):  # noqa: B007 - the last
        if time.monotonic() - last_told > REPORT_EVERY:
            _report_progress(dossier, done=done)
            last_told = time.monotonic()
    return report


def _report_progress(dossier: Dossier, **news) -> None:
    """Raises `TakenOverError` when this run has lost its claim."""
    if not type(dossier).objects.filter(claim=dossier.claim).update(told=timezone.now(), **news):
        raise TakenOverError


def _settle(dossier: Dossier, **outcome) -> str:
    """The state, or nothing when another run has the dossier."""
    now = timezone.now()
    settled = type(dossier).objects.filter(claim=dossier.claim).unfinished()
    return str(outcome["state"]) if settled.update(told=now, finished=now, claim=None, **outcome) else ""
