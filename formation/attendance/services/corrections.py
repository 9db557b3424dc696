"""Correcting a closed attendance sheet: what was, what is, who says so and why stay in the journal."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.enums import Matter
from alertes.notices.services import notify
from formation.attendance.models.attendance import Attendance, AttendanceCorrection
from formation.certificates.services import review_certificate
from formation.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.members.models.member import Member
from reseau.wording import day_in_full


@transaction.atomic
def correct_attendance(
    *,
    half_day: HalfDay,
    enrolment: Enrolment,
    is_present: bool,
    by: Member,
    why: str,
    at: datetime.datetime | None = None,
) -> AttendanceCorrection:
    """Says that somebody was there after all, or was not; she is told, with the reason.

    Figures and certificates follow, since they read the line. Refused (ValidationError) while the sheet is open, for
    who has no place in the session, and when nothing changes.
    """
    at = at or timezone.now()
    session = Session.objects.locked(half_day.session_id)
    half_day = session.half_days.get(pk=half_day.pk)
    if not half_day.is_closed:
        raise ValidationError("L’émargement n’est pas clos\u00a0: notez la présence sur la feuille elle-même.")
    line = half_day.attendances.filter(enrolment=enrolment).select_related("enrolment__member").first()
    if line is None:
        line = _forgotten(half_day, session, enrolment, by=by, at=at)
    if line.is_present == is_present:
        raise ValidationError(f"Cette personne est déjà notée {'présente' if is_present else 'absente'}.")
    correction = AttendanceCorrection.objects.create(
        attendance=line, was_present=line.is_present, is_present=is_present, at=at, by=by, why=why
    )
    line.is_present = is_present
    line.save(update_fields=["is_present"])
    review_certificate(enrolment=line.enrolment, at=at)
    _tell(correction, line.enrolment.member, session, half_day)
    return correction


def _tell(correction: AttendanceCorrection, member: Member, session: Session, half_day: HalfDay) -> None:
    when = f"{day_in_full(half_day.date)}, {half_day.get_part_display()}"
    notify(
        members=[member],
        key=f"attendance_correction:{correction.pk}",
        text=(
            f"Votre présence a été corrigée ({correction.words})\u00a0: {session.training.title}, {when}. "
            f"Raison\u00a0: {correction.why}"
        ),
        url=session.get_absolute_url(),
        exclude=correction.by,
        matter=Matter.TRAINING,
    )


def _forgotten(
    half_day: HalfDay, session: Session, enrolment: Enrolment, *, by: Member, at: datetime.datetime
) -> Attendance:
    """The line of who got a place after the sheet was closed: absent until it is corrected."""
    if not session.enrolments.confirmed().filter(pk=enrolment.pk).exists():
        raise ValidationError("Cette personne n’a pas de place dans cette session.")
    return Attendance.objects.create(half_day=half_day, enrolment=enrolment, is_present=False, noted_at=at, noted_by=by)
