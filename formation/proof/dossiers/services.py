"""Dossiers of sessions: requested on a page, made by the worker, deleted after a week."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.proof.dossiers.dossier_archive import write_archive
from formation.proof.dossiers.dossier_pieces import SessionPieces, folders_of, pieces_of, sessions_in_order
from formation.proof.dossiers.models import SessionDossier
from formation.sessions.models.session import Session
from reseau.documents.dossiers import dossier_build
from reseau.people.members.models.member import Member

MOST_SESSIONS = 60
EMPTY = "Choisissez au moins une session."
TOO_MANY = f"Choisissez {MOST_SESSIONS}\u00a0sessions au plus par dossier."
NOTHING = "Ces sessions ne sont plus visibles pour qui a demandé le dossier."


@transaction.atomic
def ask_for_dossier(*, sessions: Iterable[Session], by: Member) -> SessionDossier:
    """Request a dossier; return the unfinished one of `by` about the same sessions, if any.

    Raises ValidationError without a session, and beyond sixty.
    """
    keys = {session.pk for session in sessions}
    if not keys:
        raise ValidationError(EMPTY)
    if len(keys) > MOST_SESSIONS:
        raise ValidationError(TOO_MANY)
    Member.objects.select_for_update().get(pk=by.pk)  # a second click waits here and finds the first request
    for dossier in SessionDossier.objects.unfinished().filter(asked_by=by).prefetch_related("sessions"):
        if {session.pk for session in dossier.sessions.all()} == keys:
            return dossier
    dossier = SessionDossier.objects.create(asked_by=by)
    dossier.sessions.set(keys)
    return dossier


def make_dossier(*, dossier: int) -> str:
    """Make the dossier. Idempotent: return its state, or an empty string if there is nothing to do."""
    return dossier_build.build_dossier(SessionDossier, dossier, SessionContents)


class SessionContents:
    """Content of a dossier: the sessions that the requester still sees."""

    def __init__(self, dossier: SessionDossier) -> None:
        visible = Session.objects.visible_to(dossier.asked_by) if dossier.asked_by else Session.objects.none()
        self.dossier = dossier
        self.sessions = list(sessions_in_order(visible.filter(dossiers=dossier)))
        if not self.sessions:
            raise dossier_build.NothingInItError(NOTHING)
        self.folders = folders_of(self.sessions)

    def _session_pieces(self) -> Iterator[SessionPieces]:
        """Yield the pieces of each session; a new iterator for each pass, so that only one session is in memory."""
        day = timezone.localdate(self.dossier.asked)
        for session, folder in zip(self.sessions, self.folders, strict=True):
            yield pieces_of(session, folder=folder, reader=self.dossier.asked_by, day=day)

    def count(self) -> int:
        return sum(len(session_pieces.pieces) for session_pieces in self._session_pieces())

    def write(self, target: BinaryIO) -> Iterator[list[dict]]:
        for report in write_archive(target, self._session_pieces(), day=self.dossier.asked):
            yield [line.as_json() for line in report]
