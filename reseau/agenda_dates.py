"""Meetings in the agenda."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from reseau.agenda.models.meeting import Meeting, territory_of_meetings
from reseau.agenda.registry import AgendaDate, AgendaSource, register


@register
class MeetingDates(AgendaSource):
    kind = "reunion"
    label = "Réunion"
    label_plural = "Réunions"
    icon = "users"
    hue = "d5"
    model = Meeting
    territory = territory_of_meetings()

    def visible_to(self, user) -> QuerySet[Meeting]:
        return Meeting.objects.visible_to(user).kept()

    def with_joins(self, queryset: QuerySet[Meeting]) -> QuerySet[Meeting]:
        return queryset.with_place()

    def dates(self, rows: Iterable[Meeting]) -> Iterator[AgendaDate]:
        for meeting in rows:
            yield AgendaDate(
                source=self,
                name="meeting",
                key=meeting.pk,
                begins_at=meeting.begins_at,
                ends_at=meeting.ends_at,
                title=meeting.title,
                place=meeting.place,
                url=meeting.get_absolute_url(),
                changed=meeting.changed,
                details=meeting.whom,
            )
