"""Trends: a figure month after month beside a year before, workshops by domain of skills."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import accumulate

from django.db.models import Count, DateTimeField, Field, Model, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from extranet.dashboards.steering.board import BoardFigure
from extranet.dashboards.steering.charts import Bar, BarChart, LineChart
from extranet.dashboards.steering.figure import Figure
from extranet.dashboards.steering.figures.all_figures import FIGURES
from extranet.dashboards.steering.scope import Period, Scope, month_of
from ressources.workshops.deliveries.models.delivery import Delivery


def monthly_chart(line: BoardFigure, *, is_cumulated: bool = False) -> LineChart:
    """Draw a figure month by month, with a year before, each month alone or added to the others. One query."""
    scope, figure = line.scope, line.figure
    earlier = scope.during(scope.period.a_year_before)
    counts = _by_month(figure, scope, earlier)
    now, before = (_of_months(part.period.months, counts) for part in (scope, earlier))
    if is_cumulated:
        now, before = _cumulated(now), _cumulated(before)
    months = scope.period.months
    return LineChart(
        sentence=_sentence(line),
        months=months,
        now=now,
        before=before,
        urls=[] if is_cumulated else [figure.url(scope.during(month_of(month))) for month in months],
    )


def _by_month(figure: Figure, scope: Scope, earlier: Scope) -> dict[date, int]:
    """Count what happened in either period, by first day of its month. One query."""
    both = scope.during(Period(earlier.period.first, scope.period.last))
    rows = figure.facts(both)
    is_moment = isinstance(_field(rows.model, figure.moment), DateTimeField)
    now, before = (part.moments(figure.moment) if is_moment else part.days(figure.moment) for part in (scope, earlier))
    rows = (
        rows.filter(now | before)
        .order_by()
        .annotate(first_of_month=TruncMonth(figure.moment))
        .values_list("first_of_month")
    )
    amount = Sum(figure.sum_of) if figure.sum_of else Count(figure.counted, distinct=figure.counted != "pk")
    return {_day_of(month): count for month, count in rows.annotate(amount_of_month=amount)}


def _field(model: type[Model], path: str) -> Field:
    """Return the field at the end of a path, « month__first_day »."""
    *relations, name = path.split("__")
    for relation in relations:
        model = model._meta.get_field(relation).related_model
    return model._meta.get_field(name)


def _of_months(months: Sequence[date], counts: dict[date, int]) -> list[int | None]:
    """Return a number for each month, None for those to come."""
    today = timezone.localdate()
    return [counts.get(month, 0) if month <= today else None for month in months]


def _day_of(month: date | datetime) -> date:
    return timezone.localtime(month).date() if isinstance(month, datetime) else month


def _cumulated(values: Sequence[int | None]) -> list[int | None]:
    """Add each month to those before it."""
    sums = accumulate(value or 0 for value in values)
    return [None if value is None else total for value, total in zip(values, sums, strict=True)]


def _sentence(line: BoardFigure) -> str:
    if not line.value:
        return f"{line.figure.title}, mois par mois"
    begins = f"{line.shown}\u00a0{line.label}"
    return f"{begins}, {line.change.sentence_end}" if line.before else begins


def domains_chart(scope: Scope) -> BarChart:
    """Draw the workshops that worked on each domain. One query."""
    figure = FIGURES["ateliers"]
    domains = ("sheet__skills__domain__code", "sheet__skills__domain__short_name", "sheet__skills__domain__order")
    deliveries = Delivery.objects.filter(pk__in=figure.rows(scope).values("pk"))
    deliveries = deliveries.filter(sheet__skills__domain__framework__is_record_base=True).order_by()
    rows = deliveries.values_list(*domains).annotate(count=Count("pk", distinct=True))
    bars = [
        Bar(name or code, count, f"d{(order - 1) % 5 + 1}", figure.url(scope.about(code)))
        for code, name, order, count in sorted(rows, key=lambda row: (-row[3], row[2]))
    ]
    return BarChart(_domains_sentence(bars), bars, key="domaines")


def _domains_sentence(bars: Sequence[Bar]) -> str:
    if not bars or not bars[0].value:
        return "Ce qui se travaille"
    return f"«\u00a0{bars[0].words}\u00a0» se travaille le plus"
