"""The attendance sheet on paper: blank, to sign with a pen, or filled in with recorded presences and signatures.

Law and funders require the title, the date and hours, the place, the trainers, the signatures of trainees and trainers
for each half-day, and the organiser (docs/glossary.md, « émargement »).
"""

from pathlib import Path

from django.conf import settings
from django.db.models import Max
from django.utils import timezone

from formation.proof.attendance.attendance_rows import AttendanceRow, attendance_rows
from formation.proof.attendance.enums import Means
from formation.proof.retention.enums import Category
from formation.proof.retention.models import RetentionTerm
from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import Session
from formation.sessions.wording import moment_in_words
from reseau.documents.papers.paper import Paper
from reseau.texts.wording import day_in_full

TEMPLATE = Path(__file__).parents[2] / "data" / "emargement.typ"
BLANK_LINES = 3  # for people who come without an enrolment


def attendance_paper(session: Session, half_days: list[HalfDay]) -> Paper:
    """Render the sheets. From the end of their term on signatures are not shown, destroyed or not."""
    shows = not _is_past_term(session)
    trainers = [str(trainer.member) for trainer in session.trainers.select_related("member")]
    return Paper.of(
        TEMPLATE,
        title=session.training.title,
        origin=settings.ORGANISATION,
        site=settings.WAGTAIL_SITE_NAME,
        organisation=", ".join(part for part in (settings.ORGANISATION, settings.ORGANISATION_ADDRESS) if part),
        place=session.full_place,
        trainers=", ".join(trainers),
        half_days=[_half_day(half_day, trainers, shows) for half_day in half_days],
    )


def _is_past_term(session: Session) -> bool:
    last_day = session.half_days.aggregate(day=Max("date"))["day"]
    term = RetentionTerm.objects.of(Category.ATTENDANCE)
    return last_day is not None and term.last_day(last_day) < timezone.localdate()


def _half_day(half_day: HalfDay, trainers: list[str], shows: bool) -> dict:
    blank = [] if half_day.is_closed else [_person("")] * BLANK_LINES
    return {
        "date": day_in_full(half_day.date),
        "part": half_day.get_part_display(),
        "hours": half_day.hours,
        "trainees": [_trainee(row, shows) for row in attendance_rows(half_day)] + blank,
        "trainers": _trainers(half_day, trainers, shows),
        "closed": _closing_sentence(half_day),
    }


def _trainee(row: AttendanceRow, shows: bool) -> dict:
    """Return the signature if it was drawn on the tablet, else how the presence was recorded, else a blank to sign."""
    attendance = row.attendance
    if attendance is None:
        return _person(str(row.member))
    words = [
        row.description,
        *(f"corrigé\u00a0: {correction.words} ({correction.why})" for correction in row.corrections),
    ]
    is_signed = shows and attendance.is_present and attendance.how == Means.TABLET and bool(attendance.signed)
    return _person(
        str(row.member),
        image=attendance.signed.svg if is_signed else "",
        typed_name=attendance.typed_name if is_signed else "",
        # A paper sheet is signed with a pen, on this row or on the scan.
        note="" if is_signed and not row.corrections else "\n".join(words),
    )


def _trainers(half_day: HalfDay, trainers: list[str], shows: bool) -> list[dict]:
    """The trainer who closed the sheet signed it; the others get a blank to sign."""
    signer = str(half_day.closed_by) if shows and half_day.closed_by and half_day.signed else ""
    names = trainers if signer in trainers or not signer else [signer, *trainers]
    return [
        _person(
            name,
            image=half_day.signed.svg if signer and name == signer else "",
            typed_name=half_day.typed_name if signer and name == signer else "",
        )
        for name in names or [""]
    ]


def _closing_sentence(half_day: HalfDay) -> str:
    if not half_day.is_closed:
        return ""
    by = f" par {half_day.closed_by}" if half_day.closed_by else ""
    return f"Feuille close le {moment_in_words(half_day.closed_at)}{by}."


def _person(name: str, *, image: str = "", typed_name: str = "", note: str = "") -> dict:
    return {"name": name, "place": "", "image": image, "typed": typed_name, "note": note}
