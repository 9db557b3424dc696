"""Participants record their own presence with their phone, while the code of the half-day is shown."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from formation.proof.attendance.enums import Means
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.services.attendance import note_presence
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay
from formation.sessions.wording import moment_in_words
from reseau.people.members.models.member import Member
from reseau.texts.wording import hour_in_words

GRACE = datetime.timedelta(minutes=30)  # after the end, for the last participants


def own_enrolment(*, half_day: HalfDay, member: Member, at: datetime.datetime | None = None) -> Enrolment:
    """Return the enrolment for which `member` may record a presence now.

    Raises ValidationError, with what to do instead.
    """
    at = at or timezone.now()
    if half_day.session.is_cancelled:
        raise ValidationError("Cette session est annulée\u00a0: il n’y a pas d’émargement.")
    enrolment = half_day.session.enrolments.active().filter(member=member).first()
    if enrolment is None:
        raise ValidationError(
            "Vous n’avez pas d’inscription à cette session. Demandez à la personne qui forme de vous ajouter."
        )
    if not enrolment.is_confirmed:
        raise ValidationError(
            "Vous n’avez pas encore de place dans cette session. Demandez à la personne qui forme de vous ajouter."
        )
    if half_day.is_closed:
        raise ValidationError(
            "L’émargement est clos. Si vous étiez là, demandez une correction à la personne qui forme."
        )
    if not half_day.is_attendance_open(at):
        opening = moment_in_words(half_day.attendance_opens_at)
        raise ValidationError(
            f"Pas encore ouvert\u00a0: l’émargement ouvre le {opening}. Scannez de nouveau à ce moment-là."
        )
    if at > half_day.ends_at + GRACE:
        end = hour_in_words(timezone.localtime(half_day.ends_at + GRACE).time())
        raise ValidationError(
            f"Trop tard\u00a0: le code a servi jusqu’à {end}. Demandez à la personne qui forme de noter votre présence."
        )
    return enrolment


def note_own_presence(*, half_day: HalfDay, member: Member, at: datetime.datetime | None = None) -> Attendance:
    """Record that `member` is present, unless it is recorded already; return the row.

    Raises ValidationError as `own_enrolment` does.
    """
    enrolment = own_enrolment(half_day=half_day, member=member, at=at)
    return note_presence(half_day=half_day, enrolment=enrolment, by=member, how=Means.QR, at=at)
