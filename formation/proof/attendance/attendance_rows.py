"""Rows of the attendance sheet of a half-day: people with a confirmed enrolment, and people who were recorded."""

from dataclasses import dataclass

from django.db.models import FilteredRelation, Q, prefetch_related_objects
from django.utils import timezone

from formation.enums import EnrolmentStatus
from formation.proof.attendance.enums import Means, Timing
from formation.proof.attendance.models.attendance import Attendance, journal
from formation.sessions.enrolment.models.enrolment import Enrolment
from formation.sessions.models.half_day import HalfDay
from reseau.people.members.models.member import Member
from reseau.texts.wording import day_in_full, hour_in_words


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    enrolment: Enrolment
    attendance: Attendance | None

    @property
    def member(self) -> Member:
        return self.enrolment.member

    @property
    def is_present(self) -> bool:
        return self.attendance is not None and self.attendance.is_present

    @property
    def description(self) -> str:
        """« Présence : signature, 9 h 04, recueillie par Camille Martin »."""
        return describe_presence(self.attendance) if self.attendance else "Rien de noté"

    @property
    def how(self) -> str:
        """« signature, 9 h 04, recueillie par Camille Martin »; the full description if it was corrected since."""
        if not self.attendance:
            return ""
        return self.description if self.attendance.journal else describe_recording(self.attendance)

    @property
    def corrections(self) -> list:
        return self.attendance.journal if self.attendance else []


def describe_presence(attendance: Attendance) -> str:
    """Describe how, when and by whom a presence was recorded, before any correction. Needs `with_journal()`."""
    return f"{'Présence' if _was_present(attendance) else 'Absence'}\u00a0: {describe_recording(attendance)}"


def describe_recording(attendance: Attendance) -> str:
    when, by = _recording_time(attendance), attendance.noted_by
    if not _was_present(attendance):
        return f"notée à {when}" + (f" par {by}" if by else "")
    way = {
        Means.TABLET: "signature, {when}" + (", recueillie par {by}" if by else ""),
        Means.QR: "code QR, {when}, de son téléphone",
        Means.PAPER: "feuille papier, reportée à {when}" + (" par {by}" if by else ""),
        Means.TICKED: "cochée à {when}" + (" par {by}" if by else ""),
    }[Means(attendance.how)]
    return way.format(when=when, by=by) + _proof_in_words(attendance)


def _proof_in_words(attendance: Attendance) -> str:
    """« , après coup : feuille signée n° 12, déposée le 3 mars 2026 », for a presence noted after its day."""
    if attendance.timing == Timing.SAME_DAY:
        return ""
    if attendance.timing == Timing.BEFORE_RULE:
        return ", après coup, sans feuille ni raison gardée"
    return f", après coup\u00a0: {attendance.late_proof_in_words}"


def attendance_rows(half_day: HalfDay) -> list[AttendanceRow]:
    """Return the rows of the sheet, by name. One query, and one for corrections."""
    lines = FilteredRelation("attendances", condition=Q(attendances__half_day=half_day))
    enrolments = half_day.session.enrolments.annotate(line=lines).order_by("member__search_name", "pk")
    enrolments = enrolments.filter(Q(status=EnrolmentStatus.CONFIRMED) | Q(line__pk__isnull=False))
    rows = [
        AttendanceRow(enrolment, getattr(enrolment, "line", None))
        for enrolment in enrolments.select_related("member", "line__noted_by", "line__late_sheet")
    ]
    attendances = [row.attendance for row in rows if row.attendance]
    prefetch_related_objects(attendances, journal())
    for attendance in attendances:
        attendance.half_day = half_day
    return rows


def count_in_words(rows: list[AttendanceRow]) -> str:
    """« 3 présences sur 8 »."""
    present = sum(line.is_present for line in rows)
    return f"{present}\u00a0présence{'s' if present > 1 else ''} sur {len(rows)}"


def _was_present(attendance: Attendance) -> bool:
    return attendance.journal[0].was_present if attendance.journal else attendance.is_present


def _recording_time(attendance: Attendance) -> str:
    """The hour, with the day if it is not the day of the half-day."""
    recorded_at = timezone.localtime(attendance.noted_at)
    hour = hour_in_words(recorded_at.time())
    return hour if recorded_at.date() == attendance.half_day.date else f"{hour} le {day_in_full(recorded_at.date())}"
