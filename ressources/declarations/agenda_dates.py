"""Workshops open to all in the agenda."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from reseau.calendar.agenda.registry import AgendaDate, AgendaSource
from ressources.workshops.open_workshops.models.workshop import OpenWorkshop


class OpenWorkshopDates(AgendaSource):
    kind = "atelier"
    label = "Atelier"
    label_plural = "Ateliers ouverts à tous"
    units = ("atelier", "ateliers")
    icon = "book-open"
    hue = "d4"
    model = OpenWorkshop

    def visible_to(self, user) -> QuerySet[OpenWorkshop]:
        return OpenWorkshop.objects.visible_to(user).filter(cancelled_at=None)

    def with_joins(self, queryset: QuerySet[OpenWorkshop]) -> QuerySet[OpenWorkshop]:
        return queryset.with_place()

    def dates(self, rows: Iterable[OpenWorkshop]) -> Iterator[AgendaDate]:
        for workshop in rows:
            yield AgendaDate(
                source=self,
                name="open-workshop",
                key=workshop.pk,
                begins_at=workshop.begins_at,
                ends_at=workshop.ends_at,
                title=workshop.sheet.title,
                place=workshop.place,
                url=workshop.get_absolute_url(),
                changed=workshop.changed,
                details=workshop.note,
            )


SOURCES = (OpenWorkshopDates(),)
