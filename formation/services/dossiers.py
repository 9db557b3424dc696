"""Dossiers of sessions: asked for on a page, made by the worker, gone after a week.

A run claims a dossier and tells how far it is; one that was given up for dead and comes back finds that another run
has it, and leaves. Whatever happens, a dossier is made once and its file is kept once.
"""

import datetime
import time
import uuid
from collections.abc import Iterable, Iterator
from functools import partial
from tempfile import TemporaryFile

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from formation.dossier.archive import Line, write_archive
from formation.dossier.pieces import SessionPieces, folders_of, pieces_of, sessions_in_order
from formation.enums import DossierState
from formation.models import Session, SessionDossier
from formation.models.dossier import kept_under
from reseau.models import Member

MOST_SESSIONS = 60
MOST_ATTEMPTS = 3
TELL_EVERY = 1.0  # seconds
EMPTY = "Choisissez au moins une session."
TOO_MANY = f"Choisissez {MOST_SESSIONS}\u00a0sessions au plus par dossier."
GIVEN_UP = "La préparation s’est arrêtée trois fois. Prévenez qui tient le site, ou choisissez moins de sessions."
NOTHING = "Ces sessions ne sont plus visibles pour qui a demandé le dossier."
FAILED = "La préparation a échoué. Recommencez\u00a0; si cela se répète, prévenez qui tient le site."


class TakenOverError(Exception):
    """Another run makes this dossier, or nobody wants it any more."""


@transaction.atomic
def ask_for_dossier(*, sessions: Iterable[Session], by: Member) -> SessionDossier:
    """The dossier of these sessions; the one that is already on its way for `by`, if they are the same.

    Refused (ValidationError): none, or more than sixty.
    """
    keys = {session.pk for session in sessions}
    if not keys:
        raise ValidationError(EMPTY)
    if len(keys) > MOST_SESSIONS:
        raise ValidationError(TOO_MANY)
    Member.objects.select_for_update().get(pk=by.pk)  # a button pressed twice asks once
    for dossier in SessionDossier.objects.unfinished().filter(asked_by=by).prefetch_related("sessions"):
        if {session.pk for session in dossier.sessions.all()} == keys:
            return dossier
    dossier = SessionDossier.objects.create(asked_by=by)
    dossier.sessions.set(keys)
    return dossier


def ask_again(*, dossier: SessionDossier) -> bool:
    """Has one that failed made anew; false when it is not in that state."""
    fresh = {"state": DossierState.WAITING, "problem": "", "attempts": 0, "done": 0, "finished": None}
    failed = SessionDossier.objects.filter(pk=dossier.pk, state=DossierState.FAILED)
    return bool(failed.update(**fresh, claim=None, told=timezone.now()))


def make_dossier(*, dossier: int) -> str:
    """Makes it, whoever asks and however often; returns its state, or nothing when there is nothing to do."""
    claimed = _claim(dossier)
    if claimed is None:
        return ""
    if claimed.attempts > MOST_ATTEMPTS:
        return _settle(claimed, state=DossierState.FAILED, problem=GIVEN_UP)
    try:
        return _make(claimed)
    except TakenOverError:
        return ""
    except Exception:
        _settle(claimed, state=DossierState.FAILED, problem=FAILED)
        raise


def forget_old_dossiers(*, at: datetime.datetime | None = None) -> int:
    """Deletes those of more than a week, and their files; returns how many."""
    old = list(SessionDossier.objects.old(at))
    for dossier in old:
        with transaction.atomic():
            dossier.delete()
            for stored in dossier.stored:
                transaction.on_commit(partial(stored.storage.delete, stored.name), robust=True)
    return len(old)


def _claim(key: int) -> SessionDossier | None:
    """Takes the dossier for this run, unless another one is at it."""
    with transaction.atomic():
        dossier = SessionDossier.objects.select_for_update(of=("self",)).unfinished().filter(pk=key).first()
        if dossier is None or (dossier.claim and not dossier.is_silent):
            return None
        dossier.claim, dossier.state, dossier.told = uuid.uuid4(), DossierState.RUNNING, timezone.now()
        dossier.done, dossier.attempts = 0, dossier.attempts + 1
        dossier.save(update_fields=["claim", "state", "told", "done", "attempts"])
    _forget_file(dossier)
    return dossier


def _forget_file(dossier: SessionDossier) -> None:
    """What a run that was killed may have kept."""
    for stored in dossier.stored:
        stored.storage.delete(stored.name)


def _make(dossier: SessionDossier) -> str:
    visible = Session.objects.visible_to(dossier.asked_by) if dossier.asked_by else Session.objects.none()
    sessions = list(sessions_in_order(visible.filter(dossiers=dossier)))
    if not sessions:
        return _settle(dossier, state=DossierState.FAILED, problem=NOTHING)
    folders = folders_of(sessions)

    def each() -> Iterator[SessionPieces]:
        """Anew for each pass: no more than one session is in memory."""
        for session, folder in zip(sessions, folders, strict=True):
            yield pieces_of(session, folder=folder, reader=dossier.asked_by, day=timezone.localdate(dossier.asked))

    _tell(dossier, total=sum(len(made.pieces) for made in each()))
    with TemporaryFile() as target:
        report = _write(dossier, target, each())
        size = target.tell()
        target.seek(0)
        # Its name first: whoever takes over from a killed run deletes what it has kept.
        dossier.file.name = kept_under(dossier, "")
        _tell(dossier, file=dossier.file.name)
        dossier.file.storage.save(dossier.file.name, File(target))
    state = _settle(
        dossier, state=DossierState.READY, report=[line.as_json() for line in report], size=size, done=F("total")
    )
    if not state:
        _forget_file(dossier)
    return state


def _write(dossier: SessionDossier, target, sessions: Iterator[SessionPieces]) -> list[Line]:
    report: list[Line] = []
    last_told = time.monotonic()
    for done, report in enumerate(write_archive(target, sessions, day=dossier.asked), start=1):  # noqa: B007 - the last
        if time.monotonic() - last_told > TELL_EVERY:
            _tell(dossier, done=done)
            last_told = time.monotonic()
    return report


def _tell(dossier: SessionDossier, **news) -> None:
    """Raises `TakenOverError` when this run has lost its claim."""
    if not SessionDossier.objects.filter(claim=dossier.claim).update(told=timezone.now(), **news):
        raise TakenOverError


def _settle(dossier: SessionDossier, **outcome) -> str:
    """The state, or nothing when another run has the dossier."""
    now = timezone.now()
    settled = SessionDossier.objects.filter(claim=dossier.claim).unfinished()
    return str(outcome["state"]) if settled.update(told=now, finished=now, claim=None, **outcome) else ""
