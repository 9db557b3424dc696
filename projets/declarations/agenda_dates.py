"""Milestones of projects, meetings of the committee and last days of calls in the agenda, for members.

They are at no place of the network.
"""

import datetime
from collections.abc import Iterable, Iterator

from django.db.models import IntegerField, QuerySet, TimeField, Value
from django.db.models.functions import Cast

from projets.portfolio.pooling.enums import PoolingState
from projets.portfolio.pooling.models import Pooling
from projets.portfolio.projects.models import Milestone
from projets.steering.meetings.models.meeting import SteeringMeeting
from reseau.calendar.agenda.registry import AgendaDate, AgendaSource
from reseau.calendar.days import midnight

# With its type, which a server asks for in a union of queries.
NOWHERE = Cast(Value(None), IntegerField())
A_DAY = datetime.timedelta(days=1)


class MilestoneDates(AgendaSource):
    kind = "etape-de-projet"
    label = "Étape d’un projet"
    label_plural = "Étapes des projets"
    units = ("étape", "étapes")
    icon = "compass"
    hue = "d5"
    model = Milestone
    day = "due_on"
    start = Value(datetime.time.min, TimeField())
    epm = NOWHERE
    territory = NOWHERE

    def visible_to(self, user) -> QuerySet[Milestone]:
        return Milestone.objects.visible_to(user).filter(done_on__isnull=True)

    def with_joins(self, queryset: QuerySet[Milestone]) -> QuerySet[Milestone]:
        return queryset.select_related("project")

    def dates(self, rows: Iterable[Milestone]) -> Iterator[AgendaDate]:
        for milestone in rows:
            yield AgendaDate(
                source=self,
                name="milestone",
                key=milestone.pk,
                begins_at=midnight(milestone.due_on),
                ends_at=midnight(milestone.due_on + A_DAY),
                title=milestone.title,
                place=str(milestone.project),
                url=milestone.project.get_absolute_url(),
                changed=milestone.changed,
                is_whole_day=True,
            )


class SteeringMeetingDates(AgendaSource):
    """Those that were convened, planned ones for the coordination alone; one that is cancelled leaves the agenda."""

    kind = "comite-de-pilotage"
    label = "Comité de pilotage"
    label_plural = "Comités de pilotage"
    units = ("séance du comité", "séances du comité")
    icon = "landmark"
    hue = "d5"
    model = SteeringMeeting
    epm = NOWHERE
    territory = NOWHERE

    def visible_to(self, user) -> QuerySet[SteeringMeeting]:
        return SteeringMeeting.objects.visible_to(user).kept()

    def with_joins(self, queryset: QuerySet[SteeringMeeting]) -> QuerySet[SteeringMeeting]:
        return queryset

    def dates(self, rows: Iterable[SteeringMeeting]) -> Iterator[AgendaDate]:
        for meeting in rows:
            yield AgendaDate(
                source=self,
                name="steering-meeting",
                key=meeting.pk,
                begins_at=meeting.begins_at,
                ends_at=meeting.ends_at,
                title="Comité de pilotage",
                place=meeting.place,
                url=meeting.get_absolute_url(),
                changed=meeting.changed,
            )


class PoolingCallDates(AgendaSource):
    """The last day to join a purchase or an agreement, while its call is open."""

    kind = "appel-a-mutualiser"
    label = "Dernier jour d’un appel"
    label_plural = "Derniers jours des appels"
    units = ("appel qui finit", "appels qui finissent")
    icon = "hand"
    hue = "d5"
    model = Pooling
    day = "closes_on"
    start = Value(datetime.time.min, TimeField())
    epm = NOWHERE
    territory = NOWHERE

    def visible_to(self, user) -> QuerySet[Pooling]:
        return Pooling.objects.visible_to(user).filter(state=PoolingState.OPEN)

    def with_joins(self, queryset: QuerySet[Pooling]) -> QuerySet[Pooling]:
        return queryset

    def dates(self, rows: Iterable[Pooling]) -> Iterator[AgendaDate]:
        for pooling in rows:
            yield AgendaDate(
                source=self,
                name="pooling",
                key=pooling.pk,
                begins_at=midnight(pooling.closes_on),
                ends_at=midnight(pooling.closes_on + A_DAY),
                title=pooling.title,
                place="Dernier jour pour rejoindre",
                url=pooling.get_absolute_url(),
                changed=pooling.changed,
                is_whole_day=True,
            )


SOURCES = (MilestoneDates(), SteeringMeetingDates(), PoolingCallDates())
