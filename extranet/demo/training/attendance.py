"""The demo's attendance: signed on a tablet, scanned, ticked, copied from paper, ticked late; one line corrected."""

import math
import random
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from formation.proof.attendance.enums import Means
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.attendance.paper import attendance_paper
from formation.proof.attendance.services.attendance import close_attendance, note_presence
from formation.proof.attendance.services.corrections import correct_attendance
from formation.proof.attendance.services.late_ticks import explain_late_ticks
from formation.proof.attendance.services.signed_sheets import upload_signed_sheet
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.sessions.models.signature import Signature
from reseau.people.members.models.member import Member

ON_TABLETS = (Means.TABLET, Means.TABLET, Means.QR, Means.TABLET, Means.TICKED)
WHY = "Arrivée à 9 h 20, après un incident de route\u00a0: le formateur l’avait vue."

WHY_LATE = "Tablette en panne ce jour-là\u00a0: présences notées d’après la liste d’appel de la formation."


def scribble(name: str) -> Signature:
    """Return a signature as drawn by a finger; the same name gives the same drawing."""
    hand = random.Random(name)  # noqa: S311 - a repeatable draw is the point
    size, loops, phase = hand.randint(25, 60), hand.uniform(0.6, 1.3), hand.uniform(0, 6)
    points = []
    for step in range(hand.randint(24, 40)):
        x = 70 + 11 * step + round(14 * math.cos(loops * step + phase))
        y = 100 + round(size * math.sin(loops * step + phase) * math.exp(-step / 40)) + hand.randint(-3, 3)
        points.append(f"{x},{y}")
    return Signature("M" + "L".join(points))


def tick_late(half_day: HalfDay, present: list[Enrolment], *, trainer: Member) -> None:
    """Tick presences two days later, for a reason that the trainer writes; close the sheet then."""
    at = half_day.ends_at + timedelta(days=2)
    half_day = explain_late_ticks(half_day=half_day, reason=WHY_LATE, at=at)
    close_attendance(half_day=half_day, presences=present, by=trainer, at=at, signature=scribble(str(trainer)))


def take_attendance(half_day: HalfDay, present: list[Enrolment], *, trainer: Member, on_paper: bool) -> None:
    """Record presences a minute apart; the trainer closes the sheet at the end."""
    first_arrival = half_day.begins_at - timedelta(minutes=6)
    for rank, enrolment in enumerate(present):
        means = Means.PAPER if on_paper else ON_TABLETS[(rank + half_day.pk) % len(ON_TABLETS)]
        note_presence(
            half_day=half_day,
            enrolment=enrolment,
            by=enrolment.member if means == Means.QR else trainer,
            how=means,
            signature=scribble(str(enrolment.member)) if means == Means.TABLET else None,
            at=half_day.ends_at if on_paper else first_arrival + timedelta(minutes=rank),
        )
    close_attendance(half_day=half_day, presences=[], by=trainer, at=half_day.ends_at, signature=scribble(str(trainer)))


def bring_paper(session: Session, *, trainer: Member) -> None:
    """Add the scan of the sheet that « papier » presences were copied from."""
    pdf = attendance_paper(session, list(session.half_days.select_related("closed_by"))).pdf()
    upload_signed_sheet(session=session, half_day=None, file=ContentFile(pdf, "feuille.pdf"), by=trainer)


def correct_one(*, coordinator: Member) -> None:
    """Correct the latest sheet with an absence, for a participant who had been forgotten."""
    week_ago = timezone.localdate() - timedelta(days=7)
    absent = Attendance.objects.filter(is_present=False, half_day__date__lte=week_ago)
    absent = absent.select_related("enrolment", "half_day")
    line = absent.order_by("-half_day__date", "-half_day__start", "pk").first()
    at = timezone.make_aware(datetime.combine(line.half_day.date + timedelta(days=2), line.half_day.start))
    correct_attendance(
        half_day=line.half_day, enrolment=line.enrolment, is_present=True, by=coordinator, why=WHY, at=at
    )
