"""Figures of a month that the site computes: the tally, workshops noted, half-days closed, records."""

import datetime

from django.db.models import Count, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from b2i.people.learners.models.learner import Learner
from b2i.records.validation.models.validation import Validation
from formation.sessions.models.half_day import HalfDay
from qualite.activity.activity_month.measures import (
    HALF_DAYS,
    PARTICIPATIONS,
    RECORDS,
    SKILLS,
    THEME_PREFIX,
    VISITS,
    WORKSHOPS,
    measures_by_code,
)
from qualite.activity.activity_month.models import next_month
from qualite.activity.visit_tally.models import HalfDayTally
from qualite.activity.visit_tally.themes import VISIT
from reseau.calendar.days import midnight
from reseau.places.models.epm import EPM
from ressources.workshops.deliveries.models.delivery import Delivery


def computed_figures(epm: EPM, first_day: datetime.date) -> dict[str, int | None]:
    """Return the number of each measure; None where nobody counted. Two queries."""
    figures = dict.fromkeys(measures_by_code()) | _from_other_apps(epm, first_day)
    tallies = HalfDayTally.objects.filter(epm=epm).of_month(first_day).order_by()
    for subject, count in tallies.values_list("subject").annotate(total=Sum("count")):
        figures[VISITS if subject == VISIT else f"{THEME_PREFIX}{subject}"] = count
    return figures


def _from_other_apps(epm: EPM, first_day: datetime.date) -> dict[str, int]:
    days = (first_day, next_month(first_day) - datetime.timedelta(days=1))
    moments = [midnight(day) for day in (first_day, next_month(first_day))]
    deliveries = Delivery.objects.filter(epm=epm, date__range=days)
    half_days = HalfDay.objects.planned().delivered().filter(session__epm=epm, date__range=days)
    learners = Learner.objects.filter(epm=epm, created__gte=moments[0], created__lt=moments[1])
    granted = Validation.objects.granted().filter(record__learner__epm=epm, decided_on__range=days)
    granted = granted.filter(record__learner__in=Learner.objects.all())
    columns = {
        WORKSHOPS: _number(deliveries, Count("pk")),
        PARTICIPATIONS: _number(deliveries, Sum("headcount")),
        HALF_DAYS: _number(half_days, Count("pk")),
        RECORDS: _number(learners, Count("pk")),
        SKILLS: _number(granted, Count("pk")),
    }
    # Names that no field of a place bears.
    names = {code: f"number_of_{code.replace('-', '_')}" for code in columns}
    named = {names[code]: column for code, column in columns.items()}
    values = EPM.objects.filter(pk=epm.pk).order_by().values(**named).get()
    return {code: values[name] for code, name in names.items()}


def _number(rows: QuerySet, amount: Count | Sum) -> Coalesce:
    """Return a count, or a sum, over rows as one column of another query."""
    grouped = rows.order_by().annotate(one_group=Value(1)).values("one_group")
    return Coalesce(Subquery(grouped.annotate(amount=amount).values("amount")), 0)
