"""Outings as dates of the agenda, for everybody."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from patrimoine.outings.models import LAST, Outing
from reseau.calendar.agenda.registry import AgendaDate, AgendaSource


class OutingDates(AgendaSource):
    kind = "sortie"
    label = "Sortie"
    label_plural = "Sorties de patrimoine"
    units = ("sortie", "sorties")
    icon = "landmark"
    hue = "d3"
    model = Outing
    day = "day"
    last_day = LAST
    end = "end"
    territory = Coalesce("place__commune__territory", "trail__territory")

    def visible_to(self, user) -> QuerySet[Outing]:
        return Outing.objects.visible_to(user).kept()

    def with_joins(self, queryset: QuerySet[Outing]) -> QuerySet[Outing]:
        return queryset.with_where()

    def dates(self, rows: Iterable[Outing]) -> Iterator[AgendaDate]:
        for outing in rows:
            yield AgendaDate(
                source=self,
                name="outing",
                key=outing.pk,
                begins_at=outing.begins_at,
                ends_at=outing.ends_at,
                title=outing.name,
                place=outing.where,
                url=outing.get_absolute_url(),
                changed=outing.changed,
                details=outing.summary,
                address=outing.meeting_point or outing.where,
                is_cancelled=outing.cancelled is not None,
            )
