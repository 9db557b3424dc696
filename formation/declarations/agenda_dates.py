"""Half-days of announced sessions in the agenda."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from formation.sessions.models.half_day import HalfDay
from formation.sessions.models.session import LONG_TEXTS, Session
from reseau.calendar.agenda.registry import AgendaDate, AgendaSource


class HalfDayDates(AgendaSource):
    kind = "formation"
    label = "Formation"
    label_plural = "Formations"
    icon = "graduation-cap"
    hue = "d1"
    model = HalfDay
    epm = "session__epm"
    territory = Coalesce("session__epm__commune__territory", "session__commune__territory")

    def visible_to(self, user) -> QuerySet[HalfDay]:
        return HalfDay.objects.announced().filter(session__in=Session.objects.visible_to(user))

    def with_joins(self, queryset: QuerySet[HalfDay]) -> QuerySet[HalfDay]:
        places = queryset.select_related("session__training", "session__epm__commune", "session__commune")
        return places.defer(*(f"session__{name}" for name in LONG_TEXTS))

    def dates(self, rows: Iterable[HalfDay]) -> Iterator[AgendaDate]:
        for half_day in rows:
            yield AgendaDate(
                source=self,
                name="half-day",
                key=half_day.pk,
                begins_at=half_day.begins_at,
                ends_at=half_day.ends_at,
                title=half_day.session.training.title,
                place=half_day.session.place,
                address=half_day.session.full_place,
                url=half_day.session.get_absolute_url(),
                changed=half_day.changed,
                details=f"{half_day.get_part_display().capitalize()}, {half_day.hours}",
            )


SOURCES = (HalfDayDates(),)
