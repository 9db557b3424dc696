"""Visits of the charter in the agenda, for those who may read the file; loans of equipment, for the two places."""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import Case, QuerySet, TimeField, Value, When
from django.utils import timezone

from formation.enums import DayPart
from qualite.loans.enums import LoanState
from qualite.loans.models.loan import Loan
from qualite.visits.models import Visit
from reseau.agenda.registry import AgendaDate, AgendaSource, register


@register
class VisitDates(AgendaSource):
    kind = "visite"
    label = "Visite de la charte"
    label_plural = "Visites de la charte"
    icon = "shield-check"
    hue = "d4"
    model = Visit
    epm = "assessment__epm"
    territory = "assessment__epm__commune__territory"

    def visible_to(self, user) -> QuerySet[Visit]:
        return Visit.objects.standing().visible_to(user)

    def with_joins(self, queryset: QuerySet[Visit]) -> QuerySet[Visit]:
        return queryset.with_file()

    def dates(self, rows: Iterable[Visit]) -> Iterator[AgendaDate]:
        for visit in rows:
            epm = visit.assessment.epm
            yield AgendaDate(
                source=self,
                name="quality-visit",
                key=visit.pk,
                begins_at=visit.begins_at,
                ends_at=visit.ends_at,
                title=f"Visite de la charte, {epm}",
                place=epm.name,
                address=epm.address,
                url=visit.assessment.get_absolute_url(),
                changed=visit.changed,
                details=f"Par {visit.visitor or 'une personne partie du réseau'}, {visit.hours}",
            )


# The hours at which half-days begin and end, as calendars write them.
BEGINS = {DayPart.MORNING: datetime.time(9), DayPart.AFTERNOON: datetime.time(14)}
ENDS = {DayPart.MORNING: datetime.time(12), DayPart.AFTERNOON: datetime.time(18)}


@register
class LoanDates(AgendaSource):
    """A loan stands on its first day; calendars show it until its last one."""

    kind = "pret"
    label = "Prêt de matériel"
    label_plural = "Prêts de matériel"
    icon = "package"
    hue = "d5"
    model = Loan
    day = "start"
    start = Case(
        When(start_part=DayPart.MORNING, then=Value(BEGINS[DayPart.MORNING])),
        default=Value(BEGINS[DayPart.AFTERNOON]),
        output_field=TimeField(),
    )

    def visible_to(self, user) -> QuerySet[Loan]:
        """Return those of their own places: the calendar of each equipment shows the others."""
        loans = Loan.objects.visible_to(user).exclude(state=LoanState.CANCELLED)
        return loans.of_places(user.epm_ids) if user.is_authenticated else loans

    def with_joins(self, queryset: QuerySet[Loan]) -> QuerySet[Loan]:
        return queryset.with_places()

    def dates(self, rows: Iterable[Loan]) -> Iterator[AgendaDate]:
        for loan in rows:
            yield AgendaDate(
                source=self,
                name="loan",
                key=loan.pk,
                begins_at=_moment(loan.start, BEGINS[DayPart(loan.start_part)]),
                ends_at=_moment(loan.end, ENDS[DayPart(loan.end_part)]),
                title=f"Prêt\u00a0: {loan.equipment}",
                place=loan.epm.name,
                address=loan.epm.address,
                url=loan.get_absolute_url(),
                changed=loan.changed,
                details=f"{loan.period.capitalize()}. Le matériel est celui de\u00a0: {loan.equipment.epm}.",
            )


def _moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, time))
