"""Télécentres, their seats and bookings, valid by default."""

from datetime import timedelta

import factory
from django.utils import timezone

from accueil.telework.bookings.models.agreement import TeleworkAgreement
from accueil.telework.bookings.models.booking import SeatBooking
from accueil.telework.enums import SeatFeature
from accueil.telework.seats.models import Seat, Telecentre
from formation.enums import DayPart
from tests.factories.reseau import EPMFactory

EVERY_DAY = list(range(7))


class TelecentreFactory(factory.django.DjangoModelFactory):
    """Open all week, morning and afternoon, in a place that closes on no holiday."""

    class Meta:
        model = Telecentre

    epm = factory.SubFactory(EPMFactory, opening_hours="Mo-Su 08:00-19:00")
    mornings = EVERY_DAY
    afternoons = EVERY_DAY
    advice = "Sonnez à l’accueil."


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat

    telecentre = factory.SubFactory(TelecentreFactory)
    name = factory.Sequence(lambda rank: f"Poste {rank:03d}")
    equipment = [SeatFeature.SCREEN.value, SeatFeature.QUIET.value]


class SeatBookingFactory(factory.django.DjangoModelFactory):
    """A seat booked for the morning of tomorrow."""

    class Meta:
        model = SeatBooking

    seat = factory.SubFactory(SeatFactory)
    date = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=1))
    part = DayPart.MORNING
    name = "Camille B."
    employer = "Mairie de Luzech"


class TeleworkAgreementFactory(factory.django.DjangoModelFactory):
    """From today on, for sixty days."""

    class Meta:
        model = TeleworkAgreement

    telecentre = factory.SubFactory(TelecentreFactory)
    name = "Camille B."
    employer = "Mairie de Luzech"
    phone = "05 36 49 01 00"
    starts_on = factory.LazyFunction(timezone.localdate)
    ends_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=60))
