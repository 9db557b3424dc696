"""Figures of activity: visits and accompaniments of the months that teams confirmed."""

from django.db.models import QuerySet

from extranet.dashboards.steering.figure import Figure, ListRow, Section
from extranet.dashboards.steering.scope import Scope
from qualite.activity.activity_month.measures import ACCOMPANIMENTS, THEME_PREFIX, VISITS, measures_by_code
from qualite.activity.activity_month.models import ConfirmedFigure
from reseau.texts.wording import day_in_full


class ConfirmedActivity(Figure):
    """A sum over the confirmed figures of one or several measures; a month counts whole, on its first day."""

    section = Section.WORKSHOPS
    is_dated = True
    counts_people = True
    sum_of = "value"
    moment = "month__first_day"

    def confirmed(self, scope: Scope) -> QuerySet:
        figures = ConfirmedFigure.objects.filter(month__confirmed_at__isnull=False, value__gt=0)
        return figures.filter(scope.days(self.moment), scope.within("month__epm__commune__territory"))

    def listed(self, rows: QuerySet) -> QuerySet:
        rows = rows.select_related("month__epm").order_by(
            "-month__first_day", "month__epm__search_name", "-value", "pk"
        )
        return rows.only("value", "measure", "month__first_day", "month__epm__name", "month__epm__slug")

    def row(self, counted: ConfirmedFigure) -> ListRow:
        month = counted.month
        name = day_in_full(month.first_day, "F Y").capitalize()
        return ListRow(f"{month.epm.name}, {name}", month.get_absolute_url(), [str(counted.value)], counted.value)


class Visits(ConfirmedActivity):
    slug = "visites"
    words = (measures_by_code()[VISITS].definition.singular, measures_by_code()[VISITS].definition.plural)
    definition = f"{measures_by_code()[VISITS].definition.meaning} Mois confirmés seulement."

    def rows(self, scope: Scope) -> QuerySet:
        return self.confirmed(scope).filter(measure=VISITS)


class Accompaniments(ConfirmedActivity):
    """Listed month by month and theme by theme, without the theme: a small number must not tell of a person."""

    slug = "accompagnements"
    words = (ACCOMPANIMENTS.singular, ACCOMPANIMENTS.plural)
    definition = "Personnes aidées une à une, sous le thème de leur demande. Mois confirmés seulement."

    def rows(self, scope: Scope) -> QuerySet:
        return self.confirmed(scope).filter(measure__startswith=THEME_PREFIX)


ACTIVITY_FIGURES = (Visits(), Accompaniments())
