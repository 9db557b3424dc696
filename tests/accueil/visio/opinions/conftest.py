"""A place with a tablet, a partner, and interviews that were held there."""

import datetime
import uuid

import pytest
from django.utils import timezone

from accueil.visio.appointments.models import Appointment
from accueil.visio.opinions.models import OpinionTablet
from accueil.visio.opinions.services import open_tablet
from tests.factories.accueil import AppointmentFactory, PartnerFactory, VisioRoomFactory


@pytest.fixture
def partner():
    return PartnerFactory(short_name="CAF", slug="caf")


@pytest.fixture
def room(epm):
    return VisioRoomFactory(epm=epm)


@pytest.fixture
def month() -> datetime.date:
    return timezone.localdate().replace(day=1)


@pytest.fixture
def hold(room, partner):
    """Return a function that adds appointments of today, held by default."""

    def add(count: int = 1, **fields) -> list[Appointment]:
        common = {"room": room, "partner": partner, "day": timezone.localdate(), "state": "seen"} | fields
        start = Appointment.objects.filter(day=common["day"]).count()
        return [
            AppointmentFactory(begins=datetime.time(8 + (start + rank) // 2, (start + rank) % 2 * 30), **common)
            for rank in range(count)
        ]

    return add


@pytest.fixture
def tablet(epm, animator) -> OpinionTablet:
    return open_tablet(epm=epm, by=animator)


def entry(**more) -> dict:
    """One opinion as the page sends it."""
    return {"about": "caf", "key": str(uuid.uuid4()), "age": 0, "welcome": "yes", "expectations": "rather_no"} | more
