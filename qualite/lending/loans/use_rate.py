"""Use rate of equipment: half-days lent over the half-days of the period. Its definition is printed with it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F
from django.utils import timezone

from qualite.lending.enums import LoanState
from qualite.lending.equipment.models import Equipment
from qualite.lending.loans.models.loan import LoanHalfDay
from reseau.texts.wording import counted

PERIOD = datetime.timedelta(days=365)
SATURDAY = 6  # ISO
DEFINITION = (
    "Demi-journées où le matériel était vraiment parti en prêt, sur toutes les demi-journées du lundi au samedi, "
    "depuis douze mois ou depuis son entrée à l’inventaire. Une réservation annulée, ou jamais partie, ne compte pas."
)


@dataclass(frozen=True, slots=True)
class UseRate:
    """`lent` of `total` half-days, Sundays left out of both."""

    lent: int
    total: int

    @property
    def percent(self) -> int:
        return round(100 * self.lent / self.total) if self.total else 0

    @property
    def words(self) -> str:
        """« 12 % (75 demi-journées sur 626) »."""
        return f"{self.percent}\u00a0% ({counted(self.lent, 'demi-journée')} sur {self.total})"


def use_rates(equipment: Iterable[Equipment]) -> dict[int, UseRate]:
    """Return the use rate of each, by primary key, until yesterday. One query."""
    rows, today = list(equipment), timezone.localdate()
    lent_half_days = LoanHalfDay.objects.filter(
        equipment__in=[row.pk for row in rows],
        loan__state__in=[LoanState.OUT, LoanState.RETURNED],
        date__range=(today - PERIOD, today - datetime.timedelta(days=1)),
        date__gte=F("equipment__entered_on"),
        date__iso_week_day__lte=SATURDAY,
    )
    lent = dict(lent_half_days.order_by().values_list("equipment").annotate(count=Count("pk")))
    return {
        row.pk: UseRate(lent.get(row.pk, 0), _half_days(max(row.entered_on, today - PERIOD), today)) for row in rows
    }


def _half_days(first: datetime.date, end: datetime.date) -> int:
    """Count the half-days from Monday to Saturday between `first` and the day before `end`."""
    days = max((end - first).days, 0)
    weeks, rest = divmod(days, 7)
    last_days = (first + datetime.timedelta(days=number) for number in range(rest))
    return 2 * (6 * weeks + sum(day.isoweekday() <= SATURDAY for day in last_days))
