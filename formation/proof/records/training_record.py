"""The training record of a member: sessions attended, hours, certificates, skills, use of the kits.

Everything is computed from attendance, the library and the skills of the trainings; nothing is stored here.
"""

import datetime
from dataclasses import dataclass

from django.db.models import (
    Count,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from b2i.frameworks.models.framework import Skill
from formation.offer.catalogue.models.training import KitSheet, TrainingPage
from formation.proof.attendance.models.attendance import Attendance
from formation.proof.certificates.attendance_statement import statement_of
from formation.proof.certificates.models import Certificate
from formation.sessions.enrolment.models.enrolment import Enrolment
from reseau.people.members.models.member import Member
from reseau.texts.figures import FigureDefinition
from reseau.texts.french_order import Folded
from reseau.web.queries.compiled_query import CompiledQuery
from ressources.sheets.models.sheet import Sheet
from ressources.workshops.deliveries.models.delivery import Delivery

MINUTE = datetime.timedelta(minutes=1)
LENGTH = ExpressionWrapper(F("half_day__end") - F("half_day__start"), output_field=DurationField())


@dataclass(frozen=True, slots=True)
class TrainingTime:
    """Half-days and minutes that closed attendances prove."""

    half_days: int
    minutes: int


@dataclass(frozen=True, slots=True)
class KitUse:
    """A sheet of a kit: how often the member recorded a delivery of it, and when last."""

    sheet: Sheet
    times: int
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class TrainingRecord:
    """The whole record, for export."""

    member: Member
    past_enrolments: list[Enrolment]
    upcoming_enrolments: list[Enrolment]
    years: dict[int, TrainingTime]
    skills: list[Skill]
    kit: list[KitUse]

    @property
    def time(self) -> TrainingTime:
        return total(self.years)


def half_days_followed(year: int) -> FigureDefinition:
    """Counted by `Attendance.objects.followed_by`."""
    return FigureDefinition(
        f"demi-journée suivie en {year}",
        f"demi-journées suivies en {year}",
        "Demi-journées de formation dont l’émargement, clos, dit votre présence.",
    )


def training_years(member: Member) -> dict[int, TrainingTime]:
    """Return half-days and length by year, latest first. One query."""
    by_year = Attendance.objects.followed_by(member.pk).order_by("-half_day__date__year").values("half_day__date__year")
    sums = by_year.annotate(half_days=Count("pk"), length=Sum(LENGTH))
    return {row["half_day__date__year"]: TrainingTime(row["half_days"], row["length"] // MINUTE) for row in sums}


def total(years: dict[int, TrainingTime]) -> TrainingTime:
    return TrainingTime(sum(time.half_days for time in years.values()), sum(time.minutes for time in years.values()))


def training_time(member: Member) -> TrainingTime:
    """Return the sum of all years. One query."""
    return total(training_years(member))


def upcoming_and_past_enrolments(member: Member) -> tuple[list[Enrolment], list[Enrolment]]:
    """Return the sessions to come, then the past ones in which the member had a place, latest first.

    Past enrolments get `statement`, and `certificate`: the one in force, or None. Four queries.
    """
    enrolments = list(Enrolment.objects.of(member).active().with_days().order_by("first_day", "pk"))
    prefetch_related_objects(enrolments, "session__half_days", "attendances")
    latest_last = Certificate.objects.in_force().filter(enrolment__in=enrolments).reverse()
    certificates = {certificate.enrolment_id: certificate for certificate in latest_last}
    upcoming, past, today = [], [], timezone.localdate()
    for enrolment in enrolments:
        if enrolment.last_day >= today and not enrolment.is_closed:
            upcoming.append(enrolment)
        elif enrolment.is_confirmed and not enrolment.session.is_cancelled:
            enrolment.statement = statement_of(enrolment)
            enrolment.certificate = certificates.get(enrolment.pk)
            past.append(enrolment)
    return upcoming, past[::-1]


def trainings_followed(member: int) -> QuerySet[TrainingPage]:
    """Trainings with a presence of the member with this key."""
    presences = Attendance.objects.present().filter(
        enrolment__member=member, half_day__session__training=OuterRef("pk")
    )
    return TrainingPage.objects.filter(Exists(presences))


def sheets_in_kits(reader: Member, member: int) -> QuerySet[Sheet]:
    """Sheets of the kits of the trainings followed; adds `times` and `last`, the deliveries of the member."""
    in_kits = KitSheet.objects.filter(page__in=trainings_followed(member)).values("sheet")
    deliveries = Delivery.objects.filter(member=member, sheet=OuterRef("pk")).order_by().values("sheet")
    times = Subquery(deliveries.annotate(times=Count("pk")).values("times"))
    last = Subquery(deliveries.annotate(last=Max("date")).values("last"))
    sheets = Sheet.objects.visible_to(reader).filter(pk__in=in_kits).annotate(times=Coalesce(times, 0), last=last)
    return sheets.order_by(Folded("title"), "pk")


KIT_SHEETS = CompiledQuery(sheets_in_kits)


def skills_of_trainings_followed(member: Member) -> list[Skill]:
    """Skills of the trainings that the member followed, and may now teach. One query."""
    skills = Skill.objects.filter(trainings__in=trainings_followed(member.pk)).distinct()
    return list(skills.select_related("domain__framework").order_by("domain__framework", "domain", "pk"))


def kit_uses(member: Member, reader) -> list[KitUse]:
    """Sheets of the kits of those trainings that `reader` may read. One query."""
    return [KitUse(sheet, sheet.times, sheet.last) for sheet in KIT_SHEETS.rows(reader=reader, member=member.pk)]


def training_record(member: Member, reader) -> TrainingRecord:
    """Build the record, in a constant number of queries."""
    upcoming_enrolments, past_enrolments = upcoming_and_past_enrolments(member)
    return TrainingRecord(
        member=member,
        past_enrolments=past_enrolments,
        upcoming_enrolments=upcoming_enrolments,
        years=training_years(member),
        skills=skills_of_trainings_followed(member),
        kit=kit_uses(member, reader),
    )
