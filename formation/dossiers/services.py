"""Dossiers of sessions: asked for on a page, made by the worker, gone after a week."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.dossiers.archive import write_archive
from formation.dossiers.models import SessionDossier
from formation.dossiers.pieces import SessionPieces, folders_of, pieces_of, sessions_in_order
from formation.sessions.models.session import Session
from reseau.dossiers import making
from reseau.members.models.member import Member

MOST_SESSIONS = 60
EMPTY = "Choisissez au moins une session."
TOO_MANY = f"Choisissez {MOST_SESSIONS}\u00a0sessions au plus par dossier."
NOTHING = "Ces sessions ne sont plus visibles pour qui a demandé le dossier."


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


def make_dossier(*, dossier: int) -> str:
    """Makes it, whoever asks and however often; returns its state, or nothing when there is nothing to do."""
    return making.make(SessionDossier, dossier, SessionContents)


class SessionContents:
    """The pieces of its sessions, as far as whoever asked still sees them."""

    def __init__(self, dossier: SessionDossier) -> None:
        visible = Session.objects.visible_to(dossier.asked_by) if dossier.asked_by else Session.objects.none()
        self.dossier = dossier
        self.sessions = list(sessions_in_order(visible.filter(dossiers=dossier)))
        if not self.sessions:
            raise making.NothingInItError(NOTHING)
        self.folders = folders_of(self.sessions)

    def _each(self) -> Iterator[SessionPieces]:
        """Anew for each pass: no more than one session is in memory."""
        day = timezone.localdate(self.dossier.asked)
        for session, folder in zip(self.sessions, self.folders, strict=True):
            yield pieces_of(session, folder=folder, reader=self.dossier.asked_by, day=day)

    def count(self) -> int:
        return sum(len(made.pieces) for made in self._each())

    def write(self, target: BinaryIO) -> Iterator[list[dict]]:
        for report in write_archive(target, self._each(), day=self.dossier.asked):
            yield [line.as_json() for line in report]
