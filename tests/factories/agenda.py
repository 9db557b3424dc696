"""Meetings for tests: in ten days at 14:00, of the network, on line."""

from datetime import time, timedelta

import factory
from django.utils import timezone

from reseau.calendar.agenda.models import Meeting
from reseau.calendar.agenda.services import announce_meeting
from tests.factories.reseau import MemberFactory


class MeetingFactory(factory.Factory):
    class Meta:
        model = Meeting

    title = "Point du réseau"
    date = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=10))
    start = time(14)
    end = time(15)
    link = "https://visio.example.org/salle"
    by = factory.LazyFunction(lambda: MemberFactory(coordinator=True))

    @classmethod
    def _create(cls, model_class, *args, by, **kwargs):
        return announce_meeting(meeting=model_class(**kwargs), by=by)
