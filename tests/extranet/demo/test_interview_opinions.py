"""Opinions of the demo: the same for the same seed, never more than the interviews, on invented interviews alone."""

import datetime
import random

import pytest
from django.utils import timezone

from accueil.emission_factors.models import EmissionFactor
from accueil.visio.opinions.models import OpinionMonth, OpinionTablet
from accueil.visio.slots.models import SlotDay
from extranet.demo.network.accueil.opinions import build_opinions_on_interviews
from tests.factories.accueil import AppointmentFactory, OpeningSlotFactory, PartnerFactory, VisioRoomFactory

pytestmark = pytest.mark.django_db
NUMBERS = ("interviews", "received", "welcome_yes", "welcome_no", "expectations_yes", "expectations_no")


def test_opinions_are_repeatable_and_fewer_than_interviews(epm, animator, coordinator):
    partner, today = PartnerFactory(), timezone.localdate()
    slot = OpeningSlotFactory(
        room=VisioRoomFactory(epm=epm), partner=partner, first_day=today - datetime.timedelta(days=60)
    )
    for rank in range(12):
        day = today - datetime.timedelta(days=3 + rank)
        AppointmentFactory(room=VisioRoomFactory(epm=epm), partner=partner, day=day, seen=True)
    results = []
    for _ in range(2):
        OpinionMonth.objects.all().delete()
        SlotDay.objects.filter(day__lt=today).delete()
        draw = random.Random(46)  # noqa: S311 - a repeatable draw is the point
        build_opinions_on_interviews(animators=[animator], coordinator=coordinator, draw=draw)
        results.append(list(OpinionMonth.objects.filter(partner=partner).order_by("month").values_list(*NUMBERS)))

    assert results[0] == results[1]
    assert sum(row[0] for row in results[0]) == 12
    assert 0 < sum(row[1] for row in results[0]) <= 12
    assert SlotDay.objects.filter(slot=slot, day__lt=today).count() >= 7
    assert (OpinionTablet.objects.filter(epm=epm).count(), EmissionFactor.objects.first().grams) == (1, 193)
