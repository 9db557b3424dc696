"""Closing the attendance of a half-day: from then on it counts, and nobody changes it."""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from formation.models import Attendance, Enrolment, HalfDay, Session
from formation.services.certificates import issue_certificates
from reseau.models import Member


@transaction.atomic
def close_attendance(
    *, half_day: HalfDay, presences: Iterable[Enrolment], by: Member, at: datetime.datetime | None = None
) -> HalfDay:
    """Notes as present those of `presences`, as absent everyone else with a place, and closes the half-day.

    The last half-day of a session gives their certificates to those who were there.

    Refused (ValidationError) for a cancelled session, before the half-day begins, and once it is closed.
    """
    at = at or timezone.now()
    session = Session.objects.locked(half_day.session_id)
    half_day = session.half_days.get(pk=half_day.pk)
    _refuse_unless_closable(session, half_day, at)
    enrolled = list(session.enrolments.confirmed())
    present = {enrolment.pk for enrolment in presences}
    if not present <= {enrolment.pk for enrolment in enrolled}:
        raise ValidationError("Seules les personnes inscrites à cette session peuvent être notées présentes.")
    Attendance.objects.bulk_create(
        Attendance(half_day=half_day, enrolment=enrolment, is_present=enrolment.pk in present) for enrolment in enrolled
    )
    half_day.closed_at, half_day.closed_by = at, by
    half_day.save(update_fields=["closed_at", "closed_by"])
    issue_certificates(session=session, at=at)
    return half_day


def _refuse_unless_closable(session: Session, half_day: HalfDay, at: datetime.datetime) -> None:
    if session.is_cancelled:
        raise ValidationError("Cette session est annulée\u00a0: il n’y a pas d’émargement.")
    if half_day.is_closed:
        raise ValidationError("L’émargement de cette demi-journée est déjà clos.")
    if not half_day.has_begun(at):
        raise ValidationError("Cette demi-journée n’a pas commencé\u00a0: l’émargement s’ouvrira à ce moment-là.")
