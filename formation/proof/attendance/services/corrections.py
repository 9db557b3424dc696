"""Corrections of a closed attendance sheet: before, after, author and reason stay in the journal."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from alertes.channels.facts.registry import LASTING
from alertes.channels.notices.services import notify
from formation.declarations.events import TRAINING_NEWS
from formation.proof.attendance.models.attendance import Attendance, AttendanceCorrection
from formation.proof.certificates.services import review_certificate
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full


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
    """Change the presence of a person in a closed sheet, and notify them with the reason.

    Figures follow, since they are computed from the row; the certificate is reviewed.

    Raises ValidationError if the sheet is open, if the person has no place in the session, if nothing changes, and
    without a reason.
    """
    at = at or timezone.now()
    session = Session.objects.locked(half_day.session_id)
    half_day = session.half_days.get(pk=half_day.pk)
    if not half_day.is_closed:
        raise ValidationError("L’émargement n’est pas clos\u00a0: notez la présence sur la feuille elle-même.")
    line = half_day.attendances.filter(enrolment=enrolment).select_related("enrolment__member").first()
    if not why.strip():
        raise ValidationError("Donnez la raison en une phrase.")
    if line is None:
        line = _add_absent_row(half_day, session, enrolment, by=by, at=at)
    if line.is_present == is_present:
        raise ValidationError(f"Cette personne est déjà notée {'présente' if is_present else 'absente'}.")
    correction = AttendanceCorrection.objects.create(
        attendance=line, was_present=line.is_present, is_present=is_present, at=at, by=by, why=why
    )
    line.is_present = is_present
    line.save(update_fields=["is_present"])
    review_certificate(enrolment=line.enrolment, at=at)
    _notify(correction, line.enrolment.member, session, half_day)
    return correction


def _notify(correction: AttendanceCorrection, member: Member, session: Session, half_day: HalfDay) -> None:
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
        kind=TRAINING_NEWS,
        fact=LASTING,
    )


def _add_absent_row(
    half_day: HalfDay, session: Session, enrolment: Enrolment, *, by: Member, at: datetime.datetime
) -> Attendance:
    """Create the row of a person who got a place after the sheet was closed: absent until corrected."""
    if not session.enrolments.confirmed().filter(pk=enrolment.pk).exists():
        raise ValidationError("Cette personne n’a pas de place dans cette session.")
    return Attendance.objects.create(half_day=half_day, enrolment=enrolment, is_present=False, noted_at=at, noted_by=by)
