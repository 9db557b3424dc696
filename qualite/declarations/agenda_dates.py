"""Visits of the charter in the agenda, for those who may read the file; loans of equipment, for the two places."""

from collections.abc import Iterable, Iterator

from django.db.models import Q, QuerySet

from formation.working_halves import BEGINS, ENDS, hour_of
from qualite.labelling.visits.models import Visit
from qualite.lending.enums import LoanState
from qualite.lending.loans.models.loan import Loan
from reseau.calendar.agenda.registry import AgendaDate, AgendaSource


class VisitDates(AgendaSource):
    kind = "visite"
    label = "Visite de la charte"
    label_plural = "Visites de la charte"
    units = ("visite", "visites")
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


class LoanDates(AgendaSource):
    """A loan stands on each of its half-days, from one row."""

    kind = "pret"
    label = "Prêt de matériel"
    label_plural = "Prêts de matériel"
    units = ("prêt", "prêts")
    icon = "package"
    hue = "d5"
    model = Loan
    day = "start"
    start = hour_of("start_part", BEGINS)
    last_day = "end"
    end = hour_of("end_part", ENDS)

    def visible_to(self, user) -> QuerySet[Loan]:
        """Return those of their own places and of the territories that they watch: each equipment shows its others."""
        loans = Loan.objects.visible_to(user).exclude(state=LoanState.CANCELLED)
        if not user.is_authenticated or user.is_coordinator:
            return loans
        own = Q(epm__in=user.epm_ids) | Q(equipment__epm__in=user.epm_ids)
        return loans.filter(own | Q(epm__commune__territory__in=user.watched_territory_ids))

    def with_joins(self, queryset: QuerySet[Loan]) -> QuerySet[Loan]:
        return queryset.with_places()

    def dates(self, rows: Iterable[Loan]) -> Iterator[AgendaDate]:
        for loan in rows:
            yield AgendaDate(
                source=self,
                name="loan",
                key=loan.pk,
                begins_at=loan.span.first.begins_at,
                ends_at=loan.span.last.ends_at,
                title=f"Prêt\u00a0: {loan.equipment}",
                place=loan.epm.name,
                address=loan.epm.address,
                url=loan.get_absolute_url(),
                changed=loan.changed,
                details=f"{loan.period.capitalize()}. Le matériel est celui de\u00a0: {loan.equipment.epm}.",
            )


SOURCES = (VisitDates(), LoanDates())
